"""What can be asked of the record of the plenary."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_desktop.models.folding import course_of
from sirekap_desktop.models.minutes import Course, Kind, Minutes, Participant
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import TPS_MOVES, Reached
from tests.models.steps import FIRST, START, Steps


def test_a_tps_that_nobody_has_presented() -> None:
    course = Minutes().course(FIRST)
    assert course == Course()
    assert (course.reached, course.last, course.heard, course.times_reopened) == (
        Reached.MENUNGGU,
        None,
        False,
        0,
    )


def test_the_last_step_is_the_one_that_led_here() -> None:
    steps = Steps()
    steps.through(FIRST, Act.PRESENT, Act.COMPARE)
    compared = steps[-1]
    steps.correct(60, 61)
    steps.at(FIRST, Act.OBJECT, "salah", by="Ani Saksi", of="1")
    assert course_of(steps).last == compared, "a correction here does not lead here"
    steps.through(FIRST, Act.AGREE)
    agreed = steps[-1]
    steps.at(FIRST, Act.EVENT, "listrik padam")
    assert course_of(steps).last == agreed
    steps.correct(61, 62)
    assert course_of(steps).last == steps[-1], "but one after the agreement leads back"


@given(st.lists(st.sampled_from(sorted({act for act, _ in TPS_MOVES})), max_size=30))
def test_the_last_step_always_leads_to_where_the_tps_stands(acts: list[Act]) -> None:
    steps = Steps()
    facts: dict[Act, dict[str, Any]] = {
        Act.DIFFER: {"party": "Saksi 1", "field": "paslon_1", "ours": 1, "theirs": 2},
        Act.CORRECT: {"field": "x", "old": 1, "new": 2, "paraf": [], "before": None},
    }
    for act in acts:
        if act is not Act.SETTLE:
            steps.at(FIRST, act, **facts.get(act, {}))
    course = course_of(steps)
    if course.last is None:
        assert course.reached is Reached.MENUNGGU
    else:
        arrivals = {(act, after) for (act, _), after in TPS_MOVES.items()}
        assert (course.last.act, course.reached) in arrivals
        behind = [step for step in course.steps if step.id > course.last.id]
        moves = {TPS_MOVES.get((step.act, course.reached), course.reached) for step in behind}
        assert moves <= {course.reached}


def test_a_tps_that_was_read_out_stays_heard() -> None:
    steps = Steps()
    steps.through(FIRST, Act.PRESENT)
    steps.at(FIRST, Act.POSTPONE, "menunggu saksi")
    course = course_of(steps)
    assert (course.heard, course.reached) == (True, Reached.MENUNGGU)


def test_reopenings_are_counted() -> None:
    steps = Steps()
    once = (Act.PRESENT, Act.COMPARE, Act.AGREE, Act.CLOSE, Act.REOPEN)
    steps.through(FIRST, *once, *once)
    assert course_of(steps).times_reopened == 2


def test_an_explanation_holds_for_its_own_numbers_alone() -> None:
    steps = Steps()
    for words, value in (("rusak", 192), ("terbawa", 192), ("lain", 7)):
        steps.at(FIRST, Act.EXPLAIN, words, code="R8", numbers=[["suara_sah", value]])
    course = course_of(steps)
    found = course.explains("R8", (("suara_sah", 192),))
    assert found is not None
    assert (found.words, found.who) == ("terbawa", "Ketua Satu")
    assert course.explains("R8", (("suara_sah", 193),)) is None
    assert course.explains("R9", (("suara_sah", 192),)) is None


@pytest.mark.parametrize(
    ("visits", "present", "attended"),
    [((), False, False), ((True,), True, True), ((True, False), False, True)],
)
def test_who_is_in_the_room(visits: tuple[bool, ...], present: bool, attended: bool) -> None:
    there = tuple((START, here) for here in visits)
    one = Participant(1, Kind.PPS, "Dedi", "Contoh", "", None, there)
    assert (one.present, one.attended) == (present, attended)
