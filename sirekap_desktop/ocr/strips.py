"""What finding a written line and finding letter boxes have in common: lines out, ink in.

All of it works on the darkness of the flattened sheet (`boxes.darkness`), free of shadows, and
looks for things on a coarse copy of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.ocr.letters import HEIGHT, Strip

Dark = NDArray[np.float32]
Mask = NDArray[np.uint8]

LETTER: Final = 20.0
"""Pixels of a strip that a letter is high."""
COARSE: Final = 2.0
"""Pixels per mm of the coarse copy."""
FAINTEST: Final = 0.14
"""Darkness below which nothing counts as ink."""
THICK_MM: Final = 2.0
"""Nothing thicker is a printed line."""
SMALLEST_MM: Final = 2.2
"""Writing is not lower than this."""


def without(dark: Dark, scale: float, printed: Sequence[Box]) -> Dark:
    """A copy in which the form's own text (boxes in mm from the corner) is paper."""
    clean = dark.copy()
    for box in printed:
        clean[part(box, scale)] = 0.0
    return clean


def part(box: Box, scale: float) -> tuple[slice, slice]:
    """Rows and columns of a box in mm."""
    x, y, w, h = box
    left, top = max(round(x * scale), 0), max(round(y * scale), 0)
    return slice(top, max(round((y + h) * scale), 0)), slice(left, max(round((x + w) * scale), 0))


def coarse(dark: Dark, scale: float) -> Dark:
    """The copy of `COARSE` px/mm."""
    height, width = dark.shape
    size = (max(round(width * COARSE / scale), 1), max(round(height * COARSE / scale), 1))
    return np.asarray(cv2.resize(dark, size, interpolation=cv2.INTER_AREA), np.float32)


def rules_in(small: Dark, along_mm: float, upright_mm: float, side_mm: float = 0.0) -> Mask:
    """Where straight lines run: a frame, guide lines, dashes that fill the rest of a line.

    With `side_mm` upright ones count only so near the left and right edge.
    """
    thick = round(THICK_MM * COARSE) + 1
    along = _runs(_hat(small, (thick, 1)), (1, round(along_mm * COARSE)), (3, 1))
    upright = _runs(_hat(small, (1, thick)), (round(upright_mm * COARSE), 1), (1, 3))
    if side_mm:
        side = round(side_mm * COARSE)
        upright[:, side:-side] = 0
    return np.asarray(cv2.dilate(along | upright, np.ones((3, 3), np.uint8)), np.uint8)


def _hat(small: Dark, kernel: tuple[int, int]) -> Dark:
    """What is thinner than the kernel; a line on the very edge counts as thin."""
    edge = max(kernel)
    framed = cv2.copyMakeBorder(small, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=0.0)
    hat = framed - cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
    return np.asarray(hat[edge:-edge, edge:-edge], np.float32)


def _runs(hat: Dark, kernel: tuple[int, int], slack: tuple[int, int]) -> Mask:
    mask = cv2.dilate((hat > FAINTEST * 0.7).astype(np.uint8), np.ones(slack, np.uint8))
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(kernel, np.uint8)), np.uint8)


def erase(clean: Dark, rules: Mask) -> None:
    """Make paper of what a coarse mask covers, in place."""
    size = (clean.shape[1], clean.shape[0])
    clean[cv2.resize(rules, size, interpolation=cv2.INTER_NEAREST) > 0] = 0.0


def ink_in(small: Dark, rules: Mask) -> tuple[Mask | None, float]:
    """The mask of writing and its usual letter height in coarse pixels; None when there is none."""
    open_dark = np.where(rules > 0, np.float32(0), small)
    strong = np.partition(open_dark.ravel(), -60)[-60:] if open_dark.size > 600 else open_dark
    level = max(FAINTEST, 0.4 * float(np.median(strong)))
    mask = (open_dark > level).astype(np.uint8)
    count, names, facts, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    heights, areas = facts[:, cv2.CC_STAT_HEIGHT], facts[:, cv2.CC_STAT_AREA]
    kept = (heights >= SMALLEST_MM * COARSE * 0.6) & (areas >= 6)
    kept[0] = False
    if kept.sum() < 1 or areas[kept].sum() < 40:
        return None, 0.0
    order = np.argsort(heights[kept])
    piled = np.cumsum(areas[kept][order])
    letter = float(heights[kept][order][np.searchsorted(piled, piled[-1] * 0.5)])
    if letter < SMALLEST_MM * COARSE:
        return None, 0.0
    kept &= (heights > 0.3 * letter) & (heights < 3.0 * letter)
    keep = np.zeros(count, np.uint8)
    keep[kept] = 1
    return np.asarray(keep[names], np.uint8), letter


def warped(clean: Dark, into: NDArray[np.float64], width: int, across: float) -> Strip:
    """A strip by a map from its pixels to the patch's, `across` of them to one."""
    soft = cv2.GaussianBlur(clean, (0, 0), 0.35 * across) if across > 1.4 else clean
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(soft, into, (width, HEIGHT), flags=flags), np.float32)


def joined(strips: Sequence[Strip], gap: int) -> Strip:
    """Strips side by side with `gap` pixels of paper around each."""
    between = np.zeros((HEIGHT, gap), np.float32)
    parts = [part for strip in strips for part in (strip, between)]
    return np.hstack([between, *parts])


def even(strip: Strip) -> Strip:
    """Ink brought to 1, paper to 0."""
    dark = strip[strip > FAINTEST]
    level = float(np.percentile(dark, 70)) if dark.size else 1.0
    ready = (strip - 0.12 * level) / max(0.88 * level, FAINTEST)
    return np.asarray(np.clip(ready, 0.0, 1.4), np.float32)
