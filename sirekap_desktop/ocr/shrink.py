"""Smaller copies of a picture, made once: nobody needs twelve megapixels to find a sheet."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Levels = tuple[NDArray[np.uint8], ...]
"""A grey picture and its halves, each half as wide as the one before."""

ROUGHLY = (0.8, 1.25)
"""How much smaller or larger than wanted a copy may be to serve."""
LEAST = 350
"""No copy has a shorter side than this, in pixels."""


def halves(grey: NDArray[np.uint8]) -> Levels:
    """The picture, its half, its quarter …; a pixel is the mean of the four it stands for."""
    levels = [grey]
    while min(levels[-1].shape) >= 2 * LEAST:
        height, width = levels[-1].shape
        even = levels[-1][: height // 2 * 2, : width // 2 * 2]
        half = cv2.resize(even, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        levels.append(np.asarray(half, np.uint8))
    return tuple(levels)


def about(levels: Levels, factor: float) -> tuple[NDArray[np.uint8], float]:
    """A copy of about `factor` of the size and its real factor; what is there costs nothing."""
    for i in range(len(levels)):
        if ROUGHLY[0] * factor <= 0.5**i <= ROUGHLY[1] * factor:
            return levels[i], 0.5**i
    factor = min(1.0, factor)
    return shrunk(levels, factor), factor


def shrunk(levels: Levels, factor: float) -> NDArray[np.uint8]:
    """The picture at `factor` (up to 1) of its size."""
    height, width = levels[0].shape
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    near = max(i for i in range(len(levels)) if i == 0 or 0.5**i >= factor)
    if levels[near].shape == (size[1], size[0]):
        return levels[near]
    small = cv2.resize(levels[near], size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def flatten(
    levels: Levels,
    to_picture: NDArray[np.float64],
    corner: tuple[float, float],
    size: tuple[float, float],
    scale: float,
    outside: int = 255,
) -> NDArray[np.uint8]:
    """A part of the sheet (`corner`, `size` in mm) laid flat at `scale` px/mm.

    `to_picture` maps sheet millimetres to pixels; what the picture does not show is `outside`.
    """
    wide, high = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    part = np.array(
        [
            [1 / scale, 0, corner[0] + 0.5 / scale],
            [0, 1 / scale, corner[1] + 0.5 / scale],
            [0, 0, 1],
        ]
    )
    matrix = to_picture @ part
    per_pixel = _stretch(matrix, wide, high)
    level = int(np.clip(round(np.log2(max(per_pixel, 1.0))), 0, len(levels) - 1))
    factor = 0.5**level
    # the middle of a pixel of a half lies between the middles of two pixels of the whole
    shift = np.array([[factor, 0, factor / 2 - 0.5], [0, factor, factor / 2 - 0.5], [0, 0, 1]])
    flat = cv2.warpPerspective(
        levels[level],
        shift @ matrix,
        (wide, high),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=outside,
    )
    return np.asarray(flat, np.uint8)


def _stretch(matrix: NDArray[np.float64], wide: int, high: int) -> float:
    """How many pixels of the picture lie in one pixel of the flat part, along a line."""
    middle = np.array([wide / 2, high / 2, 1.0])
    x, y, w = matrix @ middle
    if abs(w) < 1e-9:
        return 1.0
    jacobian = (matrix[:2, :2] - np.outer([x / w, y / w], matrix[2, :2])) / w
    return float(np.sqrt(abs(np.linalg.det(jacobian))))
