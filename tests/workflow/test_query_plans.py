"""What is done for one TPS asks SQLite for rows of that TPS, however many the store holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from sirekap_desktop.workflow import convening, correcting, docket, hearing, mastering, seconding
from sirekap_desktop.workflow.desk import Desk
from tests import ballots, desks

GROWING = ("entry", "sheet", "assignment", "event", "step", "second_entry")
"""The tables that grow with every TPS."""


@contextmanager
def heard() -> Iterator[list[tuple[str, Any]]]:
    """Every question that is put to a database meanwhile, with its values."""
    asked: list[tuple[str, Any]] = []

    def hear(_: Connection, __: object, question: str, values: Any, *___: object) -> None:
        if question.lstrip().upper().startswith("SELECT"):
            asked.append((question, values))

    event.listen(Engine, "before_cursor_execute", hear)
    yield asked
    event.remove(Engine, "before_cursor_execute", hear)


def plan(desk: Desk, question: str, values: Any) -> list[str]:
    with desk.look() as unit:
        connection = unit.tallies._connection
        told = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
        return [row[-1] for row in told]


ACTS: dict[str, Callable[[Desk], object]] = {
    "opened in Periksa": lambda desk: seconding.look_at_both(desk, desks.FIRST),
    "opened in Pleno": lambda desk: docket.look(desk, desks.OTHER),
    "a number confirmed": lambda desk: correcting.confirm(desk, desks.FIRST, "paslon_1", 60, 0),
    "read out": lambda desk: hearing.present(desk, desks.OTHER),
}


@pytest.fixture
def full_desk(desk: Desk) -> Desk:
    """Two contests, a TPS that is confirmed, the plenary open."""
    mastering.add_contest(desk, replace(ballots.dpr(), simulation=desk.election().simulation))
    desks.confirm(desk, desks.OTHER)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    return desk


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_no_act_on_one_tps_goes_through_all(full_desk: Desk, act: Callable[[Desk], object]) -> None:
    with heard() as asked:
        act(full_desk)
    steps = {step for question, values in asked for step in plan(full_desk, question, values)}
    assert any(step.startswith("SEARCH entry USING INDEX") for step in steps)
    assert not [step for step in steps if step.startswith("SCAN") and step.split()[1] in GROWING]


def test_a_question_without_an_index_would_be_found(full_desk: Desk) -> None:
    steps = plan(full_desk, "SELECT * FROM entry WHERE value = 1", ())
    assert [step.split()[:2] for step in steps] == [["SCAN", "entry"]]
