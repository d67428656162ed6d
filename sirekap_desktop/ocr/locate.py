"""From the tag and the corner squares to the plane of the sheet.

The tag alone is too small to say where the far corners are (its corner error of 0.3 px grows to
centimetres at 750 mm), so every crossing of two black squares that looks right is a candidate, and
the four that agree best with the tag win.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Template
from sirekap_desktop.ocr.identify import Tag, sheet_corners

CORNERS = ("kiri atas", "kanan atas", "kiri bawah", "kanan bawah")
SEARCH_SCALE = 1.25
"""Pixels per mm in which the corner squares are looked for."""
STRETCHES = (0.62, 0.72, 0.84, 0.98, 1.14, 1.33)
LEAST_LIKENESS = 0.5
MOST_CANDIDATES = 8
UNLIKENESS_COST = 15.0
"""What a mark that does not look like one costs against one millimetre of the tag's error."""
LEAST_PROOF = 0.6
"""How like the printed pattern each mark must be once the sheet is flat."""
TAG_TOLERANCE = 4.0
"""How far, in mm on the sheet, the tag may lie from where the four corners put it (folds)."""


@dataclass(frozen=True)
class Plane:
    """`to_picture` maps sheet millimetres to pixels; `scale` is pixels per mm in the middle."""

    to_picture: NDArray[np.float64]
    scale: float


@dataclass(frozen=True)
class Lost:
    """The plane was not found; `corners` names the squares that were not seen, if known."""

    corners: tuple[str, ...]


@dataclass(frozen=True)
class _Candidate:
    at: tuple[float, float]
    likeness: float


def find_plane(grey: NDArray[np.uint8], tag: Tag, template: Template) -> Plane | Lost:
    """The plane through the four corner marks that agree with the tag."""
    candidates = _candidates(grey, tag, template)
    empty = tuple(name for name, found in zip(CORNERS, candidates, strict=True) if not found)
    if empty:
        return Lost(empty)
    points = _best_four(candidates, tag, template)
    if points is None:
        return Lost(_absent(grey, candidates, tag, template))
    fine = _refine(grey, points, template)
    matrix = _through(template, fine)
    if all(_proves(grey, matrix, template)):
        return Plane(matrix, _scale(matrix, template))
    return Lost(_absent(grey, candidates, tag, template))


