"""Rows of a table whose columns are known: what each row says, and faults where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sirekap_desktop.exchange.cells import Line
from sirekap_desktop.exchange.columns import Meaning, Sort, Table, plain
from sirekap_desktop.exchange.tables import Cell, Kind, Row
from sirekap_desktop.models.master_problem import MasterProblem

_DOTTED = re.compile(r"\d{1,3}(\.\d{3})+")
_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{10}")
_TPS = re.compile(r"(?:tps)?[ .:]*(?:no(?:mor)?)?[ .:]*(\d{1,3})", re.IGNORECASE)
_SUMS = ("jumlah", "total", "rekapitulasi")
FIGURES = frozenset({"nomor", "partai_nomor", "dpt_l", "dpt_p"})
CODES = frozenset({"desa_kode", "kode"})


@dataclass(frozen=True)
class Told:
    """A table with what its columns are."""

    table: Table
    sort: Sort
    meaning: Meaning

    @property
    def name(self) -> str:
        """The file, for people."""
        return self.table.grid.file

    def has(self, column: str) -> bool:
        """Whether this column is there."""
        return column in self.meaning

    def lines(self, problems: list[MasterProblem]) -> Iterator[Entry]:
        """Every row that is no sum; faults go to `problems`."""
        grid = self.table.grid
        width = max((*self.meaning.values(), 0)) + 1
        columns = [""] * width
        for column, place in self.meaning.items():
            columns[place] = column
        for found in self.table.rows:
            if _is_sum([cell.text for cell in found.cells]):
                continue
            cells = tuple(_clean(column, found.cell(place)) for place, column in enumerate(columns))
            row = Row("", grid.sheet, found.line, cells, 0, grid.file)
            yield Entry(Line(row, columns, problems), frozenset(self.meaning))


@dataclass(frozen=True)
class Entry:
    """One row; asks only for columns that the table has."""

    line: Line
    columns: frozenset[str]

    def text(self, column: str) -> str:
        """The text of a cell, empty where there is none."""
        return self.line.raw(column) if column in self.columns else ""

    def wrong(self, columns: Sequence[str], code: str, **facts: str) -> None:
        """Note a fault at the first of these columns that the table has."""
        column = next(one for one in columns if one in self.columns)
        self.line.wrong(column, code, **facts)


def dotted(code: str) -> str:
    """A region's code with Kemendagri's dots: 1101012001 is 11.01.01.2001."""
    if not _CODE.fullmatch(code):
        return code
    return ".".join(part for part in (code[:2], code[2:4], code[4:6], code[6:]) if part)


def _clean(column: str, cell: Cell) -> Cell:
    if cell.kind is Kind.FORMULA:
        return cell
    if column in CODES and cell.kind is not Kind.DATE:
        bare = cell.text.removesuffix(".0")
        code = dotted(bare)
        return Cell(code, Kind.TEXT) if code != bare or cell.kind is Kind.TEXT else cell
    if column == "nomor" and (match := _TPS.fullmatch(cell.text)):
        return replace(cell, text=match[1])
    if column in FIGURES and _DOTTED.fullmatch(cell.text) and cell.kind is Kind.TEXT:
        return replace(cell, text=cell.text.replace(".", ""))
    return replace(cell, text=" ".join(cell.text.split()))


def _is_sum(texts: Sequence[str]) -> bool:
    """Rows of totals and signatures are no rows of the table."""
    first = next((text for text in texts if text), "")
    return plain(first).startswith(_SUMS)
