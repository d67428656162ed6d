"""Puts the writing of a real box onto a drawn sheet: only the ink moves, the paper stays.

A crop shows its own printed frame, often turned, with little resolution and in bad light. Its frame
is found and laid onto the printed frame; what is darker than its paper then darkens the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box

Grey = NDArray[np.uint8]
Cover = NDArray[np.float32]
"""How much ink covers each pixel, 0 to 1."""

SIDE = 96
"""Pixels to which a crop is brought before its frame is looked for."""
REACH = 0.27
"""Part of the crop in which each side of the frame is looked for."""
LEAST_LINE = 0.3
"""Darkness of a frame's side against the darkest of the crop, below which it is none."""
LEAST_LIKENESS = 0.96
"""Correlation of the ink taken off with the crop, below which the crop is too soft to use."""
OUTSIDE = 0.2
"""Part of the box around its frame into which strokes may run."""
PRINT_TO_PEN, FAINTEST = 1.25, 0.4
"""A pen is a little paler than the print; whoever wrote fainter writes fainter here too."""
ALONG, THICKER = 0.22, 1.45
"""A stroke that makes the frame so much thicker over such a part of a side lies on it."""
LONG_LINE = 0.66
"""A line near an edge that runs over more than this part of the box is a frame."""
LONGEST = 0.3
"""What is longer outside the frame is no stroke but the next box; as a part of the crop."""
SMALLEST = 18
"""Pixels of a crop below which no figure can be seen."""


@dataclass(frozen=True)
class Ink:
    """The colour (BGR) of a pen and how dark it writes, 0 to 1."""

    bgr: tuple[int, int, int]
    strength: float


def paste(image: NDArray[np.uint8], scale: float, box: Box, crop: Grey, ink: Ink) -> bool:
    """Write a grey crop's ink into a box (mm) of a BGR sheet (`scale` px/mm), in place.

    False when the crop's own frame cannot be found or its ink not told from its paper; the sheet
    is then untouched.
    """
    quad = find_frame(crop)
    if quad is None:
        return False
    width, height = (max(8, round(side * scale)) for side in box[2:])
    cover = _lifted(crop, quad, width, height)
    if cover is None:
        return False
    edge_x, edge_y = (cover.shape[1] - width) // 2, (cover.shape[0] - height) // 2
    darken(image, cover, (round(box[0] * scale) - edge_x, round(box[1] * scale) - edge_y), ink)
    return True


def darken(image: NDArray[np.uint8], cover: Cover, corner: tuple[int, int], ink: Ink) -> None:
    """Lay ink over a BGR sheet in place, `cover` with its upper left pixel at `corner` (x, y)."""
    x, y = corner
    left, top = max(0, x), max(0, y)
    right = min(image.shape[1], x + cover.shape[1])
    bottom = min(image.shape[0], y + cover.shape[0])
    if right <= left or bottom <= top:
        return
    part = image[top:bottom, left:right]
    strength = cover[top - y : bottom - y, left - x : right - x, None] * ink.strength
    part[:] = np.rint(part * (1 - strength * (1 - np.asarray(ink.bgr) / 255))).astype(np.uint8)


def find_frame(crop: Grey) -> NDArray[np.float32] | None:
    """The corners (4, 2; from the upper left clockwise) of a crop's frame in pixels, or None."""
    if min(crop.shape) < SMALLEST:
        return None
    dark = _darkness(
        cv2.resize(crop, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    )
    views = (dark, dark[:, ::-1], dark.T, dark.T[:, ::-1])
    sides = [_left_side(np.ascontiguousarray(view)) for view in views]
    darkest = float(np.percentile(dark, 97))
    if darkest < 0.12 or min(score for _, _, score in sides) < LEAST_LINE * darkest:
        return None
    far = SIDE - 1.0
    (l0, l1, _), (r0, r1, _), (t0, t1, _), (b0, b1, _) = sides
    left, right = (l0, 0.0, l1, far), (far - r0, 0.0, far - r1, far)
    top, bottom = (0.0, t0, far, t1), (0.0, far - b0, far, far - b1)
    corners = [_meet(a, b) for a, b in ((left, top), (right, top), (right, bottom), (left, bottom))]
    back = np.array([crop.shape[1] / SIDE, crop.shape[0] / SIDE])
    quad = (np.array(corners) + 0.5) * back - 0.5
    return np.asarray(quad, np.float32) if _is_square(quad) else None


def _darkness(grey: Grey) -> Cover:
    """How much darker than the paper around it each pixel is, whatever the light."""
    small = cv2.resize(
        cv2.GaussianBlur(grey, (0, 0), 1.0), (32, 32), interpolation=cv2.INTER_LINEAR
    )
    paper = cv2.GaussianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (0, 0), 4.5)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    ratio = grey.astype(np.float32) / np.maximum(paper, 1)
    return np.clip(1 - ratio, 0, 1).astype(np.float32)


