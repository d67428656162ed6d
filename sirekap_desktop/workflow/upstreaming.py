"""Tables of KPU's systems become a contest: opened, their columns told and remembered, composed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_desktop.errors import SirekapError

if TYPE_CHECKING:
    from sirekap_desktop.exchange.columns import Sort, Table
    from sirekap_desktop.exchange.told import Told
    from sirekap_desktop.exchange.upstream import Asked
    from sirekap_desktop.models.election import Election

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


@dataclass(frozen=True)
class Opened:
    """A file of another system with all its sheets."""

    path: Path
    tables: tuple[Table, ...]


def open_tables(path: Path) -> Opened:
    """Look into a file; raises `file_unreadable` or what `exchange.grids` refuses it for."""
    from sirekap_desktop.exchange.columns import table_of
    from sirekap_desktop.exchange.grids import read_grids

    try:
        data = path.read_bytes()
    except OSError as error:
        raise SirekapError("file_unreadable", reason=error.strerror or "") from error
    return Opened(path, tuple(table_of(grid) for grid in read_grids(data, path.name)))


def sorts() -> Mapping[str, Sort]:
    """Every sort of table, by id."""
    from sirekap_desktop.exchange.columns import sorts as known

    return known()


def suggest_sort(table: Table) -> Sort:
    """The sort of table that the headings suit best."""
    from sirekap_desktop.exchange.columns import guess_sort

    return guess_sort(table)


def letter(place: int) -> str:
    """The letters of a column, as table programs show them."""
    from sirekap_desktop.exchange.columns import letter as letters

    return letters(place)


def understand(table: Table, sort: Sort, memory: ColumnMemory) -> Told:
    """The table with what its columns were said to be last time, or else with a guess."""
    from sirekap_desktop.exchange.columns import guess
    from sirekap_desktop.exchange.told import Told

    return Told(table, sort, memory.recall(table, sort) or guess(table, sort))


def told_as(told: Told, meaning: Mapping[str, int]) -> Told:
    """The same table with columns that a person told."""
    return replace(told, meaning=dict(meaning))


def compose(asked: Asked, tables: Sequence[Told], memory: ColumnMemory) -> Election:
    """The contest that the tables make; what their columns are is remembered once it is good."""
    from sirekap_desktop.exchange.upstream import compose as composed

    election = composed(asked, {told.sort.id: told for told in tables})
    for told in tables:
        memory.put(told)
    return election


def save_master(election: Election, target: Path) -> None:
    """Write the contest as one master file, CSV or XLSX by its ending; raises `file_unwritable`."""
    from sirekap_desktop.exchange import master_file

    write = master_file.as_csv if target.suffix.lower() == ".csv" else master_file.as_xlsx
    try:
        target.write_bytes(write(election))
    except OSError as error:
        facts = {"name": target.name, "reason": error.strerror or ""}
        raise SirekapError("file_unwritable", **facts) from error
