"""The whole way of a kecamatan through the window, pressed by whoever has the hands for it.

As a program (`python -m tests.journeys.whole_way FOLDER`) it walks the way on the X screen of its
environment with real keys and a real pointer; a test does so inside a screen without glass.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QToolButton, QWidget

from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.minutes import Course, Kind, Outcome
from sirekap_desktop.models.people import NOBODY
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.models.store import Store
from sirekap_desktop.ui import application, stops
from sirekap_desktop.ui.act_dialog import ActDialog
from sirekap_desktop.ui.correction_dialog import CorrectionDialog
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.objection_dialog import AnswerDialog, ObjectionDialog
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.sitting_dialogs import OpenDialog
from sirekap_desktop.workflow import checking, convening, issuing, mastering
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.noting import CHAIR
from tests import desks

D = TypeVar("D", bound=QDialog)

PATIENCE = 20.0
"""Seconds until something that was pressed must have had its effect."""
DOUBTFUL = ("pengguna_dpt_p", "paslon_2")
EVERY = (desks.FIRST, desks.SECOND, desks.OTHER)


class Hands(Protocol):
    """Keys are Qt's names, such as `Ctrl+Return`."""

    def press(self, keys: str) -> None:
        """Press a key where the cursor is."""

    def type(self, text: str) -> None:
        """Type letters where the cursor is."""

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget."""


class QtHands:
    """Events that Qt makes itself: for a program without a screen."""

    def press(self, keys: str) -> None:
        """Press a key where the cursor is."""
        combination = QKeySequence(keys)[0]  # type: ignore[index]
        QTest.keyClick(_focus(), combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type letters where the cursor is."""
        QTest.keyClicks(_focus(), text)

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


class XHands:
    """Real keys and a real pointer, through the X server."""

    def press(self, keys: str) -> None:
        """Press a key, whoever gets it."""
        _run("key", keys.replace("Ctrl", "ctrl").replace("Esc", "Escape"))

    def type(self, text: str) -> None:
        """Type letters, whoever gets them."""
        _run("type", "--delay", "15", text)

    def click(self, widget: QWidget) -> None:
        """Move the pointer there and click."""
        place = widget.mapToGlobal(widget.rect().center())
        _run("mousemove", str(place.x()), str(place.y()), "click", "1")


def _run(*words: str) -> None:
    """The window has to live while the hand moves."""
    hand = subprocess.Popen(["xdotool", *words])
    while hand.poll() is None:
        QTest.qWait(5)
    assert hand.returncode == 0, words
    QTest.qWait(60)


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nobody has the cursor"
    return found


