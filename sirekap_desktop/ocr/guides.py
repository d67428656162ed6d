"""Takes the printed guide figure out of digit boxes whose print is paler than ink.

Where guides are drawn as lines, an empty box looks like an 8. Whatever stands in all boxes of a
page alike was printed, not written; so the page itself says what its guide looks like.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Crop = NDArray[np.uint8]
Dark = NDArray[np.float32]

SIDE: Final = 48
"""Pixels of a box's side in which the boxes of a page are compared."""
FRAME: Final = 8
"""Pixels at each side that belong to the frame; nothing is taken away there."""
PAPER: Final = 75
"""Percentile of a box's grey levels that is paper."""
ALIKE: Final = 25
"""Percentile of darkness over all boxes: what three of four boxes show at a place is printed."""
FEWEST: Final = 8
"""Fewer boxes do not tell what is printed from what is written."""
PRINTED: Final = 0.04
"""Darkness from which something printed counts."""
PLAY: Final = 3
"""Pixels by which guides may lie off their place from box to box."""
INK: Final = 1.7
"""So many times darker than the guide at its place a pixel is ink."""


def without_guides(crops: Sequence[Crop]) -> list[Crop]:
    """The boxes of a page with paper where only the guide was; the same where there is none."""
    if len(crops) < FEWEST:
        return list(crops)
    guide = _guide(np.stack([_darkness(crop) for crop in crops]))
    if guide.max() < PRINTED:
        return list(crops)
    return [_erased(crop, guide) for crop in crops]


def _darkness(crop: Crop) -> Dark:
    small = cv2.resize(crop, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    return np.asarray(1 - small / max(float(np.percentile(small, PAPER)), 1.0), np.float32)


def _guide(boxes: Dark) -> Dark:
    """How dark the guide is at each place, 0 where none is; a little wider than it is printed.

    It is no darker than the frame, however many wrote at the same place.
    """
    shared = np.percentile(boxes, ALIKE, axis=0).astype(np.float32)
    frame = float(np.median(shared[:FRAME].max(axis=0)))
    inside = np.zeros_like(shared)
    middle = slice(FRAME, -FRAME)
    inside[middle, middle] = np.minimum(shared[middle, middle], frame)
    inside[inside < PRINTED] = 0.0
    return np.asarray(cv2.dilate(inside, np.ones((PLAY, PLAY), np.uint8)), np.float32)


def _erased(crop: Crop, guide: Dark) -> Crop:
    height, width = crop.shape
    here = cv2.resize(guide, (width, height), interpolation=cv2.INTER_LINEAR)
    paper = float(np.percentile(crop, PAPER))
    dark = 1 - crop.astype(np.float32) / max(paper, 1.0)
    only = (here > 0) & (dark < INK * here)
    return np.where(only, np.uint8(min(paper, 255)), crop)
