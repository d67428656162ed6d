"""Folded paper: off the plane by what was asked for, and on it at the corner squares."""

from __future__ import annotations

import numpy as np
import pytest

from sirekap_desktop.simulation.folds import CORNERS, MEASURED, Folds

EXTENT = (600.0, 900.0)


def folds(seed: int, mean: float = 1.9, worst: float = 4.6, *, folded: bool = True) -> Folds:
    return Folds.from_rng(EXTENT, mean, worst, folded, np.random.default_rng(seed))


def off(made: Folds) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    left, top, right, bottom = MEASURED
    grid = np.meshgrid(np.linspace(left, right, 30), np.linspace(top, bottom, 50))
    shift = made.shift(np.stack(grid, axis=-1) * np.array(EXTENT))
    return np.asarray(np.hypot(shift[..., 0], shift[..., 1]))


@pytest.mark.parametrize("seed", range(10))
def test_boxes_lie_off_the_plane_as_far_as_asked(seed: int) -> None:
    for folded in (True, False):
        away = off(folds(seed, folded=folded))
        assert away.max() < 4.9
        assert away.mean() < 2.1
        assert away.mean() > 1.7 or away.max() > 4.2, "only the worst may hold it back"


def test_the_corner_squares_lie_on_the_plane() -> None:
    at = np.array([CORNERS]) * np.array(EXTENT)
    assert np.abs(folds(3).shift(at)).max() < 1e-6


def test_flat_paper_stays_flat() -> None:
    assert off(folds(1, mean=0.0)).max() == 0


def test_a_fold_catches_the_light_where_it_runs() -> None:
    grid = np.meshgrid(np.linspace(0, 600, 100), np.linspace(0, 900, 150))
    at = np.stack(grid, axis=-1)
    slopes = folds(4, mean=2.4).creases(at)
    assert slopes.shape == (150, 100)
    assert 0.002 < np.abs(slopes).max() <= 0.12
    assert np.abs(folds(4, mean=0.0).creases(at)).max() == 0
