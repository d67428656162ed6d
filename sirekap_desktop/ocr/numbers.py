"""From boxes and what repeats them to a number with its doubts.

Every string of three characters has a meaning or none (`XX6` is 6, `XXX` is 0, `1X6` is nothing);
a value's probability is the sum over all strings that mean it. Bubbles, row sums, strokes and
words then weigh the values, each with a probability of its own to be wrong altogether.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.models.reading import Reading, Source, Status
from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.ocr.marks import Marks

FILLERS = frozenset(("X", "-", ""))
SPOILT = "?"
FIGURES = tuple(symbol for symbol in CLASSES if symbol != SPOILT)
"""What a box can stand for; a spoilt one may stand for any figure or cross."""
LEAST_SHOWN = 0.5
"""A guess less likely than this would only mislead the person who types."""
LEAST_MEANT = 0.1
"""How likely the boxes must be to mean anything at all before their likeliest value is shown."""
NO_MEANING = -1
KEPT, DEAREST = 40, 16.0
"""How many candidates go on to the form's sums, and the cost (nats) above which none does."""
AGAINST = 0.02
"""A value that a source calls so many times less likely than its own is in conflict with it."""
WRONG_BUBBLES = 0.01
"""How often bubbles that look clear say another number: miscopied by the writer or misread."""


@dataclass(frozen=True)
class Evidence:
    """What one source says: `weights` (10**width) how likely each value is by it alone.

    `whole` is False when it stands for no number, as bubbles with an empty column in the middle.
    """

    source: Source
    weights: NDArray[np.float64]
    whole: bool = True

    def contradicts(self, value: int) -> bool:
        """Whether it speaks so clearly against a value that the two are a conflict."""
        return not self.whole or float(self.weights[value]) < AGAINST * float(self.weights.max())

    @property
    def proposes(self) -> int | None:
        """Its value, where that is likelier than all others together."""
        value = self.source.value
        return value if value is not None and self.weights[value] > self.weights.sum() / 2 else None


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
        found = (meaning(symbols) for symbols in product(FIGURES, repeat=width))
        values = np.array([NO_MEANING if value is None else value for value in found])
        return cls(values, width)

    def spread(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of each value (10**width) from the probabilities per box (width, classes)."""
        joint = np.ones(1)
        for box in _unspoilt(boxes):
            joint = np.multiply.outer(joint, box)
        flat = joint.ravel()
        meant = self.values >= 0
        return np.bincount(
            self.values[meant], weights=flat[meant], minlength=10**self.width
        ).astype(np.float64)


def from_bubbles(marks: Marks) -> Evidence | None:
    """What the bubbles say; nothing when none is filled. A leading 0 may be left without one."""
    if not marks.text.strip("_"):
        return None
    width = len(marks.text)
    every = np.arange(10**width)
    weights = np.ones(10**width)
    for place, column in enumerate(marks.columns):
        digit = every // 10 ** (width - 1 - place) % 10
        leading = every < 10 ** (width - 1 - place)
        weights *= np.where(leading & (place < width - 1), column[0] + column[10], column[digit])
    filled = marks.text.lstrip("_")
    value = int(filled) if filled.isdigit() else None
    source = Source("bubbles", marks.text, value, round(marks.confidence, 4))
    return Evidence(source, mixed(weights, WRONG_BUBBLES), whole="_" not in filled)


def mixed(weights: NDArray[np.float64], wrong: float) -> NDArray[np.float64]:
    """Weights as probabilities of a source that says nothing true once in 1/`wrong` times."""
    total = float(weights.sum())
    even = np.full(len(weights), 1.0 / len(weights))
    return even if total <= 0 else (1 - wrong) * weights / total + wrong * even


def weigh(
    field: str,
    boxes: NDArray[np.float32],
    others: Sequence[Evidence],
    place: Box,
    *,
    meanings: Meanings,
    frames_sound: bool,
    spoilt_by: str = "",
) -> Reading:
    """The proposal for a field from its boxes' probabilities (n, classes) and its other sources.

    `spoilt_by` is what `quality` says against the picture there. No number is sure yet:
    `solve.settle` decides that when the whole page was read.
    """
    probabilities = boxes.astype(np.float64)
    symbols = tuple(CLASSES[i] for i in probabilities.argmax(axis=1))
    written = meaning(symbols)
    alone = meanings.spread(probabilities)
    told = "".join(symbol or "_" for symbol in symbols)
    trust = float(alone[written]) if written is not None else 0.0
    sources = (Source("digits", told, written, round(trust, 4)), *(one.source for one in others))
    values = alone
    for one in others:
        values = values * one.weights
    total = float(values.sum())
    values = values / total if total > 0 else values
    meant = written is not None or float(alone.sum()) > LEAST_MEANT
    value, confidence, runner_up = _best(values, others, meant=meant)
    why = "" if frames_sound else "frame"
    why = _doubt(symbols, written, value, others, why or spoilt_by)
    return Reading(
        field,
        value,
        round(confidence, 4),
        runner_up,
        Status.UNREAD if value is None else Status.CHECK,
        sources,
        place,
        why,
        _candidates(values) if any(symbols) and frames_sound else (),
    )


def _unspoilt(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of `FIGURES` only: a spoilt box is as likely each figure, or a cross."""
    if SPOILT not in CLASSES:
        return boxes
    keep = [CLASSES.index(symbol) for symbol in FIGURES]
    figures = boxes[:, keep].copy()
    share = boxes[:, CLASSES.index(SPOILT), None] / 11
    figures[:, [FIGURES.index(symbol) for symbol in "0123456789X"]] += share
    return figures


def _best(
    values: NDArray[np.float64], others: Sequence[Evidence], *, meant: bool
) -> tuple[int | None, float, int | None]:
    """Value, confidence and runner-up; boxes that mean nothing leave it to clear bubbles."""
    if not meant:
        said = [one for one in others if one.source.kind == "bubbles" and one.proposes is not None]
        return (
            (said[0].proposes, said[0].source.confidence / 2, None) if said else (None, 0.0, None)
        )
    first, second = (int(i) for i in np.argsort(values)[::-1][:2])
    if values[first] < LEAST_SHOWN:
        return None, float(values[first]), None
    return first, float(values[first]), second if values[second] > 1e-4 else None


def _candidates(values: NDArray[np.float64]) -> tuple[tuple[int, float], ...]:
    """The likeliest values with their costs."""
    order = np.argsort(values)[::-1][:KEPT]
    best = float(values[order[0]])
    if best <= 0:
        return ()
    costs = -np.log(np.maximum(values[order], 1e-300) / best)
    return tuple(
        (int(value), round(float(cost), 2))
        for value, cost in zip(order, costs, strict=True)
        if cost <= DEAREST
    )


def _doubt(
    symbols: tuple[str, ...],
    written: int | None,
    value: int | None,
    others: Sequence[Evidence],
    spoilt_by: str,
) -> str:
    """The code of the strongest reason not to trust the value; `faint` until the form is heard."""
    if not any(symbols):
        return "blank"
    if spoilt_by:
        return spoilt_by
    if SPOILT in symbols:
        return "struck"
    if written is None:
        return "layout"
    if value is not None and value != written:
        return "conflict"
    if any(one.contradicts(written) for one in others):
        return "conflict"
    return "faint"
