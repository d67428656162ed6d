"""The rectified sheet with zoom and pan, and frames around its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene, QGraphicsView, QWidget

from sirekap_desktop.models.form import Box
from sirekap_desktop.ui import theme

_STEP = 1.25
_LARGEST = 8.0
_COMFORT = 44
"""A digit box that is brought into view gets about this many pixels of height."""
_MARGIN_MM = 1.5


@dataclass(frozen=True)
class Frame:
    """Where a number stands on the sheet, in mm, and in which colour it is framed."""

    box: Box
    colour: str


class ImageView(QGraphicsView):
    """Shows one sheet; the wheel zooms, dragging pans, a click on a frame chooses its number."""

    chosen = Signal(str)
    """The field whose frame was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = QGraphicsScene(self)
        self.setScene(self._canvas)
        self._picture = self._canvas.addPixmap(QPixmap())
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._frames: dict[str, QGraphicsRectItem] = {}
        self._colours: dict[str, str] = {}
        self._scale = 1.0
        self._current = ""
        self._fitted = True
        self._by_hand = False
        self._pressed = QPoint()
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setBackgroundBrush(QBrush(QColor(theme.worn().desk)))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Picture of the sheet"))
        self.setMinimumSize(theme.px(240), theme.px(160))

    def show_sheet(self, picture: QPixmap, scale: float) -> None:
        """Put a picture in, `scale` pixels per mm; frames and zoom start afresh."""
        self.set_frames({})
        self._picture.setPixmap(picture)
        self._scale = scale
        self._canvas.setSceneRect(QRectF(picture.rect()))
        self._by_hand = False
        self.fit()

    def clear(self) -> None:
        """No sheet."""
        self.show_sheet(QPixmap(), 1.0)

    def set_frames(self, frames: Mapping[str, Frame]) -> None:
        """Frame these fields and no others."""
        for old in self._frames.values():
            self._canvas.removeItem(old)
        self._frames = {
            field: self._canvas.addRect(self._pixels(frame.box)) for field, frame in frames.items()
        }
        self._colours = {field: frame.colour for field, frame in frames.items()}
        for field in self._frames:
            self._draw(field)

    @property
    def framed(self) -> tuple[str, ...]:
        """The fields that have a frame on this sheet."""
        return tuple(self._frames)

    @property
    def current(self) -> str:
        """The field whose frame is the thick one, "" for none."""
        return self._current

    def choose(self, field: str, *, move: bool = True) -> None:
        """Give a field the thick frame and, with `move`, bring it into the middle."""
        before, self._current = self._current, field
        for name in (before, field):
            if name in self._frames:
                self._draw(name)
        item = self._frames.get(field)
        if item is None or not move:
            return
        box = item.rect()
        if not self._by_hand:
            self._fitted = False
            self._zoom_to(_COMFORT / max(1.0, box.height()))
        self.centerOn(box.center())

    def zoom(self, steps: float) -> None:
        """Larger for positive steps, smaller for negative ones."""
        self._by_hand = True
        self._fitted = False
        self._zoom_to(self.transform().m11() * _STEP**steps)

    def fit(self) -> None:
        """Show the whole sheet."""
        self._fitted = True
        self._by_hand = False
        if not self._picture.pixmap().isNull():
            self.fitInView(self._picture, Qt.AspectRatioMode.KeepAspectRatio)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms around the pointer."""
        self.zoom(event.angleDelta().y() / 120)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus zoom; the arrows pan as Qt does."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(-1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inside a frame chooses its field."""
        super().mouseReleaseEvent(event)
        event.accept()
        here = event.position().toPoint()
        if (here - self._pressed).manhattanLength() > 4:
            return
        point = self.mapToScene(here)
        for field, item in self._frames.items():
            if item.rect().contains(point):
                self.chosen.emit(field)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted sheet stays fitted."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def _zoom_to(self, factor: float) -> None:
        whole = self._picture.pixmap()
        if whole.isNull():
            return
        least = 0.9 * min(
            self.viewport().width() / whole.width(), self.viewport().height() / whole.height()
        )
        wanted = min(_LARGEST, max(least, factor))
        now = self.transform().m11()
        self.scale(wanted / now, wanted / now)

    def _pixels(self, box: Box) -> QRectF:
        x, y, width, height = (side * self._scale for side in box)
        margin = _MARGIN_MM * self._scale
        return QRectF(x, y, width, height).adjusted(-margin, -margin, margin, margin)

    def _draw(self, field: str) -> None:
        chosen = field == self._current
        colour = QColor(theme.PRINTED.accent if chosen else self._colours[field])
        pen = QPen(colour, 5.0 if chosen else 2.0)
        pen.setCosmetic(True)
        item = self._frames[field]
        item.setPen(pen)
        colour.setAlpha(0 if chosen else 26)
        item.setBrush(QBrush(colour))
        item.setZValue(2.0 if chosen else 1.0)
