"""What the columns of a table mean: guessed from the words of its headings, or said by somebody."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sirekap_desktop import paths
from sirekap_desktop.exchange.grids import Grid, GridRow

_SEARCHED = 25
"""The headings stand in the first rows of a table."""
_SMALL = frozenset({"l", "p", "j", "l p", "lk", "pr", "jumlah", "jml", "total"})
"""What stands in the second line of a heading."""
_REGION = re.compile(r"\d{2}(\.\d{2}){0,2}(\.\d{4})?")

Meaning = Mapping[str, int]
"""The place of each column that was told, from 0."""


@dataclass(frozen=True)
class Column:
    """What a column may be: its id, what people call it, and the words of its heading."""

    id: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Sort:
    """A sort of table; of each of `needs` one column has to be told."""

    id: str
    label: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]

    def lacking(self, meaning: Meaning) -> tuple[str, ...]:
        """What has to be told still, in words."""
        label = {column.id: column.label for column in self.columns}
        return tuple(
            " / ".join(label[one] for one in some)
            for some in self.needs
            if not any(one in meaning for one in some)
        )


@dataclass(frozen=True)
class Table:
    """A grid whose headings were found: their texts by column, and the rows below them."""

    grid: Grid
    headings: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def shape(self) -> str:
        """The same for every file with these headings."""
        told = "\n".join(plain(text) for text in self.headings)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@cache
def sorts() -> Mapping[str, Sort]:
    """Every sort of table, by id."""
    return {
        key: Sort(
            key,
            one["label"],
            tuple(
                Column(name, column["label"], tuple(column["words"]))
                for name, column in one["columns"].items()
            ),
            tuple(tuple(some) for some in one["needs"]),
        )
        for key, one in _file().items()
        if "columns" in one
    }


def same_election(form: str, said: str) -> bool:
    """Whether a table's word for a kind of election means that of a form."""
    kind = form.rpartition("/")[2].removeprefix("c_hasil_")
    return plain(said) in _file()["pemilihan"].get(kind, ())


def table_of(grid: Grid) -> Table:
    """The grid with its headings; a first row of data is never lost, a numbering row always."""
    top = grid.rows[:_SEARCHED]
    best = max(range(len(top)), key=lambda n: (_known(top[n]), -n), default=0)
    if not _known(top[best]):
        width = max(len(row.cells) for row in top)
        return Table(grid, ("",) * width, grid.rows)
    first = best
    while first and sum(bool(c.text) for c in top[first - 1].cells) > 1 and _known(top[first - 1]):
        first -= 1
    end = best + 1
    while end < len(grid.rows) and _belongs(grid.rows[end]):
        end += 1
    heads = [row for row in grid.rows[first:end] if not _numbering(row)]
    return Table(grid, _headings(heads), grid.rows[end:])


def guess(table: Table, sort: Sort) -> dict[str, int]:
    """The columns of a sort as far as the headings tell them, each column once.

    The list of all regions comes without headings: codes first, then names.
    """
    if sort.id == "wilayah" and not any(table.headings) and table.rows:
        coded = _REGION.fullmatch(table.rows[0].cell(0).text)
        return {"kode": 0, "nama": 1} if coded else {}
    wanted = sorted(
        (-score, place, column.id)
        for column in sort.columns
        for place, heading in enumerate(table.headings)
        if (score := _score(heading, column.words))
    )
    found: dict[str, int] = {}
    for _, place, column in wanted:
        if column not in found and place not in found.values():
            found[column] = place
    return found


def guess_sort(table: Table) -> Sort:
    """The sort of table that the headings suit best."""

    def suits(sort: Sort) -> tuple[bool, int]:
        meaning = guess(table, sort)
        return not sort.lacking(meaning), len(meaning)

    return max(sorts().values(), key=suits)


def letter(place: int) -> str:
    """The letters of a column, as table programs show them."""
    high, low = divmod(place, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)


def place_of(letters: str) -> int | None:
    """The place of a column's letters, None for what is none."""
    if not re.fullmatch(r"[A-Za-z]{1,2}", letters):
        return None
    place = 0
    for sign in letters.upper():
        place = place * 26 + ord(sign) - 64
    return place - 1


def plain(text: str) -> str:
    """Small letters and single spaces, without signs."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", letters.casefold()))


def _score(heading: str, words: Sequence[str]) -> int:
    """How well a heading is known: all of it, its lowest line, or a word in it; earlier words and
    longer ones count more."""
    whole, low = plain(heading), plain(heading.rpartition(" / ")[2])
    best = 0
    for place, word in enumerate(words):
        weight = 100 - place
        if whole == word:
            best = max(best, 300 + weight)
        elif low == word:
            best = max(best, 200 + weight)
        elif len(word) > 2 and f" {word} " in f" {whole} ":
            best = max(best, len(word))
    return best


def _known(row: GridRow) -> int:
    """How many cells of a row are words of a heading."""
    return sum(plain(cell.text) in _words() for cell in row.cells if cell.text)


def _belongs(row: GridRow) -> bool:
    """Whether a row below the headings still is one: a second line of them, or the numbering."""
    told = [plain(cell.text) for cell in row.cells if cell.text]
    return _numbering(row) or all(text in _SMALL or text in _words() for text in told)


def _numbering(row: GridRow) -> bool:
    """Whether a row only counts the columns: 1, 2, 3, …"""
    told = [cell.text.strip("()") for cell in row.cells if cell.text]
    counted = [str(number) for number in range(1, len(told) + 1)]
    return len(told) > 2 and told == counted


def _headings(rows: Sequence[GridRow]) -> tuple[str, ...]:
    """The texts of each column from the top down; merged titles stand over all their columns."""
    width = max((len(row.cells) for row in rows), default=0)
    columns: list[list[str]] = [[] for _ in range(width)]
    for row, lower in zip(rows, (*rows[1:], None), strict=True):
        for place, text in enumerate(_spread(row, lower, width)):
            if text and text not in columns[place]:
                columns[place].append(text)
    return tuple(" / ".join(" ".join(t.split()) for t in texts) for texts in columns)


def _spread(row: GridRow, lower: GridRow | None, width: int) -> Iterator[str]:
    text = ""
    for place in range(width):
        here = row.cell(place).text
        text = here or (text if lower is not None and lower.cell(place).text else "")
        yield text


@cache
def _words() -> frozenset[str]:
    return frozenset(w for sort in sorts().values() for c in sort.columns for w in c.words)


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads((paths.resources() / "master_columns.toml").read_text("utf-8"))
