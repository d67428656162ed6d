"""Reads a line of handwritten letters: for each column of the line, which letter stands there.

The weights come from `tools/train_letters`; `resources/ocr/LETTERS.md` says how well they read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.ocr.weights import open_network

Strip = NDArray[np.float32]
"""A line as `ocr.writing` cuts it: `HEIGHT` rows, paper 0, ink about 1."""

BLANK: Final = ""
ALPHABET: Final[tuple[str, ...]] = (BLANK, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""What a column may hold; capitals and small letters are one. "" is between letters."""

HEIGHT: Final = 32
STRIDE: Final = 4
"""Pixels of a strip to one column of the answer."""
WIDEST: Final = 768
"""Wider strips are squeezed; 38 letters, the longest number, keep 20 pixels each."""

FACTS = "letters.toml"


@dataclass(frozen=True)
class Trust:
    """How far the letters may be believed, fitted by `tools.train_letters.calibrate`.

    `temperature` divides log-likelihoods; `number` weighs (log-likelihood of any number, letters
    seen, one) into the log-odds that a number stands there at all.
    """

    temperature: float
    number: tuple[float, float, float]


class LetterReader:
    """Reads strips; not thread-safe (one per worker)."""

    trust: Trust

    def __init__(self, folder: Path) -> None:
        facts, self._net = open_network(folder, FACTS)
        known = (facts["alphabet"], facts["height"], facts["stride"])
        if known != ("".join(ALPHABET), HEIGHT, STRIDE):
            raise SirekapError("model_damaged", file=FACTS)
        likely, seen, always = (float(weight) for weight in facts["number"])
        self.trust = Trust(float(facts["temperature"]), (likely, seen, always))

    def read(self, strips: Sequence[Strip]) -> list[NDArray[np.float32]]:
        """Log-probabilities of `ALPHABET` for each column of each strip, all in one batch."""
        if not strips:
            return []
        ready = [_fitted(strip) for strip in strips]
        wide = max(strip.shape[1] for strip in ready)
        batch = np.zeros((len(ready), 1, HEIGHT, wide), np.float32)
        for row, strip in zip(batch, ready, strict=True):
            row[0, :, : strip.shape[1]] = strip
        self._net.setInput(batch)
        scores = self._net.forward().reshape(len(ready), len(ALPHABET), wide // STRIDE)
        scores = scores.transpose(0, 2, 1)
        raised = scores - scores.max(axis=2, keepdims=True)
        likely = raised - np.log(np.exp(raised).sum(axis=2, keepdims=True))
        return [
            np.asarray(rows[: strip.shape[1] // STRIDE], np.float32)
            for rows, strip in zip(likely, ready, strict=True)
        ]


def _fitted(strip: Strip) -> Strip:
    """Not too wide, and of whole columns."""
    width = strip.shape[1]
    if width > WIDEST:
        return np.asarray(cv2.resize(strip, (WIDEST, HEIGHT), interpolation=cv2.INTER_AREA))
    more = -width % STRIDE
    return np.pad(strip, ((0, 0), (0, more))) if more else strip
