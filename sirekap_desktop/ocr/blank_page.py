"""Opens a blank form for the template studio: each page straight, with its size in mm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop import raster
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.form import Point
from sirekap_desktop.ocr import load

MM_PER_POINT = 25.4 / 72
LONG_SIDE = 3600
"""Pixels of a drawn page: 4 to a mm on KPU's wall sheets, 12 on A4."""
STEPS = ((3.0, 0.25), (0.25, 0.02))
"""Degrees to either side, and the step, in which a scan is tried straight."""
ROUNDING = 1e-4
"""Pixels by which a page is drawn narrower, so that it is not rounded up."""
SMALL = 900
CLEARLY = 1.05
"""A scan is turned only where its lines become so many times sharper."""
SMALLEST, LARGEST = 50.0, 2000.0
"""Widths of paper in mm."""


@dataclass(frozen=True)
class BlankPage:
    """A blank sheet (BGR, upright): the whole picture is the sheet, `size` in mm."""

    picture: NDArray[np.uint8]
    size: Point

    @property
    def scale(self) -> float:
        """Pixels per mm."""
        return float(self.picture.shape[1] / self.size[0])


def blank_pages(data: bytes, width: float | None = None) -> Iterator[BlankPage]:
    """The pages of a PDF, or of a scan that is `width` mm wide.

    Raises `width_missing` for a scan without width, `width_unlikely`, and as `ocr.load`.
    """
    if width is not None and not SMALLEST <= width <= LARGEST:
        raise SirekapError("width_unlikely", width=f"{width:g}")
    if b"%PDF-" in data[:1024]:
        for number in range(raster.page_count(data)):
            yield _drawn(data, number, width)
        return
    if width is None:
        raise SirekapError("width_missing")
    for picture in load.pictures(data):
        yield scanned(picture, width)


def scanned(picture: NDArray[np.uint8], width: float) -> BlankPage:
    """A scan (BGR) of a sheet of `width` mm, turned straight."""
    straight = _turned(picture, _slant(picture))
    height = round(width * straight.shape[0] / straight.shape[1], 1)
    return BlankPage(straight, (width, height))


def _drawn(data: bytes, number: int, width: float | None) -> BlankPage:
    points = raster.page_size(data, number)
    factor = MM_PER_POINT if width is None else width / points[0]
    across = round(points[0] * LONG_SIDE / max(points))
    # a scale that fills whole pixels: a picture that is rounded up would shift what lies far down
    picture = raster.render(data, number, (across - ROUNDING) / points[0] * 72)
    return BlankPage(picture, (round(points[0] * factor, 1), round(points[1] * factor, 1)))


def _slant(picture: NDArray[np.uint8]) -> float:
    """By how many degrees the printed lines fall to the right: most ink then lies in few rows."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    factor = min(1.0, SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = (255 - small).astype(np.float32)
    best = 0.0
    for reach, step in STEPS:
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))
    return best if _sharpness(ink, best) > CLEARLY * _sharpness(ink, 0.0) else 0.0


def _sharpness(ink: NDArray[np.float32], angle: float) -> float:
    size = (ink.shape[1], ink.shape[0])
    turned = np.asarray(cv2.warpAffine(ink, _around_middle(size, angle), size))
    return float(np.square(np.diff(turned.sum(axis=1))).sum())


def _turned(picture: NDArray[np.uint8], angle: float) -> NDArray[np.uint8]:
    if angle == 0.0:
        return picture
    size = (picture.shape[1], picture.shape[0])
    white = (255.0, 255.0, 255.0)
    straight = cv2.warpAffine(picture, _around_middle(size, angle), size, borderValue=white)
    return np.asarray(straight, np.uint8)


def _around_middle(size: tuple[int, int], angle: float) -> NDArray[np.float64]:
    matrix = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1.0)
    return np.asarray(matrix, np.float64)
