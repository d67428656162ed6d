"""Our blank C.HASIL SALINAN-PPWP against its template and against KPU's own print file."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop import paths, raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form import Box, Label, Template
from sirekap_desktop.models.form_files import copies
from tests.paper import SHARED
from tools import blank_pages

OFFICIAL = SHARED / "forms" / "C.HASIL SALINAN-PPWP.pdf"
COPY = "pemilu_2024/c_hasil_salinan_ppwp"
PER_MM = 10.0
ON_LEAF = {1: (62.889, 147.354, 474.300, 680.995), 2: (62.874, 33.194, 474.372, 681.072)}
"""Where the regulation's leaf shows the A4 sheet, a little squeezed: a box in points."""
TOLERANCE = 0.5
"""Millimetres by which our boxes and lines may differ from the printed ones."""
TEXT_TOLERANCE = 0.6
BESIDE_DOTS = ("Pada hari ini", "tanggal", "bulan", "tahun", "s.d.")
needs_print = pytest.mark.skipif(not OFFICIAL.is_file(), reason="KPU's print file is absent")


@cache
def form() -> Template:
    return copies()[COPY]


@cache
def ours(page: int) -> NDArray[np.uint8]:
    image = raster.render(blank_form(form()), page - 1, PER_MM * 25.4)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


@cache
def theirs(page: int) -> NDArray[np.uint8]:
    size = (round(form().size[0] * PER_MM), round(form().size[1] * PER_MM))
    x, y, w, h = ON_LEAF[page]
    zoom = size[0] / w
    leaf = raster.render(OFFICIAL.read_bytes(), page - 1, 72 * zoom)
    grey = cv2.cvtColor(leaf, cv2.COLOR_BGR2GRAY)
    part = grey[round(y * zoom) : round((y + h) * zoom), round(x * zoom) : round((x + w) * zoom)]
    return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def line_near(values: NDArray[np.uint8], at: float) -> float:
    """The centre of the dark line nearest to a place in mm."""
    start = int((at - 1.5) * PER_MM)
    dark = np.nonzero(values[start : start + int(3 * PER_MM)] < 140)[0]
    runs = np.split(dark, np.nonzero(np.diff(dark) > 1)[0] + 1)
    centres = [(start + (run[0] + run[-1] + 1) / 2) / PER_MM for run in runs if len(run)]
    return float(min(centres, key=lambda centre: abs(centre - at)))


def frame_around(grey: NDArray[np.uint8], box: Box) -> Box:
    x, y, w, h = box
    across = grey[int((y + 0.7 * h) * PER_MM)]
    down = grey[:, int((x + 0.5 * w) * PER_MM)]
    left, right = line_near(across, x), line_near(across, x + w)
    top, bottom = line_near(down, y), line_near(down, y + h)
    return (left, top, right - left, bottom - top)


def text_span(grey: NDArray[np.uint8], label: Label) -> tuple[float, float]:
    """Where the print of a label begins and ends, in mm."""
    start = label.at[0] - (label.fit / 2 if label.align == "center" else 0.0)
    top, bottom = label.at[1] - 0.6 * label.size, label.at[1] - 0.1
    left = start - 1.5
    part = grey[
        int(top * PER_MM) : int(bottom * PER_MM),
        int(left * PER_MM) : int((start + label.fit + 1.5) * PER_MM),
    ]
    ink = np.nonzero((part < 140).any(axis=0))[0]
    return (left + ink[0] / PER_MM, left + (ink[-1] + 1) / PER_MM)


def is_word(label: Label) -> bool:
    """Not a row of dots, not beside one or a colon, not in grey: there the end is hidden."""
    hidden = label.text.startswith(("Hal", "Kabupaten")) or label.text in BESIDE_DOTS
    return label.fit > 0 and "...." not in label.text and not hidden


@pytest.mark.parametrize("page", [1, 2])
def test_every_box_is_printed_where_the_template_says(page: int) -> None:
    for place in form().pages[page - 1].places:
        for box in place.boxes:
            assert frame_around(ours(page), box) == pytest.approx(box, abs=0.15), place.field


@needs_print
@pytest.mark.parametrize("page", [1, 2])
def test_our_sheet_and_the_official_one_agree_on_every_box(page: int) -> None:
    for place in form().pages[page - 1].places:
        for box in place.boxes:
            mine, official = frame_around(ours(page), box), frame_around(theirs(page), box)
            assert mine == pytest.approx(official, abs=TOLERANCE), place.field


@needs_print
@pytest.mark.parametrize("page", [1, 2])
def test_every_line_is_printed_there_too(page: int) -> None:
    reach = int(TOLERANCE * PER_MM)
    for line in form().pages[page - 1].lines:
        if line.grey > 0.5:
            continue
        for part in np.linspace(0.03, 0.97, 40):
            x, y = (a + (b - a) * part for a, b in zip(line.start, line.end, strict=True))
            row, column = int(y * PER_MM), int(x * PER_MM)
            around = theirs(page)[
                row - reach : row + reach + 1, column - reach : column + reach + 1
            ]
            assert around.min() < 140, line


@needs_print
@pytest.mark.parametrize("page", [1, 2])
def test_every_text_begins_and_ends_where_kpu_prints_it(page: int) -> None:
    labels = [label for label in form().pages[page - 1].labels if is_word(label)]
    assert len(labels) > 40
    for label in labels:
        mine, official = text_span(ours(page), label), text_span(theirs(page), label)
        assert mine == pytest.approx(official, abs=TEXT_TOLERANCE), label.text


def test_the_pictures_that_ship_are_this_drawing() -> None:
    drawn = list(blank_pages.pictures(form()))
    assert len(drawn) == len(form().pages)
    for page, picture in zip(form().pages, drawn, strict=True):
        file = paths.resources() / "forms" / COPY / f"blank_{page.number}.png"
        shipped = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)
        assert shipped is not None
        assert shipped.shape == picture.shape
        assert np.abs(shipped.astype(int) - picture).mean() < 0.3
        assert file.stat().st_size < 100_000
