"""Sources of pictures that the network is measured on; none of them was in the training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.simulation.strokes import Hand, ink, strokes_of

from . import spoiled
from .augment import shot
from .boxes import BOX_PX, box, free
from .mnist import figures
from .page_crops import load

Grey = NDArray[np.uint8]
Real = tuple[Grey, str]

DRAWN: Final = 300
"""Boxes drawn of each kind."""
FIGURES: Final = 2000


@dataclass(frozen=True)
class Source:
    """Boxes of one kind and the numbers of their classes."""

    name: str
    crops: Sequence[Grey]
    classes: NDArray[np.int64]


def real(known: Sequence[Real]) -> Iterator[Source]:
    """Crops of polling stations: plain, from farther away, in bad light, spoiled, rewritten."""
    rng = np.random.default_rng(0x7E57)
    yield _source("crops as they are", known)
    for side in (29, 24):
        yield _source(f"shrunk to {side} px", [(_shrunk(g, side), s) for g, s in known])
    yield _source("simulated bad light", [(shot(g, rng), s) for g, s in known])
    figure = [one for one in known if one[1].isdigit()]
    yield _source("written on fluid", [(spoiled.rewritten(g, rng), s) for g, s in figure])
    for make in (
        spoiled.overwritten,
        spoiled.struck,
        spoiled.blotted,
        spoiled.half_hidden,
        spoiled.misplaced,
    ):
        yield _source(make.__name__, [(make(known, rng), "?") for _ in range(DRAWN)])


def drawn() -> Iterator[Source]:
    """Boxes drawn from strokes: every symbol, struck ones and ones written over."""
    for symbol in CLASSES[:-1]:
        rng = np.random.default_rng([0xD3A, CLASSES.index(symbol)])
        made = [(box(symbol, rng), symbol) for _ in range(DRAWN)]
        yield _source(f"drawn {symbol or 'empty'}", made)
    rng = np.random.default_rng(0x5701)
    yield _source("drawn and struck", [(_struck(rng), "?") for _ in range(DRAWN)])
    yield _source("drawn, written over", [(_over(rng), "?") for _ in range(DRAWN)])


def mnist(folder: Path) -> Source:
    """Figures of MNIST's other writers in drawn boxes."""
    known = figures(folder, "test", FIGURES)
    rng = np.random.default_rng(0x3157)
    crops = [free(picture, None, rng) for picture in known.pictures]
    return Source("MNIST in boxes", crops, known.values)


def pages(path: Path) -> Iterator[Source]:
    """Crops of drawn and photographed pages: what is legible by level, then the spoilt boxes."""
    known = load(path)
    spoilt = known.classes == CLASSES.index("?")
    for level in sorted(set(known.levels.tolist())):
        chosen = (known.levels == level) & ~spoilt
        yield Source(f"pages, {level}", list(known.pictures[chosen]), known.classes[chosen])
    if spoilt.any():
        yield Source("pages, spoilt", list(known.pictures[spoilt]), known.classes[spoilt])


def _source(name: str, known: Sequence[Real]) -> Source:
    classes = np.array([CLASSES.index(symbol) for _, symbol in known])
    return Source(name, [grey for grey, _ in known], classes)


def _shrunk(grey: Grey, side: int) -> Grey:
    if min(grey.shape) <= side:
        return grey
    return cv2.resize(grey, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8)


def _over(rng: np.random.Generator) -> Grey:
    """Two different figures of one hand in one box."""
    hand = Hand.from_seed(int(rng.integers(1 << 31)))
    one, two = rng.choice(list("0123456789"), 2, replace=False)
    return _with(strokes_of(one, hand, rng) + strokes_of(two, hand, rng), hand, rng)


def _struck(rng: np.random.Generator) -> Grey:
    """A figure with two lines through it."""
    hand = Hand.from_seed(int(rng.integers(1 << 31)))
    figure = strokes_of(str(rng.choice(list("23456789"))), hand, rng)
    every = np.vstack(figure)
    low, high = every.min(axis=0) - 0.08, every.max(axis=0) + 0.08
    lines = [((0.0, 0.4), (1.0, 0.35)), ((0.0, 0.65), (1.0, 0.6))]
    if rng.random() < 0.5:
        lines = [((0.0, 1.0), (1.0, 0.0)), ((0.0, 0.8), (0.8, 0.0))]
    steps = np.linspace(0, 1, 9)[:, None]
    across = [
        low + (np.array(a) + (np.array(b) - np.array(a)) * steps) * (high - low) for a, b in lines
    ]
    return _with(figure + across, hand, rng)


def _with(strokes: list[NDArray[np.float64]], hand: Hand, rng: np.random.Generator) -> Grey:
    ground = cv2.cvtColor(box("", rng), cv2.COLOR_GRAY2BGR).astype(np.uint8)
    margin = (ground.shape[0] - BOX_PX) // 2
    size = (BOX_PX, BOX_PX)
    ink(ground, strokes, hand, rng, origin_px=(margin, margin), size_px=size, px_per_mm=3.6)
    return cv2.cvtColor(ground, cv2.COLOR_BGR2GRAY).astype(np.uint8)
