"""From the bytes of a file to upright pictures; whatever cannot be trusted is refused here."""

from __future__ import annotations

import io
from collections.abc import Iterator

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
PDF_LONG_SIDE = 4000
PDF_FINEST = 300.0

pi_heif.register_heif_opener()


def pictures(data: bytes) -> Iterator[Picture]:
    """Each page of a JPEG, PNG, TIFF, HEIC or PDF as BGR (height, width, 3), upright by EXIF.

    Raises `picture_unknown`, `picture_damaged`, `picture_too_large`, `pdf_encrypted` or
    `pdf_damaged`.
    """
    if b"%PDF-" in data[:1024]:
        yield from _pdf_pages(data)
    else:
        yield from _frames(data)


def _pdf_pages(data: bytes) -> Iterator[Picture]:
    count = raster.page_count(data)
    if count > MOST_PAGES:
        raise SirekapError("picture_too_large", width=count, height=1)
    for page in range(count):
        longest = max(raster.page_size(data, page)) / 72
        yield raster.render(data, page, min(PDF_FINEST, PDF_LONG_SIDE / longest))


def _frames(data: bytes) -> Iterator[Picture]:
    Image.init()
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            for frame in range(min(frames, MOST_PAGES)):
                image.seek(frame)
                _refuse_bomb(image)
                yield _upright(image)
    except UnidentifiedImageError as error:
        raise SirekapError("picture_unknown") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SirekapError("picture_too_large", width=0, height=0) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise SirekapError("picture_damaged") from error


def _refuse_bomb(image: Image.Image) -> None:
    width, height = image.size
    if width * height > LARGEST:
        raise SirekapError("picture_too_large", width=width, height=height)


def _upright(image: Image.Image) -> Picture:
    image.load()
    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith("I;16"):
        deep = np.asarray(turned)
        grey = (deep >> 8).astype(np.uint8)
        return np.repeat(grey[..., None], 3, axis=2)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        paper = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(paper, turned.convert("RGBA"))
    rgb = np.asarray(turned.convert("RGB"))
    return np.ascontiguousarray(rgb[..., ::-1])
