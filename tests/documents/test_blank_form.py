"""The blank sheet that the program draws against its template and against KPU's own print file."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop import raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form import Box
from sirekap_desktop.ocr import identify
from tests import paper

OFFICIAL = paper.SHARED / "forms" / "C.HASIL-PPWP.pdf"
DPI = 254.0
PER_MM = DPI / 25.4
TOLERANCE = 0.5
"""Millimetres by which our boxes may differ from the printed ones."""


def grey_page(pdf: bytes, page: int) -> NDArray[np.uint8]:
    image = raster.render(pdf, page - 1, DPI)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


def frame_around(grey: NDArray[np.uint8], box: Box) -> Box:
    """The middle of the four lines found nearest to a box, in mm."""
    x, y, w, h = box
    middle_x, middle_y = x + w / 2, y + h / 2
    across = grey[int((middle_y + 0.3 * h) * PER_MM)]
    down = grey[:, int((middle_x - 0.1 * w) * PER_MM)]
    left, right = line_near(across, x), line_near(across, x + w)
    top, bottom = line_near(down, y), line_near(down, y + h)
    return (left, top, right - left, bottom - top)


def line_near(values: NDArray[np.uint8], at: float) -> float:
    """The centre of the dark line nearest to a place in mm."""
    start = int((at - 2) * PER_MM)
    part = values[start : start + int(4 * PER_MM)]
    dark = np.nonzero(part < 90)[0]
    runs = np.split(dark, np.nonzero(np.diff(dark) > 1)[0] + 1)
    centres = [(start + (run[0] + run[-1] + 1) / 2) / PER_MM for run in runs if len(run)]
    return float(min(centres, key=lambda centre: abs(centre - at)))


@pytest.mark.parametrize("page", [1, 2, 3])
def test_every_box_is_printed_where_the_template_says(page: int) -> None:
    grey = grey_page(blank_form(paper.template()), page)
    for place in paper.template().pages[page - 1].places:
        for box in place.boxes:
            assert frame_around(grey, box) == pytest.approx(box, abs=0.15), place.field


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="KPU's print file is absent")
@pytest.mark.parametrize("page", [1, 2, 3])
def test_our_sheet_and_the_official_one_agree_on_every_box(page: int) -> None:
    ours = grey_page(blank_form(paper.template()), page)
    theirs = grey_page(OFFICIAL.read_bytes(), page)
    assert ours.shape == pytest.approx(theirs.shape, abs=2)
    for place in paper.template().pages[page - 1].places:
        for box in place.boxes:
            mine, official = frame_around(ours, box), frame_around(theirs, box)
            assert mine == pytest.approx(official, abs=TOLERANCE), place.field


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="KPU's print file is absent")
@pytest.mark.parametrize("page", [1, 2, 3])
def test_our_tag_and_the_official_one_agree(page: int) -> None:
    found = []
    for pdf in (blank_form(paper.template()), OFFICIAL.read_bytes()):
        (tag,) = identify.find_tags(grey_page(pdf, page), "36h10")
        found.append(tag)
    ours, theirs = found
    assert ours.number == theirs.number == 100 + page
    assert ours.corners / PER_MM == pytest.approx(theirs.corners / PER_MM, abs=TOLERANCE)


def test_bubbles_stand_under_their_boxes() -> None:
    grey = grey_page(blank_form(paper.template(), [2]), 1)
    for place in paper.template().pages[1].places:
        assert place.bubbles is not None
        for x in place.bubbles.x:
            for y in place.bubbles.y:
                radius = place.bubbles.diameter / 2
                row = grey[int((y + radius) * PER_MM)]
                assert line_near(row, x) == pytest.approx(x, abs=0.2)


def test_same_template_same_bytes() -> None:
    assert blank_form(paper.template()) == blank_form(paper.template())


def test_single_pages_can_be_drawn() -> None:
    assert raster.page_count(blank_form(paper.template())) == 3
    assert raster.page_count(blank_form(paper.template(), [2])) == 1
