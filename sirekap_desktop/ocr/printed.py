"""Reads the printed words when no tag says what a sheet is: for the proof, or for the refusal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from sirekap_desktop.models.form import Label, Page, Template
from sirekap_desktop.ocr.shrink import Levels, flatten

LONG_SIDE = 2000
HEAD = 0.42
"""The title stands in this upper part of an upright picture."""
SECONDS = 8
LIKENESS = 0.86
NAMED, TELLING = 0.8, 4
"""How like a label words must be at its place; its last letters (PPWP) must be right."""
AROUND = 5.0
"""Around a label, in mm, its words may stand: paper bends."""
FINE = 6.0
"""Pixels per mm in which labels are read: capitals are then 20 to 35 pixels high."""
FOOT = 0.95
"""Below this part of the sheet stands the line that names form and page."""
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


def names_page(
    levels: Levels, to_picture: NDArray[np.float64], template: Template, page: Page
) -> bool:
    """Whether the title, and one of the lines that name the form, stand where this page has them.

    `to_picture` maps the sheet's mm to pixels. Titles alone do not do: the sheets of other
    elections have a page of the same title. False as well where Tesseract is not installed.
    """
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    title = [label for label in page.labels if label.text == page.title]
    bottom = FOOT * template.size[1]
    names = [label for label in page.labels if label.text == template.model or label.at[1] > bottom]
    return all(_says(levels, to_picture, label) for label in title[:1]) and any(
        _says(levels, to_picture, label) for label in names
    )


def _says(levels: Levels, to_picture: NDArray[np.float64], label: Label) -> bool:
    """Whether the words of a label stand at its place, read from the flattened sheet."""
    (x, y), width = label.at, label.fit or len(label.text) * label.size
    left = x - (width / 2 if label.align == "center" else 0)
    corner = (left - AROUND, y - label.size - AROUND / 2)
    flat = flatten(levels, to_picture, corner, (width + 2 * AROUND, label.size + AROUND), FINE)
    said = "".join(sign for sign in _text(flat, "7").upper() if sign.isalnum())
    wanted = "".join(sign for sign in label.text.upper() if sign.isalnum())
    same = SequenceMatcher(None, wanted, said, autojunk=False).ratio() > NAMED
    return same and wanted[-TELLING:] in said


def _text(head: NDArray[np.uint8], layout: str = "11") -> str:
    config = f"--psm {layout}"
    try:
        said = pytesseract.image_to_string(head, lang="ind", config=config, timeout=SECONDS)
    except (pytesseract.TesseractError, pytesseract.TesseractNotFoundError, RuntimeError):
        return ""  # without Tesseract, or on its time-out, the refusal just names no form
    return str(said)
