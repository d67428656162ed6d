"""From boxes and bubbles to a number with its doubts.

Every string of three characters has a meaning or none (`XX6` is 6, `XXX` is 0, `1X6` is nothing);
a value's probability is the sum over all strings that mean it. Bubbles then weigh the values.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.models.reading import Reading, Source, Status
from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.ocr.marks import Marks

FILLERS = frozenset(("X", "-", ""))
BUBBLE_RIGHT = 0.98
"""How often a clearly filled bubble agrees with the digit above it."""
LEAST_SHOWN = 0.5
"""A guess less likely than this would only mislead the person who types."""
NO_MEANING = -1


def meaning(symbols: tuple[str, ...]) -> int | None:
    """The number that the symbols of the boxes stand for, or None when they stand for none."""
    digits = list(symbols)
    while digits and digits[0] in FILLERS:
        digits.pop(0)
    if not digits:
        written = set(symbols) - {""}
        return 0 if written and "" not in symbols else None
    text = "".join(digits)
    return int(text) if text.isdigit() and len(text) == len(digits) else None


@dataclass(frozen=True)
class Meanings:
    """The meaning of every string of a number of boxes, as an array for fast sums."""

    values: NDArray[np.int64]
    width: int

    @classmethod
    def of(cls, width: int) -> Meanings:
        """All strings of `width` boxes."""
        found = (meaning(symbols) for symbols in product(CLASSES, repeat=width))
        values = np.array([NO_MEANING if value is None else value for value in found])
        return cls(values, width)

    def spread(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of each value (10**width) from the probabilities per box (width, 13)."""
        joint = boxes[0]
        for box in boxes[1:]:
            joint = np.multiply.outer(joint, box)
        flat = joint.ravel()
        meant = self.values >= 0
        return np.bincount(
            self.values[meant], weights=flat[meant], minlength=10**self.width
        ).astype(np.float64)


def weigh(
    field: str,
    boxes: NDArray[np.float32],
    marks: Marks | None,
    place: Box,
    *,
    meanings: Meanings,
    sure: float,
    frames_sound: bool,
) -> Reading:
    """The proposal for a field from its boxes' probabilities (n, 13) and its bubbles."""
    probabilities = boxes.astype(np.float64)
    symbols = tuple(CLASSES[i] for i in probabilities.argmax(axis=1))
    written = meaning(symbols)
    alone = meanings.spread(probabilities)
    values = _with_bubbles(alone, marks, meanings.width)
    digits = Source(
        "digits",
        "".join(symbol or "_" for symbol in symbols),
        written,
        round(float(alone[written]) if written is not None else 0.0, 4),
    )
    sources = [digits]
    if marks is not None and marks.text.strip("_"):
        sources.append(Source("bubbles", marks.text, marks.value, round(marks.confidence, 4)))
    value, confidence, runner_up = _best(values, written, marks)
    why = _doubt(probabilities, symbols, written, value, marks, sure, frames_sound)
    status = Status.UNREAD if value is None else Status.CHECK if why else Status.SURE
    return Reading(
        field, value, round(confidence, 4), runner_up, status, tuple(sources), place, why
    )


def _with_bubbles(
    values: NDArray[np.float64], marks: Marks | None, width: int
) -> NDArray[np.float64]:
    if marks is None:
        return values
    weighed = values.copy()
    every = np.arange(10**width)
    for column, mark in enumerate(marks.text):
        if mark.isdigit():
            digit = every // 10 ** (width - 1 - column) % 10
            weighed *= np.where(digit == int(mark), BUBBLE_RIGHT, (1 - BUBBLE_RIGHT) / 9)
    total = weighed.sum()
    return weighed / total if total > 0 else values


def _best(
    values: NDArray[np.float64], written: int | None, marks: Marks | None
) -> tuple[int | None, float, int | None]:
    """Value, confidence and runner-up; without a written number only full bubbles give one."""
    if written is None:
        if marks is None or marks.value is None:
            return None, 0.0, None
        return marks.value, marks.confidence / 2, None
    first, second = (int(i) for i in np.argsort(values)[::-1][:2])
    if values[first] < LEAST_SHOWN:
        return None, float(values[first]), None
    return first, float(values[first]), second if values[second] > 1e-4 else None


def _doubt(
    boxes: NDArray[np.float64],
    symbols: tuple[str, ...],
    written: int | None,
    value: int | None,
    marks: Marks | None,
    sure: float,
    frames_sound: bool,
) -> str:
    """The code of the strongest reason not to trust the value, or nothing."""
    if not any(symbols):
        return "blank"
    if not frames_sound:
        return "frame"
    if written is None:
        return "layout"
    if value is None:
        return "faint"
    if value != written or _bubbles_disagree(marks, written, len(symbols)):
        return "conflict"
    if "" in symbols:
        return "blank"
    if min(_trust(box, symbol) for box, symbol in zip(boxes, symbols, strict=True)) < sure:
        return "faint"
    return ""


def _bubbles_disagree(marks: Marks | None, written: int, width: int) -> bool:
    """Whether a bubble speaks against the digits; an empty column may stand for a leading 0."""
    if marks is None or not marks.text.strip("_"):
        return False
    text = str(written).rjust(width)
    return any(
        not (mark == digit or (digit == " " and mark in "0_"))
        for mark, digit in zip(marks.text, text, strict=True)
    )


def _trust(box: NDArray[np.float64], symbol: str) -> float:
    """How sure one box is of what matters: its digit, or that it is a written filler."""
    if symbol in FILLERS:
        return float(box[CLASSES.index("X")] + box[CLASSES.index("-")])
    return float(box[CLASSES.index(symbol)])
