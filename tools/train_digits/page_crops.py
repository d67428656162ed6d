"""Crops of drawn and photographed pages, as `pages` stores them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES

SIDE: Final = 48
"""Pixels of a stored crop: more than a box has on most pictures."""


@dataclass(frozen=True)
class PageCrops:
    """Pictures (n, SIDE, SIDE), the numbers of their classes, and how each page was taken."""

    pictures: NDArray[np.uint8]
    classes: NDArray[np.int64]
    levels: NDArray[np.str_]


def gathered(crops: Sequence[tuple[NDArray[np.uint8], int]], level: str) -> PageCrops:
    """Crops and the numbers of their classes, all of one level."""
    return PageCrops(
        np.stack([fitted(grey) for grey, _ in crops]),
        np.array([number for _, number in crops]),
        np.full(len(crops), level),
    )


def fitted(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A crop as large as it is stored."""
    method = cv2.INTER_AREA if max(grey.shape) > SIDE else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grey, (SIDE, SIDE), interpolation=method), np.uint8)


def stored(crops: PageCrops, path: Path) -> None:
    """Write crops with the names of their symbols, which outlive the order of the classes."""
    symbols = np.array(CLASSES)[crops.classes]
    np.savez_compressed(path, pictures=crops.pictures, symbols=symbols, levels=crops.levels)


def load(path: Path) -> PageCrops:
    """Read what `stored` wrote."""
    with np.load(path) as found:
        classes = np.array([CLASSES.index(symbol) for symbol in found["symbols"]])
        return PageCrops(found["pictures"], classes, found["levels"])


def retaken(crop: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """The crop cut a little elsewhere and in other light; the camera has had its share already."""
    zoom = rng.uniform(0.93, 1.07, 2)
    turn, shift = rng.normal(0, 0.02), rng.normal(0, 0.035, 2) * SIDE
    matrix = np.array([[zoom[0], turn, 0.0], [-turn, zoom[1], 0.0]])
    middle = np.array([SIDE / 2, SIDE / 2])
    matrix[:, 2] = middle + shift - matrix[:, :2] @ middle
    moved = cv2.warpAffine(crop, matrix, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
    if rng.random() < 0.3:
        moved = cv2.GaussianBlur(moved, (0, 0), float(rng.uniform(0.3, 1.0)))
    light = moved * rng.uniform(0.6, 1.1) + rng.uniform(-10, 25)
    if rng.random() < 0.3:
        light = light + rng.normal(0, rng.uniform(1, 6), moved.shape)
    return np.asarray(np.clip(light, 0, 255), np.uint8)
