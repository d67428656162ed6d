"""The door to PDFium: pages, sizes, colours, refusals, and one caller at a time."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from sirekap_desktop import raster
from sirekap_desktop.errors import SirekapError

SIZES = ((200.0, 300.0), (400.0, 100.0))


def pdf() -> bytes:
    """Two pages of different size: a red square at the upper left, a blue one at the left."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for (width, height), colour in zip(SIZES, ((1, 0, 0), (0, 0, 1)), strict=True):
        canvas.setPageSize((width, height))
        canvas.setFillColorRGB(*colour)
        canvas.rect(0, height - 50, 50, 50, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked() -> bytes:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(pdf())).pages:
        writer.add_page(page)
    writer.encrypt("rahasia")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pages_are_counted_and_measured_in_points() -> None:
    data = pdf()
    assert raster.page_count(data) == 2
    assert raster.page_size(data, 0) == SIZES[0]
    assert raster.page_size(data, 1) == SIZES[1]


@pytest.mark.parametrize(("dpi", "shape"), [(72, (300, 200, 3)), (144, (600, 400, 3))])
def test_a_page_is_drawn_at_the_size_asked_for(dpi: float, shape: tuple[int, int, int]) -> None:
    image = raster.render(pdf(), 0, dpi)
    assert image.shape == shape
    assert image.dtype == np.uint8


def test_colours_come_as_bgr_and_pages_in_their_order() -> None:
    first, second = (raster.render(pdf(), page, 72) for page in (0, 1))
    assert first[20, 20].tolist() == [0, 0, 255]
    assert second[20, 20].tolist() == [255, 0, 0]
    assert first[290, 190].tolist() == second[90, 390].tolist() == [255, 255, 255]


def test_a_drawn_page_outlives_its_document() -> None:
    images = [raster.render(pdf(), 0, 72) for _ in range(20)]
    assert all(np.array_equal(images[0], image) for image in images)
    images[0][:] = 0
    assert images[1].any()


CALLS: dict[str, Callable[[bytes], object]] = {
    "count": raster.page_count,
    "size": lambda data: raster.page_size(data, 0),
    "render": lambda data: raster.render(data, 0, 72),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (locked, "pdf_encrypted"),
        (lambda: b"", "pdf_damaged"),
        (lambda: b"bukan PDF", "pdf_damaged"),
        (lambda: b"%PDF-1.7\nrusak", "pdf_damaged"),
        (lambda: pdf()[:300], "pdf_damaged"),
    ],
)
def test_what_cannot_be_opened_is_refused(call: str, make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(SirekapError) as caught:
        CALLS[call](make())
    assert caught.value.code == code


@pytest.mark.parametrize("call", ["size", "render"])
def test_a_page_that_is_lost_is_refused(call: str) -> None:
    out = io.BytesIO()
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.write(out)
    pages = writer.root_object["/Pages"].get_object()
    first = pages["/Kids"][0].idnum  # type: ignore[index]
    data = out.getvalue().replace(f"[ {first} 0 R".encode(), b"[ 0 9 R")
    assert data != out.getvalue()
    with pytest.raises(SirekapError, match="pdf_damaged"):
        CALLS[call](data)


def test_after_a_refusal_the_door_is_open_again() -> None:
    for _ in range(3):
        with pytest.raises(SirekapError):
            raster.page_count(b"rusak")
    assert raster.page_count(pdf()) == 2


def test_many_threads_get_what_one_gets() -> None:
    data = pdf()
    alone = [raster.render(data, page, 100) for page in (0, 1)]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda n: raster.render(data, n % 2, 100), range(40)))
    assert all(np.array_equal(image, alone[n % 2]) for n, image in enumerate(drawn))
