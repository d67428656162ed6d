"""What the program may believe of the network's scores: temperature, residual, confusions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES

Rows = NDArray[np.float64]
Mask = NDArray[np.bool_]

CERTAIN: Final = 0.999
"""Above this the softmax says little any more about the errors that are left."""
SPOILT_WEIGHT: Final = 0.2
"""Boxes that hold no character are an eighth of ours; on real sheets, a fortieth at most."""
SPOILT_COUNT: Final = 0.05
"""For the risk they count as one box in 150: as in the bench and more than on real sheets."""
CONFIDENCE_95: Final = 3.0
"""Upper 95 % limit of a Poisson count of none; of more, this times the root is above it."""
PRIOR: Final = 0.15
"""Mistakes that every class is granted with every other beforehand, so that none is impossible."""
RISK: Final = 0.001
"""A box above the threshold of `sure` may be wrong this often, by the upper 95 % limit."""
TRIED: Final = (0.97, 0.98, 0.985, 0.99, 0.992, 0.994, 0.995, 0.996, 0.997, 0.998)


@dataclass(frozen=True)
class Belief:
    """`scarcity` is taken from the score of "?", which the training saw too often.

    `confusions[said, true]`: what a box is when the network says another; rows sum to 1.
    """

    scarcity: float
    temperature: float
    residual: float
    confusions: Rows

    def of(self, scores: NDArray[np.float32]) -> Rows:
        """Probabilities as `DigitReader.classify` gives them, from the scores of the training."""
        rows = softmax(lowered(scores, self.scarcity), self.temperature)
        return (1 - self.residual) * rows + self.residual * rows @ self.confusions


def fitted(scores: NDArray[np.float32], classes: NDArray[np.int64]) -> Belief:
    """From scores of boxes that the training never saw."""
    tried = np.arange(0.0, 5.01, 0.25)
    fits = [temperature(lowered(scores, float(scarcity)), classes) for scarcity in tried]
    best = int(np.argmin([fit.loss for fit in fits]))
    scarcity, heat = float(tried[best]), fits[best].temperature
    rows = softmax(lowered(scores, scarcity), heat)
    return Belief(scarcity, heat, residual(rows, classes), confusions(rows, classes))


def lowered(scores: NDArray[np.float32], scarcity: float) -> NDArray[np.float32]:
    """Scores with "?" as seldom as it is on real sheets."""
    changed = scores.copy()
    changed[:, CLASSES.index("?")] -= np.float32(scarcity)
    return changed


def threshold(rows: Rows, classes: NDArray[np.int64]) -> float:
    """The lowest of TRIED above which at most RISK of the boxes is wrong; 1 where none will do."""
    said, sure = rows.argmax(axis=1), rows.max(axis=1)
    for tried in TRIED:
        if _limit(said != classes, sure >= tried, classes) <= RISK:
            return tried
    return 1.0


def _limit(wrong: Mask, counted: Mask, classes: NDArray[np.int64]) -> float:
    """Upper 95 % limit of the share of wrong ones among the counted."""
    weights = _weights(classes, SPOILT_COUNT)
    missed = float(weights[counted & wrong].sum())
    limit = missed + CONFIDENCE_95 * (missed + 1) ** 0.5
    return float(limit / max(float(weights[counted].sum()), 1.0))


def _weights(classes: NDArray[np.int64], spoilt: float) -> NDArray[np.float64]:
    return np.where(classes == CLASSES.index("?"), spoilt, 1.0)


def softmax(scores: NDArray[np.float32], heat: float) -> Rows:
    """Probabilities of each row."""
    rows = scores.astype(np.float64) / heat
    raised = np.exp(rows - rows.max(axis=1, keepdims=True))
    answer: Rows = raised / raised.sum(axis=1, keepdims=True)
    return answer


@dataclass(frozen=True)
class Fit:
    """A divisor of the scores and how unlikely the right answers are under it."""

    temperature: float
    loss: float


def temperature(scores: NDArray[np.float32], classes: NDArray[np.int64]) -> Fit:
    """The divisor of the scores under which the right answers are likeliest."""
    weights = _weights(classes, SPOILT_WEIGHT)
    fits = []
    for tried in np.geomspace(0.2, 5.0, 121):
        right = softmax(scores, float(tried))[np.arange(len(scores)), classes]
        loss = float((weights * -np.log(np.maximum(right, 1e-12))).sum())
        fits.append(Fit(round(float(tried), 3), loss))
    return min(fits, key=lambda fit: fit.loss)


def residual(rows: Rows, classes: NDArray[np.int64]) -> float:
    """Upper 95 % limit of how often an answer above CERTAIN is wrong all the same."""
    certain = rows.max(axis=1) > CERTAIN
    return float(f"{_limit(rows.argmax(axis=1) != classes, certain, classes):.2g}")


def confusions(rows: Rows, classes: NDArray[np.int64]) -> Rows:
    """What a box truly is when the network is wrong, by all weight it gave to wrong classes."""
    count = rows.shape[1]
    table = np.full((count, count), PRIOR)
    weighed = rows * _weights(classes, SPOILT_WEIGHT)[:, None]
    for true in range(count):
        table[:, true] += weighed[classes == true].sum(axis=0)
    np.fill_diagonal(table, 0.0)
    answer: Rows = table / table.sum(axis=1, keepdims=True)
    return answer
