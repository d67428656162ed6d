"""From the tag and the corner squares to the plane of the sheet.

The tag alone is too small to say where the far corners are (its corner error of 0.3 px grows to
centimetres at 750 mm), so every crossing of two black squares that looks right is a candidate, and
the four that agree best with the tag win. Where a corner is not to be seen, the other three and the
tag only begin, and the page's printed lines have to prove the plane (see `settle`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.ocr.identify import Tag, page_of, sheet_corners
from sirekap_desktop.ocr.landmarks import structure
from sirekap_desktop.ocr.marks_proof import BENT_PLAY, proofs
from sirekap_desktop.ocr.planes import project
from sirekap_desktop.ocr.settle import Settled, settle
from sirekap_desktop.ocr.shrink import Levels, halves
from sirekap_desktop.ocr.squares import Junctions, find_junctions, find_squares

CORNERS = ("kiri atas", "kanan atas", "kiri bawah", "kanan bawah")
MOST_CANDIDATES = 6
UNLIKENESS_COST = 15.0
"""What a mark that does not look like one costs against one millimetre of the tag's error."""
LEAST_PROOF, HALF_PROOF = 0.6, 0.4
"""How like its printed pattern a mark is once the sheet is flat, whole and with one square gone."""
HALF_LIKENESS = 0.6
TAG_TOLERANCE, CODE_TOLERANCE = 4.0, 8.0
"""How far, in mm on the sheet, the tag may lie from where the four corners put it (folds).

A QR code may lie farther: printers set it larger or smaller, and its pose is found less exactly."""
MOST_TURNED = np.deg2rad(35)
"""How far a mark's dark diagonal may be turned against what the tag says (perspective)."""
LEAST_SHARE, MOST_OFF = 0.6, 2.5
"""What proves a plane of fewer marks: landmarks in their places, and their median distance (mm)."""
MOST_TRIED, EACH = 4, 4
FEWER_COST = 8.0
"""What a plane costs for each corner that it does without."""


@dataclass(frozen=True)
class Plane:
    """`to_picture` maps sheet millimetres to pixels; `scale` is pixels per mm in the middle.

    `unseen` names the corners that were not seen: there the page's printed lines placed the sheet.
    """

    to_picture: NDArray[np.float64]
    scale: float
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lost:
    """The plane was not found; `corners` names the squares that were not seen, if known."""

    corners: tuple[str, ...]


@dataclass(frozen=True)
class _Start:
    """A first plane through some of the marks (their numbers in `kept`) and the tag."""

    to_picture: NDArray[np.float64]
    kept: tuple[int, ...]
    cost: float


def find_plane(grey: NDArray[np.uint8], tag: Tag, template: Template) -> Plane | Lost:
    """The plane through the corner marks that agree with the tag."""
    return plane_of(halves(grey), tag, template)


def plane_of(
    levels: Levels, tag: Tag, template: Template, page: Page | None = None
) -> Plane | Lost:
    """As `find_plane`, from a picture and its smaller copies; `page` if the tag names several."""
    candidates = _candidates(levels, tag, template)
    four = _best_four(candidates, tag, template)
    if four is not None:
        matrix = _through(template, _refine(levels[0], four, template))
        if all(proof >= LEAST_PROOF for proof in proofs(levels, matrix, template)):
            return Plane(matrix, scale_of(matrix, template))
    named = page_of(tag, [template]) if page is None else (template, page)
    return _by_lines(levels, candidates, tag, template, named[1] if named else None)


def scale_of(matrix: NDArray[np.float64], template: Template) -> float:
    """The smallest local scale at the middle of the sheet, in pixels per mm."""
    x, y = template.size[0] / 2, template.size[1] / 2
    around = np.array([[x - 50, y], [x + 50, y], [x, y - 50], [x, y + 50]])
    left, right, top, bottom = project(matrix, around)
    return float(min(np.linalg.norm(right - left), np.linalg.norm(bottom - top)) / 100)


def is_proven(settled: Settled) -> bool:
    """Whether enough of the page's lines stand where this plane puts them."""
    return settled.share >= LEAST_SHARE and settled.residual[0] <= MOST_OFF


def _tag_affine(tag: Tag, template: Template) -> NDArray[np.float64]:
    """Millimetres to pixels near the tag, without perspective, which the tag cannot know."""
    sheet = sheet_corners(template, tag)
    design = np.hstack([sheet, np.ones((4, 1))])
    solution, *_ = np.linalg.lstsq(design, tag.corners, rcond=None)
    return np.vstack([solution.T, [0, 0, 1]])


def _candidates(levels: Levels, tag: Tag, template: Template) -> list[Junctions]:
    """For each corner the junctions that could be its mark, in pixels of the picture."""
    affine = _tag_affine(tag, template)
    junctions = find_junctions(levels, _per_mm(affine), template.mark_side)
    diagonal = affine[:2, :2] @ np.array([1.0, 1.0])
    turned = (junctions.axis - np.arctan2(diagonal[1], diagonal[0])) % np.pi
    aligned = np.minimum(turned, np.pi - turned) < MOST_TURNED
    return _near_corners(junctions.some(np.nonzero(aligned)[0]), affine, tag, template)


