"""Text and pictures on a wall: every size is a hundredth of its height, nothing too small."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.projection_dress import Colours

LEAST = 2.8
"""The smallest letters that are legible from the last row, in hundredths of the height."""
_LINE = 1.22
"""From one line of text to the next, in heights of its letters."""


def letters(pixels: float, *, bold: bool = False) -> QFont:
    """A font of that height in pixels, with figures of equal width."""
    made = theme.font(theme.BASE_POINTS, bold=bold)
    made.setPixelSize(max(8, round(pixels)))
    return made


@lru_cache(4096)
def fitted(
    text: str, most: int, least: int, width: float, height: float, bold: bool
) -> tuple[int, tuple[str, ...]]:
    """The largest size up to `most` at which a text fits into its room, and its lines there.

    Where it is too long at `least` as well, it ends in an ellipsis.
    """
    size = most
    while True:
        metrics = QFontMetricsF(letters(size, bold=bold))
        rows = max(1, int(height / (size * _LINE) + 0.01))
        lines = _broken(text, metrics, width)
        inside = size <= height and len(lines) <= rows
        if inside and all(metrics.horizontalAdvance(one) <= width for one in lines):
            return size, tuple(lines)
        if size <= least:
            kept = [*lines[: rows - 1], " ".join(lines[rows - 1 :])]
            cut = Qt.TextElideMode.ElideRight
            return size, tuple(metrics.elidedText(one, cut, width) for one in kept if one)
        size = max(least, size - max(1, size // 24))


def _broken(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class Wall:
    """A painter with its measure `u`, a hundredth of the height, and its dress."""

    def __init__(self, painter: QPainter, u: float, colours: Colours) -> None:
        self.painter = painter
        self.u = u
        self.colours = colours
        self._icons: dict[tuple[str, str, int], QPixmap] = {}

    def size_of(
        self, room: QRectF, text: str, size: float, *, bold: bool = False, least: float = LEAST
    ) -> float:
        """The size, in hundredths, at which a text that may be `size` large fits into a room."""
        return self._fit(room, text, size, bold, least)[0] / self.u

    def width_of(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a line of text is, in pixels."""
        return QFontMetricsF(letters(size * self.u, bold=bold)).horizontalAdvance(text)

    def lines_of(self, text: str, width: float) -> int:
        """How many lines a text takes in the smallest letters that are legible."""
        return len(self._fit(QRectF(0, 0, width, 99 * self.u), text, LEAST, False, LEAST)[1])

    def write(
        self,
        room: QRectF,
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        least: float = LEAST,
        low: bool = False,
    ) -> float:
        """Write into the middle (or `low`) of a room, in as many lines as it has.

        Returns the width that was used.
        """
        if not text:
            return 0.0
        pixels, lines = self._fit(room, text, size, bold, least)
        font = letters(pixels, bold=bold)
        metrics = QFontMetricsF(font)
        step = pixels * _LINE
        block = step * len(lines)
        top = room.bottom() - block if low else room.center().y() - block / 2
        for number, line in enumerate(lines):
            place = QRectF(room.left(), top + number * step, room.width(), step)
            self.line(place, line, font, colour, side)
        return max(metrics.horizontalAdvance(line) for line in lines)

    def line(
        self, place: QRectF, text: str, font: QFont, colour: str, side: Qt.AlignmentFlag
    ) -> None:
        """Draw one line of text: all letters on the wall come through here."""
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        self.painter.drawText(place, int(flags), text)

    def rule(self, room: QRectF) -> None:
        """A hairline along the top of a room."""
        thin = max(1.0, self.u * 0.15)
        self.fill(QRectF(room.left(), room.top(), room.width(), thin), self.colours.line)

    def fill(self, place: QRectF, colour: str) -> None:
        """A plain rectangle."""
        self.painter.fillRect(place, QColor(colour))

    def edge(self, place: QRectF, colour: str, width: float = 0.15) -> None:
        """The outline of a rectangle, drawn inside it."""
        pen = max(1.0, self.u * width)
        self.painter.setPen(QPen(QColor(colour), pen))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(place.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2))

    def icon(self, place: QRectF, name: str, colour: str) -> None:
        """An icon as large as it fits, in the middle of its room."""
        side = min(place.width(), place.height())
        key = (name, colour, round(side))
        if key not in self._icons:
            self._icons[key] = icons.pixmap(name, colour, key[2])
        square = QRectF(0, 0, key[2], key[2])
        square.moveCenter(place.center())
        drawing = self._icons[key]
        self.painter.drawPixmap(square, drawing, QRectF(drawing.rect()))

    def picture(self, room: QRectF, crop: QPixmap) -> None:
        """A piece of paper as large as it fits, in the middle of its room."""
        size = crop.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        self.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.painter.drawPixmap(place, crop, QRectF(crop.rect()))
        self.edge(place, self.colours.line)

    def struck(self, room: QRectF, text: str, size: float) -> float:
        """A figure that counts no more; the width that was used."""
        used = self.write(room, text, size, self.colours.soft)
        pixels = size * self.u
        self.painter.setPen(QPen(QColor(self.colours.soft), pixels * 0.08))
        y = round(room.center().y() + pixels * 0.04)
        self.painter.drawLine(
            round(room.left() - pixels * 0.1), y, round(room.left() + used + pixels * 0.1), y
        )
        return used

    def _fit(
        self, room: QRectF, text: str, size: float, bold: bool, least: float
    ) -> tuple[int, tuple[str, ...]]:
        smallest = ceil(least * self.u)
        largest = max(smallest, round(size * self.u))
        return fitted(text, largest, smallest, room.width(), room.height(), bold)
