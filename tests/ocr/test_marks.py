"""Columns of bubbles, drawn as people fill them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Bubbles, FieldPlace
from sirekap_desktop.ocr.marks import Marks, read_bubbles
from tests import paper

SCALE = 3.0
INK = 0.8
PRINT = 0.45

Dark = NDArray[np.float32]


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
    return read_bubbles(dark, SCALE, bubbles(), place().boxes, found or place().boxes)


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
