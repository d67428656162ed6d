"""The lock covers everything and loses nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.people import Person
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import stops
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.dialogs import CrashDialog, WordsDialog
from sirekap_desktop.ui.lock import Curtain, Lock, LockDialog
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Change, Runner
from sirekap_desktop.ui.simulation_mark import below_band
from sirekap_desktop.ui.watch import Watch
from sirekap_desktop.workflow import accounts, checking, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import Opens, choose, settle


@pytest.fixture
def window(
    opens: Opens, empty_desk: Desk, runner: Runner, bring: Callable[..., object]
) -> MainWindow:
    """The chair at the desk, in Periksa."""
    desks.let_in(empty_desk)
    bring()
    made = opens()
    made.begin(empty_desk)
    settle(runner)
    frame_of(made).open_tps(desks.FIRST)
    settle(runner)
    return made


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    mastering.adopt(empty_desk, desks.election())
    return empty_desk


def frame_of(window: MainWindow) -> DeskFrame:
    assert window.frame is not None
    return window.frame


def lock_of(window: MainWindow) -> Lock:
    assert window.lock is not None
    return window.lock


def locked(window: MainWindow) -> LockDialog:
    lock_of(window).lock()
    dialog = lock_of(window).dialog
    assert dialog is not None
    return dialog


def unlock(window: MainWindow, runner: Runner, person: Person = desks.KETUA) -> None:
    dialog = lock_of(window).dialog
    assert dialog is not None
    if person != desks.KETUA:
        dialog.other.click()
        settle(runner)
        choose(dialog.form, person.name)
    dialog.form.pin.setText(desks.PIN)
    dialog.unlock.click()
    settle(runner)


def covered(window: QWidget) -> bool:
    """Whether a curtain lies over the whole of a window."""
    curtains = [one.geometry() for one in window.findChildren(Curtain) if one.isVisible()]
    whole = below_band(window)
    return whole in curtains


def words_dialog(window: MainWindow) -> WordsDialog:
    dialog = WordsDialog("Alasan", "Mengapa?", (), "Simpan", frame_of(window).check)
    dialog._text.setPlainText("Sudah dihitung ulang.")
    return dialog


def test_ctrl_l_locks_and_the_own_pin_unlocks(window: MainWindow, runner: Runner) -> None:
    handle = window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    dialog = lock_of(window).dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert covered(window)
    assert dialog.form.pin.hasFocus()
    assert not dialog.form.names.isVisible()
    dialog.form.pin.setText("9999")
    dialog.unlock.click()
    settle(runner)
    assert "tidak cocok" in dialog.form.notice.text
    assert lock_of(window).closed
    unlock(window, runner)
    assert not lock_of(window).closed
    assert not covered(window)
    assert window.desk is not None
    assert window.desk.person == desks.KETUA


def test_a_lock_is_not_given_up(window: MainWindow) -> None:
    dialog = locked(window)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    assert lock_of(window).closed


def test_the_button_locks_too(window: MainWindow, runner: Runner) -> None:
    frame_of(window).top.lock.click()
    assert lock_of(window).closed
    unlock(window, runner)


def test_typed_digits_wait(window: MainWindow, runner: Runner, desk: Desk) -> None:
    field = frame_of(window).check.form.fields["paslon_1"]
    field.setFocus()
    QTest.keyClicks(field, "77")
    locked(window)
    unlock(window, runner)
    assert field.text() == "77"
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(runner)
    entry = checking.look(desk, desks.FIRST).fields["paslon_1"].entry
    assert entry is not None
    assert (entry.value, entry.who) == (77, desks.KETUA.name)


def test_digits_that_another_person_finds_belong_to_who_presses_enter(
    window: MainWindow, runner: Runner, desk: Desk
) -> None:
    field = frame_of(window).check.form.fields["paslon_1"]
    field.setFocus()
    QTest.keyClicks(field, "77")
    locked(window)
    unlock(window, runner, desks.OPERATOR)
    assert window.desk is not None
    assert window.desk.person == desks.OPERATOR
    assert desks.OPERATOR.name in frame_of(window).top.person.toolTip()
    assert field.text() == "77"
    assert checking.look(desk, desks.FIRST).fields["paslon_1"].entry is None
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(runner)
    entry = checking.look(desk, desks.FIRST).fields["paslon_1"].entry
    assert entry is not None
    assert entry.who == desks.OPERATOR.name


def test_an_open_dialog_is_covered_and_keeps_its_words(window: MainWindow, runner: Runner) -> None:
    dialog = words_dialog(window)
    answers: list[int] = []

    def meanwhile() -> None:
        locked(window)
        assert covered(dialog)
        assert not dialog.isEnabled()
        unlock(window, runner)
        assert dialog.isVisible()
        assert dialog.isEnabled()
        assert not covered(dialog)
        assert dialog.words == "Sudah dihitung ulang."
        dialog.accept()

    QTimer.singleShot(0, meanwhile)
    answers.append(dialog.exec())
    assert answers == [1], "the dialog went on as if nothing had been"


def test_another_person_does_not_inherit_dialogs(window: MainWindow, runner: Runner) -> None:
    dialog = words_dialog(window)

    def meanwhile() -> None:
        locked(window)
        unlock(window, runner, desks.ANGGOTA)

    QTimer.singleShot(0, meanwhile)
    assert dialog.exec() == 0
    assert not dialog.isVisible()


def test_what_the_background_opens_is_covered_as_well(
    window: MainWindow, runner: Runner, qtbot: QtBot
) -> None:
    dialog = locked(window)
    runner.refused.emit(SirekapError("folder_unwritable"))
    told = [d for d in window.findChildren(QDialog) if d is not dialog and d.isVisible()]
    assert len(told) == 1
    qtbot.waitUntil(lambda: covered(told[0]))
    unlock(window, runner)
    assert told[0].isEnabled()
    told[0].accept()


def test_a_fault_of_the_program_is_told_in_spite_of_the_lock(window: MainWindow) -> None:
    locked(window)
    crash = CrashDialog("laporan", "/tempat/laporan.txt", window)
    crash.open()
    QApplication.processEvents()
    assert not covered(crash)
    assert crash.isEnabled()
    crash.accept()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_menus_are_closed(window: MainWindow) -> None:
    menu = QMenu(window)
    menu.addAction("Salin")
    menu.popup(window.pos())
    assert QApplication.activePopupWidget() is menu
    locked(window)
    assert not menu.isVisible()


def test_the_hall_and_the_background_go_on(window: MainWindow, runner: Runner) -> None:
    frame = frame_of(window)
    frame.open_projection()
    settle(runner)
    gate, begun, ended = threading.Event(), threading.Event(), threading.Event()

    def act(progress: Progress) -> None:
        begun.set()
        assert gate.wait(10)
        progress.step(1, 1)

    runner.start(act, lambda _: ended.set(), what="Membaca", long=True)
    assert begun.wait(10)
    locked(window)
    assert frame.projection.isVisible()
    assert not covered(frame.projection)
    gate.set()
    settle(runner)
    assert ended.is_set()
    assert lock_of(window).closed
    unlock(window, runner)


def test_a_new_look_waits_behind_the_lock(window: MainWindow, runner: Runner) -> None:
    frame = frame_of(window)
    locked(window)
    frame._session.choose(dress="dark")
    settle(runner)
    QApplication.processEvents()
    assert frame_of(window) is frame
    unlock(window, runner)
    settle(runner)
    assert frame_of(window) is not frame
    frame_of(window)._session.choose(dress="light")
    QApplication.processEvents()
    settle(runner)


def test_a_new_role_holds_from_the_next_unlocking(
    window: MainWindow, runner: Runner, desk: Desk
) -> None:
    accounts.add(desk, "Ketua Dua", desks.KETUA.role, desks.PIN)
    accounts.put(desk, desks.KETUA.name, desks.ANGGOTA.role)
    locked(window)
    unlock(window, runner)
    assert window.desk is not None
    assert window.desk.person == Person(desks.KETUA.name, desks.ANGGOTA.role)


def test_who_loses_the_own_role_has_to_sign_in_again(
    window: MainWindow, runner: Runner, desk: Desk
) -> None:
    accounts.add(desk, "Ketua Dua", desks.KETUA.role, desks.PIN)
    runner.start(
        lambda _: accounts.put(desk, desks.KETUA.name, desks.OPERATOR.role),
        lambda _: None,
        change=Change("akun"),
    )
    settle(runner)
    settle(runner)
    assert lock_of(window).closed
    unlock(window, runner)
    assert window.desk is not None
    assert window.desk.person.role is desks.OPERATOR.role


def test_before_somebody_sits_there_is_nothing_to_lock(opens: Opens, empty_desk: Desk) -> None:
    desks.let_in(empty_desk)
    window = opens()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.lock is None


def test_master_data_is_locked_and_comes_back(
    opens: Opens, empty_desk: Desk, runner: Runner
) -> None:
    desks.let_in(empty_desk)
    window = opens()
    window.begin(empty_desk)
    settle(runner)
    locked(window)
    unlock(window, runner, desks.PENGAMAT)
    assert window.master is not None
    assert not window.master.choose.isEnabled()
    assert "pengamat" in window.master.choose.toolTip()


# ---- idling ----


@pytest.fixture
def minute(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets minutes pass."""
    now = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def passed(minutes: float) -> None:
        now[0] += 60 * minutes

    return passed


