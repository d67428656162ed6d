"""Pieces of the sheet: the digits of a field, what repeats them, and the row they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from sirekap_desktop.models.form import Box, FieldPlace, Label, Template
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.ui import theme


@dataclass(frozen=True)
class Piece:
    """What is cut out, in mm of the sheet: `digits`, `bubbles`, `words`, `tally` or `row`."""

    kind: str
    box: Box
    mark: Box | None = None
    """The number among others in it, to be framed."""


def pieces(place: FieldPlace, reading: Reading | None) -> tuple[Piece, ...]:
    """The parts of the paper that carry a number, moved to where the digits really lie.

    The digits come first. A tally is shown whole, with the sums of its rows: a stroke in a row
    that should be empty is what a person has to see.
    """
    dx, dy = _moved(place, reading)
    found = [Piece("digits", _grown(_digits(place, reading), 3.0))]
    if place.bubbles is not None:
        spots = place.bubbles
        rings = tuple((x, y, spots.diameter, spots.diameter) for x in spots.x for y in spots.y)
        found.append(Piece("bubbles", _grown(_shifted(around(rings), dx, dy), 2.0)))
    if place.words is not None:
        found.append(Piece("words", _grown(_shifted(place.words, dx, dy), 2.0)))
    grids = [grid for grid in (place.tally, place.row_sums) if grid is not None]
    if grids:
        cells = tuple((x, y, *grid.cell) for grid in grids for x in grid.x for y in grid.y)
        found.append(Piece("tally", _grown(_shifted(around(cells), dx, dy), 2.0)))
    return tuple(found)


def row_of(template: Template, field: str, reading: Reading | None) -> Piece:
    """The whole printed row of a number, from its wording to its last box, the number framed."""
    page, place = template.page_of(field)
    fields = template.row_of(field).fields
    boxes = around([other.extent for other in page.places if other.field in fields])
    wording = [
        left
        for label in page.labels
        if boxes[1] <= label.at[1] <= boxes[1] + boxes[3] and (left := _left_end(label)) < boxes[0]
    ]
    left = min((boxes[0], *wording))
    whole = (left, boxes[1], boxes[0] + boxes[2] - left, boxes[3])
    shifted = _grown(_shifted(whole, *_moved(place, reading)), 4.0)
    return Piece("row", shifted, _grown(_digits(place, reading), 1.5))


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of these."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return (left, top, right - left, bottom - top)


def piece_of(sheet: QImage, scale: float, piece: Piece) -> QPixmap:
    """A piece as a picture, its number framed where it has one to point out."""
    picture = QPixmap.fromImage(cut(sheet, scale, piece.box))
    if piece.mark is None or picture.isNull():
        return picture
    left, top = max(0.0, piece.box[0]), max(0.0, piece.box[1])
    x, y, width, height = piece.mark
    painter = QPainter(picture)
    painter.setPen(QPen(QColor(theme.PRINTED.accent), 1.4 * scale))
    painter.drawRect(QRectF((x - left) * scale, (y - top) * scale, width * scale, height * scale))
    painter.end()
    return picture


def cut(sheet: QImage, scale: float, box: Box) -> QImage:
    """A piece of the sheet; empty where the box lies outside."""
    x, y, width, height = (round(side * scale) for side in box)
    inside = QRect(x, y, width, height).intersected(sheet.rect())
    return sheet.copy(inside) if not inside.isEmpty() else QImage()


def _digits(place: FieldPlace, reading: Reading | None) -> Box:
    return reading.box if reading is not None else place.extent


def _moved(place: FieldPlace, reading: Reading | None) -> tuple[float, float]:
    found, home = _digits(place, reading), place.extent
    return found[0] - home[0], found[1] - home[1]


def _shifted(box: Box, dx: float, dy: float) -> Box:
    return (box[0] + dx, box[1] + dy, box[2], box[3])


def _grown(box: Box, by: float) -> Box:
    x, y, width, height = box
    return (x - by, y - by, width + 2 * by, height + 2 * by)


def _left_end(label: Label) -> float:
    return label.at[0] - {"center": label.fit / 2, "right": label.fit}.get(label.align, 0.0)


class CropLabel(QWidget):
    """A picture that keeps its shape in whatever room it gets.

    It is `height` high (at 100 %), or at least so high when it `grows`; `side` is where it stands.
    """

    def __init__(
        self,
        name: str,
        height: int,
        *,
        grows: bool = False,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
    ) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._height = theme.px(height)
        self._side = side
        self.setAccessibleName(name)
        policy = QSizePolicy.Policy
        if grows:
            self.setMinimumHeight(self._height)
            self.setSizePolicy(policy.Expanding, policy.Expanding)
        else:
            self.setFixedHeight(self._height)
            self.setSizePolicy(policy.Expanding, policy.Fixed)

    def set_picture(self, picture: QPixmap) -> None:
        """Show this piece of paper; an empty one leaves the place blank."""
        self._picture = picture
        self.updateGeometry()
        self.update()

    def has_picture(self) -> bool:
        """Whether there is something to see."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        """As wide as the picture is at this height."""
        if self._picture.isNull():
            return QSize(0, self._height)
        size = self._picture.size()
        return QSize(round(size.width() * self._height / size.height()), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's signature)
        """Draw it as large as it fits."""
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        flow = Qt.LayoutDirection.LeftToRight
        place = QStyle.alignedRect(flow, self._side, size, self.rect())
        painter.drawPixmap(place, self._picture)
        painter.setPen(QColor(theme.worn().hairline))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()
