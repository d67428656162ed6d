"""Spreads the columns of a recap over pages, with the sums carried from page to page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from sirekap_desktop.documents.style import LEADING, WIDTH, Face, fit, thousands, width_of

FIGURE = 8.5
"""Size of the figures in points."""

CAPTION = 8.0
"""Size of the captions over the columns in points."""

NUMBER_WIDTH = 9.0
SEX_WIDTH = 5.0
LABEL_WIDTH = 55.0
"""What the wording of a row gets at least."""

_PADDING = 2.2
_WIDEST = 20.0
_ABSENT = "–"

Values = Mapping[str, int]


class Kind(Enum):
    """What a column holds: one unit's figures, a sum, or a sum in words."""

    UNIT = "unit"
    SUM = "sum"
    WORDS = "words"


@dataclass(frozen=True)
class Column:
    """A column with its caption and its printed cells by field."""

    caption: str
    cells: Mapping[str, str]
    kind: Kind
    width: float
    turned: bool = False


@dataclass(frozen=True)
class Unit:
    """A TPS or desa of the recap; `values` is None while it is not closed."""

    caption: str
    values: Values | None


@dataclass(frozen=True)
class Captions:
    """The wording over the sums: carried from before, running, and final."""

    carried: str
    running: str
    final: str


def spread(
    units: Sequence[Unit], fields: Sequence[str], captions: Captions, *, turned: bool = False
) -> tuple[tuple[Column, ...], ...]:
    """The columns of each page; a page starts with the sum carried over and ends with its sum.

    `turned` lets captions stand upright where they do not fit across.
    """
    sums = _running(units, fields)
    smallest = 11.0 if turned else 8.2
    unit_width = max(smallest, _widest([u.values for u in units], Face.REGULAR))
    sum_width = max(15.0, _widest([sums[-1]], Face.BOLD))
    room = WIDTH - NUMBER_WIDTH - SEX_WIDTH - LABEL_WIDTH
    first = max(1, int((room - sum_width) // unit_width))
    later = max(1, int((room - 2 * sum_width) // unit_width))
    pages: list[tuple[Column, ...]] = []
    start = 0
    for share in _shares(len(units), first, later):
        end = start + share
        sum_count = 2 if start else 1
        width = min(_WIDEST, (room - sum_count * sum_width) / share)
        here = units[start:end]
        upright = turned and not all(_lies_flat(unit.caption, width) for unit in here)
        columns = []
        if start:
            columns.append(_sum_column(captions.carried, sums[start], sum_width))
        for unit in here:
            cells = _cells(unit.values, fields)
            columns.append(Column(unit.caption, cells, Kind.UNIT, width, upright))
        last = captions.final if end == len(units) else captions.running
        columns.append(_sum_column(last, sums[end], sum_width))
        pages.append(tuple(columns))
        start = end
    return tuple(pages)


def _lies_flat(caption: str, width: float) -> bool:
    size, lines = fit(caption, Face.BOLD, CAPTION, width - 1.2, 2.5 * CAPTION * LEADING)
    return size == CAPTION and len(lines) <= 2


def _running(units: Sequence[Unit], fields: Sequence[str]) -> list[dict[str, int]]:
    sums = [dict.fromkeys(fields, 0)]
    for unit in units:
        values = unit.values
        before = sums[-1]
        sums.append(before if values is None else {f: before[f] + values[f] for f in fields})
    return sums


def _shares(count: int, first: int, later: int) -> list[int]:
    """How many units each page takes: as few pages as possible, about equally full."""
    pages = 1 if count <= first else 1 + -(-(count - first) // later)
    shares = []
    for page in range(pages):
        left = pages - page
        room = first if page == 0 else later
        share = max(min(room, -(-count // left)), count - later * (left - 1))
        shares.append(share)
        count -= share
    return shares


def _sum_column(caption: str, values: Values, width: float) -> Column:
    return Column(caption, _cells(values, tuple(values)), Kind.SUM, width)


def _cells(values: Values | None, fields: Sequence[str]) -> dict[str, str]:
    if values is None:
        return dict.fromkeys(fields, _ABSENT)
    return {field: thousands(values[field]) for field in fields}


def _widest(many: Sequence[Values | None], face: Face) -> float:
    largest = max((max(v.values(), default=0) for v in many if v is not None), default=0)
    return (
        width_of("8" * len(str(largest)) + "." * ((len(str(largest)) - 1) // 3), face, FIGURE)
        + _PADDING
    )
