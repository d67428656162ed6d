"""A plane through points that do not quite agree: fitted, and how sure it is where."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

BEND = 1.5
"""How far paper usually lies off its plane, in mm."""
ROUNDS = 8
SPAN = 450.0
"""Millimetres that are 1 in the fit's own coordinates, so that its numbers are of one size."""


@dataclass(frozen=True)
class Fit:
    """`matrix` maps sheet mm to seen mm; `spread` the covariance of its eight numbers."""

    matrix: NDArray[np.float64]
    spread: NDArray[np.float64]
    middle: NDArray[np.float64]

    def doubt(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """The standard error in mm with which each point (n, 2) is placed."""
        jacobian = _jacobian(_own(self.matrix, self.middle), (points - self.middle) / SPAN)
        errors = np.einsum("nij,jk,nik->n", jacobian, self.spread, jacobian)
        return np.asarray(np.sqrt(errors) * SPAN, np.float64)


def project(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Map points (n, 2) by a 3 × 3 matrix."""
    if len(points) == 0:
        return np.zeros((0, 2))
    mapped = cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), matrix)
    return np.asarray(mapped, np.float64).reshape(-1, 2)


def fit_plane(
    points: NDArray[np.float64],
    seen: NDArray[np.float64],
    error: NDArray[np.float64],
    start: NDArray[np.float64] | None = None,
) -> Fit:
    """The plane that maps `points` to `seen` (n, 2); those that do not fit weigh less and less.

    `error` (n,) is how far each may lie off, in mm; `start` a first guess, else nothing moved.
    """
    middle = points.mean(axis=0)
    source, goal = (points - middle) / SPAN, (seen - middle) / SPAN
    matrix = np.eye(3) if start is None else _own(start, middle)
    sigma = error / SPAN
    for _ in range(ROUNDS):
        left = goal - project(matrix, source)
        far = (left**2).sum(axis=1) / sigma**2
        weight = 1 / (1 + far / 6) ** 2 / sigma**2
        jacobian = _jacobian(matrix, source)
        normal = np.einsum("nij,n,nik->jk", jacobian, weight, jacobian) + np.eye(8) * 1e-3
        step = np.linalg.solve(normal, np.einsum("nij,n,ni->j", jacobian, weight, left))
        matrix = matrix + np.append(step, 0.0).reshape(3, 3)
    scale = np.diag([1 / SPAN, 1 / SPAN, 1.0])
    move = scale @ np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, 1.0]])
    whole = np.linalg.inv(move) @ matrix @ move
    return Fit(whole / whole[2, 2], np.linalg.inv(normal), middle)


def _own(matrix: NDArray[np.float64], middle: NDArray[np.float64]) -> NDArray[np.float64]:
    scale = np.diag([1 / SPAN, 1 / SPAN, 1.0])
    move = scale @ np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, 1.0]])
    own = move @ matrix @ np.linalg.inv(move)
    return np.asarray(own / own[2, 2], np.float64)


def _jacobian(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """How a mapped point (n, 2) moves with each of the matrix's first eight numbers: (n, 2, 8)."""
    ones = np.ones(len(points))
    x, y, w = matrix @ np.stack([points[:, 0], points[:, 1], ones])
    u, v = x / w, y / w
    basis = np.stack([points[:, 0], points[:, 1], ones], axis=1) / w[:, None]
    zero = np.zeros_like(basis)
    first = np.hstack([basis, zero, -u[:, None] * basis[:, :2]])
    second = np.hstack([zero, basis, -v[:, None] * basis[:, :2]])
    return np.stack([first, second], axis=1)
