"""python -m tools.train_letters.calibrate --lines calibration.npz --to resources/ocr.

Fits how far the letters may be believed on lines of hands whose shapes the training never saw.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from sirekap_desktop.ocr.letters import FACTS, LetterReader

from .facts import facts_text
from .judge import Judged, judged
from .samples import load


def temperature(found: Sequence[Judged]) -> float:
    """The divisor of log-likelihoods under which the written values are likeliest."""
    rows = np.array([one.likely for one in found if one.value is not None])
    right = np.array([one.value for one in found if one.value is not None])
    best = (np.inf, 1.0)
    for tried in np.geomspace(0.3, 12.0, 161):
        scaled = rows / tried
        total = np.logaddexp.reduce(scaled, axis=1)
        loss = float((total - scaled[np.arange(len(right)), right]).mean())
        best = min(best, (loss, float(tried)))
    return round(best[1], 3)


def number_weights(found: Sequence[Judged]) -> list[float]:
    """Logistic regression: log-odds of a number by its likelihood and the letters seen."""
    known = [one for one in found if one.seen]
    rows = np.array([[np.logaddexp.reduce(one.likely), one.seen, 1.0] for one in known])
    wanted = np.array([one.value is not None for one in known], float)
    weights = np.zeros(3)
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - wanted) + 0.1 * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + 0.1 * np.eye(3)
        weights -= np.linalg.solve(bend, slope)
    return [round(float(weight), 4) for weight in weights]


def main() -> None:
    """Fit and write into the facts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path("resources/ocr"))
    given = parser.parse_args()
    cv2.setNumThreads(1)
    found = judged(load(given.lines), LetterReader(given.to))
    facts = tomllib.loads((given.to / FACTS).read_text("utf-8"))
    facts |= {"temperature": temperature(found), "number": number_weights(found)}
    (given.to / FACTS).write_text(facts_text(facts), "utf-8")
    print(facts_text(facts))


if __name__ == "__main__":
    main()
