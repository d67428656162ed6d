"""The one door to PDFium, which is not thread-safe."""

from __future__ import annotations

from threading import Lock

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from sirekap_desktop.errors import SirekapError

_one_at_a_time = Lock()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has; raises `pdf_encrypted` or `pdf_damaged`."""
    with _one_at_a_time:
        document = _open(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height of a page (0…) in points; raises as `page_count`."""
    with _one_at_a_time:
        document = _open(pdf)
        try:
            width, height = _page(document, page).get_size()
            return float(width), float(height)
        finally:
            document.close()


def render(pdf: bytes, page: int, dpi: float) -> NDArray[np.uint8]:
    """Draw a page (0…) as a BGR picture (height, width, 3); raises as `page_count`."""
    with _one_at_a_time:
        document = _open(pdf)
        try:
            bitmap = _page(document, page).render(scale=dpi / 72, rev_byteorder=False)
            image: NDArray[np.uint8] = np.array(bitmap.to_numpy()[..., :3])
            return image
        finally:
            document.close()


def _open(pdf: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        code = "pdf_encrypted" if "password" in str(error).lower() else "pdf_damaged"
        raise SirekapError(code) from error


def _page(document: pdfium.PdfDocument, page: int) -> pdfium.PdfPage:
    try:
        return document[page]
    except pdfium.PdfiumError as error:
        raise SirekapError("pdf_damaged") from error
