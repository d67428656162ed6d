"""Sums of tally rows: from ten doubtful boxes to one number, or to none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop import paths
from sirekap_desktop.ocr import row_sums
from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.digits import CLASSES, DigitReader
from sirekap_desktop.ocr.row_sums import RowSums, total
from sirekap_desktop.simulation import sheet as drawing
from tests import paper

HOLDS = 60


def answers(rows: str, sure: float = 0.995) -> NDArray[np.float32]:
    """What the network says of boxes written as `60 47 __ -- XX` (`_` an empty box)."""
    boxes = [symbol.replace("_", "") for symbol in rows.replace(" ", "")]
    given = np.full((len(boxes), len(CLASSES)), (1 - sure) / (len(CLASSES) - 1), np.float32)
    for row, symbol in zip(given, boxes, strict=True):
        row[CLASSES.index(symbol)] = sure
    return given


def told(rows: str, sure: float = 0.995) -> RowSums:
    return total(answers(rows, sure), HOLDS)


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ("60 47 __ __ __", 107),
        ("60 60 60 60 60", 300),
        ("60 __ __ __ __", 60),
        ("X6 -- _1 __ 2-", 6),
        ("06 XX XX XX XX", 6),
        ("_6 __ __ __ __", 6),
        ("X0 __ __ __ __", 0),
        ("00 00 00 00 00", 0),
        ("60 60 13 XX XX", 133),
        ("60 01 00 00 00", 61),
    ],
)
def test_regular_sums_are_one_number(rows: str, value: int) -> None:
    found = told(rows)
    assert (found.value, found.rows) == (value, tuple(rows.split()))
    assert 0.7 < found.probability < 0.99
    assert found.spread.sum() == pytest.approx(1.0)


def test_one_misread_box_in_a_full_row_does_not_change_the_number() -> None:
    assert told("60 80 47 __ __").value == 167
    assert told("60 6X 47 __ __").value == 167
    assert told("50 60 47 __ __").value == 167


def test_the_strokes_of_a_z_are_not_more_votes() -> None:
    """After an unfilled row nothing can follow: the 7, 1 and 2 are a Z through the boxes."""
    assert told("X6 -7 _1 _- 2-").value == 6


def test_boxes_left_blank_say_nothing() -> None:
    found = told("__ __ __ __ __")
    assert found.value is None
    assert found.spread.max() < 0.02


def test_a_misread_last_row_stays_open() -> None:
    unclear = answers("60 47 __ __ __")
    unclear[3] = 0.0
    unclear[3, CLASSES.index("7")], unclear[3, CLASSES.index("1")] = 0.55, 0.45
    found = total(unclear, HOLDS)
    assert found.spread[107] == pytest.approx(found.spread[101] * 0.55 / 0.45, rel=0.1)
    assert found.spread[[101, 107]].sum() > 0.9


def test_rows_filled_out_of_order_are_not_a_clear_number() -> None:
    found = told("25 25 25 25 17")
    assert found.probability < 0.9
    assert found.spread[117] == pytest.approx(found.spread.max()), "their plain sum"


def test_every_number_keeps_a_share() -> None:
    """Sums that are written well and wrong must not outvote the digits for ever."""
    assert told("60 47 __ __ __", sure=1.0).spread.min() > 5e-5


def test_pages_with_shallower_rows_have_places_of_their_own() -> None:
    """Page 3 has cells of 12 x 12.5 mm, page 2 of 12 x 16: a square of the middle is cut."""
    for page, field, middle in ((1, "paslon_1", 186.0), (2, "suara_tidak_sah", 235.25)):
        sheet = paper.template().pages[page]
        grid = next(p.row_sums for p in sheet.places if p.field == field)
        assert grid is not None
        image = paper.blank(page + 1)
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8)
        dark = darkness(grey, paper.SCALE)
        found = row_sums.places(dark, paper.SCALE, grid, sheet.frames, lambda _x, _y: (1.5, -1.5))
        assert len(found) == 10
        assert {(w, h) for _, _, w, h in found} == {(12.0, 12.0)}
        x, y = found[0][0] + 6.0, found[0][1] + 6.0
        assert (x, y) == pytest.approx((427.0, middle), abs=0.6), "snapped back to its lines"
        sizes = {crop.shape for crop in row_sums.crops(grey, paper.SCALE, found)}
        assert sizes == {(42, 42)}


def written(value: int) -> paper.Image:
    """Page 2 with the first pair's votes in a legible hand, BGR."""
    image = paper.blank(2).copy()
    pen = drawing.Pen(image, paper.SCALE, paper.neat_hand(), np.random.default_rng(2))
    drawing.fill_page(pen, paper.template().pages[1], {"paslon_1": value}, {})
    return image


@pytest.mark.parametrize("value", [6, 107, 300])
def test_drawn_sums_are_read_from_the_sheet(value: int) -> None:
    """The whole way: a filled sheet, its small boxes, the network, the number."""
    sheet = paper.template().pages[1]
    grid = sheet.places[0].row_sums
    assert grid is not None
    image = written(value)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8)
    found = row_sums.places(
        darkness(grey, paper.SCALE), paper.SCALE, grid, sheet.frames, lambda _x, _y: (0.0, 0.0)
    )
    crops = row_sums.crops(grey, paper.SCALE, found)
    assert total(DigitReader(paths.resources() / "ocr").classify(crops), HOLDS).value == value