def project(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Map points (n, 2) by a 3 × 3 matrix."""
    mapped = cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), matrix)
    return np.asarray(mapped, np.float64).reshape(-1, 2)


def _scale(matrix: NDArray[np.float64], template: Template) -> float:
    """The smallest local scale at the middle of the sheet, in pixels per mm."""
    x, y = template.size[0] / 2, template.size[1] / 2
    around = np.array([[x - 50, y], [x + 50, y], [x, y - 50], [x, y + 50]])
    left, right, top, bottom = project(matrix, around)
    return float(min(np.linalg.norm(right - left), np.linalg.norm(bottom - top)) / 100)


def _tag_affine(tag: Tag, template: Template) -> NDArray[np.float64]:
    """Millimetres to pixels near the tag, without perspective, which the tag cannot know."""
    sheet = sheet_corners(template)
    design = np.hstack([sheet, np.ones((4, 1))])
    solution, *_ = np.linalg.lstsq(design, tag.corners, rcond=None)
    return np.vstack([solution.T, [0, 0, 1]])


def _candidates(grey: NDArray[np.uint8], tag: Tag, template: Template) -> list[list[_Candidate]]:
    """For each corner the crossings that could be its mark, in pixels of the picture."""
    affine = _tag_affine(tag, template)
    centre = sheet_corners(template).mean(axis=0)
    found = []
    for mark in template.marks:
        target = np.asarray(mark)
        reach = 20 + 0.3 * float(np.linalg.norm(target - centre))
        found.append(_look_around(grey, affine, target, reach, template.mark_side))
    return found


def _look_around(
    grey: NDArray[np.uint8],
    affine: NDArray[np.float64],
    target: NDArray[np.float64],
    reach: float,
    side: float,
) -> list[_Candidate]:
    size = int(2 * reach * SEARCH_SCALE)
    to_sheet = np.array(
        [
            [1 / SEARCH_SCALE, 0, target[0] - reach],
            [0, 1 / SEARCH_SCALE, target[1] - reach],
            [0, 0, 1],
        ]
    )
    to_picture = affine @ to_sheet
    patch = _warp(grey, to_picture, size)
    likeness = np.full((size, size), -1.0, np.float32)
    for stretch in STRETCHES:
        pattern = _crossing(side * SEARCH_SCALE * stretch)
        height = pattern.shape[0]
        answer = cv2.matchTemplate(patch, pattern, cv2.TM_CCOEFF_NORMED)
        inner = likeness[height // 2 :, height // 2 :][: answer.shape[0], : answer.shape[1]]
        np.maximum(inner, answer, out=inner)
    places = []
    for x, y, value in _peaks(likeness):
        at = project(to_picture, np.array([[x + 0.0, y + 0.0]]))[0]
        if 0 <= at[0] < grey.shape[1] and 0 <= at[1] < grey.shape[0]:
            places.append(_Candidate((float(at[0]), float(at[1])), value))
    return places


def _warp(grey: NDArray[np.uint8], to_picture: NDArray[np.float64], size: int) -> NDArray[np.uint8]:
    shrink = float(np.sqrt(abs(np.linalg.det(to_picture[:2, :2]))))
    if shrink > 1.5:
        factor = 1.2 / shrink
        corners = project(to_picture, np.array([[0.0, 0], [size, 0], [size, size], [0, size]]))
        low = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
        high = np.ceil(corners.max(axis=0)).astype(int) + 1
        part = grey[low[1] : max(high[1], 0), low[0] : max(high[0], 0)]
        if min(part.shape) * factor < 1:
            return np.full((size, size), 128, np.uint8)
        grey = np.asarray(
            cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8
        )
        move = np.array([[factor, 0, -low[0] * factor], [0, factor, -low[1] * factor], [0, 0, 1]])
        to_picture = move @ to_picture
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    warped = cv2.warpPerspective(
        grey, to_picture, (size, size), flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=128
    )
    return np.asarray(warped, np.uint8)


def _crossing(side: float) -> NDArray[np.uint8]:
    """The pattern of a mark: two dark squares that touch, with a light margin."""
    half = round(side * 1.45)
    square = round(side)
    pattern = np.full((2 * half, 2 * half), 230, np.uint8)
    pattern[half - square : half, half - square : half] = 25
    pattern[half : half + square, half : half + square] = 25
    return np.asarray(cv2.GaussianBlur(pattern, (0, 0), 0.8), np.uint8)


def _peaks(likeness: NDArray[np.float32]) -> list[tuple[int, int, float]]:
    left = likeness.copy()
    found: list[tuple[int, int, float]] = []
    while len(found) < MOST_CANDIDATES:
        _, value, _, (x, y) = cv2.minMaxLoc(left)
        if value < LEAST_LIKENESS:
            break
        found.append((x, y, float(value)))
        cv2.circle(left, (x, y), int(5 * SEARCH_SCALE), -1.0, -1)
    return found


def _best_four(
    candidates: list[list[_Candidate]], tag: Tag, template: Template
) -> NDArray[np.float64] | None:
    """The four marks (4, 2) that put the tag where it is; None when no four do."""
    marks = np.array(template.marks, np.float32)
    wanted = sheet_corners(template)
    best, best_cost = None, np.inf
    for four in product(*candidates):
        points = np.array([c.at for c in four], np.float32)
        if not cv2.isContourConvex(points[[0, 1, 3, 2]].reshape(-1, 1, 2)):
            continue
        back = np.asarray(cv2.getPerspectiveTransform(points, marks), np.float64)
        error = float(np.abs(project(back, tag.corners) - wanted).max())
        cost = error + UNLIKENESS_COST * sum(1 - c.likeness for c in four)
        if error < TAG_TOLERANCE and cost < best_cost:
            best, best_cost = points.astype(np.float64), cost
    return best


def _absent(
    grey: NDArray[np.uint8], candidates: list[list[_Candidate]], tag: Tag, template: Template
) -> tuple[str, ...]:
    """The one corner whose absence best explains the picture: the other three agree."""
    tag_middle = _middle(tag.corners)
    wanted = sheet_corners(template)
    best: tuple[str, ...] = ()
    best_likeness = 0.0
    for absent, name in enumerate(CORNERS):
        kept = [index for index in range(4) if index != absent]
        sheet = np.array([*(template.marks[i] for i in kept), _middle(wanted)], np.float32)
        for three in product(*(candidates[i][:4] for i in kept)):
            likeness = min(candidate.likeness for candidate in three)
            if likeness <= best_likeness:
                continue
            picture = np.array([*(c.at for c in three), tag_middle], np.float32)
            back = np.asarray(cv2.getPerspectiveTransform(picture, sheet), np.float64)
            error = float(np.abs(project(back, tag.corners) - wanted).max())
            if error < 2 * TAG_TOLERANCE and abs(np.linalg.det(back)) > 0:
                proofs = _proves(grey, np.asarray(np.linalg.inv(back), np.float64), template)
                if all(proofs[i] for i in kept):
                    best, best_likeness = (name,), likeness
    return best


def _middle(corners: NDArray[np.float64]) -> tuple[float, float]:
    x, y = corners.mean(axis=0)
    return (float(x), float(y))


def _proves(
    grey: NDArray[np.uint8], to_picture: NDArray[np.float64], template: Template
) -> list[bool]:
    """For each corner whether its mark shows where this plane puts it."""
    side = template.mark_side
    return [_proof(grey, to_picture, mark, side) >= LEAST_PROOF for mark in template.marks]


def _proof(
    grey: NDArray[np.uint8], to_picture: NDArray[np.float64], mark: tuple[float, float], side: float
) -> float:
    """How like its printed pattern a mark is on the flattened sheet, -1 to 1."""
    scale, reach = 2.0, side * 1.45 + 2
    size = round(2 * reach * scale)
    flat = np.array([[1 / scale, 0, mark[0] - reach], [0, 1 / scale, mark[1] - reach], [0, 0, 1.0]])
    patch = _warp(grey, to_picture @ flat, size)
    return float(cv2.matchTemplate(patch, _crossing(side * scale), cv2.TM_CCOEFF_NORMED).max())


def _through(template: Template, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sheet millimetres to pixels through the four marks at `points` (4, 2)."""
    marks = np.array(template.marks, np.float32)
    return np.asarray(cv2.getPerspectiveTransform(marks, points.astype(np.float32)), np.float64)


def _refine(
    grey: NDArray[np.uint8], points: NDArray[np.float64], template: Template
) -> NDArray[np.float64]:
    marks = np.array(template.marks)
    matrix = _through(template, points)
    refined = []
    for mark, point in zip(marks, points, strict=True):
        here, right, below = project(matrix, mark + np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
        per_mm = float(min(np.linalg.norm(right - here), np.linalg.norm(below - here)))
        window = max(2, round(per_mm * template.mark_side * 0.55))
        start = point.reshape(1, 1, 2).astype(np.float32)
        stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 40, 0.01)
        moved = cv2.cornerSubPix(grey, start, (window, window), (-1, -1), stop).reshape(2)
        near = float(np.linalg.norm(moved - point)) < per_mm * 4
        refined.append(moved.astype(np.float64) if near else point)
    return np.array(refined)
