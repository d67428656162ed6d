"""A table of another system as it stands in its file, before anybody said what its columns are."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange import tables
from sirekap_desktop.exchange.tables import Cell, Kind

MOST_ROWS = 150_000
"""All regions of the country are some 92,000 rows."""
WIDTH = 60
_MARKS = (";", ",", "\t", "|")


@dataclass(frozen=True)
class GridRow:
    """A row that is not empty, with its number in the file."""

    line: int
    cells: tuple[Cell, ...]

    def cell(self, place: int) -> Cell:
        """The cell in a column, an empty one beyond the end."""
        return self.cells[place] if place < len(self.cells) else Cell("")


@dataclass(frozen=True)
class Grid:
    """One sheet of a file; `sheet` is empty for a CSV."""

    file: str
    sheet: str
    rows: tuple[GridRow, ...]


def read_grids(data: bytes, name: str) -> tuple[Grid, ...]:
    """Every sheet that holds something; raises what `tables.read_rows` refuses a file for."""
    if not data.strip():
        raise SirekapError("master_empty", name=name)
    if len(data) > tables.LARGEST:
        raise SirekapError("master_too_large", name=name)
    if data.startswith(tables.OLE):
        raise SirekapError("master_old_excel", name=name)
    if data.startswith(tables.ZIP):
        grids = _of_workbook(data, name)
    elif name.lower().endswith((".xlsx", ".xlsm")):
        raise SirekapError("master_not_xlsx", name=name)
    else:
        grids = (Grid(name, "", tuple(_of_text(tables.text_of(data, name), name))),)
    found = tuple(grid for grid in grids if grid.rows)
    if not found:
        raise SirekapError("master_empty", name=name)
    return found


def _of_text(text: str, name: str) -> Iterator[GridRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text), strict=True)
    try:
        for number, fields in enumerate(reader):
            if number >= MOST_ROWS:
                raise SirekapError("master_too_large", name=name)
            cells = tuple(_text_cell(field.strip()) for field in fields[:WIDTH])
            if any(cell.text for cell in cells):
                yield GridRow(reader.line_num, _trimmed(cells))
    except csv.Error as error:
        raise SirekapError("master_quote", name=name, line=reader.line_num) from error


def _text_cell(text: str) -> Cell:
    return Cell(text, Kind.FORMULA if text.startswith("=") else Kind.TEXT)


def _mark(text: str) -> str:
    """The sign between columns: the one that most of the first lines have equally often."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]

    def alike(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count)), default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_MARKS, key=alike)


def _of_workbook(data: bytes, name: str) -> tuple[Grid, ...]:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of fonts and drop-down lists that it leaves out.
            warnings.simplefilter("ignore", UserWarning)
            workbook = tables.workbook_of(data, name)
            try:
                return tuple(
                    Grid(
                        name,
                        str(sheet.title).strip(),
                        tuple(_rows(sheet.iter_rows(max_col=WIDTH), name)),
                    )
                    for sheet in workbook.worksheets
                )
            finally:
                workbook.close()
    except tables.BROKEN as error:
        raise SirekapError("master_damaged", name=name) from error


def _rows(rows: Iterator[Sequence[object]], name: str) -> Iterator[GridRow]:
    for line, cells in enumerate(rows, start=1):
        if line > MOST_ROWS:
            raise SirekapError("master_too_large", name=name)
        found = tuple(tables.cell_of(cell) for cell in cells)
        if any(cell.text for cell in found):
            yield GridRow(line, _trimmed(found))


def _trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Without the empty cells behind the last one."""
    last = max(place for place, cell in enumerate(cells) if cell.text)
    return cells[: last + 1]
