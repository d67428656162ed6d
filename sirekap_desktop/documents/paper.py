"""One PDF page as a sheet of paper: millimetres from the upper left corner, y downwards."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas

from sirekap_desktop.documents.style import ASCENT, HAIRLINE, LEADING, MM, PAGE, Face, fit

Segment = tuple[float, float, float, float]
"""x and y of the start, x and y of the end."""


class Paper:
    """Draws on the current page of a ReportLab canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(
        self, at: tuple[float, float], text: str, face: Face, size: float, align: str = "left"
    ) -> None:
        """One line with its baseline at `at`; `align` is left, center or right of it."""
        x, y = at[0] * MM, (PAGE[1] - at[1]) * MM
        self.canvas.setFont(face.value, size)
        if align == "right":
            self.canvas.drawRightString(x, y, text)
        elif align == "center":
            self.canvas.drawCentredString(x, y, text)
        else:
            self.canvas.drawString(x, y, text)

    def block(
        self,
        box: tuple[float, float, float, float],
        text: str,
        face: Face,
        size: float,
        align: str = "left",
    ) -> None:
        """Text inside a box (x, y, width, height), centred in height, shrunk until it fits."""
        x, y, width, height = box
        size, lines = fit(text, face, size, width, height)
        leading = size * LEADING
        baseline = y + (height - (len(lines) - 1) * leading + size * ASCENT) / 2
        anchor = {"left": x, "center": x + width / 2, "right": x + width}[align]
        for line in lines:
            self.text((anchor, baseline), line, face, size, align)
            baseline += leading

    def turned_block(
        self, box: tuple[float, float, float, float], text: str, face: Face, size: float
    ) -> None:
        """Text inside a box, read from below to above."""
        x, y, width, height = box
        self.canvas.saveState()
        self.canvas.translate((x + width / 2) * MM, (PAGE[1] - y - height / 2) * MM)
        self.canvas.rotate(90)
        self.canvas.translate(0, -PAGE[1] * MM)
        self.block((-height / 2, -width / 2, height, width), text, face, size, "center")
        self.canvas.restoreState()

    def lines(self, segments: Iterable[Segment], width: float = HAIRLINE) -> None:
        """Straight lines of the same width."""
        top = PAGE[1]
        self.canvas.setLineWidth(width * MM)
        self.canvas.lines(
            [(a * MM, (top - b) * MM, c * MM, (top - d) * MM) for a, b, c, d in segments]
        )

    def frame(self, box: tuple[float, float, float, float], width: float = HAIRLINE) -> None:
        """The outline of a box (x, y, width, height)."""
        x, y, wide, high = box
        self.canvas.setLineWidth(width * MM)
        self.canvas.rect(x * MM, (PAGE[1] - y - high) * MM, wide * MM, high * MM)

    def dotted(self, start: tuple[float, float], length: float) -> None:
        """A dotted line to write on."""
        self.canvas.saveState()
        self.canvas.setDash(0.5, 1.7)
        self.lines([(start[0], start[1], start[0] + length, start[1])], HAIRLINE * 1.6)
        self.canvas.restoreState()
