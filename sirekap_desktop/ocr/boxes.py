"""Finds every printed box again on the flattened sheet.

Sheets are folded and hang in waves: boxes lie up to 4.6 mm off the best plane. So each number's
row of frames is searched around its place, its neighbours vouch for it, and each box then moves
a little by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace

Flat = NDArray[np.uint8]

REACH = 8.0
"""How far a row of boxes may lie from its place, in mm."""
OWN_REACH = 1.6
"""How far a box may lie from where its row says, in mm."""
DOUBT = 2.5
"""A row that moves this many mm more than its neighbours is looked for again beside them."""
LEAST_LIKENESS = 0.3
MARGIN = 0.09
"""Part of the box that is cut around its frame, as the network has learnt."""


@dataclass(frozen=True)
class Found:
    """A number's boxes where they really lie (mm); `likeness` 0 to 1 of the worst frame."""

    boxes: tuple[Box, ...]
    likeness: float

    @property
    def is_sound(self) -> bool:
        """Whether the frames were really seen."""
        return self.likeness >= LEAST_LIKENESS


@dataclass(frozen=True)
class _Shift:
    dx: float
    dy: float
    likeness: float


def find_boxes(
    dark: NDArray[np.float32], scale: float, places: Sequence[FieldPlace], line: float
) -> tuple[Found, ...]:
    """Every place's boxes by a sheet's `darkness`, `scale` px/mm; `line` is the frame's width."""
    coarse = [_row_shift(dark, scale, place.boxes, line, (0.0, 0.0), REACH) for place in places]
    centres = np.array([_centre(place.extent) for place in places])
    settled = []
    for index, (place, shift) in enumerate(zip(places, coarse, strict=True)):
        near = _neighbours(centres, coarse, index)
        if near is not None and np.hypot(shift.dx - near[0], shift.dy - near[1]) > DOUBT:
            shift = _row_shift(dark, scale, place.boxes, line, near, DOUBT)
        settled.append(shift)
    return tuple(
        _own_shifts(dark, scale, place.boxes, line, shift)
        for place, shift in zip(places, settled, strict=True)
    )


def cut(flat: Flat, scale: float, box: Box) -> Flat:
    """The picture of a box with a little margin; the edge goes on where the sheet ends."""
    x, y, w, h = box
    edge = MARGIN * w
    size = (max(1, round((w + 2 * edge) * scale)), max(1, round((h + 2 * edge) * scale)))
    centre = ((x + w / 2) * scale - 0.5, (y + h / 2) * scale - 0.5)
    return np.asarray(cv2.getRectSubPix(flat, size, centre), np.uint8)


def darkness(flat: Flat, scale: float) -> NDArray[np.float32]:
    """How much darker than the paper around it each pixel is, 0 to 1, free of shadows."""
    small = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    reach = max(3, int(12 * scale / 4) | 1)
    paper = cv2.dilate(small, np.ones((reach, reach), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), reach / 2)
    paper = cv2.resize(paper, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_LINEAR)
    light = cv2.divide(flat, np.maximum(paper, 1), scale=255.0)
    return np.asarray(1.0 - np.minimum(light, 255).astype(np.float32) / 255.0, np.float32)


def _centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2] / 2, box[1] + box[3] / 2)


def _neighbours(
    centres: NDArray[np.float64], shifts: Sequence[_Shift], index: int
) -> tuple[float, float] | None:
    """What the nearest rows say about this one; None when too few of them are sound."""
    away = np.hypot(*(centres - centres[index]).T)
    near = [
        shifts[other]
        for other in np.argsort(away)
        if other != index and shifts[other].likeness > LEAST_LIKENESS
    ][:5]
    if len(near) < 3:
        return None
    return (float(np.median([s.dx for s in near])), float(np.median([s.dy for s in near])))


def _row_shift(
    dark: NDArray[np.float32],
    scale: float,
    boxes: Sequence[Box],
    line: float,
    around: tuple[float, float],
    reach: float,
) -> _Shift:
    """Where the frames of `boxes` fit best, within `reach` mm of `around`."""
    edge = 2.0
    left = min(b[0] for b in boxes) - edge
    top = min(b[1] for b in boxes) - edge
    right = max(b[0] + b[2] for b in boxes) + edge
    bottom = max(b[1] + b[3] for b in boxes) + edge
    size = (round((right - left) * scale), round((bottom - top) * scale))
    pattern = np.zeros((size[1], size[0]), np.float32)
    for x, y, w, h in boxes:
        corner = (round((x - left) * scale), round((y - top) * scale))
        far = (round((x + w - left) * scale), round((y + h - top) * scale))
        cv2.rectangle(pattern, corner, far, 1.0, max(1, round(line * scale)))
    pad = max(1, round(reach * scale))
    start = (round((left + around[0]) * scale) - pad, round((top + around[1]) * scale) - pad)
    patch = patch_at(dark, start, (size[0] + 2 * pad, size[1] + 2 * pad))
    matched = cv2.matchTemplate(patch, pattern, cv2.TM_CCOEFF_NORMED)
    answer: NDArray[np.float32] = np.nan_to_num(
        np.asarray(matched, np.float32), posinf=0.0, neginf=0.0
    )
    _, likeness, _, (x, y) = cv2.minMaxLoc(answer)
    dx = (start[0] + _summit(answer[y], x)) / scale - left
    dy = (start[1] + _summit(answer[:, x], y)) / scale - top
    return _Shift(dx, dy, float(likeness))


def patch_at(
    dark: NDArray[np.float32], start: tuple[int, int], size: tuple[int, int]
) -> NDArray[np.float32]:
    """A part of the darkness from `start` (x, y) of `size` in pixels; paper where it leaves it."""
    patch = np.zeros((size[1], size[0]), np.float32)
    x0, y0 = max(start[0], 0), max(start[1], 0)
    x1 = min(start[0] + size[0], dark.shape[1])
    y1 = min(start[1] + size[1], dark.shape[0])
    if x1 > x0 and y1 > y0:
        patch[y0 - start[1] : y1 - start[1], x0 - start[0] : x1 - start[0]] = dark[y0:y1, x0:x1]
    return patch


def _summit(values: NDArray[np.float32], at: int) -> float:
    """The top of the parabola through a maximum and its neighbours."""
    if not 0 < at < len(values) - 1:
        return float(at)
    before, here, after = (float(v) for v in values[at - 1 : at + 2])
    bend = before - 2 * here + after
    return at + (0.5 * (before - after) / bend if bend < 0 else 0.0)


def _own_shifts(
    dark: NDArray[np.float32], scale: float, boxes: Sequence[Box], line: float, row: _Shift
) -> Found:
    found = []
    likeness = row.likeness
    for box in boxes:
        own = _row_shift(dark, scale, [box], line, (row.dx, row.dy), OWN_REACH)
        likeness = min(likeness, own.likeness)
        found.append((box[0] + own.dx, box[1] + own.dy, box[2], box[3]))
    return Found(tuple(found), likeness)
