"""Which form, which page and which way up: the AprilTag says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.ocr.shrink import Levels, about, halves, shrunk

FAMILIES = {"36h10": cv2.aruco.DICT_APRILTAG_36h10}
QUICK, COARSE = 1200, 2000
"""Long side in pixels of the searches: the tag is still 30 px wide where the sheet fills it."""
LARGE, ORDINARY, SMALLEST = 0.09, 0.05, 0.015
"""A tag's outline as a part of the long side: straight from above, seen from aside, at all.

Letters have outlines too, and each one as large as this is tried as a tag.
"""
CELL = 0.1
"""A tag's module as a part of its side."""


@dataclass(frozen=True)
class Tag:
    """A tag in the picture; `corners` (4, 2) in pixels, in the order of `sheet_corners`."""

    number: int
    corners: NDArray[np.float64]


def find_tags(grey: NDArray[np.uint8], family: str) -> tuple[Tag, ...]:
    """Every tag in a grey picture, coarse first, then with more effort while none is found."""
    return tags_in(halves(grey), family)


def tags_in(levels: Levels, family: str) -> tuple[Tag, ...]:
    """As `find_tags`, from a picture and its smaller copies."""
    dictionary = cv2.aruco.getPredefinedDictionary(FAMILIES[family])
    for view, factor, parameters in _views(levels):
        detector = cv2.aruco.ArucoDetector(dictionary, parameters)
        corners, numbers, _ = detector.detectMarkers(view)
        if numbers is not None:
            return tuple(
                Tag(
                    int(number),
                    _exact(levels[0], np.asarray(quad, np.float32).reshape(4, 2), factor),
                )
                for number, quad in zip(numbers.ravel(), corners, strict=True)
            )
    return ()


def sheet_corners(template: Template) -> NDArray[np.float64]:
    """Where the tag's corners stand on the sheet in mm, as it is printed turned."""
    x, y, w, h = template.tag_box
    upright = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], np.float64)
    return np.roll(upright, -(template.tag_turned // 90), axis=0)


def page_of(tag: Tag, templates: Iterable[Template]) -> tuple[Template, Page] | None:
    """The form and page that a tag stands for, or None for a tag of no known form."""
    for template in templates:
        for page in template.pages:
            if page.tag == tag.number:
                return template, page
    return None


def _exact(
    grey: NDArray[np.uint8], quad: NDArray[np.float32], factor: float
) -> NDArray[np.float64]:
    """The corners in the whole picture, where they are sharpest."""
    rough = ((quad + 0.5) / factor - 0.5).astype(np.float32)
    side = float(np.sqrt(abs(cv2.contourArea(rough))))
    window = max(2, round(side * CELL / 2))
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 30, 0.02)
    fine = cv2.cornerSubPix(
        grey, rough.reshape(4, 1, 2).copy(), (window, window), (-1, -1), stop
    ).reshape(4, 2)
    near = np.hypot(*(fine - rough).T) < side * CELL
    return np.where(near[:, None], fine, rough).astype(np.float64)


def _parameters(windows: tuple[int, int, int], smallest: float) -> cv2.aruco.DetectorParameters:
    """Thresholds over windows (least, most, step) in pixels, outlines from `smallest` on."""
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.adaptiveThreshWinSizeMin = windows[0]
    parameters.adaptiveThreshWinSizeMax = windows[1]
    parameters.adaptiveThreshWinSizeStep = windows[2]
    parameters.minMarkerPerimeterRate = smallest
    return parameters


def _views(
    levels: Levels,
) -> Iterator[tuple[NDArray[np.uint8], float, cv2.aruco.DetectorParameters]]:
    longest = max(levels[0].shape)
    small, quick = about(levels, QUICK / longest)
    coarse = min(1.0, COARSE / longest)
    yield small, quick, _parameters((9, 9, 1), LARGE)
    yield small, quick, _parameters((9, 9, 1), ORDINARY)
    thorough = _parameters((7, 47, 20), SMALLEST)
    view = shrunk(levels, coarse)
    yield view, coarse, thorough
    even = cv2.createCLAHE(clipLimit=4.0, tileGridSize=(8, 8)).apply(view)
    yield np.asarray(even, np.uint8), coarse, thorough
    if coarse < 1.0:
        yield levels[0], 1.0, thorough
    yield shrunk(levels, coarse / 2), coarse / 2, thorough
