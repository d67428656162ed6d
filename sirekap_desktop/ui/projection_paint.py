"""How the hall's screen is drawn: every size is a part of its height."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.charts import bars, flowing, letters, picture, write
from sirekap_desktop.ui.projection_scene import Scene, Told

_LIST_WIDE, _LIST_NARROW = 4, 3
"""So many of the other confirmed numbers stand in the list, by the shape of the screen."""


@dataclass(frozen=True)
class Colours:
    """One of the two dresses of the projection; the hues of the bars weigh the same."""

    ground: str
    ink: str
    soft: str
    line: str
    track: str
    accent: str
    hues: tuple[str, ...]


DARK = Colours(
    "#11161c",
    "#f4f6f8",
    "#b3bdc8",
    "#39434e",
    "#232b34",
    "#8fc1ff",
    ("#5b9be0", "#45a88f", "#b58ad6", "#c9924a", "#8e9aa8"),
)
LIGHT = Colours(
    "#ffffff",
    "#14181d",
    "#4a545f",
    "#c9d0d8",
    "#e9ecf0",
    "#0b4a8f",
    ("#2f6fb5", "#1f7d68", "#8456ab", "#95641f", "#5d6a78"),
)


def paint(
    painter: QPainter, width: int, height: int, scene: Scene, colours: Colours, time: str
) -> None:
    """Draw a scene; `time` stands at the foot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(0, 0, width, height, QColor(colours.ground))
    u = height / 100
    side = 3 * u
    top = 0.0
    if scene.simulation:
        top = 4 * u
        stripes(painter, QRectF(0, 0, width, top))
    room = QRectF(side, top, width - 2 * side, height - top)
    _head(painter, QRectF(room.left(), top + u, room.width(), 12 * u), scene, colours)
    half = width * 0.45
    gap = 3 * u
    middle = top + 15 * u
    crop = QRectF(side, middle, half - side, 34 * u)
    figure = QRectF(half + gap, middle, width - side - half - gap, 34 * u)
    _big(painter, crop, figure, scene, colours)
    low, foot = middle + 38 * u, height - 5 * u
    painter.fillRect(QRectF(side, low - 2 * u, width - 2 * side, 1), QColor(colours.line))
    _others(painter, QRectF(side, low, crop.width(), foot - low - u), scene, colours)
    _totals(painter, QRectF(figure.left(), low, figure.width(), foot - low - u), scene, colours)
    _foot(painter, QRectF(side, foot, width - 2 * side, 4 * u), scene, colours, time)


def stripes(painter: QPainter, room: QRectF) -> None:
    """The amber band that says that none of this is real."""
    painter.fillRect(room, QColor(theme.worn().amber))
    painter.save()
    painter.setClipRect(room)
    pen = QPen(QColor(theme.worn().amber_deep), room.height() * 0.5)
    painter.setPen(pen)
    x = room.left() - room.height()
    while x < room.right() + room.height():
        painter.drawLine(
            int(x), int(room.bottom() + 4), int(x + room.height()), int(room.top() - 4)
        )
        x += room.height() * 2
    painter.restore()
    word = QCoreApplication.translate("simulation", "SIMULATION · not real results")
    size = room.height() * 0.62
    wide = QFontMetricsF(letters(size, bold=True)).horizontalAdvance(word) + 2 * size
    label = QRectF(0, 0, wide, room.height())
    label.moveCenter(room.center())
    painter.fillRect(label, QBrush(QColor(theme.worn().amber)))
    painter.setFont(letters(size, bold=True))
    painter.setPen(QColor(theme.worn().on_amber))
    painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), word)


def _head(painter: QPainter, room: QRectF, scene: Scene, colours: Colours) -> None:
    u = room.height() / 12
    left = room.left()
    if scene.tps:
        used = write(painter, room, scene.tps, 9 * u, colours.ink, bold=True)
        left += used + 3 * u
    beside = QRectF(left, room.top() + 0.8 * u, room.right() - left, 5.6 * u)
    below = QRectF(left, beside.bottom(), beside.width(), 4.4 * u)
    kecamatan = QCoreApplication.translate("projection", "Kecamatan {name}").format(
        name=scene.kecamatan
    )
    first = f"{scene.desa} · {kecamatan}" if scene.desa else kecamatan
    write(painter, beside, first, 4.2 * u, colours.ink)
    write(painter, below, scene.title, 2.8 * u, colours.soft)


