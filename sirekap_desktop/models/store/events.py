"""The event log: written with the act itself, numbered without gaps, chained by hashes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from sirekap_desktop.models.events import Event, Fact, first_break, seal
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.store import tables as t


class Events:
    """The chain of events; its head is one row that only one desk may hold at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self) -> None:
        """Wait until no other desk is writing, and keep the others waiting until the end."""
        self._head()

    def append(self, at: datetime, who: Person, kind: str, /, **facts: Fact) -> Event:
        """Write down what `who` did, in the same transaction as the act."""
        head = self._head()
        event = seal(head.seq + 1, at, who.name, str(who.role), kind, facts, head.digest)
        row = {
            "seq": event.seq,
            "at": event.at,
            "who": event.who,
            "role": event.role,
            "kind": event.kind,
            "facts": dict(event.facts),
            "previous": event.previous,
            "digest": event.digest,
        }
        self._connection.execute(insert(t.event).values(row))
        self._connection.execute(update(t.chain).values(seq=event.seq, digest=event.digest))
        return event

    def all(self) -> tuple[Event, ...]:
        """Every event, oldest first."""
        return self.since(0)

    def since(self, seq: int) -> tuple[Event, ...]:
        """The events after that number, oldest first."""
        query = select(t.event).where(t.event.c.seq > seq).order_by(t.event.c.seq)
        return tuple(_event(row) for row in self._connection.execute(query))

    def last(self) -> Event | None:
        """The newest event, or None before anything happened."""
        query = select(t.event).order_by(t.event.c.seq.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _event(row)

    def of_kind(self, kind: str, since: datetime) -> tuple[Event, ...]:
        """The events of one kind from that time on, oldest first."""
        query = (
            select(t.event)
            .where(t.event.c.kind == kind, t.event.c.at >= since)
            .order_by(t.event.c.seq)
        )
        return tuple(_event(row) for row in self._connection.execute(query))

    def at(self, moments: Collection[datetime]) -> tuple[Event, ...]:
        """The events of these very moments, oldest first: an act and its event share theirs."""
        query = select(t.event).where(t.event.c.at.in_(moments)).order_by(t.event.c.seq)
        return tuple(_event(row) for row in self._connection.execute(query))

    def first_break(self) -> int | None:
        """The number of the first event that was changed or taken away, or None."""
        events = self.all()
        head = self._connection.execute(select(t.chain)).one()
        broken = first_break(events)
        if broken is None and (
            len(events) != head.seq or (events and events[-1].digest != head.digest)
        ):
            return len(events) + 1
        return broken

    def _head(self) -> Row[Any]:
        return self._connection.execute(select(t.chain).with_for_update()).one()


def _event(row: Row[Any]) -> Event:
    return Event(
        seq=row.seq,
        at=row.at,
        who=row.who,
        role=row.role,
        kind=row.kind,
        facts=row.facts,
        previous=row.previous,
        digest=row.digest,
    )
