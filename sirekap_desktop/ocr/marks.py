"""Reads the bubbles under the digit boxes: the second way in which a number stands there.

A bubble's darkness means nothing by itself: rings and numerals are printed more or less black, pens
differ, some people tick. So it is measured against the untouched ones of its column and against
how dark the filled ones of the page are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Bubbles
from sirekap_desktop.ocr.grids import FINE, Shift, window

REACH = 7.0
"""How far the rings may lie from where the shift says, in mm."""
OWN_REACH = 1.0
"""How far a column may lie from the other columns of its number, in mm."""
EDGE = 2.0
"""Paper around a column that belongs to the picture of its rings, in mm."""
RIM = 1.0
"""What is left out at the ring's edge when the inside is measured, in mm."""
PRINT = 0.3
"""The darkness down to which everything counts alike when rings are looked for."""
LEAST_LIKENESS = 0.15
"""Rings matched worse than this were not seen, and the column says nothing."""
EVERY_RING, PAPER = 0.75, 25
"""Each ring is as dark as this part of the column's median ring above the paper (a percentile):
a column taken one bubble too high or too low has none at one end."""

TOUCHED = 0.08
"""A bubble this much darker than its column's median (0 paper, 1 black) has met a pen."""
FULL_PART = 0.6
"""The part of the page's usual fill from which a bubble counts as filled like the others."""
FULL, FULL_OF_MANY = 0.32, 0.12
"""The least darkness of a fill; who marks `MANY` columns palely or with ticks means it so."""
MANY = 4
STEEPNESS, HALFWAY = 14.0, 0.55
"""Log-odds of `filled` by the part of a fill that is there; from drawn ticks, strokes, smears."""
NONE_FILLED = 0.2
"""How often a column is left empty: some fill bubble 0 for an X, some do not."""
FLOOR = 0.005
"""Shared by all answers of a column: a clear one is worth 0.995, never certainty."""
CLEAR = 0.9
"""The probability from which a column is said to show a digit, or to be empty."""


@dataclass(frozen=True)
class Marks:
    """One character per column: a digit, `_` when none is filled, `?` when it is not clear.

    `columns` (width, 11): the probability of each digit 0 to 9 and of "none filled"; a column
    whose rings were not seen is `_` with equal probabilities, which say nothing.
    """

    text: str
    confidence: float
    columns: NDArray[np.float64] = field(
        default_factory=lambda: np.zeros((0, 11)), compare=False, repr=False
    )

    @property
    def value(self) -> int | None:
        """The number, when every column has exactly one filled bubble."""
        return int(self.text) if self.text.isdigit() else None


def read_page(
    dark: NDArray[np.float32], scale: float, numbers: Sequence[Bubbles], shift: Shift
) -> tuple[Marks, ...]:
    """The marks of every number of one page from a sheet's `darkness`, `scale` px/mm.

    All numbers of a page in one call: what a fill looks like here is learnt from all of them.
    """
    measured = [_fills(dark, scale, bubbles, shift) for bubbles in numbers]
    seen = [column for one in measured for column in one if column is not None]
    full = _full(np.array(seen)) if seen else FULL
    return tuple(_marks(one, full) for one in measured)


def _marks(columns: Sequence[NDArray[np.float64] | None], full: float) -> Marks:
    nothing = np.full(11, 1 / 11)
    spread = np.array([nothing if c is None else _spread(c, full) for c in columns])
    text, worst = "", 1.0
    for column, row in zip(columns, spread, strict=True):
        best = int(row.argmax())
        clear = column is not None and row[best] >= CLEAR
        worst = min(worst, float(row[best]) if clear else 0.0)
        text += "_" if column is None or (clear and best == 10) else str(best) if clear else "?"
    return Marks(text, worst, spread)


def _full(columns: NDArray[np.float64]) -> float:
    """From which darkness on a bubble of this page counts as filled; columns (n, 10)."""
    darkest = columns.max(axis=1)
    touched = darkest[darkest > TOUCHED]
    if not len(touched):
        return FULL
    least = FULL_OF_MANY if len(touched) >= MANY else FULL
    return max(least, FULL_PART * float(np.median(touched)))


