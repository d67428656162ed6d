"""The magnifier: a round glass over the sheet that shows the pixels of the picture itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.image_view import ImageView

_TIMES = 3.0
_SIZE = 260
_RIM = 3.0
_WHOLE = 0.92
"""A number under the glass takes at most this part of it."""


class Lens(QWidget):
    """Magnifies what is under the pointer; until it moves there, the current number, whole.

    It lets every click and drag through, so that the sheet below works as without it.
    """

    def __init__(self, view: ImageView) -> None:
        super().__init__(view)
        self._view = view
        self._pointer: QPoint | None = None
        self._number = ""
        self._middle = QPointF()
        self._factor = 1.0
        self.setFixedSize(theme.square(_SIZE))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Magnifier"))
        self.hide()
        view.viewport().installEventFilter(self)
        view.moved.connect(self._place)

    @property
    def middle(self) -> QPointF:
        """The point of the sheet, in its own pixels, that is magnified in the middle."""
        return self._middle

    @property
    def factor(self) -> float:
        """Screen pixels for a pixel of the sheet."""
        return self._factor

    def set_on(self, on: bool) -> None:
        """Take the glass, or put it away."""
        self._view.viewport().setMouseTracking(on)
        self._pointer = None
        self._number = self._view.current
        self.setVisible(on)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: follow the pointer over the sheet; when it leaves, go back to the number."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._pointer = event.position().toPoint()
            self._place()
        elif event.type() == QEvent.Type.Leave:
            self._pointer = None
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's signature)
        """The sheet, magnified, in a round rim."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rim = QRectF(self.rect()).adjusted(_RIM, _RIM, -_RIM, -_RIM)
        glass = QPainterPath()
        glass.addEllipse(rim)
        painter.save()
        painter.setClipPath(glass)
        painter.fillPath(glass, self._view.backgroundBrush())
        painter.translate(rim.center())
        painter.scale(self._factor, self._factor)
        painter.translate(-self._middle)
        painter.drawPixmap(0, 0, self._view.sheet)
        painter.restore()
        for colour, width in ((theme.PRINTED.paper, 2 * _RIM), (theme.PRINTED.accent, _RIM)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(rim)
        painter.end()

    def _place(self) -> None:
        if self.isHidden():
            return
        if self._number != self._view.current:
            self._number = self._view.current
            self._pointer = None
        zoom = self._view.transform().m11()
        viewport = self._view.viewport()
        frame = self._view.frame_of(self._view.current)
        self._factor = _TIMES * zoom
        if self._pointer is not None:
            self._middle = self._view.mapToScene(self._pointer)
        elif frame is not None:
            self._middle = frame.center()
            self._factor = max(zoom, min(self._factor, _WHOLE * self.width() / frame.width()))
        else:
            self._middle = self._view.mapToScene(viewport.rect().center())
        at = viewport.mapTo(self._view, self._view.mapFromScene(self._middle))
        room = QRect(viewport.mapTo(self._view, QPoint(0, 0)), viewport.size())
        glass = self.rect()
        glass.moveCenter(at)
        glass.moveRight(min(glass.right(), room.right()))
        glass.moveBottom(min(glass.bottom(), room.bottom()))
        glass.moveLeft(max(glass.left(), room.left()))
        glass.moveTop(max(glass.top(), room.top()))
        self.move(glass.topLeft())
        self.update()
