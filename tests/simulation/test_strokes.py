from __future__ import annotations

import string

import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.simulation.strokes import Hand, ink, strokes_of, write

SYMBOLS = (*string.digits, *string.ascii_uppercase, "-", *".,:/()'&")


def _rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def _sheet() -> NDArray[np.uint8]:
    return np.full((120, 400, 3), 230, np.uint8)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_symbol_has_strokes_near_its_box(symbol: str) -> None:
    for seed in range(20):
        strokes = strokes_of(symbol, Hand.from_seed(seed), _rng(seed))
        assert strokes
        for stroke in strokes:
            assert stroke.ndim == 2
            assert stroke.shape[1] == 2
            assert stroke.min() > -0.35
            assert stroke.max() < 1.35


@pytest.mark.parametrize("symbol", ["", " "])
def test_nothing_is_written_with_no_stroke(symbol: str) -> None:
    assert strokes_of(symbol, Hand.from_seed(1), _rng()) == []


def test_an_unknown_symbol_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no strokes"):
        strokes_of("§", Hand.from_seed(1), _rng())


def test_the_same_seeds_write_the_same() -> None:
    first, second = (strokes_of("8", Hand.from_seed(5), _rng(9)) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_a_hand_never_writes_a_figure_twice_alike() -> None:
    rng = _rng(3)
    first, second = (strokes_of("1", Hand.from_seed(5), rng)[0] for _ in range(2))
    assert first.shape != second.shape or not np.array_equal(first, second)


def test_hands_differ_and_most_cross_out_unused_boxes() -> None:
    hands = [Hand.from_seed(seed) for seed in range(300)]
    assert {hand.unused for hand in hands} == {"X", "0", "-", ""}
    assert sum(hand.unused == "X" for hand in hands) > 200
    assert 100 < sum(hand.guided for hand in hands) < 200


def test_ink_only_darkens_and_stays_near_its_box() -> None:
    sheet, hand = _sheet(), Hand.from_seed(2)
    strokes = strokes_of("3", hand, _rng())
    ink(sheet, strokes, hand, _rng(), origin_px=(100, 20), size_px=(80, 80), px_per_mm=4)
    assert (sheet <= 230).all()
    assert sheet[20:100, 100:180].min() < 200
    assert (sheet[:, :90] == 230).all()
    assert (sheet[:, 190:] == 230).all()


def test_ink_keeps_the_print_beneath_it() -> None:
    sheet, hand = np.zeros((60, 60, 3), np.uint8), Hand.from_seed(2)
    strokes = strokes_of("X", hand, _rng())
    ink(sheet, strokes, hand, _rng(), origin_px=(0, 0), size_px=(60, 60), px_per_mm=3)
    assert not sheet.any()


@pytest.mark.parametrize("origin", [(-200.0, 0.0), (390.0, 100.0), (900.0, 900.0)])
def test_ink_beyond_the_sheet_is_cut_off(origin: tuple[float, float]) -> None:
    sheet, hand = _sheet(), Hand.from_seed(4)
    strokes = strokes_of("8", hand, _rng())
    ink(sheet, strokes, hand, _rng(), origin_px=origin, size_px=(80, 80), px_per_mm=4)
    assert sheet.shape == (120, 400, 3)


def test_no_strokes_leave_the_sheet_alone() -> None:
    sheet, hand = _sheet(), Hand.from_seed(4)
    ink(sheet, [], hand, _rng(), origin_px=(0, 0), size_px=(80, 80), px_per_mm=4)
    assert (sheet == 230).all()


def test_a_line_of_words_is_written_letter_by_letter() -> None:
    sheet, hand = _sheet(), Hand.from_seed(6)
    write(sheet, "dua  tiga", hand, _rng(), origin_px=(10, 30), letter_px=(30, 50), px_per_mm=4)
    columns = (sheet.min(axis=(0, 2)) < 200).nonzero()[0]
    assert columns.min() < 45
    assert columns.max() > 10 + 8 * 30
    assert not ((columns > 10 + 3 * 30 + 12) & (columns < 10 + 5 * 30 - 8)).any()
