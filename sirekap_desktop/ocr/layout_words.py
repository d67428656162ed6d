"""Finds where a number is written in words: a row of letter boxes, or empty paper beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace, Grid
from sirekap_desktop.ocr.cells import INK, Cell
from sirekap_desktop.ocr.lattices import Run

LEAST = (50.0, 12.0)
"""Width and height that words need, in mm; below the boxes they need more height."""
BELOW = (40.0, 18.0)
BESIDE = 14.0
"""How far left of the boxes the cell for words ends, in mm."""
ROOM = 150.0
"""How far below its boxes a number may still have its words, in mm."""
MARGIN = 1.0


def with_words(
    places: Sequence[FieldPlace],
    cells: Sequence[Cell],
    letters: Sequence[Run],
    dark: NDArray[np.float32],
    scale: float,
) -> list[FieldPlace]:
    """Each number with its letter boxes, or else with the rectangle of its words, if it has one."""
    free = [
        cell.box
        for cell in cells
        if cell.box[2] >= LEAST[0] and cell.box[3] >= LEAST[1] and not _holds(cell.box, places)
    ]
    writers = [_writer(run, places) for run in letters]
    found = []
    for place in places:
        rows = [run for run, writer in zip(letters, writers, strict=True) if writer is place]
        if rows:
            grid, printed = _letters(rows)
            found.append(replace(place, letters=grid, words_print=printed))
        else:
            beside = _beside(place, _end(place, places), free, dark, scale)
            words = beside or _below(place, places, cells, dark, scale)
            found.append(replace(place, words=words))
    return found


def _end(place: FieldPlace, places: Sequence[FieldPlace]) -> float:
    """Where the room of a number ends: with its boxes, or at the next number below its strokes."""
    left, top, width, height = place.extent
    if place.tally is None and place.bubbles is None:
        return top + height
    below = [
        other.extent[1]
        for other in places
        if other.extent[1] > top + 1
        and other.extent[0] < left + width
        and other.extent[0] + other.extent[2] > left
    ]
    return min([*below, top + ROOM])


def _writer(run: Run, places: Sequence[FieldPlace]) -> FieldPlace | None:
    """The number that a row of letter boxes is for: beside it, or the last one above it."""
    top, bottom, left = run[0].box[1], run[0].bottom, run[0].box[0]
    right = [place for place in places if place.extent[0] > left]
    beside = [p for p in right if p.extent[1] < bottom and p.extent[1] + p.extent[3] > top]
    above = [p for p in right if top - ROOM < p.extent[1] <= top]
    nearest = max(above, key=lambda place: place.extent[1], default=None)
    return min(beside, key=lambda place: place.extent[0], default=nearest)


def _letters(rows: Sequence[Run]) -> tuple[Grid, Box | None]:
    """The grid of the longest row, and where a shorter row has print in place of boxes."""
    longest = max(rows, key=len)
    cells = [cell for run in rows for cell in run]
    width, height = (float(np.mean([cell.box[side] for cell in cells])) for side in (2, 3))
    grid = Grid(
        x=tuple(round(cell.box[0], 1) for cell in longest),
        y=tuple(round(float(np.mean([cell.box[1] for cell in run])), 1) for run in rows),
        cell=(round(width, 1), round(height, 1)),
    )
    short = min(rows, key=len)
    if len(short) == len(longest):
        return grid, None
    return grid, _box(short[-1].right, short[0].box[1], longest[-1].right, short[0].bottom)


def _beside(
    place: FieldPlace,
    end: float,
    free: Sequence[Box],
    dark: NDArray[np.float32],
    scale: float,
) -> Box | None:
    """The largest empty cell that ends where the boxes of a number begin."""
    left, top, _, height = place.extent
    near = [
        box
        for box in free
        if -BESIDE <= box[0] + box[2] - left <= MARGIN
        and box[1] + box[3] > top
        and (box[1] < top + height or box[1] + box[3] <= end)
        and _is_open(dark, scale, box)
    ]
    largest = max(near, key=lambda box: box[2] * box[3], default=None)
    if largest is None:
        return None
    x, y, w, h = largest
    if place.tally and x < place.tally.x[0] <= x + w:
        return _box(place.tally.x[0], y, x + w, y + h)
    return _box(x, y, x + w, y + h)


def _below(
    place: FieldPlace,
    places: Sequence[FieldPlace],
    cells: Sequence[Cell],
    dark: NDArray[np.float32],
    scale: float,
) -> Box | None:
    """The rest of the cell that holds the boxes of a number, when it is high enough."""
    if place.bubbles is not None:
        return None
    around = [cell.box for cell in cells if _holds(cell.box, [place])]
    if not around:
        return None
    x, y, w, h = min(around, key=lambda box: box[2] * box[3])
    top = place.extent[1] + place.extent[3] + MARGIN
    box = _box(x, top, x + w, y + h)
    roomy = w >= BELOW[0] and y + h - top >= BELOW[1]
    roomy = roomy and not any(_holds(box, [other]) for other in places)
    return box if roomy and _is_open(dark, scale, box) else None


def _is_open(dark: NDArray[np.float32], scale: float, box: Box) -> bool:
    """Whether nothing is printed where writing would begin: left, at half height."""
    x, y, w, h = (side * scale for side in box)
    inset = 2 * scale
    part = dark[int(y + 0.3 * h) : int(y + 0.6 * h), int(x + inset) : int(x + w / 2)]
    return not bool((part > INK).any())


def _holds(box: Box, places: Sequence[FieldPlace]) -> bool:
    x, y, w, h = box
    return any(
        x <= left and left + width <= x + w and y <= top and top + height <= y + h
        for left, top, width, height in (place.extent for place in places)
    )


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return (round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))
