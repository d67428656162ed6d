"""What is chosen in Pengaturan is kept, and seen at once without losing the place."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QToolButton
from pytestqt.qtbot import QtBot

from sirekap_desktop import app, settings
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.people import NOBODY
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application, dresses, stops, theme
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.stops import FORMS, SECOND
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import settle


@pytest.fixture
def window(
    desk: Desk, runner: Runner, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window at the screen Pengaturan, with a data folder that keeps what is chosen."""
    house = app.House(tmp_path / "laptop")
    made = MainWindow(
        Services(
            lambda: replace(desk, person=NOBODY),
            lambda _: desks.FakeReader(desk.template),
            None,
            Settings(),
            house.keep_settings,
        ),
        runner,
    )
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    settle(runner)
    made.begin(desk)
    settle(runner)
    frame_of(made).turn_to(stops.SETTINGS)
    yield made
    settle(runner)
    frame_of(made).projection.close()
    application.dress(qapp)


def frame_of(window: MainWindow) -> DeskFrame:
    assert window.frame is not None
    return window.frame


def choose(window: MainWindow, **chosen: str) -> DeskFrame:
    """Choose as the boxes do; the frame that stands there afterwards."""
    page = frame_of(window).settings
    for name, value in chosen.items():
        box = getattr(page, name)
        box.setFocus()
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    QApplication.processEvents()
    settle(window._runner)
    return frame_of(window)


def kept(tmp_path: Path) -> Settings:
    return settings.load(tmp_path / "laptop")


def test_another_dress_is_worn_at_once_and_kept(window: MainWindow, tmp_path: Path) -> None:
    before = frame_of(window)
    after = choose(window, dress="dark")
    assert after is not before
    assert theme.worn() is dresses.DARK
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    assert ground.name() == dresses.DARK.ground
    assert kept(tmp_path).dress == "dark"
    assert after.settings.dress.currentData() == "dark"


def test_place_person_and_cursor_stay(window: MainWindow, runner: Runner) -> None:
    before = frame_of(window)
    before.show_desk(replace(before._session.desk, person=desks.ANGGOTA))
    before.open_tps(desks.SECOND)
    settle(runner)
    before.check.form.go_to("paslon_2")
    before.turn_to(stops.SETTINGS)
    after = choose(window, dress="contrast")
    assert after.screens.currentIndex() == stops.SETTINGS
    assert QApplication.focusWidget() is after.settings.dress
    assert after.check.spot == (desks.SECOND, "paslon_2")
    assert after._session.desk.person == desks.ANGGOTA
    assert desks.ANGGOTA.name in after.top.person.accessibleName()


