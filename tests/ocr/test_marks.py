"""Columns of bubbles, drawn as people fill them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Bubbles, FieldPlace
from sirekap_desktop.ocr.boxes import darkness, find_boxes
from sirekap_desktop.ocr.marks import Marks, read_page
from tests import paper

SCALE = 3.0
INK = 0.8
PRINT = 0.45

Dark = NDArray[np.float32]


def one_number(
    dark: NDArray[np.float32],
    scale: float,
    bubbles: Bubbles,
    printed: tuple[Box, ...],
    found: tuple[Box, ...],
) -> Marks:
    """One number's marks by its boxes: `printed` are the template's, `found` where they lie."""

    def shift(x: float, _: float) -> tuple[float, float]:
        away = [abs(box[0] + box[2] / 2 - x) for box in printed]
        nearest = away.index(min(away))
        at, box = found[nearest], printed[nearest]
        return (at[0] - box[0], at[1] - box[1])

    return read_page(dark, scale, [bubbles], shift)[0]


def place() -> FieldPlace:
    """The votes of the first pair."""
    return paper.template().page_of("paslon_1")[1]


def bubbles() -> Bubbles:
    found = place().bubbles
    assert found is not None
    return found


def printed(shift: tuple[float, float] = (0.0, 0.0)) -> Dark:
    """Darkness of a sheet with only the rings, `shift` mm off."""
    dark = np.zeros((round(330 * SCALE), round(600 * SCALE)), np.float32)
    radius = bubbles().diameter / 2
    for x in bubbles().x:
        for y in bubbles().y:
            cv2.circle(dark, at(x, y, shift), round(radius * SCALE), PRINT, 1)
    noise = np.random.default_rng(1).normal(0, 0.02, dark.shape)
    return np.clip(dark + noise, 0, 1).astype(np.float32)


def at(x: float, y: float, shift: tuple[float, float]) -> tuple[int, int]:
    radius = bubbles().diameter / 2
    return (round((x + radius + shift[0]) * SCALE), round((y + radius + shift[1]) * SCALE))


def fill(
    dark: Dark,
    column: int,
    digit: int,
    *,
    shift: tuple[float, float] = (0.0, 0.0),
    ink: float = INK,
    part: float = 0.9,
) -> None:
    """Blacken one bubble, `part` of its radius."""
    centre = at(bubbles().x[column], bubbles().y[digit], shift)
    cv2.circle(dark, centre, round(bubbles().diameter / 2 * part * SCALE), ink, -1)


def strike(dark: Dark, column: int, digit: int, ink: float = INK) -> None:
    """One thin line through a bubble, as who crosses out or slips."""
    x, y = at(bubbles().x[column], bubbles().y[digit], (0.0, 0.0))
    reach = round(bubbles().diameter / 2 * SCALE)
    cv2.line(dark, (x - reach, y + reach), (x + reach, y - reach), ink, 2)


def read(dark: Dark, found: tuple[Box, ...] | None = None) -> Marks:
    return one_number(dark, SCALE, bubbles(), place().boxes, found or place().boxes)


@pytest.mark.parametrize("number", ["000", "117", "206", "985", "394"])
def test_filled_bubbles_are_a_number(number: str) -> None:
    dark = printed()
    for column, digit in enumerate(number):
        fill(dark, column, int(digit))
    marks = read(dark)
    assert (marks.text, marks.value) == (number, int(number))
    assert marks.confidence > 0.8


def test_nothing_filled_is_nothing() -> None:
    marks = read(printed())
    assert (marks.text, marks.value) == ("___", None)


def test_a_white_sheet_has_no_bubbles() -> None:
    assert read(np.zeros((round(330 * SCALE), round(600 * SCALE)), np.float32)).text == "___"


@pytest.mark.parametrize("column", [0, 1, 2])
def test_each_column_is_read_by_itself(column: int) -> None:
    dark = printed()
    fill(dark, column, 7)
    marks = read(dark)
    assert marks.text == "".join("7" if at == column else "_" for at in range(3))
    assert marks.value is None


def test_two_filled_in_a_column_decide_nothing() -> None:
    dark = printed()
    for column, digit in ((0, 1), (1, 2), (1, 8), (2, 3)):
        fill(dark, column, digit)
    marks = read(dark)
    assert (marks.text, marks.value, marks.confidence) == ("1?3", None, 0.0)


@pytest.mark.parametrize("shift", [(2.0, 0.0), (-2.0, 0.0), (0.0, 2.0), (0.0, -2.0), (2.8, -2.8)])
def test_a_column_may_lie_some_millimetres_off(shift: tuple[float, float]) -> None:
    dark = printed(shift)
    for column, digit in enumerate((4, 0, 9)):
        fill(dark, column, digit, shift=shift)
    marks = read(dark)
    assert marks.text == "409"
    assert marks.confidence > 0.95, "as if it stood at its place"


@pytest.mark.parametrize("shift", [(6.0, -5.0), (-7.0, 4.0), (0.0, 8.0)])
def test_columns_follow_the_boxes_above_them(shift: tuple[float, float]) -> None:
    dark = printed(shift)
    for column, digit in enumerate((4, 0, 9)):
        fill(dark, column, digit, shift=shift)
    found = tuple((x + shift[0], y + shift[1], w, h) for x, y, w, h in place().boxes)
    assert read(dark, found).text == "409"


def test_a_thin_stroke_beside_the_filled_one_is_no_second_number() -> None:
    dark = printed()
    for column, digit in enumerate((1, 5, 0)):
        fill(dark, column, digit)
        strike(dark, column, digit + 3)
    assert read(dark).text == "150"


def test_a_thin_stroke_alone_is_not_a_filled_bubble() -> None:
    dark = printed()
    fill(dark, 0, 1)
    strike(dark, 1, 5)
    fill(dark, 2, 0)
    marks = read(dark)
    assert marks.text in {"1?0", "1_0"}
    assert marks.value is None


@pytest.mark.parametrize("ink", [0.35, 0.5, 1.0])
def test_pale_and_black_ink_are_read_alike(ink: float) -> None:
    dark = printed()
    for column, digit in enumerate((8, 3, 6)):
        fill(dark, column, digit, ink=ink)
    assert read(dark).text == "836"


@pytest.mark.parametrize("part", [0.0, 0.25, 0.4, 0.55, 0.7, 1.0])
def test_a_half_filled_bubble_is_never_another_digit(part: float) -> None:
    dark = printed()
    for column, digit in enumerate((8, 3, 6)):
        fill(dark, column, digit, part=part)
    marks = read(dark)
    assert all(mark in f"{digit}_?" for mark, digit in zip(marks.text, "836", strict=True))
    assert (part < 0.7) or marks.text == "836"


def test_columns_beyond_the_edge_of_the_picture_are_empty() -> None:
    beyond = tuple((x + 400, y, w, h) for x, y, w, h in place().boxes)
    assert read(printed(), beyond).text == "___"
    above = tuple((x, y - 500, w, h) for x, y, w, h in place().boxes)
    assert read(printed(), above).text == "___"


@pytest.mark.parametrize(("text", "value"), [("000", 0), ("042", 42), ("_42", None), ("4?2", None)])
def test_marks_are_a_number_only_when_every_column_decides(text: str, value: int | None) -> None:
    assert Marks(text, 0.9).value == value


def probability(marks: Marks, column: int, digit: int) -> float:
    return float(marks.columns[column][digit])


def read_all(dark: Dark, shift: tuple[float, float] = (0.0, 0.0)) -> Marks:
    """The first pair's marks as a page of one number."""
    return read_page(dark, SCALE, [bubbles()], lambda _x, _y: shift)[0]


