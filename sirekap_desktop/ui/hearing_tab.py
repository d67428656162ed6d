"""The main tab of Pleno: one TPS after the other, from reading it out to closing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.minutes import Correction, Outcome, Step
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.ui import plenary_acts, theme
from sirekap_desktop.ui.course_dialogs import CourseDialogs
from sirekap_desktop.ui.course_panel import CoursePanel
from sirekap_desktop.ui.exhibits import Exhibits
from sirekap_desktop.ui.hearing_list import HearingList
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.matters import Ask, Way
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.plenary_acts import Acts, Assembly, Heard
from sirekap_desktop.ui.reading_panel import ReadingPanel
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.runner import PERSON, Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sheet_panel import Paper
from sirekap_desktop.workflow import docket, hearing, issuing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.docket import Docket

_LIST = 212


class HearingTab(QWidget):
    """Left every TPS, in the middle the one before the room, right its course."""

    check_wanted = Signal(str)
    """The code of a TPS to be opened in Periksa."""
    recap_wanted = Signal(str)
    """The code of a desa whose sums are wanted."""
    heard = Signal(object)
    """A `Loaded`, whenever a TPS was looked up for the room."""

    def __init__(self, session: Session, place: ReadingPlace) -> None:
        super().__init__()
        self._session = session
        self._place = place
        self._wanted = ""
        self._heard: Heard | None = None
        self._assembly: Assembly | None = None
        self.list = HearingList()
        self.reading = ReadingPanel(session, place)
        self.course = CoursePanel(session)
        self.notice = NoticeBar()
        self._dialogs = CourseDialogs(session, self)
        self._exhibits = Exhibits(session, self.notice, self)
        middle = QWidget()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.notice)
        inside.addWidget(self.reading, 1)
        parts = QSplitter()
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        for widget, stretch in ((self.list, 0), (middle, 1), (self.course, 0)):
            parts.addWidget(widget)
            parts.setStretchFactor(parts.count() - 1, stretch)
        self.list.setMinimumWidth(theme.px(_LIST))
        parts.setSizes([theme.px(_LIST), theme.px(2 * _LIST), self.course.minimumWidth()])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        self._connect()

    @property
    def tps(self) -> str:
        """The code of the TPS that is before the room, "" while none is."""
        return self._wanted

    def open_tps(self, code: str) -> None:
        """Put a TPS before the room; the wall stays where it is."""
        if code != self._wanted:
            self.notice.hide()
        self._wanted = code
        self.list.choose(code)
        self._look()

    def refresh(self, change: Change) -> None:
        """Something was done: look at the TPS again when it concerns it.

        What was told to one person is not told to the next one at the desk.
        """
        if change.act == PERSON:
            self.notice.hide()
        if self._wanted and change.tps in (None, self._wanted):
            self._look()

    def show_assembly(self, assembly: Assembly) -> None:
        """Show every TPS; the first that is not closed comes before the room."""
        self._assembly = assembly
        self.list.show_assembly(assembly, self._session.desk.person.name)
        self.course.show_lines(assembly.lines)
        self.list.choose(self._wanted)
        if not self._wanted and assembly.lines:
            left = [line for line in assembly.lines if line.reached is not Reached.SELESAI]
            under_way = [line for line in left if line.reached is not Reached.MENUNGGU]
            self.open_tps((*under_way, *left, *assembly.lines)[0].tps.code)

    def take_cursor(self) -> None:
        """Let the arrow keys walk through the numbers."""
        self.reading.take_cursor()

    def ask(self, ask: Ask) -> None:
        """Do what a button asks for, or open its dialog."""
        if self._heard is None:
            return
        self.notice.hide()
        plain: Mapping[Act | Way, Callable[[], None]] = {
            Act.PRESENT: lambda: self._do(hearing.present, self._present),
            Act.COMPARE: self._compare,
            Act.AGREE: lambda: self._do(hearing.agree),
            Act.CLOSE: lambda: self._do(hearing.close, self._closed),
            Act.REOPEN: self._reopen,
            Way.CHECK: lambda: self.check_wanted.emit(self._wanted),
            Way.NEXT: lambda: self.open_tps(str(ask.subject)),
            Way.RECAP: lambda: self.recap_wanted.emit(str(ask.subject)),
        }
        if isinstance(ask.subject, Correction) and ask.what is Way.PHOTO:
            self._exhibits.ask_photo(self._wanted, ask.subject)
        elif ask.what in plain:
            plain[ask.what]()
        else:
            found, reading = self._heard.docket, self.reading
            dialog = self._dialogs.made(ask, found, reading.figure_of, reading.field)
            dialog.did.connect(self._told)
            dialog.begin()

    def press(self, act: Act) -> None:
        """A key for an act: the same as its button, but it says why where that cannot be."""
        button = self.course.beside[act]
        if button.isEnabled():
            self.ask(Ask(act, self.reading.code if act is Act.EXPLAIN else None))
        else:
            self.notice.say(button.toolTip(), Stage.PERIKSA)

    def press_next(self) -> None:
        """The key of the primary button."""
        button, ask = self.course.primary, self.course.next
        if ask is not None and button.isEnabled():
            self.ask(ask)
        elif ask is not None:
            self.notice.say(button.toolTip(), Stage.PERIKSA)
        elif self._heard is not None:
            now = self._heard.docket.view.sitting
            self.notice.refuse(SirekapError("sitting_not_open", now=now))

    def show_on_wall(self) -> None:
        """Let the hall see this TPS."""
        if not self.reading.wall.isEnabled():
            self.notice.say(self.reading.wall.toolTip(), Stage.PERIKSA)
        elif self._heard is not None:
            self._place.start(self._wanted)
            self._tell_wall(self._heard)

    def _connect(self) -> None:
        self.list.picked.connect(self.open_tps)
        self.course.asked.connect(self.ask)
        self.reading.wall_wanted.connect(self.show_on_wall)
        self.reading.history.pictures_wanted.connect(
            lambda number: self._exhibits.show(self._wanted, number)
        )
        for keys, act, told in (
            ("F2", Act.DIFFER, self.tr("Note a difference with a copy")),
            ("F3", Act.CORRECT, self.tr("Correct a figure before the room")),
            ("F4", Act.OBJECT, self.tr("Record an objection")),
            ("F6", Act.EXPLAIN, self.tr("Explain a finding for the minutes")),
        ):
            bind(self, keys, partial(self.press, act), told, everywhere=True)
        for keys, by, told in (
            ("PgDown", 1, self.tr("Next number; the wall follows")),
            ("PgUp", -1, self.tr("Number before; the wall follows")),
        ):
            bind(self, keys, partial(self.reading.step, by), told)
        bind(self, "F9", self.show_on_wall, self.tr("Show this TPS on the wall"))
        done = self.tr("Do what comes next (the blue button)")
        bind(self, "Ctrl+Enter", self.press_next, done, also="Ctrl+Return", everywhere=True)

    def _look(self) -> None:
        code, desk = self._wanted, self._session.desk
        self._session.runner.start(lambda _: docket.look(desk, code), self._show)

    def _show(self, found: Docket) -> None:
        code, session = found.view.tps.code, self._session
        if code != self._wanted:
            return
        self._show_heard(plenary_acts.heard(found, self._papers()))
        self.course.show_docket(found)
        now, desk = self._heard, session.desk
        if now is not None and not now.whole:
            session.runner.start(
                lambda _: plenary_acts.papers(desk, now),
                lambda papers: self._take(code, papers),
                refuse=self.notice.refuse,
            )

    def _take(self, code: str, papers: Sequence[Paper]) -> None:
        """The pictures have come; what is known of the TPS may be newer by now."""
        if self._heard is not None and code == self._heard.docket.view.tps.code:
            found = self._heard.docket
            self._show_heard(plenary_acts.heard(found, (*self._papers(), *papers)))
            if any(paper.unpacked and paper.image.isNull() for paper in papers):
                self.notice.refuse(SirekapError("picture_lost"))

    def _show_heard(self, heard: Heard) -> None:
        self._heard = heard
        self.reading.show_heard(heard)
        self._tell_wall(heard)

    def _papers(self) -> tuple[Paper, ...]:
        return tuple(self._heard.papers.values()) if self._heard is not None else ()

    def _tell_wall(self, heard: Heard) -> None:
        self._place.hear(heard.docket.view)
        self.heard.emit(heard.loaded)

    def _do(
        self, act: Callable[[Desk, str], Any], then: Callable[[Any], None] = lambda _: None
    ) -> None:
        code = self._wanted
        Acts(self._session, code).do(lambda desk: act(desk, code), then, self.notice.refuse)

    def _compare(self) -> None:
        parties = self.course.copies.parties
        self._do(lambda desk, code: hearing.compare(desk, code, parties))

    def _present(self, step: Step) -> None:
        """What is read out is what the hall sees, unless somebody went on to another TPS."""
        if self._heard is not None and step.tps == self._wanted:
            self._place.start(self._wanted)
            self._tell_wall(self._heard)

    def _closed(self, step: Step) -> None:
        if self._heard is None or self._assembly is None:
            return
        view = self._heard.docket.view
        told = self.tr("{name} is closed.").format(name=view.name)
        desa = view.desa.region.code
        left = [
            line
            for line in self._assembly.lines
            if line.desa.region.code == desa and line.tps.code != step.tps
            if line.reached is not Reached.SELESAI
        ]
        if not left:
            name = f"{view.desa.kind} {view.desa.region.name}"
            done = self.tr("{name} is done: its sums stand in Sums.").format(name=name)
            told = f"{told} {done}"
        self.notice.say(told, Stage.SELESAI)

    def _reopen(self) -> None:
        assert self._heard is not None
        found = self._heard.docket
        Acts(self._session).ask(
            issuing.standing, lambda count: self._dialogs.reopening(found, count).begin()
        )

    def _told(self, step: object) -> None:
        accepted = isinstance(step, Step) and step.facts.get("outcome") == Outcome.DITERIMA
        if accepted:
            self.notice.say(
                self.tr("The objection is accepted: correct the figure now (F3)."), Stage.DIKOREKSI
            )
