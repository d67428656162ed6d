"""A picture that is lost or changed in the data folder hides no number, and is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui.check_page import CheckPage
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import checking
from tests import desks
from tests.ui.conftest import settle
from tests.ui.plenary import Hand, gather

Bring = Callable[..., object]


@pytest.fixture
def spoil(session: Session, bring: Bring) -> Callable[[str], bytes]:
    """Takes the second sheet of the first TPS away, or puts other bytes there; what it held."""
    bring()

    def spoilt(how: str) -> bytes:
        sheet = checking.look(session.desk, desks.FIRST).sheets[2]
        file = session.desk.store.images.path(sheet.flat)
        held = file.read_bytes()
        if how == "lost":
            file.unlink()
        else:
            file.write_bytes(held + b"changed")
        return held

    return spoilt


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> CheckPage:
    made = CheckPage(session)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    with qtbot.waitActive(made):
        made.show()
    settle(session.runner)
    return made


@pytest.mark.parametrize("how", ["lost", "changed"])
def test_the_numbers_are_there_and_the_sheet_says_that_it_is_not(
    page: CheckPage, session: Session, spoil: Callable[[str], bytes], how: str
) -> None:
    held = spoil(how)
    page.open_tps(desks.FIRST)
    settle(session.runner)
    assert page.form.fields["paslon_1"].proposal == desks.GOOD["paslon_1"]
    assert page.sheet._stack.currentWidget() is page.sheet.view
    page.form.go_to("paslon_1")
    settle(session.runner)
    assert page.sheet._stack.currentWidget() is page.sheet._none
    assert "hilang atau berubah" in page.sheet._none.text()

    flat = checking.look(session.desk, desks.FIRST).sheets[2].flat
    session.desk.store.images.path(flat).write_bytes(held)
    page.open_tps(desks.FIRST, "paslon_1")
    settle(session.runner)
    assert page.sheet._stack.currentWidget() is page.sheet.view


def test_nothing_is_confirmed_at_one_look_without_its_picture(
    page: CheckPage, session: Session, spoil: Callable[[str], bytes]
) -> None:
    spoil("lost")
    page.open_tps(desks.FIRST, "paslon_1")
    settle(session.runner)
    for _ in range(2):
        QTest.keyClick(page.form.fields["paslon_1"], Qt.Key.Key_F8)
        settle(session.runner)
    assert page.sheet.offered == {}
    view = checking.look(session.desk, desks.FIRST)
    assert all(field.entry is None for field in view.fields.values())


def test_the_room_is_told_and_sees_the_other_sheets(
    session: Session, qtbot: QtBot, spoil: Callable[[str], bytes]
) -> None:
    desks.confirm(session.desk, desks.FIRST)
    spoil("lost")
    gather(session)
    hand = Hand(session, qtbot)
    assert "hilang atau berubah" in hand.said
    heard = hand.tab._heard
    assert heard is not None
    assert [n for n, paper in heard.papers.items() if not paper.image.isNull()] == [1, 3]
