"""Whether the corner marks show where a plane puts them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Point, Template
from sirekap_desktop.ocr.shrink import Levels, flatten

SCALE = 2.0
MARGIN, PLAY, BENT_PLAY = 0.45, 2.0, 6.0
"""Paper around the squares that belongs to the pattern (parts of a side), and search in mm: where
the plane goes through the marks, and where bent paper may have moved them off it."""


def proofs(
    levels: Levels, to_picture: NDArray[np.float64], template: Template, play: float = PLAY
) -> tuple[float, ...]:
    """For each corner how like its pattern it is on the flattened sheet, within `play` mm."""
    return tuple(
        _proof(levels, to_picture, mark, template.mark_side, play) for mark in template.marks
    )


def _proof(
    levels: Levels, to_picture: NDArray[np.float64], mark: Point, side: float, play: float
) -> float:
    reach = side * (1 + MARGIN) + play
    corner = (mark[0] - reach, mark[1] - reach)
    patch = flatten(levels, to_picture, corner, (2 * reach, 2 * reach), SCALE, outside=128)
    return float(cv2.matchTemplate(patch, crossing(side * SCALE), cv2.TM_CCOEFF_NORMED).max())


def crossing(side: float) -> NDArray[np.uint8]:
    """The pattern of a mark: two dark squares of `side` pixels that touch, with a light margin."""
    half = round(side * (1 + MARGIN))
    square = round(side)
    pattern = np.full((2 * half, 2 * half), 230, np.uint8)
    pattern[half - square : half, half - square : half] = 25
    pattern[half : half + square, half : half + square] = 25
    return np.asarray(cv2.GaussianBlur(pattern, (0, 0), 0.8), np.uint8)
