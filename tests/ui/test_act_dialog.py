"""A dialog that does one act: a refusal stands inside, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.ui.act_dialog import WordsActDialog
from sirekap_desktop.ui.plenary_acts import PLENARY, Acts
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import settle

Make = Callable[[Callable[[Desk, str], object]], WordsActDialog]


@pytest.fixture
def made(session: Session, qtbot: QtBot) -> Iterator[Make]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def make(act: Callable[[Desk, str], object]) -> WordsActDialog:
        acts = Acts(session).on(desks.FIRST)
        dialog = WordsActDialog(acts, "Tunda", "Tunda TPS", "Mengapa?", act, parent)
        with qtbot.waitActive(dialog):
            dialog.begin()
        return dialog

    yield make
    settle(session.runner)


def test_the_act_gets_the_words_and_every_screen_hears_of_it(
    made: Make, session: Session, qtbot: QtBot
) -> None:
    heard: list[str] = []
    changes: list[Change] = []
    given: list[object] = []
    session.runner.changed.connect(changes.append)

    def act(_: Desk, words: str) -> str:
        heard.append(words)
        return "hasil"

    dialog = made(act)
    dialog.did.connect(given.append)
    assert not dialog.yes.isEnabled()
    qtbot.waitUntil(dialog.text.hasFocus)
    QTest.keyClicks(dialog.text, "saksi belum datang ")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(session.runner)
    assert heard == ["saksi belum datang"]
    assert given == ["hasil"]
    assert changes == [Change(PLENARY, desks.FIRST)]


def test_a_refusal_stands_in_the_dialog_beside_the_words(
    made: Make, session: Session, qtbot: QtBot
) -> None:
    def refuse(_: Desk, words: str) -> None:
        raise SirekapError("paraf_needed", tps=words)

    dialog = made(refuse)
    height = dialog.height()
    QTest.keyClicks(dialog.text, "001 Contoh")
    dialog.accept()
    assert not dialog.yes.isEnabled()
    settle(session.runner)
    assert dialog.isVisible()
    assert "paraf" in dialog.notice.text
    assert dialog.text.toPlainText() == "001 Contoh"
    assert dialog.yes.isEnabled()
    qtbot.waitUntil(lambda: dialog.height() > height)
    assert dialog.unsaved


def test_words_go_only_when_escape_is_pressed_twice(made: Make) -> None:
    dialog = made(lambda *_: None)
    QTest.keyClicks(dialog.text, "saksi")
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Esc atau Batal sekali lagi" in dialog.notice.text
    QTest.keyClicks(dialog.text, " datang")
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_words_escape_gives_up_at_once(made: Make) -> None:
    dialog = made(lambda *_: None)
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_act_is_done_once_however_often_the_key_is_pressed(made: Make, session: Session) -> None:
    heard: list[str] = []
    dialog = made(lambda _, words: heard.append(words))
    QTest.keyClicks(dialog.text, "satu")
    dialog.accept()
    dialog.accept()
    settle(session.runner)
    assert heard == ["satu"]


def test_the_dialog_stays_while_its_act_is_under_way(made: Make, session: Session) -> None:
    heard: list[str] = []
    dialog = made(lambda _, words: heard.append(words))
    QTest.keyClicks(dialog.text, "satu")
    dialog.accept()
    dialog.reject()
    dialog.reject()
    assert dialog.isVisible()
    settle(session.runner)
    assert heard == ["satu"]
