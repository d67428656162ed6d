"""Printed grids, found again by their thin grey lines."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Frame, Grid
from sirekap_desktop.ocr.grids import FINE, snap, window

SCALE = 2.0
SUMS = Grid((21.0, 33.0), (20.0, 36.0, 52.0, 68.0, 84.0), (12.0, 16.0))
FRAME = Frame((16.0, 20.0, 34.0, 80.0), 0.88, 0.0)

Dark = NDArray[np.float32]


def printed(off: tuple[float, float] = (0.0, 0.0), *, grey: float = 0.3) -> Dark:
    """Darkness of a sheet with the grid and its black frame, `off` mm displaced."""
    fine = np.zeros((960, 640), np.float32)
    for (x, y, w, h), ink, width in (
        *(((x, y, *SUMS.cell), grey, 4) for x in SUMS.x for y in SUMS.y),
        (FRAME.box, 1.0 if grey else 0.0, 7),
    ):
        at = (round((x + off[0]) * 8), round((y + off[1]) * 8))
        far = (round((x + off[0] + w) * 8), round((y + off[1] + h) * 8))
        cv2.rectangle(fine, at, far, ink, width)
    small = cv2.resize(fine, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    noise = np.random.default_rng(1).normal(0, 0.03, small.shape)
    return np.asarray(np.clip(small + noise, 0, 1), np.float32)


@pytest.mark.parametrize("off", [(0.0, 0.0), (2.5, -2.0), (-2.5, 2.5), (1.0, 2.8)])
def test_a_grid_is_found_where_it_lies(off: tuple[float, float]) -> None:
    better = snap(printed(off), SCALE, SUMS, (FRAME,), lambda _x, _y: (0.0, 0.0))
    assert better(30.0, 50.0) == pytest.approx(off, abs=0.4)


def test_what_was_known_of_the_shift_is_kept() -> None:
    better = snap(printed((6.0, 5.0)), SCALE, SUMS, (FRAME,), lambda _x, _y: (5.0, 4.0))
    assert better(30.0, 50.0) == pytest.approx((6.0, 5.0), abs=0.4)


def test_black_strokes_do_not_draw_the_grid_along() -> None:
    dark = printed()
    for x in (23.0, 35.0, 47.0):
        cv2.line(dark, (round(x * SCALE), 45), (round(x * SCALE), 195), 1.0, 1)
    better = snap(dark, SCALE, SUMS, (FRAME,), lambda _x, _y: (0.0, 0.0))
    assert better(30.0, 50.0) == pytest.approx((0.0, 0.0), abs=0.4)


def test_without_lines_the_shift_is_believed_as_it_is() -> None:
    dark = printed(grey=0.0)
    better = snap(dark, SCALE, SUMS, (FRAME,), lambda _x, _y: (1.5, -1.5))
    assert better(30.0, 50.0) == (1.5, -1.5)


def test_a_window_shows_the_sheet_as_the_template_has_it() -> None:
    dark = np.zeros((200, 200), np.float32)
    cv2.rectangle(dark, (100, 60), (139, 79), 1.0, -1)
    seen = window(dark, 2.0, (40.0, 20.0, 20.0, 10.0), lambda _x, _y: (10.0, 10.0))
    assert seen.shape == (10 * FINE, 20 * FINE)
    assert seen.min() == 1.0
    assert window(dark, 2.0, (40.0, 20.0, 20.0, 10.0), lambda _x, _y: (500.0, 0.0)).max() == 0.0


def test_the_extent_holds_all_cells() -> None:
    assert SUMS.extent == (21.0, 20.0, 24.0, 80.0)
