"""The screen Pleno: the sitting above, below TPS by TPS, participants, panels, events."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from sirekap_desktop.models.minutes import Minutes
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.proceedings import SITTING_ACTS
from sirekap_desktop.ui import plenary_acts
from sirekap_desktop.ui.act_dialog import ActDialog
from sirekap_desktop.ui.attendance_panel import AttendancePanel
from sirekap_desktop.ui.events_panel import EventDialog, EventsPanel
from sirekap_desktop.ui.hearing_tab import HearingTab
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.panels_panel import PanelsPanel
from sirekap_desktop.ui.permitted import forbidden
from sirekap_desktop.ui.plenary_acts import Acts, Assembly
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.second_dialog import ask_second
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sitting_bar import SittingBar
from sirekap_desktop.ui.sitting_dialogs import OpenDialog, end_dialog, turn_dialog
from sirekap_desktop.workflow import convening

_LATER = 250
"""Milliseconds until the whole room is looked at again after something was done."""


class PlenaryPage(QWidget):
    """Leads the plenary; the wall follows the reader by way of `ReadingPlace`."""

    wanted = Signal(str)
    """The code of a TPS to be opened in Periksa."""
    recap_wanted = Signal(str)
    """The code of a desa whose sums are wanted."""
    heard = Signal(object)
    """A `Loaded`, whenever a TPS was looked up for the room."""

    def __init__(self, session: Session, place: ReadingPlace) -> None:
        super().__init__()
        self._session = session
        self._acts = Acts(session)
        self._minutes = Minutes()
        self.bar = SittingBar()
        self.notice = NoticeBar()
        self.hearing = HearingTab(session, place)
        self.people = AttendancePanel(session)
        self.panels = PanelsPanel(session)
        self.events = EventsPanel(session)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the plenary"))
        for widget, word in (
            (self.hearing, self.tr("TPS by TPS")),
            (self.people, self.tr("Participants")),
            (self.panels, self.tr("Panels")),
            (self.events, self.tr("Special events")),
        ):
            self.tabs.addTab(widget, word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.notice)
        column.addWidget(self.tabs, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self.look_again)
        self._connect()

    def look_again(self) -> None:
        """Look at the room and at every TPS."""
        desk = self._session.desk
        self._session.runner.start(lambda _: plenary_acts.assembly(desk), self._show)

    def refresh(self, change: Change) -> None:
        """Something was done here or elsewhere; while nobody looks it can wait."""
        if self.isVisible():
            self.hearing.refresh(change)
            self._later.start()

    def take_cursor(self) -> None:
        """The screen is turned to: look at everything afresh."""
        self.look_again()
        self.hearing.refresh(Change(plenary_acts.PLENARY))
        self._focus()

    def open_tps(self, code: str) -> None:
        """Put a TPS before the room."""
        self.tabs.setCurrentWidget(self.hearing)
        self.hearing.open_tps(code)

    @property
    def tps(self) -> str:
        """The code of the TPS that is before the room, "" while none is."""
        return self.hearing.tps

    @property
    def unsaved(self) -> bool:
        """Whether words stand in a dialog that are kept nowhere yet."""
        return any(one.isVisible() and one.unsaved for one in self.findChildren(ActDialog))

    def note_event(self) -> None:
        """Ask for a special event, at the TPS before the room or in the room."""
        self.notice.hide()
        why = forbidden(self._session.desk.person, Act.EVENT)
        if why:
            self.notice.say(why, Stage.PERIKSA)
            return
        at_tps = self.tabs.currentWidget() is self.hearing and self.hearing.tps
        acts = self._acts.on(self.hearing.tps) if at_tps else self._acts
        tps = self.hearing.tps if at_tps else None
        EventDialog(acts, self._session.election, tps, self).begin()

    def turn(self, act: Act) -> None:
        """Open, adjourn, resume or end the plenary."""
        self.notice.hide()
        if act is Act.OPEN:
            place = self._session.election.kecamatan.name
            OpenDialog(self._acts, self._minutes, place, self).begin()
        elif act is Act.END:
            second = ask_second(self._session, act, self)
            if second is not None:
                end_dialog(self._acts, second, self).begin()
        else:
            turn_dialog(self._acts, act, self).begin()

    def _connect(self) -> None:
        self.bar.asked.connect(self.turn)
        self.hearing.check_wanted.connect(self.wanted)
        self.hearing.recap_wanted.connect(self.recap_wanted)
        self.hearing.heard.connect(self.heard)
        self.events.asked.connect(self.note_event)
        self.people.counted.connect(self._count)
        self.tabs.currentChanged.connect(lambda _: self._turned())
        bind(self, "F8", self.note_event, self.tr("Note a special event"))

    def _turned(self) -> None:
        self.bar.lead(self.tabs.currentWidget() is self.hearing)
        self._focus()

    def _focus(self) -> None:
        here = self.tabs.currentWidget()
        if here is self.hearing:
            self.hearing.take_cursor()
        elif here is self.people:
            self.people.take_cursor()

    def _show(self, assembly: Assembly) -> None:
        turned = assembly.minutes.sitting is not self._minutes.sitting
        self._minutes = assembly.minutes
        desk = self._session.desk
        hindrances = {act: convening.hindrance(desk, act, self._minutes) for act in SITTING_ACTS}
        self.bar.show_minutes(self._minutes, hindrances)
        self.people.show_minutes(self._minutes)
        self.panels.show_assembly(assembly)
        self.events.show_minutes(self._minutes)
        self.hearing.show_assembly(assembly)
        count = len(self._minutes.events)
        text = self.tr("Special events ({count})").format(count=count)
        self.tabs.setTabText(3, text if count else self.tr("Special events"))
        if turned and self.isVisible():
            self._focus()

    def _count(self, here: int) -> None:
        text = self.tr("Participants ({count} in the room)").format(count=here)
        self.tabs.setTabText(1, text if here else self.tr("Participants"))
