"""Files of every kind, good and bad."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.ocr import load
from sirekap_desktop.ocr.load import Frame, Held, pictures, sources

HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    "AAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABegABAAAAAAAAABoAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34"
    "+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmu"
    "bgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAA"
    "QAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAACJtZGF0AAAAFigBrxmA93yFN//31/f+"
    "WHL/qYFeLRw="
)
"""A red square of 64 × 64 pixels as an iPhone would keep it."""


def picture() -> Image.Image:
    grey = np.zeros((40, 60, 3), np.uint8)
    grey[:20, :30] = (250, 10, 10)
    return Image.fromarray(grey)


def saved(kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture().save(out, kind, **options)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 300))
    for page in range(pages):
        canvas.drawString(50, 150, f"Halaman {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def refusal(data: bytes) -> SirekapError:
    with pytest.raises(SirekapError) as caught:
        list(pictures(data))
    return caught.value


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_comes_as_bgr(kind: str) -> None:
    (image,) = pictures(saved(kind))
    assert image.shape == (40, 60, 3)
    blue, green, red = image[8, 8].tolist()
    assert red > 200 > 90 > max(blue, green)


def test_a_picture_of_an_iphone_comes_too() -> None:
    (image,) = pictures(base64.b64decode(HEIC))
    assert image.shape == (64, 64, 3)
    blue, green, red = image[30, 30].tolist()
    assert red > 200 > 90 > max(blue, green)


def test_exif_turns_a_picture_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (image,) = pictures(saved("JPEG", exif=exif.tobytes()))
    assert image.shape == (60, 40, 3)
    assert image[8, 32, 2] > 200


def test_every_page_of_a_tiff_and_a_pdf_counts() -> None:
    tiff = saved("TIFF", save_all=True, append_images=[picture(), picture()])
    assert len(list(pictures(tiff))) == 3
    assert len(list(pictures(pdf(2)))) == 2


def test_a_deep_tiff_keeps_its_grey() -> None:
    out = io.BytesIO()
    Image.fromarray(np.full((20, 20), 40000, np.uint16)).save(out, "TIFF")
    (image,) = pictures(out.getvalue())
    assert image[5, 5].tolist() == [156, 156, 156]


def test_transparent_paper_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    (image,) = pictures(out.getvalue())
    assert image.min() == 255


def test_text_named_like_a_picture_is_unknown() -> None:
    assert refusal(b"ini bukan gambar").code == "picture_unknown"
    assert refusal(b"").code == "picture_unknown"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_truncated_picture_is_damaged(kind: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3)).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, kind)
    data = out.getvalue()
    assert refusal(data[: len(data) // 2]).code == "picture_damaged"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    side = 30000
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk
    png += struct.pack(">I", zlib.crc32(chunk))
    body = b"IDAT" + zlib.compress(b"\0" * 1000)
    png += struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    assert refusal(png).code == "picture_too_large"


def test_an_encrypted_pdf_is_named_so() -> None:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(pdf())).pages:
        writer.add_page(page)
    writer.encrypt("rahasia")
    out = io.BytesIO()
    writer.write(out)
    assert refusal(out.getvalue()).code == "pdf_encrypted"


def test_a_broken_pdf_is_damaged() -> None:
    assert refusal(b"%PDF-1.7\nrusak").code == "pdf_damaged"


def test_to_read_a_picture_its_grey_is_enough() -> None:
    rng = np.random.default_rng(2)
    noise = Image.fromarray(rng.integers(60, 200, (60, 90, 3)).astype(np.uint8)).resize((900, 600))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=90)
    for data in (out.getvalue(), saved("PNG"), saved("TIFF"), pdf(), base64.b64decode(HEIC)):
        (source,) = sources(data)
        grey, colour = source.grey(), source.colour()
        assert (grey.ndim, grey.shape) == (2, colour.shape[:2])
        assert np.abs(grey.astype(int) - Held(colour).grey()).max() <= 2


def test_a_grey_file_comes_as_grey_and_as_colour() -> None:
    for kind in ("JPEG", "PNG"):
        out = io.BytesIO()
        Image.fromarray(np.full((20, 30), 90, np.uint8)).save(out, kind)
        (source,) = sources(out.getvalue())
        assert source.grey().tolist() == np.full((20, 30), 90).tolist()
        assert source.colour().shape == (20, 30, 3)


def test_exif_turns_the_grey_of_a_picture_too() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (source,) = sources(saved("JPEG", exif=exif.tobytes()))
    assert source.grey().shape == (60, 40)
    assert source.colour().shape == (60, 40, 3)


def test_a_huge_jpeg_is_unpacked_smaller_unless_all_of_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(load, "ENOUGH", 28)
    (source,) = sources(saved("JPEG"))
    assert source.has_finer
    assert source.grey().shape == (20, 30)
    assert source.colour().shape == (20, 30, 3)
    assert not source.whole().has_finer
    assert source.whole().grey().shape == (40, 60)
    assert next(pictures(saved("JPEG"))).shape == (40, 60, 3)
    (png,) = sources(saved("PNG"))
    assert (png.has_finer, png.grey().shape) == (False, (40, 60))


def test_frames_are_unpacked_again_whenever_they_are_asked_for() -> None:
    tiff = saved("TIFF", save_all=True, append_images=[Image.new("RGB", (60, 40), "white")])
    first, second = sources(tiff)
    assert second.grey().min() == 255
    assert first.grey().min() == 0
    assert second.colour().min() == 255
    assert first == Frame(tiff, 0, 1)
