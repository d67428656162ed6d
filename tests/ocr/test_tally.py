"""Tally strokes, counted roughly and honestly."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Grid
from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.tally import Tally, count
from sirekap_desktop.simulation import sheet
from tests import paper

SHEET = paper.template().pages[1]
Dark = NDArray[np.float32]


def grid() -> Grid:
    found = SHEET.places[0].tally
    assert found is not None
    return found


def written(value: int | None) -> paper.Image:
    """Page 2 with the first pair's votes in a legible hand; None leaves it blank."""
    image = paper.blank(2).copy()
    pen = sheet.Pen(image, paper.SCALE, paper.neat_hand(), np.random.default_rng(3))
    sheet.fill_page(pen, SHEET, {} if value is None else {"paslon_1": value}, {})
    return image


def counted(image: paper.Image, off: tuple[float, float] = (0.0, 0.0)) -> Tally | None:
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8)
    dark = darkness(grey, paper.SCALE)
    return count(dark, paper.SCALE, grid(), SHEET.frames, lambda _x, _y: off)


@pytest.mark.parametrize("value", [3, 17, 60, 64, 149, 238, 300])
def test_drawn_strokes_are_counted_nearly(value: int) -> None:
    found = counted(written(value))
    assert found is not None
    assert abs(found.value - value) <= 2
    assert found.low <= value <= found.high
    assert found.spread.sum() == pytest.approx(1.0)
    assert found.spread.min() > 5e-5, "no number is ruled out by strokes"
    assert found.spread.max() < 0.9, "strokes never make a number sure"


def test_a_misplaced_shift_is_mended_by_the_printed_lines() -> None:
    found = counted(written(149), (2.9, -2.9))
    assert found is not None
    assert abs(found.value - 149) <= 2


def test_a_blank_grid_is_not_judged() -> None:
    assert counted(written(None)) is None


def test_a_grid_struck_through_without_votes_is_not_taken_for_strokes() -> None:
    """The Z alone lies flat; its corners may look like a stroke or two."""
    found = counted(written(0))
    assert found is None or (found.low == 0 and found.value <= 2)


def test_a_z_that_begins_in_the_last_used_row_adds_nothing() -> None:
    """As on the real sheet `ppwp_page3_real.jpg`: six votes, then the Z in the same row."""
    image = written(None)
    pen = sheet.Pen(image, paper.SCALE, paper.neat_hand(), np.random.default_rng(4))
    place = grid()
    width, height = place.cell
    for index in range(4):
        at = place.x[0] + 3.5 + 3.3 * index
        pen.line((at, place.y[0] + 3), (at, place.y[0] + 13))
    pen.line((place.x[0] + 2, place.y[0] + 4), (place.x[0] + 15, place.y[0] + 12))
    pen.line((place.x[1] + 4, place.y[0] + 3), (place.x[1] + 4, place.y[0] + 13))
    right, bottom = place.x[-1] + width / 2, place.y[-1] + height / 2
    pen.line((place.x[2] + 10, place.y[0] + 8), (right, place.y[0] + 8))
    pen.line((right, place.y[0] + 8), (place.x[0] + 10, bottom))
    pen.line((place.x[0] + 10, bottom), (right, bottom))
    found = counted(image)
    assert found is not None
    assert abs(found.value - 6) <= 2


def test_strokes_here_and_there_are_not_judged_as_a_number() -> None:
    """Cells with gaps between them are no tally; anything said of it would be made up."""
    image = written(None)
    pen = sheet.Pen(image, paper.SCALE, paper.neat_hand(), np.random.default_rng(5))
    place = grid()
    rng = np.random.default_rng(6)
    for x in place.x:
        for y in place.y:
            for index in range(4 if rng.random() < 0.5 else 0):
                pen.line((x + 3.5 + 3.3 * index, y + 3), (x + 3.5 + 3.3 * index, y + 13))
    assert counted(image) is None


def flattened(path: Path) -> tuple[NDArray[np.uint8], float]:
    """The sheet of a photograph in grey, and its px/mm."""
    result = next(iter(paper.reader().read_file(path.read_bytes())))
    flat = result.flatten()
    assert flat is not None
    return cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY).astype(np.uint8), result.scale


def test_the_strokes_of_a_real_sheet() -> None:
    """`ppwp_page3_real.jpg`: one full cell and one stroke, then a Z in the same row."""
    path = paper.SHARED / "photos" / "ppwp_page3_real.jpg"
    if not path.exists():
        pytest.skip("../shared is not there")
    flat, scale = flattened(path)
    page = paper.template().pages[2]
    tally = next(p.tally for p in page.places if p.tally)
    found = count(darkness(flat, scale), scale, tally, page.frames, lambda _x, _y: (0.0, 0.0))
    assert found is None or found.low <= 6 <= found.high
