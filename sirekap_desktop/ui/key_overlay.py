"""F1: every key of the screen and of the window, over what is being done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sirekap_desktop.ui.keys import KeyHint, hints

_VEIL = QColor(0, 0, 0, 120)
_EDGE = 48
_SCROLLS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class KeyOverlay(QWidget):
    """Lies over the whole window; Esc, F1, a click, or going elsewhere takes it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys"))
        self._before = QApplication.focusWidget()
        known = hints(window)
        self.told = tuple(known)
        columns = QHBoxLayout()
        columns.setSpacing(48)
        for head, part in (
            (self.tr("On this screen"), [hint for hint in known if not hint.everywhere]),
            (self.tr("In the whole window"), [hint for hint in known if hint.everywhere]),
        ):
            if part:
                columns.addLayout(_column(head, part), 1)
        card = QFrame()
        card.setProperty("role", "panel")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.setSpacing(16)
        title = QLabel(self.tr("Keys"))
        title.setProperty("role", "title")
        foot = QLabel(self.tr("Esc, F1 or a click closes this list."))
        foot.setProperty("role", "label")
        inside.addWidget(title)
        inside.addLayout(columns)
        inside.addStretch(1)
        inside.addWidget(foot)
        self._room = QScrollArea()
        self._room.setWidget(card)
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self._room.verticalScrollBar().sizeHint().width()
        self._room.setMaximumSize(card.sizeHint() + QSize(bar, 0))
        around = QHBoxLayout(self)
        around.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        around.addWidget(self._room)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def open(self) -> None:
        """Show the list and take the cursor, which goes back afterwards."""
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list follows the size of its window."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; arrows and page keys move a list that is longer than the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _SCROLLS:
            QApplication.sendEvent(self._room.verticalScrollBar(), event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002  (Qt's signature)
        """A click anywhere closes."""
        self.leave()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever went elsewhere has read enough."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.close()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's signature)
        """A veil over what lies below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _VEIL)
        painter.end()

    def leave(self) -> None:
        """Close, and give the cursor back to where it was."""
        before = self._before
        self.close()
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)


def turn(window: QWidget) -> None:
    """Show the list of keys over a window, or take it away again."""
    for shown in window.findChildren(KeyOverlay):
        if shown.isVisible():
            shown.leave()
            return
    KeyOverlay(window).open()


def _column(head: str, known: Sequence[KeyHint]) -> QVBoxLayout:
    title = QLabel(head)
    title.setProperty("role", "section")
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, hint in enumerate(known):
        keys = QLabel(hint.keys)
        keys.setProperty("role", "code")
        grid.addWidget(keys, row, 0)
        grid.addWidget(QLabel(hint.told), row, 1)
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(title)
    column.addLayout(grid)
    column.addStretch(1)
    return column
