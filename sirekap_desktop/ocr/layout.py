"""Looks at a blank form and finds by itself what a template needs to know of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Bubbles, FieldPlace, Frame, Grid, Point
from sirekap_desktop.models.layout import Layout
from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.cells import Ring, enclosed
from sirekap_desktop.ocr.lattices import Lattices, Run, sort_cells
from sirekap_desktop.ocr.layout_marks import find_code, find_marks, find_tag
from sirekap_desktop.ocr.layout_words import with_words

FIGURES = 10
EVEN = 0.7
"""Millimetres that the bubbles of a column may stand out of step."""
GUIDE = 0.002
"""Part of a digit box that is inked at least where a guide of dots is printed."""
UNLIT = 0.05


def find_layout(picture: NDArray[np.uint8], size: Point) -> Layout:
    """All that is found on a blank sheet (BGR, upright, the whole picture is the sheet)."""
    scale = picture.shape[1] / size[0]
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    dark = darkness(grey, scale)
    marks = find_marks(grey, scale, size)
    tag = find_tag(grey, scale)
    code = find_code(grey, scale)
    codes = [mark.box for mark in (tag, code) if mark]
    closed = enclosed(dark, scale)
    cells = [cell for cell in closed.cells if not _within(cell.box, codes)]
    sorted_cells = sort_cells(cells)
    columns = _columns(closed.rings)
    places = [_place(run, dark, scale, columns) for run in sorted_cells.numbers]
    places = [_with_grids(place, places, sorted_cells) for place in places]
    blank = [cell for cell in cells if cell not in sorted_cells.used]
    digits = [cell for run in sorted_cells.numbers for cell in run]
    places = with_words(places, blank, sorted_cells.letters, dark, scale)
    written = [place.letters.extent for place in places if place.letters]
    return Layout(
        size=size,
        places=tuple(places),
        frames=tuple(Frame(_tenths(c.box), c.width, c.grey) for c in blank),
        frame_width=_middle([cell.width for cell in digits], 0.5),
        frame_grey=_middle([cell.grey for cell in digits], 0.0),
        grids=_loose_grids(places, sorted_cells),
        letters=tuple(
            tuple(_tenths(cell.box) for cell in run)
            for run in sorted_cells.letters
            if not _within(run[0].box, written)
        ),
        marks=marks.corners,
        mark_side=marks.side,
        squares=tuple(box for box in marks.others if not _within(box, codes)),
        tag=tag,
        code=code,
    )


def _place(
    run: Run, dark: NDArray[np.float32], scale: float, columns: Sequence[Bubbles]
) -> FieldPlace:
    """A number without its name: boxes of one size on one line, and the bubbles below them."""
    top = round(float(np.mean([cell.box[1] for cell in run])), 1)
    width = round(float(np.mean([cell.box[2] for cell in run])), 1)
    height = round(float(np.mean([cell.box[3] for cell in run])), 1)
    boxes = tuple((round(cell.box[0], 1), top, width, height) for cell in run)
    guided = all(_ink(dark, scale, cell.inner) > GUIDE for cell in run)
    return FieldPlace("", boxes, guided=guided, bubbles=_bubbles(boxes, columns))


def _ink(dark: NDArray[np.float32], scale: float, box: Box) -> float:
    """The part of a box that is not white, a margin left out."""
    x, y, w, h = (side * scale for side in box)
    part = dark[int(y + h / 8) : int(y + h * 7 / 8), int(x + w / 8) : int(x + w * 7 / 8)]
    return float((part > UNLIT).mean()) if part.size else 0.0


def _columns(rings: Sequence[Ring]) -> list[Bubbles]:
    """Every ten rings that stand evenly below one another."""
    columns: list[list[Ring]] = []
    for ring in sorted(rings, key=lambda ring: ring.y):
        for column in columns:
            last = column[-1]
            near = abs(last.x - ring.x) <= EVEN and abs(last.diameter - ring.diameter) <= EVEN
            step = ring.y - last.y
            even = len(column) < 2 or abs(step - (last.y - column[-2].y)) <= EVEN
            if near and even and len(column) < FIGURES and step <= 3 * ring.diameter:
                column.append(ring)
                break
        else:
            columns.append([ring])
    return [_column(column) for column in columns if len(column) == FIGURES]


def _column(rings: Sequence[Ring]) -> Bubbles:
    diameter = round(float(np.mean([ring.diameter for ring in rings])), 1)
    x = float(np.mean([ring.x for ring in rings])) - diameter / 2
    return Bubbles(
        (round(x, 1),), tuple(round(ring.y - diameter / 2, 1) for ring in rings), diameter
    )


def _bubbles(boxes: Sequence[Box], columns: Sequence[Bubbles]) -> Bubbles | None:
    """The columns of bubbles right below the boxes of a number, when each box has one."""
    below = []
    for x, y, w, h in boxes:
        near = [
            column
            for column in columns
            if abs(column.x[0] + column.diameter / 2 - x - w / 2) <= w / 4
            and 0 <= column.y[0] - y - h <= 2 * h
        ]
        if not near:
            return None
        below.append(min(near, key=lambda column: column.y[0]))
    rows = zip(*(column.y for column in below), strict=True)
    return Bubbles(
        tuple(column.x[0] for column in below),
        tuple(round(float(np.mean(row)), 1) for row in rows),
        round(float(np.mean([column.diameter for column in below])), 1),
    )


def _with_grids(place: FieldPlace, places: Sequence[FieldPlace], found: Lattices) -> FieldPlace:
    """The number with the strokes that stand left of it, when no other number is nearer."""
    for strokes, sums in found.tallies:
        if _owner(strokes, places) is place:
            return replace(place, tally=strokes, row_sums=sums)
    return place


def _owner(strokes: Grid, places: Sequence[FieldPlace]) -> FieldPlace | None:
    """The number that these strokes are counted into: to the right, and beside them."""
    _, top, _, height = strokes.extent
    right = strokes.x[-1] + strokes.cell[0]
    beside = [
        place
        for place in places
        if place.extent[0] >= right - EVEN
        and place.extent[1] < top + height
        and place.extent[1] + place.extent[3] > top
    ]
    return min(beside, key=lambda place: place.extent[0], default=None)


def _loose_grids(places: Sequence[FieldPlace], found: Lattices) -> tuple[Grid, ...]:
    owned = [strokes for strokes, _ in found.tallies if _owner(strokes, places)]
    return tuple(
        grid
        for strokes, sums in found.tallies
        if strokes not in owned
        for grid in (strokes, sums)
        if grid is not None
    )


def _middle(values: Sequence[float], without: float) -> float:
    return round(float(np.median(values)), 2) if values else without


def _within(box: Box, others: Sequence[Box]) -> bool:
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return any(
        left <= x <= left + width and top <= y <= top + height
        for left, top, width, height in others
    )


def _tenths(box: Box) -> Box:
    x, y, w, h = (round(side, 1) for side in box)
    return (x, y, w, h)
