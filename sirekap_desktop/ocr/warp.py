"""How the paper bends: where every point of a sheet lies, told by what was found around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEAR = 6
"""So many neighbours set how far around a point one has to look."""
LEAST_REACH = 45.0
"""Millimetres: paper does not bend within less."""
STIFF = 0.02
"""Keeps slopes flat where neighbours lie to one side only, so that nothing runs away."""
ODD = 2.5
"""A point that moved this many mm otherwise than its neighbours was found wrongly."""


@dataclass(frozen=True)
class Warp:
    """Displacement of the sheet from its plane; `points` and `shifts` (n, 2) in mm."""

    points: NDArray[np.float64]
    shifts: NDArray[np.float64]

    def __call__(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far (dx, dy in mm) what is printed at each point (n, 2) lies from there."""
        return _smooth(self.points, self.shifts, np.asarray(points, np.float64).reshape(-1, 2))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The displacement of one point, in mm."""
        dx, dy = self(np.array([[x, y]]))[0]
        return float(dx), float(dy)


def displacement(points: NDArray[np.float64], seen: NDArray[np.float64]) -> Warp:
    """The bend through places (n, 2 in mm) found again at `seen`, without those that were mistaken.

    Without any place the sheet is taken for flat.
    """
    shifts = np.asarray(seen - points, np.float64)
    kept = ~odd_ones(points, shifts)
    return Warp(points[kept], shifts[kept])


def odd_ones(points: NDArray[np.float64], shifts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of the found places moved otherwise than the median of their neighbours."""
    if len(points) < 4:
        return np.zeros(len(points), np.bool_)
    away = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    near = np.argsort(away, axis=1, kind="stable")[:, 1 : NEAR + 1]
    usual = np.median(shifts[near], axis=1)
    distance = np.take_along_axis(away, near, axis=1).mean(axis=1)
    allowed = ODD * np.maximum(1.0, distance / LEAST_REACH)
    return np.asarray(np.hypot(*(shifts - usual).T) > allowed, np.bool_)


def _smooth(
    points: NDArray[np.float64], shifts: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A plane through the neighbours of each wanted point, the nearer the heavier."""
    if len(points) == 0:
        return np.zeros_like(wanted)
    apart = points[None] - wanted[:, None]
    away = np.hypot(apart[..., 0], apart[..., 1])
    rank = min(NEAR, len(points)) - 1
    reach = np.maximum(np.partition(away, rank, axis=1)[:, rank], LEAST_REACH)
    weight = np.exp(-2.0 * (away / reach[:, None]) ** 2)
    local = apart / reach[:, None, None]
    basis = np.concatenate([np.ones((*away.shape, 1)), local], axis=2)
    normal = np.einsum("qn,qni,qnj->qij", weight, basis, basis)
    normal += np.diag([1e-9, STIFF, STIFF]) * weight.sum(axis=1)[:, None, None]
    goal = np.einsum("qn,qni,nk->qik", weight, basis, shifts)
    return np.asarray(np.linalg.solve(normal, goal)[:, 0], np.float64)