def _left_side(dark: Cover) -> tuple[float, float, float]:
    """Where the left side of the frame crosses the first and the last row, and how dark it is."""
    reach = int(SIDE * REACH)
    rows = np.linspace(SIDE * 0.12, SIDE * 0.88, 40)
    ends = np.arange(reach)
    upper, lower = (part.ravel() for part in np.meshgrid(ends, ends, indexing="ij"))
    near = np.abs(upper - lower) < SIDE * 0.12
    upper, lower = upper[near], lower[near]
    columns = upper[:, None] + (lower - upper)[:, None] * rows / (SIDE - 1)
    found = dark[np.rint(rows).astype(int), np.rint(columns).astype(int)]
    weak = np.percentile(found, 25, axis=1)
    score = found.mean(axis=1) + weak
    best = int(score.argmax())
    return float(upper[best]), float(lower[best]), float(weak[best])


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, float]:
    first = np.cross((a[0], a[1], 1.0), (a[2], a[3], 1.0))
    second = np.cross((b[0], b[1], 1.0), (b[2], b[3], 1.0))
    x, y, w = np.cross(first, second)
    return float(x / w), float(y / w)


def _is_square(quad: NDArray[np.float64]) -> bool:
    """Whether the sides differ by no more than a slanted view makes them differ."""
    sides = np.hypot(*(np.roll(quad, -1, axis=0) - quad).T)
    return bool(sides.min() > 0.72 * sides.max())


def _lifted(crop: Grey, quad: NDArray[np.float32], width: int, height: int) -> Cover | None:
    """The ink of a crop on the printed box of `width` x `height` pixels and a little around it."""
    edge_x, edge_y = round(width * OUTSIDE), round(height * OUTSIDE)
    goal = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, goal + np.array([edge_x, edge_y], np.float32))
    size = (width + 2 * edge_x, height + 2 * edge_y)
    warped = cv2.warpPerspective(_darkness(crop), matrix, size, flags=cv2.INTER_CUBIC)
    dark = np.asarray(warped, np.float32)
    frame = (edge_x, edge_y, edge_x + width, edge_y + height)
    inner = _inner_edges(dark, frame)
    inside = dark[inner[1] : inner[3], inner[0] : inner[2]]
    noise = float(np.median(np.abs(inside - np.median(inside)))) * 1.5
    full = max(float(np.percentile(inside, 98.5)), 0.1, 4 * noise)
    low = max(0.14, min(0.28, 2.5 * noise / full)) * full
    cover = np.clip((dark - low) / (0.85 * full - low), 0, 1)
    written = np.asarray(cover, np.float32)
    within = written[inner[1] : inner[3], inner[0] : inner[2]]
    if _likeness(within, inside) < LEAST_LIKENESS or _holds_a_frame(within):
        return None
    if _runs_along(dark, frame, inner):
        return None
    faint = min(1.0, max(FAINTEST, PRINT_TO_PEN * full / max(_print_tone(dark, frame), 1e-3)))
    return np.asarray(_without_frame(written, frame, inner) * faint, np.float32)


def _print_tone(dark: Cover, frame: tuple[int, int, int, int]) -> float:
    """How dark the crop's own frame is: what its writing is measured against."""
    left, top, right, bottom = frame
    rows, columns = slice(top + 4, bottom - 4), slice(left + 4, right - 4)
    lines = (
        dark[rows, left - 2 : left + 3].max(axis=1),
        dark[rows, right - 3 : right + 2].max(axis=1),
        dark[top - 2 : top + 3, columns].max(axis=0),
        dark[bottom - 3 : bottom + 2, columns].max(axis=0),
    )
    return float(np.mean([np.median(line) for line in lines]))


def _likeness(cover: Cover, dark: Cover) -> float:
    """How well the ink that was taken off tells what stood there: correlation, both softened."""
    soft = max(1.0, cover.shape[1] / 24)
    views = [cv2.GaussianBlur(view, (0, 0), soft).ravel() for view in (cover, dark)]
    if min(float(view.std()) for view in views) < 1e-4:
        return 0.0
    return float(np.corrcoef(views[0], views[1])[0, 1])


