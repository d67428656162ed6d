"""Makes a plane better by the printed lines of its page, from what is known to what is not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.landmarks import SCALE, Sightings, Structure, sight
from sirekap_desktop.ocr.planes import BEND, fit_plane, project
from sirekap_desktop.ocr.shrink import Levels, flatten

MOST_DOUBT = 12.0
"""A landmark is looked for once its place is known to this many mm."""
NEXT, WILD_DOUBT = 6, 30.0
"""Across a part of the page without lines, so many of the next ones are tried, up to this doubt."""
LEAST_REACH, MOST_REACH = 7.0, 24.0
ROUNDS = 6
AGREED = 4.0
"""A landmark farther than this from the settled plane, in mm, was mistaken for another."""


@dataclass(frozen=True)
class Settled:
    """The best plane, what was seen of the page's lines in mm on it, and how much was to be seen.

    `shown` says which landmarks lie in the picture at all.
    """

    to_picture: NDArray[np.float64]
    sightings: Sightings
    shown: NDArray[np.bool_]

    @property
    def distances(self) -> NDArray[np.float64]:
        """How far each sighted landmark lies from the plane, in mm."""
        return np.asarray(np.hypot(*(self.sightings.seen - self.sightings.points).T), np.float64)

    @property
    def share(self) -> float:
        """The part of the landmarks in the picture that stand where they should."""
        good = self.sightings.sound & (self.distances < AGREED)
        return float(good.sum()) / max(1, int(self.shown.sum()))

    @property
    def residual(self) -> tuple[float, float]:
        """Median and worst distance of the landmarks that were seen, in mm."""
        good = self.distances[self.sightings.sound]
        return (float(np.median(good)), float(good.max())) if len(good) else (np.inf, np.inf)


def settle(
    levels: Levels,
    to_picture: NDArray[np.float64],
    marks: NDArray[np.float64],
    known: Structure,
    error: float = BEND,
) -> Settled:
    """Start from the plane that was fitted to `marks` (n, 2 in mm), each good to `error` mm."""
    size = (known.lines.shape[1] / SCALE, known.lines.shape[0] / SCALE)
    support = project(to_picture, marks)
    plane = fit_plane(marks, marks, np.full(len(marks), error))
    everyone = np.arange(len(known.points))
    looked = 0
    for turn in range(ROUNDS):
        doubt = plane.doubt(known.points)
        shown = _inside(project(to_picture, known.points), levels[0].shape)
        which = everyone[(doubt < max(MOST_DOUBT, _next_doubt(doubt[shown], looked))) & shown]
        looked = len(which)
        dark = darkness(flatten(levels, to_picture, (0.0, 0.0), size, SCALE), SCALE)
        reach = np.clip(2.5 * doubt[which] + 2.0, LEAST_REACH, MOST_REACH)
        found = sight(dark, known, which, reach)
        seen = np.vstack([found.seen[found.sound], project(_inverse(to_picture), support)])
        points = np.vstack([found.points[found.sound], marks])
        plane = fit_plane(points, seen, np.full(len(points), BEND))
        to_picture = to_picture @ plane.matrix
        back = project(_inverse(plane.matrix), found.seen)
        settled = Settled(to_picture, Sightings(found.points, back, found.likeness), shown)
        is_whole = len(which) == shown.sum() and _moved(plane.matrix, size) < LEAST_REACH
        if is_whole or turn == ROUNDS - 1:
            break
    return settled


def _next_doubt(doubt: NDArray[np.float64], looked: int) -> float:
    """How doubtful a place may be so that a few more landmarks are looked for than before."""
    further = np.sort(doubt)[looked : looked + NEXT]
    return min(float(further[-1]) + 1e-9, WILD_DOUBT) if len(further) else 0.0


def _inverse(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.linalg.inv(matrix), np.float64)


def _moved(matrix: NDArray[np.float64], size: tuple[float, float]) -> float:
    """How far, in mm, a plane's correction moves the corners of the sheet."""
    corners = np.array([[0, 0], [size[0], 0], [0, size[1]], [size[0], size[1]]], np.float64)
    return float(np.hypot(*(project(matrix, corners) - corners).T).max())


def _inside(points: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    x, y = points.T
    return np.asarray((x >= 0) & (y >= 0) & (x < shape[1]) & (y < shape[0]), np.bool_)