def _big(painter: QPainter, crop: QRectF, figure: QRectF, scene: Scene, colours: Colours) -> None:
    if scene.big is None:
        both = crop.united(figure)
        text = QCoreApplication.translate("projection", "No number of this TPS is confirmed yet")
        if not scene.tps:
            text = QCoreApplication.translate("projection", "The plenary begins soon")
        write(painter, both, text, both.height() * 0.14, colours.soft, wrap=True)
        return
    told = scene.big
    if told.crop.isNull():
        words = QCoreApplication.translate("projection", "Typed from the paper; no picture")
        painter.setPen(QColor(colours.line))
        painter.drawRect(crop)
        inner = crop.adjusted(24, 24, -24, -24)
        write(painter, inner, words, crop.height() * 0.1, colours.soft, wrap=True)
    else:
        picture(painter, crop, told.crop, colours.line)
    u = figure.height() / 34
    label = QRectF(figure.left(), figure.top(), figure.width(), 10 * u)
    write(painter, label, told.label, 3.4 * u, colours.soft, wrap=True)
    row = QRectF(figure.left(), label.bottom(), figure.width(), 24 * u)
    used = write(painter, row, theme.grouped(told.value), 24 * u, colours.ink, bold=True)
    if told.old is not None:
        _struck(painter, row.adjusted(used + 4 * u, 0, 0, 0), told.old, 9 * u, colours)


def _struck(painter: QPainter, room: QRectF, old: int, pixels: float, colours: Colours) -> None:
    used = write(painter, room, theme.grouped(old), pixels, colours.soft)
    painter.setPen(QPen(QColor(colours.soft), pixels * 0.08))
    y = room.center().y() + pixels * 0.06
    painter.drawLine(
        int(room.left() - pixels * 0.1), int(y), int(room.left() + used * 1.05), int(y)
    )


def _others(painter: QPainter, room: QRectF, scene: Scene, colours: Colours) -> None:
    count = _LIST_WIDE if room.width() > 2 * room.height() else _LIST_NARROW
    shown = scene.others[:count]
    each = room.height() / count
    rows = [QRectF(room.left(), room.top() + n * each, room.width(), each) for n in range(count)]
    places = [_places(row) for row in rows]
    sizes = [
        flowing(told.label, place[0].height() * 0.3, place[0])
        for told, place in zip(shown, places, strict=False)
    ]
    for told, place in zip(shown, places, strict=False):
        _other(painter, place, told, min(sizes), colours)


def _places(row: QRectF) -> tuple[QRectF, QRectF, QRectF]:
    """Where label, paper and figure of a confirmed number stand in its row."""
    inner = row.adjusted(0, row.height() * 0.08, 0, -row.height() * 0.08)
    wide = min(inner.height() * 2.5, inner.width() * 0.26)
    figure = min(inner.height() * 1.5, inner.width() * 0.17)
    number = QRectF(inner.right() - figure, inner.top(), figure, inner.height())
    paper = QRectF(number.left() - wide, inner.top(), wide, inner.height())
    label = QRectF(inner.left(), inner.top(), paper.left() - inner.left() - 12, inner.height())
    return label, paper, number


def _other(
    painter: QPainter,
    places: tuple[QRectF, QRectF, QRectF],
    told: Told,
    size: float,
    colours: Colours,
) -> None:
    label, paper, number = places
    write(painter, label, told.label, size, colours.soft, wrap=True)
    if not told.crop.isNull():
        picture(painter, paper, told.crop, colours.line)
    figure = min(number.height() * 0.7, number.width() * 0.48)
    write(painter, number, theme.grouped(told.value), figure, colours.ink, bold=True, right=True)


def _totals(painter: QPainter, room: QRectF, scene: Scene, colours: Colours) -> None:
    u = room.height() / 40
    head = QRectF(room.left(), room.top(), room.width(), 4 * u)
    text = QCoreApplication.translate(
        "projection", "Running totals · {closed} of {total} TPS closed"
    ).format(closed=scene.closed, total=scene.total)
    write(painter, head, text, 2.9 * u, colours.accent, bold=True)
    below = room.adjusted(0, 6 * u, 0, 0)
    bars(painter, below, scene.bars, colours.hues, colours.ink, colours.track)


def _foot(painter: QPainter, room: QRectF, scene: Scene, colours: Colours, time: str) -> None:
    painter.fillRect(QRectF(room.left(), room.top(), room.width(), 1), QColor(colours.line))
    size = room.height() * 0.52
    told = QCoreApplication.translate("projection", "Only confirmed numbers are shown")
    if scene.closed_tps:
        closed = QCoreApplication.translate("projection", "{tps} is closed").format(tps=scene.tps)
        told = f"{closed} · {told}"
    write(painter, room, told, size, colours.soft)
    write(painter, room, time, size, colours.soft, right=True)
