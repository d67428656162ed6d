"""The plenary as a gathering: its turns, who is there, which panel does what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sirekap_desktop.models.minutes import Kind, Participant, Step
from sirekap_desktop.models.people import Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.workflow import accounts, checking, convening, hearing, issuing, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.refusals import refused

EVERY = (desks.FIRST, desks.SECOND, desks.OTHER)


@pytest.fixture
def hall(desk: Desk) -> Desk:
    convening.open_sitting(desk, " Aula Contoh ", " Rekapitulasi ")
    return desk


def witness(desk: Desk, name: str, of: str = "1") -> int:
    return convening.register(desk, Kind.SAKSI, name, of, "7/SM/2029").id


def people(desk: Desk) -> tuple[Participant, ...]:
    return convening.minutes(desk).participants


def test_nothing_can_be_opened_before_the_master_data_came(empty_desk: Desk) -> None:
    with refused(empty_desk.store, "no_election"):
        convening.open_sitting(empty_desk, "Aula", "Rekapitulasi")


def test_the_turns_of_a_sitting_have_time_and_reason(hall: Desk) -> None:
    convening.adjourn(hall, " magrib ")
    convening.resume(hall, "lanjut")
    told = convening.minutes(hall)
    assert (told.sitting, told.place, told.agenda) == (
        Sitting.BERJALAN,
        "Aula Contoh",
        "Rekapitulasi",
    )
    assert [(step.act, step.words) for step in told.turns] == [
        (Act.OPEN, ""),
        (Act.ADJOURN, "magrib"),
        (Act.RESUME, "lanjut"),
    ]
    times = [step.at for step in told.turns]
    assert times == sorted(set(times))


def test_a_sitting_needs_a_place(desk: Desk) -> None:
    with refused(desk.store, "place_needed"):
        convening.open_sitting(desk, " ", "Rekapitulasi")


@pytest.mark.parametrize(
    "turn", [convening.adjourn, convening.resume, convening.end], ids=lambda f: f.__name__
)
def test_every_turn_needs_a_reason(hall: Desk, turn: Callable[[Desk, str], Step]) -> None:
    with refused(hall.store, "reason_needed"):
        turn(desks.paired(hall), "  ")


def test_turns_that_cannot_be_now(desk: Desk) -> None:
    both = desks.paired(desk)
    for turn in (convening.adjourn, convening.resume, convening.end):
        with refused(desk.store, "sitting_not_there"):
            turn(both, "magrib")
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    with refused(desk.store, "sitting_not_there"):
        convening.open_sitting(desk, "Aula", "Rekapitulasi")
    convening.adjourn(desk, "magrib")
    for turn in (convening.adjourn, convening.end):
        with refused(desk.store, "sitting_not_there"):
            turn(both, "magrib")


def test_a_sitting_ends_when_every_tps_is_closed(hall: Desk) -> None:
    both = desks.paired(hall)
    for tps in EVERY:
        desks.confirm(hall, tps)
        with refused(hall.store, "tps_left"):
            convening.end(both, "selesai")
        desks.close(hall, tps)
    convening.end(both, "selesai")
    with refused(hall.store, "sitting_not_open"):
        hearing.reopen(hall, desks.FIRST, "keberatan")
    with refused(hall.store, "reason_needed"):
        convening.open_sitting(hall, "Aula", "Koreksi")
    convening.open_sitting(hall, "Aula", "Koreksi", "keberatan saksi")
    hearing.reopen(hall, desks.FIRST, "keberatan")
    with refused(hall.store, "tps_left"):
        convening.end(both, "selesai")


def test_a_tps_that_was_only_agreed_keeps_the_sitting_open(hall: Desk) -> None:
    for tps in EVERY:
        desks.confirm(hall, tps)
        for act in (hearing.present, hearing.compare, hearing.agree):
            act(hall, tps)
    with refused(hall.store, "tps_left"):
        convening.end(desks.paired(hall), "selesai")
    convening.adjourn(hall, "magrib")
    convening.resume(hall, "lanjut")
    assert checking.look(hall, desks.FIRST).course.reached is Reached.DISEPAKATI


def test_a_sitting_ends_for_all_contests_together(hall: Desk) -> None:
    other = mastering.add_contest(hall, replace(desks.election(), title="Pemilu lain"))
    for tps in EVERY:
        desks.confirm(hall, tps)
        desks.close(hall, tps)
    with refused(hall.store, "tps_left"):
        convening.end(desks.paired(hall), "selesai")
    beside = replace(hall, contest=other)
    for tps in EVERY:
        desks.confirm(beside, tps)
        desks.close(beside, tps)
    convening.end(desks.paired(beside), "selesai")
    assert convening.minutes(hall).sitting is Sitting.DITUTUP


def test_people_are_taken_into_the_list(desk: Desk) -> None:
    number = witness(desk, " Ani Saksi ", " 1 ")
    convening.register(desk, Kind.PANWASLU, "Budi Pengawas")
    convening.register(desk, Kind.PPS, "Cici", "Contoh")
    assert [(one.kind, one.name, one.of, one.mandate, one.contest) for one in people(desk)] == [
        (Kind.SAKSI, "Ani Saksi", "1", "7/SM/2029", 1),
        (Kind.PANWASLU, "Budi Pengawas", "", "", None),
        (Kind.PPS, "Cici", "Contoh", "", None),
    ]
    assert people(desk)[0].id == number


@pytest.mark.parametrize(
    ("kind", "name", "of", "mandate", "code"),
    [
        (Kind.PPS, " ", "Contoh", "", "name_needed"),
        (Kind.SAKSI, "Ani", "1", " ", "mandate_needed"),
        (Kind.SAKSI, "Ani", "4", "7/SM", "contestant_unknown"),
        (Kind.SAKSI, "Ani", "01", "7/SM", "contestant_unknown"),
        (Kind.SAKSI, "Ani", "", "7/SM", "contestant_unknown"),
    ],
)
def test_who_is_not_taken_into_the_list(
    desk: Desk, kind: Kind, name: str, of: str, mandate: str, code: str
) -> None:
    with refused(desk.store, code):
        convening.register(desk, kind, name, of, mandate)


def test_two_mandates_for_each_contestant(desk: Desk) -> None:
    witness(desk, "Ani Saksi")
    with refused(desk.store, "participant_known"):
        witness(desk, "Ani Saksi")
    witness(desk, "Budi Saksi")
    with refused(desk.store, "mandates_full"):
        witness(desk, "Cici Saksi", " 1")
    witness(desk, "Cici Saksi", "2")
    other = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    witness(replace(desk, contest=other), "Cici Saksi")


def test_one_witness_of_a_contestant_is_in_the_room_at_a_time(desk: Desk) -> None:
    ani, budi, cici = witness(desk, "Ani"), witness(desk, "Budi"), witness(desk, "Cici", "2")
    convening.attend(desk, ani, here=True)
    convening.attend(desk, cici, here=True)
    with refused(desk.store, "witness_already_here"):
        convening.attend(desk, budi, here=True)
    convening.attend(desk, ani, here=False)
    convening.attend(desk, budi, here=True)
    assert [(one.name, one.present, one.attended) for one in people(desk)] == [
        ("Ani", False, True),
        ("Budi", True, True),
        ("Cici", True, True),
    ]


def test_others_come_as_they_are(desk: Desk) -> None:
    for name in ("Ani Panwaslu", "Budi Panwaslu"):
        step = convening.register(desk, Kind.PANWASLU, name)
        convening.attend(desk, step.id, here=True)
    assert all(one.present for one in people(desk))


def test_nobody_comes_or_goes_twice(desk: Desk) -> None:
    ani = witness(desk, "Ani")
    for here in (False, True, True, False, False):
        if people(desk)[0].present == here:
            with refused(desk.store, "attendance_same"):
                convening.attend(desk, ani, here=here)
        else:
            convening.attend(desk, ani, here=here)
    with refused(desk.store, "participant_unknown"):
        convening.attend(desk, ani + 100, here=True)


def test_a_witness_of_another_contest_is_not_known_here(desk: Desk) -> None:
    other = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    ani = witness(replace(desk, contest=other), "Ani")
    with refused(desk.store, "participant_unknown"):
        convening.attend(desk, ani, here=True)


def test_a_desa_goes_to_a_panel(desk: Desk) -> None:
    convening.assign_panel(desk, desks.CONTOH, 2, " Anggota Satu ")
    panel = convening.minutes(desk).panels[desks.CONTOH]
    assert (panel.number, panel.leader) == (2, "Anggota Satu")
    for number in (0, 5):
        with refused(desk.store, "panel_unknown"):
            convening.assign_panel(desk, desks.CONTOH, number, "")
    with refused(desk.store, "desa_unknown"):
        convening.assign_panel(desk, "11.01.01.2999", 1, "")


def test_a_panel_is_led_by_somebody_who_can_decide(desk: Desk) -> None:
    accounts.begin(desk, desks.KETUA.name, Role.KETUA, "rahasia")
    accounts.put(desk, "Anggota Satu", Role.ANGGOTA, "rahasia")
    accounts.put(desk, "Operator Satu", Role.OPERATOR, "rahasia")
    for leader in ("Orang Lain", "Operator Satu"):
        with refused(desk.store, "leader_unknown"):
            convening.assign_panel(desk, desks.CONTOH, 1, leader)
    convening.assign_panel(desk, desks.CONTOH, 1, "Anggota Satu")
    convening.assign_panel(desk, desks.CONTOH, 1, "")
    accounts.switch(desk, "Anggota Satu", active=False)
    with refused(desk.store, "leader_unknown"):
        convening.assign_panel(desk, desks.CONTOH, 1, "Anggota Satu")


def test_events_are_noted_at_any_time(desk: Desk) -> None:
    operator = replace(desk, person=desks.OPERATOR)
    convening.note_event(operator, " listrik padam ")
    convening.note_event(operator, "kotak tidak tersegel", desks.FIRST)
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    convening.adjourn(desk, "magrib")
    convening.note_event(operator, "saksi pulang")
    with refused(desk.store, "reason_needed"):
        convening.note_event(operator, " ")
    assert [(one.tps, one.words) for one in convening.minutes(desk).events] == [
        (None, "listrik padam"),
        (desks.FIRST, "kotak tidak tersegel"),
        (None, "saksi pulang"),
    ]


def test_an_event_at_a_tps_of_one_contest_is_none_of_another(desk: Desk) -> None:
    other = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    convening.note_event(desk, "kotak tidak tersegel", desks.FIRST)
    convening.note_event(desk, "listrik padam")
    beside = convening.minutes(replace(desk, contest=other))
    assert [one.words for one in beside.events] == ["listrik padam"]


def test_the_second_rule_is_set_for_one_contest(desk: Desk) -> None:
    other = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    convening.set_second_rule(desk, on=True)
    assert convening.minutes(desk).second_rule
    assert not convening.minutes(replace(desk, contest=other)).second_rule
    convening.set_second_rule(desk, on=False)
    assert not convening.minutes(desk).second_rule


def test_contests_share_the_sitting_and_keep_their_tps_apart(hall: Desk) -> None:
    other = mastering.add_contest(hall, replace(desks.election(), title="Pemilu lain"))
    beside = replace(hall, contest=other)
    desks.confirm(hall, desks.FIRST)
    desks.close(hall, desks.FIRST)
    assert convening.minutes(beside).sitting is Sitting.BERJALAN
    assert checking.look(beside, desks.FIRST).course.steps == ()
    assert issuing.recap(beside).total["paslon_1"] == 0
    assert issuing.recap(hall).total["paslon_1"] == 60
