"""The rectified sheet with zoom and pan, and frames around its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
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
_REST = 120
"""Milliseconds after which a hand that moved the sheet has come to rest."""


@dataclass(frozen=True)
class Frame:
    """Where a number stands on the sheet, in mm, and in which colour it is framed.

    `around` also holds what repeats the number; it comes into view with it.
    """

    box: Box
    colour: str
    around: Box | None = None


class ImageView(QGraphicsView):
    """Shows one sheet; the wheel zooms, dragging pans, a click on a frame chooses its number.

    It never takes the keyboard from the number that is being typed.
    """

    chosen = Signal(str)
    """The field whose frame was clicked."""

    moved = Signal()
    """Another part of the sheet is seen, or larger, or another number is chosen."""

    wandered = Signal(str)
    """A person moved or zoomed the sheet: the number that is now nearest to the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._unasked = 0
        super().__init__(parent)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._wander)
        self._canvas = QGraphicsScene(self)
        self.setScene(self._canvas)
        self._picture = self._canvas.addPixmap(QPixmap())
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._frames: dict[str, QGraphicsRectItem] = {}
        self._around: dict[str, QRectF] = {}
        self._colours: dict[str, str] = {}
        self._scale = 1.0
        self._current = ""
        self._fitted = True
        self._by_hand = False
        self._pressed = QPoint()
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setBackgroundBrush(QBrush(QColor(theme.worn().desk)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Picture of the sheet"))
        self.setMinimumSize(theme.px(240), theme.px(160))

    def show_sheet(self, picture: QPixmap, scale: float) -> None:
        """Put a picture in, `scale` pixels per mm; frames and zoom start afresh."""
        self._rest.stop()
        self.set_frames({})
        self._picture.setPixmap(picture)
        self._scale = scale
        with self._of_itself():
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
        self._around = {
            field: self._pixels(frame.around or frame.box) for field, frame in frames.items()
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

    @property
    def sheet(self) -> QPixmap:
        """The picture in its own pixels, in which also `frame_of` and the scene measure."""
        return self._picture.pixmap()

    def frame_of(self, field: str) -> QRectF | None:
        """The frame of a number; None when it does not stand on this sheet."""
        return self._frames[field].rect() if field in self._frames else None

    def choose(self, field: str, *, move: bool = True) -> None:
        """Give a field the thick frame and, with `move`, bring it into the middle.

        Until a hand has zoomed, it comes with all that repeats it, as large as that fits.
        """
        before, self._current = self._current, field
        for name in (before, field):
            if name in self._frames:
                self._draw(name)
        box = self.frame_of(field)
        if box is not None and move:
            self._rest.stop()
            with self._of_itself():
                self._bring(box, self._around[field])
        self.moved.emit()

    def zoom(self, steps: float) -> None:
        """Larger for positive steps, smaller for negative ones."""
        self._by_hand = True
        self._fitted = False
        self._zoom_to(self.transform().m11() * _STEP**steps)
        self._rest.start()

    def pan(self, right: int, down: int) -> None:
        """Move on by so many quarters of what is seen."""
        room = self.viewport().size()
        for bar, steps, length in (
            (self.horizontalScrollBar(), right, room.width()),
            (self.verticalScrollBar(), down, room.height()),
        ):
            bar.setValue(bar.value() + steps * length // 4)

    def fit(self) -> None:
        """Show the whole sheet."""
        self._fitted = True
        self._by_hand = False
        with self._of_itself():
            if not self._picture.pixmap().isNull():
                self.fitInView(self._picture, Qt.AspectRatioMode.KeepAspectRatio)
        self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms around the pointer."""
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.zoom(event.angleDelta().y() / 120)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        event.accept()

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
        with self._of_itself():
            super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt: the sheet moves, by hand unless the view itself does it."""
        super().scrollContentsBy(dx, dy)
        self.moved.emit()
        if not self._unasked:
            self._rest.start()

    @contextmanager
    def _of_itself(self) -> Iterator[None]:
        """What moves in here was not moved by a hand."""
        self._unasked += 1
        try:
            yield
        finally:
            self._unasked -= 1

    def _wander(self) -> None:
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        there = {f: item.rect() for f, item in self._frames.items() if item.rect().intersects(seen)}
        if self._current in there:
            self.wandered.emit(self._current)
        elif there:
            self.wandered.emit(min(there, key=lambda f: _apart(there[f], seen)))

    def _bring(self, box: QRectF, around: QRectF) -> None:
        if self._by_hand:
            self.centerOn(box.center())
            return
        self._fitted = False
        room = self.viewport()
        self._zoom_to(
            min(
                _COMFORT / max(1.0, box.height()),
                room.width() / max(1.0, around.width()),
                room.height() / max(1.0, around.height()),
            )
        )
        self.centerOn(around.center())

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


def _apart(one: QRectF, other: QRectF) -> float:
    return (one.center() - other.center()).manhattanLength()
