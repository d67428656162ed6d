"""The master data: which election, where, and for whom one could vote."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import (
    Calon,
    ChoiceKind,
    Contest,
    Contestant,
    Desa,
    Election,
    Tps,
)
from sirekap_desktop.models.region import Region
from sirekap_desktop.models.store import tables as t


class Elections:
    """The contests of one kecamatan; `chosen` is the one that is meant, the first when None."""

    def __init__(self, connection: Connection, chosen: int | None = None) -> None:
        self._connection = connection
        self._chosen = chosen
        self._key: int | None = None
        self._read: Election | None = None

    def key(self) -> int:
        """The row number of the election that is meant; raises `no_election`."""
        if self._key is None:
            query = select(func.min(t.election.c.id))
            if self._chosen is not None:
                query = query.where(t.election.c.id == self._chosen)
            self._key = self._connection.scalar(query)
        if self._key is None:
            raise SirekapError("no_election")
        return self._key

    def all(self) -> tuple[Contest, ...]:
        """Every contest, in the order in which they came."""
        rows = self._connection.execute(select(t.election).order_by(t.election.c.id))
        return tuple(
            Contest(row.id, row.title, row.form, row.kecamatan_code, row.simulation) for row in rows
        )

    def count_tps(self) -> int:
        """How many TPS the contest that is meant has."""
        query = select(func.count()).select_from(t.tps).where(t.tps.c.election_id == self.key())
        return self._connection.scalar(query) or 0

    def add(self, election: Election) -> int:
        """Keep one more contest; its number."""
        done = self._connection.execute(
            insert(t.election).values(_head(election)).returning(t.election.c.id)
        )
        key = int(done.scalar_one())
        self._put_parts(key, election)
        return key

    def put(self, election: Election) -> None:
        """Keep it as the first, or in place of the one that is meant.

        Raises `election_exists` once something was confirmed or done with that one.
        """
        if self._chosen is None and not self.all():
            self.add(election)
            return
        key = self.key()
        self._read = None
        for table in (t.entry, t.step, t.second_entry):
            if self._connection.scalar(select(exists().where(table.c.election_id == key))):
                raise SirekapError("election_exists")
        for table in (t.calon, t.contestant, t.tps, t.desa):
            self._connection.execute(delete(table).where(table.c.election_id == key))
        head = _head(election)
        self._connection.execute(update(t.election).where(t.election.c.id == key).values(head))
        self._put_parts(key, election)

    def get(self) -> Election | None:
        """The election that is meant, or None before the master data came.

        Read once in a transaction: nobody else changes it meanwhile.
        """
        if self._read is None and (self._chosen is not None or self.all()):
            self._read = self._get()
        return self._read

    def _get(self) -> Election:
        query = select(t.election).where(t.election.c.id == self.key())
        row = self._connection.execute(query).one()
        return Election(
            form=row.form,
            title=row.title,
            day=row.day,
            provinsi=Region(row.provinsi_code, row.provinsi_name),
            kabkota=Region(row.kabkota_code, row.kabkota_name),
            kecamatan=Region(row.kecamatan_code, row.kecamatan_name),
            desa=self._desa(row.id),
            contestants=self._contestants(row.id),
            simulation=row.simulation,
            dapil=row.dapil,
        )

    def _put_parts(self, key: int, election: Election) -> None:
        desa = [
            {"election_id": key, "code": d.region.code, "name": d.region.name, "position": place}
            for place, d in enumerate(election.desa)
        ]
        tps = [
            {
                "election_id": key,
                "code": tps.code,
                "desa_code": d.region.code,
                "position": place,
                "number": tps.number,
                "dpt_l": tps.dpt_l,
                "dpt_p": tps.dpt_p,
            }
            for place, (d, tps) in enumerate(election.every_tps())
        ]
        lines = [
            {
                "election_id": key,
                "number": one.number,
                "position": place,
                "kind": one.kind.value,
                "name": one.name,
                "deputy": one.deputy,
            }
            for place, one in enumerate(election.contestants)
        ]
        calon = [
            {
                "election_id": key,
                "contestant": party.number,
                "number": one.number,
                "position": place,
                "name": one.name,
            }
            for party in election.contestants
            for place, one in enumerate(party.calon)
        ]
        parts = ((t.desa, desa), (t.tps, tps), (t.contestant, lines), (t.calon, calon))
        for table, rows in parts:
            if rows:
                self._connection.execute(insert(table), rows)

    def _desa(self, key: int) -> tuple[Desa, ...]:
        tps = self._connection.execute(
            select(t.tps).where(t.tps.c.election_id == key).order_by(t.tps.c.position)
        ).all()
        stations = {
            code: tuple(Tps(row.code, row.number, row.dpt_l, row.dpt_p) for row in rows)
            for code, rows in groupby(tps, key=_desa_code)
        }
        desa = self._connection.execute(
            select(t.desa).where(t.desa.c.election_id == key).order_by(t.desa.c.position)
        )
        return tuple(Desa(Region(row.code, row.name), stations.get(row.code, ())) for row in desa)

    def _contestants(self, key: int) -> tuple[Contestant, ...]:
        lists: dict[int, list[Calon]] = {}
        calon = select(t.calon).where(t.calon.c.election_id == key).order_by(t.calon.c.position)
        for row in self._connection.execute(calon):
            lists.setdefault(row.contestant, []).append(Calon(row.number, row.name))
        rows = self._connection.execute(
            select(t.contestant)
            .where(t.contestant.c.election_id == key)
            .order_by(t.contestant.c.position)
        )
        return tuple(
            Contestant(
                ChoiceKind(row.kind),
                row.number,
                row.name,
                row.deputy,
                tuple(lists.get(row.number, ())),
            )
            for row in rows
        )


def _desa_code(row: Row[Any]) -> str:
    return str(row.desa_code)


def _head(election: Election) -> dict[str, object]:
    return {
        "form": election.form,
        "title": election.title,
        "day": election.day,
        "provinsi_code": election.provinsi.code,
        "provinsi_name": election.provinsi.name,
        "kabkota_code": election.kabkota.code,
        "kabkota_name": election.kabkota.name,
        "kecamatan_code": election.kecamatan.code,
        "kecamatan_name": election.kecamatan.name,
        "simulation": election.simulation,
        "dapil": election.dapil,
    }