def _holds_a_frame(cover: Cover) -> bool:
    """Whether a line runs from end to end near an edge: the frame itself, so another was found."""
    height, width = cover.shape
    drawn = cover > 0.35
    columns, rows = drawn.mean(axis=0), drawn.mean(axis=1)
    reach_x, reach_y = width // 5, height // 5
    edges = (columns[:reach_x], columns[-reach_x:], rows[:reach_y], rows[-reach_y:])
    return max(float(edge.max()) for edge in edges) > LONG_LINE


def _runs_along(
    dark: Cover, frame: tuple[int, int, int, int], inner: tuple[int, int, int, int]
) -> bool:
    """Whether a stroke lies on a side of the frame: with the frame it would be lost."""
    left, top, right, bottom = frame
    rows, columns = slice(top + 10, bottom - 10), slice(left + 10, right - 10)
    strips = (
        dark[rows, left - 2 : inner[0] + 3].sum(axis=1),
        dark[rows, inner[2] - 3 : right + 2].sum(axis=1),
        dark[top - 2 : inner[1] + 3, columns].sum(axis=0),
        dark[inner[3] - 3 : bottom + 2, columns].sum(axis=0),
    )
    return any(
        float((strip > THICKER * np.percentile(strip, 30)).mean()) > ALONG for strip in strips
    )


def _inner_edges(dark: Cover, frame: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Where the crop's own frame has faded on each inner side: old prints are thick and soft."""
    left, top, right, bottom = frame
    quarter_x, quarter_y = (right - left) // 5, (bottom - top) // 5
    rows, columns = (
        slice(top + quarter_y, bottom - quarter_y),
        slice(left + quarter_x, right - quarter_x),
    )
    depths = [
        _fade(np.median(dark[rows, left : left + quarter_x], axis=0)),
        _fade(np.median(dark[top : top + quarter_y, columns], axis=1)),
        _fade(np.median(dark[rows, right - quarter_x : right], axis=0)[::-1]),
        _fade(np.median(dark[bottom - quarter_y : bottom, columns], axis=1)[::-1]),
    ]
    return (left + depths[0], top + depths[1], right - depths[2], bottom - depths[3])


def _fade(profile: NDArray[np.float32]) -> int:
    """Pixels from the middle of a frame's line inwards until only paper is left."""
    paper = float(profile[len(profile) // 3 :].min())
    peak = float(profile[: len(profile) // 3].max())
    below = np.flatnonzero(profile < paper + 0.2 * (peak - paper))
    return int(min(max(below[0] + 1 if len(below) else 0, 2), len(profile) // 2))


def _without_frame(
    cover: Cover, frame: tuple[int, int, int, int], inner: tuple[int, int, int, int]
) -> Cover:
    """The writing inside, led on to the frame, and the strokes that really cross it."""
    left, top, right, bottom = inner
    height, width = cover.shape
    borders = (top, height - bottom, left, width - right)
    inside = cover[top:bottom, left:right]
    led = cv2.copyMakeBorder(np.where(inside > 0.5, inside, 0), *borders, cv2.BORDER_REPLICATE)
    led[top:bottom, left:right] = inside
    thick = max(inner[0] - frame[0], inner[1] - frame[1], frame[2] - right, frame[3] - bottom) + 1
    outside = np.ones(cover.shape, bool)
    outside[frame[1] - thick : frame[3] + thick, frame[0] - thick : frame[2] + thick] = False
    ours = np.zeros(cover.shape, np.float32)
    ours[frame[1] : frame[3], frame[0] : frame[2]] = led[frame[1] : frame[3], frame[0] : frame[2]]
    crossing = _crossing(np.where(outside, cover, 0), ours, 2 * thick + 3)
    ours[crossing] = np.maximum(ours, cover)[crossing]
    return ours


def _crossing(beyond: Cover, ours: Cover, gap: int) -> NDArray[np.bool_]:
    """The strokes outside the frame that go on from a stroke inside, and the way between."""
    count, parts, facts, _ = cv2.connectedComponentsWithStats((beyond > 0.35).astype(np.uint8))
    near = cv2.dilate((ours > 0.5).astype(np.uint8), np.ones((gap, gap), np.uint8)) > 0
    kept = np.zeros(beyond.shape, np.uint8)
    for number in range(1, count):
        part = parts == number
        tall, wide = facts[number, cv2.CC_STAT_HEIGHT], facts[number, cv2.CC_STAT_WIDTH]
        if (part & near).any() and max(tall, wide) < LONGEST * max(beyond.shape):
            kept[part] = 1
    reach = cv2.dilate(kept, np.ones((gap, gap), np.uint8)) > 0
    return np.asarray((kept > 0) | (reach & near & (ours == 0) & (beyond > 0)))
