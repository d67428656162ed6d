"""How the hall's screen is drawn: the frame of every scene, and the band of a simulation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from sirekap_desktop.ui import projection_progress, projection_reading, theme
from sirekap_desktop.ui import projection_scene as scenes
from sirekap_desktop.ui.charts import Wall, letters
from sirekap_desktop.ui.projection_dress import Colours
from sirekap_desktop.ui.projection_totals import draw_desa, draw_kecamatan

NARROWEST = 1.25
"""Width by height of the narrowest screen that is filled; on narrower ones all is smaller."""
_FOOT = 2.1
_RIGHT = Qt.AlignmentFlag.AlignRight


def paint(
    painter: QPainter, width: int, height: int, scene: scenes.Scene, colours: Colours, time: str
) -> None:
    """Draw a scene; `time` stands at the foot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(0, 0, width, height, QColor(colours.ground))
    u = min(height, width / NARROWEST) / 100
    wall = Wall(painter, u, colours)
    side, top = 3 * u, 0.0
    if scene.simulation:
        top = 4 * u
        stripes(painter, QRectF(0, 0, width, top))
    room = QRectF(side, top, width - 2 * side, height - top)
    _head(wall, QRectF(room.left(), top + 1 * u, room.width(), 11 * u), scene)
    foot = QRectF(side, height - 4.4 * u, room.width(), 4 * u)
    body = QRectF(side, top + 14 * u, room.width(), foot.top() - top - 15 * u)
    _body(wall, body, scene.body)
    _foot(wall, foot, scene, time)


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


def _head(wall: Wall, room: QRectF, scene: scenes.Scene) -> None:
    u = wall.u
    large = QRectF(room.left(), room.top(), room.width() * 0.52, 11 * u)
    used = wall.write(large, scene.name, 9, wall.colours.ink, bold=True)
    beside = room.adjusted(used + 3 * u, 0, 0, 0)
    high = 5.4 * u if wall.lines_of(scene.title, beside.width()) < 2 else 3.8 * u
    where = QRectF(beside.left(), beside.top() + 0.2 * u, beside.width(), high)
    title = QRectF(beside.left(), where.bottom(), beside.width(), 10.8 * u - high)
    wall.write(where, scene.where, high / u * 0.78, wall.colours.ink)
    wall.write(title, scene.title, 3, wall.colours.soft)


def _body(wall: Wall, room: QRectF, body: scenes.Body | None) -> None:
    match body:
        case scenes.Welcome():
            text = QCoreApplication.translate("projection", "The plenary begins soon")
            middle = Qt.AlignmentFlag.AlignHCenter
            wall.write(room, text, 7, wall.colours.soft, side=middle)
        case scenes.Reading():
            projection_reading.draw(wall, room, body)
        case scenes.DesaTotals():
            draw_desa(wall, room, body)
        case scenes.KecamatanTotals():
            draw_kecamatan(wall, room, body)
        case scenes.Progress():
            projection_progress.draw(wall, room, body)
        case None:
            pass


def _foot(wall: Wall, room: QRectF, scene: scenes.Scene, time: str) -> None:
    u, colours = wall.u, wall.colours
    wall.rule(room)
    used = wall.write(room, time, _FOOT, colours.ink, bold=True, side=_RIGHT, least=2) + 3 * u
    record = room.adjusted(0, 0, -used, 0)
    used += wall.write(record, scene.record, _FOOT, colours.soft, side=_RIGHT, least=2)
    left = room.adjusted(0, 0, -used - 3 * u, 0)
    told = QCoreApplication.translate("projection", "Only confirmed numbers are shown")
    if scene.now:
        now = QCoreApplication.translate("projection", "Now: {what}").format(what=scene.now)
        both = f"{now} · {told}"
        told = both if wall.width_of(both, _FOOT) <= left.width() else now
    wall.write(left, told, _FOOT, colours.soft, least=2)
