"""Which form, which page and which way up: an AprilTag or a QR code says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from sirekap_desktop.models.form import NO_TAG, Page, Template
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
ALL, EASY, HARD = slice(0, None), slice(0, 2), slice(2, None)
"""Looks for a tag: the hard ones take some ten times as long as the easy ones."""
CODE_KIND = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
CODES = 2000
"""Long side in pixels in which QR codes are looked for first: a module is then 3 pixels wide."""
BLANK = re.compile(r"\{[^}]*\}")
"""A part of a code's text that counts up with the sheets of a set, or differs with the contest."""


@dataclass(frozen=True)
class Tag:
    """A tag in the picture; `corners` (4, 2) in pixels, in the order of `sheet_corners`.

    A QR code is one too: it has a `text` and no number.
    """

    number: int
    corners: NDArray[np.float64]
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called where somebody asks how a sheet was found."""
        return f"code {self.text}" if self.text else f"tag {self.number}"


def find_tags(grey: NDArray[np.uint8], family: str) -> tuple[Tag, ...]:
    """Every tag in a grey picture, coarse first, then with more effort while none is found."""
    return tags_in(halves(grey), family)


def tags_in(levels: Levels, family: str, looks: slice = ALL) -> tuple[Tag, ...]:
    """As `find_tags`, from a picture and its smaller copies; `EASY` and `HARD` are some looks."""
    dictionary = cv2.aruco.getPredefinedDictionary(FAMILIES[family])
    for view, factor, parameters in islice(_views(levels), looks.start, looks.stop):
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


def codes_in(levels: Levels) -> tuple[Tag, ...]:
    """Every QR code, from a picture and its smaller copies: small first, then the whole."""
    small, factor = about(levels, CODES / max(levels[0].shape))
    for view, by in ((small, factor), (levels[0], 1.0)):
        if found := zxingcpp.read_barcodes(view, formats=CODE_KIND):
            return tuple(Tag(NO_TAG, _around(code.position, by), code.text) for code in found)
    return ()


def sheet_corners(template: Template, tag: Tag) -> NDArray[np.float64]:
    """Where the corners stand on the sheet in mm: a tag may be printed turned, a code is not."""
    if tag.text:
        x, y, w, h = template.code_box
        return np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], np.float64)
    x, y, w, h = template.tag_box
    upright = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], np.float64)
    return np.roll(upright, -(template.tag_turned // 90), axis=0)


def page_of(tag: Tag, templates: Iterable[Template]) -> tuple[Template, Page] | None:
    """The form and page that a tag stands for, or None for a tag of no known form."""
    return next(iter(pages_of(tag, templates)), None)


def pages_of(tag: Tag, templates: Iterable[Template]) -> list[tuple[Template, Page]]:
    """Every form and page that a tag may stand for: only the text of a code fits several."""
    return [
        (template, page)
        for template in templates
        for page in template.pages
        if (_says(page.code, tag.text) if tag.text else page.tag == tag.number)
    ]


def _says(code: str, text: str) -> bool:
    """Whether a text is that of a page's code, whose blanks may be any figures."""
    parts = (re.escape(part) for part in BLANK.split(code))
    return bool(code) and re.fullmatch(r"\d+".join(parts), text) is not None


def _around(position: zxingcpp.Position, factor: float) -> NDArray[np.float64]:
    """The corners of a code in the whole picture."""
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    seen = np.array([(corner.x, corner.y) for corner in corners], np.float64)
    return np.asarray((seen + 0.5) / factor - 0.5, np.float64)


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
