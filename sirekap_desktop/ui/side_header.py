"""The wording beside the rows of a table, sums and heads in bold letters."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from sirekap_desktop.ui import theme

_ROLE = Qt.ItemDataRole


class SideHeader(QHeaderView):
    """Draws what the model says of each row: Qt's own header takes its letters from the style."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self.setDefaultSectionSize(theme.px(30))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  (Qt's name)
        """Ground, wording, hairlines."""
        worn, side = theme.worn(), Qt.Orientation.Vertical
        wanted = (_ROLE.DisplayRole, _ROLE.FontRole, _ROLE.ForegroundRole, _ROLE.BackgroundRole)
        told = {role: self.model().headerData(logicalIndex, side, role) for role in wanted}
        ground, ink, font = told[_ROLE.BackgroundRole], told[_ROLE.ForegroundRole], _ROLE.FontRole
        painter.save()
        painter.fillRect(rect, ground if isinstance(ground, QBrush) else QColor(worn.paper))
        painter.setPen(QColor(worn.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        plain = theme.font(theme.LABEL_POINTS)
        bold = theme.font(theme.LABEL_POINTS, bold=True)
        painter.setFont(bold if isinstance(told[font], QFont) else plain)
        painter.setPen(QPen(ink.color() if isinstance(ink, QBrush) else QColor(worn.ink)))
        room = rect.adjusted(theme.px(6), 0, -theme.px(6), 0)
        text = str(told[_ROLE.DisplayRole] or "")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
