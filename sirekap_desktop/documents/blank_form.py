"""The blank C form as PDF, drawn from its template: for rehearsals, training days and tests."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence

import cv2
import numpy as np
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from sirekap_desktop.documents.style import Face, register_faces
from sirekap_desktop.models.form import (
    NO_TAG,
    Box,
    Bubbles,
    FieldPlace,
    Grid,
    Label,
    Page,
    Template,
)

FACES = {"bold": Face.BOLD, "italic": Face.ITALIC}
GUIDE_DOT = 0.68
GUIDE_COLUMNS = (0.292, 0.498, 0.705)
GUIDE_ROWS = (0.166, 0.498, 0.829)
"""Where the dots of the seven-segment guide stand, as parts of the box (measured on KPU's PDF)."""
GUIDE_STEP = (5, 9)
GRID_LINE, GRID_GREY = 0.53, 0.7
BUBBLE_LINE = 0.35
LEAST, HEAD = 2.0, (0.006, 0.165)
"""Height (over LEAST mm) and largest width of a name in the head, in parts of the sheet's width."""
BLANK, DOTS = re.compile(r"\{\w+\}"), "." * 24
"""What nobody filled in before the form was printed, and what stands there instead."""
TAGS = {"36h10": cv2.aruco.DICT_APRILTAG_36h10}


def blank_form(
    template: Template, pages: Sequence[int] = (), heads: Iterable[Mapping[str, str]] = ({},)
) -> bytes:
    """The sheets of a form (all, or those numbered in `pages`) as PDF; same input, same bytes.

    One set for each of `heads`, which tell what is already written on its lines: `desa`, `tps` …
    """
    register_faces()
    width, height = template.size
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width * mm, height * mm), invariant=1, pageCompression=1)
    canvas.setTitle(template.model)
    canvas.setAuthor("Sirekap Desktop")
    for head in heads:
        for page in template.pages:
            if not pages or page.number in pages:
                _Sheet(canvas, template).draw(page, head)
                canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Sheet:
    """Draws in the template's coordinates: millimetres from the upper left corner, y down."""

    def __init__(self, canvas: Canvas, template: Template) -> None:
        self._canvas = canvas
        self._template = template
        self._height = template.size[1]

    def draw(self, page: Page, head: Mapping[str, str]) -> None:
        for line in page.lines:
            self._line(line.start, line.end, line.width, line.grey)
        for place in page.places:
            for grid in (place.tally, place.row_sums):
                if grid:
                    self._grid(grid)
        for frame in page.frames:
            self._frame(frame.box, frame.width, frame.grey)
        for place in page.places:
            self._place(place)
        for label in page.labels:
            self._label(label)
        for name, at in page.writing.items():
            if told := head.get(name):
                size, room = (part * self._template.size[0] for part in HEAD)
                self._label(Label(told, at, size + LEAST, "bold", "left", 0.0, room))
        self._marks()
        if self._template.tag_family and page.tag != NO_TAG:
            self._tag(page.tag)

    def _frame(self, box: Box, width: float, grey: float) -> None:
        x, y, w, h = box
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(width * mm)
        self._canvas.rect(x * mm, (self._height - y - h) * mm, w * mm, h * mm)

    def _fill(self, x: float, y: float, w: float, h: float, grey: float) -> None:
        self._canvas.setFillGray(grey)
        self._canvas.rect(x * mm, (self._height - y - h) * mm, w * mm, h * mm, stroke=0, fill=1)

    def _line(
        self, start: tuple[float, float], end: tuple[float, float], width: float, grey: float
    ) -> None:
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(width * mm)
        (x1, y1), (x2, y2) = start, end
        self._canvas.line(x1 * mm, (self._height - y1) * mm, x2 * mm, (self._height - y2) * mm)

    def _grid(self, grid: Grid) -> None:
        for x in grid.x:
            for y in grid.y:
                self._frame((x, y, *grid.cell), GRID_LINE, GRID_GREY)

    def _place(self, place: FieldPlace) -> None:
        for box in place.boxes:
            self._frame(box, self._template.frame_width, 0.0)
            if place.guided:
                self._guide(box)
        if place.bubbles:
            self._bubbles(place.bubbles)

    def _guide(self, box: Box) -> None:
        x, y, w, h = box
        left, top = x + GUIDE_COLUMNS[0] * w, y + GUIDE_ROWS[0] * h
        wide = (GUIDE_COLUMNS[2] - GUIDE_COLUMNS[0]) * w
        high = (GUIDE_ROWS[2] - GUIDE_ROWS[0]) * h
        across, down = GUIDE_STEP
        for column in range(across):
            for row in range(down):
                if column % 2 == 0 or row % 4 == 0:
                    self._fill(
                        left + wide * column / (across - 1) - GUIDE_DOT / 2,
                        top + high * row / (down - 1) - GUIDE_DOT / 2,
                        GUIDE_DOT,
                        GUIDE_DOT,
                        GRID_GREY,
                    )

    def _bubbles(self, bubbles: Bubbles) -> None:
        radius = bubbles.diameter / 2
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(BUBBLE_LINE * mm)
        for x in bubbles.x:
            for digit, y in enumerate(bubbles.y):
                centre = (x + radius, y + radius)
                self._canvas.circle(
                    centre[0] * mm, (self._height - centre[1]) * mm, radius * mm, stroke=1, fill=0
                )
                at = (centre[0], centre[1] + 1.7)
                self._label(Label(str(digit), at, 4.6, "regular", "center", 0))

    def _label(self, label: Label) -> None:
        font, size = FACES.get(label.style, Face.REGULAR).value, label.size * mm
        text = BLANK.sub(DOTS, label.text)
        natural = stringWidth(text, font, size)
        scale = label.fit * mm / natural if label.fit else 1.0
        if label.room and natural:
            scale = min(scale, label.room * mm / natural)
        width = natural * scale
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillGray(0)
        canvas.translate(label.at[0] * mm, (self._height - label.at[1]) * mm)
        if label.align == "turned":
            canvas.rotate(90)
        shift = {"left": 0.0, "center": width / 2, "right": width, "turned": width / 2}
        canvas.translate(-shift[label.align], 0)
        canvas.scale(scale, 1)
        canvas.setFont(font, size)
        canvas.drawString(0, 0, text)
        canvas.restoreState()

    def _marks(self) -> None:
        side = self._template.mark_side
        for x, y in self._template.marks:
            self._fill(x - side, y - side, side, side, 0)
            self._fill(x, y, side, side, 0)

    def _tag(self, number: int) -> None:
        family = cv2.aruco.getPredefinedDictionary(TAGS[self._template.tag_family])
        cells = family.markerSize + 2
        upright = cv2.aruco.generateImageMarker(family, number, cells)
        bits = np.rot90(upright, -(self._template.tag_turned // 90))
        x, y, width, height = self._template.tag_box
        self._fill(x, y, width, height, 0)
        for row in range(cells):
            for column in range(cells):
                if bits[row, column]:
                    w, h = width / cells, height / cells
                    self._fill(x + column * w, y + row * h, w, h, 1)
