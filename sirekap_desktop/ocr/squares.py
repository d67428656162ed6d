"""Finds the junctions of corner squares: points at which two black squares touch.

Such a point is a saddle of the brightness, from every side and in every perspective, and hardly
anything else on a sheet is one: crossing lines and letters are dark in their middle.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.shrink import Levels, about

PER_MM = 1.25
"""Pixels per mm in which junctions are looked for: a square is still 9 pixels wide."""
SPREAD = 1.1
"""Sigma in mm of the smoothing before curvature is measured."""
LEAST_CURVATURE, CLEAR_CURVATURE = 0.008, 0.05
"""Of a mark that is blurred and pale, and of one that is sharp and black."""
LEAST_SHARE = 0.5
"""Part of a ring's variance that goes twice dark and twice light; 0.81 for clean squares."""
LEAST_CONTRAST = 0.25
DARK = 0.55
"""Below this part of the paper's brightness a square is black."""
RINGS = (0.42, 0.66)
"""Radii of the rings in parts of a square's side."""
STEPS = 40
MOST = 60


@dataclass(frozen=True)
class Junctions:
    """`at` (n, 2) in pixels; `likeness` (n,) 0 to 1; `axis` (n,) the dark diagonal's direction.

    The direction is an angle in radians modulo pi, x to the right and y down.
    """

    at: NDArray[np.float64]
    likeness: NDArray[np.float64]
    axis: NDArray[np.float64]

    def some(self, which: NDArray[np.intp]) -> Junctions:
        """These of them, in this order."""
        return Junctions(self.at[which], self.likeness[which], self.axis[which])

    def and_then(self, others: Junctions) -> Junctions:
        """These, followed by others."""
        return Junctions(
            np.vstack([self.at, others.at]),
            np.append(self.likeness, others.likeness),
            np.append(self.axis, others.axis),
        )


def find_junctions(levels: Levels, per_mm: float, side: float) -> Junctions:
    """All junctions of squares of `side` mm in a picture of about `per_mm` pixels per mm."""
    small, factor = about(levels, PER_MM / per_mm)
    unit = per_mm * factor
    soft, curvature = _saddles(small, SPREAD * unit)
    at = _peaks(curvature, max(1, round(0.3 * side * unit)))
    share, axis = _rings(soft, at, side * unit)
    columns, rows = at.astype(int).T
    likeness = share * np.minimum(np.sqrt(curvature[rows, columns] / CLEAR_CURVATURE), 1.0)
    kept = np.nonzero(likeness > 0)[0]
    kept = kept[np.argsort(likeness[kept])[::-1]]
    return Junctions((at + 0.5) / factor - 0.5, likeness, axis).some(kept)


def find_squares(levels: Levels, per_mm: float, side: float) -> NDArray[np.float64]:
    """Middles (n, 2) of all lone black squares of about `side` mm: what a torn mark leaves."""
    small, factor = about(levels, PER_MM / per_mm)
    unit = per_mm * factor
    soft, _ = _saddles(small, 0.5 * unit)
    dark = (soft < DARK).astype(np.uint8)
    count, _, stats, middles = cv2.connectedComponentsWithStats(dark, connectivity=4)
    area = stats[:, cv2.CC_STAT_AREA] / (side * unit) ** 2
    longest = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) / (side * unit)
    square = (area > 0.5) & (area < 1.6) & (longest < 1.7) & (np.arange(count) > 0)
    return np.asarray((middles[square] + 0.5) / factor - 0.5, np.float64)


def _saddles(
    grey: NDArray[np.uint8], sigma: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The softened picture (paper = 1) and how much of a saddle each pixel is."""
    paper = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(paper, np.ones((7, 7), np.uint8)), (0, 0), 3.0)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    light = cv2.divide(grey, np.maximum(paper, 8), scale=1.0, dtype=cv2.CV_32F)
    soft = np.asarray(cv2.GaussianBlur(light, (0, 0), sigma), np.float32)
    xx, yy = (cv2.Sobel(soft, cv2.CV_32F, *order, ksize=3) for order in ((2, 0), (0, 2)))
    xy = cv2.Sobel(soft, cv2.CV_32F, 1, 1, ksize=3)
    # a Sobel kernel of 3 weighs second derivatives by 4, the mixed one as well
    determinant = (cv2.multiply(xy, xy) - cv2.multiply(xx, yy)) * np.float32(sigma**4 / 16)
    return soft, np.asarray(determinant, np.float32)


def _peaks(curvature: NDArray[np.float32], reach: int) -> NDArray[np.float64]:
    """The strongest points (n, 2), each the highest within `reach` pixels."""
    top = cv2.dilate(curvature, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    rows, columns = np.nonzero((curvature >= top) & (curvature > LEAST_CURVATURE))
    order = np.argsort(curvature[rows, columns])[::-1][:MOST]
    return np.stack([columns[order], rows[order]], axis=1).astype(np.float64)


def _rings(
    soft: NDArray[np.float32], at: NDArray[np.float64], side: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Likeness (0 where it is no junction) and dark axis by the light on rings around points."""
    turn = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
    share = np.full(len(at), np.inf)
    wave = np.zeros(len(at), np.complex128)
    for radius in RINGS:
        x = np.rint(at[:, :1] + radius * side * np.cos(turn)).astype(int)
        y = np.rint(at[:, 1:] + radius * side * np.sin(turn)).astype(int)
        inside = (x >= 0) & (y >= 0) & (x < soft.shape[1]) & (y < soft.shape[0])
        values = soft[np.clip(y, 0, soft.shape[0] - 1), np.clip(x, 0, soft.shape[1] - 1)]
        values = values.astype(np.float64)
        ripple = values - values.mean(axis=1, keepdims=True)
        second = ripple @ np.exp(-2j * turn) * (2 / STEPS)
        variance = (ripple**2).mean(axis=1)
        part = (np.abs(second) ** 2 / 2) / np.maximum(variance, 1e-9)
        contrast = np.percentile(values, 90, axis=1) - np.percentile(values, 10, axis=1)
        part[(contrast < LEAST_CONTRAST) | ~inside.all(axis=1)] = 0.0
        share = np.minimum(share, part)
        wave += second
    share = np.minimum(share / 0.81, 1.0)
    axis = (-np.angle(wave) / 2 + np.pi / 2) % np.pi
    return np.where(share * 0.81 >= LEAST_SHARE, share, 0.0), axis
