"""The card of the practice folder ticks itself off by what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.exercise import ExerciseCard
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Practised, Session
from sirekap_desktop.workflow import correcting
from sirekap_desktop.workflow.training import Exercise
from tests import desks
from tests.ui.conftest import settle


@pytest.fixture
def frame(session: Session, bring: Callable[..., object], qtbot: QtBot) -> Iterator[DeskFrame]:
    bring(unsure=("paslon_1",))
    session.practised = Practised()
    made = DeskFrame(session)
    qtbot.addWidget(made)
    made.resize(1366, 744)
    made.show()
    settle(session.runner)
    yield made
    made.projection.close()


def card_of(frame: DeskFrame) -> ExerciseCard:
    assert frame.exercise is not None
    return frame.exercise


def ticked(card: ExerciseCard) -> set[Exercise]:
    return {one for one, task in card._tasks.items() if "selesai" in task.accessibleName()}


def test_what_was_done_is_ticked_off(frame: DeskFrame, session: Session) -> None:
    card = card_of(frame)
    assert ticked(card) == set()
    correcting.confirm(session.desk, desks.FIRST, "paslon_1", 60, seen=0)
    frame.refresh(Change("periksa", desks.FIRST), "10:00")
    settle(session.runner)
    assert ticked(card) == {Exercise.DOUBT}
    frame.open_projection()
    assert ticked(card) == {Exercise.DOUBT, Exercise.WALL}


def test_a_new_frame_remembers_the_wall(frame: DeskFrame, session: Session, qtbot: QtBot) -> None:
    frame.open_projection()
    settle(session.runner)
    again = DeskFrame(session, frame.projection)
    qtbot.addWidget(again)
    settle(session.runner)
    assert ticked(card_of(again)) == {Exercise.WALL}


def test_the_card_is_put_away_and_stays_away(
    frame: DeskFrame, session: Session, qtbot: QtBot
) -> None:
    card = card_of(frame)
    assert card.isVisible()
    (close,) = card.findChildren(QToolButton)
    close.click()
    assert not card.isVisible()
    again = DeskFrame(session, frame.projection)
    qtbot.addWidget(again)
    again.show()
    settle(session.runner)
    assert not card_of(again).isVisible()


def test_the_card_leads_out_of_practice(frame: DeskFrame) -> None:
    left: list[bool] = []
    frame.leaving.connect(lambda: left.append(True))
    card_of(frame).left.emit()
    assert left == [True]


def test_real_data_has_no_card(session: Session, qtbot: QtBot) -> None:
    made = DeskFrame(session)
    qtbot.addWidget(made)
    settle(session.runner)
    assert made.exercise is None
    made.projection.close()
