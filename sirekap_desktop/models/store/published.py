"""What KPU published, append-only: the newest row of a TPS is compared."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, select

from sirekap_desktop.models.published import Published, Word
from sirekap_desktop.models.store import tables as t


class PublishedNumbers:
    """The published numbers of the contest's TPS, and what was said of their differences."""

    def __init__(self, connection: Connection, election: Callable[[], int]) -> None:
        self._connection = connection
        self._election = election

    def add(self, one: Published) -> None:
        """Keep what a file told of a TPS."""
        row = {
            "election_id": self._election(),
            "tps": one.tps,
            "name": one.name,
            "sha256": one.sha256,
            "stamp": one.stamp,
            "numbers": [list(pair) for pair in one.numbers],
            "at": one.at,
            "who": one.who,
        }
        self._connection.execute(insert(t.published).values(row))

    def hashes(self) -> frozenset[str]:
        """The SHA-256 of every file that was taken."""
        query = select(t.published.c.sha256)
        query = query.where(t.published.c.election_id == self._election())
        return frozenset(self._connection.scalars(query))

    def latest(self) -> dict[str, Published]:
        """What was published last, by TPS: the newest time in the files counts, then the newest
        file."""
        query = (
            select(t.published)
            .where(t.published.c.election_id == self._election())
            .order_by(t.published.c.stamp, t.published.c.id)
        )
        return {
            row.tps: Published(
                tps=row.tps,
                name=row.name,
                sha256=row.sha256,
                stamp=row.stamp,
                numbers=tuple((field, value) for field, value in row.numbers),
                at=row.at,
                who=row.who,
            )
            for row in self._connection.execute(query)
        }

    def say(self, word: Word) -> None:
        """Keep why two figures differ."""
        row = {"election_id": self._election(), **vars(word)}
        self._connection.execute(insert(t.published_word).values(row))

    def words(self) -> dict[str, list[Word]]:
        """What was said, oldest first, by TPS."""
        query = (
            select(t.published_word)
            .where(t.published_word.c.election_id == self._election())
            .order_by(t.published_word.c.id)
        )
        found: dict[str, list[Word]] = {}
        for row in self._connection.execute(query):
            word = Word(row.tps, row.field, row.ours, row.theirs, row.words, row.who, row.at)
            found.setdefault(row.tps, []).append(word)
        return found
