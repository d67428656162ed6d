"""Entry fields whose inside no style sheet reaches: a count, a date, a search."""

from __future__ import annotations

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QLineEdit, QSpinBox, QToolButton

from sirekap_desktop.ui import icons, theme


class CountField(QSpinBox):
    """A number with arrows; it keeps clear of the edge."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self.setRange(least, most)
        self.lineEdit().setTextMargins(theme.px(4), 0, 0, 0)

    def sizeHint(self) -> QSize:
        """Room for the longest number and the margin."""
        return super().sizeHint() + QSize(theme.px(4), 0)


class SearchField(QLineEdit):
    """A line with a lens before it; `hint` tells what it finds and is never cut."""

    def __init__(self, hint: str, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setTextMargins(theme.px(20), 0, 0, 0)
        needed = self.fontMetrics().horizontalAdvance(hint)
        self.setMinimumWidth(needed + theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line by Qt, the lens over it."""
        super().paintEvent(event)
        painter = QPainter(self)
        lens = icons.pixmap("search", theme.worn().muted, 16, self.devicePixelRatioF())
        painter.drawPixmap(theme.px(7), (self.height() - theme.px(16)) // 2, lens)
        painter.end()


class DayField(QDateEdit):
    """Day, month and year; today until something else is chosen."""

    def __init__(self) -> None:
        super().__init__(QDate.currentDate())
        self.setDisplayFormat("dd-MM-yyyy")
        self.setCalendarPopup(True)
        _dress(self.calendarWidget())


def _dress(calendar: QCalendarWidget) -> None:
    """What no style sheet reaches: Qt's own red for Sundays, its black arrows, its size."""
    sunday = QTextCharFormat()
    sunday.setForeground(QColor(theme.look("salah").ink))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, sunday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for name, drawing in (("prevmonth", "previous"), ("nextmonth", "next")):
        button = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        if isinstance(button, QToolButton):
            button.setIcon(icons.icon(drawing))
            button.setIconSize(theme.square(16))
    calendar.setMinimumSize(theme.px(320), theme.px(260))
