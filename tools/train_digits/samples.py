"""One epoch's pictures: every real crop once more in another light, and drawn boxes beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES, prepare

from .augment import seen
from .boxes import box, emptied

DRAWN: Final[dict[str, int]] = {
    **dict.fromkeys("0123456789", 130),
    "8": 450,
    "X": 500,
    "-": 600,
    "": 800,
}
"""How many drawn boxes an epoch holds; dashes and empty boxes hardly occur among the real crops."""

OFTEN: Final[dict[str, int]] = {"0": 2, "-": 10, "": 10}
"""How often a rare real crop is shown in one epoch."""


EMPTIED: Final = 400
"""How many real boxes an epoch shows with the writing taken away."""


@dataclass(frozen=True)
class Samples:
    """Prepared pictures and the numbers of their classes."""

    pictures: NDArray[np.float32]
    classes: NDArray[np.int64]


def plain(crops: Sequence[tuple[NDArray[np.uint8], int]]) -> Samples:
    """Crops as they are."""
    return Samples(
        np.stack([prepare(grey) for grey, _ in crops]), np.array([number for _, number in crops])
    )


def worse(crops: Sequence[tuple[NDArray[np.uint8], int]], times: int) -> Samples:
    """Crops as they are, and each a few times in bad light: for a fair temperature."""
    rng = np.random.default_rng(0xBAD)
    known = plain(crops)
    pictures = [seen(grey, rng) for _ in range(times) for grey, _ in crops]
    return Samples(
        np.concatenate([known.pictures, np.stack(pictures)]), np.tile(known.classes, times + 1)
    )


def _narrow(crops: Sequence[tuple[NDArray[np.uint8], int]]) -> list[NDArray[np.uint8]]:
    """Crops with little writing, which leave no trace when it is taken away."""
    return [grey for grey, number in crops if CLASSES[number] in ("1", "7")]


def epoch(crops: Sequence[tuple[NDArray[np.uint8], int]], seed: int) -> Samples:
    """A new mix for each seed; the same seed gives the same."""
    rng = np.random.default_rng([seed, 0xE90C])
    pictures, classes = [], []
    for grey, number in crops:
        for _ in range(OFTEN.get(CLASSES[number], 1)):
            pictures.append(seen(grey, rng))
            classes.append(number)
    narrow = _narrow(crops)
    for place in rng.choice(len(narrow), EMPTIED, replace=False):
        pictures.append(seen(emptied(narrow[place]), rng))
        classes.append(CLASSES.index(""))
    for symbol, count in DRAWN.items():
        for _ in range(count):
            pictures.append(seen(box(symbol, rng), rng))
            classes.append(CLASSES.index(symbol))
    order = rng.permutation(len(pictures))
    return Samples(np.stack(pictures)[order], np.array(classes)[order])
