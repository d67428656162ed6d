"""A sheet whose tag is torn or covered: four corner marks, the printed lines and the words agree.

Every sheet of KPU has such corner marks. So a page is only believed when the lines of that page,
and of no other but those ruled the same, stand in their places all over the sheet, and when its
printed words, and no other page's, name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.models.reading import Problem
from sirekap_desktop.ocr.landmarks import structure
from sirekap_desktop.ocr.locate import LEAST_PROOF, Plane, scale_of
from sirekap_desktop.ocr.marks_proof import proofs
from sirekap_desktop.ocr.planes import project
from sirekap_desktop.ocr.printed import names_page
from sirekap_desktop.ocr.settle import Settled, settle
from sirekap_desktop.ocr.sheet import Located, find_all
from sirekap_desktop.ocr.shrink import Levels
from sirekap_desktop.ocr.squares import Junctions, find_junctions

FILLS = (0.95, 0.6)
"""Which part of the picture's long side the sheet's may take: the usual, and a small one."""
MOST_JUNCTIONS = 12
MOST_TURNED = np.deg2rad(22)
"""How far each mark's dark diagonal may be turned from where its plane puts it."""
LEAST_AREA = 0.12
MOST_QUADS = 4
LEAST_SHARE, MOST_OFF = 0.75, 2.0
"""What this page's lines must show: the part in their places, and their median distance (mm)."""
CLEARER = 0.25
"""By how much more of its lines than any other page's must show."""
SAME = 0.04
"""Pages whose lines show alike up to this part are ruled the same."""
LEAST_SOUND = 0.8
"""The part of its boxes whose frames must show."""


@dataclass(frozen=True)
class Recognised:
    """A sheet that was recognised without its tag."""

    template: Template
    page: Page
    located: Located


@dataclass(frozen=True)
class _Guess:
    template: Template
    page: Page
    settled: Settled


def locate_untagged(levels: Levels, templates: Iterable[Template]) -> Recognised | None:
    """The one page that marks, lines and words prove in a grey picture; None when in doubt."""
    alike = _alike([guess for template in templates for guess in _guesses(levels, template)])
    named = [
        guess
        for guess in alike
        if names_page(levels, guess.settled.to_picture, guess.template, guess.page)
    ]
    if len(named) != 1:
        return None
    template, page, matrix = named[0].template, named[0].page, named[0].settled.to_picture
    plane = Plane(matrix, scale_of(matrix, template))
    found = find_all(levels, plane, structure(template, page), template, page)
    sound = [seen for one in found.found for seen in one.sound]
    if sum(sound) < LEAST_SOUND * len(sound):
        return None
    problems = (*found.problems, Problem("tag_unseen", fatal=False))
    located = Located(found.plane, found.found, found.bend, found.residual, problems)
    return Recognised(template, page, located)


def _alike(guesses: Iterable[_Guess]) -> list[_Guess]:
    """The pages whose lines are all there; none when lines of others nearly are.

    Forms of one law have pages that are ruled the same: only their words tell them apart.
    """
    pages: dict[tuple[str, int], _Guess] = {}
    for guess in sorted(guesses, key=lambda guess: guess.settled.share):
        pages[guess.template.form, guess.page.number] = guess
    best = max((guess.settled.share for guess in pages.values()), default=0.0)
    near = [guess for guess in pages.values() if guess.settled.share > best - CLEARER]
    if best < LEAST_SHARE or any(guess.settled.share < best - SAME for guess in near):
        return []
    return [guess for guess in near if guess.settled.residual[0] <= MOST_OFF]


def _guesses(levels: Levels, template: Template) -> Iterator[_Guess]:
    """Each page of a form on each plane that the corner marks allow."""
    if len(template.marks) != 4:
        return
    marks = np.array(template.marks)
    known = [(page, structure(template, page)) for page in template.pages]
    for matrix in _planes(levels, template):
        for page, lines in known:
            yield _Guess(template, page, settle(levels, matrix, marks, lines))


def _planes(levels: Levels, template: Template) -> list[NDArray[np.float64]]:
    """Planes (mm to pixels) through four junctions that look like a sheet's corner marks."""
    for fill in FILLS:
        per_mm = fill * max(levels[0].shape) / max(template.size)
        junctions = find_junctions(levels, per_mm, template.mark_side)
        few = junctions.some(np.arange(min(MOST_JUNCTIONS, len(junctions.at))))
        planes = sorted(_sheets(few, levels[0].shape, template), key=lambda plane: plane[0])
        proven = [
            matrix
            for _, matrix in planes[: 2 * MOST_QUADS]
            if all(proof >= LEAST_PROOF for proof in proofs(levels, matrix, template))
        ]
        if proven:
            return proven[:MOST_QUADS]
    return []


def _sheets(
    junctions: Junctions, shape: tuple[int, ...], template: Template
) -> Iterator[tuple[float, NDArray[np.float64]]]:
    """Each plane that fits four junctions, not mirrored, with its cost."""
    marks = np.array(template.marks, np.float32)
    for four in combinations(range(len(junctions.at)), 4):
        hull = cv2.convexHull(
            junctions.at[list(four)].astype(np.float32), clockwise=False, returnPoints=False
        ).ravel()
        ring = [four[int(i)] for i in hull]
        if len(ring) < 4:
            continue
        corners = junctions.at[ring].astype(np.float32)
        if abs(cv2.contourArea(corners)) < LEAST_AREA * shape[0] * shape[1]:
            continue
        if cv2.contourArea(corners, oriented=True) < 0:
            ring = ring[::-1]
        for turn in range(4):
            # around a sheet: upper left, upper right, lower right, lower left
            a, b, c, d = (ring[(turn + i) % 4] for i in range(4))
            order = [a, b, d, c]
            goal = junctions.at[order].astype(np.float32)
            matrix = np.asarray(cv2.getPerspectiveTransform(marks, goal), np.float64)
            turned = _turned(matrix, marks.astype(np.float64), junctions.axis[order])
            if turned < MOST_TURNED and _is_upright(goal):
                yield turned + float((1 - junctions.likeness[order]).sum()), matrix


def _turned(
    matrix: NDArray[np.float64], marks: NDArray[np.float64], axis: NDArray[np.float64]
) -> float:
    """The most that a dark diagonal is turned from where the plane puts it, in radians."""
    ends = project(matrix, marks + 3.0) - project(matrix, marks - 3.0)
    turned = (axis - np.arctan2(ends[:, 1], ends[:, 0])) % np.pi
    return float(np.minimum(turned, np.pi - turned).max())


def _is_upright(corners: NDArray[np.float32]) -> bool:
    """Whether the sides in the order of the marks are those of a sheet that is higher than wide."""
    left_up, right_up, left_down, right_down = corners
    across = float(np.linalg.norm(right_up - left_up) + np.linalg.norm(right_down - left_down))
    down = float(np.linalg.norm(left_down - left_up) + np.linalg.norm(right_down - right_up))
    return 1.1 < down / max(across, 1e-6) < 2.5
