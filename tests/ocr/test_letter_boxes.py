from __future__ import annotations

import cv2
import numpy as np
import pytest

from sirekap_desktop.models.form import Box, Grid
from sirekap_desktop.ocr.letter_boxes import cells_in, cells_on
from sirekap_desktop.ocr.letters import HEIGHT
from tests.ocr.test_writing import SCALE, Paper, dark, paper, put


def grid(text: str, rows: int = 1, shift: float = 0.0) -> tuple[Paper, list[Box]]:
    """Letter boxes, twenty a row, and where the template puts them."""
    image = paper(200.0, 20.0 + 12 * rows)
    boxes = [(8.0 + 9 * n, 8.0 + 12.0 * row, 9.0, 12.0) for row in range(rows) for n in range(20)]
    for x, y, w, h in boxes:
        corner = (round(x * SCALE), round(y * SCALE))
        far = (round((x + w) * SCALE), round((y + h) * SCALE))
        cv2.rectangle(image, corner, far, (150, 150, 150), 1)
    for (x, y, _, _), letter in zip(boxes, text, strict=False):
        put(image, letter, (x + 1.5, y + 2.5), 7.0, seed=4)
    return image, [(x + shift, y + shift, w, h) for x, y, w, h in boxes]


def test_empty_letter_boxes_give_nothing() -> None:
    image, boxes = grid("")
    assert cells_in(dark(image), SCALE, boxes) is None


@pytest.mark.parametrize("shift", [0.0, 0.8, -0.8])
def test_letter_boxes_lose_their_lines(shift: float) -> None:
    image, boxes = grid("T IT IT", shift=shift)
    strip = cells_in(dark(image), SCALE, boxes)
    assert strip is not None
    upright = ((strip > 0.4).sum(axis=0) > 0.95 * HEIGHT).any()
    assert not upright
    count, *_ = cv2.connectedComponentsWithStats((strip > 0.5).astype(np.uint8))
    assert 5 <= count - 1 <= 9


def test_a_second_row_of_boxes_follows_the_first() -> None:
    one = cells_in(dark(grid("DUA", 2)[0]), SCALE, grid("", 2)[1])
    both = cells_in(dark(grid(f"{'DUA':20}LIMA", 2)[0]), SCALE, grid("", 2)[1])
    assert one is not None
    assert both is not None
    assert 1.8 * one.shape[1] < both.shape[1] < 3.5 * one.shape[1]


def test_the_darkness_given_stays_as_it_is() -> None:
    image, boxes = grid("DUA")
    given = dark(image)
    before = given.copy()
    cells_in(given, SCALE, boxes, [(0.0, 0.0, 30.0, 30.0)])
    assert np.array_equal(given, before)


def test_the_forms_own_text_in_the_boxes_is_left_out() -> None:
    image, boxes = grid("")
    put(image, "KAPITAL", (120, 11), 5.0)
    assert cells_in(dark(image), SCALE, boxes) is not None
    assert cells_in(dark(image), SCALE, boxes, [(115.0, 9.0, 60.0, 10.0)]) is None


def test_a_grid_on_a_whole_sheet_is_read_where_its_printing_lies() -> None:
    image, boxes = grid("DUA", rows=2)
    lefts = tuple(x - 1.5 for x, *_ in boxes[:20])
    letters = Grid(lefts, (7.0, 19.0), (9.0, 12.0))
    note = (128.0, 19.0, 60.0, 12.0)
    put(image, "KAPITAL", (130, 23), 5.0)

    def off(_x: float, _y: float) -> tuple[float, float]:
        return 1.5, 1.0

    found = cells_on(dark(image), SCALE, letters, off, [note])
    alone = cells_in(dark(grid("DUA", rows=2)[0]), SCALE, boxes)
    assert found is not None
    assert alone is not None
    assert abs(found.shape[1] - alone.shape[1]) <= 4
    unmasked = cells_on(dark(image), SCALE, letters, off)
    assert unmasked is not None
    assert unmasked.shape[1] > 1.5 * found.shape[1]
