"""One epoch's pictures: every real crop once more in another light, and drawn boxes beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES, prepare, prepare_all

from .augment import seen
from .boxes import box, emptied, free, written
from .mnist import Figures
from .page_crops import PageCrops, retaken
from .spoiled import rewritten, spoiled

DRAWN: Final[dict[str, int]] = {
    **dict.fromkeys("0123456789", 60),
    "8": 150,
    "X": 200,
    "-": 250,
    "": 300,
}
"""How many drawn boxes an epoch holds; dashes and empty boxes hardly occur among the real crops."""

WRITTEN: Final[dict[str, int]] = {**dict.fromkeys("0123456789", 20), "X": 150, "-": 250}
"""How many symbols an epoch draws into real boxes that were emptied."""

OFTEN: Final[dict[str, int]] = {"0": 2, "-": 10, "": 10}
"""How often a rare real crop is shown in one epoch."""

EMPTIED: Final = 400
"""How many real boxes an epoch shows with the writing taken away."""

DRAWN_AGAIN: Final = 2
"""So often a drawn box counts beside a real one when boxes are chosen to be spoilt."""

SPOILED: Final = 4000
REWRITTEN: Final = 500
FREE: Final = 800
"""Boxes an epoch holds that are no character, that stand on correction fluid, and from MNIST."""

PAGES: Final = 6_000
"""Crops of drawn pages in an epoch, of each file of them."""

Real = tuple[NDArray[np.uint8], int]
"""A grey crop and the number of its class."""


@dataclass(frozen=True)
class Samples:
    """Prepared pictures and the numbers of their classes."""

    pictures: NDArray[np.float32]
    classes: NDArray[np.int64]


@dataclass(frozen=True)
class Material:
    """What an epoch is made of: real crops, figures of MNIST, crops of drawn pages."""

    crops: Sequence[Real]
    figures: Figures
    pages: Sequence[PageCrops]


def plain(crops: Sequence[Real]) -> Samples:
    """Crops as they are."""
    return Samples(
        np.stack([prepare(grey) for grey, _ in crops]), np.array([number for _, number in crops])
    )


def joined(parts: Sequence[Samples]) -> Samples:
    """One after the other."""
    return Samples(
        np.concatenate([part.pictures for part in parts]),
        np.concatenate([part.classes for part in parts]),
    )


def worse(crops: Sequence[Real], times: int) -> Samples:
    """Crops as they are, and each a few times in bad light: for a fair temperature."""
    rng = np.random.default_rng(0xBAD)
    known = plain(crops)
    pictures = [seen(grey, rng) for _ in range(times) for grey, _ in crops]
    return Samples(
        np.concatenate([known.pictures, np.stack(pictures)]), np.tile(known.classes, times + 1)
    )


def epoch(material: Material, seed: int, share: float = 1.0) -> Samples:
    """A new mix for each seed; the same seed gives the same. `share`: how much of it is drawn."""
    rng = np.random.default_rng([seed, 0xE90C])
    made = [(seen(grey, rng), number) for grey, number in _all(material, share, rng)]
    pictures = [np.stack([picture for picture, _ in made])]
    classes = [np.array([number for _, number in made])]
    for page in material.pages:
        chosen = rng.choice(len(page.classes), min(PAGES, len(page.classes)), replace=False)
        again = [retaken(page.pictures[place], rng) for place in chosen]
        pictures.append(prepare_all(again))
        classes.append(page.classes[chosen])
    order = rng.permutation(sum(len(part) for part in classes))
    return Samples(np.concatenate(pictures)[order], np.concatenate(classes)[order])


def _all(material: Material, share: float, rng: np.random.Generator) -> Iterator[Real]:
    crops = material.crops
    for grey, number in crops:
        for _ in range(OFTEN.get(CLASSES[number], 1)):
            yield grey, number
    drawn = list(_drawn(material, share, rng))
    yield from drawn
    known = [(grey, CLASSES[number]) for grey, number in [*crops, *drawn * DRAWN_AGAIN]]
    for _ in range(_part(SPOILED, share)):
        yield spoiled(known, rng), CLASSES.index("?")
    for place in rng.choice(len(crops), _part(REWRITTEN, share)):
        if (found := crops[place])[1] < 10:
            yield rewritten(found[0], rng), found[1]


def _part(count: int, share: float) -> int:
    return max(1, round(count * share))


def _drawn(material: Material, share: float, rng: np.random.Generator) -> Iterator[Real]:
    """What a pen of this project or of MNIST's writers puts into boxes."""
    figures = material.figures
    narrow = [grey for grey, number in material.crops if CLASSES[number] in ("1", "7")]

    def empty() -> NDArray[np.uint8]:
        """Crops with little writing leave no trace when it is taken away."""
        return emptied(narrow[int(rng.integers(len(narrow)))])

    for _ in range(_part(EMPTIED, share)):
        yield empty(), CLASSES.index("")
    for symbol, count in DRAWN.items():
        for _ in range(_part(count, share)):
            yield box(symbol, rng), CLASSES.index(symbol)
    for symbol, count in WRITTEN.items():
        for _ in range(_part(count, share)):
            yield written(empty(), symbol, rng), CLASSES.index(symbol)
    for place in rng.choice(len(figures.values), _part(FREE, share)):
        ground = empty() if rng.random() < 0.5 else None
        yield free(figures.pictures[place], ground, rng), int(figures.values[place])
