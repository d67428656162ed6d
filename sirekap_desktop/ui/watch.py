"""Notices when nobody works at the desk any more."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_SIGNS = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)
_LOOK = 5_000
"""Milliseconds between two looks at the time."""


class Watch(QObject):
    """Keys and mouse in any window of the program are signs of life; Ctrl+L asks for the lock.

    It listens to windows, not to widgets: those are few, and nothing on a screen gets slower. The
    time is the one on the wall, so that a laptop that slept is locked when it wakes.
    """

    left = Signal()
    """Nobody was here for too long, or Ctrl+L was pressed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._minutes = 10
        self._seen = time.time()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen_to)

    def begin(self, minutes: int) -> None:
        """Watch, and wait so many minutes for a sign of life."""
        self._minutes = minutes
        self._seen = time.time()
        self._timer.start()
        self._listen_to(QGuiApplication.focusWindow())

    def rest(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Whether the last sign of life is too long ago."""
        if time.time() - self._seen >= 60 * self._minutes:
            self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  (Qt's)
        """One event on its way to a window."""
        if event.type() in _SIGNS:
            self._seen = time.time()
            if isinstance(event, QKeyEvent) and self._timer.isActive() and _asks(event):
                self._leave()
                return True
        return False

    def _listen_to(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _leave(self) -> None:
        self.rest()
        self.left.emit()


def _asks(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_L and event.modifiers() == control
