from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sirekap_desktop import app
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.people import NOBODY
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application, dialogs
from sirekap_desktop.ui.help_page import GuideDialog
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.sign_in import ChangeDialog
from sirekap_desktop.workflow import mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import choose, settle


@pytest.fixture
def window(empty_desk: Desk, runner: Runner, qtbot: QtBot) -> Iterator[MainWindow]:
    kept: list[Settings] = []
    services = Services(
        lambda: replace(empty_desk, person=NOBODY),
        lambda _: desks.FakeReader(empty_desk.template),
        keep=kept.append,
    )
    made = MainWindow(services, runner)
    qtbot.addWidget(made)
    made.show()
    settle(runner)
    yield made
    settle(runner)
    if made.frame is not None:
        made.frame.projection.close()


def test_an_empty_laptop_shows_the_first_steps(
    window: MainWindow, runner: Runner, empty_desk: Desk
) -> None:
    window.begin(empty_desk)
    settle(runner)
    page = window.master
    assert page is not None
    assert page.first.isVisible()
    page.first.more.click()
    (dialog,) = page.findChildren(GuideDialog)
    assert dialog.isVisible()
    assert dialog.reader.shown == "langkah_pertama"
    dialog.close()
    page.open_file(Path("tidak_ada.csv"))
    settle(runner)
    assert not page.first.isVisible()


def test_bad_master_data_shows_every_fault_and_keeps_nothing(
    window: MainWindow, runner: Runner, empty_desk: Desk, tmp_path: Path
) -> None:
    window.begin(empty_desk)
    settle(runner)
    page = window.master
    assert page is not None
    file = tmp_path / "induk.csv"
    file.write_text("PEMILIHAN\nkunci,nilai\nTPS\n", encoding="utf-8")
    page.open_file(file)
    settle(runner)
    assert page.rows.isVisible()
    assert page.rows.cells.rowCount() > 1
    assert not page.take.isEnabled()
    with pytest.raises(SirekapError, match="no_election"):
        empty_desk.election()


def test_good_master_data_leads_to_the_screens(
    window: MainWindow, runner: Runner, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mastering, "preview_master", lambda *_: desks.election())
    window.begin(empty_desk)
    settle(runner)
    assert window.master is not None
    window.master.open_file(Path("induk.csv"))
    settle(runner)
    assert "3 TPS" in window.master.summary.text()
    window.master.take.click()
    settle(runner)
    assert window.frame is not None
    assert empty_desk.election() == desks.election()
    assert window.frame.isVisible()


def test_another_person_takes_over_with_the_own_pin(
    window: MainWindow, runner: Runner, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mastering.adopt(empty_desk, desks.election())
    desks.let_in(empty_desk)
    window.begin(empty_desk)
    settle(runner)
    assert window.frame is not None

    def answer(dialog: ChangeDialog) -> int:
        settle(runner)
        choose(dialog.form, desks.ANGGOTA.name)
        dialog.form.pin.setText(desks.PIN)
        dialog.accept()
        settle(runner)
        return dialog.result()

    monkeypatch.setattr(ChangeDialog, "exec", answer)
    window.frame.top.person.click()
    settle(runner)
    assert window.frame._session.desk.person == desks.ANGGOTA
    assert window.desk is not None
    assert window.desk.person == desks.ANGGOTA
    assert desks.ANGGOTA.name in window.frame.top.person.text()


def test_closing_waits_for_the_work_in_hand(window: MainWindow, runner: Runner) -> None:
    gate, begun = threading.Event(), threading.Event()

    def act(progress: Progress) -> None:
        begun.set()
        assert gate.wait(10)
        progress.step(0, 1)

    runner.start(act, lambda _: None, what="Membaca", long=True)
    assert begun.wait(10)
    window.close()
    assert window.isVisible()
    gate.set()
    settle(runner)
    QApplication.processEvents()
    assert not window.isVisible()


def test_a_bug_is_kept_as_a_report_and_told(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    house = app.House(tmp_path)
    hook = dialogs.crash_hook(house.keep_report, lambda *what: told.append(what))
    try:
        raise ZeroDivisionError("salah hitung")
    except ZeroDivisionError as error:
        hook(type(error), error, error.__traceback__)
    [(report, where)] = told
    assert "salah hitung" in report
    assert Path(where).read_text(encoding="utf-8") == report


def test_the_crash_dialog_holds_the_report(qtbot: QtBot) -> None:
    dialog = dialogs.CrashDialog("laporan panjang", "/tempat/laporan.txt", None)
    qtbot.addWidget(dialog)
    texts = [box.toPlainText() for box in dialog.findChildren(QPlainTextEdit)]
    assert texts == ["laporan panjang"]


def test_only_one_crash_is_shown_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = app.House(tmp_path)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    application.tell_bugs(house.keep_report)
    shown: list[str] = []

    def once_more(dialog: dialogs.CrashDialog) -> int:
        shown.append(dialog.windowTitle())
        sys.excepthook(ValueError, ValueError("lagi"), None)
        return 1

    monkeypatch.setattr(dialogs.CrashDialog, "exec", once_more)
    sys.excepthook(ValueError, ValueError("sekali"), None)
    assert len(shown) == 1
    assert len(list((tmp_path / "laporan").iterdir())) == 2


def test_the_example_file_can_be_saved_and_is_good(
    window: MainWindow, runner: Runner, empty_desk: Desk, tmp_path: Path
) -> None:
    window.begin(empty_desk)
    settle(runner)
    assert window.master is not None
    window.master.save_example(tmp_path / "contoh.xlsx")
    settle(runner)
    window.master.open_file(tmp_path / "contoh.xlsx")
    settle(runner)
    assert window.master.take.isEnabled()
    window.master.save_example(tmp_path / "tidak ada" / "contoh.xlsx")
    settle(runner)
    assert "Perbaiki" not in window.master.notice.text
    assert not (tmp_path / "tidak ada").exists()
