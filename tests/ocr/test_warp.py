"""The bend of the paper between the places that were found."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.ocr.planes import fit_plane, project
from sirekap_desktop.ocr.warp import Warp, displacement, odd_ones

PLACES = np.array([(x, y) for x in range(100, 520, 60) for y in range(150, 800, 60)], np.float64)


def wave(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([2 * np.sin(points[:, 1] / 120), np.cos(points[:, 0] / 150)], axis=1)


def test_between_places_the_bend_is_smooth() -> None:
    bend = displacement(PLACES, PLACES + wave(PLACES))
    points = np.random.default_rng(1).uniform([110, 160], [450, 740], (50, 2))
    assert np.abs(bend(points) - wave(points)).max() < 0.35


def test_a_place_that_was_mistaken_moves_nothing() -> None:
    seen = PLACES + wave(PLACES)
    seen[17] += (6.0, -5.0)
    bend = displacement(PLACES, seen)
    assert odd_ones(PLACES, seen - PLACES).nonzero()[0].tolist() == [17]
    assert np.abs(bend(PLACES[17:18]) - wave(PLACES[17:18])).max() < 0.5


def test_far_outside_it_does_not_run_away() -> None:
    bend = displacement(PLACES, PLACES + wave(PLACES))
    assert np.abs(bend(np.array([[0.0, 0.0], [600.0, 900.0]]))).max() < 6.0


def test_without_any_place_the_sheet_is_flat() -> None:
    assert Warp(np.zeros((0, 2)), np.zeros((0, 2))).at(300, 400) == (0.0, 0.0)


def test_a_plane_is_fitted_through_points_of_which_some_lie() -> None:
    plane = np.array([[1.02, 0.01, 3.0], [-0.02, 0.99, -4.0], [1e-5, -2e-5, 1.0]])
    seen = project(plane, PLACES)
    seen[::9] += (15.0, -11.0)
    fit = fit_plane(PLACES, seen, np.full(len(PLACES), 1.5))
    assert np.hypot(*(project(fit.matrix, PLACES) - project(plane, PLACES)).T).max() < 0.4


def test_a_plane_is_doubtful_far_from_what_was_seen() -> None:
    few = np.array([[500.0, 100], [540, 100], [500, 140], [540, 140]])
    fit = fit_plane(few, few, np.full(4, 0.5))
    near, far = fit.doubt(np.array([[520.0, 120], [60, 860]]))
    assert near < 1.0
    assert far > 20.0
    assert fit.matrix == pytest.approx(np.eye(3), abs=1e-9)
