"""Reads one box: which figure, cross, dash or nothing a person wrote there.

The weights come from `tools/train_digits`; `resources/ocr/CARD.md` says how well they read.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.errors import SirekapError

CLASSES: Final[tuple[str, ...]] = (*"0123456789", "X", "-", "")
"""What the network tells apart, in the order of its answers; "" is an empty box."""

INPUT: Final = 48
FLOOR: Final = 28.0
"""Grey levels below which a difference is paper, not ink: noise must not be blown up."""

FACTS = "digits.toml"


def prepare(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A box, frame and dots left in, as the network wants it: paper is 0, the frame about -1."""
    grey = crop if crop.ndim == 2 else cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    shrinks = max(grey.shape) > INPUT
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    small = cv2.resize(grey, (INPUT, INPUT), interpolation=method).astype(np.float32)
    dark, paper = np.percentile(small, (4.0, 60.0))
    scaled = (small - np.float32(paper)) / np.float32(max(paper - dark, FLOOR))
    ready: NDArray[np.float32] = np.clip(scaled, -2.0, 2.0).astype(np.float32)
    return ready


class DigitReader:
    """Classifies box crops; not thread-safe (one per worker)."""

    sure_threshold: float

    def __init__(self, folder: Path) -> None:
        facts = tomllib.loads((folder / FACTS).read_text("utf-8"))
        path = folder / facts["file"]
        weights = path.read_bytes()
        if hashlib.sha256(weights).hexdigest() != facts["sha256"]:
            raise SirekapError("model_damaged", file=path.name)
        if tuple(facts["classes"]) != CLASSES or facts["input"] != INPUT:
            raise SirekapError("model_damaged", file=FACTS)
        self.sure_threshold = float(facts["sure_threshold"])
        self._temperature = float(facts["temperature"])
        self._net = cv2.dnn.readNetFromONNX(np.frombuffer(weights, np.uint8))

    def classify(self, crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Calibrated probabilities, one row a crop, one column a class."""
        if not crops:
            return np.zeros((0, len(CLASSES)), np.float32)
        self._net.setInput(np.stack([prepare(crop) for crop in crops])[:, None])
        logits = self._net.forward().reshape(len(crops), len(CLASSES)) / self._temperature
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        answer: NDArray[np.float32] = (raised / raised.sum(axis=1, keepdims=True)).astype(
            np.float32
        )
        return answer
