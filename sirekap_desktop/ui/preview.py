"""The pages of a PDF on the screen, drawn in the background."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.runner import Runner

_STEP = 1.25
_LEAST, _MOST = 0.5, 4.0
_EDGE = 24


@dataclass(frozen=True)
class _Drawn:
    pdf: bytes
    page: int
    count: int
    image: QImage


class Preview(QWidget):
    """Shows one page at a time; at zoom 1 the page is as wide as the room."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._pdf = b""
        self._page = 0
        self._count = 0
        self._zoom = 1.0
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._room = QScrollArea()
        self._room.setWidget(self._paper)
        self._room.setWidgetResizable(True)
        self._room.setProperty("role", "desk")
        self._paper.setProperty("role", "desk")
        self._room.setAccessibleName(self.tr("Page of the document"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._room, 1)
        bind(self, "PgUp", lambda: self._turn(-1), self.tr("Previous page"))
        bind(self, "PgDown", lambda: self._turn(1), self.tr("Next page"))
        bind(self, "Ctrl++", lambda: self._rescale(_STEP), self.tr("Larger"))
        bind(self, "Ctrl+-", lambda: self._rescale(1 / _STEP), self.tr("Smaller"))
        self.show_pdf(b"")

    @property
    def page(self) -> int:
        """The page that is shown (0…)."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return self._count

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page; nothing for empty bytes."""
        if pdf != self._pdf or not pdf:
            self._pdf, self._page, self._count = pdf, 0, 0
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page follows the width."""
        super().resizeEvent(event)
        self._draw()

    def _turn(self, by: int) -> None:
        page = self._page + by
        if 0 <= page < self._count:
            self._page = page
            self._room.verticalScrollBar().setValue(0)
            self._draw()

    def _rescale(self, by: float) -> None:
        self._zoom = min(_MOST, max(_LEAST, self._zoom * by))
        self._draw()

    def _draw(self) -> None:
        pdf, page = self._pdf, self._page
        if not pdf:
            self._paper.clear()
            self._paper.setText(self.tr("The pages of the chosen document are shown here."))
            self._tell()
            return
        ratio = self.devicePixelRatioF()
        width = max(200.0, (self._room.viewport().width() - _EDGE) * self._zoom * ratio)
        self._runner.start(lambda _: _render(pdf, page, width), self._arrive)

    def _arrive(self, drawn: _Drawn) -> None:
        if (drawn.pdf, drawn.page) != (self._pdf, self._page):
            return
        self._count = drawn.count
        picture = QPixmap.fromImage(drawn.image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(picture)
        self._tell()

    def _tell(self) -> None:
        self._where.setText(
            self.tr("Page {page} of {count}").format(page=self._page + 1, count=self._count)
            if self._count
            else ""
        )
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < self._count)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(4)
        self._where = QLabel()
        self._back = _button("previous", self.tr("Previous page (PgUp)"))
        self._on = _button("next", self.tr("Next page (PgDn)"))
        smaller = _button("minus", self.tr("Smaller (Ctrl −)"))
        larger = _button("plus", self.tr("Larger (Ctrl +)"))
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        smaller.clicked.connect(lambda: self._rescale(1 / _STEP))
        larger.clicked.connect(lambda: self._rescale(_STEP))
        line.addWidget(self._back)
        line.addWidget(self._where)
        line.addWidget(self._on)
        line.addStretch(1)
        line.addWidget(smaller)
        line.addWidget(larger)
        return bar


def _button(name: str, told: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon(name))
    made.setIconSize(theme.square(20))
    made.setToolTip(told)
    made.setAccessibleName(told)
    return made


def _render(pdf: bytes, page: int, width: float) -> _Drawn:
    from sirekap_desktop import raster

    points, _ = raster.page_size(pdf, page)
    pixels = raster.render(pdf, page, 72 * width / points)
    high, wide, _ = pixels.shape
    image = QImage(pixels.tobytes(), wide, high, 3 * wide, QImage.Format.Format_BGR888)
    return _Drawn(pdf, page, raster.page_count(pdf), image.copy())
