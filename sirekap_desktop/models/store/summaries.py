"""What was worked out of each TPS, kept so that the next start need not work it out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from sirekap_desktop.models.store import tables as t

Body = Mapping[str, Any]


class Summaries:
    """The summaries of the contest; who puts one here says by its seal what it belongs to."""

    def __init__(self, connection: Connection, election: Callable[[], int]) -> None:
        self._connection = connection
        self._election = election

    def all(self) -> dict[str, tuple[str, Body]]:
        """Seal and body by TPS."""
        query = select(t.summary.c.tps, t.summary.c.seal, t.summary.c.body)
        query = query.where(t.summary.c.election_id == self._election())
        return {tps: (seal, body) for tps, seal, body in self._connection.execute(query)}

    def put(self, summaries: Mapping[str, tuple[str, Body]]) -> None:
        """Keep these in place of what was known of the same TPS."""
        if not summaries:
            return
        key = self._election()
        old = delete(t.summary).where(t.summary.c.election_id == key)
        self._connection.execute(old.where(t.summary.c.tps.in_(summaries)))
        rows = [
            {"election_id": key, "tps": tps, "seal": seal, "body": dict(body)}
            for tps, (seal, body) in summaries.items()
        ]
        self._connection.execute(insert(t.summary), rows)
