"""A form that no file of the project knows, drawn as a PDF: corners and boxes of its own."""

from __future__ import annotations

import io

import cv2
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 420.0, 594.0
MARKS = ((30.0, 36.0), (392.0, 36.0), (30.0, 566.0), (392.0, 566.0))
MARK = 6.4
TAGS = (2071, 2072)
TAG = (350.0, 50.0, 24.0, 24.0)
LINE = 0.9
LEFT = 30.0

ADMIN = ("pengguna_dpt", "pengguna_dptb", "pengguna_non_dpt", "pengguna_total")
BALLOTS = ("surat_suara_diterima", "surat_suara_digunakan")
PAIRS = 4
TOTALS = ("suara_sah", "suara_tidak_sah", "suara_total")
ROWS = (150.0, 176.0, 202.0, 228.0)
BALLOT_ROWS = (300.0, 328.0)
COLUMNS = (190.0, 255.0, 320.0)
BOX, GAP = (14.0, 16.5), 3.0
WIDE, WIDE_GAP = (17.0, 17.0), 3.5
PAIR_TOPS = tuple(110.0 + 62 * i for i in range(PAIRS))
TOTAL_TOPS = (380.0, 420.0, 460.0)


def blank() -> bytes:
    """Two sheets as PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH * mm, HEIGHT * mm), invariant=1)
    for number, draw in ((0, _administration), (1, _votes)):
        _marks(canvas)
        _tag(canvas, TAGS[number])
        _text(canvas, 60, 60, 8, "FORMULIR CONTOH YANG BELUM DIKENAL")
        _text(canvas, 60, 72, 5, f"HALAMAN {number + 1} DARI 2")
        _text(canvas, 60, 90, 4.5, "Desa/Kelurahan ........................  TPS ...........")
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _administration(canvas: Canvas) -> None:
    for row, top in zip(ADMIN, ROWS, strict=True):
        _rect(canvas, 45, top - 4.5, 135, 26, 0.5)
        _text(canvas, 50, top + 10, 5, row.replace("_", " ").upper())
        for left in COLUMNS:
            _rect(canvas, left - 5, top - 4.5, 58, 26, 0.5)
            _boxes(canvas, left, top, BOX, GAP)
    for row, top in zip(BALLOTS, BALLOT_ROWS, strict=True):
        _rect(canvas, 45, top - 4.5, 265, 26, 0.5)
        _text(canvas, 50, top + 10, 5, row.replace("_", " ").upper())
        _rect(canvas, 310, top - 4.5, 68, 26, 0.5)
        _boxes(canvas, 320, top, BOX, GAP)


def _votes(canvas: Canvas) -> None:
    for number, top in enumerate(PAIR_TOPS, start=1):
        _rect(canvas, 45, top - 6, 60, 54, 0.7)
        _text(canvas, 68, top + 22, 14, str(number))
        for row in range(4):
            for column in range(8):
                _rect(canvas, 105 + 20 * column, top - 6 + 13.5 * row, 20, 13.5, 0.4, 0.6)
        _rect(canvas, 105, top - 6, 160, 54, 0.7)
        for row in range(4):
            for column in range(2):
                _rect(canvas, 272 + 12 * column, top - 6 + 13.5 * row, 12, 13.5, 0.4, 0.6)
        _rect(canvas, 265, top - 6, 38, 54, 0.7)
        _rect(canvas, 303, top - 6, 75, 54, 0.7)
        _boxes(canvas, 311, top, WIDE, WIDE_GAP)
    for name, top in zip(TOTALS, TOTAL_TOPS, strict=True):
        _rect(canvas, 45, top - 7, 80, 32, 0.7)
        _text(canvas, 50, top + 11, 5, name.replace("_", " ").upper())
        _rect(canvas, 125, top - 7, 178, 32, 0.7)
        _rect(canvas, 303, top - 7, 75, 32, 0.7)
        _boxes(canvas, 311, top, WIDE, WIDE_GAP)


def _boxes(canvas: Canvas, left: float, top: float, size: tuple[float, float], gap: float) -> None:
    for i in range(3):
        _rect(canvas, left + i * (size[0] + gap), top, *size, LINE)


def _rect(
    canvas: Canvas, x: float, y: float, w: float, h: float, line: float, grey: float = 0.0
) -> None:
    canvas.setStrokeGray(grey)
    canvas.setLineWidth(line * mm)
    canvas.rect(x * mm, (HEIGHT - y - h) * mm, w * mm, h * mm)


def _fill(canvas: Canvas, x: float, y: float, w: float, h: float, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.rect(x * mm, (HEIGHT - y - h) * mm, w * mm, h * mm, stroke=0, fill=1)


def _text(canvas: Canvas, x: float, y: float, size: float, text: str) -> None:
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold", size * mm)
    canvas.drawString(x * mm, (HEIGHT - y) * mm, text)


def _marks(canvas: Canvas) -> None:
    for x, y in MARKS:
        _fill(canvas, x - MARK, y - MARK, MARK, MARK, 0)
        _fill(canvas, x, y, MARK, MARK, 0)


def _tag(canvas: Canvas, number: int) -> None:
    """Upright, as nobody prints it on KPU's sheets."""
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    cells = family.markerSize + 2
    bits = cv2.aruco.generateImageMarker(family, number, cells)
    x, y, w, h = TAG
    _fill(canvas, x, y, w, h, 0)
    for row in range(cells):
        for column in range(cells):
            if bits[row, column]:
                step = w / cells
                _fill(canvas, x + column * step, y + row * step, step, step, 1)
