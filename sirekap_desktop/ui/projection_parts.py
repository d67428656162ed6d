"""What several scenes are made of: bars, numbers of candidates, tiles of TPS, words of states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.charts import LEAST, Wall
from sirekap_desktop.ui.projection_scene import Bar, Spot, Sums, Tile

LOWEST_BAR = 6.2
"""The height of a candidate's row in which a name and its bar are still legible."""
_HIGHEST_BAR = 20.0
_COLUMNS = 3
_GAP = 3.0
_RIGHT = Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def spot_look(wall: Wall, spot: Spot) -> tuple[str, str, str]:
    """Icon, colour and word of a TPS's state."""
    tr = QCoreApplication.translate
    return {
        Spot.CLOSED: ("selesai", wall.colours.closed, tr("projection", "already closed")),
        Spot.READING: ("terbaca", wall.colours.accent, tr("projection", "being read now")),
        Spot.REOPENED: ("unlock", wall.colours.warn, tr("projection", "opened again")),
        Spot.OPEN: ("kosong", wall.colours.soft, tr("projection", "not closed yet")),
    }[spot]


def standing(wall: Wall, room: QRectF, sums: Sums) -> None:
    """Over how many TPS the totals go: provisional until every TPS is closed."""
    tr = QCoreApplication.translate
    whole = sums.closed == sums.total
    told = tr("projection", "All {total} TPS closed") if whole else ""
    told = told or tr("projection", "Provisional: {closed} of {total} TPS")
    told = told.format(closed=sums.closed, total=sums.total)
    colour = wall.colours.closed if whole else wall.colours.accent
    wall.write(room, f"{sums.of} · {told}", 3.4, colour, bold=True)


def bar_columns(height: float, count: int) -> int:
    """In how many columns so many rows of candidates are legible in `height` hundredths."""
    fits = (n for n in range(1, _COLUMNS) if ceil(count / n) * LOWEST_BAR <= height)
    return next(fits, _COLUMNS)


def bars(wall: Wall, room: QRectF, totals: Sequence[Bar]) -> None:
    """The totals in ballot order, down the columns: number, name, bar and figure of each."""
    if not totals:
        return
    u = wall.u
    columns = bar_columns(room.height() / u, len(totals))
    rows = ceil(len(totals) / columns)
    wide = (room.width() - (columns - 1) * _GAP * u) / columns
    high = min(room.height() / rows, _HIGHEST_BAR * u)
    cells = [
        QRectF(
            room.left() + n // rows * (wide + _GAP * u), room.top() + n % rows * high, wide, high
        )
        for n in range(len(totals))
    ]
    most = max(1, max(bar.votes for bar in totals))
    widest = theme.grouped(most)
    free = QRectF(0, 0, wide * 0.36, high * 0.7)
    figure = wall.size_of(free, widest, min(8.6, high / u * 0.5), bold=True)
    taken = wall.width_of(widest, figure, bold=True)
    above = _name_height(wall, cells[0], taken, totals)
    places = [_places(wall, cell, taken, above) for cell in cells]
    size = min(
        wall.size_of(place[1], bar.name, min(4.4, high / u * 0.3))
        for bar, place in zip(totals, places, strict=True)
    )
    for number, (bar, place) in enumerate(zip(totals, places, strict=True)):
        sign, name, line, votes = place
        hue = wall.colours.hue(number)
        chip(wall, sign, str(bar.number), hue)
        wall.write(name, bar.name, size, wall.colours.ink, low=True)
        wall.fill(line, wall.colours.track)
        filled = max(2.0, line.width() * bar.votes / most) if bar.votes else 0.0
        wall.fill(QRectF(line.left(), line.top(), filled, line.height()), hue)
        shown = theme.grouped(bar.votes)
        wall.write(votes, shown, figure, wall.colours.ink, bold=True, side=_RIGHT)


def chip(wall: Wall, place: QRectF, number: str, hue: str) -> None:
    """A candidate's number on the candidate's colour."""
    wall.fill(place, hue)
    size = max(LEAST, place.height() / wall.u * 0.66)
    wall.write(place, number, size, wall.colours.ground, bold=True, side=_CENTRE)


