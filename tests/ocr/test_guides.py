"""A guide figure that is printed in every box is taken out; what is written stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.ocr.guides import without_guides

Crop = NDArray[np.uint8]
PAPER, PRINT, INK = 220, 172, 60
WIDE, TALL = 90, 108
STROKES = {
    "1": [((55, 25), (50, 85))],
    "7": [((28, 28), (62, 26)), ((62, 26), (45, 88))],
    "X": [((12, 14), (78, 94)), ((78, 12), (12, 96))],
    "8": [((28, y), (62, y)) for y in (24, 54, 84)] + [((x, 24), (x, 84)) for x in (28, 62)],
    "": [],
}


def box(symbol: str, rng: np.random.Generator, *, ink: int = INK, guided: bool = True) -> Crop:
    """A box with its frame, a printed 8 and a figure over it, moved a little."""
    crop = np.full((TALL, WIDE), PAPER, np.uint8)
    cv2.rectangle(crop, (7, 7), (WIDE - 8, TALL - 8), PRINT, 3)
    if guided:
        cv2.rectangle(crop, (28, 24), (62, 84), PRINT, 2)
        cv2.line(crop, (28, 54), (62, 54), PRINT, 2)
    off = rng.integers(-2, 3, 2)
    for start, end in STROKES[symbol]:
        a, b = (tuple(int(v) for v in np.add(point, off)) for point in (start, end))
        cv2.line(crop, a, b, ink, 5)
    noisy = cv2.GaussianBlur(crop, (0, 0), 0.8) + rng.normal(0, 2, crop.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def boxes(symbols: list[str], **how: int | bool) -> list[Crop]:
    rng = np.random.default_rng(3)
    return [box(symbol, rng, **how) for symbol in symbols]  # type: ignore[arg-type]


def darkness(crop: Crop) -> int:
    """How many pixels inside the frame are darker than paper."""
    return int((crop[16:-16, 16:-16] < PAPER - 20).sum())


MIXED = ["", "1", "7", "X", "", "1", "", "7", "X", "", "1", ""]


def test_an_empty_box_is_empty_and_a_figure_stays() -> None:
    given = boxes(MIXED)
    plain = boxes(MIXED, guided=False)
    for symbol, before, after, wanted in zip(
        MIXED, given, without_guides(given), plain, strict=True
    ):
        assert darkness(before) > 500
        if not symbol:
            assert darkness(after) == 0
        assert darkness(after) == pytest.approx(darkness(wanted), rel=0.08)
        assert (after[:12] == before[:12]).all()


def test_figures_that_follow_the_guide_in_every_box_stay() -> None:
    given = boxes(["8"] * 12)
    for before, after in zip(given, without_guides(given), strict=True):
        assert (after[before < 100] < 100).all()


@pytest.mark.parametrize("ink", [60, 100, 120])
def test_paler_ink_stays_too(ink: int) -> None:
    after = without_guides(boxes(MIXED, ink=ink))
    assert all(darkness(crop) > 150 for crop, symbol in zip(after, MIXED, strict=True) if symbol)


def test_few_boxes_are_left_as_they_are() -> None:
    given = boxes(["", "1", "7"])
    assert all((a == b).all() for a, b in zip(given, without_guides(given), strict=True))


def test_where_nothing_is_printed_inside_nothing_changes() -> None:
    given = boxes(MIXED, guided=False)
    assert all((a == b).all() for a, b in zip(given, without_guides(given), strict=True))
