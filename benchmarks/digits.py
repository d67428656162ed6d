"""Characters of stations that the training never saw: 99.7 % right, no X surely a figure."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import cv2
import numpy as np

from sirekap_desktop import paths
from sirekap_desktop.ocr.digits import CLASSES, DigitReader
from tools.train_digits.data import crops

LIMIT = 0.997
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "digits"
BATCH = 90
"""Boxes of one page are read together: 66 of figures and 24 of row sums."""


def main() -> int:
    """Print the share of right characters and of sure ones; 1 where it misses the aim."""
    if not DATA.is_dir():
        print(f"{DATA.name}: no crops to measure on")
        return 0
    cv2.setNumThreads(1)
    unseen = [crop for crop in crops(DATA) if crop.part == "test"]
    reader = DigitReader(paths.resources() / "ocr")
    start = time.process_time()
    answers = np.vstack(
        [
            reader.classify([crop.read() for crop in unseen[first : first + BATCH]])
            for first in range(0, len(unseen), BATCH)
        ]
    )
    took = (time.process_time() - start) / len(unseen)
    right = answers.argmax(axis=1) == [crop.number for crop in unseen]
    sure = answers.max(axis=1) >= reader.sure_threshold
    crosses = np.array([crop.label == "X" for crop in unseen])
    false_figures = int((crosses & sure & (answers.argmax(axis=1) < CLASSES.index("X"))).sum())
    print(f"{len(unseen)} characters: {right.mean():.2%} right, {(~right).sum()} wrong")
    print(f"sure: {sure.mean():.2%}, of these wrong: {(sure & ~right).sum()}")
    print(f"{took * 1000:.2f} ms each on one core, {took * BATCH * 1000:.0f} ms a page of {BATCH}")
    print(f"{crosses.sum()} X, read as a sure figure: {false_figures}")
    return 0 if right.mean() >= LIMIT and not false_figures else 1


if __name__ == "__main__":
    sys.exit(main())