NONE = 10


def test_a_clear_fill_is_never_certain() -> None:
    dark = printed()
    fill(dark, 0, 1)
    fill(dark, 2, 3)
    columns = read_all(dark).columns
    assert columns.shape == (3, 11)
    assert np.allclose(columns.sum(axis=1), 1.0)
    assert columns.min() > 0
    for column, answer in ((0, 1), (1, NONE), (2, 3)):
        assert 0.985 < columns[column][answer] < 0.996


def test_two_filled_share_the_probability() -> None:
    dark = printed()
    fill(dark, 1, 2)
    fill(dark, 1, 8)
    marks = read_all(dark)
    assert probability(marks, 1, 2) == pytest.approx(probability(marks, 1, 8), abs=0.05)
    assert probability(marks, 1, 2) + probability(marks, 1, 8) > 0.98


def test_a_stray_stroke_in_an_empty_column_is_not_a_digit_on_a_page_of_full_fills() -> None:
    dark = printed()
    fill(dark, 0, 1)
    fill(dark, 2, 4)
    strike(dark, 1, 5)
    assert probability(read_all(dark), 1, 5) < 0.5


def test_who_ticks_every_column_means_it() -> None:
    page = [found for p in paper.template().pages[1].places if (found := p.bubbles)]
    dark = np.zeros((round(640 * SCALE), round(600 * SCALE)), np.float32)
    digits = ("117", "206", "985")
    for one, number in zip(page, digits, strict=True):
        radius = one.diameter / 2
        for column, x in enumerate(one.x):
            for digit, y in enumerate(one.y):
                centre = (round((x + radius) * SCALE), round((y + radius) * SCALE))
                cv2.circle(dark, centre, round(radius * SCALE), PRINT, 1)
                if number[column] == str(digit):
                    arm = round(radius * 0.7 * SCALE)
                    end = (centre[0] + arm, centre[1] - arm)
                    start = (centre[0] - arm, centre[1] + arm)
                    cv2.line(dark, start, end, INK, 2)
    marks = read_page(dark, SCALE, page, lambda _x, _y: (0.0, 0.0))
    assert tuple(one.text for one in marks) == digits
    alone = read_page(dark, SCALE, page[:1], lambda _x, _y: (0.0, 0.0))[0]
    assert probability(alone, 0, 1) < probability(marks[0], 0, 1), "fewer ticks say less"


