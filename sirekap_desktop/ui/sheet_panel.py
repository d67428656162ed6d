"""The paper of a TPS: its sheets, zoom, frames, and the magnified strip below."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.crop_strip import CropStrip
from sirekap_desktop.ui.crops import around, piece_of, pieces, row_of
from sirekap_desktop.ui.image_view import Frame, ImageView
from sirekap_desktop.ui.lens import Lens
from sirekap_desktop.ui.look_board import LookBoard, Offer
from sirekap_desktop.ui.page_chooser import PageChooser
from sirekap_desktop.ui.row_groups import page_words


@dataclass(frozen=True)
class Paper:
    """The rectified picture of one sheet at `scale` pixels per mm; `flat` names its file.

    Twenty unpacked sheets would fill the memory: where there are many, `source` unpacks one.
    """

    flat: str
    source: QImage | Callable[[], QImage] = field(compare=False, repr=False)
    scale: float

    @property
    def unpacked(self) -> bool:
        """Whether the picture costs no time."""
        return isinstance(self.source, QImage)

    @property
    def image(self) -> QImage:
        """The picture; empty when it is lost or damaged."""
        return self.source if isinstance(self.source, QImage) else self.source()


class SheetPanel(QWidget):
    """Shows the sheets of one TPS and where each number stands on them.

    A `blind` one says nothing of what was read there or entered.
    """

    chosen = Signal(str)
    """The field that was clicked on the picture or on the board."""

    turned = Signal(int)
    """A person turned to this page."""

    covered = Signal(bool)
    """Whether something lies over the sheet that Escape puts away (see `uncover`)."""

    def __init__(self, template: Template, election: Election, *, blind: bool = False) -> None:
        super().__init__()
        self._template = template
        self._papers: Mapping[int, Paper] = {}
        self._readings: Mapping[str, Reading | None] = {}
        self._stages: Mapping[str, Stage] = {}
        self._marked: frozenset[str] = frozenset()
        self._field = ""
        self._shown = ""
        self._offers: Mapping[str, Offer] = {}
        self._by_itself = False
        self.view = ImageView()
        self.view.chosen.connect(self.chosen)
        self.lens = Lens(self.view)
        self.board = LookBoard(template, election)
        self.board.left.connect(lambda: self.look(None))
        self.board.chosen.connect(self.chosen)
        self._none = QLabel()
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._none.setMargin(24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.board)
        self.strip = CropStrip(blind=blind)
        self._foot = self._below()
        self._history.setVisible(not blind)
        self.history.setVisible(not blind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)
        self._show_page()

    @property
    def field(self) -> str:
        """The number that is framed, "" for none."""
        return self._field

    @property
    def offered(self) -> dict[str, int]:
        """The numbers that the board shows as to be confirmed; nothing while it is away."""
        return {
            field: offer.number
            for field, offer in self._offers.items()
            if offer.joins and offer.number is not None
        }

    def show_papers(
        self,
        papers: Mapping[int, Paper],
        readings: Mapping[str, Reading | None],
        first: str = "",
    ) -> None:
        """Show the sheets of a TPS by page number, with what was read from them.

        The page of the number `first` is in place at once; no other is unpacked for nothing.
        """
        self.look(None)
        if first:
            with QSignalBlocker(self.pages):
                self._turn_to(first)
        self._papers, self._readings = papers, readings
        self.pages.show_there(frozenset(papers))
        self._show_page()

    def show_stages(self, stages: Mapping[str, Stage]) -> None:
        """Colour the frames by state; a board whose numbers have changed is taken away."""
        if any(stages.get(field) != self._stages.get(field) for field in self._offers):
            self.look(None)
        self._stages = stages
        self.pages.show_stages(stages)
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
        self.look(None)
        self._field = field
        self._turn_to(field)
        self.view.choose(field)
        page, place = self._template.page_of(field)
        paper = self._papers.get(page.number)
        reading = self._readings.get(field)
        image, scale = (paper.image, paper.scale) if paper else (QImage(), 1.0)
        found = pieces(place, reading)
        if len(found) == 1:
            found = (*found, row_of(self._template, field, reading))
        self.strip.show_field(image, scale, found, reading)

    def look(self, offers: Mapping[str, Offer] | None) -> None:
        """Show the board with the numbers of the page that is open; None takes it away.

        It goes by itself when the page, a number or its state changes: only what was looked at is
        `offered`.
        """
        page = self._page
        here = {place.field for place in page.places} if self._shown else set()
        self._offers = {f: offer for f, offer in (offers or {}).items() if f in here}
        if self._offers:
            self.board.show_page(page, self._offers, self._pictures)
        self._foot.setVisible(not self._offers)
        self._cover()

    def toggle_lens(self) -> None:
        """Take the magnifier, or put it away."""
        self._glass.toggle()

    def uncover(self) -> None:
        """Put away what lies over the sheet: the board, or else the magnifier."""
        if self._offers:
            self.look(None)
        else:
            self._glass.setChecked(False)

    def tell(self, history: str) -> None:
        """Show who confirmed the chosen number."""
        room = self._history.width()
        cut = Qt.TextElideMode.ElideLeft
        self._history.setText(self._history.fontMetrics().elidedText(history, cut, room))
        self._history.setToolTip(history)

    def crop(self, field: str) -> QPixmap:
        """The field's digits as they stand on the paper; empty without a sheet."""
        return self._pictures(field).get("digits", QPixmap())

    def _pictures(self, field: str) -> dict[str, QPixmap]:
        page, place = self._template.page_of(field)
        paper = self._papers.get(page.number)
        if paper is None:
            return {}
        found = pieces(place, self._readings.get(field))
        return {piece.kind: piece_of(paper.image, paper.scale, piece) for piece in found}

    def _turn_to(self, field: str) -> None:
        number = self._template.page_of(field)[0].number
        self._by_itself = True
        self.pages.turn_to([p.number for p in self._template.pages].index(number))
        self._by_itself = False

    @property
    def _page(self) -> Page:
        return self._template.pages[self.pages.index]

    def _turn(self) -> None:
        self.look(None)
        self._show_page()
        if not self._by_itself:
            self.turned.emit(self._page.number)

    def _cover(self) -> None:
        self._stack.setCurrentWidget(
            self.board if self._offers else self.view if self._shown else self._none
        )
        self.covered.emit(bool(self._offers) or self._glass.isChecked())

    def _show_page(self) -> None:
        page = self._page
        paper = self._papers.get(page.number)
        if paper is None or paper.image.isNull():
            self.view.clear()
            self._shown = ""
            told = self._not_here() if paper is None else self._lost()
            who = page_words(self._template, page)
            self._none.setText(told.format(page=page.number, who=who))
        elif paper.flat != self._shown:
            self.view.show_sheet(QPixmap.fromImage(paper.image), paper.scale)
            self._shown = paper.flat
        self._cover()
        self._frame()

    def _not_here(self) -> str:
        return self.tr(
            "Sheet {page} is not here yet.\n{who}\nImport its picture, or type the"
            " numbers from the paper."
        )

    def _lost(self) -> str:
        return self.tr(
            "The stored picture of sheet {page} is lost or was changed.\n{who}\nWhat was confirmed"
            " stays. Bring the data folder back from a copy, import the original picture again, or"
            " compare with the paper."
        )

    def _frame(self) -> None:
        page = self._page
        frames = {}
        for place in page.places:
            reading = self._readings.get(place.field)
            stage = self._stages.get(place.field, Stage.KOSONG)
            stage = Stage.SALAH if place.field in self._marked else stage
            box = reading.box if reading is not None else place.extent
            whole = around([piece.box for piece in pieces(place, reading)])
            frames[place.field] = Frame(box, theme.PRINTED.looks[stage].ink, whole)
        if self._shown:
            self.view.set_frames(frames)
            self.view.choose(self._field, move=False)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(4)
        self.pages = PageChooser(self._template)
        self.pages.turned.connect(self._turn)
        line.addWidget(self.pages, 1)
        for name, told, does in (
            ("minus", self.tr("Smaller (−)"), lambda: self.view.zoom(-1)),
            ("plus", self.tr("Larger (+)"), lambda: self.view.zoom(1)),
            ("fit", self.tr("Whole sheet (Ctrl+0)"), self.view.fit),
        ):
            button = icons.tool(name, told)
            button.clicked.connect(does)
            line.addWidget(button)
        self._glass = icons.tool("magnifier", self.tr("Magnifier (F6)"))
        self._glass.setCheckable(True)
        self._glass.toggled.connect(self.lens.set_on)
        self._glass.toggled.connect(lambda _: self._cover())
        line.addWidget(self._glass)
        return bar

    def _below(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        self._history = QLabel()
        self._history.setProperty("role", "label")
        self._history.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.history = icons.tool("history", self.tr("History of this number (Ctrl+H)"))
        self.history.setText(self.tr("History"))
        self.history.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 8, 4)
        line.addWidget(self._history, 1)
        line.addWidget(self.history)
        low = QVBoxLayout(foot)
        low.setContentsMargins(0, 0, 0, 0)
        low.setSpacing(0)
        low.addWidget(self.strip)
        low.addLayout(line)
        return foot
