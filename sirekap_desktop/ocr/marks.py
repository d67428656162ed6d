"""Reads the bubbles under the digit boxes: the second way in which a number stands there."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Bubbles
from sirekap_desktop.ocr.boxes import patch_at

REACH = 3.0
"""How far a column of bubbles may lie from where its box says, in mm."""
EDGE = 2.0
"""Paper around a column that belongs to the picture of its rings, in mm."""
PALEST_INK = 0.35
UNTOUCHED, FILLED = 0.15, 0.3
"""How much darker than its column's median (paper 0, full ink 1) an empty or a filled one is."""
LEAD = 0.2
"""A filled bubble is this much darker than the next one, else nothing is decided."""


@dataclass(frozen=True)
class Marks:
    """One character per column: a digit, `_` when none is filled, `?` when it is not clear."""

    text: str
    confidence: float

    @property
    def value(self) -> int | None:
        """The number, when every column has exactly one filled bubble."""
        return int(self.text) if self.text.isdigit() else None


def read_bubbles(
    dark: NDArray[np.float32],
    scale: float,
    bubbles: Bubbles,
    printed: tuple[Box, ...],
    found: tuple[Box, ...],
) -> Marks:
    """Read each column below the box that was found; `printed` are the boxes' template places."""
    text, worst = "", 1.0
    for x, box, seen in zip(bubbles.x, printed, found, strict=True):
        shift = (seen[0] - box[0], seen[1] - box[1])
        fills = _column(dark, scale, x, bubbles, shift)
        mark, confidence = _decide(fills)
        text += mark
        worst = min(worst, confidence)
    return Marks(text, worst)


def _decide(fills: NDArray[np.float64]) -> tuple[str, float]:
    """The filled bubble against the ten as printed: the median is a bubble nobody touched."""
    order = np.argsort(fills)[::-1]
    above = fills - float(np.median(fills))
    first, second = above[order[0]], above[order[1]]
    if first < UNTOUCHED:
        return "_", float(1 - first)
    if first < FILLED or first - second < LEAD:
        return "?", 0.0
    return str(int(order[0])), float(min(0.99, 0.8 + (first - second) / 2))


def _column(
    dark: NDArray[np.float32],
    scale: float,
    x: float,
    bubbles: Bubbles,
    shift: tuple[float, float],
) -> NDArray[np.float64]:
    """How full each of the ten bubbles is, after the column has snapped to its printed rings."""
    left, top = x - EDGE, bubbles.y[0] - EDGE
    radius = bubbles.diameter / 2
    centres = [
        (round((x + radius - left) * scale), round((y + radius - top) * scale)) for y in bubbles.y
    ]
    width = round((bubbles.diameter + 2 * EDGE) * scale)
    height = round((bubbles.y[-1] + bubbles.diameter + EDGE - top) * scale)
    rings = np.zeros((height, width), np.float32)
    for centre in centres:
        cv2.circle(rings, centre, round(radius * scale), 1.0, max(1, round(0.5 * scale)))
    pad = round(REACH * scale)
    start = (round((left + shift[0]) * scale) - pad, round((top + shift[1]) * scale) - pad)
    patch = patch_at(dark, start, (width + 2 * pad, height + 2 * pad))
    answer = np.nan_to_num(np.asarray(cv2.matchTemplate(patch, rings, cv2.TM_CCOEFF_NORMED)))
    _, _, _, (dx, dy) = cv2.minMaxLoc(answer)
    column = patch[dy : dy + height, dx : dx + width]
    full_ink = max(PALEST_INK, float(patch.max()) * 0.8)
    return np.array([_fill(column, c, (radius - 1.0) * scale, full_ink) for c in centres])


def _fill(
    column: NDArray[np.float32], centre: tuple[int, int], radius: float, full_ink: float
) -> float:
    """The mean darkness inside a bubble, 0 paper to 1 full ink."""
    disc = np.zeros(column.shape, np.uint8)
    cv2.circle(disc, centre, max(1, round(radius)), 255, -1)
    return float(np.minimum(column[disc > 0] / full_ink, 1).mean())