def test_english_and_back(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    def words() -> tuple[str, str]:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        rail = [button.text() for button in frame_of(window).rail.findChildren(QToolButton)]
        return rail[1], box.button(QDialogButtonBox.StandardButton.Cancel).text()

    assert words() == ("Impor", "Batal")
    choose(window, language="en")
    assert words() == ("Import", "Cancel")
    assert kept(tmp_path).language == "en"
    choose(window, language="id")
    assert words() == ("Impor", "Batal")


def test_the_text_grows_by_keys_after_a_moment(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    page = frame_of(window).settings
    page.of_system.click()
    QApplication.processEvents()
    settle(window._runner)
    page = frame_of(window).settings
    page.text_size.setFocus()
    for _ in range(2):
        QTest.keyClick(page.text_size, Qt.Key.Key_PageUp)
    assert theme.px(100) == 100
    assert page._percent.text() == "150 %"
    assert page._sample.font().pixelSize() == 21
    qtbot.waitUntil(lambda: theme.px(100) == 150)
    settle(window._runner)
    assert kept(tmp_path).text_size == "150"
    assert frame_of(window).settings.text_size.hasFocus()
    frame_of(window).settings.of_system.click()
    QApplication.processEvents()
    assert kept(tmp_path).text_size == ""
    assert theme.px(100) == application.system_text_size()


def test_a_slider_that_is_held_waits_until_it_is_let_go(window: MainWindow) -> None:
    choose(window)
    frame_of(window).settings.of_system.click()
    QApplication.processEvents()
    slider = frame_of(window).settings.text_size
    slider.setSliderDown(True)
    slider.setValue(25)
    assert not frame_of(window).settings._later.isActive()
    assert theme.px(100) == 100
    slider.setSliderDown(False)
    QApplication.processEvents()
    assert theme.px(100) == 125


def test_minutes_are_kept_and_change_no_look(window: MainWindow, tmp_path: Path) -> None:
    before = frame_of(window)
    before.settings.lock.setValue(25)
    before.settings.lock.editingFinished.emit()
    QApplication.processEvents()
    assert kept(tmp_path).lock_minutes == "25"
    assert frame_of(window) is before


def test_a_typed_number_is_not_lost(window: MainWindow, runner: Runner) -> None:
    before = frame_of(window)
    before.open_tps(desks.FIRST)
    settle(runner)
    before.check.form.fields["paslon_1"].setText("77")
    before.turn_to(stops.SETTINGS)
    assert choose(window, dress="dark") is before
    assert before.settings.notice.isVisible()
    assert theme.worn() is dresses.LIGHT
    before.turn_to(stops.CHECK)
    before.check._enter("paslon_1")
    settle(runner)
    QApplication.processEvents()
    settle(runner)
    assert theme.worn() is dresses.DARK
    assert frame_of(window).screens.currentIndex() == stops.CHECK
    assert frame_of(window).check.form.fields["paslon_1"].confirmed == 77


def test_work_in_hand_ends_first(window: MainWindow, runner: Runner) -> None:
    gate, begun = threading.Event(), threading.Event()

    def act(_: Progress) -> None:
        begun.set()
        assert gate.wait(10)

    runner.start(act, lambda _: None, what="Membaca", long=True)
    assert begun.wait(10)
    before = frame_of(window)
    page = before.settings
    page.dress.setCurrentIndex(page.dress.findData("dark"))
    page.dress.activated.emit(page.dress.currentIndex())
    QApplication.processEvents()
    assert frame_of(window) is before
    assert page.notice.isVisible()
    gate.set()
    settle(runner)
    settle(runner)
    assert theme.worn() is dresses.DARK
    assert frame_of(window) is not before


def test_the_projection_goes_on_open_or_not(window: MainWindow) -> None:
    projection = frame_of(window).projection
    projection.show()
    assert choose(window, dress="dark").projection is projection
    projection.close()
    assert choose(window, dress="light").projection is projection


def test_what_the_screens_remember_stays(
    window: MainWindow, runner: Runner, tmp_path: Path
) -> None:
    bad = tmp_path / "catatan.jpg"
    bad.write_text("bukan gambar", encoding="utf-8")
    frame_of(window).imports.import_paths([bad])
    settle(runner)
    assert frame_of(window).imports.refused.cells.rowCount() == 1
    assert choose(window, dress="dark").imports.refused.cells.rowCount() == 1


def test_settings_that_cannot_be_kept_are_told_and_hold_all_the_same(
    window: MainWindow, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "laptop")
    (tmp_path / "laptop").write_text("bukan folder", encoding="utf-8")
    choose(window, dress="dark")
    assert theme.worn() is dresses.DARK
    told = [d for d in window.children() if type(d).__name__ == "RefusalDialog"]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("text", "percent"), [("", 100), ("150", 150), ("900", 200), ("-3", 100), ("besar", 100)]
)
def test_odd_sizes_are_bounded(text: str, percent: int, qapp: QApplication) -> None:
    assert qapp is not None
    assert application.text_size_of(Settings(text_size=text)) == percent


@pytest.mark.parametrize("scheme", list(Qt.ColorScheme))
def test_without_a_choice_the_dress_is_the_system_s(
    scheme: Qt.ColorScheme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
            return scheme

    assert qapp is not None
    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(Hints))
    dark = scheme is Qt.ColorScheme.Dark
    assert application.colours_of(Settings()) is (dresses.DARK if dark else dresses.LIGHT)
    assert application.colours_of(Settings(dress="contrast")) is dresses.CONTRAST
    assert application.colours_of(Settings(dress="nobody's")).dark == dark


def test_sitting_down_keeps_the_settings(window: MainWindow, tmp_path: Path) -> None:
    choose(window, dress="dark")
    assert window.desk is not None
    window._take_over(desks.OPERATOR)
    assert (kept(tmp_path).name, kept(tmp_path).dress) == (desks.OPERATOR.name, "dark")
    choose(window, dress="contrast")
    assert (kept(tmp_path).name, kept(tmp_path).dress) == (desks.OPERATOR.name, "contrast")


def test_the_rail_turns_to_every_screen(window: MainWindow) -> None:
    frame = frame_of(window)
    seen = []
    for button in frame.rail.findChildren(QToolButton):
        if button.isCheckable():
            button.click()
            seen.append(frame.screens.currentIndex())
            chosen = [b for b in frame.rail.findChildren(QToolButton) if b.isChecked()]
            assert chosen == [button]
    assert seen == [n for n in range(frame.screens.count()) if n not in (SECOND, FORMS)]
