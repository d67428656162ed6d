from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text

from sirekap_desktop.models.events import START, first_break
from sirekap_desktop.models.store import Store
from tests import desks, postgres

WHEN = datetime(2029, 2, 15, 2, 30, 0, 5, tzinfo=UTC)


def append(store: Store, number: int) -> None:
    with store.unit() as unit:
        unit.events.append(
            WHEN, desks.KETUA, "made_up", number=number, share=0.1, name="Élan", none=None, yes=True
        )


def damage(store: Store, statement: str) -> None:
    """What somebody could do who has the database and takes the guards away."""
    with store.unit() as unit:
        connection = unit.events._connection
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE event DISABLE TRIGGER ALL"))
        else:
            connection.execute(text("DROP TRIGGER event_no_update"))
            connection.execute(text("DROP TRIGGER event_no_delete"))
        connection.execute(text(statement))


def test_events_make_a_chain(store: Store) -> None:
    with store.look() as unit:
        assert unit.events.last() is None
    for number in range(3):
        append(store, number)
    with store.look() as unit:
        events = unit.events.all()
        assert unit.events.first_break() is None
        assert unit.events.last() == events[-1]
        assert unit.events.since(2) == events[2:]
    assert [event.seq for event in events] == [1, 2, 3]
    assert events[0].previous == START
    assert events[1].facts == {"number": 1, "share": 0.1, "name": "Élan", "none": None, "yes": True}
    assert (events[0].at, events[0].who, events[0].role) == (WHEN, "Ketua Satu", "ketua")
    assert first_break(events) is None


def test_an_act_finds_its_event_by_its_moment(store: Store) -> None:
    east = timezone(timedelta(hours=9))
    with store.unit() as unit:
        for number in range(4):
            at = WHEN.astimezone(east) + timedelta(seconds=number // 2)
            unit.events.append(at, desks.KETUA, "number_confirmed", number=number)
    with store.look() as unit:
        found = unit.events.at([WHEN + timedelta(seconds=1)])
        assert unit.events.at([]) == ()
    assert [event.facts["number"] for event in found] == [2, 3]


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE event SET who = 'Orang Lain' WHERE seq = 2", 2),
        ("DELETE FROM event WHERE seq = 2", 2),
        ("DELETE FROM event WHERE seq = 3", 3),
        ("DELETE FROM event", 1),
    ],
)
def test_a_change_behind_the_programs_back_is_seen(
    store: Store, statement: str, broken: int
) -> None:
    for number in range(3):
        append(store, number)
    damage(store, statement)
    with store.look() as unit:
        assert unit.events.first_break() == broken


def test_many_desks_make_one_chain(open_store: Callable[[], Store]) -> None:
    stores = [open_store() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(append, stores * 5, range(20)))
    with stores[0].look() as unit:
        events = unit.events.all()
        assert unit.events.first_break() is None
    assert [event.seq for event in events] == list(range(1, 21))
    assert {event.facts["number"] for event in events} == set(range(20))


def test_a_desk_that_waited_sees_what_the_other_wrote_however_the_server_is_set(
    tmp_path: Path, postgres_server: postgres.Server, postgres_template: str
) -> None:
    name = postgres_server.fresh(postgres_template)
    strict = "SET default_transaction_isolation = 'repeatable read'"
    postgres_server.run(f"ALTER DATABASE {name} {strict}")
    stores = [Store.open(tmp_path / str(n), postgres_server.url(name)) for n in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(append, stores * 10, range(20)))
    with stores[0].look() as unit:
        assert unit.events.first_break() is None
        assert len(unit.events.all()) == 20
    for store in stores:
        store.close()
    postgres_server.drop(name)
