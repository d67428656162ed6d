"""python -m tools.train_digits.evaluate --part test: the figures of CARD.md."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES, DigitReader

from . import sources
from .data import Crop, crops

THRESHOLDS = (0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998)
EDGES = np.array([0.0, 0.5, 0.7, 0.9, 0.97, 0.99, 0.999, 1.01])
BATCH = 90
"""Boxes of one page are read together."""


def answers_of(reader: DigitReader, boxes: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
    """Probabilities of any number of boxes, a page at a time."""
    parts = [reader.classify(boxes[start : start + BATCH]) for start in range(0, len(boxes), BATCH)]
    return np.vstack(parts)


def classes_report(answers: NDArray[np.float32], right: NDArray[np.int64]) -> None:
    """Right ones of each class, and how well each answer keeps what it promises."""
    said, sure = answers.argmax(axis=1), answers.max(axis=1)
    print("class   boxes    right  read as                | said so, meant to be right, right")
    for number, name in enumerate(CLASSES):
        mine = right == number
        if not mine.any():
            continue
        others = Counter(CLASSES[i] or "empty" for i in said[mine & (said != number)])
        listed = ", ".join(f"{other} {count}" for other, count in others.most_common(4))
        answered = said == number
        kept = (right[answered] == number).mean() if answered.any() else 1.0
        meant = sure[answered].mean() if answered.any() else 1.0
        share = (said[mine] == number).mean()
        facts = f"{answered.sum():6} {meant:9.3%} {kept:9.3%}"
        print(f"{name or 'empty':6}{mine.sum():7} {share:8.2%}  {listed:22} | {facts}")


def reliability(answers: NDArray[np.float32], right: NDArray[np.int64]) -> None:
    """What was promised and what was kept."""
    sure, hit = answers.max(axis=1), answers.argmax(axis=1) == right
    place = np.digitize(sure, EDGES) - 1
    gap = 0.0
    for number in range(len(EDGES) - 1):
        mine = place == number
        if mine.any():
            gap += mine.mean() * abs(sure[mine].mean() - hit[mine].mean())
            span = f"{EDGES[number]:.3f}-{min(EDGES[number + 1], 1):.3f}"
            means = f"mean {sure[mine].mean():.4f}, right {hit[mine].mean():.4f}"
            print(f"  said {span}: {mine.sum():6}, {means}")
    print(f"  calibration error {gap:.4f}")


def curve(name: str, answers: NDArray[np.float32], right: NDArray[np.int64]) -> str:
    """One source: right ones, and how many each threshold leaves sure, with the wrong among them.

    Who says "?" is never counted as wrongly sure: it gives no number.
    """
    said, sure = answers.argmax(axis=1), answers.max(axis=1)
    hit = said == right
    cross, spoilt = CLASSES.index("X"), CLASSES.index("?")
    false_figure = ((right == cross) & (said < cross) & (sure >= THRESHOLDS[0])).sum()
    cells = [f"{len(hit):6} {hit.mean():8.3%}"]
    for threshold in THRESHOLDS:
        kept = sure >= threshold
        cells.append(f"{kept.mean():7.2%} {(kept & ~hit & (said != spoilt)).sum():3}")
    return f"{name:22}" + " |".join(cells) + (f" | X as figure {false_figure}" * bool(false_figure))


def _errors(found: sources.Source, answers: NDArray[np.float32], into: Path) -> None:
    """A page of the crops that were read wrongly or doubtfully, to look at."""
    tiles = []
    for grey, right, row in zip(found.crops, found.classes, answers, strict=True):
        if row.argmax() != right or row.max() < 0.8:
            tile = np.full((96, 96), 255, np.uint8)
            tile[:80] = cv2.resize(grey, (96, 80))
            text = f"{CLASSES[right] or '_'}>{CLASSES[int(row.argmax())] or '_'} {row.max():.2f}"
            cv2.putText(tile, text, (2, 93), cv2.FONT_HERSHEY_SIMPLEX, 0.38, (0,), 1)
            tiles.append(tile)
    while len(tiles) % 14:
        tiles.append(np.full((96, 96), 255, np.uint8))
    rows = [np.hstack(tiles[start : start + 14]) for start in range(0, len(tiles), 14)]
    if rows:
        cv2.imwrite(str(into / f"{found.name.replace(' ', '_')}.png"), np.vstack(rows))


def _known(found: Sequence[Crop]) -> list[sources.Real]:
    return [(crop.read(), crop.label) for crop in found]


def main() -> None:
    """Read every source with the shipped network and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/digits"))
    parser.add_argument("--model", type=Path, default=Path("resources/ocr"))
    parser.add_argument("--part", choices=("train", "validation", "test"), default="test")
    parser.add_argument("--pages", type=Path, nargs="*", default=[], help="crops of drawn pages")
    parser.add_argument("--errors", type=Path, help="folder for pictures of what went wrong")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    reader = DigitReader(given.model)
    known = _known([crop for crop in crops(given.data) if crop.part == given.part])
    every = [*sources.real(known), *sources.drawn(), sources.mnist(given.data / "mnist")]
    every += [source for path in given.pages for source in sources.pages(path)]
    print(f"{'source':22} boxes    right | " + " | ".join(f">={t}: % wrong" for t in THRESHOLDS))
    kept = []
    for source in every:
        answers = answers_of(reader, source.crops)
        print(curve(source.name, answers, source.classes), flush=True)
        if source.name == every[0].name or source.name.startswith("pages"):
            kept.append((answers, source.classes))
        if given.errors:
            _errors(source, answers, given.errors)
    answers = np.vstack([rows for rows, _ in kept])
    right = np.concatenate([classes for _, classes in kept])
    classes_report(answers, right)
    reliability(answers, right)
    began = time.process_time()
    reader.classify(every[0].crops[:75])
    print(f"75 boxes on one core: {(time.process_time() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