@pytest.mark.parametrize("off", [(0.0, 10.5), (0.0, -10.5), (0.0, 9.0), (12.0, 0.0)])
def test_a_column_taken_one_bubble_off_says_nothing(off: tuple[float, float]) -> None:
    """A wrong shift by a bubble's pitch would read 5 as 4 with full confidence."""
    dark = printed()
    for column, digit in enumerate((4, 0, 9)):
        fill(dark, column, digit)
    marks = read_all(dark, off)
    assert marks.text == "___"
    assert marks.confidence == 0.0
    assert np.allclose(marks.columns, 1 / 11)


@pytest.mark.parametrize("off", [(0.0, 5.0), (0.0, -5.0), (5.0, 5.0), (-5.0, -5.0)])
def test_half_a_pitch_is_still_found_again(off: tuple[float, float]) -> None:
    dark = printed()
    for column, digit in enumerate((4, 0, 9)):
        fill(dark, column, digit)
    assert read_all(dark, off).text == "409"


def test_the_shift_may_change_down_the_column() -> None:
    dark = printed((0.0, 0.0))
    for column, digit in enumerate((4, 0, 9)):
        fill(dark, column, digit)
    stretched = cv2.resize(dark, None, fx=1.0, fy=1.02, interpolation=cv2.INTER_LINEAR)
    marks = read_page(
        stretched.astype(np.float32), SCALE, [bubbles()], lambda _x, y: (0.0, 0.02 * y)
    )
    assert marks[0].text == "409"


def flattened(path: Path) -> tuple[NDArray[np.uint8], float]:
    """The sheet of a photograph in grey, and its px/mm."""
    result = next(iter(paper.reader().read_file(path.read_bytes())))
    flat = result.flatten()
    assert flat is not None
    return cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY).astype(np.uint8), result.scale


def test_the_filled_bubbles_of_a_photographed_screen() -> None:
    """`ppwp_page2_screen.jpg`: 123, 274 and 32 with nothing filled under the X."""
    path = paper.SHARED / "photos" / "ppwp_page2_screen.jpg"
    if not path.exists():
        pytest.skip("../shared is not there")
    grey, scale = flattened(path)
    dark = darkness(grey, scale)
    places = paper.template().pages[1].places
    found = find_boxes(dark, scale, places, paper.template().frame_width)
    texts = []
    for one, box in zip(places, found, strict=True):
        assert one.bubbles is not None
        texts.append(one_number(dark, scale, one.bubbles, one.boxes, box.boxes).text)
    assert texts == ["123", "274", "_32"]
