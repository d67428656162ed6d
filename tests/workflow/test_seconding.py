"""The second entry: blind for who reads, told only where it differs, decided by a third person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.second import Need, Outcome
from sirekap_desktop.workflow import checking, convening, correcting, hearing, seconding
from sirekap_desktop.workflow.desk import Desk
from tests import desks

FIRST = desks.FIRST
MEMBER_2 = Person("Anggota Dua", Role.ANGGOTA)


@pytest.fixture
def first(desk: Desk) -> Desk:
    """The operator, who has entered a whole TPS."""
    typist = replace(desk, person=desks.OPERATOR)
    desks.confirm(typist, FIRST)
    return typist


@pytest.fixture
def second(desk: Desk, first: Desk) -> Desk:
    """A member, who has not."""
    del first
    return replace(desk, person=desks.ANGGOTA)


def refused(code: str, act: object, *args: object, **more: object) -> None:
    with pytest.raises(SirekapError) as caught:
        act(*args, **more)  # type: ignore[operator]
    assert caught.value.code == code


def test_nothing_is_due_before_the_first_entry(desk: Desk) -> None:
    view = seconding.second_view(desk, FIRST)
    assert set(view.needs.values()) == {Need.FIRST}
    assert (view.mine, view.asked) == ((), False)


def test_another_person_reads_and_hears_only_what_differs(second: Desk, first: Desk) -> None:
    assert len(seconding.second_view(second, FIRST).mine) == 28
    assert seconding.second_view(first, FIRST).mine == ()
    told = seconding.enter_second(second, FIRST, {**desks.GOOD, "paslon_1": 61})
    assert [f for f, outcome in told.items() if outcome is Outcome.DIFFERS] == ["paslon_1"]
    view = seconding.second_view(second, FIRST)
    assert (view.mine, view.again) == (("paslon_1",), frozenset({"paslon_1"}))
    assert view.asked
    assert not view.done
    seconding.enter_second(second, FIRST, {"paslon_1": 60})
    assert seconding.second_view(second, FIRST).done


def test_who_entered_first_is_refused(first: Desk) -> None:
    refused("second_not_due", seconding.enter_second, first, FIRST, {"paslon_1": 60})


def test_an_observer_and_a_closed_tps_have_nothing_to_read(desk: Desk, second: Desk) -> None:
    watcher = replace(desk, person=desks.PENGAMAT)
    assert seconding.second_view(watcher, FIRST).mine == ()
    refused("not_allowed", seconding.enter_second, watcher, FIRST, {"paslon_1": 60})
    desks.close(desk, FIRST)
    assert seconding.second_view(second, FIRST).mine == ()
    refused("tps_closed", seconding.enter_second, second, FIRST, {"paslon_1": 60})


def test_a_third_person_decides_what_differs_twice(desk: Desk, second: Desk, first: Desk) -> None:
    seconding.enter_second(second, FIRST, {**desks.GOOD, "paslon_1": 61})
    seconding.enter_second(second, FIRST, {"paslon_1": 61})
    assert seconding.second_view(second, FIRST).disputes == ()
    assert seconding.second_view(first, FIRST).disputes == ()
    (dispute,) = seconding.second_view(desk, FIRST).disputes
    assert (dispute.field, dispute.first.value, dispute.second.value) == ("paslon_1", 60, 61)
    refused("third_same", seconding.decide, second, FIRST, "paslon_1", 61, seen=1)
    seconding.decide(desk, FIRST, "paslon_1", 61, seen=1)
    entry = checking.look(desk, FIRST).fields["paslon_1"].entry
    assert entry is not None
    assert (entry.value, entry.who) == (61, desks.KETUA.name)
    assert seconding.second_view(desk, FIRST).done


def test_the_first_number_may_be_the_right_one(desk: Desk, second: Desk) -> None:
    for _ in range(2):
        seconding.enter_second(second, FIRST, {"paslon_1": 61})
    seconding.decide(desk, FIRST, "paslon_1", 60, seen=1)
    field = checking.look(desk, FIRST).fields["paslon_1"]
    assert [entry.value for entry in field.history] == [60]
    assert seconding.second_view(desk, FIRST).needs["paslon_1"] is Need.NOTHING


def test_a_number_that_is_changed_afterwards_is_read_again(first: Desk, second: Desk) -> None:
    seconding.enter_second(second, FIRST, desks.GOOD)
    correcting.confirm(first, FIRST, "paslon_1", 61, 1, "salah ketik")
    assert seconding.second_view(second, FIRST).mine == ("paslon_1",)


def test_the_rule_keeps_a_tps_from_the_room(desk: Desk, second: Desk) -> None:
    refused("not_allowed", convening.set_second_rule, second, on=True)
    convening.set_second_rule(desk, on=True)
    assert seconding.second_view(desk, FIRST).asked
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    refused("second_entry_open", hearing.present, desk, FIRST)
    seconding.enter_second(replace(desk, person=MEMBER_2), FIRST, desks.GOOD)
    hearing.present(desk, FIRST)
