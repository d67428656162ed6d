"""Reads one box: which figure, cross, dash or nothing a person wrote there, or that nobody can say.

The weights come from `tools/train_digits`; `resources/ocr/CARD.md` says how well they read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.ocr.weights import open_network

CLASSES: Final[tuple[str, ...]] = (*"0123456789", "X", "-", "", "?")
"""What the network tells apart, in the order of its answers; "" is an empty box, "?" is no
character: a figure struck out or written over, a smear, or a crop that holds no box."""

INPUT: Final = 40
FLOOR: Final = 28.0
"""Grey levels below which a difference is paper, not ink: noise must not be blown up."""
DARK, PAPER = (round(part * (INPUT * INPUT - 1)) for part in (0.04, 0.60))
"""Ranks of the grey levels that count as ink and as paper, among a box's pixels."""

FACTS = "digits.toml"


def prepare(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A box, frame and dots left in, as the network wants it: paper is 0, the frame about -1."""
    ready: NDArray[np.float32] = prepare_all([crop])[0]
    return ready


def prepare_all(crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
    """Boxes of any size and colour (n, INPUT, INPUT); `prepare` for a whole page at once."""
    small = np.stack([_resized(crop) for crop in crops])
    ranked = np.partition(small.reshape(len(small), -1), (DARK, PAPER), axis=1)
    dark = ranked[:, DARK, None, None].astype(np.float32)
    paper = ranked[:, PAPER, None, None].astype(np.float32)
    scaled = (small - paper) / np.maximum(paper - dark, FLOOR)
    ready: NDArray[np.float32] = np.clip(scaled, -2.0, 2.0, out=scaled).astype(np.float32)
    return ready


def _resized(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    grey = crop if crop.ndim == 2 else cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    method = cv2.INTER_AREA if max(grey.shape) > INPUT else cv2.INTER_LINEAR
    return cv2.resize(grey, (INPUT, INPUT), interpolation=method).astype(np.uint8, copy=False)


class DigitReader:
    """Classifies box crops; not thread-safe (one per worker)."""

    sure_threshold: float

    def __init__(self, folder: Path) -> None:
        facts, self._net = open_network(folder, FACTS)
        if tuple(facts["classes"]) != CLASSES or facts["input"] != INPUT:
            raise SirekapError("model_damaged", file=FACTS)
        self.sure_threshold = float(facts["sure_threshold"])
        self._temperature = float(facts["temperature"])
        self._doubt = _doubt(facts)

    def classify(self, crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Calibrated probabilities, one row a crop, one column a class; none is ever zero."""
        if not crops:
            return np.zeros((0, len(CLASSES)), np.float32)
        self._net.setInput(prepare_all(crops)[:, None])
        logits = self._net.forward().reshape(len(crops), len(CLASSES)) / self._temperature
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        answer: NDArray[np.float32] = (
            raised / raised.sum(axis=1, keepdims=True) @ self._doubt
        ).astype(np.float32)
        return answer


def _doubt(facts: Mapping[str, Any]) -> NDArray[np.float64]:
    """What turns a softmax into belief: `residual` of each answer goes to its `confusions`.

    Raises SirekapError model_damaged where the table is none.
    """
    residual, confusions = float(facts["residual"]), np.array(facts["confusions"], np.float64)
    sound = confusions.shape == (len(CLASSES), len(CLASSES)) and 0.0 < residual < 0.01
    if not sound or (confusions < 0).any() or np.abs(confusions.sum(axis=1) - 1).max() > 1e-3:
        raise SirekapError("model_damaged", file=FACTS)
    wrong = confusions / confusions.sum(axis=1, keepdims=True)
    mixed: NDArray[np.float64] = (1 - residual) * np.eye(len(CLASSES)) + residual * wrong
    return mixed
