"""python -m tools.train_digits.suspects --sheet suspects.png: labels that may be wrong.

Each crop is judged by a network that never saw it nor its polling station; a person then looks
at the sheet of doubtful ones and writes what is wrong into labels.csv.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES

from .calibrate import softmax
from .data import Crop, crops
from .network import Network
from .samples import Samples, plain
from .train import Plan, learn, pairs, scores

FOLDS = 3
EPOCHS = 14
DOUBT = 0.25
"""A label that its judge finds less likely than this is shown."""
ACROSS, TILE = 16, 88


def fold_of(crop: Crop) -> int:
    """Boxes of one station are judged together; without a station the file decides."""
    name = crop.station or crop.path.name
    return int(hashlib.sha256(f"fold {name}".encode()).hexdigest(), 16) % FOLDS


def judged(found: Sequence[Crop], seed: int) -> NDArray[np.float64]:
    """Probabilities (n, classes) of each crop from a network that did not see it."""
    everything = plain(pairs(found))
    folds = np.array([fold_of(crop) for crop in found])
    answer = np.zeros((len(found), len(CLASSES)))
    for fold in range(FOLDS):
        torch.manual_seed(seed + fold)
        mine = folds == fold
        others = Samples(everything.pictures[~mine], everything.classes[~mine])
        network, average = Network(), Network().eval()
        plan = Plan(EPOCHS, 600.0, 4e-3)
        optimiser = torch.optim.AdamW(network.parameters(), lr=plan.peak, weight_decay=0.03)
        for _ in range(EPOCHS):
            loss = learn(network, average, others, optimiser, plan, passes=1)
        print(f"fold {fold}: loss {loss:.3f}", flush=True)
        rest = Samples(everything.pictures[mine], everything.classes[mine])
        answer[mine] = softmax(scores(average, rest), 1.0)
    return answer


def sheet_of(
    found: Sequence[Crop], rows: NDArray[np.float64], order: NDArray[np.int64]
) -> NDArray[np.uint8]:
    """The doubtful crops, each with its number in the list, its label and what was said."""
    tiles = []
    for number, place in enumerate(order):
        tile = np.full((TILE + 14, TILE), 255, np.uint8)
        tile[:TILE] = cv2.resize(found[place].read(), (TILE, TILE))
        said = int(rows[place].argmax())
        text = (
            f"{number}:{found[place].label or '_'}>{CLASSES[said] or '_'} {rows[place, said]:.2f}"
        )
        cv2.putText(
            tile, text, (1, TILE + 11), cv2.FONT_HERSHEY_SIMPLEX, 0.36, (0,), 1, cv2.LINE_AA
        )
        tiles.append(tile)
    while len(tiles) % ACROSS:
        tiles.append(np.full((TILE + 14, TILE), 255, np.uint8))
    lines = [np.hstack(tiles[start : start + ACROSS]) for start in range(0, len(tiles), ACROSS)]
    return np.vstack(lines)


def main() -> None:
    """Judge the training crops and show the doubtful ones, worst first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/digits"))
    parser.add_argument("--sheet", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    found = [crop for crop in crops(given.data) if crop.part == "train"]
    rows = judged(found, given.seed)
    own = rows[np.arange(len(found)), [crop.number for crop in found]]
    order = np.argsort(own)[: int((own < DOUBT).sum())]
    cv2.imwrite(str(given.sheet), sheet_of(found, rows, order))
    for number, place in enumerate(order):
        crop = found[place]
        said = CLASSES[int(rows[place].argmax())] or "empty"
        name = crop.path.relative_to(given.data).as_posix()
        print(f"{number} {name} {crop.label} {said} {own[place]:.3f}")


if __name__ == "__main__":
    main()
