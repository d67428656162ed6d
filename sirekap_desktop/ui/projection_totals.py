"""The scenes of the totals: of a desa with its TPS, of the kecamatan with its desa."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.charts import LEAST, Wall
from sirekap_desktop.ui.projection_parts import (
    bar_columns,
    bars,
    by_state,
    chip,
    legend,
    spot_look,
    standing,
    tiles,
)
from sirekap_desktop.ui.projection_scene import (
    Bar,
    DesaLine,
    DesaTotals,
    KecamatanTotals,
    Page,
    Spot,
)

_RIGHT = Qt.AlignmentFlag.AlignRight
_HEAD = 6.0
_FEW, _WIDE = 4, 148.0
"""So few candidates leave room for the table beside their bars, on a wall that is so wide."""
MANY = 8
"""More candidates than these leave the tiles of a desa a narrow column."""
_ROW = 4.2
"""The height of a row of a table that is still legible."""


def draw_desa(wall: Wall, room: QRectF, body: DesaTotals) -> None:
    """Bars at the left, the TPS of the desa at the right."""
    u = wall.u
    share = 0.6 if len(body.sums.bars) <= MANY else 0.74
    left = QRectF(room.left(), room.top(), room.width() * share, room.height())
    right = room.adjusted(left.width() + 4 * u, 0, 0, 0)
    standing(wall, QRectF(left.left(), left.top(), left.width(), 4 * u), body.sums)
    bars(wall, left.adjusted(0, _HEAD * u, 0, -_HEAD * u), body.sums.bars)
    counted_only(wall, left)
    states = len({tile.spot for tile in body.tiles})
    below = right.adjusted(0, (states * 4.6 + 1.4) * u, 0, 0)
    if tiles(wall, below, body.tiles):
        legend(wall, right, body.tiles)
    else:
        by_state(wall, right, body.tiles)


def draw_kecamatan(wall: Wall, room: QRectF, body: KecamatanTotals) -> None:
    """Bars, and the same figures per desa: beside them, or below where there are many."""
    u = wall.u
    pairs = body.sums.bars
    standing(wall, QRectF(room.left(), room.top(), room.width(), 4 * u), body.sums)
    low = room.adjusted(0, _HEAD * u, 0, -_HEAD * u)
    if body.page is None:
        bars(wall, low, pairs)
        counted_only(wall, room)
        return
    if len(pairs) <= _FEW and room.width() >= _WIDE * u:
        left = QRectF(low.left(), low.top(), low.width() * 0.44, low.height())
        table = low.adjusted(left.width() + 4 * u, 0, 0, 0)
    else:
        free = low.height() / u - (len(body.page.lines) + 1) * _ROW - 1.5
        rows = -(-len(pairs) // bar_columns(free, len(pairs)))
        left = QRectF(low.left(), low.top(), low.width(), min(free, rows * 10) * u)
        table = low.adjusted(0, left.height() + 1.5 * u, 0, 0)
    bars(wall, left, pairs)
    _table(wall, table, pairs, body.page)
    counted_only(wall, room)
    page_word(wall, room, body.page)


def counted_only(wall: Wall, room: QRectF) -> None:
    """At the foot of a room: which numbers are in the totals."""
    text = QCoreApplication.translate("projection", "Only closed TPS are counted")
    low = QRectF(room.left(), room.bottom() - 4 * wall.u, room.width(), 4 * wall.u)
    wall.write(low, text, LEAST, wall.colours.soft)


def page_word(wall: Wall, room: QRectF, page: Page) -> None:
    """At the foot of a room: which desa these are, when they are not all."""
    if len(page.lines) == page.count:
        return
    text = QCoreApplication.translate("projection", "Desa {first}–{last} of {count}").format(
        first=page.first, last=page.first + len(page.lines) - 1, count=page.count
    )
    low = QRectF(room.left(), room.bottom() - 4 * wall.u, room.width(), 4 * wall.u)
    wall.write(low, text, LEAST, wall.colours.accent, bold=True, side=_RIGHT)


def _table(wall: Wall, room: QRectF, pairs: tuple[Bar, ...], page: Page) -> None:
    u = wall.u
    high = min(room.height() / (len(page.lines) + 1), 7.6 * u)
    size = max(LEAST, min(3.8, high / u * 0.6))
    most = max([votes for line in page.lines for votes in line.votes], default=0)
    gap = 3.6 if len(pairs) <= _FEW else 2
    wide = max(wall.width_of(theme.grouped(most), size, bold=True), 4.4 * u) + gap * u
    state = wall.width_of("000/000", size, bold=True) + 5 * u
    columns = [
        QRectF(room.right() - state - (len(pairs) - n) * wide, room.top(), wide, high)
        for n in range(len(pairs))
    ]
    name = QRectF(room.left(), room.top(), columns[0].left() - room.left() - 1 * u, high)
    tps = QRectF(room.right() - state, room.top(), state, high)
    for number, (pair, column) in enumerate(zip(pairs, columns, strict=True)):
        side = min(high * 0.86, 4.4 * u)
        place = QRectF(column.right() - side, column.center().y() - side / 2, side, side)
        chip(wall, place, str(pair.number), wall.colours.hue(number))
    head = QCoreApplication.translate("projection", "Desa")
    wall.write(name, head, size, wall.colours.soft)
    wall.write(tps, "TPS", size, wall.colours.soft, side=_RIGHT)
    for number, line in enumerate(page.lines, start=1):
        down = number * high
        wall.rule(QRectF(room.left(), room.top() + down, room.width(), 0))
        wall.write(name.translated(0, down), line.name, size, wall.colours.ink)
        for votes, column in zip(line.votes, columns, strict=True):
            shown = theme.grouped(votes) if line.closed else "–"
            place = column.translated(0, down)
            wall.write(place, shown, size, wall.colours.ink, bold=True, side=_RIGHT)
        _state(wall, tps.translated(0, down), line, size)


def _state(wall: Wall, room: QRectF, line: DesaLine, size: float) -> None:
    whole = line.closed == len(line.tiles)
    text = f"{line.closed}/{len(line.tiles)}"
    colour = wall.colours.closed if whole else wall.colours.soft
    wall.write(room, text, size, colour, bold=whole, side=_RIGHT)
    if whole:
        used = wall.width_of(text, size, bold=True)
        side = 3 * wall.u
        place = QRectF(room.right() - used - side - 0.8 * wall.u, room.top(), side, room.height())
        wall.icon(place, spot_look(wall, Spot.CLOSED)[0], colour)
