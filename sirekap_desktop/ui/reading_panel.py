"""The middle of Pleno: the TPS that is before the room, number by number."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.ui import icons, naming, theme
from sirekap_desktop.ui.crop_feed import CropFeed
from sirekap_desktop.ui.data_label import DataLabel
from sirekap_desktop.ui.field_states import old_value
from sirekap_desktop.ui.findings_panel import FindingsPanel
from sirekap_desktop.ui.history_panel import HistoryPanel
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.number_tile import Figure
from sirekap_desktop.ui.permitted import withhold
from sirekap_desktop.ui.plenary_acts import Heard
from sirekap_desktop.ui.plenary_words import DISPUTED, reached_look, reached_word
from sirekap_desktop.ui.reading_list import ReadingList
from sirekap_desktop.ui.reading_now import ReadingNow
from sirekap_desktop.ui.reading_place import Place, ReadingPlace, Step
from sirekap_desktop.ui.session import Session

if TYPE_CHECKING:
    from sirekap_desktop.workflow.checking import TpsView


class ReadingPanel(QWidget):
    """Its name and state, the number in place, and all numbers or all that was done.

    While the hall looks at another TPS the reader walks here alone; `ReadingPlace` moves only for
    the TPS that is on the wall.
    """

    wall_wanted = Signal()
    """The hall shall see this TPS."""

    def __init__(self, session: Session, place: ReadingPlace) -> None:
        super().__init__()
        self._session = session
        self._place = place
        self._heard: Heard | None = None
        self._figures: dict[str, Figure] = {}
        self._papers: tuple[str, dict[int, str]] = ("", {})
        self._crops: dict[str, QPixmap] = {}
        self._feed = CropFeed(session.template, session.runner, self)
        self._feed.arrived.connect(self._take_crops)
        self._alone = ""
        self.now = ReadingNow()
        self.numbers = ReadingList(session.template, session.election)
        self.findings = FindingsPanel(session.template, session.election)
        self.history = HistoryPanel(session)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("What is shown of the TPS"))
        reading = QWidget()
        reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        reading.setAccessibleName(self.tr("Numbers in the order of the paper"))
        inside = QVBoxLayout(reading)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.now)
        inside.addWidget(self.numbers, 1)
        self.tabs.addTab(reading, self.tr("Numbers"))
        self.tabs.addTab(self._found(), "")
        self.tabs.addTab(self.history, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.tabs, 1)
        self.now.stepped.connect(self.step)
        self.numbers.pressed.connect(self.go_to)
        place.moved.connect(lambda _: self._follow())
        on, back = self.tr("Next number"), self.tr("Number before")
        bind(reading, "Right", partial(self.step, 1), on, also="Down")
        bind(reading, "Left", partial(self.step, -1), back, also="Up")
        bind(self, "F7", self._show_sum, self.tr("Show the sum of the finding"))

    @property
    def on_wall(self) -> bool:
        """Whether the hall looks at this TPS."""
        return self._heard is not None and self._place.now.tps == self._heard.docket.view.tps.code

    @property
    def field(self) -> str:
        """The number in place, "" while the hall looks at totals."""
        return self._place.now.field if self.on_wall else self._alone

    def take_cursor(self) -> None:
        """Let the arrow keys walk through what is shown."""
        shown = self.tabs.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_heard(self, heard: Heard) -> None:
        """Show a TPS, or the same one after something was done."""
        view = heard.docket.view
        before = self._heard.docket.view.tps.code if self._heard is not None else ""
        if before != view.tps.code:
            self._crops = {}
            self._alone = self.numbers.order[0]
            self.tabs.setCurrentIndex(0)
        self._heard = heard
        self._show_head(view)
        self._figures = {name: self._figure(name) for name in view.fields}
        self.numbers.show_figures(self._figures)
        self._cut(heard)
        self._show_findings(view)
        self.history.show_heard(heard)
        count = len(view.course.steps)
        self.tabs.setTabText(2, self.tr("What was done ({count})").format(count=count))
        self._follow()

    def _cut(self, heard: Heard) -> None:
        """Cut the pieces of paper anew when there are other sheets."""
        sheets = {page: paper.flat for page, paper in heard.papers.items()}
        now = (heard.docket.view.tps.code, sheets)
        if now != self._papers:
            self._papers = now
            readings = {name: field.reading for name, field in heard.docket.view.fields.items()}
            self._feed.begin(heard.papers, readings, self.field)

    def _take_crops(self, pieces: dict[str, QPixmap]) -> None:
        """The pieces of a sheet have come; whoever looks at one of its numbers sees it now."""
        self._crops |= pieces
        some = {name: replace(self._figures[name], crop=crop) for name, crop in pieces.items()}
        self._figures |= some
        self.numbers.show_figures(some)
        if self.field in some:
            self._follow()

    def step(self, by: int) -> None:
        """One number on or back; on the wall also the totals behind the last number."""
        if self.on_wall:
            self._place.next() if by > 0 else self._place.back()
            return
        order = self.numbers.order
        place = order.index(self._alone) + by if self._alone in order else 0
        self._alone = order[min(max(place, 0), len(order) - 1)]
        self._follow()

    def go_to(self, field: str) -> None:
        """Go to a number."""
        if self.on_wall:
            self._place.go_to(field)
        else:
            self._alone = field
            self._follow()

    @property
    def code(self) -> str:
        """The code of the finding that is looked at, "" while none is."""
        chosen = self.findings.chosen
        looked_at = self.tabs.currentIndex() == 1
        return chosen.code if chosen is not None and looked_at else ""

    def figure_of(self, field: str) -> Figure:
        """A number as it is shown."""
        return self._figures[field]

    def _show_findings(self, view: TpsView) -> None:
        """Nothing is offered here: a figure changes only by a correction before the room."""
        unconfirmed = {name for name, field in view.fields.items() if field.entry is None}
        self.findings.show_findings(
            view.findings, full=self._session.decides, unconfirmed=unconfirmed
        )
        if self.findings.chosen is None:
            self.findings.choose_next()
        count = len(view.findings)
        told = self.tr("Findings ({count})").format(count=count)
        self.tabs.setTabText(1, told if count else self.tr("No findings"))

    def _found(self) -> QWidget:
        """The findings take the height of their words; what is left stays empty."""
        room = QWidget()
        room.setProperty("role", "paper")
        room.setFocusProxy(self.findings.list)
        inside = QVBoxLayout(room)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.findings, 1)
        inside.addStretch()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._share)
        self.findings.grown.connect(self._later.start)
        self.tabs.currentChanged.connect(self._later.start)
        return room

    def _share(self) -> None:
        """Once everything has its width: words need more height where there is less."""
        room, found = self.tabs.widget(1), self.findings
        if room is not None:
            least = found.minimumSizeHint().height()
            found.setMaximumHeight(max(least, min(found.needed, room.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The findings follow."""
        super().resizeEvent(event)
        self._later.start()

    def _show_sum(self) -> None:
        if self.findings.show_sum():
            self.tabs.setCurrentIndex(1)

    def _follow(self) -> None:
        self._show_wall()
        if self._heard is None:
            return
        field = self.field
        self.numbers.go_to(field)
        if field in self._figures:
            at = self.tr("Number {place} of {count}").format(
                place=self.numbers.order.index(field) + 1, count=len(self.numbers.order)
            )
            self.now.show_figure(self._figures[field], at)
        else:
            self.now.show_words(self._elsewhere(self._place.now), self.tr("The hall looks at"))

    def _elsewhere(self, place: Place) -> str:
        desa = self._heard.docket.view.desa if self._heard is not None else None
        name = f"{desa.kind} {desa.region.name}" if desa is not None else ""
        return {
            Step.WELCOME: self.tr("the title page"),
            Step.NUMBER: self.tr("this TPS; none of its numbers is confirmed"),
            Step.DESA: self.tr("the totals of {name}").format(name=name),
            Step.KECAMATAN: self.tr("the totals of the kecamatan"),
            Step.PROGRESS: self.tr("how far every desa is"),
        }[place.step]

    def _figure(self, name: str) -> Figure:
        assert self._heard is not None
        session, view = self._session, self._heard.docket.view
        field = view.fields[name]
        return Figure(
            name=naming.field_label(session.template, name),
            crop=self._crops.get(name, QPixmap()),
            value=None if field.entry is None else field.entry.value,
            old=None if field.entry is None else old_value(field),
            copies=tuple(
                f"{one.party}: {one.theirs}"
                for one in view.course.open_differences
                if one.field == name
            ),
        )

    def _show_head(self, view: TpsView) -> None:
        look, word = reached_look(view.course.reached), reached_word(view.course.reached)
        if view.disputed:
            look, word = theme.look(DISPUTED), f"{word} · {self.tr('disputed')}"
        self._name.setText(view.tps.label)
        self._desa.setText(f"{view.desa.kind} {view.desa.region.name}")
        self._icon.setPixmap(icons.pixmap(look.icon, look.ink, 16, self.devicePixelRatioF()))
        self._state.setText(word)
        self._state.setStyleSheet(f"color: {look.ink}; font-weight: 600;")

    def _show_wall(self) -> None:
        self.wall.setVisible(self._heard is not None)
        if self._heard is None:
            return
        self.wall.setText(
            self.tr("On the wall") if self.on_wall else self.tr("Show on the wall (F9)")
        )
        why = ""
        if self.on_wall:
            why = self.tr("The hall looks at this TPS already.")
        elif self._heard.docket.view.course.reached is Reached.MENUNGGU:
            why = self.tr("The hall sees a TPS once it is read out.")
        withhold(self.wall, why)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("role", "bar")
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 4, 12, 4)
        line.setSpacing(8)
        self._name = QLabel()
        self._name.setProperty("role", "head")
        self._desa = DataLabel()
        self._icon = QLabel()
        self._state = QLabel()
        self.wall = QPushButton()
        self.wall.setIcon(icons.icon("projection"))
        self.wall.clicked.connect(self.wall_wanted)
        line.addWidget(self._name)
        line.addWidget(self._desa, 1)
        line.addWidget(self._icon)
        line.addWidget(self._state)
        line.addWidget(self.wall)
        return head
