"""Whether a picture is good enough to be read at all."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

SMALLEST = 1.3
"""Pixels per mm: below it a digit box is smaller than the 24 pixels the network has learnt."""
SOFTEST = 1.5
"""Blur (sigma, mm) at which neighbouring strokes of a figure run together."""


def blur(grey: NDArray[np.uint8], corners: NDArray[np.float64], side: float) -> float:
    """The blur of the tag's edges as a sigma in mm; `corners` (4, 2) in pixels, `side` in mm.

    At a step of height C blurred by sigma the steepest slope is C / (sigma * sqrt(2 pi)). A perfect
    step is one pixel wide, too rare to count: so the patch is also looked at a little softened.
    """
    per_mm = 4.0
    size = round(side * per_mm)
    goal = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), goal)
    patch = cv2.warpPerspective(grey, matrix, (size, size), flags=cv2.INTER_LINEAR)
    values = np.asarray(patch, np.float32)
    contrast = float(np.percentile(values, 92) - np.percentile(values, 8))
    softened = np.asarray(cv2.GaussianBlur(values, (0, 0), 1.0), np.float32)
    steepest = max(_slope(values), _slope(softened))
    if steepest <= 0:
        return float("inf")
    return contrast / (steepest * float(np.sqrt(2 * np.pi))) / per_mm


def _slope(values: NDArray[np.float32]) -> float:
    return float(np.percentile(np.abs(np.diff(values, axis=1)), 98))


def is_featureless(grey: NDArray[np.uint8]) -> bool:
    """Whether a picture has no sharp edge anywhere: out of focus, moved, or empty."""
    factor = min(1.0, 1500 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    edges = cv2.Laplacian(cv2.GaussianBlur(small, (0, 0), 0.8), cv2.CV_32F)
    return float(np.percentile(np.abs(edges), 99)) < 8.0
