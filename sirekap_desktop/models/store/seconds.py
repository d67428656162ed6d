"""Second entries, append-only: one row for each reading of a number by another person."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, select

from sirekap_desktop.models.second import Outcome, SecondEntry
from sirekap_desktop.models.store import tables as t


class Seconds:
    """The second entries of the contest's TPS."""

    def __init__(self, connection: Connection, election: Callable[[], int]) -> None:
        self._connection = connection
        self._election = election

    def add(self, entry: SecondEntry) -> None:
        """Keep a second entry."""
        row = {
            "election_id": self._election(),
            "tps": entry.tps,
            "field": entry.field,
            "value": entry.value,
            "who": entry.who,
            "at": entry.at,
            "outcome": entry.outcome.value,
        }
        self._connection.execute(insert(t.second_entry).values(row))

    def of_tps(self, tps: str) -> tuple[SecondEntry, ...]:
        """Those of one TPS, oldest first."""
        query = (
            select(t.second_entry)
            .where(t.second_entry.c.election_id == self._election(), t.second_entry.c.tps == tps)
            .order_by(t.second_entry.c.id)
        )
        return tuple(
            SecondEntry(row.tps, row.field, row.value, row.who, row.at, Outcome(row.outcome))
            for row in self._connection.execute(query)
        )
