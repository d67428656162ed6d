"""Somebody who leads the plenary with nothing but a keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.minutes import Course, Kind
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.ui.act_dialog import ActDialog
from sirekap_desktop.ui.plenary_page import PlenaryPage
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import checking, convening, docket
from sirekap_desktop.workflow.noting import CHAIR
from tests import desks
from tests.ui.conftest import settle

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


class Hand:
    """The screen Pleno before somebody who presses keys; `place` is what the wall follows."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.session = session
        self.qtbot = qtbot
        self.place = ReadingPlace()
        self.page = PlenaryPage(session, self.place)
        self.tab = self.page.hearing
        qtbot.addWidget(self.page)
        session.runner.changed.connect(self.page.refresh)
        self.page.resize(1278, 668)
        with qtbot.waitActive(self.page):
            self.page.show()
        self.page.take_cursor()
        self.rest()

    def rest(self) -> None:
        """Let everything arrive that is under way."""
        settle(self.session.runner)
        if self.page._later.isActive():
            self.page._later.stop()
            self.page.look_again()
            settle(self.session.runner)
        top = self.dialogs[-1] if self.dialogs else self.page
        if QApplication.activeWindow() is not top:
            with self.qtbot.waitActive(top):
                top.activateWindow()

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press a key where the cursor is."""
        modifier = Qt.KeyboardModifier
        held = modifier.ControlModifier if ctrl else modifier.NoModifier
        QTest.keyClick(self.where, key, held)
        self.rest()

    def go_on(self) -> None:
        """The key of the primary button."""
        self.press(ENTER, ctrl=True)

    def type(self, text: str) -> None:
        """Type letters where the cursor is."""
        QTest.keyClicks(self.where, text)

    @property
    def where(self) -> QWidget:
        """The widget with the cursor."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def dialogs(self) -> list[QDialog]:
        """What stands over the screen."""
        return [one for one in self.page.findChildren(QDialog) if one.isVisible()]

    @property
    def dialog(self) -> ActDialog:
        """The one dialog over the screen."""
        (found,) = self.dialogs
        assert isinstance(found, ActDialog)
        return found

    def fill(self, field: QWidget, text: str) -> None:
        """Go to a field of the dialog and type into it."""
        field.setFocus()
        self.type(text)

    def sit(self, person: Person) -> None:
        """Another person sits at the desk."""
        self.session.desk = replace(self.session.desk, person=person)
        self.page.take_cursor()
        self.rest()

    @property
    def view(self) -> checking.TpsView:
        """What is known of the TPS before the room."""
        return checking.look(self.session.desk, self.tab.tps)

    @property
    def course(self) -> Course:
        """What the plenary did with it."""
        return self.view.course

    def has(self, reached: Reached) -> bool:
        """Whether it has come so far."""
        return self.course.reached is reached

    @property
    def found(self) -> docket.Docket:
        """All that is before the room."""
        return docket.look(self.session.desk, self.tab.tps)

    @property
    def said(self) -> str:
        """The notice of the tab."""
        return self.tab.notice.text if self.tab.notice.isVisible() else ""

    @property
    def next(self) -> str:
        """What the primary button offers, "" while there is none."""
        button = self.tab.course.primary
        return button.text() if button.isVisible() else ""


def gather(session: Session) -> dict[str, int]:
    """A sitting with the chair, two witnesses and the supervisor in the room; their numbers."""
    desk = session.desk
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    found = {}
    for kind, name, of in (
        (Kind.PPK, "Ketua Satu", CHAIR),
        (Kind.SAKSI, "Saksi Satu", "1"),
        (Kind.SAKSI, "Saksi Dua", "2"),
        (Kind.PANWASLU, "Pengawas Satu", ""),
    ):
        found[name] = convening.register(desk, kind, name, of, "012/M/2029").id
        convening.attend(desk, found[name], here=True)
    return found


def picture(folder: Path, name: str, page: int, **numbers: int) -> Path:
    """A file with a picture of one sheet."""
    file = folder / name
    file.write_bytes(desks.picture(page, {**desks.GOOD, **numbers}, mark=name))
    return file
