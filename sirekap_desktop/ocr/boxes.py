"""Finds every printed box again on the flattened sheet.

Sheets are folded and hang in waves: boxes lie up to 4.6 mm off the best plane. So each number's
row of frames is searched around its place, its neighbours vouch for it, and each box then moves
a little by itself. A box whose own frame does not show is said so: nothing in it can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace, Point
from sirekap_desktop.ocr.drawing import draw_frame
from sirekap_desktop.ocr.matching import match, summit
from sirekap_desktop.ocr.warp import Warp, displacement, odd_ones

Flat = NDArray[np.uint8]

REACH = 8.0
"""How far a row of boxes may lie from its place, in mm."""
BENT_REACH = 4.0
"""How far it may lie from where the bend of the paper puts it."""
OWN_REACH = 1.6
"""How far a box may lie from where its row says, in mm."""
DOUBT = 2.5
"""A row that moves this many mm more than its neighbours is looked for again beside them."""
LEAST_LIKENESS = 0.4
MARGIN = 0.09
"""Part of the box that is cut around its frame, as the network has learnt."""
EDGE = 2.0
"""Paper around frames that belongs to their pattern, in mm."""


INNER_EDGE = 2.5
"""As much paper inside pale frames still belongs to their pattern, in mm."""


@dataclass(frozen=True)
class Found:
    """A number's boxes where they really lie (mm); `likenesses` -1 to 1 of each one's frame."""

    boxes: tuple[Box, ...]
    likenesses: tuple[float, ...]

    @property
    def likeness(self) -> float:
        """Of the worst frame."""
        return min(self.likenesses)

    @property
    def sound(self) -> tuple[bool, ...]:
        """Whether each box's frame was really seen."""
        return tuple(likeness >= LEAST_LIKENESS for likeness in self.likenesses)

    @property
    def is_sound(self) -> bool:
        """Whether all frames were really seen."""
        return all(self.sound)


@dataclass(frozen=True)
class _Search:
    """A sheet's darkness from `origin` (mm) on, and the patterns of frames drawn so far."""

    dark: NDArray[np.float32]
    scale: float
    line: float
    origin: Point
    pale: bool
    drawn: dict[tuple[Box, ...], tuple[NDArray[np.float32], NDArray[np.float32] | None]]

    def frames(
        self, boxes: Sequence[Box], left: float, top: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """The printed frames of boxes, seen from `left`, `top` in mm, and what to heed of them.

        Of pale frames the inside is not heeded: guides and figures are as dark there.
        """
        key = tuple((round(x - left, 3), round(y - top, 3), w, h) for x, y, w, h in boxes)
        if key not in self.drawn:
            width, height = (max(b[i] + b[i + 2] for b in key) + EDGE for i in (0, 1))
            size = (round(height * self.scale), round(width * self.scale))
            pattern = np.zeros(size, np.float32)
            heed = np.ones(size, np.float32) if self.pale else None
            for box in key:
                draw_frame(pattern, box, self.line, self.scale)
                if heed is not None:
                    heed[_inside(box, self.scale)] = 0.0
            self.drawn[key] = (pattern, heed)
        return self.drawn[key]


@dataclass(frozen=True)
class _Shift:
    dx: float
    dy: float
    likeness: float


def find_boxes(
    dark: NDArray[np.float32],
    scale: float,
    places: Sequence[FieldPlace],
    line: float,
    bend: Warp | None = None,
    origin: Point = (0.0, 0.0),
    *,
    pale: bool = False,
) -> tuple[Found, ...]:
    """Every place's boxes by a sheet's `darkness`, `scale` px/mm; `line` is the frame's width.

    `bend` says where rows lie when something is known of the paper's bend; `origin` where the
    darkness begins on the sheet, in mm; `pale`: the frames are not black.
    """
    search = _Search(dark, scale, line, origin, pale, {})
    rows = _rows(search, places, bend)
    shifts = [_own_shifts(search, place, row) for place, row in zip(places, rows, strict=True)]
    return _settled(places, shifts)


def displacement_of(places: Sequence[FieldPlace], found: Sequence[Found]) -> Warp:
    """The bend of the paper as the frames that were seen tell it."""
    pairs = [
        (_centre(box), _centre(seen))
        for place, one in zip(places, found, strict=True)
        for box, seen, sound in zip(place.boxes, one.boxes, one.sound, strict=True)
        if sound
    ]
    points, seen = np.array(pairs, np.float64).reshape(-1, 2, 2).transpose(1, 0, 2)
    return displacement(points, seen)


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


def _inside(box: Box, scale: float) -> tuple[slice, slice]:
    """Rows and columns of a box's inside, a little off its frame."""
    x, y, w, h = (round(side * scale) for side in box)
    edge = round(INNER_EDGE * scale)
    return slice(y + edge, y + h - edge), slice(x + edge, x + w - edge)


def _centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2] / 2, box[1] + box[3] / 2)


