"""The pictures that came in, with what was read from them and where they belong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.reading import Sheet, SheetReading
from sirekap_desktop.models.store import tables as t

if TYPE_CHECKING:
    from cattrs import Converter

VERSION = 1
"""The layout of a kept reading; a higher one was written by a newer program."""


@dataclass(frozen=True)
class SheetNew:
    """A sheet that has no number yet; the fields are those of `Sheet`."""

    sha256: str
    leaf: int
    name: str
    flat: str
    scale: float
    tps: str | None
    received_at: datetime
    received_by: str
    reading: SheetReading


class Sheets:
    """The sheets of the election, those that were assigned last at the end."""

    def __init__(
        self,
        connection: Connection,
        election: Callable[[], int],
        remembered: dict[int, SheetReading] | None,
    ) -> None:
        self._connection = connection
        self._election = election
        self._remembered = remembered
        """Readings by sheet; None where a rollback could give the number to another sheet."""

    def add(self, new: SheetNew) -> Sheet:
        """Keep a sheet; its files must be on the disk before."""
        row = asdict(new)
        del row["tps"]
        row["reading"] = _to_json(new.reading)
        row["election_id"] = self._election()
        done = self._connection.execute(insert(t.sheet).values(row).returning(t.sheet.c.id))
        key = done.scalar_one()
        if new.tps is not None:
            self.assign(key, new.tps)
        return Sheet(
            id=key,
            sha256=new.sha256,
            leaf=new.leaf,
            name=new.name,
            flat=new.flat,
            scale=new.scale,
            tps=new.tps,
            received_at=new.received_at,
            received_by=new.received_by,
            reading=new.reading,
        )

    def assign(self, sheet_id: int, tps: str | None) -> None:
        """Say which TPS a sheet belongs to, or that nobody knows it."""
        self._connection.execute(insert(t.assignment).values(sheet_id=sheet_id, tps=tps))

    def get(self, sheet_id: int) -> Sheet:
        """The sheet of that number; raises `sheet_unknown`."""
        found = self._where(t.sheet.c.id == sheet_id)
        if not found:
            raise SirekapError("sheet_unknown", sheet=sheet_id)
        return found[0]

    def of_tps(self, tps: str) -> tuple[Sheet, ...]:
        """The sheets of one TPS; of two with the same page the later one counts."""
        ever = select(t.assignment.c.sheet_id).where(t.assignment.c.tps == tps)
        return self._where(t.sheet.c.id.in_(ever), t.tps.c.code == tps)

    def by_hash(self, sha256: str, leaf: int) -> Sheet | None:
        """The sheet made from that page of that file, or None."""
        found = self._where(t.sheet.c.sha256 == sha256, t.sheet.c.leaf == leaf)
        return found[0] if found else None

    def hashes(self) -> frozenset[str]:
        """The SHA-256 of every file that gave a sheet."""
        query = select(t.sheet.c.sha256).where(t.sheet.c.election_id == self._election())
        return frozenset(self._connection.scalars(query))

    def all(self) -> tuple[Sheet, ...]:
        """Every sheet."""
        return self._where()

    def by_tps(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the sheets of each TPS, in the order in which they were laid there."""
        found: dict[str, list[int]] = {}
        for key, tps in self._connection.execute(self._laid(t.sheet.c.id)):
            found.setdefault(tps or "", []).append(key)
        return {tps: tuple(keys) for tps, keys in found.items()}

    def _laid(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """The sheets, each with the TPS of its newest assignment."""
        older = t.assignment.alias()
        newest = (
            select(func.max(older.c.id)).where(older.c.sheet_id == t.sheet.c.id).correlate(t.sheet)
        )
        return (
            select(*columns, t.tps.c.code.label("tps"))
            .select_from(t.sheet)
            .outerjoin(t.assignment, t.assignment.c.id == newest.scalar_subquery())
            .outerjoin(
                t.tps,
                (t.tps.c.code == t.assignment.c.tps)
                & (t.tps.c.election_id == t.sheet.c.election_id),
            )
            .where(t.sheet.c.election_id == self._election())
            .order_by(func.coalesce(t.assignment.c.id, 0), t.sheet.c.id)
        )

    def _where(self, *wanted: ColumnElement[bool]) -> tuple[Sheet, ...]:
        columns = (column for column in t.sheet.c if column is not t.sheet.c.reading)
        rows = self._connection.execute(self._laid(*columns).where(*wanted)).all()
        readings = self._readings([row.id for row in rows])
        return tuple(
            Sheet(
                id=row.id,
                sha256=row.sha256,
                leaf=row.leaf,
                name=row.name,
                flat=row.flat,
                scale=row.scale,
                tps=row.tps,
                received_at=row.received_at,
                received_by=row.received_by,
                reading=readings[row.id],
            )
            for row in rows
        )

    def _readings(self, keys: list[int]) -> dict[int, SheetReading]:
        known = {} if self._remembered is None else self._remembered
        wanted = [key for key in keys if key not in known]
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            query = select(t.sheet.c.id, t.sheet.c.reading).where(t.sheet.c.id.in_(some))
            for key, body in self._connection.execute(query):
                known[key] = _from_json(body)
        return known


def _to_json(reading: SheetReading) -> dict[str, object]:
    return {"version": VERSION, "reading": _converter().unstructure(reading)}


def _from_json(body: dict[str, Any]) -> SheetReading:
    if body["version"] > VERSION:
        raise SirekapError("database_newer")
    return _converter().structure(body["reading"], SheetReading)


@cache
def _converter() -> Converter:
    from cattrs.preconf.json import make_converter

    return make_converter()
