"""Draws printed frames as a camera sees them: a line thinner than a pixel darkens it a little."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box


def draw_frame(canvas: NDArray[np.float32], box: Box, line: float, scale: float) -> None:
    """A frame with a line of `line` mm around a box in mm, in place, 1 where fully black.

    `box` counts from the canvas's corner, in mm; `scale` is the canvas's pixels per mm.
    """
    x, y, w, h = (side * scale for side in box)
    half = line * scale / 2
    top, bottom = max(0, int(y - half)), min(canvas.shape[0], int(y + h + half) + 1)
    left, right = max(0, int(x - half)), min(canvas.shape[1], int(x + w + half) + 1)
    if bottom <= top or right <= left:
        return
    part = canvas[top:bottom, left:right]
    outer = np.outer(
        _cover(top, bottom, y - half, y + h + half), _cover(left, right, x - half, x + w + half)
    )
    inner = np.outer(
        _cover(top, bottom, y + half, y + h - half), _cover(left, right, x + half, x + w - half)
    )
    np.maximum(part, outer - inner, out=part)


def draw_square(canvas: NDArray[np.float32], box: Box, scale: float) -> None:
    """A black rectangle; otherwise as `draw_frame`."""
    draw_frame(canvas, (box[0] + box[2] / 2, box[1] + box[3] / 2, 0.0, 0.0), box[2], scale)


def _cover(first: int, end: int, start: float, stop: float) -> NDArray[np.float32]:
    """How much of each pixel from `first` to `end` lies between start and stop."""
    edges = np.arange(first, end + 1, dtype=np.float32)
    return np.asarray(np.diff(np.clip(edges, start, max(start, stop))), np.float32)
