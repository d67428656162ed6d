"""One number of a TPS as the room follows it: its piece of paper, and the figure beside."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.plenary_words import DISPUTED

_HIGH, _PAPER, _FIGURE = 36, 66, 68


@dataclass(frozen=True)
class Figure:
    """A number as it is shown: `value` is None while nobody has confirmed it.

    `old` stood there before a correction; `copies` say what the copies of others have instead.
    """

    name: str
    crop: QPixmap = field(compare=False, default_factory=QPixmap)
    value: int | None = None
    old: int | None = None
    copies: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """The look of its state, of all that is true of it the gravest."""
        if self.copies:
            return DISPUTED
        if self.value is None:
            return Stage.PERIKSA
        return Stage.SESUAI if self.old is None else Stage.DIKOREKSI

    @property
    def told(self) -> str:
        """Its state in words."""
        tr = QCoreApplication.translate
        if self.value is None:
            word = tr("reading", "not confirmed yet")
        elif self.old is None:
            word = tr("reading", "confirmed")
        else:
            word = tr("reading", "corrected, {old} before").format(old=theme.grouped(self.old))
        return " · ".join((word, *self.copies))


class NumberTile(QWidget):
    """The figure is large enough to be read out; the one that is being read has a thick frame."""

    pressed = Signal(str)
    """The field that was clicked."""

    def __init__(self, field_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field_id
        self._figure = Figure("")
        self._here = False
        self.setFixedHeight(theme.px(_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def figure(self) -> Figure:
        """What is shown."""
        return self._figure

    @property
    def here(self) -> bool:
        """Whether it is the one that is being read out."""
        return self._here

    def show_figure(self, figure: Figure) -> None:
        """Show a number."""
        self._figure = figure
        shown = "" if figure.value is None else f"{theme.grouped(figure.value)}, "
        self.setAccessibleName(f"{figure.name}: {shown}{figure.told}")
        self.setToolTip(f"{figure.name}\n{figure.told}")
        self.update()

    def set_here(self, here: bool) -> None:
        """Whether the reader is at this number."""
        if here != self._here:
            self._here = here
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Paper, mark and three figures."""
        return QSize(theme.px(_PAPER + _FIGURE + 28), theme.px(_HIGH))

    def sizeHint(self) -> QSize:
        """As wide as it must be; it takes what there is."""
        return self.minimumSizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the number."""
        event.accept()
        self.pressed.emit(self._field)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's signature)
        """Ground, paper, mark, figure, frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._draw_ground(painter)
        inside = self.rect().adjusted(theme.px(5), theme.px(4), -theme.px(6), -theme.px(4))
        paper = QRect(inside.left(), inside.top(), theme.px(_PAPER), inside.height())
        self._draw_paper(painter, paper)
        look = theme.look(self._figure.state)
        side = theme.px(14)
        mark = icons.pixmap(look.icon, look.ink, 14, self.devicePixelRatioF())
        left, top = paper.right() + theme.px(4), self.rect().center().y() - side // 2
        painter.drawPixmap(left, top, mark)
        self._draw_figure(painter, inside.adjusted(left + side - inside.left(), 0, 0, 0))
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        worn, look = theme.worn(), theme.look(self._figure.state)
        ground = worn.pale if self._here else look.ground if self._figure.copies else worn.paper
        width = theme.px(3) if self._here else 1
        style = Qt.PenStyle.SolidLine
        ink = worn.accent if self._here else worn.hairline
        if self._figure.value is None and not self._here:
            style, ink = Qt.PenStyle.DashLine, look.ink
        pen = QPen(QColor(ink), width, style)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        half = width / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))

    def _draw_paper(self, painter: QPainter, room: QRect) -> None:
        crop = self._figure.crop
        if crop.isNull():
            return
        size = crop.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.left(), room.center().y() - size.height() // 2, *size.toTuple())
        painter.drawPixmap(place, crop)

    def _draw_figure(self, painter: QPainter, room: QRect) -> None:
        figure, worn = self._figure, theme.worn()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(theme.ENTRY_POINTS, bold=figure.value is not None))
        painter.setPen(QColor(worn.ink if figure.value is not None else worn.muted))
        text = "–" if figure.value is None else theme.grouped(figure.value)
        painter.drawText(room, right, text)
        if figure.old is not None:
            used = painter.fontMetrics().horizontalAdvance(text) + theme.px(5)
            struck = theme.font(theme.LABEL_POINTS)
            struck.setStrikeOut(True)
            painter.setFont(struck)
            painter.setPen(QColor(worn.muted))
            painter.drawText(room.adjusted(0, 0, -used, 0), right, theme.grouped(figure.old))
