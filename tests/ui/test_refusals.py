"""Whoever may not, cannot; whatever was typed and is kept nowhere is not left behind unseen.

Every way is walked by keys and clicks, as somebody would who tries it: afterwards the record has
no new event, or the typed words still stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui import stops
from sirekap_desktop.ui.act_dialog import ActDialog
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import convening, hearing, record
from tests import desks
from tests.ui.conftest import settle

OPERATOR, ANGGOTA, PENGAMAT = desks.OPERATOR, desks.ANGGOTA, desks.PENGAMAT
HELD = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Trier:
    """Somebody at the desk who tries things."""

    def __init__(self, frame: DeskFrame, session: Session, folder: Path) -> None:
        self.frame = frame
        self.session = session
        self.folder = folder

    def sit(self, person: Person) -> None:
        """Take over the desk."""
        self.frame.show_desk(replace(self.session.desk, person=person))
        self.rest()

    def turn_to(self, number: int) -> None:
        """Go to a screen."""
        self.frame.turn_to(number)
        self.rest()

    def hear(self, code: str) -> None:
        """Go to a TPS in Pleno."""
        self.turn_to(stops.PLENARY)
        self.frame.plenary.open_tps(code)
        self.rest()

    def check(self, code: str) -> None:
        """Go to a TPS in Periksa."""
        self.frame.open_tps(code)
        self.rest()
        self.frame.check.take_cursor()

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press a key where the cursor is, or in the screen that is open."""
        QTest.keyClick(self.where, key, HELD if ctrl else PLAIN)
        self.rest()

    def type(self, text: str) -> None:
        """Type where the cursor is."""
        QTest.keyClicks(self.where, text)

    def click(self, button: QAbstractButton) -> None:
        """Click, whether the button can be pressed or not."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    @property
    def where(self) -> QWidget:
        """The widget with the cursor."""
        return QApplication.focusWidget() or self.frame.screens.currentWidget() or self.frame

    @property
    def dialogs(self) -> list[QDialog]:
        """What stands over the window."""
        return [one for one in self.frame.findChildren(QDialog) if one.isVisible()]

    def rest(self) -> None:
        """Let everything arrive."""
        settle(self.session.runner)
        QTest.qWait(30)
        settle(self.session.runner)
        if not self.dialogs and not self.frame.isActiveWindow():
            self.frame.activateWindow()
            QTest.qWaitForWindowActive(self.frame)


@pytest.fixture
def trier(
    session: Session, qtbot: QtBot, bring: Callable[..., object], tmp_path: Path
) -> Iterator[Trier]:
    """An open plenary: the first TPS is closed, the second is compared, the third is only read."""
    bring(desks.OTHER)
    desk = session.desk
    for code in (desks.FIRST, desks.SECOND):
        desks.confirm(desk, code)
    desks.close(desk, desks.FIRST)
    hearing.present(desk, desks.SECOND)
    hearing.compare(desk, desks.SECOND)
    frame = DeskFrame(session)
    qtbot.addWidget(frame)
    qtbot.addWidget(frame.projection)
    frame.resize(1366, 768)
    with qtbot.waitActive(frame):
        frame.show()
    settle(session.runner)
    yield Trier(frame, session, tmp_path)
    settle(session.runner)
    for dialog in frame.findChildren(QDialog):
        QDialog.reject(dialog)


def drop(trier: Trier) -> None:
    file = trier.folder / "baru.jpg"
    file.write_bytes(desks.picture(1, mark="baru"))
    trier.turn_to(stops.IMPORT)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    left, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, held)
    zone = trier.frame.imports.drop
    if zone.isEnabled():  # Qt hands nothing to a widget that is switched off
        zone.dropEvent(event)
    trier.rest()


def confirm_one(trier: Trier) -> None:
    trier.check(desks.OTHER)
    trier.press(Qt.Key.Key_Return)


def type_one(trier: Trier) -> None:
    trier.check(desks.OTHER)
    trier.type("77")
    trier.press(Qt.Key.Key_Return)


def confirm_a_sheet(trier: Trier) -> None:
    trier.check(desks.OTHER)
    trier.press(Qt.Key.Key_F8)
    trier.press(Qt.Key.Key_F8)


def take_back(trier: Trier) -> None:
    trier.check(desks.OTHER)
    trier.press(Qt.Key.Key_Z, ctrl=True)


def change_what_was_read_out(trier: Trier) -> None:
    trier.check(desks.SECOND)
    trier.frame.check.form.go_to("paslon_1")
    trier.type("61")
    trier.press(Qt.Key.Key_Return)
    trier.type("salah")
    trier.press(Qt.Key.Key_Return)


def change_what_is_closed(trier: Trier) -> None:
    trier.check(desks.FIRST)
    trier.type("61")
    trier.press(Qt.Key.Key_Return)


def read_blind_what_one_entered(trier: Trier) -> None:
    trier.check(desks.SECOND)
    trier.press(Qt.Key.Key_F10)
    trier.type("60")
    trier.press(Qt.Key.Key_Return)


def go_on_with(code: str) -> Callable[[Trier], None]:
    def way(trier: Trier) -> None:
        trier.hear(code)
        trier.press(Qt.Key.Key_Return, ctrl=True)

    return way


def ask(key: Qt.Key) -> Callable[[Trier], None]:
    def way(trier: Trier) -> None:
        trier.hear(desks.SECOND)
        trier.press(key)
        assert trier.dialogs == []

    return way


def beside(act: Act, code: str) -> Callable[[Trier], None]:
    def way(trier: Trier) -> None:
        trier.hear(code)
        trier.click(trier.frame.plenary.hearing.course.beside[act])
        assert trier.dialogs == []

    return way


def turn(act: Act) -> Callable[[Trier], None]:
    def way(trier: Trier) -> None:
        trier.turn_to(stops.PLENARY)
        trier.click(trier.frame.plenary.bar.buttons[act])
        assert trier.dialogs == []

    return way


def button(number: int, find: Callable[[DeskFrame], QAbstractButton]) -> Callable[[Trier], None]:
    def way(trier: Trier) -> None:
        trier.turn_to(number)
        trier.click(find(trier.frame))
        assert trier.dialogs == []

    return way


WAYS: dict[str, tuple[Person, Callable[[Trier], None]]] = {
    "an observer drops a picture": (PENGAMAT, drop),
    "an observer confirms a number": (PENGAMAT, confirm_one),
    "an observer types a number": (PENGAMAT, type_one),
    "an observer confirms a sheet": (PENGAMAT, confirm_a_sheet),
    "an observer takes something back": (PENGAMAT, take_back),
    "an observer reads a TPS out": (PENGAMAT, go_on_with(desks.SECOND)),
    "an observer notes a difference": (PENGAMAT, ask(Qt.Key.Key_F2)),
    "an observer records an objection": (PENGAMAT, ask(Qt.Key.Key_F4)),
    "an observer notes an event": (PENGAMAT, ask(Qt.Key.Key_F8)),
    "an observer registers somebody": (
        PENGAMAT,
        button(stops.PLENARY, lambda frame: frame.plenary.people.register),
    ),
    "an observer makes the document": (
        PENGAMAT,
        button(stops.DOCUMENTS, lambda frame: frame.documents.make),
    ),
    "an operator corrects before the room": (OPERATOR, ask(Qt.Key.Key_F3)),
    "an operator explains a finding": (OPERATOR, ask(Qt.Key.Key_F6)),
    "an operator agrees for the room": (OPERATOR, go_on_with(desks.SECOND)),
    "an operator puts a TPS off": (OPERATOR, beside(Act.POSTPONE, desks.SECOND)),
    "an operator opens a TPS again": (OPERATOR, beside(Act.REOPEN, desks.FIRST)),
    "an operator ends the plenary": (OPERATOR, turn(Act.END)),
    "an operator makes the document": (
        OPERATOR,
        button(stops.DOCUMENTS, lambda frame: frame.documents.make),
    ),
    "an operator makes an account": (
        OPERATOR,
        button(stops.SETTINGS, lambda frame: frame.people.add),
    ),
    "an operator shares out panels": (
        OPERATOR,
        button(stops.PLENARY, lambda frame: frame.plenary.panels.share),
    ),
    "an operator changes what was read out": (OPERATOR, change_what_was_read_out),
    "an operator changes a closed TPS": (OPERATOR, change_what_is_closed),
    "a member adjourns the plenary": (ANGGOTA, turn(Act.ADJOURN)),
    "a member ends the plenary": (ANGGOTA, turn(Act.END)),
    "a member opens a TPS again": (ANGGOTA, beside(Act.REOPEN, desks.FIRST)),
    "a member makes the second entry compulsory": (
        ANGGOTA,
        button(stops.SETTINGS, lambda frame: frame.rule.on),
    ),
    "the first person reads blind": (desks.KETUA, read_blind_what_one_entered),
}


@pytest.mark.parametrize("name", WAYS)
def test_who_may_not_changes_nothing(trier: Trier, name: str) -> None:
    person, way = WAYS[name]
    trier.sit(person)
    before = record.head(trier.session.desk)
    way(trier)
    assert record.head(trier.session.desk) == before


def test_the_same_ways_are_open_to_who_may(trier: Trier) -> None:
    """Or the refusals above would prove nothing."""
    trier.sit(desks.KETUA)
    for way in (drop, confirm_one, confirm_a_sheet, take_back, go_on_with(desks.SECOND)):
        before = record.head(trier.session.desk)
        way(trier)
        assert record.head(trier.session.desk) != before
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4):
        trier.hear(desks.SECOND)
        trier.press(key)
        (dialog,) = trier.dialogs
        QDialog.reject(dialog)
        trier.rest()


def test_a_member_of_another_panel_decides_nothing(trier: Trier) -> None:
    convening.assign_panel(trier.session.desk, desks.CONTOH, 1, "Anggota Dua")
    trier.sit(ANGGOTA)
    before = record.head(trier.session.desk)
    go_on_with(desks.SECOND)(trier)
    assert record.head(trier.session.desk) == before


def leave_by_key(trier: Trier) -> None:
    trier.press(Qt.Key.Key_PageDown)


def leave_by_the_list(trier: Trier) -> None:
    trier.frame.check.list.picked.emit(desks.SECOND)
    trier.rest()


def leave_as_done(trier: Trier) -> None:
    trier.press(Qt.Key.Key_Return, ctrl=True)


def leave_for_the_queue(trier: Trier) -> None:
    trier.press(Qt.Key.Key_F9)


def leave_for_another_screen(trier: Trier) -> None:
    trier.turn_to(stops.RECAP)
    trier.turn_to(stops.CHECK)


def leave_for_another_person(trier: Trier) -> None:
    trier.sit(OPERATOR)


def leave_for_the_second_entry(trier: Trier) -> None:
    trier.press(Qt.Key.Key_F10)


@pytest.mark.parametrize(
    "leave",
    [
        leave_by_key,
        leave_by_the_list,
        leave_as_done,
        leave_for_the_queue,
        leave_for_another_screen,
        leave_for_another_person,
        leave_for_the_second_entry,
    ],
)
def test_a_typed_number_is_not_left_behind(trier: Trier, leave: Callable[[Trier], None]) -> None:
    trier.check(desks.OTHER)
    trier.type("77")
    before = record.head(trier.session.desk)
    leave(trier)
    loaded = trier.frame.check.loaded
    assert loaded is not None
    assert loaded.view.tps.code == desks.OTHER
    assert trier.frame.check.form.fields["pemilih_dpt_l"].typed == 77
    assert trier.frame.unsaved
    assert record.head(trier.session.desk) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F8])
def test_words_of_the_plenary_are_dropped_only_at_the_second_time(
    trier: Trier, key: Qt.Key
) -> None:
    trier.hear(desks.SECOND)
    trier.press(key)
    (dialog,) = trier.dialogs
    assert isinstance(dialog, ActDialog)
    trier.type("12")
    before = record.head(trier.session.desk)
    assert trier.frame.unsaved
    trier.press(Qt.Key.Key_Escape)
    assert trier.dialogs == [dialog]
    assert dialog.notice.isVisible()
    trier.press(Qt.Key.Key_Escape)
    assert trier.dialogs == []
    assert record.head(trier.session.desk) == before
    assert trier.session.desk.person == desks.KETUA
