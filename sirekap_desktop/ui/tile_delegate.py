"""Paints a tile: the number of the TPS with icon and colour of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from sirekap_desktop.models.plenary import Place
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.tables import Index
from sirekap_desktop.ui.tile_model import LINE

if TYPE_CHECKING:
    from sirekap_desktop.ui.tile_board import TileBoard

ICON = 14
_RADIUS = 4


class TileDelegate(QStyledItemDelegate):
    """Draws tiles; what is no tile is drawn as words."""

    def __init__(self, board: TileBoard) -> None:
        super().__init__(board)
        self._board = board
        self._font = theme.font(theme.LABEL_POINTS + 0.5, bold=True)
        self._icons: dict[tuple[Place, float], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: the least room of a tile."""
        return QSize(theme.px(50), theme.px(24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one tile, or the count of a desa."""
        rect: QRect = option.rect.adjusted(0, 0, 0, -self._board.gap_below(index.row()))
        line = index.data(LINE)
        if line is None:
            option.rect = rect
            super().paint(painter, option, index)
            return
        look = theme.look(line.place)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(self._edge(option, index, look.ink))
        painter.setBrush(QColor(look.ground))
        painter.drawRoundedRect(tile, theme.px(_RADIUS), theme.px(_RADIUS))
        self._write(painter, rect, line.place, str(index.data()))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, place: Place, number: str) -> None:
        """Icon and number, together in the middle."""
        painter.setFont(self._font)
        icon = theme.px(ICON)
        gap = theme.px(4)
        words = painter.fontMetrics().horizontalAdvance(number)
        left = rect.left() + (rect.width() - icon - gap - words) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - icon) // 2, self._icon(place))
        painter.setPen(QColor(theme.look(place).ink))
        beside = QRect(left + icon + gap, rect.top(), words + gap, rect.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, number)

    def _edge(self, option: QStyleOptionViewItem, index: Index, ink: str) -> QPen:
        """Thick in the accent where the cursor is, thin in the accent under the pointer."""
        c = theme.worn()
        state: QStyle.StateFlag = option.state
        if index == self._board.currentIndex():
            lit = self._board.lit
            return QPen(QColor(c.accent if lit else c.edge), theme.px(2.5 if lit else 2))
        if state & QStyle.StateFlag.State_MouseOver:
            return QPen(QColor(c.accent), theme.px(1.5))
        thin = QColor(ink)
        thin.setAlphaF(0.35)
        return QPen(thin, 1)

    def _icon(self, place: Place) -> QPixmap:
        ratio = self._board.devicePixelRatioF()
        if (place, ratio) not in self._icons:
            look = theme.look(place)
            self._icons[place, ratio] = icons.pixmap(look.icon, look.ink, ICON, ratio)
        return self._icons[place, ratio]
