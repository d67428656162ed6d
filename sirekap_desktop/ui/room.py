"""Where a screen does not fit, it scrolls: nothing is ever cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_AIR = 24


class Room(QScrollArea):
    """Gives a screen all the space there is, and scroll bars only where it needs more.

    Qt's own `setWidgetResizable` asks for the height that a screen would like, not for the one
    that it needs, and so would scroll too early.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The screen takes the new size."""
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the style sheet has said how wide a bar is."""
        super().showEvent(event)
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the screen needs may have changed."""
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._share()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As large as the screen would like to be."""
        return self._inside.sizeHint()

    @property
    def bar(self) -> int:
        """How wide a scroll bar is."""
        return self.verticalScrollBar().sizeHint().width()

    def _share(self) -> None:
        inside, room = self._inside, self.maximumViewportSize()
        bar = self.bar
        least = inside.minimumSizeHint().expandedTo(inside.minimumSize()).width()
        down = across = False
        while True:
            free = QSize(room.width() - bar * down, room.height() - bar * across)
            wide = max(free.width(), least)
            high = max(free.height(), _height_of(inside, wide))
            more = (down or high > free.height(), across or wide > free.width())
            if more == (down, across):
                break
            down, across = more
        inside.resize(wide, high)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, _AIR, _AIR)


def _height_of(inside: QWidget, width: int) -> int:
    """The least height of a screen that is so wide: words may break into more lines."""
    layout = inside.layout()
    if layout is not None and layout.hasHeightForWidth():
        return max(layout.totalMinimumHeightForWidth(width), inside.minimumHeight())
    return inside.minimumSizeHint().expandedTo(inside.minimumSize()).height()
