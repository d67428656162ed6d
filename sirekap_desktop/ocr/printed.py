"""Reads the printed title when no tag says what a sheet is: so that the refusal can name it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from sirekap_desktop.models.form import Template

LONG_SIDE = 2000
HEAD = 0.42
"""The title stands in this upper part of an upright picture."""
SECONDS = 8
LIKENESS = 0.86
TURNS = (None, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE)


@dataclass(frozen=True)
class Printed:
    """The form and page whose title stands on the sheet."""

    model: str
    page: int


def read_print(picture: NDArray[np.uint8], templates: Iterable[Template]) -> Printed | None:
    """What the title says (BGR picture), tried upright and then turned; None if no single form."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # twice as fast: its threads only wait
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    factor = min(1.0, LONG_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    titles = {
        Printed(template.model, page.number): page.title
        for template in templates
        for page in template.pages
    }
    for turn in TURNS:
        view = small if turn is None else cv2.rotate(small, turn)
        head = np.asarray(view[: round(view.shape[0] * HEAD)], np.uint8)
        lines = [line.strip().upper() for line in _text(head).splitlines()]
        found = {
            printed
            for printed, title in titles.items()
            if any(SequenceMatcher(None, title, line).ratio() > LIKENESS for line in lines)
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _text(head: NDArray[np.uint8]) -> str:
    try:
        said = pytesseract.image_to_string(head, lang="ind", config="--psm 11", timeout=SECONDS)
    except (pytesseract.TesseractError, pytesseract.TesseractNotFoundError, RuntimeError):
        return ""  # without Tesseract, or on its time-out, the refusal just names no form
    return str(said)
