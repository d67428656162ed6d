"""Nothing that is made up is ever shown without saying so; and it never mixes with what is real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.dialogs import QuestionDialog
from sirekap_desktop.ui.master_page import MasterPage
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.simulation_mark import SimulationMark, band_of, below_band
from sirekap_desktop.workflow import mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import settle
from tests.ui.screens import DIALOGS, PEOPLE


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    made.setWindowTitle("Latihan · Sirekap Desktop")
    made.setCentralWidget(QLabel("isi"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def mark(window: QMainWindow) -> Iterator[SimulationMark]:
    made = SimulationMark(window)
    yield made
    made.show(False)


def test_windows_that_are_there_get_the_band_and_the_word(
    window: QMainWindow, mark: SimulationMark
) -> None:
    mark.show(True)
    QApplication.processEvents()
    band = band_of(window)
    assert band is not None
    assert band.isVisible()
    assert band.width() == window.width()
    assert below_band(window).top() == band.height()
    assert window.windowTitle() == "SIMULASI · Latihan · Sirekap Desktop"
    window.setWindowTitle("Contoh")
    assert window.windowTitle() == "SIMULASI · Contoh"
    mark.show(False)
    assert band_of(window) is None
    assert window.windowTitle() == "Contoh"


def test_every_dialog_gets_it_without_knowing(
    window: QMainWindow, mark: SimulationMark, session: Session, qtbot: QtBot
) -> None:
    mark.show(True)
    made: dict[str, QDialog] = {name: make(window) for name, make in DIALOGS.items()}
    made |= {name: make(session, window) for name, make in PEOPLE.items()}
    for name, dialog in made.items():
        high = dialog.height()
        with qtbot.waitExposed(dialog):
            dialog.show()
        band = band_of(dialog)
        assert band is not None, name
        assert band.isVisible(), name
        assert dialog.height() >= high + band.height(), name
        assert dialog.windowTitle().startswith("SIMULASI · "), name
        QDialog.reject(dialog)
    settle(session.runner)


def test_qt_s_own_dialogs_get_it_too(window: QMainWindow, mark: SimulationMark) -> None:
    mark.show(True)
    dialog = QFileDialog(window, "Pilih berkas")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    assert band_of(dialog) is not None
    dialog.close()


def test_a_dialog_shown_again_has_one_band_only(window: QMainWindow, mark: SimulationMark) -> None:
    mark.show(True)
    dialog = QuestionDialog("Mulai ulang?", "Semua dihapus.", "Mulai", window)
    dialog.show()
    high = dialog.height()
    dialog.hide()
    dialog.show()
    assert dialog.height() == high
    dialog.close()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_lists_that_drop_down_have_none(window: QMainWindow, mark: SimulationMark) -> None:
    mark.show(True)
    box = QComboBox()
    box.addItems(["ketua", "operator"])
    window.setCentralWidget(box)
    box.show()
    box.showPopup()
    QApplication.processEvents()
    popup = box.view().window()
    assert popup is not window
    assert band_of(popup) is None
    box.hidePopup()


def test_a_window_that_paints_its_own_gets_the_word(mark: SimulationMark, qtbot: QtBot) -> None:
    mark.show(True)
    wall = QWidget()
    wall.setWindowTitle("Proyeksi")
    qtbot.addWidget(wall)
    wall.show()
    assert wall.windowTitle() == "SIMULASI · Proyeksi"
    assert wall.layout() is None


def test_the_band_follows_the_size_of_the_text(
    window: QMainWindow, mark: SimulationMark, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark.show(True)
    before = band_of(window)
    assert before is not None
    high = before.height()
    monkeypatch.setattr(theme._worn, "scale", 2.0)
    mark.renew()
    after = band_of(window)
    assert after is not None
    assert after.height() == 2 * high


def test_without_a_simulation_nothing_is_marked(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    dialog.setWindowTitle("Alasan")
    QVBoxLayout(dialog)
    qtbot.addWidget(dialog)
    dialog.show()
    assert band_of(dialog) is None
    assert dialog.windowTitle() == "Alasan"


# ---- practice and real data never meet ----


def test_a_made_up_file_is_told_before_it_is_taken(
    empty_desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    page = MasterPage(empty_desk, runner)
    qtbot.addWidget(page)
    page.show()
    page._show(replace(desks.election(), simulation=False))
    assert "SIMULASI" not in page.notice.text
    page._show(desks.election())
    assert page.notice.text.startswith("SIMULASI: ")
    assert "tidak dapat lagi menerima hasil sebenarnya" in page.notice.text
    assert theme.look(Stage.PERIKSA).ground in page.notice.styleSheet()
    assert page.take.isEnabled(), "a person decides"


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("take", [mastering.adopt, mastering.add_contest])
def test_made_up_and_real_data_are_refused_in_one_folder(
    empty_desk: Desk,
    runner: Runner,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    first: bool,
    take: Callable[[Desk, Election], object],
) -> None:
    mastering.adopt(empty_desk, replace(desks.election(), simulation=first))
    other = replace(desks.election(), title="Pemilu DPD", simulation=not first)
    monkeypatch.setattr(mastering, "preview_master", lambda *_: other)
    page = MasterPage(empty_desk, runner, take)
    qtbot.addWidget(page)
    page.show()
    page.open_file(Path("induk.csv"))
    settle(runner)
    page.take.click()
    settle(runner)
    assert "tidak dapat disatukan" in page.notice.text
    with empty_desk.look() as unit:
        kept = unit.elections.all()
    assert [contest.simulation for contest in kept] == [first]
