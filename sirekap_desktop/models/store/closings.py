"""Closings and openings of TPS, append-only; the newest counts."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, select

from sirekap_desktop.models.plenary import Closing
from sirekap_desktop.models.store import tables as t


class Closings:
    """The decisions of the plenary about each TPS."""

    def __init__(self, connection: Connection, election: Callable[[], int]) -> None:
        self._connection = connection
        self._election = election

    def add(self, closing: Closing) -> None:
        """Keep a decision."""
        row = {
            "election_id": self._election(),
            "tps": closing.tps,
            "closed": closing.closed,
            "who": closing.who,
            "at": closing.at,
            "explanation": closing.explanation,
            "codes": list(closing.codes),
        }
        self._connection.execute(insert(t.closing).values(row))

    def latest(self, tps: str) -> Closing | None:
        """The decision that counts for a TPS, or None when it was never closed."""
        return self.all().get(tps)

    def all(self) -> dict[str, Closing]:
        """The decisions that count, by TPS code."""
        return {closing.tps: closing for closing in self.history()}

    def history(self) -> tuple[Closing, ...]:
        """Every decision, oldest first."""
        query = (
            select(t.closing)
            .where(t.closing.c.election_id == self._election())
            .order_by(t.closing.c.id)
        )
        return tuple(
            Closing(row.tps, row.closed, row.who, row.at, row.explanation, tuple(row.codes))
            for row in self._connection.execute(query)
        )
