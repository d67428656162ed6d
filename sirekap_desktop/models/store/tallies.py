"""Entries, append-only: what persons confirmed, one row for each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.store import tables as t
from sirekap_desktop.models.tally import Entry, Tally


class Tallies:
    """The tallies of the election's TPS."""

    def __init__(self, connection: Connection, election: Callable[[], int]) -> None:
        self._connection = connection
        self._election = election

    def get(self, tps: str) -> Tally:
        """The tally of one TPS; empty while nobody has confirmed anything."""
        query = self._query().where(t.entry.c.tps == tps)
        return Tally(tps, tuple(_entry(row) for row in self._connection.execute(query)))

    def all(self) -> dict[str, Tally]:
        """The tallies that hold at least one entry, by TPS code."""
        entries: dict[str, list[Entry]] = {}
        for row in self._connection.execute(self._query()):
            entries.setdefault(row.tps, []).append(_entry(row))
        return {tps: Tally(tps, tuple(some)) for tps, some in entries.items()}

    def counts(self) -> dict[str, int]:
        """How many entries each TPS has."""
        query = (
            select(t.entry.c.tps, func.count())
            .where(t.entry.c.election_id == self._election())
            .group_by(t.entry.c.tps)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def fields(self) -> frozenset[str]:
        """The fields for which anything was ever confirmed."""
        query = select(t.entry.c.field).where(t.entry.c.election_id == self._election()).distinct()
        return frozenset(self._connection.scalars(query))

    def latest(self, fields: Sequence[str], tps: str | None = None) -> dict[str, dict[str, int]]:
        """What stands last for these fields, by TPS; what was taken back is left out."""
        row = t.entry.c
        query = (
            select(row.tps, row.field, row.value, row.withdrawn)
            .join_from(
                t.tps,
                t.entry,
                (row.election_id == t.tps.c.election_id) & (row.tps == t.tps.c.code),
            )
            .where(t.tps.c.election_id == self._election(), row.field.in_(fields))
            .order_by(row.seen)
        )
        if tps is not None:
            query = query.where(t.tps.c.code == tps)
        found: dict[str, dict[str, int]] = {}
        for code, field, value, withdrawn in self._connection.execute(query):
            values = found.setdefault(code, {})
            values.pop(field, None)
            if not withdrawn:
                values[field] = value
        return found

    def everywhere(self, fields: Sequence[str], tps: str) -> dict[int, dict[str, int]]:
        """What stands last for these fields of a TPS, by the contests of the folder.

        The contests are told to SQLite, or it would go through all entries: its index begins there.
        """
        row = t.entry.c
        query = (
            select(row.election_id, row.field, row.value, row.withdrawn)
            .where(row.election_id.in_(select(t.election.c.id)))
            .where(row.tps == tps, row.field.in_(fields))
            .order_by(row.seen)
        )
        found: dict[int, dict[str, int]] = {}
        for contest, field, value, withdrawn in self._connection.execute(query):
            values = found.setdefault(contest, {})
            values.pop(field, None)
            if not withdrawn:
                values[field] = value
        return found

    def sizes(self) -> dict[int, tuple[int, int]]:
        """How many entries each contest of the folder has, and the number of its last one."""
        query = select(t.entry.c.election_id, func.count(), func.max(t.entry.c.id))
        rows = self._connection.execute(query.group_by(t.entry.c.election_id))
        return {contest: (count, last) for contest, count, last in rows}

    def told_after(
        self, last: int, fields: Sequence[str]
    ) -> tuple[int, list[tuple[str, str, int | None]]]:
        """How many entries came after that one; of those for these fields TPS, field and value,
        None for one that took back."""
        row = t.entry.c
        query = (
            select(row.tps, row.field, row.value, row.withdrawn)
            .where(row.id > last, row.election_id == self._election())
            .order_by(row.id)
        )
        rows = self._connection.execute(query).all()
        told = [
            (code, field, None if withdrawn else value)
            for code, field, value, withdrawn in rows
            if field in fields
        ]
        return len(rows), told

    def since(self, at: datetime) -> tuple[int, datetime | None]:
        """How many entries were made from that time on, and when the first of them."""
        query = select(func.count(), func.min(t.entry.c.at))
        query = query.where(t.entry.c.election_id == self._election(), t.entry.c.at >= at)
        count, first = self._connection.execute(query).one()
        return count, first

    def add(self, entry: Entry) -> None:
        """Keep an entry; raises `tps_unknown`, `number_out_of_range` or `stale_entry`."""
        key = self._election()
        station = select(t.tps.c.code).where(t.tps.c.election_id == key, t.tps.c.code == entry.tps)
        if self._connection.scalar(station) is None:
            raise SirekapError("tps_unknown", tps=entry.tps)
        self.get(entry.tps).with_entry(entry)
        row = {
            "election_id": key,
            "tps": entry.tps,
            "field": entry.field,
            "value": entry.value,
            "who": entry.who,
            "at": entry.at,
            "why": entry.why,
            "seen": entry.seen,
            "proposed": entry.proposed,
            "undoes": entry.undoes,
            "withdrawn": entry.withdrawn,
        }
        try:
            self._connection.execute(insert(t.entry).values(row))
        except IntegrityError as error:
            facts = {"field": entry.field, "seen": entry.seen, "now": entry.seen + 1}
            raise SirekapError("stale_entry", **facts) from error

    def _query(self) -> Any:
        key = self._election()
        return select(t.entry).where(t.entry.c.election_id == key).order_by(t.entry.c.id)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        tps=row.tps,
        field=row.field,
        value=row.value,
        who=row.who,
        at=row.at,
        why=row.why,
        seen=row.seen,
        proposed=row.proposed,
        undoes=row.undoes,
        withdrawn=row.withdrawn,
    )
