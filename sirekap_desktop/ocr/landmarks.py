"""The printed lines of a page, found again on the flattened sheet.

A page of ruled tables is full of corners that stand at known places. Where they really lie says
how the paper bends, whether the plane is right, and whether this is the page at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.ocr.drawing import draw_frame, draw_square
from sirekap_desktop.ocr.matching import match, summit

SCALE = 1.0
"""Pixels per mm in which landmarks are looked for."""
HALF = 14.0
"""Half the side of a landmark's window, in mm."""
APART = 30.0
"""No two landmarks stand closer, in mm (across and down together)."""
SEEN = 0.42
"""How like its drawing a window must be to count as seen."""
LEAST_LINE = 0.5
"""Only corners of lines as wide as this, in mm, are looked for: a small picture loses others."""
PALE = 0.5
"""Frames as grey as this are no landmarks: dark lines and writing near them outweigh them."""


@dataclass(frozen=True)
class Structure:
    """A page's printed lines at SCALE (0 paper to 1 black) and its landmarks (n, 2) in mm."""

    lines: NDArray[np.float32]
    points: NDArray[np.float64]


@dataclass(frozen=True)
class Sightings:
    """Where landmarks were found: `points` and `seen` (n, 2) in mm, `likeness` (n,) -1 to 1."""

    points: NDArray[np.float64]
    seen: NDArray[np.float64]
    likeness: NDArray[np.float64]

    @property
    def sound(self) -> NDArray[np.bool_]:
        """Which of them were really seen."""
        return self.likeness >= SEEN


def structure(template: Template, page: Page) -> Structure:
    """What is printed on a page besides its words."""
    width, height = template.size
    lines = np.zeros((round(height * SCALE), round(width * SCALE)), np.float32)
    for place in page.places:
        for box in place.boxes:
            draw_frame(lines, box, template.frame_width, SCALE)
    lines *= 1 - template.frame_grey
    for frame in page.frames:
        draw_frame(lines, frame.box, frame.width, SCALE)
    side = template.mark_side
    for x, y in template.marks:
        draw_square(lines, (x - side, y - side, side, side), SCALE)
        draw_square(lines, (x, y, side, side), SCALE)
    return Structure(lines, _points(template, page))


def sight(
    dark: NDArray[np.float32],
    known: Structure,
    which: NDArray[np.intp],
    reach: NDArray[np.float64],
) -> Sightings:
    """Look for some landmarks on a sheet's darkness at SCALE, each within its `reach` in mm."""
    seen, likeness = [], []
    half = round(HALF * SCALE)
    for point, far in zip(known.points[which], reach, strict=True):
        x, y = (round(float(value) * SCALE) for value in point)
        pattern = _window(known.lines, x, y, half)
        pad = max(2, round(float(far) * SCALE))
        answer = match(_window(dark, x, y, half + pad), pattern)
        _, value, _, (column, row) = cv2.minMaxLoc(answer)
        if not (0 < column < 2 * pad and 0 < row < 2 * pad):
            value = 0.0  # it would lie farther still, so it is something else
        dx, dy = summit(answer, column, row)
        seen.append((point[0] + (dx - pad) / SCALE, point[1] + (dy - pad) / SCALE))
        likeness.append(float(value))
    return Sightings(
        known.points[which], np.array(seen, np.float64).reshape(-1, 2), np.array(likeness)
    )


def _points(template: Template, page: Page) -> NDArray[np.float64]:
    """The corner marks and corners of frames, spread over the page."""
    firm = [frame.box for frame in page.frames if frame.width >= LEAST_LINE]
    if template.frame_grey < PALE:
        firm += [place.extent for place in page.places]
    boxes = np.array(firm).reshape(-1, 4)
    far = boxes[:, :2] + boxes[:, 2:]
    left, top = boxes[:, 0], boxes[:, 1]
    right, bottom = far[:, 0], far[:, 1]
    corners = np.stack([[left, top], [right, top], [left, bottom], [right, bottom]])
    left_over = np.vstack([np.array(template.marks).reshape(-1, 2), *corners.transpose(0, 2, 1)])
    chosen = []
    while len(left_over):
        chosen.append(left_over[0])
        left_over = left_over[np.abs(left_over - left_over[0]).sum(axis=1) >= APART]
    return np.array(chosen)


def _window(picture: NDArray[np.float32], x: int, y: int, half: int) -> NDArray[np.float32]:
    """A square around a pixel; paper where it leaves the picture."""
    height, width = picture.shape
    window = np.zeros((2 * half + 1, 2 * half + 1), np.float32)
    left, top = max(x - half, 0), max(y - half, 0)
    right, bottom = min(x + half + 1, width), min(y + half + 1, height)
    if right > left and bottom > top:
        part = picture[top:bottom, left:right]
        window[top - y + half : bottom - y + half, left - x + half : right - x + half] = part
    return window
