"""One line of a table: each cell is what its column asks for, or a fault is noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from string import ascii_uppercase

from sirekap_desktop.exchange.tables import Cell, Kind, Row
from sirekap_desktop.models.master_problem import MasterProblem
from sirekap_desktop.models.region import has_shape

LONGEST = 100
"""Letters of a name."""
_SHAPES = {"provinsi": "99", "kabkota": "99.99", "kecamatan": "99.99.99", "desa": "99.99.99.2999"}
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


class Line:
    """A row under the headings of its section; faults go to `problems`."""

    def __init__(self, row: Row, columns: Sequence[str], problems: list[MasterProblem]) -> None:
        self._row = row
        self._columns = list(columns)
        self._problems = problems
        self._cells = [*row.cells, *[Cell("")] * (len(columns) - len(row.cells))]

    @property
    def is_heading(self) -> bool:
        """Whether this row only repeats the headings."""
        return [c.text.lower() for c in self._cells[: len(self._columns)]] == self._columns

    def text(self, column: str) -> str:
        """The text of a cell in small letters."""
        return self._cell(column).text.lower()

    def raw(self, column: str) -> str:
        """The text of a cell as it stands there."""
        return self._cell(column).text

    def name(self, column: str) -> str | None:
        """A name of a person, place or election."""
        cell = self._cell(column)
        if not self._is_there(column, cell):
            return None
        if len(cell.text) > LONGEST:
            self.wrong(column, "master_long", most=str(LONGEST))
        elif not cell.text.isprintable():
            self.wrong(column, "master_letters")
        else:
            return cell.text
        return None

    def code(self, column: str, level: str) -> str | None:
        """A region's code of that level; Excel's numbers and dates are named as such."""
        cell = self._cell(column)
        if not self._is_there(column, cell):
            return None
        whole = level == "provinsi" and cell.kind is Kind.NUMBER and "." not in cell.text
        if cell.kind is not Kind.TEXT and not whole:
            self.wrong(column, "master_code_mangled", text=cell.text)
        elif not has_shape(cell.text, level):
            facts = {"text": cell.text, "level": level, "shape": _SHAPES[level]}
            self.wrong(column, "master_code", **facts)
        else:
            return cell.text
        return None

    def number(self, column: str, low: int, high: int) -> int | None:
        """A whole number; a single `.0` that Excel leaves is taken off."""
        cell = self._cell(column)
        if not self._is_there(column, cell):
            return None
        digits = cell.text.removesuffix(".0").removesuffix(",0")
        facts = {"text": cell.text, "low": str(low), "high": str(high)}
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
            self.wrong(column, "master_number", **facts)
        elif not low <= int(digits) <= high:
            self.wrong(column, "master_range", **facts)
        else:
            return int(digits)
        return None

    def day(self, column: str) -> date | None:
        """A date, written 2024-02-14, 14/02/2024 or 14-02-2024."""
        text = self.name(column)
        if text is None:
            return None
        for shape in _DATES:
            try:
                return datetime.strptime(text, shape).date()
            except ValueError:
                continue
        self.wrong(column, "master_date", text=text)
        return None

    def check_width(self) -> None:
        """Note what stands to the right of the last column."""
        for place in range(len(self._columns), len(self._cells)):
            if self._cells[place].text:
                self._note(place, "", "master_extra", {"text": self._cells[place].text})

    def wrong(self, column: str, code: str, **facts: str) -> None:
        """Note a fault in a column of this line."""
        self._note(self._columns.index(column), f" ({column})", code, facts)

    def _cell(self, column: str) -> Cell:
        return self._cells[self._columns.index(column)]

    def _is_there(self, column: str, cell: Cell) -> bool:
        if cell.kind is Kind.FORMULA:
            self.wrong(column, "master_formula", text=cell.text)
        elif not cell.text:
            self.wrong(column, "master_blank")
        return bool(cell.text) and cell.kind is not Kind.FORMULA

    def _note(self, place: int, heading: str, code: str, facts: dict[str, str]) -> None:
        letter = ascii_uppercase[min(self._row.first + place, 25)]
        row = self._row
        problem = MasterProblem(row.sheet, row.line, letter + heading, code, facts, row.file)
        self._problems.append(problem)
