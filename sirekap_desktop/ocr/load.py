"""From the bytes of a file to upright pictures; whatever cannot be trusted is refused here.

A page is unpacked when somebody looks: in grey to read it, which leaves out the colours of a JPEG
and takes a quarter of the time, and in colour where a person will see it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from sirekap_desktop import raster
from sirekap_desktop.errors import SirekapError

Picture = NDArray[np.uint8]

FORMATS = ("JPEG", "PNG", "TIFF", "HEIF")
LARGEST = 80_000_000
"""Pixels; the largest phone cameras stay below, and memory stays below 1 GB."""
MOST_PAGES = 400
ENOUGH = 3600
"""Long side in pixels; a JPEG that stays above it is unpacked at a half, a quarter or an eighth."""
PDF_LONG_SIDE = 4000
PDF_FINEST = 300.0

pi_heif.register_heif_opener()


class Source(Protocol):
    """A picture of one sheet, unpacked anew whenever it is asked for; raises as `sources`."""

    @property
    def has_finer(self) -> bool:
        """Whether `whole` shows more than this."""

    def whole(self) -> Source:
        """The same picture with all its pixels."""

    def grey(self) -> Picture:
        """Upright, (height, width)."""

    def colour(self) -> Picture:
        """Upright, BGR, as large as `grey`."""


@dataclass(frozen=True)
class Held:
    """A picture (BGR, upright) that was unpacked already."""

    picture: Picture
    has_finer = False

    def whole(self) -> Held:
        """There is nothing finer."""
        return self

    def grey(self) -> Picture:
        """Upright, (height, width)."""
        return _to_grey(self.picture)

    def colour(self) -> Picture:
        """Upright, BGR."""
        return self.picture


@dataclass(frozen=True)
class PdfPage:
    """A page (0…) of a PDF."""

    data: bytes
    number: int
    has_finer = False

    def whole(self) -> PdfPage:
        """There is nothing finer."""
        return self

    def grey(self) -> Picture:
        """Drawn, (height, width)."""
        return _to_grey(self.colour())

    def colour(self) -> Picture:
        """Drawn, BGR."""
        longest = max(raster.page_size(self.data, self.number)) / 72
        return raster.render(self.data, self.number, min(PDF_FINEST, PDF_LONG_SIDE / longest))


@dataclass(frozen=True)
class Frame:
    """A frame (0…) of a picture file, its sides divided by `shrink` where it is a JPEG."""

    data: bytes
    number: int
    shrink: int

    @property
    def has_finer(self) -> bool:
        """Whether `whole` shows more than this."""
        return self.shrink > 1

    def whole(self) -> Frame:
        """The same picture with all its pixels."""
        return Frame(self.data, self.number, 1)

    def grey(self) -> Picture:
        """Upright, (height, width)."""
        picture = self._unpacked("L")
        return picture if picture.ndim == 2 else _to_grey(picture)

    def colour(self) -> Picture:
        """Upright, BGR."""
        picture = self._unpacked("RGB")
        return picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=2)

    def _unpacked(self, mode: str) -> Picture:
        with _opened(self.data) as image:
            image.seek(self.number)
            width, height = image.size
            image.draft(mode, (width // self.shrink, height // self.shrink))
            return _upright(image)


def sources(data: bytes) -> Iterator[Source]:
    """Each page of a JPEG, PNG, TIFF, HEIC or PDF.

    Raises `picture_unknown`, `picture_damaged`, `picture_too_large`, `pdf_encrypted` or
    `pdf_damaged`.
    """
    if b"%PDF-" in data[:1024]:
        count = raster.page_count(data)
        if count > MOST_PAGES:
            raise SirekapError("picture_too_large", width=count, height=1)
        yield from (PdfPage(data, page) for page in range(count))
    else:
        yield from [*_frames(data)]


def pictures(data: bytes) -> Iterator[Picture]:
    """Each page as BGR (height, width, 3) with all its pixels, upright by EXIF; raises as above."""
    return (source.whole().colour() for source in sources(data))


def _frames(data: bytes) -> Iterator[Frame]:
    with _opened(data) as image:
        frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        for frame in range(min(frames, MOST_PAGES)):
            image.seek(frame)
            width, height = image.size
            if width * height > LARGEST:
                raise SirekapError("picture_too_large", width=width, height=height)
            shrinks = image.format in ("JPEG", "MPO")
            fits = [n for n in (8, 4, 2) if shrinks and max(width, height) >= n * ENOUGH]
            yield Frame(data, frame, max(fits, default=1))


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    Image.init()
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            yield image
    except UnidentifiedImageError as error:
        raise SirekapError("picture_unknown") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SirekapError("picture_too_large", width=0, height=0) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise SirekapError("picture_damaged") from error


def _upright(image: Image.Image) -> Picture:
    """Grey (height, width) where the file keeps it so, else BGR (height, width, 3)."""
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    turned = image
    if turned.mode.startswith("I;16"):
        deep = np.asarray(turned)
        return np.asarray(deep >> 8, np.uint8)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        paper = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(paper, turned.convert("RGBA"))
    if turned.mode == "L":
        return np.asarray(turned)
    rgb = np.asarray(turned if turned.mode == "RGB" else turned.convert("RGB"))
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8)


def _to_grey(picture: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
