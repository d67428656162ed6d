"""The second entry: blind, by another person, and decided by a third one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.second import Need, Outcome
from sirekap_desktop.workflow import checking, convening, correcting, hearing, seconding
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from sirekap_desktop.workflow.seconding import SecondView
from tests import desks
from tests.refusals import refused

TPS = desks.FIRST
Take = Callable[..., ImportReport]


@pytest.fixture
def seats(desk: Desk) -> dict[str, Desk]:
    """Ani has entered every number; Cici and Dedi are members of the committee."""
    roles = {
        "Ani": Role.OPERATOR,
        "Budi": Role.OPERATOR,
        "Cici": Role.ANGGOTA,
        "Dedi": Role.ANGGOTA,
    }
    seats = {name: replace(desk, person=Person(name, role)) for name, role in roles.items()}
    desks.confirm(seats["Ani"], TPS)
    return seats


def view(desk: Desk) -> SecondView:
    return seconding.look_at_both(desk, TPS)[1]


def read(desk: Desk, **values: int) -> Mapping[str, Outcome]:
    return seconding.enter_second(desk, TPS, values)


def read_all(desk: Desk, **changed: int) -> Mapping[str, Outcome]:
    return read(desk, **{**desks.GOOD, **changed})


def shown(desk: Desk, field: str = "paslon_1") -> int | None:
    return checking.look(desk, TPS).fields[field].shown


def test_nothing_is_due_before_the_first_entry(desk: Desk) -> None:
    told = view(desk)
    assert set(told.needs.values()) == {Need.FIRST}
    assert (told.asked, told.mine, told.disputes, told.done) == (False, (), (), False)
    with refused(desk.store, "second_not_due"):
        read(desk, paslon_1=60)


def test_the_first_person_does_not_read_again(seats: dict[str, Desk]) -> None:
    assert view(seats["Ani"]).mine == ()
    with refused(seats["Ani"].store, "second_not_due"):
        read(seats["Ani"], paslon_1=60)
    assert set(view(seats["Budi"]).mine) == set(desks.GOOD)


def test_the_same_number_twice_is_done(seats: dict[str, Desk]) -> None:
    assert set(read_all(seats["Budi"]).values()) == {Outcome.SAME}
    told = view(seats["Budi"])
    assert (told.asked, told.done, told.mine) == (True, True, ())
    with refused(seats["Budi"].store, "second_not_due"):
        read(seats["Budi"], paslon_1=60)
    with seats["Budi"].look() as unit:
        kinds = {event.kind for event in unit.events.all()[-28:]}
    assert kinds == {"number_read_again"}


def test_a_number_that_differs_comes_back_without_the_other_value(seats: dict[str, Desk]) -> None:
    outcomes = read_all(seats["Budi"], paslon_1=61)
    assert [field for field, how in outcomes.items() if how is Outcome.DIFFERS] == ["paslon_1"]
    told = view(seats["Budi"])
    assert (told.mine, set(told.again), told.disputes) == (("paslon_1",), {"paslon_1"}, ())
    assert view(seats["Cici"]).disputes == (), "not before it differed twice"
    assert read(seats["Budi"], paslon_1=60) == {"paslon_1": Outcome.SAME}
    assert view(seats["Budi"]).done


def numbers_in(value: object) -> set[int]:
    """Every number inside a view, however deep."""
    if isinstance(value, bool):
        return set()
    if isinstance(value, int):
        return {value}
    if isinstance(value, Mapping):
        return set().union(*map(numbers_in, [*value.keys(), *value.values()]))
    if isinstance(value, (tuple, list, set, frozenset)):
        return set().union(*map(numbers_in, value))
    return set()


@pytest.mark.parametrize("times", [0, 1, 2])
def test_whoever_may_not_decide_sees_no_number_at_all(seats: dict[str, Desk], times: int) -> None:
    for _ in range(times):
        read(seats["Budi"], paslon_1=61)
    observer = replace(seats["Ani"], person=desks.PENGAMAT)
    for desk in (seats["Ani"], seats["Budi"], observer):
        told = view(desk)
        assert told.disputes == ()
        assert told.mine == () or desk is seats["Budi"]
        assert numbers_in(vars(told)) == set()


def test_what_differed_twice_is_decided_by_a_third_person(seats: dict[str, Desk]) -> None:
    for _ in range(2):
        read(seats["Budi"], paslon_1=61)
    store = seats["Budi"].store
    assert view(seats["Budi"]).needs["paslon_1"] is Need.THIRD
    assert "paslon_1" not in view(seats["Budi"]).mine
    with refused(store, "second_not_due"):
        read(seats["Cici"], paslon_1=60)
    (dispute,) = view(seats["Cici"]).disputes
    assert (dispute.field, dispute.first.value, dispute.second.value) == ("paslon_1", 60, 61)
    assert dispute.readers == {"Ani", "Budi"}
    with refused(store, "decision_not_due"):
        seconding.decide(seats["Cici"], TPS, "paslon_2", 90, seen=1)
    with refused(store, "stale_entry"):
        seconding.decide(seats["Cici"], TPS, "paslon_1", 61, seen=0)
    with refused(store, "number_out_of_range"):
        seconding.decide(seats["Cici"], TPS, "paslon_1", 1000, seen=1)
    seconding.decide(seats["Cici"], TPS, "paslon_1", 61, seen=1)
    entry = checking.look(seats["Ani"], TPS).fields["paslon_1"].entry
    assert entry is not None
    assert (entry.value, entry.who, entry.why) == (61, "Cici", "Ani 60, Budi 61")
    assert view(seats["Cici"]).needs["paslon_1"] is Need.NOTHING
    assert view(seats["Cici"]).disputes == ()


def test_a_third_person_may_say_that_the_first_was_right(seats: dict[str, Desk]) -> None:
    for _ in range(2):
        read(seats["Budi"], paslon_1=61)
    seconding.decide(seats["Cici"], TPS, "paslon_1", 60, seen=1)
    assert shown(seats["Ani"]) == 60
    assert view(seats["Ani"]).needs["paslon_1"] is Need.NOTHING
    history = checking.look(seats["Ani"], TPS).fields["paslon_1"].history
    assert [entry.who for entry in history] == ["Ani"], "nothing was changed"


@pytest.mark.parametrize("second", [("Dedi", "Dedi"), ("Dedi", "Budi"), ("Budi", "Dedi")])
def test_nobody_decides_what_they_have_read_themselves(
    seats: dict[str, Desk], second: tuple[str, str]
) -> None:
    for name in second:
        read(seats[name], paslon_1=61)
    assert view(seats["Dedi"]).disputes == ()
    with refused(seats["Dedi"].store, "third_same"):
        seconding.decide(seats["Dedi"], TPS, "paslon_1", 61, seen=1)
    assert len(view(seats["Cici"]).disputes) == 1


def test_who_entered_a_number_earlier_has_read_it_as_well(seats: dict[str, Desk]) -> None:
    correcting.confirm(seats["Cici"], TPS, "paslon_1", 62, seen=1, why="salah baca")
    for _ in range(2):
        read(seats["Budi"], paslon_1=61)
    with refused(seats["Cici"].store, "third_same"):
        seconding.decide(seats["Cici"], TPS, "paslon_1", 61, seen=2)
    seconding.decide(seats["Dedi"], TPS, "paslon_1", 61, seen=2)


def test_several_numbers_are_kept_all_or_none(seats: dict[str, Desk]) -> None:
    for bad, code in (
        ({"paslon_1": 60, "paslon_2": 1000}, "number_out_of_range"),
        ({"paslon_1": 60, "paslon_9": 1}, "second_not_due"),
    ):
        with refused(seats["Budi"].store, code):
            seconding.enter_second(seats["Budi"], TPS, bad)


def test_a_number_that_changed_afterwards_is_read_again(seats: dict[str, Desk]) -> None:
    read_all(seats["Budi"])
    correcting.confirm(seats["Ani"], TPS, "paslon_1", 61, seen=1, why="salah baca")
    assert view(seats["Budi"]).needs["paslon_1"] is Need.SECOND
    assert read(seats["Budi"], paslon_1=61) == {"paslon_1": Outcome.SAME}


def test_a_second_entry_of_a_number_whose_picture_changed_waits_for_the_first(
    seats: dict[str, Desk], take: Take
) -> None:
    told = {**desks.GOOD, "paslon_1": 61}
    take({"2.jpg": desks.picture(2, told)}, tps=TPS)
    assert view(seats["Budi"]).needs["paslon_1"] is Need.FIRST
    with refused(seats["Budi"].store, "second_not_due"):
        read(seats["Budi"], paslon_1=61)


def test_where_the_rule_holds_nothing_is_presented_before_it(seats: dict[str, Desk]) -> None:
    chair = replace(seats["Ani"], person=desks.KETUA)
    assert not view(chair).asked
    convening.set_second_rule(chair, on=True)
    assert view(chair).asked
    convening.open_sitting(chair, "Aula", "Rekapitulasi")
    read_all(seats["Budi"], paslon_1=61)
    with refused(chair.store, "second_entry_open"):
        hearing.present(chair, TPS)
    read(seats["Budi"], paslon_1=60)
    hearing.present(chair, TPS)
    with refused(chair.store, "second_entry_open"):
        hearing.present(chair, desks.SECOND)
    convening.set_second_rule(chair, on=False)
    hearing.present(chair, desks.SECOND)


def test_a_decision_changes_nothing_that_was_read_out(seats: dict[str, Desk]) -> None:
    for _ in range(2):
        read(seats["Budi"], paslon_1=61, paslon_2=91)
    chair = replace(seats["Ani"], person=desks.KETUA)
    convening.open_sitting(chair, "Aula", "Rekapitulasi")
    hearing.present(chair, TPS)
    with refused(chair.store, "correct_in_plenary"):
        seconding.decide(seats["Cici"], TPS, "paslon_1", 61, seen=1)
    seconding.decide(seats["Cici"], TPS, "paslon_1", 60, seen=1)
    hearing.correct(chair, TPS, "paslon_2", 91, 1, "dihitung ulang", ["Ketua Satu"])
    assert view(seats["Cici"]).needs["paslon_2"] is Need.NOTHING
    with refused(chair.store, "decision_not_due"):
        seconding.decide(seats["Cici"], TPS, "paslon_2", 91, seen=2)


def test_nothing_is_read_again_at_a_closed_tps(seats: dict[str, Desk]) -> None:
    chair = replace(seats["Ani"], person=desks.KETUA)
    for _ in range(2):
        read(seats["Budi"], paslon_2=91)
    desks.close(chair, TPS)
    assert (view(seats["Budi"]).mine, view(seats["Cici"]).disputes) == ((), ())
    with refused(chair.store, "tps_closed"):
        read(seats["Budi"], paslon_1=60)
    with refused(chair.store, "tps_closed"):
        seconding.decide(seats["Cici"], TPS, "paslon_2", 91, seen=1)
