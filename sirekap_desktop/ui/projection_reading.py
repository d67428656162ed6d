"""The scene of a number being read out: the paper beside the figure, the totals below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.charts import LEAST, Wall
from sirekap_desktop.ui.projection_parts import bar_columns, bars, chip, standing
from sirekap_desktop.ui.projection_scene import LISTED, NoCrop, Reading, Told

FIGURE = 22.5
"""Letters so high have figures of 15 hundredths of the height."""
_HEAD = 5.0


def draw(wall: Wall, room: QRectF, body: Reading) -> None:
    """The number in the upper half, what was read before and the totals in the lower."""
    u = wall.u
    crop_wide = (room.width() + 2 * room.left()) * 0.45 - room.left()
    crop = QRectF(room.left(), room.top(), crop_wide, 34 * u)
    figure = QRectF(crop.right() + 3 * u, room.top(), room.right() - crop.right() - 3 * u, 34 * u)
    _number(wall, crop, figure, body.told)
    low = room.adjusted(0, 37 * u, 0, 0)
    wall.rule(low.adjusted(0, -1 * u, 0, 0))
    if body.sums is None:
        return
    one_column = bar_columns(low.height() / u - _HEAD, len(body.sums.bars)) == 1
    if body.before and one_column:
        _before(wall, QRectF(low.left(), low.top(), crop.width(), low.height()), body)
        low.setLeft(figure.left())
    standing(wall, QRectF(low.left(), low.top(), low.width(), 4 * u), body.sums)
    bars(wall, low.adjusted(0, _HEAD * u, 0, 0), body.sums.bars)


def _number(wall: Wall, crop: QRectF, figure: QRectF, told: Told | None) -> None:
    tr = QCoreApplication.translate
    u, colours = wall.u, wall.colours
    if told is None:
        text = tr("projection", "No number of this TPS is confirmed yet")
        wall.write(crop.united(figure), text, 5, colours.soft)
        return
    _paper(wall, crop, told)
    at = tr("projection", "Number {number} of {count}").format(number=told.at[0], count=told.at[1])
    wall.write(QRectF(figure.left(), figure.top(), figure.width(), 3.6 * u), at, 3, colours.accent)
    label = QRectF(figure.left(), figure.top() + 3.8 * u, figure.width(), 7.4 * u)
    beside = label.adjusted(_sign(wall, label, told), 0, 0, 0)
    if told.party:
        above = QRectF(beside.left(), beside.top(), beside.width(), 3.4 * u)
        wall.write(above, told.party, LEAST, colours.soft)
        beside.setTop(above.bottom())
    wall.write(beside, told.label, 3.6, colours.ink)
    row = QRectF(figure.left(), label.bottom(), figure.width(), figure.bottom() - label.bottom())
    if told.value is None:
        wall.icon(QRectF(row.left(), row.top(), 9 * u, row.height()), "periksa", colours.warn)
        words = tr("projection", "being checked again")
        wall.write(row.adjusted(12 * u, 0, 0, 0), words, 5.6, colours.warn, bold=True)
        return
    used = wall.write(row, theme.grouped(told.value), FIGURE, colours.ink, bold=True)
    if told.old is not None:
        beside = row.adjusted(used + 4 * u, 0, 0, 0)
        word = QRectF(beside.left(), beside.top() + 3 * u, beside.width(), 5 * u)
        wall.icon(QRectF(word.left(), word.top(), 3.4 * u, 5 * u), "dikoreksi", colours.soft)
        corrected = tr("projection", "corrected, before:")
        wall.write(word.adjusted(4.6 * u, 0, 0, 0), corrected, 3.2, colours.soft)
        wall.struck(
            QRectF(beside.left(), word.bottom(), beside.width(), 11 * u), theme.grouped(told.old), 9
        )


def _sign(wall: Wall, room: QRectF, told: Told) -> float:
    """The column or the candidate of a number, before its wording; the width that it takes."""
    if not told.mark:
        return 0.0
    side = min(room.height() * 0.76, 5.6 * wall.u)
    place = QRectF(room.left(), room.center().y() - side / 2, side, side)
    if told.hue is not None:
        chip(wall, place, told.mark, wall.colours.hue(told.hue))
    else:
        wall.edge(place, wall.colours.accent, 0.3)
        size = max(LEAST, side / wall.u * 0.62)
        middle = Qt.AlignmentFlag.AlignHCenter
        wall.write(place, told.mark, size, wall.colours.accent, bold=True, side=middle)
    return side + 1.6 * wall.u


def _paper(wall: Wall, room: QRectF, told: Told) -> None:
    tr = QCoreApplication.translate
    without = {
        NoCrop.TYPED: tr("projection", "Typed from the paper; no picture"),
        NoCrop.COMING: "",
        NoCrop.LOST: tr("projection", "The picture is lost; look at the paper"),
    }[told.no_crop]
    if told.crop.isNull():
        wall.edge(room, wall.colours.line)
        inner = room.adjusted(3 * wall.u, 0, -3 * wall.u, 0)
        wall.write(inner, without, 3.4, wall.colours.soft, side=Qt.AlignmentFlag.AlignHCenter)
    else:
        wall.picture(room, told.crop)


def _before(wall: Wall, room: QRectF, body: Reading) -> None:
    """The numbers read just before, so that whoever writes along can look again."""
    u = wall.u
    head = QRectF(room.left(), room.top(), room.width(), 4 * u)
    text = QCoreApplication.translate("projection", "Read just before")
    wall.write(head, text, 3.4, wall.colours.accent, bold=True)
    each = min((room.height() - _HEAD * u) / LISTED, 12 * u)
    for number, told in enumerate(body.before):
        top = room.top() + _HEAD * u + number * each
        _line(wall, QRectF(room.left(), top, room.width(), each - 0.5 * u), told)


def _line(wall: Wall, row: QRectF, told: Told) -> None:
    u, colours = wall.u, wall.colours
    number = QRectF(row.right() - 11 * u, row.top(), 11 * u, row.height())
    wide = min(row.height() * 2.2, row.width() * 0.24)
    paper = QRectF(number.left() - wide, row.top(), wide, row.height())
    label = QRectF(row.left(), row.top(), paper.left() - row.left() - 1.5 * u, row.height())
    wall.write(label.adjusted(_sign(wall, label, told), 0, 0, 0), told.label, LEAST, colours.soft)
    if not told.crop.isNull():
        wall.picture(paper, told.crop)
    size = min(6.0, row.height() / u * 0.8)
    shown = number
    if told.old is not None:
        shown = number.adjusted(0, 0, 0, -row.height() * 0.4)
        size = min(size, shown.height() / u)
        below = QRectF(number.left(), shown.bottom(), number.width(), row.height() * 0.4)
        used = wall.width_of(theme.grouped(told.old), LEAST) + 1 * u
        wall.struck(below.adjusted(number.width() - used, 0, 0, 0), theme.grouped(told.old), LEAST)
    right = Qt.AlignmentFlag.AlignRight
    value = "–" if told.value is None else theme.grouped(told.value)
    wall.write(shown, value, size, colours.ink, bold=True, side=right)
