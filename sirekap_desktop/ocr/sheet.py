"""One sheet found in a picture: its plane, its bend, its boxes, and how well all that fits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.models.reading import Problem
from sirekap_desktop.ocr.boxes import Found, darkness, displacement_of, find_boxes
from sirekap_desktop.ocr.identify import Tag
from sirekap_desktop.ocr.landmarks import Structure, structure
from sirekap_desktop.ocr.locate import Lost, Plane, plane_of, scale_of
from sirekap_desktop.ocr.settle import Settled, settle
from sirekap_desktop.ocr.shrink import Levels, flatten
from sirekap_desktop.ocr.warp import Warp, displacement

SCALE = 2.0
"""Pixels per mm in which boxes are looked for; a picture of 1.6 px/mm shows no more."""
AROUND = 16.0
"""Around the boxes, in mm, the sheet is looked at as well: that far they may have moved."""
LEAST_SHARE, MOST_OFF = 0.65, 4.0
"""With less of the page's lines in their places, or these farther off (mm), all is refused.

Measured on 36 photographs at the levels normal to hard: the right page shows 89 to 100 %, another
page of the same form 12 to 48 %."""


PALEST = 0.15
"""Darkness below which printed lines are not told from the paper's grain."""


@dataclass(frozen=True)
class Residual:
    """How far what was found lies from the best plane, in mm, and which part of it was found."""

    median: float
    worst: float
    share: float


@dataclass(frozen=True)
class Located:
    """A sheet in a picture; boxes and bend are in mm on the sheet flattened by `plane`."""

    plane: Plane
    found: tuple[Found, ...]
    bend: Warp
    residual: Residual
    problems: tuple[Problem, ...]


def locate_sheet(levels: Levels, tag: Tag, template: Template, page: Page) -> Located | Lost:
    """The sheet that carries this tag; `Lost` when corners, printed lines and tag disagree."""
    plane = plane_of(levels, tag, template, page)
    if isinstance(plane, Lost):
        return plane
    located = find_all(levels, plane, structure(template, page), template, page)
    return located if is_believable(located.residual) else Lost(plane.unseen)


def find_all(
    levels: Levels, plane: Plane, known: Structure, template: Template, page: Page
) -> Located:
    """Everything that is printed and read on a sheet whose plane is known."""
    settled = settle(levels, plane.to_picture, np.array(template.marks), known)
    matrix = settled.to_picture
    best = Plane(matrix, scale_of(matrix, template), plane.unseen)
    sound = settled.sightings.sound
    lines = displacement(settled.sightings.points[sound], settled.sightings.seen[sound])
    corner, size = _region(page)
    dark = _print_on(flatten(levels, matrix, corner, size, SCALE), template)
    found = find_boxes(
        dark,
        SCALE,
        page.places,
        template.frame_width,
        lines,
        corner,
        pale=template.frame_grey > 0,
    )
    frames = displacement_of(page.places, found)
    bend = Warp(np.vstack([lines.points, frames.points]), np.vstack([lines.shifts, frames.shifts]))
    return Located(best, found, bend, _residual(settled, bend), _problems(best))


def find_boxes_only(levels: Levels, plane: Plane, template: Template, page: Page) -> Located:
    """The boxes of a sheet whose plane other proof has settled, as with forms without marks."""
    corner, size = _region(page)
    dark = _print_on(flatten(levels, plane.to_picture, corner, size, SCALE), template)
    found = find_boxes(dark, SCALE, page.places, template.frame_width, origin=corner)
    bend = displacement_of(page.places, found)
    away = np.hypot(*bend.shifts.T) if len(bend.shifts) else np.array([np.inf])
    share = float(np.mean([sound for one in found for sound in one.sound]))
    residual = Residual(float(np.median(away)), float(away.max()), share)
    return Located(plane, found, bend, residual, ())


def is_believable(residual: Residual) -> bool:
    """Whether the printed lines confirm that this page lies where it was found."""
    return residual.share >= LEAST_SHARE and residual.median <= MOST_OFF


def _print_on(flat: NDArray[np.uint8], template: Template) -> NDArray[np.float32]:
    """The darkness of a sheet, ink cut down to pale frames, or it would drown them."""
    dark = darkness(flat, SCALE)
    if not template.frame_grey:
        return dark
    return np.minimum(dark, np.float32(max(1 - template.frame_grey, PALEST)))


def _region(page: Page) -> tuple[tuple[float, float], tuple[float, float]]:
    """The part of the sheet that holds all digit boxes: its corner and its size in mm."""
    extents = [place.extent for place in page.places]
    left, top = (min(box[i] for box in extents) - AROUND for i in (0, 1))
    right, bottom = (max(box[i] + box[i + 2] for box in extents) + AROUND for i in (0, 1))
    return (left, top), (right - left, bottom - top)


def _residual(settled: Settled, bend: Warp) -> Residual:
    away = np.hypot(*bend.shifts.T)
    if len(away) == 0:
        return Residual(np.inf, np.inf, 0.0)
    return Residual(float(np.median(away)), float(away.max()), settled.share)


def _problems(plane: Plane) -> tuple[Problem, ...]:
    if not plane.unseen:
        return ()
    return (Problem("corner_by_lines", (("corner", ", ".join(plane.unseen)),), fatal=False),)
