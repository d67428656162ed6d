"""Finds whatever printed lines close in on a blank sheet: rectangles and rings.

Paper that lines enclose is one white region, whatever is printed inside it; so boxes, cells of
grids and bubbles all come from one walk over the outlines of white regions. Where the middle of a
line runs is then measured on the darkness itself, finer than a pixel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box

Dark = NDArray[np.float32]

PALEST, CLEAR = 0.045, 0.12
"""Darkness from which on something is printed, on a clean sheet and on a grainy scan."""
GRAIN = 6.0
"""How many times darker than the grain of the paper print must be."""
INK = 0.5
"""Darkness of letters; the dots and dashes that guide a hand are paler."""
LEAST, LEAST_RING = 3.0, 2.0
"""The shortest side of a cell and of a bubble, in mm."""
MOST_RING = 15.0
RECTANGLE = 0.9
"""Part of its bounding rectangle that a rectangular region fills at least: edges are ragged."""
ROUND = (0.68, 0.86)
"""Likewise of a disc, whose part is pi / 4."""
SQUARE_ENOUGH = 0.15
"""How much wider than high a ring may be."""
THICKEST = 3.0
"""The thickest line in mm."""
INSET = 2
"""Pixels beside a line that may still belong to it."""
SIGN = 1.5
"""What is larger and dark inside a cell is a printed sign; in mm."""


@dataclass(frozen=True)
class Cell:
    """A rectangle; `box` runs along the middles of its lines, `inner` within them, in mm."""

    box: Box
    inner: Box
    width: float
    grey: float
    above: float
    """Darkness of the upper line, 0 to 1."""
    is_printed: bool
    """Something other than the dots of a guide is printed inside."""

    @property
    def right(self) -> float:
        """The right edge."""
        return self.box[0] + self.box[2]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.box[1] + self.box[3]


@dataclass(frozen=True)
class Ring:
    """A circle around its middle; the diameter counts to the middle of its line, in mm."""

    x: float
    y: float
    diameter: float


@dataclass(frozen=True)
class Enclosed:
    """All that lines close in on a sheet."""

    cells: tuple[Cell, ...]
    rings: tuple[Ring, ...]


def enclosed(dark: Dark, scale: float) -> Enclosed:
    """Every rectangle and ring of a sheet's darkness (`scale` px/mm)."""
    least = least_print(dark)
    printed = (dark > least).astype(np.uint8)
    return Enclosed(
        _cells(dark, _lines(printed, scale), scale, least), _rings(dark, printed, scale)
    )


