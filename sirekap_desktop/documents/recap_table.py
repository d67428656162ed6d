"""The table of a recap page: the rows of the form, a column for each TPS or desa, the sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sirekap_desktop.documents.bands import (
    PAD,
    Band,
    face_of,
    indent_of,
    label_of,
    opens_party,
)
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
    HAIRLINE,
    MARGIN,
    WIDTH,
    Face,
    fit_line,
    width_of,
)
from sirekap_desktop.models.form import Row

_FLAT_HEAD = 9.0
_TURNED_HEAD = 30.0
_COUNT_HEAD = 3.6


@dataclass(frozen=True)
class Head:
    """The captions over the columns that do not hold figures, and the letters of sub-rows."""

    number: str
    label: str
    sexes: tuple[str, ...]


def label_width(columns: Sequence[Column]) -> float:
    """What the wording of the rows has beside these columns, in mm."""
    return WIDTH - NUMBER_WIDTH - SEX_WIDTH - sum(column.width for column in columns)


def room_for(top: float, bottom: float, columns: Sequence[Column]) -> float:
    """The height that rows have in a table between `top` and `bottom`."""
    return bottom - top - _head_height(columns) - _COUNT_HEAD


def draw_table(
    paper: Paper,
    top: float,
    bands: Sequence[Band],
    size: float,
    columns: Sequence[Column],
    head: Head,
) -> None:
    """Draw the strips of one page below `top`, a column of figures beside the other."""
    figures = MARGIN + NUMBER_WIDTH + label_width(columns) + SEX_WIDTH
    xs = [MARGIN, MARGIN + NUMBER_WIDTH, figures]
    for column in columns:
        xs.append(xs[-1] + column.width)
    head_height = _head_height(columns)
    body = top + head_height + _COUNT_HEAD
    _draw_head(paper, top, head_height, columns, head, xs)
    y = body
    segments: list[Segment] = []
    strong: list[Segment] = []
    for band in bands:
        if band.row is None:
            box = (MARGIN + PAD, y, WIDTH - 2 * PAD, band.height)
            paper.block(box, band.heading, Face.BOLD, size)
        else:
            _draw_row(paper, band.row, band.height, y, size, (xs[0], xs[1], xs[2]), head.sexes)
            segments += _inner_lines(band, y, xs)
            if opens_party(band.row):
                strong.append((xs[0], y, xs[-1], y))
        y += band.height
        segments.append((xs[0], y, xs[-1], y))
    paper.lines([*segments, (xs[0], top, xs[0], y), (xs[-1], top, xs[-1], y)])
    if strong:
        paper.lines(strong, HAIRLINE * 3)
    for column, left in zip(columns, xs[2:], strict=False):
        _draw_column(paper, column, left, bands, body, size)


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
    row: Row,
    height: float,
    y: float,
    size: float,
    xs: tuple[float, float, float],
    sexes: Sequence[str],
) -> None:
    left, label_left, figures = xs
    face, indent = face_of(row), indent_of(row)
    paper.block((left + 0.5, y, NUMBER_WIDTH - 1, height), row.number, face, size, "center")
    several = len(row.fields) > 1
    right = figures - (SEX_WIDTH if several else 0)
    box = (label_left + PAD + indent, y, right - label_left - indent - 2 * PAD, height)
    paper.block(box, label_of(row), face, size)
    if several:
        step = height / len(row.fields)
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
    sums = column.kind is not Kind.UNIT
    width = column.width - 2 * PAD
    rows = [band.row for band in bands if band.row]
    faces = {row: Face.BOLD if sums else face_of(row) for row in rows}
    fitted = min(FIGURE, size * 1.03)
    for row, face in faces.items():
        fitted = fit_line((column.cells[field] for field in row.fields), face, fitted, width)
    for band in bands:
        if band.row is None:
            y += band.height
            continue
        face = faces[band.row]
        step = band.height / band.steps
        for field in band.row.fields:
            if column.kind is Kind.WORDS:
                box = (left + PAD, y, width, step)
                paper.block(box, column.cells[field], face_of(band.row), size)
            else:
                baseline = y + (step + fitted * ASCENT) / 2
                at = (left + column.width - PAD, baseline)
                paper.text(at, column.cells[field], face, fitted, "right")
            y += step
