"""Finds where a number is written in words: a row of letter boxes, or empty paper beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace
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


def words_of(
    places: Sequence[FieldPlace],
    cells: Sequence[Cell],
    letters: Sequence[Run],
    dark: NDArray[np.float32],
    scale: float,
) -> list[Box | None]:
    """For each number the rectangle of its words, None where there is none."""
    free = [
        cell.box
        for cell in cells
        if cell.box[2] >= LEAST[0] and cell.box[3] >= LEAST[1] and not _holds(cell.box, places)
    ]
    ends = [_end(place, places) for place in places]
    return [
        _letters(place, end, letters)
        or _beside(place, end, free, dark, scale)
        or _below(place, places, cells, dark, scale)
        for place, end in zip(places, ends, strict=True)
    ]


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


def _letters(place: FieldPlace, end: float, letters: Sequence[Run]) -> Box | None:
    """Around the rows of letter boxes that stand in the room of a number."""
    top, bottom = place.extent[1], place.extent[1] + place.extent[3]
    rows = [
        run
        for run in letters
        if run[0].box[0] < place.extent[0]
        and run[0].bottom > top - MARGIN
        and run[0].box[1] < max(end, bottom)
    ]
    if not rows:
        return None
    left, upper = min(r[0].box[0] for r in rows), min(r[0].box[1] for r in rows)
    right, lower = max(r[-1].right for r in rows), max(r[0].bottom for r in rows)
    return _box(left, upper, right, lower)


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
