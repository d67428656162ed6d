"""A sheet filled by hand: ink where it belongs, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace, Grid
from sirekap_desktop.simulation.sheet import Habits, Pen, fill_page, symbols_of, write_boxes
from sirekap_desktop.simulation.strokes import Hand
from tests import paper

SCALE = paper.SCALE
VALUES = {"paslon_1": 117, "paslon_2": 6, "paslon_3": 0}

Unused = Literal["X", "0", "-", ""]
Image = NDArray[np.uint8]


def hand(unused: Unused = "X") -> Hand:
    return replace(paper.neat_hand(), unused=unused)


def written(
    page: int,
    values: dict[str, int],
    head: dict[str, str] | None = None,
    seed: int = 1,
    habits: Habits | None = None,
) -> Image:
    image = paper.blank(page).copy()
    pen = Pen(image, SCALE, hand(), np.random.default_rng(seed), habits or Habits())
    fill_page(pen, paper.template().pages[page - 1], values, head or {})
    return image


def changed(image: Image, page: int) -> NDArray[np.int16]:
    """How much darker each pixel became, 0 to 255."""
    before = paper.blank(page).min(axis=2).astype(np.int16)
    return np.asarray(before - image.min(axis=2), np.int16)


def inked(darker: NDArray[np.int16], box: Box) -> float:
    """The share of a box that is inked."""
    x, y, w, h = (round(side * SCALE) for side in box)
    return float((darker[y : y + h, x : x + w] > 60).mean())


def cells(grid: Grid | None) -> list[Box]:
    assert grid is not None
    return [(x, y, *grid.cell) for y in grid.y for x in grid.x]


@pytest.mark.parametrize(
    ("value", "unused", "symbols"),
    [
        (117, "X", ("1", "1", "7")),
        (6, "X", ("X", "X", "6")),
        (6, "0", ("0", "0", "6")),
        (16, "-", ("-", "1", "6")),
        (16, "", ("", "1", "6")),
        (0, "X", ("X", "X", "0")),
        (999, "-", ("9", "9", "9")),
    ],
)
def test_how_a_hand_writes_a_number(value: int, unused: Unused, symbols: tuple[str, ...]) -> None:
    assert symbols_of(value, hand(unused), 3) == symbols


def test_every_digit_box_gets_its_ink() -> None:
    darker = changed(written(2, VALUES), 2)
    for place in paper.template().pages[1].places:
        for box in place.boxes:
            assert inked(darker, box) > 0.01, place.field


def test_ink_only_darkens() -> None:
    assert changed(written(2, VALUES), 2).min() > -20, "but for the ink over black rings"


def test_a_field_without_a_number_stays_blank() -> None:
    darker = changed(written(2, {"paslon_2": 6}), 2)
    for place in paper.template().pages[1].places:
        has_ink = inked(darker, place.extent) > 0.002
        assert has_ink is (place.field == "paslon_2")


def test_exactly_one_bubble_of_each_column_is_filled() -> None:
    darker = changed(written(2, VALUES), 2)
    for place in paper.template().pages[1].places:
        bubbles = place.bubbles
        assert bubbles is not None
        side = bubbles.diameter
        for x, digit in zip(bubbles.x, f"{VALUES[place.field]:03d}", strict=True):
            filled = [inked(darker, (x, y, side, side)) > 0.5 for y in bubbles.y]
            assert filled == [number == int(digit) for number in range(10)]


def test_as_many_tally_strokes_as_votes() -> None:
    darker = changed(written(2, {"paslon_1": 48}), 2)
    place = paper.template().pages[1].places[0]
    shares = [inked(darker, box) for box in cells(place.tally)]
    assert shares[9] > 0.01, "three strokes"
    assert min(shares[:9]) > 1.45 * shares[9], "four strokes and one across"
    assert shares[10:12] == [0.0, 0.0]
    assert min(shares[12:24]) > 0, "the rows that are left are struck out"
    sums = [inked(darker, box) > 0.01 for box in cells(place.row_sums)]
    assert sums == [True] * 2 + [False] * 8


def test_a_pair_without_votes_has_its_tally_struck_out() -> None:
    darker = changed(written(2, {"paslon_3": 0}), 2)
    place = paper.template().pages[1].places[2]
    grid = cells(place.tally)
    assert inked(darker, grid[0]) > 0
    assert inked(darker, grid[-1]) > 0
    assert not any(inked(darker, box) > 0.002 for box in cells(place.row_sums))


def test_words_stand_in_their_field() -> None:
    darker = changed(written(3, {"suara_sah": 215}), 3)
    (place, *others) = paper.template().pages[2].places
    assert place.words is not None
    assert inked(darker, place.words) > 0.01
    for other in others:
        assert other.words is not None
        assert inked(darker, other.words) < 0.001


def test_letter_boxes_get_one_capital_each() -> None:
    image = np.full((120, 400, 3), 255, np.uint8)
    letters = Grid(tuple(5.0 + 10.0 * n for n in range(6)), (4.0, 20.0), (10.0, 15.0))
    place = FieldPlace("suara_sah", ((110.0, 4.0, 18.0, 18.0),), letters=letters)
    pen = Pen(image, SCALE, hand(), np.random.default_rng(1))
    fill_page(pen, replace(paper.template().pages[2], places=(place,)), {"suara_sah": 6}, {})
    darker = np.asarray(255 - image.min(axis=2), np.int16)
    assert [inked(darker, box) > 0.01 for box in cells(letters)] == [True] * 4 + [False] * 8


def test_a_half_filled_bubble_and_a_tick_hold_less_ink_than_a_full_one() -> None:
    shares = []
    for bubble in ("full", "half", "tick"):
        darker = changed(written(2, VALUES, habits=Habits(bubble=bubble)), 2)
        bubbles = paper.template().pages[1].places[0].bubbles
        assert bubbles is not None
        side = bubbles.diameter
        shares.append(inked(darker, (bubbles.x[2], bubbles.y[7], side, side)))
    assert shares[0] > 1.3 * shares[1] > 1.3 * shares[2] > 0.05


def test_some_fill_no_bubble_for_an_unused_box() -> None:
    darker = changed(written(2, VALUES, habits=Habits(crossed_bubbles=False)), 2)
    bubbles = paper.template().pages[1].places[1].bubbles
    assert bubbles is not None
    side = bubbles.diameter
    filled = [inked(darker, (x, y, side, side)) > 0.5 for x in bubbles.x for y in bubbles.y]
    assert filled.index(True) == 26
    assert sum(filled) == 1


@pytest.mark.parametrize(("filler", "has_ink"), [("X", True), ("", False)])
def test_the_empty_box_of_a_row_sum_is_crossed_or_left(filler: str, has_ink: bool) -> None:
    darker = changed(written(2, {"paslon_2": 6}, habits=Habits(row_filler=filler)), 2)
    tens, ones = cells(paper.template().pages[1].places[1].row_sums)[:2]
    assert (inked(darker, tens) > 0.01) is has_ink
    assert inked(darker, ones) > 0.01


def test_figures_come_from_real_boxes_where_there_are_some() -> None:
    asked: list[str] = []

    def choose(symbol: str, _: np.random.Generator) -> tuple[str, Image] | None:
        asked.append(symbol)
        return ("bar.png", real_box()) if symbol == "1" else None

    image = paper.blank(3).copy()
    pen = Pen(image, SCALE, hand(), np.random.default_rng(1), Habits(), choose)
    place = paper.template().pages[2].places[0]
    names = write_boxes(pen, place, ("X", "1", "6"))
    assert names == ("", "bar.png", "")
    assert asked == ["X", "1", "6"]
    darker = changed(image, 3)
    assert all(inked(darker, box) > 0.01 for box in place.boxes)


def real_box() -> Image:
    picture = np.full((80, 80), 190, np.uint8)
    picture[8:72, 8:72] = 60
    picture[12:68, 12:68] = 190
    picture[24:56, 38:42] = 60
    return picture


def test_habits_differ_and_follow_the_way_unused_boxes_are_filled() -> None:
    habits = [Habits.from_rng("-", np.random.default_rng(seed)) for seed in range(300)]
    zeros = {h.zero for h in habits}
    assert {("-", "-", "0"), ("-", "-", "-"), ("0", "0", "0")} == zeros
    assert {h.bubble for h in habits} == {"full", "half", "tick"}
    assert {h.crossed_bubbles for h in habits} == {True, False}
    plain = {Habits.from_rng("0", np.random.default_rng(seed)).zero for seed in range(100)}
    assert plain == {("0", "0", "0")}


def test_the_head_names_the_tps() -> None:
    page = paper.template().pages[0]
    head = {"desa": "Contoh", "tps": "001"}
    darker = changed(written(1, {}, head), 1)
    for name, (x, y) in page.writing.items():
        has_ink = inked(darker, (x, y - 6, 20, 6)) > 0.01
        assert has_ink is (name in head), name


def test_the_same_chance_writes_the_same_and_another_does_not() -> None:
    assert np.array_equal(written(2, VALUES), written(2, VALUES))
    assert not np.array_equal(written(2, VALUES), written(2, VALUES, seed=2))
