"""How good a picture is where its numbers stand, and what its photographer should do.

The limits are points in the table of `benchmarks.quality`, where good pictures are spoilt step by
step and read: a picture is refused where its numbers can no longer be read, doubted a step before.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.models.reading import Problem
from sirekap_desktop.ocr import rulers

Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]

SMALLEST = 1.0
"""Pixels per mm: every number was still right, but a fifth no longer sure; published has 1.36."""
SOFTEST = 1.5
"""Blur (sigma, mm) at which neighbouring strokes of a figure run together."""

BLURRED = 1.25
"""Blur (sigma, mm) of the typical box at which a picture is refused: 58 % right, 6 % sure."""
SOFT = 1.0
"""Blur of a number's boxes from which it is doubted: 98 % right below, 88 % above."""
SHAKEN = 0.8
"""How much wider (sigma, mm) lines one way are when the camera moved by 2 mm of the sheet."""
BURNT = 0.15
"""Share of a box drowned in light from which its number is doubted; from a half 25 % are right."""
PALE = 0.1
"""Contrast of the print below which a number is doubted: 95 % right, half of them sure."""
SHADED = 0.7
"""Depth of a shadow's edge in a box from which its number is doubted: the first wrong ones."""
GRAINY = 0.03
"""Grain against the print's darkness from which 60 % are sure: too dark, too pale or both."""
STRIPED = 0.2
"""Share of one even wave from which a picture is one of a screen: real ones 0.40, paper 0.12."""
DIM = 40.0
"""Grey of the brightest paper in a picture in which nothing can be found."""

WHITE = 250
"""Grey from which a pixel can take up no more light."""
LIT = 240
"""Where the typical paper is as bright as this, as in a scan, white is no sign of glare."""


@dataclass(frozen=True)
class FieldQuality:
    """One number's boxes; of several boxes the worst counts."""

    field: str
    blur: float
    """Sigma in mm of the frames' lines, root mean square of both directions."""
    contrast: float
    """How dark the frames were printed, as a part of the paper's brightness, blur undone."""
    burnt: float
    """Share of a box where light has drowned paper and ink."""
    shade: float
    """How much darker the darkest part of a box's paper is than its brightest, 0 to 1."""


@dataclass(frozen=True)
class Quality:
    """What was measured on one located sheet."""

    fields: tuple[FieldQuality, ...]
    pixels: float
    """Pixels of the picture per mm where the boxes are smallest."""
    blur: float
    """Sigma in mm at the typical box."""
    shake: float
    """Sigma in mm by which lines one way are wider than lines across: the camera moved."""
    contrast: float
    """As of a field, at the typical box."""
    light: float
    """Grey of the paper at the typical box, 0 to 255."""
    shadow: float
    """How much darker the paper is at the darkest box than at the brightest, 0 to 1."""
    noise: float
    """Grain (sigma) as a part of the print's darkness."""
    ripple: float
    """Share of the paper's unrest that is one even wave: near 1 for a screen, near 0 for paper."""


def measure(
    grey: Grey,
    scale: float,
    places: Mapping[str, Sequence[Box]],
    line: float,
    pixels: float,
    printed: float = 1.0,
) -> Quality | None:
    """The quality of a flattened sheet (`scale` px/mm) at the found boxes (mm) of each field.

    `line` is the printed width of the frames in mm, `printed` their darkness on the print file,
    `pixels` see `pixels_per_mm`. Leave out boxes whose frame was not found: something else would be
    measured. None without any box.
    """
    groups = {field: group for field, group in places.items() if group}
    if not groups:
        return None
    boxes = [box for group in groups.values() for box in group]
    patches = rulers.cut(grey, scale, boxes)
    wide, contrast = rulers.lines(patches, [(box[2] + box[3]) / 2 for box in boxes], line)
    contrast = contrast / np.float32(printed)
    softness = np.sqrt((wide**2).mean(axis=1))
    paper = rulers.paper(patches)
    light = np.median(paper, axis=1)
    typical, typical_contrast = float(np.median(light)), float(np.median(contrast))
    across, along = (float(value) for value in np.median(wide, axis=0))
    inner = patches[:, rulers.INNER, rulers.INNER]
    first = np.cumsum([0, *(len(group) for group in groups.values())])[:-1]
    worst = (
        np.maximum.reduceat(softness, first),
        np.minimum.reduceat(contrast, first),
        np.maximum.reduceat((inner >= WHITE).mean(axis=(1, 2)) * (typical < LIT), first),
        np.maximum.reduceat(1 - paper.min(axis=1) / np.maximum(paper.max(axis=1), 1), first),
    )
    return Quality(
        fields=tuple(
            FieldQuality(field, *(round(float(value), 3) for value in values))
            for field, *values in zip(groups, *worst, strict=True)
        ),
        pixels=pixels,
        blur=float(np.median(softness)),
        shake=math.sqrt(abs(across**2 - along**2)),
        contrast=typical_contrast,
        light=typical,
        shadow=float(1 - light.min() / max(float(light.max()), 1.0)),
        noise=rulers.grain(patches) / max(typical_contrast * typical, 1.0),
        ripple=rulers.ripple(patches),
    )