def test_an_idle_desk_is_left_after_its_minutes(
    window: MainWindow, minute: Callable[[float], None]
) -> None:
    lock = lock_of(window)
    lock._watch.begin(Settings().idle_minutes)
    minute(9.9)
    lock._watch.look()
    assert not lock.closed
    minute(0.2)
    lock._watch.look()
    assert lock.closed


@pytest.mark.parametrize("sign", ["key", "mouse"])
def test_keys_and_mouse_are_signs_of_life(
    window: MainWindow, minute: Callable[[float], None], sign: str
) -> None:
    lock = lock_of(window)
    lock._watch.begin(10)
    minute(9)
    handle = window.windowHandle()
    if sign == "key":
        QTest.keyClick(handle, Qt.Key.Key_F12)
    else:
        QTest.mouseMove(handle, window.rect().center())
    minute(9)
    lock._watch.look()
    assert not lock.closed


def test_the_setting_says_how_many_minutes(
    window: MainWindow, minute: Callable[[float], None]
) -> None:
    frame_of(window)._session.choose(lock_minutes="2")
    lock = lock_of(window)
    lock._watch.begin(lock._minutes)
    minute(2.1)
    lock._watch.look()
    assert lock.closed


def test_a_watch_that_rests_leaves_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    watch = Watch(parent)
    left: list[bool] = []
    watch.left.connect(lambda: left.append(True))
    watch.begin(1)
    watch.rest()
    with qtbot.waitActive(parent):
        parent.show()
    QTest.keyClick(parent.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert left == []


@pytest.mark.parametrize(
    ("kept", "minutes"), [("10", 10), ("3", 3), ("0", 1), ("", 10), ("lama", 10)]
)
def test_odd_minutes_are_bounded(kept: str, minutes: int) -> None:
    assert Settings(lock_minutes=kept).idle_minutes == minutes


def test_the_settings_screen_changes_the_lock(window: MainWindow, runner: Runner) -> None:
    frame = frame_of(window)
    frame.turn_to(stops.SETTINGS)
    frame.settings.lock.setValue(25)
    frame.settings.lock.editingFinished.emit()
    settle(runner)
    assert lock_of(window)._minutes == 25
