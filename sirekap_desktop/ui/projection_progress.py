"""The scene of the progress: how far the kecamatan and each desa is, and what is still open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from sirekap_desktop.ui.charts import LEAST, Wall
from sirekap_desktop.ui.projection_parts import ranges
from sirekap_desktop.ui.projection_scene import DesaLine, Progress, Spot, Tile
from sirekap_desktop.ui.projection_totals import page_word

_RIGHT = Qt.AlignmentFlag.AlignRight
_TOP = 12.0


def draw(wall: Wall, room: QRectF, body: Progress) -> None:
    """The kecamatan in one line and one bar, then a row for each desa of the page."""
    u = wall.u
    whole = percent(body.closed, body.total)
    used = wall.write(
        QRectF(room.left(), room.top(), room.width(), 9 * u), whole, 9, wall.colours.ink, bold=True
    )
    told = QCoreApplication.translate("projection", "{closed} of {total} TPS closed").format(
        closed=body.closed, total=body.total
    )
    beside = QRectF(room.left() + used + 3 * u, room.top(), room.width() - used - 3 * u, 5 * u)
    wall.write(beside, told, 4, wall.colours.ink)
    line = QRectF(beside.left(), beside.bottom() + 0.6 * u, beside.width(), 2.4 * u)
    wall.fill(line, wall.colours.track)
    line.setWidth(line.width() * body.closed / max(1, body.total))
    wall.fill(line, wall.colours.closed)
    low = room.adjusted(0, _TOP * u, 0, -4 * u)
    each = min(low.height() / max(1, len(body.page.lines)), 11 * u)
    for number, desa in enumerate(body.page.lines):
        _desa(wall, QRectF(low.left(), low.top() + number * each, low.width(), each), desa)
    page_word(wall, room, body.page)


def percent(done: int, total: int) -> str:
    """The part that is done, rounded down: only all of it is 100 %."""
    return f"{100 * done // max(1, total)}%"


def _desa(wall: Wall, row: QRectF, desa: DesaLine) -> None:
    u, colours = wall.u, wall.colours
    wall.rule(row)
    inner = row.adjusted(0, 0.6 * u, 0, -0.4 * u)
    name = QRectF(inner.left(), inner.top(), inner.width() * 0.29, inner.height())
    share = QRectF(inner.right() - 12 * u, inner.top(), 12 * u, inner.height())
    count = QRectF(share.left() - 12 * u, inner.top(), 12 * u, inner.height())
    middle = QRectF(
        name.right() + 2 * u, inner.top(), count.left() - name.right() - 4 * u, inner.height()
    )
    whole = desa.closed == len(desa.tiles)
    colour = colours.closed if whole else colours.ink
    wall.write(name, desa.name, 3.4, colours.ink)
    wall.write(count, f"{desa.closed}/{len(desa.tiles)}", 3.4, colour, side=_RIGHT)
    done = percent(desa.closed, len(desa.tiles))
    wall.write(share, done, 3.8, colour, bold=True, side=_RIGHT)
    marks = QRectF(middle.left(), middle.top(), middle.width(), middle.height() * 0.42)
    _marks(wall, marks, desa.tiles)
    below = QRectF(middle.left(), marks.bottom(), middle.width(), middle.height() * 0.58)
    wall.write(below, _open(desa), LEAST, colour if whole else colours.soft)


def _marks(wall: Wall, room: QRectF, stations: tuple[Tile, ...]) -> None:
    """A mark per TPS: full when it is closed, hollow while it is not, thick while it is read."""
    step = min(room.width() / len(stations), 4.2 * wall.u)
    high = min(room.height(), 3 * wall.u)
    top = room.center().y() - high / 2
    for number, tile in enumerate(stations):
        place = QRectF(room.left() + number * step, top, step * 0.75, high)
        if tile.spot is Spot.CLOSED:
            wall.fill(place, wall.colours.closed)
        elif tile.spot is Spot.READING:
            wall.edge(place, wall.colours.accent, 0.6)
        else:
            wall.edge(place, wall.colours.soft)


def _open(desa: DesaLine) -> str:
    tr = QCoreApplication.translate
    left = [tile.number for tile in desa.tiles if tile.spot is not Spot.CLOSED]
    if not left:
        return tr("projection", "Every TPS is closed")
    if not desa.closed:
        return tr("projection", "No TPS is closed yet")
    return tr("projection", "Open: {numbers}").format(numbers=ranges(left))