def _lines(printed: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """What is printed and runs straight on: no letters, no dots, no dashes of a guide."""
    long = max(3, round(LEAST * scale))
    across = cv2.morphologyEx(printed, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(printed, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    return np.asarray(
        cv2.morphologyEx(cv2.bitwise_or(across, down), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)),
        np.uint8,
    )


def _regions(lines: NDArray[np.uint8]) -> Iterator[tuple[tuple[int, int, int, int], float]]:
    """The white regions: rectangles around them, and which part of these they fill."""
    outlines, tree = cv2.findContours(1 - lines, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for outline, (_, _, _, parent) in zip(
        outlines, tree[0] if tree is not None else (), strict=True
    ):
        if parent < 0:
            x, y, w, h = cv2.boundingRect(outline)
            yield (x, y, w, h), cv2.contourArea(outline) / max(1, (w - 1) * (h - 1))


def _cells(dark: Dark, lines: NDArray[np.uint8], scale: float, least: float) -> tuple[Cell, ...]:
    signs = _signs((dark > INK).astype(np.uint8), scale)
    return tuple(
        _cell(dark, signs, scale, region, least)
        for region, part in _regions(lines)
        if part >= RECTANGLE and min(region[2:]) >= LEAST * scale and _is_inside(dark, *region)
    )


def _rings(dark: Dark, printed: NDArray[np.uint8], scale: float) -> tuple[Ring, ...]:
    return tuple(
        _ring(dark, scale, region)
        for region, part in _regions(printed)
        if ROUND[0] <= part <= ROUND[1]
        and LEAST_RING * scale <= min(region[2:])
        and max(region[2:]) <= MOST_RING * scale
        and abs(region[2] - region[3]) <= SQUARE_ENOUGH * max(region[2:])
    )


def least_print(dark: Dark) -> float:
    """The darkness from which on something is printed on this sheet."""
    grain = np.abs(cv2.Laplacian(dark[::2, ::2], cv2.CV_32F))
    sigma = float(np.median(grain)) / (0.6745 * np.sqrt(20.0))
    return float(np.clip(GRAIN * sigma, PALEST, CLEAR))


def _is_inside(dark: Dark, x: int, y: int, w: int, h: int) -> bool:
    """Whether lines run on all four sides, not the edge of the sheet."""
    return x > 1 and y > 1 and x + w < dark.shape[1] - 1 and y + h < dark.shape[0] - 1


def _signs(printed: NDArray[np.uint8], scale: float) -> NDArray[np.int32]:
    """How many pixels of printed signs lie above and to the left of each pixel."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(printed, connectivity=8)
    longest = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    is_sign = (longest > SIGN * scale) & (np.arange(count) > 0)
    return np.asarray(cv2.integral(is_sign[labels].astype(np.uint8)), np.int32)


def _cell(
    dark: Dark,
    signs: NDArray[np.int32],
    scale: float,
    region: tuple[int, int, int, int],
    least: float,
) -> Cell:
    x, y, w, h = region
    rows = slice(y + h // 5, y + h - h // 5)
    columns = slice(x + w // 5, x + w - w // 5)
    reach = int(THICKEST * scale) + 2
    left = _edge(dark[rows, max(0, x - reach) : x + 1][:, ::-1].mean(axis=0), least)
    right = _edge(dark[rows, x + w - 1 : x + w - 1 + reach].mean(axis=0), least)
    above = _edge(dark[max(0, y - reach) : y + 1, columns][::-1].mean(axis=1), least)
    below = _edge(dark[y + h - 1 : y + h - 1 + reach, columns].mean(axis=1), least)
    x0, y0 = x + 0.5 - left.middle, y + 0.5 - above.middle
    x1, y1 = x + w - 0.5 + right.middle, y + h - 0.5 + below.middle
    edges = (left, right, above, below)
    return Cell(
        box=_mm((x0, y0, x1 - x0, y1 - y0), scale),
        inner=_mm((x, y, w, h), scale),
        width=round(float(np.median([edge.width for edge in edges])) / scale, 2),
        grey=round(1 - float(np.median([edge.darkness for edge in edges])), 2),
        above=round(above.darkness, 2),
        is_printed=_has_sign(signs, region),
    )


def _has_sign(signs: NDArray[np.int32], region: tuple[int, int, int, int]) -> bool:
    """Whether a sign stands inside, away from the lines."""
    x, y, w, h = region
    x0, y0, x1, y1 = x + INSET, y + INSET, x + w - INSET, y + h - INSET
    return bool(signs[y1, x1] - signs[y0, x1] - signs[y1, x0] + signs[y0, x0] > 0)


@dataclass(frozen=True)
class _Edge:
    """A line across a profile: its middle from the profile's first pixel on, in pixels."""

    middle: float
    width: float
    darkness: float


def _edge(profile: NDArray[np.float32], least: float) -> _Edge:
    """The first line outwards from inside a cell."""
    rising = np.flatnonzero(profile > least)
    if not rising.size:
        return _Edge(0.0, 1.0, 0.0)
    start = int(rising[0])
    paler = np.flatnonzero(profile[start:] <= least / 2)
    end = start + int(paler[0]) if paler.size else len(profile)
    first = max(0, start - 1)
    run = profile[first:end].astype(np.float64)
    top = float(run.max())
    middle = float((run * np.arange(first, end)).sum() / run.sum())
    return _Edge(middle, max(1.0, float(run.sum()) / top), top)


def _ring(dark: Dark, scale: float, region: tuple[int, int, int, int]) -> Ring:
    x, y, w, h = region
    across = dark[y + h // 2, max(0, x - round(scale)) : x + 1][::-1]
    line = _edge(across, PALEST)
    diameter = (w + h) / 2 - 1 + 2 * line.middle
    return Ring(
        round((x + w / 2) / scale, 2), round((y + h / 2) / scale, 2), round(diameter / scale, 2)
    )


def _mm(box: Iterable[float], scale: float) -> Box:
    x, y, w, h = (round(float(side) / scale, 2) for side in box)
    return (x, y, w, h)
