"""The sums of a desa and of the kecamatan: pure, and they remember their sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sirekap_desktop.models.election import ChoiceKind, Desa, Election, Tps


@dataclass(frozen=True)
class Column:
    """The confirmed numbers of one TPS; None while the TPS is not closed."""

    tps: Tps
    values: Mapping[str, int] | None


@dataclass(frozen=True)
class DesaRecap:
    """A desa's columns and their sum over the closed TPS."""

    desa: Desa
    columns: tuple[Column, ...]
    total: Mapping[str, int]


@dataclass(frozen=True)
class Recap:
    """The kecamatan's sums over the closed TPS."""

    election: Election
    fields: tuple[str, ...]
    desa: tuple[DesaRecap, ...]
    total: Mapping[str, int]

    @property
    def missing(self) -> tuple[tuple[Desa, Tps], ...]:
        """The TPS that are not closed yet."""
        return tuple(
            (part.desa, column.tps)
            for part in self.desa
            for column in part.columns
            if column.values is None
        )

    @property
    def digest(self) -> str:
        """SHA-256 over the election's names and every number, in hexadecimal."""
        body = {
            "form": self.election.form,
            "title": self.election.title,
            "kecamatan": self.election.kecamatan.code,
            "simulation": self.election.simulation,
            **_ballot(self.election),
            **({"dapil": self.election.dapil} if self.election.dapil else {}),
            "tps": {
                column.tps.code: None if column.values is None else dict(column.values)
                for part in self.desa
                for column in part.columns
            },
        }
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _ballot(election: Election) -> dict[str, object]:
    """The lines of the ballot; pairs stand as they stood before there were other ballots."""
    if all(one.kind is ChoiceKind.PASLON for one in election.contestants):
        return {"paslon": [[p.number, p.name, p.deputy] for p in election.contestants]}
    return {
        "contestants": [
            [one.kind, one.number, one.name, one.deputy, [[c.number, c.name] for c in one.calon]]
            for one in election.contestants
        ]
    }


def recap_of(
    election: Election, fields: tuple[str, ...], closed: Mapping[str, Mapping[str, int]]
) -> Recap:
    """Add up the numbers of closed TPS; `closed` maps a TPS code to its numbers by field."""
    parts = []
    for desa in election.desa:
        columns = tuple(Column(tps, closed.get(tps.code)) for tps in desa.tps)
        parts.append(DesaRecap(desa, columns, _sum(fields, [c.values for c in columns])))
    return Recap(election, fields, tuple(parts), _sum(fields, [p.total for p in parts]))


def _sum(fields: tuple[str, ...], parts: list[Mapping[str, int] | None]) -> dict[str, int]:
    return {f: sum(part[f] for part in parts if part is not None) for f in fields}