def _with_halves(
    levels: Levels, candidates: list[Junctions], tag: Tag, template: Template
) -> list[Junctions]:
    """The candidates, and the places beside lone squares at which a mark's other square is gone."""
    affine = _tag_affine(tag, template)
    squares = find_squares(levels, _per_mm(affine), template.mark_side)
    half = affine[:2, :2] @ np.full(2, template.mark_side / 2)
    at = np.vstack([squares + half, squares - half])
    lone = Junctions(at, np.full(len(at), HALF_LIKENESS), np.zeros(len(at)))
    near = _near_corners(lone, affine, tag, template)
    return [whole.and_then(some) for whole, some in zip(candidates, near, strict=True)]


def _near_corners(
    junctions: Junctions, affine: NDArray[np.float64], tag: Tag, template: Template
) -> list[Junctions]:
    """For each corner those that lie near where the tag puts it, as far as a tag can tell."""
    on_sheet = project(np.asarray(np.linalg.inv(affine), np.float64), junctions.at)
    centre = sheet_corners(template, tag).mean(axis=0)
    found = []
    for mark in np.array(template.marks):
        reach = 20 + 0.3 * float(np.linalg.norm(mark - centre))
        near = np.abs(on_sheet - mark).max(axis=1) < reach
        found.append(junctions.some(np.nonzero(near)[0][:MOST_CANDIDATES]))
    return found


def _per_mm(affine: NDArray[np.float64]) -> float:
    return float(np.sqrt(abs(np.linalg.det(affine[:2, :2]))))


def _best_four(
    candidates: list[Junctions], tag: Tag, template: Template
) -> NDArray[np.float64] | None:
    """The four marks (4, 2) that put the tag where it is; None when no four do."""
    marks = np.array(template.marks, np.float32)
    wanted = sheet_corners(template, tag)
    best, best_cost = None, np.inf
    for four in product(*(range(len(found.at)) for found in candidates)):
        unlike = sum(1 - found.likeness[i] for found, i in zip(candidates, four, strict=True))
        if UNLIKENESS_COST * unlike >= best_cost:
            continue
        points = np.array(
            [found.at[i] for found, i in zip(candidates, four, strict=True)], np.float32
        )
        if not cv2.isContourConvex(points[[0, 1, 3, 2]].reshape(-1, 1, 2)):
            continue
        back = np.asarray(cv2.getPerspectiveTransform(points, marks), np.float64)
        error = float(np.abs(project(back, tag.corners) - wanted).max())
        cost = error + UNLIKENESS_COST * unlike
        if error < _tolerance(tag) and cost < best_cost:
            best, best_cost = points.astype(np.float64), cost
    return best


def _by_lines(
    levels: Levels, candidates: list[Junctions], tag: Tag, template: Template, page: Page | None
) -> Plane | Lost:
    """The plane of a sheet with corners out of sight, if the page's own lines prove it."""
    starts = _starts(_with_halves(levels, candidates, tag, template), tag, template)
    if page is None or not starts:
        return Lost(_unseen(starts))
    known = structure(template, page)
    tag_sheet = sheet_corners(template, tag)
    for start in starts[:MOST_TRIED]:
        marks = np.vstack([np.array(template.marks)[list(start.kept)], tag_sheet])
        settled = settle(levels, start.to_picture, marks, known)
        shown = proofs(levels, settled.to_picture, template, BENT_PLAY)
        if is_proven(settled) and all(shown[i] >= HALF_PROOF for i in start.kept):
            unseen = tuple(
                name for name, proof in zip(CORNERS, shown, strict=True) if proof < LEAST_PROOF
            )
            return Plane(settled.to_picture, scale_of(settled.to_picture, template), unseen)
    return Lost(_unseen(starts))


def _starts(candidates: list[Junctions], tag: Tag, template: Template) -> list[_Start]:
    """Planes through three marks, or two, and the tag: the likeliest first."""
    starts = [
        start
        for number in (4, 3, 2)
        for kept in combinations(range(4), number)
        for some in product(*(range(min(EACH, len(candidates[i].at))) for i in kept))
        if (start := _start(candidates, kept, some, tag, template)) is not None
    ]
    return sorted(starts, key=lambda start: start.cost)


def _start(
    candidates: list[Junctions],
    kept: tuple[int, ...],
    some: tuple[int, ...],
    tag: Tag,
    template: Template,
) -> _Start | None:
    """The plane through these marks, when the tag lies right on it."""
    wanted = sheet_corners(template, tag)
    picture = np.array([candidates[i].at[n] for i, n in zip(kept, some, strict=True)])
    unlike = sum(1 - candidates[i].likeness[n] for i, n in zip(kept, some, strict=True))
    sheet = np.vstack([np.array(template.marks)[list(kept)], wanted])
    matrix, _ = cv2.findHomography(sheet, np.vstack([picture, tag.corners]))
    if matrix is None or abs(np.linalg.det(matrix)) < 1e-12:
        return None
    back = np.asarray(np.linalg.inv(matrix), np.float64)
    error = float(np.abs(project(back, np.vstack([picture, tag.corners])) - sheet).max())
    cost = error + UNLIKENESS_COST * unlike + FEWER_COST * (4 - len(kept))
    return (
        _Start(np.asarray(matrix, np.float64), kept, cost) if error < 2 * _tolerance(tag) else None
    )


def _tolerance(tag: Tag) -> float:
    return CODE_TOLERANCE if tag.text else TAG_TOLERANCE


def _unseen(starts: list[_Start]) -> tuple[str, ...]:
    """The corners that the likeliest plane does without; all where there is none."""
    kept = starts[0].kept if starts else ()
    return tuple(name for number, name in enumerate(CORNERS) if number not in kept)


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
