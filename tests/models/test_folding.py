"""What the steps of a plenary come to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_desktop.models.folding import course_of, minutes_of
from sirekap_desktop.models.minutes import Kind, Minutes, Outcome
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached, Sitting
from tests.models.steps import CONTEST, FIRST, SECOND, START, Steps


def minutes(steps: Steps) -> Minutes:
    return minutes_of(steps, CONTEST)


def registered(steps: Steps, kind: Kind, name: str, of: str, contest: int | None = None) -> int:
    facts = {"kind": kind.value, "name": name, "of": of, "mandate": "7/SM"}
    return steps.room(Act.REGISTER, contest=contest, **facts)


def test_nothing_was_done_yet() -> None:
    assert minutes(Steps()) == Minutes()


def test_the_room_is_opened_put_off_and_goes_on() -> None:
    steps = Steps()
    steps.room(Act.OPEN, place="Aula", agenda="Rekapitulasi")
    steps.room(Act.ADJOURN, "magrib")
    assert minutes(steps).sitting is Sitting.DISKORS
    steps.room(Act.RESUME, "lanjut")
    steps.room(Act.END, "selesai")
    steps.room(Act.OPEN, "keberatan", place="Balai", agenda="Koreksi")
    told = minutes(steps)
    assert (told.sitting, told.place, told.agenda) == (Sitting.BERJALAN, "Balai", "Koreksi")
    assert [(step.act, step.words) for step in told.turns] == [
        (Act.OPEN, ""),
        (Act.ADJOURN, "magrib"),
        (Act.RESUME, "lanjut"),
        (Act.END, "selesai"),
        (Act.OPEN, "keberatan"),
    ]


def test_people_come_and_go() -> None:
    steps = Steps()
    ani = registered(steps, Kind.SAKSI, "Ani Saksi", "1", CONTEST)
    budi = registered(steps, Kind.PANWASLU, "Budi Pengawas", "")
    other = registered(steps, Kind.SAKSI, "Cici Saksi", "1", CONTEST + 1)
    for here in (True, False):
        steps.room(Act.ATTEND, contest=CONTEST, participant=ani, here=here)
    told = minutes(steps)
    first, second = told.participants
    assert (first.id, first.name, first.of, first.mandate) == (ani, "Ani Saksi", "1", "7/SM")
    assert (first.present, first.attended) == (False, True)
    assert first.visits == (
        (START + timedelta(minutes=4), True),
        (START + timedelta(minutes=5), False),
    )
    assert (second.id, second.present, second.attended) == (budi, False, False)
    assert told.participant(other) is None, "a witness of another contest"
    assert minutes_of(steps, CONTEST + 1).participant(other) is not None


def test_a_desa_has_the_panel_that_was_told_last() -> None:
    steps = Steps()
    steps.room(Act.PANEL, desa="11.01.01.2001", panel=1, leader="Anggota Satu")
    steps.room(Act.PANEL, desa="11.01.01.2001", panel=2, leader="")
    panel = minutes(steps).panels["11.01.01.2001"]
    assert (panel.number, panel.leader) == (2, "")


def test_the_second_rule_of_one_contest() -> None:
    steps = Steps()
    steps.room(Act.SECOND_RULE, contest=CONTEST, on=True)
    assert minutes(steps).second_rule
    assert not minutes_of(steps, CONTEST + 1).second_rule
    steps.room(Act.SECOND_RULE, contest=CONTEST, on=False)
    assert not minutes(steps).second_rule


def test_steps_of_another_contest_are_not_heard() -> None:
    steps = Steps()
    steps.at(FIRST, Act.PRESENT)
    assert minutes_of(steps, CONTEST + 1).courses == {}
    assert minutes_of(steps, CONTEST).course(FIRST).reached is Reached.DIBACAKAN


def test_an_objection_is_answered_once() -> None:
    steps = Steps()
    steps.at(FIRST, Act.PRESENT)
    number = steps.at(FIRST, Act.OBJECT, "salah hitung", by="Ani Saksi", of="1")
    other = steps.at(SECOND, Act.OBJECT, "tidak dipanggil", by="Budi Pengawas", of="")
    told = minutes(steps)
    assert [one.id for one in told.open_objections(FIRST)] == [number]
    assert told.disputed(FIRST)
    assert told.disputed(SECOND)
    steps.at(
        FIRST,
        Act.ANSWER,
        "dihitung ulang",
        objection=number,
        opinion="setuju",
        outcome=Outcome.DITERIMA.value,
    )
    told = minutes(steps)
    (answered,) = told.objections_to(FIRST)
    assert (answered.answer, answered.opinion, answered.outcome) == (
        "dihitung ulang",
        "setuju",
        Outcome.DITERIMA,
    )
    assert (answered.answered_by, answered.answered_at) == (
        "Ketua Satu",
        START + timedelta(minutes=4),
    )
    assert not told.disputed(FIRST)
    assert [one.id for one in told.objections] == [number, other]


def test_events_of_the_room_and_of_a_tps() -> None:
    steps = Steps()
    steps.room(Act.EVENT, "listrik padam")
    steps.at(FIRST, Act.EVENT, "kotak tidak tersegel")
    assert [(one.tps, one.words) for one in minutes(steps).events] == [
        (None, "listrik padam"),
        (FIRST, "kotak tidak tersegel"),
    ]


def test_a_difference_is_open_until_somebody_says_why_it_stands_no_more() -> None:
    steps = Steps()
    steps.through(FIRST, Act.PRESENT, Act.COMPARE)
    number = steps.differ(61)
    other = steps.differ(62)
    steps.at(FIRST, Act.SETTLE, "salinan salah tulis", difference=number)
    settled, still = course_of(steps).differences
    assert (settled.id, settled.party, settled.ours, settled.theirs) == (number, "Saksi 1", 60, 61)
    assert settled.settled == steps[-1]
    assert (still.id, still.settled) == (other, None)
    assert course_of(steps).open_differences == (still,)


def test_a_correction_to_their_number_settles_the_difference() -> None:
    steps = Steps()
    steps.through(FIRST, Act.PRESENT, Act.COMPARE)
    right, wrong = steps.differ(61), steps.differ(63)
    elsewhere = steps.differ(61, field="paslon_2")
    steps.correct(60, 61)
    course = course_of(steps)
    assert [one.id for one in course.open_differences] == [wrong, elsewhere]
    (settled,) = [one for one in course.differences if one.id == right]
    assert settled.settled == steps[-1]
    (correction,) = course.corrections
    assert (correction.old, correction.new, correction.paraf) == (60, 61, ("Ketua Satu",))


def test_a_correction_away_from_their_number_opens_the_difference_again() -> None:
    steps = Steps()
    steps.through(FIRST, Act.PRESENT, Act.COMPARE)
    number = steps.differ(61)
    steps.correct(60, 61)
    steps.correct(61, 60)
    assert [one.id for one in course_of(steps).open_differences] == [number]
    steps.correct(60, 61)
    assert course_of(steps).open_differences == ()


def test_what_a_person_has_settled_no_correction_opens_again() -> None:
    steps = Steps()
    steps.through(FIRST, Act.PRESENT, Act.COMPARE)
    number = steps.differ(61)
    steps.at(FIRST, Act.SETTLE, "salinan salah tulis", difference=number)
    settled = steps[-1]
    steps.correct(60, 61)
    steps.correct(61, 60)
    (difference,) = course_of(steps).differences
    assert difference.settled == settled


def test_what_is_open_outlasts_a_postponement_and_a_reopening() -> None:
    steps = Steps()
    steps.through(FIRST, Act.PRESENT, Act.COMPARE)
    number = steps.differ(61)
    objection = steps.at(FIRST, Act.OBJECT, "salah hitung", by="Ani Saksi", of="1")
    steps.at(FIRST, Act.POSTPONE, "menunggu saksi")
    told = minutes(steps)
    assert told.course(FIRST).reached is Reached.MENUNGGU
    assert [one.id for one in told.course(FIRST).open_differences] == [number]
    assert [one.id for one in told.open_objections(FIRST)] == [objection]


def test_facts_mean_the_same_after_a_journey_through_json() -> None:
    steps = Steps()
    steps.open()
    registered(steps, Kind.SAKSI, "Ani Saksi", "1", CONTEST)
    steps.room(Act.ATTEND, contest=CONTEST, participant=2, here=True)
    steps.through(FIRST, Act.PRESENT, Act.COMPARE)
    steps.differ(61)
    steps.correct(60, 61)
    steps.at(FIRST, Act.EXPLAIN, "rusak", code="R8", numbers=[["suara_sah", 192]])
    again = [replace(step, facts=json.loads(json.dumps(step.facts))) for step in steps]
    assert minutes_of(again, CONTEST) == minutes(steps)


MOVES = st.lists(
    st.sampled_from(
        [Act.PRESENT, Act.COMPARE, Act.AGREE, Act.CLOSE, Act.REOPEN, Act.POSTPONE, Act.EVENT]
    ),
    max_size=25,
)


@given(MOVES, MOVES)
def test_what_is_done_at_one_tps_says_nothing_of_another(one: list[Act], two: list[Act]) -> None:
    alone, mixed = Steps(), Steps()
    alone.through(FIRST, *one)
    for place in range(max(len(one), len(two))):
        mixed.through(FIRST, *one[place : place + 1])
        mixed.through(SECOND, *two[place : place + 1])
    course = minutes(mixed).course(FIRST)
    assert course.reached is course_of(alone).reached
    assert [step.act for step in course.steps] == one


@pytest.mark.parametrize("act", [Act.CLOSE, Act.AGREE, Act.REOPEN])
def test_a_step_that_cannot_be_leads_nowhere(act: Act) -> None:
    steps = Steps()
    steps.at(FIRST, act)
    assert course_of(steps).reached is Reached.MENUNGGU
