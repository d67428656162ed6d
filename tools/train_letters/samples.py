"""python -m tools.train_letters.samples --count 12000 --seed 1 --out lines.npz.

Strips with what is written on them, drawn once and stored.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.letters import ALPHABET, HEIGHT, STRIDE, Strip

from .hands import Hand
from .lines import again, line
from .texts import text

TONES: Final = 180.0
"""Ink 1 as a stored byte."""
BATCH: Final = 32
SHORTEST: Final = 8
"""Columns that a strip has at least."""


@dataclass(frozen=True)
class Sample:
    """A strip as bytes, its text, and whether that is a number in words."""

    stored: NDArray[np.uint8]
    text: str
    is_number: bool

    @property
    def strip(self) -> Strip:
        """The strip as the finder made it."""
        return np.asarray(self.stored, np.float32) / np.float32(TONES)

    @property
    def letters(self) -> list[int]:
        """The text as places in `ALPHABET`; spaces are not read."""
        return [ALPHABET.index(letter) for letter in self.text if letter != " "]


def drawn(count: int, seed: int, *, unseen: bool = False) -> list[Sample]:
    """So many lines, each by another hand; the same seed gives the same."""
    rng = np.random.default_rng([seed, 0x1E77])
    found: list[Sample] = []
    while len(found) < count:
        words, is_number = text(rng)
        strip = line(words, Hand.drawn(rng, unseen=unseen), rng)
        if strip is not None:
            stored = np.clip(np.rint(strip * TONES), 0, 255).astype(np.uint8)
            found.append(Sample(stored, words, is_number))
    return found


def save(samples: Sequence[Sample], path: Path) -> None:
    """All strips side by side in one file."""
    np.savez(
        path,
        strips=np.hstack([sample.stored for sample in samples]),
        widths=np.array([sample.stored.shape[1] for sample in samples]),
        texts=np.array([sample.text for sample in samples]),
        numbers=np.array([sample.is_number for sample in samples]),
    )


def load(path: Path) -> list[Sample]:
    """What `save` wrote."""
    with np.load(path) as held:
        strips, widths, texts, numbers = (held[n] for n in ("strips", "widths", "texts", "numbers"))
    ends = np.cumsum(widths)
    return [
        Sample(strips[:, end - width : end], str(said), bool(number))
        for end, width, said, number in zip(ends, widths, texts, numbers, strict=True)
    ]


def batches(
    samples: Sequence[Sample], rng: np.random.Generator
) -> Iterator[tuple[NDArray[np.float32], list[list[int]]]]:
    """One epoch in batches of like width, each strip a little different from last time."""
    order = rng.permutation(len(samples))
    for start in range(0, len(order), BATCH * 16):
        near = sorted(order[start : start + BATCH * 16], key=lambda i: samples[i].stored.shape[1])
        groups = [near[first : first + BATCH] for first in range(0, len(near), BATCH)]
        for place in rng.permutation(len(groups)):
            some = [samples[i] for i in groups[place]]
            yield padded([again(one.strip, rng) for one in some]), [one.letters for one in some]


def padded(strips: Sequence[Strip]) -> NDArray[np.float32]:
    """Strips of different width as one array, paper behind the shorter ones."""
    longest = max(max(strip.shape[1] for strip in strips), SHORTEST * STRIDE)
    wide = -(-longest // STRIDE) * STRIDE
    batch = np.zeros((len(strips), 1, HEIGHT, wide), np.float32)
    for row, strip in zip(batch, strips, strict=True):
        row[0, :, : strip.shape[1]] = strip
    return batch


def main() -> None:
    """Draw and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--unseen", action="store_true", help="shapes no training hand has")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    save(drawn(given.count, given.seed, unseen=given.unseen), given.out)


if __name__ == "__main__":
    main()
