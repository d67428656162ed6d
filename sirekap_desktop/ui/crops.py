"""Pieces of the sheet: the digits of a field, its bubbles, its words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sirekap_desktop.models.form import Box, FieldPlace
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.ui import theme


@dataclass(frozen=True)
class Piece:
    """What is cut out, in mm of the sheet: `digits`, `bubbles` or `words`."""

    kind: str
    box: Box


def pieces(place: FieldPlace, reading: Reading | None) -> tuple[Piece, ...]:
    """The parts of the paper that carry a number, moved to where the digits really lie."""
    home = place.extent
    digits = reading.box if reading is not None else home
    dx, dy = digits[0] - home[0], digits[1] - home[1]
    found = [Piece("digits", _grown(digits, 3.0))]
    if place.bubbles is not None:
        spots = place.bubbles
        left, top = min(spots.x), min(spots.y)
        width = max(spots.x) + spots.diameter - left
        height = max(spots.y) + spots.diameter - top
        found.append(Piece("bubbles", _grown((left + dx, top + dy, width, height), 2.0)))
    if place.words is not None:
        x, y, width, height = place.words
        found.append(Piece("words", _grown((x + dx, y + dy, width, height), 2.0)))
    return tuple(found)


def cut(sheet: QImage, scale: float, box: Box) -> QImage:
    """A piece of the sheet; empty where the box lies outside."""
    x, y, width, height = (round(side * scale) for side in box)
    inside = QRect(x, y, width, height).intersected(sheet.rect())
    return sheet.copy(inside) if not inside.isEmpty() else QImage()


def _grown(box: Box, by: float) -> Box:
    x, y, width, height = box
    return (x - by, y - by, width + 2 * by, height + 2 * by)


class CropLabel(QWidget):
    """A picture that keeps its shape in whatever room it gets; `height` is that at 100 %."""

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._height = theme.px(height)
        self.setAccessibleName(name)
        self.setFixedHeight(self._height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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
        """Draw it as large as it fits, in the middle."""
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter.drawPixmap(place, self._picture)
        painter.setPen(QColor(theme.worn().hairline))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()


class CropStrip(QWidget):
    """The chosen number as it stands on the paper, magnified: digits, bubbles, words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(12)
        self._parts: dict[str, tuple[QWidget, QLabel, CropLabel]] = {}
        for kind, name, stretch in (
            ("digits", self.tr("Digits"), 3),
            ("bubbles", self.tr("Bubbles"), 2),
            ("words", self.tr("Words"), 6),
        ):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            head = QLabel(name)
            head.setProperty("role", "label")
            crop = CropLabel(self.tr("Magnified: {part}").format(part=name), 92)
            column.addWidget(head)
            column.addWidget(crop)
            line.addWidget(part, stretch)
            self._parts[kind] = (part, head, crop)
        self._names = {kind: part[1].text() for kind, part in self._parts.items()}
        self.show_field(QImage(), 1.0, None, None)

    def show_field(
        self, sheet: QImage, scale: float, place: FieldPlace | None, reading: Reading | None
    ) -> None:
        """Cut the field's pieces out of the sheet and say what was read from each."""
        found = {} if place is None else {p.kind: p.box for p in pieces(place, reading)}
        heard = {} if reading is None else {s.kind: s.text for s in reading.sources}
        for kind, (part, head, crop) in self._parts.items():
            there = kind in found and not sheet.isNull()
            crop.set_picture(
                QPixmap.fromImage(cut(sheet, scale, found[kind])) if there else QPixmap()
            )
            text = heard.get(kind, "")
            head.setText(f"{self._names[kind]}: {text}" if text else self._names[kind])
            part.setVisible(there or kind == "digits")
