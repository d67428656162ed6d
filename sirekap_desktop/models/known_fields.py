"""The rows that C forms have: what the template studio offers when numbers get their names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sirekap_desktop import paths
from sirekap_desktop.models.form import Row
from sirekap_desktop.models.formulas import matching

COLUMNS = ("l", "p", "j")
PARTY, PARTY_CANDIDATES = "partai", "partai_calon"


@dataclass(frozen=True)
class KnownRow:
    """A row by its name; `columns`: L, P and J; `each`: whom of the ballot it has a slot for."""

    name: str
    section: str
    label: str
    number: str = ""
    columns: bool = False
    each: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether its fields are slots that count up."""
        return self.each in ("paslon", "calon")

    @property
    def fields(self) -> tuple[str, ...]:
        """Its field ids from left to right; the first slot of a row that counts up."""
        if self.is_counted:
            return (f"{self.name}_1",)
        return tuple(f"{self.name}_{x}" for x in COLUMNS) if self.columns else (self.name,)


@cache
def known_rows() -> tuple[KnownRow, ...]:
    """All of them, in the order of the paper."""
    return tuple(KnownRow(**row) for row in _table()["row"])


def known_row(name: str) -> KnownRow | None:
    """The row of this name."""
    return next((row for row in known_rows() if row.name == name), None)


def needs_of(kind: str) -> tuple[str, ...]:
    """The fields that a form of this kind of ballot has to have."""
    return tuple(_table()["needs"].get(kind, ()))


def own_rule() -> Mapping[str, Any]:
    """What a rule of one's own says besides its sum."""
    return dict(_table()["own_rule"])


def outline_of(fields: Sequence[str], known: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a form with these fields, in the order of the paper.

    A row of `known` keeps its wording, and all of them their order while none comes or goes; a
    field that stands in none is a row of its own.
    """
    if known and _covers(known, fields):
        return tuple(known)
    rows: list[Row] = []
    seen: set[str] = set()
    for field in fields:
        if not field or field in seen:
            continue
        row = _row_for(field, fields, known)
        covered = set(matching(_shape(row), fields)) if row.each else set(row.fields)
        seen |= covered | {field}
        rows.append(row)
    return tuple(rows)


def _covers(rows: Sequence[Row], fields: Sequence[str]) -> bool:
    """Whether these are the rows of a form with these fields, no more and no less."""
    named = {field for field in fields if field}
    drawn = [
        set(matching(_shape(row), fields)) if row.each else named.intersection(row.fields)
        for row in rows
    ]
    return all(drawn) and named == set().union(*drawn)


def _row_for(field: str, fields: Sequence[str], known: Sequence[Row]) -> Row:
    for row in known:
        if row.each and field in matching(_shape(row), fields):
            return row
        if field in row.fields:
            return row
    for one in known_rows():
        row = _drawn(one, fields)
        if field in (matching(_shape(row), fields) if row.each else row.fields):
            return row
    return Row("", field.replace("_", " "), (field,))


def _drawn(one: KnownRow, fields: Sequence[str]) -> Row:
    """The row as a template has it: a party's sheet has candidates of its own."""
    each = PARTY_CANDIDATES if one.each == "calon" and PARTY in fields else one.each
    number = "" if each else one.number
    return Row(one.section, one.label, () if each else one.fields, number, each)


def _shape(row: Row) -> str:
    """Which slots a row of a pattern stands for."""
    return {"paslon": "paslon_*", "calon": "calon_*", PARTY_CANDIDATES: "calon_*"}.get(
        row.each, row.each
    )


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((paths.resources() / "forms" / "fields.toml").read_text("utf-8"))