def pixels_per_mm(to_picture: NDArray[np.float64], boxes: Sequence[Box]) -> float:
    """Pixels of the picture per mm of the sheet at the box that a slanted view shows smallest."""
    corners = np.array([((x, y), (x + w, y), (x, y + h)) for x, y, w, h in boxes], np.float64)
    seen = cv2.perspectiveTransform(corners.reshape(-1, 1, 2), to_picture).reshape(-1, 3, 2)
    sides = np.linalg.norm(seen[:, 1:] - seen[:, :1], axis=2)
    return float((sides / np.array(boxes)[:, 2:]).min())


def problems(quality: Quality) -> tuple[Problem, ...]:
    """What is wrong with a picture: one fatal problem, or advice for the next; none for a good one.

    Advice tells `count`, the numbers that `doubted_fields` names for it.
    """
    if quality.pixels < SMALLEST:
        return (Problem("too_small"),)
    if quality.blur >= BLURRED:
        return (Problem("blurred"),)
    doubts = Counter(doubted_fields(quality).values())
    found = [
        Problem(_shaken_or_soft(quality) if why == "soft" else why, (("count", str(count)),), False)
        for why, count in doubts.items()
    ]
    if quality.noise >= GRAINY:
        found.append(Problem("grainy", fatal=False))
    if quality.ripple >= STRIPED and "soft" not in doubts:
        found.append(Problem("screen", fatal=False))
    return tuple(found)


def doubted_fields(quality: Quality) -> dict[str, str]:
    """The numbers that nobody may trust unseen, by field, each with the code of the reason."""
    found = {}
    for field in quality.fields:
        reasons = {
            "glare": field.burnt >= BURNT,
            "soft": field.blur >= SOFT,
            "pale": field.contrast < PALE,
            "shadow": field.shade >= SHADED,
        }
        why = next((code for code, holds in reasons.items() if holds), None)
        if why is not None:
            found[field.field] = why
    return found


def unlocated(grey: Grey) -> Problem | None:
    """Why no sheet can be found in a picture, where the picture itself is to blame."""
    if float(np.percentile(grey[::8, ::8], 95)) < DIM:
        return Problem("dark")
    return Problem("blurred") if is_featureless(grey) else None


def _shaken_or_soft(quality: Quality) -> str:
    return "shaken" if quality.shake >= SHAKEN else "soft"


def blur(grey: Grey, corners: NDArray[np.float64], side: float) -> float:
    """The blur of the tag's edges as a sigma in mm; `corners` (4, 2) in pixels, `side` in mm.

    At a step of height C blurred by sigma the steepest slope is C / (sigma * sqrt(2 pi)). A perfect
    step is one pixel wide, too rare to count: so the patch is also looked at a little softened.
    """
    per_mm = 4.0
    size = round(side * per_mm)
    goal = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), goal)
    patch = cv2.warpPerspective(grey, matrix, (size, size), flags=cv2.INTER_LINEAR)
    values = np.asarray(patch, np.float32)
    contrast = float(np.percentile(values, 92) - np.percentile(values, 8))
    softened = np.asarray(cv2.GaussianBlur(values, (0, 0), 1.0), np.float32)
    steepest = max(_slope(values), _slope(softened))
    if steepest <= 0:
        return float("inf")
    return contrast / (steepest * float(np.sqrt(2 * np.pi))) / per_mm


def _slope(values: Floats) -> float:
    return float(np.percentile(np.abs(np.diff(values, axis=1)), 98))


def is_featureless(grey: Grey) -> bool:
    """Whether a picture has no sharp edge anywhere: out of focus, moved, or empty."""
    factor = min(1.0, 1500 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    edges = cv2.Laplacian(cv2.GaussianBlur(small, (0, 0), 0.8), cv2.CV_32F)
    return float(np.percentile(np.abs(edges), 99)) < 8.0
