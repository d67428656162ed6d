"""python -m tools.train_letters.evaluate --lines test.npz: how well drawn lines are read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

from sirekap_desktop.ocr.letters import LetterReader, Trust
from sirekap_desktop.ocr.spelled import Spelled, chance_of_best, number_chance, spelled

from .judge import Judged, judged
from .samples import load

STEPS = (0.0, 0.5, 0.7, 0.9, 0.97, 0.99, 1.01)


def report(found: Sequence[Judged], trust: Trust) -> str:
    """Right values, silence, and how honest the stated probabilities are."""
    said = [(one, spelled(one.letters, trust)) for one in found]
    told = [(one, answer) for one, answer in said if one.value is not None and answer is not None]
    right = sum(answer.value == one.value for one, answer in told)
    numbers = sum(one.value is not None for one in found)
    spoke = sum(one.value is None and answer is not None for one, answer in said)
    lines = [
        f"numbers {numbers}: said {len(told)}, of them right {right / len(told):.2%}",
        f"other words {len(found) - numbers}: taken for a number {spoke}",
        *_reliability([one for one, _ in told], trust),
        _evidence(told),
    ]
    return "\n".join(lines)


def _reliability(told: Sequence[Judged], trust: Trust) -> list[str]:
    """Before the cap, which would hide it."""
    chances = np.array([_chance(one, trust) for one in told])
    right = np.array([int(one.likely.argmax()) == one.value for one in told])
    lines = []
    for low, high in pairwise(STEPS):
        some = (low <= chances) & (chances < high)
        if some.any():
            said, was = chances[some].mean(), right[some].mean()
            lines.append(f"chance {low} to {min(high, 1.0)}: {some.sum()}, {said:.3f}, {was:.3f}")
    return lines


def _chance(one: Judged, trust: Trust) -> float:
    return chance_of_best(one.likely, number_chance(one.likely, one.seen, trust), trust)


def _evidence(told: Sequence[tuple[Judged, Spelled]]) -> str:
    """The evidence for the truth against the best other value, in nats."""
    gains = []
    for one, answer in told:
        if one.value is not None:
            others = np.delete(answer.evidence, one.value)
            gains.append(float(answer.evidence[one.value] - others.max()))
    against = sum(gain < 0 for gain in gains)
    return f"for the truth against the best other: mean {np.mean(gains):.2f}, against it {against}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path("resources/ocr"))
    given = parser.parse_args()
    cv2.setNumThreads(1)
    reader = LetterReader(given.to)
    print(report(judged(load(given.lines), reader), reader.trust))


if __name__ == "__main__":
    main()