def _rows(search: _Search, places: Sequence[FieldPlace], bend: Warp | None) -> list[_Shift]:
    """How far each place's row of frames lies from its printed place."""
    centres = np.array([_centre(place.extent) for place in places])
    start = bend(centres) if bend is not None else np.zeros_like(centres)
    reach = REACH if bend is None else BENT_REACH
    coarse = [
        _row_shift(search, place.boxes, (float(dx), float(dy)), reach)
        for place, (dx, dy) in zip(places, start, strict=True)
    ]
    settled = []
    for index, (place, shift) in enumerate(zip(places, coarse, strict=True)):
        near = _neighbours(centres, coarse, index)
        if near is not None and np.hypot(shift.dx - near[0], shift.dy - near[1]) > DOUBT:
            shift = _row_shift(search, place.boxes, near, DOUBT)
        settled.append(shift)
    return settled


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


def _own_shifts(search: _Search, place: FieldPlace, row: _Shift) -> list[_Shift]:
    """Each box near its row; one whose frame does not show stays where the row is."""
    own = []
    for box in place.boxes:
        shift = _row_shift(search, [box], (row.dx, row.dy), OWN_REACH)
        seen = shift.likeness >= LEAST_LIKENESS
        own.append(shift if seen else _Shift(row.dx, row.dy, shift.likeness))
    return own


def _settled(places: Sequence[FieldPlace], shifts: Sequence[Sequence[_Shift]]) -> tuple[Found, ...]:
    """The boxes, those without a frame of their own placed by the others around them."""
    found = tuple(
        Found(
            tuple(
                (box[0] + shift.dx, box[1] + shift.dy, box[2], box[3])
                for box, shift in zip(place.boxes, own, strict=True)
            ),
            tuple(shift.likeness for shift in own),
        )
        for place, own in zip(places, shifts, strict=True)
    )
    found = _without_strays(places, found)
    if all(one.is_sound for one in found) or not any(any(one.sound) for one in found):
        return found
    bend = displacement_of(places, found)
    return tuple(_placed(place, one, bend) for place, one in zip(places, found, strict=True))


def _without_strays(places: Sequence[FieldPlace], found: tuple[Found, ...]) -> tuple[Found, ...]:
    """A frame that lies otherwise than all around it is another frame: its box was not seen."""
    pairs = [
        (_centre(box), _centre(seen))
        for place, one in zip(places, found, strict=True)
        for box, seen in zip(place.boxes, one.boxes, strict=True)
    ]
    points, seen = np.array(pairs, np.float64).transpose(1, 0, 2)
    stray = iter(odd_ones(points, seen - points))
    return tuple(
        Found(
            one.boxes,
            tuple(min(like, 0.0) if next(stray) else like for like in one.likenesses),
        )
        for one in found
    )


def _placed(place: FieldPlace, one: Found, bend: Warp) -> Found:
    moved = []
    for box, seen, sound in zip(place.boxes, one.boxes, one.sound, strict=True):
        dx, dy = bend.at(*_centre(box))
        moved.append(seen if sound else (box[0] + dx, box[1] + dy, box[2], box[3]))
    return Found(tuple(moved), one.likenesses)


def _row_shift(
    search: _Search, boxes: Sequence[Box], around: tuple[float, float], reach: float
) -> _Shift:
    """Where the frames of `boxes` fit best, within `reach` mm of `around`."""
    left, top = min(b[0] for b in boxes) - EDGE, min(b[1] for b in boxes) - EDGE
    pattern, heed = search.frames(boxes, left, top)
    height, width = pattern.shape
    scale, (x0, y0) = search.scale, search.origin
    pad = max(1, round(reach * scale))
    start = (
        round((left - x0 + around[0]) * scale) - pad,
        round((top - y0 + around[1]) * scale) - pad,
    )
    patch = patch_at(search.dark, start, (width + 2 * pad, height + 2 * pad))
    answer = match(patch, pattern, heed)
    _, likeness, _, (column, row) = cv2.minMaxLoc(answer)
    x, y = summit(answer, column, row)
    dx, dy = (start[0] + x) / scale + x0 - left, (start[1] + y) / scale + y0 - top
    return _Shift(dx, dy, float(likeness))
