"""Which form, which page and which way up: the AprilTag says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Page, Template

FAMILIES = {"36h10": cv2.aruco.DICT_APRILTAG_36h10}
QUICK, COARSE = 1500, 2000
"""Long side in pixels of the first two searches: the tag is still 25 px wide on a small sheet."""
ORDINARY, SMALLEST = 0.05, 0.015
"""A tag's outline as a part of the long side: when the sheet fills most of the picture, at all."""


@dataclass(frozen=True)
class Tag:
    """A tag in the picture; `corners` (4, 2) in pixels, in the order of `sheet_corners`."""

    number: int
    corners: NDArray[np.float64]


def find_tags(grey: NDArray[np.uint8], family: str) -> tuple[Tag, ...]:
    """Every tag in a grey picture, coarse first, then with more effort while none is found."""
    dictionary = cv2.aruco.getPredefinedDictionary(FAMILIES[family])
    for view, factor, parameters in _views(grey):
        detector = cv2.aruco.ArucoDetector(dictionary, parameters)
        corners, numbers, _ = detector.detectMarkers(view)
        if numbers is not None:
            return tuple(
                Tag(int(number), np.asarray(quad, np.float64).reshape(4, 2) / factor)
                for number, quad in zip(numbers.ravel(), corners, strict=True)
            )
    return ()


def sheet_corners(template: Template) -> NDArray[np.float64]:
    """Where the tag's corners stand on the sheet in mm; it is printed upside down."""
    x, y, w, h = template.tag_box
    return np.array([[x + w, y + h], [x, y + h], [x, y], [x + w, y]], np.float64)


def page_of(tag: Tag, templates: Iterable[Template]) -> tuple[Template, Page] | None:
    """The form and page that a tag stands for, or None for a tag of no known form."""
    for template in templates:
        for page in template.pages:
            if page.tag == tag.number:
                return template, page
    return None


def _quick() -> cv2.aruco.DetectorParameters:
    """One threshold and no small outlines: ten times faster, enough for most pictures."""
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.adaptiveThreshWinSizeMin = 23
    parameters.adaptiveThreshWinSizeMax = 23
    parameters.minMarkerPerimeterRate = ORDINARY
    return parameters


def _thorough() -> cv2.aruco.DetectorParameters:
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.adaptiveThreshWinSizeMin = 7
    parameters.adaptiveThreshWinSizeMax = 47
    parameters.adaptiveThreshWinSizeStep = 20
    parameters.minMarkerPerimeterRate = SMALLEST
    return parameters


def _views(
    grey: NDArray[np.uint8],
) -> Iterator[tuple[NDArray[np.uint8], float, cv2.aruco.DetectorParameters]]:
    quick, factor = _shrunk(grey, QUICK)
    yield quick, factor, _quick()
    coarse, factor = _shrunk(grey, COARSE)
    yield coarse, factor, _thorough()
    even = cv2.createCLAHE(clipLimit=4.0, tileGridSize=(8, 8)).apply(coarse)
    yield np.asarray(even, np.uint8), factor, _thorough()
    if factor < 1.0:
        yield grey, 1.0, _thorough()
    half, factor = _shrunk(grey, COARSE // 2)
    yield half, factor, _thorough()


def _shrunk(grey: NDArray[np.uint8], longest: int) -> tuple[NDArray[np.uint8], float]:
    factor = min(1.0, longest / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), factor
