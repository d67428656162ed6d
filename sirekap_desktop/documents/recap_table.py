"""The table of a recap page: the rows of the form, a column for each TPS or desa, the sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sirekap_desktop.documents.columns import (
    CAPTION,
    FIGURE,
    NUMBER_WIDTH,
    SEX_WIDTH,
    Column,
    Kind,
)
from sirekap_desktop.documents.paper import Paper, Segment
from sirekap_desktop.documents.style import (
    ASCENT,
    BODY_BOTTOM,
    LEADING,
    MARGIN,
    WIDTH,
    Face,
    fit_line,
    width_of,
    wrap,
)
from sirekap_desktop.models.form import Row

_SIZE = 8.5
_ROOMY = 1.6
"""Rows grow at most by this factor to fill the page."""

_FLAT_HEAD = 9.0
_TURNED_HEAD = 30.0
_COUNT_HEAD = 3.6
_PAD = 1.0


@dataclass(frozen=True)
class Band:
    """A horizontal strip of the table: a section's heading or one row of the form."""

    row: Row | None
    heading: str
    height: float

    @property
    def steps(self) -> int:
        """Lines of figures inside the strip."""
        return len(self.row.fields) if self.row else 0


@dataclass(frozen=True)
class Head:
    """The captions over the columns that do not hold figures, and the letters of sub-rows."""

    number: str
    label: str
    sexes: tuple[str, ...]


def draw_table(
    paper: Paper,
    top: float,
    rows: Sequence[Row],
    columns: Sequence[Column],
    head: Head,
) -> None:
    """Draw the whole table between `top` and the signatures."""
    figures = sum(column.width for column in columns)
    label_width = WIDTH - NUMBER_WIDTH - SEX_WIDTH - figures
    head_height = _head_height(columns)
    body = top + head_height + _COUNT_HEAD
    size, bands = _bands(rows, label_width, BODY_BOTTOM - body)
    xs = [MARGIN, MARGIN + NUMBER_WIDTH, MARGIN + NUMBER_WIDTH + label_width + SEX_WIDTH]
    for column in columns:
        xs.append(xs[-1] + column.width)
    _draw_head(paper, top, head_height, columns, head, xs)
    y = body
    segments: list[Segment] = []
    for band in bands:
        if band.row is None:
            box = (MARGIN + _PAD, y, WIDTH - 2 * _PAD, band.height)
            paper.block(box, band.heading, Face.BOLD, size)
        else:
            _draw_row(paper, band, y, size, (xs[0], xs[1], xs[2]), head.sexes)
            segments += _inner_lines(band, y, xs)
        y += band.height
        segments.append((xs[0], y, xs[-1], y))
    paper.lines([*segments, (xs[0], top, xs[0], y), (xs[-1], top, xs[-1], y)])
    for column, left in zip(columns, xs[2:], strict=False):
        _draw_column(paper, column, left, bands, body, size)


def _bands(rows: Sequence[Row], label_width: float, room: float) -> tuple[float, list[Band]]:
    """The strips with heights that fill the room; the type shrinks until all of them fit."""
    size = _SIZE
    while True:
        bands: list[Band] = []
        section = ""
        for row in rows:
            if row.section != section:
                section = row.section
                bands.append(Band(None, section, _needed(section, Face.BOLD, size, WIDTH)))
            width = label_width + (0 if len(row.fields) > 1 else SEX_WIDTH)
            needed = _needed(_label(row), Face.REGULAR, size, width)
            least = size * LEADING + 0.5
            bands.append(Band(row, "", max(needed, least * len(row.fields))))
        total = sum(band.height for band in bands)
        if total <= room:
            factor = min(_ROOMY, room / total)
            return size, [Band(b.row, b.heading, b.height * factor) for b in bands]
        size *= 0.96


def _needed(text: str, face: Face, size: float, width: float) -> float:
    return len(wrap(text, face, size, width - 2 * _PAD)) * size * LEADING + 0.9


def _label(row: Row) -> str:
    return row.label.replace(" + ", "\u00a0+\u00a0")


def _head_height(columns: Sequence[Column]) -> float:
    turned = [width_of(c.caption, Face.BOLD, CAPTION) + 4 for c in columns if c.turned]
    return min(_TURNED_HEAD, max([_FLAT_HEAD, *turned]))


def _draw_head(
    paper: Paper, top: float, height: float, columns: Sequence[Column], head: Head, xs: list[float]
) -> None:
    bottom = top + height
    captions = [head.number, head.label, *(column.caption for column in columns)]
    turned = [False, False, *(column.turned for column in columns)]
    for index, (caption, upright) in enumerate(zip(captions, turned, strict=True)):
        left, right = xs[index], xs[index + 1]
        box = (left + 0.6, top + 0.6, right - left - 1.2, height - 1.2)
        if upright:
            paper.turned_block(box, caption, Face.BOLD, CAPTION)
        else:
            paper.block(box, caption, Face.BOLD, CAPTION, "center")
        count = (left, bottom, right - left, _COUNT_HEAD)
        paper.block(count, str(index + 1), Face.REGULAR, 6, "center")
    foot = bottom + _COUNT_HEAD
    paper.lines(
        [(xs[0], y, xs[-1], y) for y in (top, bottom, foot)] + [(x, top, x, foot) for x in xs[1:-1]]
    )


def _draw_row(
    paper: Paper,
    band: Band,
    y: float,
    size: float,
    xs: tuple[float, float, float],
    sexes: Sequence[str],
) -> None:
    row = band.row
    if row is None:
        return
    left, label_left, figures = xs
    paper.block(
        (left + 0.5, y, NUMBER_WIDTH - 1, band.height), row.number, Face.REGULAR, size, "center"
    )
    several = band.steps > 1
    right = figures - (SEX_WIDTH if several else 0)
    box = (label_left + _PAD, y, right - label_left - 2 * _PAD, band.height)
    paper.block(box, _label(row), Face.REGULAR, size)
    if several:
        step = band.height / band.steps
        for index, letter in enumerate(sexes):
            cell = (right, y + index * step, SEX_WIDTH, step)
            paper.block(cell, letter, Face.REGULAR, size, "center")


def _inner_lines(band: Band, y: float, xs: Sequence[float]) -> list[Segment]:
    bottom = y + band.height
    segments: list[Segment] = [(x, y, x, bottom) for x in xs[1:-1]]
    if band.steps > 1:
        left = xs[2] - SEX_WIDTH
        step = band.height / band.steps
        segments.append((left, y, left, bottom))
        segments += [(left, y + n * step, xs[-1], y + n * step) for n in range(1, band.steps)]
    return segments


def _draw_column(
    paper: Paper, column: Column, left: float, bands: Sequence[Band], y: float, size: float
) -> None:
    face = Face.REGULAR if column.kind is Kind.UNIT else Face.BOLD
    width = column.width - 2 * _PAD
    fitted = fit_line(column.cells.values(), face, min(FIGURE, size * 1.03), width)
    for band in bands:
        if band.row is None:
            y += band.height
            continue
        step = band.height / band.steps
        for field in band.row.fields:
            if column.kind is Kind.WORDS:
                box = (left + _PAD, y, width, step)
                paper.block(box, column.cells[field], Face.REGULAR, size)
            else:
                baseline = y + (step + fitted * ASCENT) / 2
                at = (left + column.width - _PAD, baseline)
                paper.text(at, column.cells[field], face, fitted, "right")
            y += step