def _spread(above: NDArray[np.float64], full: float) -> NDArray[np.float64]:
    """Probability of each digit and of none (11), from the darkness above the median (10)."""
    filled = STEEPNESS * (np.clip(above / full, 0, 1) - HALFWAY)
    odds = np.append(np.exp(filled) * (1 - NONE_FILLED) / 10, NONE_FILLED)
    spread: NDArray[np.float64] = (1 - FLOOR) * odds / odds.sum() + FLOOR / 11
    return spread


def _fills(
    dark: NDArray[np.float32], scale: float, bubbles: Bubbles, shift: Shift
) -> list[NDArray[np.float64] | None]:
    """How much darker than its column's median each bubble (10) is; None: no rings seen."""
    pattern = _Pattern.of(bubbles)
    height, width = (side / FINE for side in pattern.rings.shape)
    boxes = [(x - EDGE, bubbles.y[0] - EDGE, width, height) for x in bubbles.x]
    patches = [window(dark, scale, box, shift, REACH) for box in boxes]
    around = _together(patches, pattern)
    if around is None:
        return [None] * len(patches)
    return [_column(patch, pattern, around) for patch in patches]


def _together(patches: Sequence[NDArray[np.float32]], pattern: _Pattern) -> tuple[int, int] | None:
    """Where all columns of a number begin (x, y) in their patches; None when out of reach."""
    coarse = _halved(pattern.rings)
    likeness = np.sum([_likeness(_halved(patch), coarse) for patch in patches], axis=0)
    y, x = (int(at) for at in np.unravel_index(int(likeness.argmax()), likeness.shape))
    if not (0 < y < likeness.shape[0] - 1 and 0 < x < likeness.shape[1] - 1):
        return None
    return 2 * x, 2 * y


def _column(
    patch: NDArray[np.float32], pattern: _Pattern, around: tuple[int, int]
) -> NDArray[np.float64] | None:
    height, width = pattern.rings.shape
    own = round(OWN_REACH * FINE)
    left, top = max(0, around[0] - own), max(0, around[1] - own)
    near = patch[top : around[1] + own + height, left : around[0] + own + width]
    _, likeness, _, (dx, dy) = cv2.minMaxLoc(_likeness(near, pattern.rings))
    column = near[dy : dy + height, dx : dx + width].ravel()
    rims = pattern.rims @ column - float(np.percentile(column, PAPER))
    if likeness < LEAST_LIKENESS or rims.min() < EVERY_RING * np.median(rims):
        return None
    inside = (pattern.discs @ column).astype(np.float64)
    return np.asarray(inside - np.median(inside), np.float64)


def _halved(image: NDArray[np.float32]) -> NDArray[np.float32]:
    size = (image.shape[1] // 2, image.shape[0] // 2)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.float32)


def _likeness(patch: NDArray[np.float32], rings: NDArray[np.float32]) -> NDArray[np.float32]:
    printed = np.minimum(patch, PRINT)  # or the fills would outweigh the rings
    answer = np.asarray(cv2.matchTemplate(printed, rings, cv2.TM_CCOEFF_NORMED), np.float32)
    return np.nan_to_num(answer, posinf=0.0, neginf=0.0)


@dataclass(frozen=True)
class _Pattern:
    """A column of printed rings in FINE px/mm; weights (10, pixels) of insides and of rings."""

    rings: NDArray[np.float32]
    discs: NDArray[np.float32]
    rims: NDArray[np.float32]

    @classmethod
    def of(cls, bubbles: Bubbles) -> _Pattern:
        radius = bubbles.diameter / 2
        centres = [EDGE + radius + y - bubbles.y[0] for y in bubbles.y]
        height = 2 * round((centres[-1] + radius + EDGE) * FINE / 2)
        width = 2 * round((bubbles.diameter + 2 * EDGE) * FINE / 2)
        rows, columns = (np.mgrid[0:height, 0:width] + 0.5) / FINE
        away = np.array([np.hypot(columns - EDGE - radius, rows - c).ravel() for c in centres])
        lines = np.clip(1 - np.abs(away - radius) * FINE, 0, 1)
        bands = np.clip(2 - np.abs(away - radius) * FINE, 0, 1)
        discs = (away <= radius - RIM).astype(np.float64)
        return cls(
            lines.max(axis=0).reshape(height, width).astype(np.float32),
            (discs / discs.sum(axis=1, keepdims=True)).astype(np.float32),
            (bands / bands.sum(axis=1, keepdims=True)).astype(np.float32),
        )
