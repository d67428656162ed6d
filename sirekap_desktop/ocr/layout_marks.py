"""Finds what names a blank sheet and places it: corner marks, other squares, AprilTag, QR code."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Point
from sirekap_desktop.models.layout import CodeMark, TagMark
from sirekap_desktop.ocr import identify
from sirekap_desktop.ocr.shrink import halves

Grey = NDArray[np.uint8]

BLACK = 96
"""Brightness up to which a square is black."""
SIDES = (2.0, 20.0)
"""The shortest and the longest side of a black square, in mm."""
FULL = 0.92
"""Part of its rectangle that a square fills."""
NEAR = 0.6
"""How exactly two squares touch, and how equal they are, in mm."""
APART = 20.0
"""Corner marks stand at least so far from one another, in mm."""


@dataclass(frozen=True)
class Marks:
    """`corners` are four points or none; `side` of their squares; `others` stand elsewhere."""

    corners: tuple[Point, ...]
    side: float
    others: tuple[Box, ...]


def find_marks(grey: Grey, scale: float, size: Point) -> Marks:
    """The black squares of a sheet of `size` mm at `scale` px/mm."""
    squares = _squares(grey, scale)
    pairs = [
        (one, other)
        for one in squares
        for other in squares
        if abs(one[2] - other[2]) <= NEAR
        and abs(one[0] + one[2] - other[0]) <= NEAR
        and abs(one[1] + one[3] - other[1]) <= NEAR
    ]
    chosen = _outermost(pairs, size)
    corners = tuple(_junction(pair) for pair in chosen)
    used = {box for pair in chosen for box in pair}
    sides = [side for box in used for side in box[2:]]
    return Marks(
        corners=corners,
        side=round(float(np.mean(sides)), 1) if sides else 0.0,
        others=tuple(box for box in squares if box not in used),
    )


def find_tag(grey: Grey, scale: float) -> TagMark | None:
    """The AprilTag of a sheet, of whatever known family."""
    for family in identify.FAMILIES:
        for tag in identify.find_tags(grey, family):
            (left, top), (right, bottom) = _around(tag, scale)
            box = (left, top, right - left, bottom - top)
            return TagMark(family, tag.number, _rounded(box), _turned(tag.corners))
    return None


def find_code(grey: Grey, scale: float) -> CodeMark | None:
    """The QR code of a sheet."""
    for code in identify.codes_in(halves(grey)):
        (left, top), (right, bottom) = _around(code, scale)
        return CodeMark(code.text, _rounded((left, top, right - left, bottom - top)))
    return None


def _around(tag: identify.Tag, scale: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The upper left and the lower right corner in mm."""
    corners = (tag.corners + 0.5) / scale
    return corners.min(axis=0), corners.max(axis=0)


def _turned(corners: NDArray[np.float64]) -> int:
    """By how many degrees, clockwise, a tag's first corner is away from the upper left one."""
    right, down = corners[0] > corners.mean(axis=0)
    return {(False, False): 0, (True, False): 90, (True, True): 180, (False, True): 270}[
        (bool(right), bool(down))
    ]


def _squares(grey: Grey, scale: float) -> list[Box]:
    """All black squares; a pixel is taken off first, where two of them touch."""
    black = cv2.erode((grey < BLACK).astype(np.uint8), np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(black, connectivity=4)
    found: list[Box] = []
    for x, y, w, h, area in stats[1:]:
        side = max(w, h) + 2
        if not SIDES[0] * scale <= side <= SIDES[1] * scale or abs(w - h) > NEAR * scale:
            continue
        if area < FULL * w * h:
            continue
        found.append(_rounded(_exact(grey, x, y, w, h) / scale))
    return found


def _exact(grey: Grey, x: int, y: int, w: int, h: int) -> NDArray[np.float64]:
    """The square's edges as its half grey pixels tell them: x, y, width, height in pixels."""
    pad = 4
    top, left = max(0, y - pad), max(0, x - pad)
    part = grey[top : y + h + pad, left : x + w + pad].astype(np.float64)
    ink = float(np.median(grey[y : y + h, x : x + w]))
    dark = np.clip((255 - part) / (255 - ink), 0, 1)
    rows, columns = dark[:, x - left : x - left + w], dark[y - top : y - top + h]
    across, down = columns.mean(axis=0), rows.mean(axis=1)
    middle_x, middle_y = x - left + w // 2, y - top + h // 2
    x0 = left + middle_x - across[:middle_x].sum()
    x1 = left + middle_x + across[middle_x:].sum()
    y0 = top + middle_y - down[:middle_y].sum()
    y1 = top + middle_y + down[middle_y:].sum()
    return np.array([x0, y0, x1 - x0, y1 - y0])


def _junction(pair: tuple[Box, Box]) -> Point:
    """Where the two squares of a pair touch."""
    one, other = pair
    x = (one[0] + one[2] + other[0]) / 2
    y = (one[1] + one[3] + other[1]) / 2
    return (round(x, 1), round(y, 1))


def _outermost(pairs: list[tuple[Box, Box]], size: Point) -> list[tuple[Box, Box]]:
    """The pair nearest to each corner of the sheet; none when two corners share one."""
    if len(pairs) < 4:
        return []
    ends = [(x, y) for y in (0.0, size[1]) for x in (0.0, size[0])]
    chosen = [min(pairs, key=lambda pair: _far(_junction(pair), end)) for end in ends]
    points = [_junction(pair) for pair in chosen]
    apart = all(_far(one, other) >= APART for i, one in enumerate(points) for other in points[:i])
    return chosen if apart else []


def _far(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _rounded(box: object) -> Box:
    x, y, w, h = (round(float(side), 1) for side in np.asarray(box).ravel())
    return (x, y, w, h)
