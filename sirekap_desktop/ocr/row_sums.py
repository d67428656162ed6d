"""Reads the sums of the tally's rows, two small boxes each: the third way a number stands there.

A total has one regular pattern only: rows filled to the last place, then one with the rest, then
unused ones, blank or struck. So many badly written boxes still tell one number, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Frame, Grid
from sirekap_desktop.ocr.boxes import cut
from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.ocr.grids import Shift, snap

MISREAD = 0.03
"""Shared by all symbols of a box: small boxes without a frame are read worse than the large."""
STRAY = 0.002
"""How often a box that nobody wrote in looks like anything else."""
LEADING = {"X": 0.55, "0": 0.2, "": 0.17, "-": 0.08}
"""What stands before a single figure, and how often."""
NOUGHT = {"0": 0.8, "X": 0.2}
"""How no votes at all are written in the first row's second box."""
UNUSED: Final[tuple[tuple[float, dict[str, float]], ...]] = (
    (0.4, {"": 1.0}),
    (0.25, {"X": 0.9, "-": 0.05, "0": 0.05}),
    (0.3, {"-": 0.45, "X": 0.1, "": 0.15, "1": 0.07, "7": 0.1, "2": 0.05, "4": 0.03, "?": 0.05}),
    (0.05, {"0": 1.0}),
)
"""How rows without votes look, and how often: left blank, crossed box by box, struck by a line or
a long Z whose strokes pass for figures, noughts. One hand does the same in all its rows."""
LEFT_OUT = 0.07
"""How often nobody fills these boxes in at all, whatever the number is."""
IRREGULAR = 0.02
"""How often the rows are filled otherwise than to the last place, one after the other."""
WRONG = 0.02
"""How often the sums are regular, well written, and do not make the number that was meant."""
TOLD = 0.5
"""The probability from which one value is named."""


@dataclass(frozen=True)
class RowSums:
    """What the sums say: each row's symbols as read (`X6`, `__` empty), and the number they make.

    `spread` is the probability of each number from 0 to what the tally holds, when nothing else
    were known; `value` is None, and `spread` flat, where the boxes tell nothing.
    """

    rows: tuple[str, ...]
    value: int | None
    probability: float
    spread: NDArray[np.float64] = field(compare=False, repr=False)


def places(
    dark: NDArray[np.float32], scale: float, grid: Grid, frames: Sequence[Frame], shift: Shift
) -> tuple[Box, ...]:
    """The squares in the middle of the small cells, row by row, where they lie (mm)."""
    moved = snap(dark, scale, grid, frames, shift)
    width, height = grid.cell
    side = min(width, height)
    found = []
    for y in grid.y:
        for x in grid.x:
            dx, dy = moved(x + width / 2, y + height / 2)
            at = (x + dx + (width - side) / 2, y + dy + (height - side) / 2)
            found.append((*at, side, side))
    return tuple(found)


def crops(grey: NDArray[np.uint8], scale: float, found: Sequence[Box]) -> list[NDArray[np.uint8]]:
    """Pictures of the small boxes for the digit network, in the order of `places`."""
    return [cut(grey, scale, box) for box in found]


def total(answers: NDArray[np.float32], holds: int) -> RowSums:
    """The number by the network's answers (2 a row, classes); `holds`: a full row's strokes."""
    boxes = answers.astype(np.float64).reshape(-1, 2, len(CLASSES))
    likely = (1 - MISREAD) * boxes + MISREAD / len(CLASSES)
    filled = np.array([[_filled(row, count) for count in range(1, holds + 1)] for row in likely])
    zero = float(_as(likely[0, 0], LEADING) * _as(likely[0, 1], NOUGHT))
    number = filled.size + 1
    spread = np.full(number, LEFT_OUT * _blank(boxes))
    for share, looks in UNUSED:
        unused = np.prod(_as(likely, looks), axis=1)
        spread += share * (1 - LEFT_OUT - IRREGULAR) * _regular(filled, unused, zero)
        spread += share * IRREGULAR * _irregular(filled, unused)
    spread = (1 - WRONG) * spread / spread.sum() + WRONG / number
    best = int(spread.argmax())
    told = float(spread[best])
    return RowSums(_texts(boxes), best if told >= TOLD else None, told, spread)


def _filled(row: NDArray[np.float64], count: int) -> float:
    """How likely a row (2, classes) looks as it does when `count` is written there."""
    tens, ones = divmod(count, 10)
    last = row[1, CLASSES.index(str(ones))]
    first = row[0, CLASSES.index(str(tens))] if tens else _as(row[0], LEADING)
    return float(first * last)


def _as(boxes: NDArray[np.float64], looks: dict[str, float]) -> NDArray[np.float64]:
    """How likely boxes (…, classes) look as they do when one of `looks` is meant."""
    weights = np.array([looks.get(symbol, 0.0) for symbol in CLASSES])
    return np.asarray(boxes @ weights, np.float64)


def _blank(boxes: NDArray[np.float64]) -> float:
    """How likely the boxes look as they do when nobody wrote in any of them."""
    empty = boxes[..., CLASSES.index("")]
    return float(np.prod((1 - STRAY) * empty + STRAY / len(CLASSES)))


def _regular(
    filled: NDArray[np.float64], unused: NDArray[np.float64], zero: float
) -> NDArray[np.float64]:
    """Likelihood of each number by its one regular pattern, from the rows' (n, holds) and (n)."""
    rows, holds = filled.shape
    answer = np.empty(rows * holds + 1)
    answer[0] = (unused[0] + zero) / 2 * unused[1:].prod()
    full = 1.0
    for row in range(rows):
        start = row * holds + 1
        answer[start : start + holds] = full * filled[row] * unused[row + 1 :].prod()
        full *= filled[row, -1]
    return answer


def _irregular(filled: NDArray[np.float64], unused: NDArray[np.float64]) -> NDArray[np.float64]:
    """Likelihood of each number when every row may hold any count, all ways alike."""
    rows, holds = filled.shape
    answer, ways = np.ones(1), np.ones(1)
    for row in range(rows):
        answer = np.convolve(answer, np.append(unused[row], filled[row]))
        ways = np.convolve(ways, np.ones(holds + 1))
    return np.asarray(answer / ways, np.float64)


def _texts(boxes: NDArray[np.float64]) -> tuple[str, ...]:
    best = boxes.argmax(axis=2)
    return tuple("".join(CLASSES[i] or "_" for i in row) for row in best)
