"""Tables of KPU's systems become a contest: opened, their columns told and remembered, composed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange import master_file, upstream
from sirekap_desktop.exchange.columns import Sort as Sort
from sirekap_desktop.exchange.columns import Table as Table
from sirekap_desktop.exchange.columns import guess, table_of
from sirekap_desktop.exchange.columns import guess_sort as guess_sort
from sirekap_desktop.exchange.columns import letter as letter
from sirekap_desktop.exchange.columns import place_of as place_of
from sirekap_desktop.exchange.columns import sorts as sorts
from sirekap_desktop.exchange.grids import read_grids
from sirekap_desktop.exchange.told import Told as Told
from sirekap_desktop.exchange.upstream import Asked as Asked
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template

_MOST = 60
"""So many shapes are remembered; the oldest is forgotten."""


class ColumnMemory:
    """What the columns of each shape of table were said to be; `keep` stores it as one text."""

    def __init__(self, text: str = "", keep: Callable[[str], None] = lambda _: None) -> None:
        self._keep = keep
        self._known: dict[str, dict[str, int]] = {}
        try:
            told = json.loads(text or "{}")
        except ValueError:
            told = {}
        for key, meaning in told.items() if isinstance(told, dict) else ():
            if isinstance(meaning, dict) and all(type(v) is int for v in meaning.values()):
                self._known[key] = meaning

    def recall(self, table: Table, sort: Sort) -> dict[str, int] | None:
        """What was said of a table with these headings, if it still fits the sort."""
        columns = {column.id for column in sort.columns}
        known = self._known.get(f"{sort.id}:{table.shape}")
        if known is None or not known.keys() <= columns:
            return None
        width = len(table.headings)
        return dict(known) if all(0 <= place < width for place in known.values()) else None

    def put(self, told: Told) -> None:
        """Remember what the columns of a table are."""
        key = f"{told.sort.id}:{told.table.shape}"
        self._known.pop(key, None)
        self._known[key] = dict(told.meaning)
        for old in list(self._known)[:-_MOST]:
            del self._known[old]
        self._keep(json.dumps(self._known, separators=(",", ":")))


def open_tables(path: Path) -> tuple[Table, ...]:
    """The sheets of a file; raises `file_unreadable` or what `exchange.grids` refuses it for."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SirekapError("file_unreadable", reason=error.strerror or "") from error
    return tuple(table_of(grid) for grid in read_grids(data, path.name))


def understand(table: Table, sort: Sort, memory: ColumnMemory) -> Told:
    """The table with what its columns were said to be last time, or else with a guess."""
    return Told(table, sort, memory.recall(table, sort) or guess(table, sort))


def open_told(path: Path, memory: ColumnMemory, sort: Sort | None = None) -> Told:
    """The sheet of a file that suits its sort, which is guessed when nobody says it."""
    tables = open_tables(path)
    options = [understand(table, sort or guess_sort(table), memory) for table in tables]
    good = (told for told in options if not told.sort.lacking(told.meaning))
    return next(good, options[0])


def told_as(told: Told, meaning: Mapping[str, int]) -> Told:
    """The same table with columns that a person told."""
    return replace(told, meaning=dict(meaning))


def compose(
    asked: Asked, tables: Sequence[Told], forms: Mapping[str, Template] | None = None
) -> Election:
    """The contest that the tables make on one of these forms.

    Raises `upstream_twice` for two tables of one sort, and what `exchange.upstream.compose` raises.
    """
    by_sort: dict[str, Told] = {}
    for told in tables:
        if told.sort.id in by_sort:
            raise SirekapError("upstream_twice", table=told.sort.label)
        by_sort[told.sort.id] = told
    return upstream.compose(asked, by_sort, forms)


def save_master(election: Election, target: Path) -> None:
    """Write the contest as one master file, CSV or XLSX by its ending; raises `file_unwritable`."""
    write = master_file.as_csv if target.suffix.lower() == ".csv" else master_file.as_xlsx
    try:
        target.write_bytes(write(election))
    except OSError as error:
        facts = {"name": target.name, "reason": error.strerror or ""}
        raise SirekapError("file_unwritable", **facts) from error