def tiles(wall: Wall, room: QRectF, stations: Sequence[Tile]) -> bool:
    """A tile per TPS with its number and the icon of its state; False where they do not fit."""
    u = wall.u
    for scale in (1.25, 1.1, 1.0, 0.9, 0.8, 0.7):
        wide, high = 12 * scale * u, 6.4 * scale * u
        columns, rows = int(room.width() / wide), int(room.height() / high)
        if columns * rows >= len(stations):
            break
    else:
        return False
    wide = min(room.width() / columns, 16 * u)
    for n, tile in enumerate(stations):
        left, top = room.left() + n % columns * wide, room.top() + n // columns * high
        _tile(wall, QRectF(left, top, wide - 0.7 * u, high - 0.7 * u), tile)
    return True


def legend(wall: Wall, room: QRectF, stations: Sequence[Tile]) -> float:
    """Icon, count and word of every state that there is, one below the other; their height."""
    high = 4.6 * wall.u
    top = room.top()
    for spot in Spot:
        count = sum(tile.spot is spot for tile in stations)
        if count:
            name, colour, word = spot_look(wall, spot)
            wall.icon(QRectF(room.left(), top, 3.6 * wall.u, high), name, colour)
            text = QRectF(room.left() + 4.8 * wall.u, top, room.width() - 4.8 * wall.u, high)
            wall.write(text, f"{count} {word}", 3.2, colour, bold=True)
            top += high
    return top - room.top()


def by_state(wall: Wall, room: QRectF, stations: Sequence[Tile]) -> None:
    """The numbers of the TPS by state, as ranges: for a desa with more TPS than tiles fit."""
    u = wall.u
    there = [spot for spot in Spot if any(tile.spot is spot for tile in stations)]
    high = (room.height() - len(there) * 4.6 * u) / len(there)
    top = room.top()
    for spot in there:
        some = [tile for tile in stations if tile.spot is spot]
        used = legend(wall, QRectF(room.left(), top, room.width(), 0), some)
        text = QRectF(room.left() + 4.8 * u, top + used, room.width() - 4.8 * u, high)
        wall.write(text, ranges(tile.number for tile in some), LEAST, wall.colours.ink)
        top += used + high


def ranges(numbers: Iterable[int]) -> str:
    """Numbers of TPS as the room says them: `001–004, 006`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]:03d}" if len(run) == 1 else f"{run[0]:03d}–{run[-1]:03d}" for run in runs
    )


def _name_height(wall: Wall, cell: QRectF, figure: float, totals: Sequence[Bar]) -> float:
    """As many lines for the names as the longest needs, where the row is high enough."""
    _, name, _, votes = _places(wall, cell, figure, 0)
    step = LEAST * 1.25 * wall.u
    most = int((votes.height() - 1.8 * wall.u) / step)
    needed = max(wall.lines_of(bar.name, name.width()) for bar in totals)
    return max(max(1, min(needed, most)) * step, votes.height() * 0.56)


def _places(
    wall: Wall, cell: QRectF, figure: float, above: float
) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    """Where number, name (so high `above` its bar), bar and figure of a candidate stand."""
    u = wall.u
    gap = max(0.5 * u, cell.height() * 0.12)
    high = cell.height() - gap
    side = min(high, 8 * u)
    sign = QRectF(cell.left(), cell.top() + (high - side) / 2, side, side)
    left = sign.right() + 1.4 * u
    votes = QRectF(cell.right() - figure - 0.2 * u, cell.top(), figure + 0.2 * u, high)
    wide = votes.left() - 1.4 * u - left
    name = QRectF(left, cell.top(), wide, above)
    line = QRectF(left, name.bottom() + 0.2 * u, wide, min(5 * u, high - above - 0.2 * u))
    return sign, name, line, votes


def _tile(wall: Wall, place: QRectF, tile: Tile) -> None:
    name, colour, _ = spot_look(wall, tile.spot)
    if tile.spot is Spot.CLOSED:
        wall.fill(place, wall.colours.closed_ground)
    strong = tile.spot in (Spot.READING, Spot.REOPENED)
    wall.edge(place, colour if strong else wall.colours.line, 0.4 if strong else 0.15)
    side = place.height() * 0.56
    wall.icon(
        QRectF(place.left() + 0.7 * wall.u, place.center().y() - side / 2, side, side), name, colour
    )
    text = place.adjusted(side + 1.2 * wall.u, 0, -0.6 * wall.u, 0)
    size = max(LEAST, place.height() / wall.u * 0.56)
    wall.write(text, f"{tile.number:03d}", size, colour, bold=True)
