"""The paper of a TPS: its sheets, zoom, frames, and the magnified strip below."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.crops import CropStrip, cut, pieces
from sirekap_desktop.ui.image_view import Frame, ImageView


@dataclass(frozen=True)
class Paper:
    """The rectified picture of one sheet at `scale` pixels per mm; `flat` names its file."""

    flat: str
    image: QImage
    scale: float


class SheetPanel(QWidget):
    """Shows the sheets of one TPS and where each number stands on them."""

    chosen = Signal(str)
    """The field whose frame on the picture was clicked."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self._template = template
        self._papers: Mapping[int, Paper] = {}
        self._readings: Mapping[str, Reading | None] = {}
        self._stages: Mapping[str, Stage] = {}
        self._marked: frozenset[str] = frozenset()
        self._field = ""
        self._shown = ""
        self.view = ImageView()
        self.view.chosen.connect(self.chosen)
        self._none = QLabel()
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._none.setMargin(24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._none)
        self.strip = CropStrip()
        foot = QFrame()
        foot.setProperty("role", "foot")
        low = QVBoxLayout(foot)
        low.setContentsMargins(0, 0, 0, 0)
        low.setSpacing(0)
        low.addWidget(self.strip)
        self._history = QLabel()
        self._history.setProperty("role", "label")
        self._history.setContentsMargins(12, 0, 12, 8)
        self._history.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        low.addWidget(self._history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._stack, 1)
        column.addWidget(foot)
        self._show_page()

    def show_papers(
        self, papers: Mapping[int, Paper], readings: Mapping[str, Reading | None]
    ) -> None:
        """Show the sheets of a TPS by page number, with what was read from them."""
        self._papers, self._readings = papers, readings
        for index, page in enumerate(self._template.pages):
            there = page.number in papers
            look = theme.look(Stage.TERBACA if there else Stage.KOSONG)
            self.tabs.setTabIcon(index, icons.icon(look.icon, look.ink))
        self._show_page()

    def show_stages(self, stages: Mapping[str, Stage]) -> None:
        """Colour the frames by state."""
        self._stages = stages
        self._frame()

    def mark(self, fields: Collection[str]) -> None:
        """Colour the fields of a finding; go to the page of the first one."""
        self._marked = frozenset(fields)
        first = next((f for f in self._template.fields if f in self._marked), None)
        if first is not None and self._field not in self._marked:
            self._turn_to(first)
        self._frame()

    def go_to(self, field: str) -> None:
        """Turn to the field's page, frame it, and magnify its pieces in the strip."""
        self._field = field
        self._turn_to(field)
        self.view.choose(field)
        page, place = self._template.page_of(field)
        paper = self._papers.get(page.number)
        reading = self._readings.get(field)
        image, scale = (paper.image, paper.scale) if paper else (QImage(), 1.0)
        self.strip.show_field(image, scale, place, reading)

    def tell(self, history: str) -> None:
        """Show who confirmed the chosen number."""
        room = self._history.width() - 24
        cut = Qt.TextElideMode.ElideLeft
        self._history.setText(self._history.fontMetrics().elidedText(history, cut, room))
        self._history.setToolTip(history)

    def crop(self, field: str) -> QPixmap:
        """The field's digits as they stand on the paper; empty without a sheet."""
        page, place = self._template.page_of(field)
        paper = self._papers.get(page.number)
        if paper is None:
            return QPixmap()
        box = pieces(place, self._readings.get(field))[0].box
        return QPixmap.fromImage(cut(paper.image, paper.scale, box))

    def _turn_to(self, field: str) -> None:
        number = self._template.page_of(field)[0].number
        self.tabs.setCurrentIndex([p.number for p in self._template.pages].index(number))

    def _show_page(self) -> None:
        page = self._template.pages[max(0, self.tabs.currentIndex())]
        paper = self._papers.get(page.number)
        if paper is None:
            self.view.clear()
            self._shown = ""
            self._none.setText(
                self.tr(
                    "Sheet {page} is not here yet.\nImport its picture, or type the numbers"
                    " from the paper."
                ).format(page=page.number)
            )
        elif paper.flat != self._shown:
            self.view.show_sheet(QPixmap.fromImage(paper.image), paper.scale)
            self._shown = paper.flat
        self._stack.setCurrentWidget(self._none if paper is None else self.view)
        self._frame()

    def _frame(self) -> None:
        page = self._template.pages[max(0, self.tabs.currentIndex())]
        frames = {}
        for place in page.places:
            reading = self._readings.get(place.field)
            stage = self._stages.get(place.field, Stage.KOSONG)
            stage = Stage.SALAH if place.field in self._marked else stage
            box = reading.box if reading is not None else place.extent
            frames[place.field] = Frame(box, theme.PRINTED.looks[stage].ink)
        if page.number in self._papers:
            self.view.set_frames(frames)
            self.view.choose(self._field, move=False)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(4)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        self.tabs.setIconSize(theme.square(16))
        self.tabs.setAccessibleName(self.tr("Sheets"))
        for page in self._template.pages:
            self.tabs.addTab(self.tr("Sheet {page}").format(page=page.number))
        self.tabs.currentChanged.connect(lambda _: self._show_page())
        line.addWidget(self.tabs, 1)
        for name, told, does in (
            ("minus", self.tr("Smaller (−)"), lambda: self.view.zoom(-1)),
            ("plus", self.tr("Larger (+)"), lambda: self.view.zoom(1)),
            ("fit", self.tr("Whole sheet (Ctrl+0)"), self.view.fit),
        ):
            button = QToolButton()
            button.setIcon(icons.icon(name))
            button.setToolTip(told)
            button.setAccessibleName(told)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(does)
            line.addWidget(button)
        return bar
