"""What was done in the plenary, append-only; what it means is folded in `models.minutes`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, func, insert, select

from sirekap_desktop.models.minutes import Step
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.store import tables as t


class Steps:
    """The steps of the room and of every contest, oldest first."""

    def __init__(self, connection: Connection, election: Callable[[], int]) -> None:
        self._connection = connection
        self._election = election

    def add(self, new: Step) -> Step:
        """Keep a step under a number of its own."""
        row = {
            "election_id": new.contest,
            "tps": new.tps,
            "act": new.act.value,
            "who": new.who,
            "role": new.role,
            "at": new.at,
            "words": new.words,
            "facts": dict(new.facts),
        }
        done = self._connection.execute(insert(t.step).values(row).returning(t.step.c.id))
        return replace(new, id=done.scalar_one())

    def all(self) -> tuple[Step, ...]:
        """Those of the room and of the contest."""
        mine = t.step.c.election_id == self._election()
        return self._where(mine | t.step.c.election_id.is_(None))

    def of_tps(self, tps: str) -> tuple[Step, ...]:
        """Those of the room, and those of one TPS of the contest."""
        mine = t.step.c.election_id == self._election()
        here = t.step.c.tps.is_(None) | (t.step.c.tps == tps)
        return self._where((t.step.c.election_id.is_(None) | mine) & here)

    def of_room(self) -> tuple[Step, ...]:
        """Those that concern no single TPS."""
        mine = t.step.c.election_id == self._election()
        return self._where((t.step.c.election_id.is_(None) | mine) & t.step.c.tps.is_(None))

    def counts(self) -> dict[str, int]:
        """How many steps each TPS of the contest has."""
        query = (
            select(t.step.c.tps, func.count())
            .where(t.step.c.election_id == self._election(), t.step.c.tps.is_not(None))
            .group_by(t.step.c.tps)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def count_of(self, acts: frozenset[Act]) -> int:
        """How many such steps the room and the contest have."""
        mine = t.step.c.election_id == self._election()
        query = (
            select(func.count())
            .select_from(t.step)
            .where(mine | t.step.c.election_id.is_(None))
            .where(t.step.c.act.in_([act.value for act in acts]))
        )
        return self._connection.scalar(query) or 0

    def count_closed(self) -> int:
        """How many TPS of the contest are closed and were not opened again."""
        later = t.step.alias()
        again = exists().where(
            later.c.election_id == t.step.c.election_id,
            later.c.tps == t.step.c.tps,
            later.c.act == Act.REOPEN.value,
            later.c.id > t.step.c.id,
        )
        query = (
            select(func.count())
            .select_from(t.step)
            .where(t.step.c.election_id == self._election(), t.step.c.act == Act.CLOSE.value)
            .where(~again.correlate(t.step))
        )
        return self._connection.scalar(query) or 0

    def times_of(self, act: Act, since: datetime) -> tuple[datetime, ...]:
        """When such steps were taken in the contest from that time on, oldest first."""
        query = (
            select(t.step.c.at)
            .where(t.step.c.election_id == self._election(), t.step.c.act == act.value)
            .where(t.step.c.at >= since)
            .order_by(t.step.c.id)
        )
        return tuple(self._connection.scalars(query))

    def _where(self, wanted: Any) -> tuple[Step, ...]:
        query = select(t.step).where(wanted).order_by(t.step.c.id)
        return tuple(_step(row) for row in self._connection.execute(query))


def _step(row: Row[Any]) -> Step:
    return Step(
        id=row.id,
        act=Act(row.act),
        who=row.who,
        role=row.role,
        at=row.at,
        contest=row.election_id,
        tps=row.tps,
        words=row.words,
        facts=row.facts,
    )
