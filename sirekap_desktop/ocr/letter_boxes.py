"""Takes the letters out of a row of printed letter boxes: one strip without the boxes' lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from sirekap_desktop.models.form import Box, Grid
from sirekap_desktop.ocr.grids import Shift
from sirekap_desktop.ocr.letters import HEIGHT, STRIDE, Strip
from sirekap_desktop.ocr.strips import (
    COARSE,
    FAINTEST,
    LETTER,
    Dark,
    coarse,
    erase,
    even,
    ink_in,
    joined,
    part,
    rules_in,
    warped,
    without,
)

INSET: Final = 0.08
"""Part of a letter box that is left out at its edges."""
EDGE: Final = 0.2
"""Likewise, how far inside a printed line of a box may lie."""
RULE: Final = 0.82
"""Part of a box's side that a printed line has at least."""
AROUND: Final = 2.0
"""Paper around the boxes that is looked at as well, in mm."""
GAP: Final = 4
"""Pixels between two letters, and of an empty box."""


def cells_on(
    dark: Dark, scale: float, grid: Grid, shift: Shift, printed: Sequence[Box] = ()
) -> Strip | None:
    """The letters of a grid on a whole sheet's darkness; `shift` says where its printing lies.

    `printed` are boxes in mm on the template whose content is the form's own text.
    """
    width, height = grid.cell
    cells = [_moved((x, y, width, height), shift) for y in grid.y for x in grid.x]
    around = [_moved(box, shift) for box in printed]
    left, top = (min(cell[side] for cell in cells) - AROUND for side in (0, 1))
    right, bottom = (max(cell[s] + cell[s + 2] for cell in cells) + AROUND for s in (0, 1))
    patch = dark[part((left, top, right - left, bottom - top), scale)]
    inside = [
        (x - left, y - top, w, h)
        for x, y, w, h in around
        if x < right and left < x + w and y < bottom and top < y + h
    ]
    return cells_in(patch, scale, [(x - left, y - top, w, h) for x, y, w, h in cells], inside)


def cells_in(
    dark: Dark, scale: float, cells: Sequence[Box], printed: Sequence[Box] = ()
) -> Strip | None:
    """The letters of a row of printed letter boxes (mm from the patch's corner), side by side.

    Cells of a second row follow the first. None where nothing is written.
    """
    clean = without(dark, scale, printed)
    small = coarse(clean, scale)
    wide, tall = (RULE * min(cell[side] for cell in cells) for side in (2, 3))
    rules = rules_in(small, wide, tall)
    edges = np.ones_like(rules)
    outside = np.ones_like(rules)
    for cell in cells:
        edges[part(_inner(cell, EDGE), COARSE)] = 0
        outside[part(_inner(cell, INSET), COARSE)] = 0
    rules &= edges
    ink, letter = ink_in(small, rules | outside)
    if ink is None:
        return None
    erase(clean, rules)
    zoom = LETTER / letter * COARSE
    strips = [
        _cell(clean, scale, _inner(cell, INSET), zoom)
        for cell in _used(cells, [bool(ink[part(cell, COARSE)].any()) for cell in cells])
    ]
    return even(joined(strips, GAP))


def _used(cells: Sequence[Box], written: Sequence[bool]) -> list[Box]:
    """The cells of each row up to its last letter."""
    last: dict[float, int] = {}
    for number, (cell, one) in enumerate(zip(cells, written, strict=True)):
        if one:
            last[cell[1]] = number
    return [cell for number, cell in enumerate(cells) if number <= last.get(cell[1], -1)]


def _moved(box: Box, shift: Shift) -> Box:
    x, y, w, h = box
    dx, dy = shift(x + w / 2, y + h / 2)
    return (x + dx, y + dy, w, h)


def _inner(cell: Box, inset: float) -> Box:
    x, y, w, h = cell
    return (x + inset * w, y + inset * h, w * (1 - 2 * inset), h * (1 - 2 * inset))


def _cell(clean: Dark, scale: float, cell: Box, zoom: float) -> Strip:
    """The letter of a cell, `zoom` pixels to a mm, the cell's middle in the middle."""
    x, y, w, h = cell
    width = max(round(w * zoom), STRIDE)
    across = scale / zoom
    start = ((x + w / 2) * scale - across * width / 2, (y + h / 2) * scale - across * HEIGHT / 2)
    into = np.array([[across, 0.0, start[0]], [0.0, across, start[1]]])
    strip = warped(clean, into, width, across)
    over = max(round((HEIGHT - h * zoom) / 2), 0)
    strip[:over] = 0.0
    strip[HEIGHT - over :] = 0.0
    filled = np.flatnonzero((strip > FAINTEST).sum(axis=0) > 1)
    if not filled.size:
        return np.zeros((HEIGHT, GAP), np.float32)
    return strip[:, max(filled[0] - 1, 0) : filled[-1] + 2]