class Way:
    """Somebody who leads a kecamatan from photographs to its sums."""

    def __init__(self, window: MainWindow, runner: Runner, desk: Desk, hands: Hands) -> None:
        self.window = window
        self.runner = runner
        self.desk = desk
        self.hands = hands

    def walk(self, folder: Path) -> None:
        """All of it, in order."""
        self.sign_in()
        self.bring(folder)
        self.work_off_the_queue()
        self.confirm_the_rest()
        self.open_the_plenary()
        self.argue_about_the_first()
        self.close_the_rest()
        self.reopen_the_first()
        self.look_at_the_sums()

    def sign_in(self) -> None:
        """A wrong PIN is refused, the right one opens the desk."""
        self.until(lambda: self.window.start.main.isVisible())
        for secret in ("salah", desks.PIN):
            self.hands.type(secret)
            self.hands.press("Return")
            self.rest()
            if secret != desks.PIN:
                assert self.window.frame is None
                self.hands.press("Ctrl+A")
        self.until(lambda: self.window.frame is not None)

    def bring(self, folder: Path) -> None:
        """Nine pictures come in, two TPS with doubtful numbers."""
        folder.mkdir()
        for code in EVERY:
            unsure = [] if code == desks.OTHER else list(DOUBTFUL)
            for page in (1, 2, 3):
                name = f"{code}_{page}.jpg"
                (folder / name).write_bytes(desks.picture(page, unsure=unsure, mark=name))
        self.turn_to(stops.IMPORT)
        self.frame.imports.drop.given.emit([folder])
        self.until(lambda: self.frame.imports.notice.isVisible())
        assert len(checking.sheets(self.desk)) == 9

    def work_off_the_queue(self) -> None:
        """The same cell of one TPS after the other, typed from the paper."""
        self.turn_to(stops.CHECK)
        self.until(lambda: self.frame.check.loaded is not None)
        self.hands.press("F9")
        for field in DOUBTFUL:
            for code in (desks.FIRST, desks.SECOND):
                self.until(partial(self.at, code, field))
                self.hands.type(str(desks.GOOD[field]))
                self.hands.press("Return")
                self.until(partial(self.confirmed, code, field))
        self.hands.press("F9")

    def confirm_the_rest(self) -> None:
        """Every sheet is looked at before what is sure on it is confirmed."""
        self.frame.open_tps(desks.FIRST)
        for code in EVERY:
            self.until(partial(self.shown, code))
            while left := self.unconfirmed(code):
                self.hands.press("F8")
                self.until(lambda: bool(self.frame.check.sheet.offered))
                self.hands.press("F8")
                self.until(partial(self.fewer, code, left))
                self.rest()
            self.hands.press("Ctrl+Return")
        self.until(lambda: "pleno" in self.frame.check.panel.notice.text)

    def open_the_plenary(self) -> None:
        """Witnesses and the supervisor are there, the chair opens."""
        for kind, name, of in (
            (Kind.PPK, "Ketua Satu", CHAIR),
            (Kind.SAKSI, "Saksi Satu", "1"),
            (Kind.PANWASLU, "Pengawas Satu", ""),
        ):
            step = convening.register(self.desk, kind, name, of, "012/M/2029")
            convening.attend(self.desk, step.id, here=True)
        self.turn_to(stops.PLENARY)
        button = self.frame.plenary.bar.buttons[Act.OPEN]
        self.until(lambda: button.isVisible() and button.isEnabled())
        self.hands.click(button)
        self.dialog(OpenDialog)
        self.hands.type("Aula Contoh")
        self.hands.press("Ctrl+Return")
        self.until(lambda: convening.minutes(self.desk).sitting is Sitting.BERJALAN)
        self.rest()

    def argue_about_the_first(self) -> None:
        """Read out, compared, a figure corrected, an objection carried upward, agreed, closed."""
        self.frame.plenary.open_tps(desks.FIRST)
        self.go_on_to(desks.FIRST, Reached.DIBACAKAN)
        self.go_on_to(desks.FIRST, Reached.DICOCOKKAN)
        for field, value in (("paslon_1", 61), ("paslon_2", 89)):
            self.correct(field, value)
        self.hands.press("F4")
        asked = self.dialog(ObjectionDialog)
        asked.by.setFocus()
        self.hands.press("Down")
        asked.what.setFocus()
        self.hands.type("suara tidak sah kurang satu")
        self.hands.press("Ctrl+Return")
        self.until(lambda: bool(self.view(desks.FIRST).open_objections))
        self.rest()
        self.hands.press("Ctrl+Return")
        told = self.dialog(AnswerDialog)
        self.hands.type("dihitung ulang dan tetap")
        told.opinion.setFocus()
        self.hands.type("sependapat dengan PPK")
        told.outcome.setFocus()
        for _ in range(1 + list(Outcome).index(Outcome.DITERUSKAN)):
            self.hands.press("Down")
        self.hands.press("Ctrl+Return")
        self.until(lambda: not self.view(desks.FIRST).open_objections)
        self.rest()
        self.go_on_to(desks.FIRST, Reached.DISEPAKATI)
        self.go_on_to(desks.FIRST, Reached.SELESAI)

    def correct(self, field: str, value: int) -> None:
        """Strike a figure before the room, with reason and paraf."""
        before = len(self.course(desks.FIRST).corrections)
        self.frame.plenary.hearing.reading.go_to(field)
        self.hands.press("F3")
        asked = self.dialog(CorrectionDialog)
        self.hands.type(str(value))
        asked.why.setFocus()
        self.hands.type("salah tulis, dihitung ulang")
        self.hands.press("Ctrl+Return")
        self.until(lambda: len(self.course(desks.FIRST).corrections) > before)
        self.rest()

    def close_the_rest(self) -> None:
        """What agrees goes through by one key."""
        for code in EVERY[1:]:
            self.frame.plenary.open_tps(code)
            for reached in list(Reached)[1:]:
                self.go_on_to(code, reached)
        assert issuing.recap(self.desk).missing == ()

    def reopen_the_first(self) -> None:
        """The chair opens a closed TPS again, and the room goes through it once more."""
        self.frame.plenary.open_tps(desks.FIRST)
        again = self.frame.plenary.hearing.course.beside[Act.REOPEN]
        self.until(lambda: again.isVisible() and again.isEnabled())
        self.rest()
        self.hands.click(again)
        self.dialog(ActDialog)
        self.hands.type("permintaan saksi")
        self.hands.press("Ctrl+Return")
        self.until(lambda: self.course(desks.FIRST).reached is Reached.MENUNGGU)
        self.rest()
        assert len(issuing.recap(self.desk).missing) == 1
        for reached in list(Reached)[1:]:
            self.go_on_to(desks.FIRST, reached)

    def look_at_the_sums(self) -> None:
        """The sums are those of what was agreed, on the screen too."""
        self.turn_to(stops.RECAP)
        self.rest()
        total = issuing.recap(self.desk).total
        assert (total["paslon_1"], total["paslon_2"]) == (61 + 60 + 60, 89 + 90 + 90)
        assert self.course(desks.FIRST).times_reopened == 1
        with self.desk.look() as unit:
            assert unit.events.first_break() is None

    # What the steps lean on.

    @property
    def frame(self) -> DeskFrame:
        """The screens."""
        assert self.window.frame is not None
        return self.window.frame

    @property
    def dialogs(self) -> list[QDialog]:
        """What stands over the window."""
        return [one for one in self.window.findChildren(QDialog) if one.isVisible()]

    def dialog(self, kind: type[D]) -> D:
        """The dialog that was asked for, once it has the keys."""
        self.until(lambda: any(isinstance(one, kind) for one in self.dialogs))
        found = next(one for one in self.dialogs if isinstance(one, kind))
        self.until(found.isActiveWindow)
        return found

    def turn_to(self, number: int) -> None:
        """Click a screen's button in the rail."""
        self.hands.click(self.frame.rail.findChildren(QToolButton)[number])
        self.until(lambda: self.frame.screens.currentIndex() == number)
        self.rest()

    def go_on_to(self, code: str, reached: Reached) -> None:
        """Press the one key for the next thing, until the TPS has come so far."""
        self.until(lambda: self.frame.plenary.tps == code)
        self.rest()
        self.hands.press("Ctrl+Return")
        self.until(lambda: self.course(code).reached is reached)

    def view(self, code: str) -> checking.TpsView:
        """What the store knows of a TPS."""
        return checking.look(self.desk, code)

    def course(self, code: str) -> Course:
        """What the plenary did with a TPS."""
        return self.view(code).course

    def unconfirmed(self, code: str) -> int:
        """How many numbers nobody has confirmed."""
        return self.view(code).unconfirmed

    def at(self, code: str, field: str) -> bool:
        """Whether the cursor is in a number of a TPS that is shown."""
        return self.frame.check.spot == (code, field) and self.shown(code)

    def fewer(self, code: str, before: int) -> bool:
        """Whether some numbers were confirmed since."""
        return self.unconfirmed(code) < before

    def confirmed(self, code: str, field: str) -> bool:
        """Whether somebody has confirmed a number."""
        return self.view(code).fields[field].entry is not None

    def shown(self, code: str) -> bool:
        """Whether a TPS is on the screen Periksa."""
        loaded = self.frame.check.loaded
        return loaded is not None and loaded.view.tps.code == code

    def rest(self) -> None:
        """Let answers and short timers arrive, and the keys come back to the window in front."""
        QTest.qWait(350)
        self.until(lambda: not self.runner.busy)
        front = self.dialogs[-1] if self.dialogs else self.window
        if not front.isActiveWindow():
            front.activateWindow()
            self.until(front.isActiveWindow)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for it; what never comes is a failure that says who waited."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, sys._getframe(1).f_code.co_name
            QTest.qWait(10)


def begin(folder: Path, hands: Hands) -> tuple[Way, Callable[[], None]]:
    """The window on a folder with the small kecamatan and an account of each role."""
    store = Store.open(folder / "data")
    desk = desks.desk_of(store, catalog())
    mastering.adopt(desk, desks.election())
    desks.let_in(desk)
    runner = Runner(workers=1)
    template = desk.template
    services = Services(lambda: replace(desk, person=NOBODY), partial(desks.FakeReader, template))
    window = MainWindow(services, runner)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()

    def end() -> None:
        if window.frame is not None:
            window.frame.projection.close()
        window.close()
        runner.close()
        store.close()

    return Way(window, runner, desk, hands), end


def main() -> int:
    """Walk the way on a real screen."""
    app = application.make(sys.argv[:1])
    way, end = begin(Path(sys.argv[1]), XHands())
    try:
        way.until(way.window.isActiveWindow)
        way.walk(Path(sys.argv[1]) / "foto")
    finally:
        end()
        app.processEvents()
    sys.stdout.write("walked\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
