"""Free handwriting from MNIST: figures of people who had no box and no guide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Figures:
    """Pictures (n, 28, 28), ink bright, and the figures they show."""

    pictures: NDArray[np.uint8]
    values: NDArray[np.int64]


def figures(folder: Path, part: Literal["train", "test"], count: int) -> Figures:
    """`count` figures spread over all writers; the writers of the two parts are not the same."""
    with np.load(folder / "mnist.npz") as stored:
        pictures, values = stored[f"x_{part}"], stored[f"y_{part}"]
    chosen = np.linspace(0, len(values) - 1, min(count, len(values))).round().astype(np.int64)
    return Figures(pictures[chosen].astype(np.uint8), values[chosen].astype(np.int64))
