"""What Tesseract reads in the same boxes: the measure of an ordinary tool."""

from __future__ import annotations

import os
from dataclasses import dataclass

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace
from sirekap_desktop.models.reading import Reading

CONFIG = "--psm 10 --oem 1 -c tessedit_char_whitelist=0123456789"
INSIDE = 0.08
"""Part of the box cut off on each side: the frame would be read as a letter."""
HEIGHT = 64
"""Pixels of the figure's picture; Tesseract reads small letters badly."""

os.environ.setdefault("OMP_THREAD_LIMIT", "1")


@dataclass(frozen=True)
class Sample:
    """One box: what was written there and what Tesseract says."""

    symbol: str
    said: str


def ask(
    flat: NDArray[np.uint8], scale: float, place: FieldPlace, reading: Reading, index: int
) -> str:
    """What Tesseract reads in one box of a number that was found on the flattened sheet."""
    left, top, _, _ = place.extent
    shift = (reading.box[0] - left, reading.box[1] - top)
    x, y, w, h = place.boxes[index]
    return _read(flat, scale, (x + shift[0], y + shift[1], w, h))


def _read(flat: NDArray[np.uint8], scale: float, box: Box) -> str:
    x, y, w, h = box
    left, right = round((x + INSIDE * w) * scale), round((x + w - INSIDE * w) * scale)
    top, bottom = round((y + INSIDE * h) * scale), round((y + h - INSIDE * h) * scale)
    grey = cv2.cvtColor(flat[top:bottom, left:right], cv2.COLOR_BGR2GRAY)
    factor = HEIGHT / max(1, grey.shape[0])
    big = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    framed = cv2.copyMakeBorder(big, 16, 16, 16, 16, cv2.BORDER_REPLICATE)
    return str(pytesseract.image_to_string(framed, config=CONFIG)).strip()


def share(samples: list[Sample]) -> str:
    """The share of figures right, and how many crosses were read as a figure."""
    figures = [sample for sample in samples if sample.symbol.isdigit()]
    crosses = [sample for sample in samples if sample.symbol == "X"]
    if not figures:
        return ""
    right = sum(sample.said == sample.symbol for sample in figures)
    taken = sum(sample.said.isdigit() for sample in crosses)
    return f"{right / len(figures):.1%} of {len(figures)}, X as digit {taken} of {len(crosses)}"
