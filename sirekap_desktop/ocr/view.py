"""The sheet seen through its plane, only where somebody looks: flattening it whole takes longer.

Everything keeps the coordinates of the whole flattened sheet, so a place in mm times `scale` is a
pixel, whether its surroundings were looked at or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.ocr.locate import Plane
from sirekap_desktop.ocr.shrink import Levels
from sirekap_desktop.ocr.shrink import flatten as lay_flat

Picture = NDArray[np.uint8]

TILE = 30.0
"""The sheet is looked at in squares of about this side, in mm."""
COARSE = 4
"""The paper's own brightness changes slowly: it is measured on a sheet so many times smaller."""
PAPER_REACH = 12.0
"""Within this many mm some blank paper shows everywhere, in mm."""


class View:
    """A picture and its halves through a plane; `grey` and `dark` hold what `see` was asked for.

    `grey` (height, width) is white and `dark` 0 where nobody looked; `dark` is how much darker
    than the paper around it each pixel is, 0 to 1, free of shadows.
    """

    grey: Picture
    dark: NDArray[np.float32]

    def __init__(
        self, levels: Levels, plane: Plane, size: tuple[float, float], scale: float
    ) -> None:
        """`size` of the sheet in mm, `scale` of the view in px/mm."""
        self.scale = scale
        self._picture, self._to_picture = _not_much_finer(levels[0], plane, scale)
        width, height = (round(side * scale) for side in size)
        self.grey = np.full((height, width), 255, np.uint8)
        self.dark = np.zeros((height, width), np.float32)
        self._side = round(TILE * scale / COARSE) * COARSE
        tiles = (-(-height // self._side), -(-width // self._side))
        self._seen = np.zeros(tiles, np.bool_)
        self._paper = self._brightness(levels, plane)

    def see(self, boxes: Iterable[Box], reach: float) -> None:
        """Look at these boxes and `reach` mm around each; cheap where they were seen before."""
        wanted = np.zeros_like(self._seen)
        for x, y, w, h in boxes:
            left, top, right, bottom = (
                max(0, int(at * self.scale / self._side))
                for at in (x - reach, y - reach, x + w + reach, y + h + reach)
            )
            wanted[top : bottom + 1, left : right + 1] = True
        for row, start, end in _runs(wanted & ~self._seen):
            self._look(start * self._side, row * self._side, end * self._side)
        self._seen |= wanted

    def _look(self, left: int, top: int, right: int) -> None:
        """Fill the strip of tiles from (left, top) to `right`, in pixels of the view."""
        height, width = self.grey.shape
        right, bottom = min(right, width), min(top + self._side, height)
        seen = self._warped((left, top), (right - left, bottom - top))
        rows = slice(top // COARSE, -(-bottom // COARSE) + 2)
        columns = slice(left // COARSE, -(-right // COARSE) + 2)
        coarse = self._paper[rows, columns]
        paper = cv2.resize(coarse, None, fx=COARSE, fy=COARSE, interpolation=cv2.INTER_LINEAR)
        inner = paper[COARSE : COARSE + bottom - top, COARSE : COARSE + right - left]
        light = cv2.divide(seen, np.maximum(inner, 1), scale=255.0)
        self.grey[top:bottom, left:right] = seen
        self.dark[top:bottom, left:right] = 1.0 - light.astype(np.float32) / 255.0

    def _warped(self, start: tuple[int, int], size: tuple[int, int]) -> Picture:
        step = 1 / self.scale
        to_sheet = np.array([[step, 0, start[0] * step], [0, step, start[1] * step], [0, 0, 1]])
        return _warp(self._picture, self._to_picture @ to_sheet, size)

    def _brightness(self, levels: Levels, plane: Plane) -> Picture:
        """The paper without what is written, COARSE times smaller, with one pixel more around."""
        size = (self.grey.shape[1] / self.scale, self.grey.shape[0] / self.scale)
        sheet = lay_flat(levels, plane.to_picture, (0.0, 0.0), size, self.scale / COARSE)
        reach = max(3, int(PAPER_REACH * self.scale / COARSE) | 1)
        paper = cv2.dilate(sheet, np.ones((reach, reach), np.uint8))
        paper = cv2.GaussianBlur(paper, (0, 0), reach / 2)
        return np.asarray(np.pad(paper, ((1, 2), (1, 2)), mode="edge"), np.uint8)


def flatten(picture: Picture, plane: Plane, size: tuple[float, float], scale: float) -> Picture:
    """The whole sheet of `size` mm at `scale` px/mm, grey or BGR as the picture is."""
    width, height = (round(side * scale) for side in size)
    picture, to_picture = _not_much_finer(picture, plane, scale)
    return _warp(picture, to_picture @ np.diag([1 / scale, 1 / scale, 1.0]), (width, height))


def _not_much_finer(
    picture: Picture, plane: Plane, scale: float
) -> tuple[Picture, NDArray[np.float64]]:
    """The picture, made smaller where `scale` would skip pixels, and the plane in its pixels."""
    factor = max(1, int(plane.scale / scale))
    if factor == 1:
        return picture, plane.to_picture
    height, width = (side // factor for side in picture.shape[:2])
    whole = picture[: height * factor, : width * factor]
    small = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    middle = (1 / factor - 1) / 2
    shift = np.array([[1 / factor, 0, middle], [0, 1 / factor, middle], [0, 0, 1]])
    return np.asarray(small, np.uint8), shift @ plane.to_picture


def _warp(picture: Picture, to_picture: NDArray[np.float64], size: tuple[int, int]) -> Picture:
    """What a picture shows at each pixel of a new one of `size`; white where it ends."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpPerspective(picture, to_picture, size, flags=flags, borderValue=(255,) * 3)
    return np.asarray(seen, np.uint8)


def _runs(tiles: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """Each row's unbroken runs as (row, start, end)."""
    for row, line in enumerate(tiles):
        edges = np.flatnonzero(np.diff(line, prepend=False, append=False))
        for start, end in edges.reshape(-1, 2):
            yield row, int(start), int(end)
