"""What the first screen asks the store for, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sirekap_desktop.models.minutes import Step
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.store import Store
from sirekap_desktop.models.tally import Entry
from tests import desks

WHEN = datetime(2029, 2, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.unit() as unit:
        unit.elections.put(desks.election())
        contest = unit.elections.key()
        acts: tuple[tuple[Act, str | None, dict[str, object]], ...] = (
            (Act.OPEN, None, {"place": "Aula", "agenda": ""}),
            (Act.CLOSE, desks.FIRST, {"codes": []}),
            (Act.CLOSE, desks.SECOND, {"codes": []}),
            (Act.REOPEN, desks.FIRST, {}),
            (Act.CLOSE, desks.OTHER, {"codes": []}),
            (Act.REOPEN, desks.OTHER, {}),
            (Act.CLOSE, desks.OTHER, {"codes": []}),
        )
        for minute, (act, tps, facts) in enumerate(acts):
            at = WHEN + timedelta(minutes=minute)
            of = contest if tps else None
            unit.steps.add(Step(0, act, "Ketua Satu", "ketua", at, of, tps, "", facts))
        for seen in range(3):
            at = WHEN + timedelta(minutes=seen)
            unit.tallies.add(Entry(desks.FIRST, "paslon_1", 60, "Operator Satu", at, "", seen))
    return store


def test_a_tps_is_closed_by_its_last_closing_unless_it_was_opened_again(filled: Store) -> None:
    with filled.look() as unit:
        assert unit.steps.count_closed() == 2


def test_times_of_acts_from_some_time_on(filled: Store) -> None:
    with filled.look() as unit:
        times = unit.steps.times_of(Act.CLOSE, WHEN + timedelta(minutes=2))
    assert times == tuple(WHEN + timedelta(minutes=n) for n in (2, 4, 6))


def test_the_steps_of_the_room_are_those_without_tps(filled: Store) -> None:
    with filled.look() as unit:
        assert [step.act for step in unit.steps.of_room()] == [Act.OPEN]


def test_entries_since_some_time_with_the_first_of_them(filled: Store) -> None:
    with filled.look() as unit:
        assert unit.tallies.since(WHEN) == (3, WHEN)
        later = WHEN + timedelta(minutes=1)
        assert unit.tallies.since(later) == (2, later)
        assert unit.tallies.since(WHEN + timedelta(hours=1)) == (0, None)


def test_a_summary_takes_the_place_of_an_older_one(filled: Store) -> None:
    with filled.unit() as unit:
        unit.summaries.put({})
        unit.summaries.put({desks.FIRST: ("a", {"n": 1}), desks.SECOND: ("b", {"n": 2})})
        unit.summaries.put({desks.FIRST: ("c", {"n": 3})})
    with filled.look() as unit:
        assert unit.summaries.all() == {
            desks.FIRST: ("c", {"n": 3}),
            desks.SECOND: ("b", {"n": 2}),
        }


def test_an_election_is_read_once_in_a_transaction_and_again_after_a_change(store: Store) -> None:
    with store.unit() as unit:
        assert unit.elections.get() is None
        unit.elections.put(desks.election())
        first = unit.elections.get()
        assert first == desks.election()
        assert unit.elections.get() is first
