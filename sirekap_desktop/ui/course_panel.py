"""The right side of Pleno: how far the TPS is, what is open, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.ui import naming, theme
from sirekap_desktop.ui.copies_box import CopiesBox
from sirekap_desktop.ui.matters import Ask, Way, matters_of, next_of, waiting_behind
from sirekap_desktop.ui.matters_list import MattersList
from sirekap_desktop.ui.permitted import permit, withhold
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.station_line import StationLine
from sirekap_desktop.workflow import convening, hearing

if TYPE_CHECKING:
    from sirekap_desktop.workflow.docket import Docket
    from sirekap_desktop.workflow.overview import TpsLine

_WIDTH = 348


class CoursePanel(QFrame):
    """Stations, open matters, the primary button, and what may be done beside it."""

    asked = Signal(object)
    """The `Ask` of a button."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._docket: Docket | None = None
        self._lines: Sequence[TpsLine] = ()
        self.next: Ask | None = None
        self._also: Ask | None = None
        self.setProperty("role", "paper")
        self.stations = StationLine()
        self.matters = MattersList()
        self.matters.asked.connect(self.asked)
        self.copies = CopiesBox()
        self.primary = QPushButton()
        self.primary.setProperty("role", "primary")
        self.primary.hide()
        self.primary.clicked.connect(lambda: self.asked.emit(self.next))
        self.also = QPushButton()
        self.also.setProperty("role", "link")
        self.also.clicked.connect(lambda: self.asked.emit(self._also))
        self.beside = {act: QPushButton(word) for act, word in self._beside_words().items()}
        for act, button in self.beside.items():
            button.clicked.connect(partial(self.asked.emit, Ask(act)))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.stations)
        column.addWidget(self.matters, 1)
        for part in (self.copies, self.primary, self.also):
            column.addWidget(part)
        column.addLayout(self._grid())
        self.setMinimumWidth(max(theme.px(_WIDTH), self.minimumSizeHint().width()))

    def show_docket(self, docket: Docket) -> None:
        """Show a TPS."""
        self._docket = docket
        name = partial(naming.field_label, self._session.template)
        self.stations.show_course(docket.view.course)
        self.matters.show_matters(matters_of(docket, name), self._hindrance)
        self._show_beside(docket)
        self._show_next()

    def show_lines(self, lines: Sequence[TpsLine]) -> None:
        """All TPS of the contest, to tell which one comes next."""
        self._lines = lines
        self._show_next()

    def _show_beside(self, docket: Docket) -> None:
        for act, button in self.beside.items():
            permit(button, self._hindrance(act))
        explain = self.beside[Act.EXPLAIN]
        if not docket.view.findings and explain.isEnabled():
            withhold(explain, self.tr("This TPS has no finding."))
        closed = docket.view.course.reached is Reached.SELESAI
        self.beside[Act.POSTPONE].setVisible(not closed)
        self.beside[Act.REOPEN].setVisible(closed)

    def _show_next(self) -> None:
        docket = self._docket
        self.next = None if docket is None else next_of(docket, self._lines)
        self._also = None
        if docket is not None and self.next is not None and self.next.what is Way.RECAP:
            line = waiting_behind(docket, self._lines)
            self._also = None if line is None else Ask(Way.NEXT, line.tps.code)
        if docket is not None:
            asked = self.next is not None and self.next.what is Act.COMPARE
            self.copies.show_minutes(docket.minutes, asked=asked)
        self.primary.setVisible(self.next is not None)
        self.also.setVisible(self._also is not None)
        if self.next is not None:
            self.primary.setText(f"{self._word(self.next)} (Ctrl+Enter)")
            what = self.next.what
            permit(self.primary, self._hindrance(what) if isinstance(what, Act) else None)
        if self._also is not None:
            self.also.setText(self._word(self._also))
        order = (*self.matters.buttons, *self.copies.boxes.values(), self.primary, self.also)
        for one, other in pairwise((*order, *self.beside.values())):
            QWidget.setTabOrder(one, other)

    def _hindrance(self, act: Act) -> SirekapError | None:
        desk, docket = self._session.desk, self._docket
        if docket is None:
            return None
        if act is Act.EVENT:
            return convening.hindrance(desk, act, docket.minutes)
        return hearing.hindrance(desk, act, docket.view, docket.minutes)

    def _word(self, ask: Ask) -> str:
        if ask.what is Way.NEXT:
            line = next(line for line in self._lines if line.tps.code == ask.subject)
            name = f"{line.tps.label} {line.desa.region.name}"
            return self.tr("Next: {name}").format(name=name)
        if ask.what is Way.RECAP:
            desa = next(d for d in self._session.election.desa if d.region.code == ask.subject)
            return self.tr("Sums of {name}").format(name=f"{desa.kind} {desa.region.name}")
        words: Mapping[Act | Way, str] = {
            Act.PRESENT: self.tr("Read out this TPS"),
            Act.COMPARE: self.tr("Copies are compared"),
            Act.AGREE: self.tr("The room agrees"),
            Act.CLOSE: self.tr("Close TPS"),
            Act.SETTLE: self.tr("Settle the difference…"),
            Act.ANSWER: self.tr("Answer the objection…"),
            Act.EXPLAIN: self.tr("Explain {code}…").format(code=ask.subject),
            Way.CHECK: self.tr("Check this TPS"),
        }
        return words[ask.what]

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for place, (act, button) in enumerate(self.beside.items()):
            place -= act is Act.REOPEN
            grid.addWidget(button, place // 2, place % 2)
        return grid

    def _beside_words(self) -> dict[Act, str]:
        return {
            Act.DIFFER: self.tr("Difference… (F2)"),
            Act.CORRECT: self.tr("Correction… (F3)"),
            Act.OBJECT: self.tr("Objection… (F4)"),
            Act.EXPLAIN: self.tr("Explain finding… (F6)"),
            Act.EVENT: self.tr("Special event… (F8)"),
            Act.POSTPONE: self.tr("Put off…"),
            Act.REOPEN: self.tr("Open again…"),
        }
