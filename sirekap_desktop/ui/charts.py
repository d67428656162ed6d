"""Text and bars drawn by hand, made to fit the room they get."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.projection_scene import Bar

_SMALLEST = 0.55
"""Letters shrink to this part of their size before the text is cut with an ellipsis."""


def letters(pixels: float, *, bold: bool = False) -> QFont:
    """A font of that height in pixels, with figures of equal width."""
    made = theme.font(theme.BASE_POINTS, bold=bold)
    made.setPixelSize(max(8, round(pixels)))
    return made


def write(
    painter: QPainter,
    room: QRectF,
    text: str,
    pixels: float,
    colour: str,
    *,
    bold: bool = False,
    right: bool = False,
    wrap: bool = False,
) -> float:
    """Write into a room, smaller where it is too long; returns the width that was used."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(colour))
    size = flowing(text, pixels, room, bold) if wrap else _fitting(text, pixels, room.width(), bold)
    font = letters(size, bold=bold)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    if wrap:
        painter.drawText(room, int(flags | Qt.TextFlag.TextWordWrap), text)
        return room.width()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(flags), shown)
    return metrics.horizontalAdvance(shown)


def _fitting(text: str, pixels: float, width: float, bold: bool = False) -> float:
    """The largest size up to `pixels` at which a line fits, but not smaller than `_SMALLEST`."""
    needed = QFontMetricsF(letters(pixels, bold=bold)).horizontalAdvance(text)
    return pixels * min(1.0, max(_SMALLEST, 0.98 * width / max(1.0, needed)))


def flowing(text: str, pixels: float, room: QRectF, bold: bool = False) -> float:
    """The largest size up to `pixels` at which text fits that may break into lines."""
    flow = int(Qt.TextFlag.TextWordWrap)
    for part in range(100, round(100 * _SMALLEST) - 1, -5):
        size = pixels * part / 100
        metrics = QFontMetricsF(letters(size, bold=bold))
        needed = metrics.boundingRect(room, flow, text)
        if needed.height() <= room.height() and needed.width() <= room.width():
            return size
    return pixels * _SMALLEST


def picture(painter: QPainter, room: QRectF, crop: QPixmap, edge: str) -> None:
    """A piece of paper as large as it fits, in the middle of its room."""
    size = crop.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, crop, QRectF(crop.rect()))
    painter.setPen(QColor(edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def bars(
    painter: QPainter,
    room: QRectF,
    totals: Sequence[Bar],
    hues: Sequence[str],
    ink: str,
    track: str,
) -> None:
    """The totals in ballot order: number and name above a bar, the figure at its end."""
    if not totals:
        return
    most = max(1, max(bar.votes for bar in totals))
    each = min(room.height() / len(totals), room.width() * 0.2)
    figure = each * 0.42
    widest = QFontMetricsF(letters(figure, bold=True)).horizontalAdvance(theme.grouped(most))
    length = room.width() - widest - figure * 0.6
    name = min(_fitting(f"{bar.number}  {bar.name}", each * 0.3, room.width()) for bar in totals)
    for place, bar in enumerate(totals):
        top = room.top() + place * each
        head = QRectF(room.left(), top, room.width(), each * 0.4)
        write(painter, head, f"{bar.number}  {bar.name}", name, ink)
        line = QRectF(room.left(), top + each * 0.43, length, each * 0.34)
        painter.fillRect(line, QColor(track))
        filled = QRectF(line)
        filled.setWidth(max(2.0, length * bar.votes / most) if bar.votes else 0.0)
        painter.fillRect(filled, QColor(hues[place % len(hues)]))
        number = QRectF(line.right(), line.center().y() - figure, widest + figure * 0.6, figure * 2)
        write(painter, number, theme.grouped(bar.votes), figure, ink, bold=True, right=True)
