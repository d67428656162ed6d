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

from .boxes import box
from .data import Crop, crops

THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999)


def report(answers: NDArray[np.float32], right: NDArray[np.int64]) -> None:
    """Accuracy, confusions, calibration and what a threshold buys."""
    said, sure = answers.argmax(axis=1), answers.max(axis=1)
    hit = said == right
    print(f"{len(hit)} boxes, {(~hit).sum()} wrong, {hit.mean():.3%} right")
    for number, name in enumerate(CLASSES):
        if (right == number).any():
            mine = right == number
            print(f"  {name or 'empty':5} {mine.sum():5} boxes {hit[mine].mean():8.3%} right")
    pairs = Counter((CLASSES[a], CLASSES[b]) for a, b in zip(right, said, strict=True) if a != b)
    print("  " + ", ".join(f"{a}->{b or 'empty'} {n}" for (a, b), n in pairs.most_common()))
    edges = np.array([0.0, 0.5, 0.7, 0.9, 0.97, 0.99, 0.999, 1.01])
    place = np.digitize(sure, edges) - 1
    gap = 0.0
    for number in range(len(edges) - 1):
        mine = place == number
        if mine.any():
            gap += mine.mean() * abs(sure[mine].mean() - hit[mine].mean())
            span = f"{edges[number]:.3f}-{min(edges[number + 1], 1):.3f}"
            means = f"mean {sure[mine].mean():.3f}, {hit[mine].mean():.3f} right"
            print(f"  said {span}: {mine.sum():5}, {means}")
    print(f"  calibration error {gap:.4f}")
    for threshold in THRESHOLDS:
        kept = sure >= threshold
        print(f"  sure >= {threshold}: {kept.mean():.2%} of boxes, {(kept & ~hit).sum()} wrong")


def drawn(symbol: str, count: int) -> list[NDArray[np.uint8]]:
    """Boxes drawn from strokes, the same each time."""
    rng = np.random.default_rng([0xD3A, CLASSES.index(symbol)])
    return [box(symbol, rng) for _ in range(count)]


def _shrunk(grey: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """The crop as a camera farther away would have seen it."""
    if side == 0 or min(grey.shape) <= side:
        return grey
    return cv2.resize(grey, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8)


def _errors(found: Sequence[Crop], answers: NDArray[np.float32], into: Path) -> None:
    """A page of the crops that were read wrongly or doubtfully, to look at."""
    tiles = []
    for crop, row in zip(found, answers, strict=True):
        if row.argmax() != crop.number or row.max() < 0.8:
            tile = np.full((96, 96), 255, np.uint8)
            tile[:80] = cv2.resize(crop.read(), (96, 80))
            text = f"{crop.label or '_'}>{CLASSES[int(row.argmax())] or '_'} {row.max():.2f}"
            cv2.putText(tile, text, (2, 93), cv2.FONT_HERSHEY_SIMPLEX, 0.38, (0,), 1)
            tiles.append(tile)
    while len(tiles) % 12:
        tiles.append(np.full((96, 96), 255, np.uint8))
    rows = [np.hstack(tiles[start : start + 12]) for start in range(0, len(tiles), 12)]
    if rows:
        cv2.imwrite(str(into), np.vstack(rows))


def main() -> None:
    """Read every crop of a part with the shipped network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/digits"))
    parser.add_argument("--model", type=Path, default=Path("resources/ocr"))
    parser.add_argument("--part", choices=("train", "validation", "test"), default="test")
    parser.add_argument("--side", type=int, default=0, help="shrink crops to so many pixels first")
    parser.add_argument("--errors", type=Path, help="write a picture of what went wrong")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    reader = DigitReader(given.model)
    found = [crop for crop in crops(given.data) if crop.part == given.part]
    answers = reader.classify([_shrunk(crop.read(), given.side) for crop in found])
    print(f"{given.part}, {len({crop.station for crop in found})} stations")
    report(answers, np.array([crop.number for crop in found]))
    if given.errors:
        _errors(found, answers, given.errors)
    for symbol in CLASSES:
        said = reader.classify(drawn(symbol, 300)).argmax(axis=1)
        names = Counter(CLASSES[number] or "empty" for number in said)
        print(f"drawn {symbol or 'empty':5} {dict(names.most_common())}")
    sheet = [crop.read() for crop in found[:75]]
    began = time.perf_counter()
    reader.classify(sheet)
    print(f"75 boxes on one core: {(time.perf_counter() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
