"""Counts the strokes of a tally roughly: a check that finds a wrong hundred, not a wrong one.

Only what stands upright counts: the bar across four strokes and the long Z through unused rows
lie flat. Cells fill up one after the other, so that few miscounted cells do no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Frame, Grid
from sirekap_desktop.ocr.grids import FINE, Shift, snap, window

A_CELL = 5
HEIGHTS = (0.36, 0.5, 0.64)
"""Where in a cell strokes are crossed, as parts of its height."""
BAND = 1.0
"""Half the height over which darkness is averaged there, in mm."""
LEAN = 0.5
"""How far a stroke may lean from one height to the next, in mm."""
EDGE = 1.0
"""What is left out beside the printed lines of a cell, in mm."""
LEAST_INK, INK_PART = 0.15, 0.4
"""A stroke is at least this dark, or this part of the darkest of the grid."""
FULL = (0.22, 0.6)
"""Least and most of a cell's width that the strokes of a full one take, thin pen to marker."""
NO_STROKES = 0.12
"""Cells whose ink takes less of their width show specks and printed lines, not strokes."""

TAKEN = (0.0, 0.2, 0.42, 0.66, 0.8, 1.0)
"""The width that 0 to 5 strokes take, as part of a full cell's; measured on drawn sheets."""
SPREAD = (0.08, 0.1, 0.12, 0.15, 0.18, 0.18)
"""How far (standard deviation) a cell may be from it."""
ODD = 0.05
"""How often a cell looks like none of these: struck, smeared, counted on elsewhere."""
SCALES = (1.0, 0.7, 0.85, 1.2)
"""Where few cells are used, how wide a full one is written stays open."""
MISCOUNTS = ((0.25, 2), (0.15, 15))
"""How often, and by how many strokes at most, a count is off: pale pens, blurred pictures."""
DISORDER = 0.05
"""How often the grid as a whole was not filled cell after cell."""
WRONG = 0.03
"""How often well drawn strokes are not the number that was meant; shared by all numbers."""
MOST_UNSURE = 0.3
"""An estimate that leaves more than this part of all numbers open is none."""
INSIDE = 0.9
"""The part of the probability between `low` and `high`."""


@dataclass(frozen=True)
class Tally:
    """What the strokes say: an estimate, the range that holds it (90 %), and all probabilities.

    `spread` is the probability of each number from 0 to what the grid holds, when nothing else
    were known.
    """

    value: int
    low: int
    high: int
    spread: NDArray[np.float64] = field(compare=False, repr=False)


def count(
    dark: NDArray[np.float32], scale: float, grid: Grid, frames: Sequence[Frame], shift: Shift
) -> Tally | None:
    """The strokes in a grid by a sheet's `darkness`, `scale` px/mm, near the page's `frames`.

    None where nothing stands upright or cells are not filled in order: no votes, or not judged.
    """
    upright = _upright(dark, scale, grid, frames, shift)
    darkest = float(upright.max())
    if darkest < LEAST_INK:
        return None
    taken = (upright > max(LEAST_INK, INK_PART * darkest)).mean(axis=2).ravel()
    used = taken[taken > np.quantile(taken, 0.98) / 2]
    if not len(used) or np.median(used) < NO_STROKES:
        return None
    return _estimate(taken / float(np.clip(np.median(used), *FULL)))


def _estimate(taken: NDArray[np.float64]) -> Tally | None:
    """From each cell's ink, about 1 like a full one's, to the number of strokes."""
    looks = [_looks(taken / scale) for scale in SCALES]
    ordered = np.logaddexp.reduce([_ordered(one) for one in looks]) - np.log(len(SCALES))
    chance = float(np.logaddexp(looks[0][:, 0], looks[0][:, A_CELL]).sum())
    chance -= len(taken) * np.log(2)
    likely = np.exp(ordered - max(ordered.max(), chance)) * (1 - DISORDER) / len(ordered)
    nothing = np.exp(chance - max(ordered.max(), chance)) * DISORDER / len(ordered)
    spread = _smeared(likely + nothing)
    spread = (1 - WRONG) * spread / spread.sum() + WRONG / len(spread)
    low, high = np.searchsorted(np.cumsum(spread), ((1 - INSIDE) / 2, (1 + INSIDE) / 2))
    if high - low > MOST_UNSURE * len(spread):
        return None
    return Tally(int(spread.argmax()), int(low), int(high), spread)


def _looks(taken: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-likelihood of each cell (n) for 0 to 5 strokes."""
    spread = np.array(SPREAD)
    away = (taken[:, None] - np.array(TAKEN)) / spread
    bells = np.exp(-(away**2) / 2) / (spread * np.sqrt(2 * np.pi))
    return np.asarray(np.log((1 - ODD) * bells + ODD / 2), np.float64)


def _ordered(looks: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-likelihood of each number when cells are filled one after the other."""
    full = np.append(0.0, np.cumsum(looks[:, A_CELL]))
    empty = np.append(np.cumsum(looks[::-1, 0])[::-1], 0.0)
    parts = full[:-1, None] + looks[:, :A_CELL] + empty[1:, None]
    return np.append(parts.ravel(), full[-1])


def _smeared(likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """Miscounts by a few strokes, and now and then by some cells, as met on drawn sheets."""
    answer = likely * (1 - sum(share for share, _ in MISCOUNTS))
    for share, reach in MISCOUNTS:
        kernel = np.full(2 * reach + 1, share / (2 * reach + 1))
        answer += np.convolve(likely, kernel, "full")[reach:-reach]
    return answer


def _upright(
    dark: NDArray[np.float32], scale: float, grid: Grid, frames: Sequence[Frame], shift: Shift
) -> NDArray[np.float32]:
    """How dark what stands upright is: rows, cells, places across a cell."""
    box = grid.extent
    view = window(dark, scale, box, snap(dark, scale, grid, frames, shift))
    width, height = grid.cell
    bands = []
    for part in HEIGHTS:
        middles = [(y - box[1] + part * height) * FINE for y in grid.y]
        reach = BAND * FINE
        bands.append([view[round(m - reach) : round(m + reach)].mean(axis=0) for m in middles])
    upper, centre, lower = np.array(bands, np.float32)
    upright = np.minimum(centre, np.minimum(_leaning(upper), _leaning(lower)))
    starts = np.array([round((x - box[0] + EDGE) * FINE) for x in grid.x])
    inside = starts[:, None] + np.arange(round((width - 2 * EDGE) * FINE))
    return np.asarray(upright[:, inside], np.float32)


def _leaning(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The darkest within LEAN to the left and right."""
    reach = round(LEAN * FINE)
    padded = np.pad(rows, ((0, 0), (reach, reach)))
    return np.asarray(
        np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=1).max(axis=-1)
    )
