"""Finds the cells of a printed grid again: tally and row sums, whose lines are thin and grey."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Frame, Grid

Shift = Callable[[float, float], tuple[float, float]]
"""How far (dx, dy) the printing at a point (x, y) of the template lies off on the sheet, in mm."""

FINE = 2.0
"""Pixels per mm in which printed lines and rings are looked for; finer tells no more."""
REACH = 3.0
"""How far a grid may lie from where the shift says, in mm."""
GREY = 0.35
"""Darkness of the printed lines; ink is cut down to it, or strokes would draw the grid along."""
PALE = 0.5
"""How a grey line counts beside a black one."""
EDGE = 6.0
"""How much of what is printed around a grid helps to find it, in mm."""
LEAST_LIKENESS = 0.15
"""Below it the lines were not seen and the shift is believed as it is."""


def window(
    image: NDArray[np.float32], scale: float, box: Box, shift: Shift, pad: float = 0.0
) -> NDArray[np.float32]:
    """A part of the sheet (`scale` px/mm) in FINE px/mm as the template has it, `pad` mm around."""
    left, top, width, height = box
    columns = left - pad + (np.arange(round((width + 2 * pad) * FINE)) + 0.5) / FINE
    rows = top - pad + (np.arange(round((height + 2 * pad) * FINE)) + 0.5) / FINE
    ends_x, ends_y = (left, left + width), (top, top + height)
    moved = np.array([[shift(x, y) for x in ends_x] for y in ends_y])
    across = np.clip((columns - left) / width, 0, 1)[None, :, None]
    down = np.clip((rows - top) / height, 0, 1)[:, None, None]
    upper = moved[0, 0] * (1 - across) + moved[0, 1] * across
    lower = moved[1, 0] * (1 - across) + moved[1, 1] * across
    off = upper * (1 - down) + lower * down
    at_x = ((columns[None] + off[..., 0]) * scale - 0.5).astype(np.float32)
    at_y = ((rows[:, None] + off[..., 1]) * scale - 0.5).astype(np.float32)
    return np.asarray(cv2.remap(image, at_x, at_y, cv2.INTER_LINEAR, borderValue=0), np.float32)


def snap(
    dark: NDArray[np.float32], scale: float, grid: Grid, frames: Sequence[Frame], shift: Shift
) -> Shift:
    """The shift made better where the grid and the page's `frames` are seen in the `darkness`."""
    left, top, width, height = grid.extent
    box = (left - EDGE, top - EDGE, width + 2 * EDGE, height + 2 * EDGE)
    patch = np.minimum(window(dark, scale, box, shift, REACH), GREY)
    answer = cv2.matchTemplate(patch, _lines(grid, frames, box), cv2.TM_CCOEFF_NORMED)
    _, likeness, _, (x, y) = cv2.minMaxLoc(np.nan_to_num(np.asarray(answer)))
    if likeness < LEAST_LIKENESS:
        return shift
    dx, dy = x / FINE - REACH, y / FINE - REACH

    def better(at_x: float, at_y: float) -> tuple[float, float]:
        off = shift(at_x, at_y)
        return (off[0] + dx, off[1] + dy)

    return better


def _lines(grid: Grid, frames: Sequence[Frame], box: Box) -> NDArray[np.float32]:
    """What is printed within `box`, in FINE px/mm: 1 where a line is black."""
    pattern = np.zeros((round(box[3] * FINE), round(box[2] * FINE)), np.float32)
    cells = [(x, y, *grid.cell) for x in grid.x for y in grid.y]
    for one, width, ink in (
        *((cell, 0.5, PALE) for cell in cells),
        *((frame.box, frame.width, 1 - frame.grey) for frame in frames),
    ):
        x, y = (one[0] - box[0]) * FINE - 0.5, (one[1] - box[1]) * FINE - 0.5
        far = (round(x + one[2] * FINE), round(y + one[3] * FINE))
        cv2.rectangle(pattern, (round(x), round(y)), far, ink, max(1, round(width * FINE)))
    return pattern
