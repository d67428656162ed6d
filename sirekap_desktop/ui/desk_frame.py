"""The frame around the screens once an election is loaded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sirekap_desktop.models.plenary import Place, Stage
from sirekap_desktop.ui.check_acts import Loaded
from sirekap_desktop.ui.check_page import CheckPage
from sirekap_desktop.ui.documents_page import DocumentsPage
from sirekap_desktop.ui.exercise import ExerciseCard
from sirekap_desktop.ui.frame import Foot, TopBar
from sirekap_desktop.ui.help_page import HelpPage
from sirekap_desktop.ui.home_page import HomePage
from sirekap_desktop.ui.import_page import ImportPage
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.people_panel import PeoplePanel
from sirekap_desktop.ui.plenary_page import PlenaryPage
from sirekap_desktop.ui.projection import Projection
from sirekap_desktop.ui.projection_build import pages_of
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.recap_page import RecapPage
from sirekap_desktop.ui.room import Room
from sirekap_desktop.ui.runner import PERSON, Change
from sirekap_desktop.ui.second_page import SecondPage
from sirekap_desktop.ui.second_rule import SecondRule
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.settings_page import SettingsPage
from sirekap_desktop.ui.stops import (
    BEHIND,
    CHECK,
    DOCUMENTS,
    FORMS,
    GUIDES,
    HELP,
    HOME,
    IMPORT,
    PLENARY,
    RECAP,
    SECOND,
    SETTINGS,
    Spot,
    make_rail,
)
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.overview import Advice, Board, Next, TpsLine

if TYPE_CHECKING:
    from sirekap_desktop.ui.forms_page import FormsPage


class DeskFrame(QWidget):
    """Top bar, rail, one screen at a time, foot.

    A `projection` that is open already goes on showing what it shows.
    """

    contest_wanted = Signal(int)
    """The number of the contest that somebody wants to work on."""
    form_changed = Signal(object)
    """The `Desk` that knows another form for this contest: the screens have to be built anew."""
    leaving = Signal()
    """Whoever practises has had enough."""

    def __init__(self, session: Session, projection: Projection | None = None) -> None:
        super().__init__()
        self._session = session
        election = session.election
        self.top = TopBar(election)
        self.rail = make_rail()
        self.foot = Foot()
        self.home = HomePage(session)
        self.imports = ImportPage(session)
        self.check = CheckPage(session)
        self.recap = RecapPage(session)
        self.documents = DocumentsPage(session)
        self.help = HelpPage(session)
        self.settings = SettingsPage(session)
        self.rule = SecondRule(session)
        self.settings.add_section(self.tr("Second entry"), _holding(self.rule))
        self.second = SecondPage(session)
        self.people = PeoplePanel(session)
        self.settings.add_section(self.tr("People"), _holding(self.people))
        self._forms: FormsPage | None = None
        self._newer: Desk | None = None
        self.studio = QPushButton(self.tr("Make and correct forms…"))
        self.settings.add_section(self.tr("Forms"), _holding(self.studio))
        if projection is None:
            projection = Projection(session, ReadingPlace(pages_of(election)))
        projection.serve(session)
        self.projection = projection
        self.reading = self.projection.place
        self.plenary = PlenaryPage(session, self.reading)
        self.notice = NoticeBar()
        self.screens = QStackedWidget()
        for screen in self._in_order():
            self.screens.addWidget(Room(screen))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.notice)
        self.exercise = self._exercise(column)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.screens, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self._connect()
        self.top.show_person(session.desk.person)

    @property
    def forms(self) -> FormsPage:
        """The studio; built when it is first wanted, which at most desks is never."""
        if self._forms is None:
            from sirekap_desktop.ui.forms_page import FormsPage

            self._forms = FormsPage(self._session.desk, self._session.runner)
            self._forms.left.connect(partial(self.turn_to, SETTINGS))
            self._forms.installed.connect(self._take_forms)
            self.screens.addWidget(Room(self._forms))
        return self._forms

    def _take_forms(self, desk: Desk) -> None:
        """A form was installed; where it is the one of these screens, they are built anew as soon
        as the studio is left, and until then they go on with the one that they show."""
        self._newer = None
        if desk.template == self._session.template:
            self.show_desk(desk)
        else:
            self._newer = desk

    def turn_to(self, number: int) -> None:
        """Show a screen, fresh; the help opens at the guide of the screen that was left."""
        left = self.screens.currentIndex()
        studio = self.forms if number == FORMS else None
        if number == CHECK and self.second.holds_typed():
            number = SECOND
        if number == HELP and left != HELP:
            self.help.open_guide(GUIDES[left])
        self.rail.choose(BEHIND.get(number, number))
        self.screens.setCurrentIndex(number)
        if number == HOME:
            self.home.look_again()
            self.home.take_cursor()
        elif number == RECAP:
            self.recap.look_again()
        elif number == DOCUMENTS:
            self.documents.look_again()
        elif number == IMPORT:
            self.imports.drop.files.setFocus()
        elif number == CHECK:
            self.check.take_cursor()
        elif number == PLENARY:
            self.plenary.take_cursor()
        elif number == HELP:
            self.help.take_cursor()
        elif number == SETTINGS:
            self.rule.refresh()
            self.settings.take_cursor()
        elif number == SECOND:
            self.second.take_cursor()
        elif studio is not None:
            studio.take_cursor()
        if self._newer is not None and studio is None and not self.unsaved:
            self.form_changed.emit(self._newer)

    def turn_to_first(self, board: Board) -> None:
        """Begin where the work begins: without any sheet that is the import."""
        self.home.show_board(board)
        begun = board.loose or any(line.place is not Place.KOSONG for line in board.lines)
        self.turn_to(HOME if begun else IMPORT)

    def open_tps(self, code: str) -> None:
        """Show a TPS in Periksa."""
        self.turn_to(CHECK)
        self.check.open_tps(code)

    def search_tps(self, code: str) -> None:
        """Show the TPS that was searched for: to whoever reads blind its second entry, in Pleno
        for who is there, else in Periksa."""
        if self.screens.currentIndex() == SECOND:
            self.open_second(code)
        elif self.screens.currentIndex() == PLENARY:
            self.plenary.open_tps(code)
        else:
            self.open_tps(code)

    def open_second(self, code: str) -> None:
        """Let another person read a TPS without seeing its numbers, on the wall neither."""
        if self.reading.now.tps == code:
            self.reading.show_progress()
        self.second.open_tps(code)
        self.turn_to(SECOND)

    def open_sums(self, desa: str) -> None:
        """Show the sums of a desa."""
        self.turn_to(RECAP)
        self.recap.open_desa(desa)

    def hear_tps(self, code: str) -> None:
        """Show a TPS where the plenary deals with it."""
        self.turn_to(PLENARY)
        if code:
            self.plenary.open_tps(code)

    def follow(self, advice: Advice) -> None:
        """Do the next thing."""
        if advice.what in (Next.IMPORT, Next.LAY, Next.COMPLETE):
            self.turn_to(IMPORT)
        elif advice.what in (Next.ISSUE, Next.SIGN, Next.DONE):
            self.turn_to(DOCUMENTS)
        elif advice.what is Next.CHECK:
            self.open_tps(advice.tps)
        else:
            self.hear_tps(advice.tps)

    def _second_of_check(self) -> None:
        tps, _ = self.check.spot
        if tps and not self.check.holds_typed():
            self.open_second(tps)

    @property
    def spot(self) -> Spot:
        """Where we are, to come back to."""
        check, plenary = self.check.spot, self.plenary.tps
        here = self.screens.currentIndex()
        tile, places, sought = self.home.spot
        setting, second = self.settings.spot, self.second.tps
        return Spot(here, *check, plenary, setting, second, tile, places, sought)

    def go_back_to(self, spot: Spot) -> None:
        """Show again what was shown in an earlier frame."""
        self.home.go_back_to(spot.tile, spot.places, spot.sought)
        if spot.tps:
            self.check.open_tps(spot.tps, spot.field)
        if spot.second:
            self.second.open_tps(spot.second)
        if spot.before_room:
            self.plenary.open_tps(spot.before_room)
        self.turn_to(spot.screen)
        if spot.screen == SETTINGS:
            self.settings.take_cursor(spot.setting)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is kept nowhere yet."""
        typed = bool(self.check.unsaved) or self.plenary.unsaved or self.second.unsaved
        return typed or (self._forms is not None and self._forms.unsaved)

    def show_desk(self, desk: Desk) -> None:
        """Another person sits here now."""
        self._session.desk = desk
        self.top.show_person(desk.person)
        self.second.show_person(desk.person)
        if self._forms is not None:
            self._forms.show_desk(desk)
        self.rule.refresh()
        self._tell_all(Change(PERSON))

    def refresh(self, change: Change, time: str) -> None:
        """Something was done: every screen looks again."""
        self.top.show_saved(time)
        self._tell_all(change)

    def _tell_all(self, change: Change) -> None:
        self.home.refresh(change)
        self.imports.refresh(change)
        self.check.refresh(change)
        self.second.refresh(change)
        self.plenary.refresh(change)
        self.recap.refresh(change)
        self.documents.refresh(change)
        self.settings.contests.refresh()
        self.people.refresh(change)
        self.projection.refresh(change)
        if self.exercise is not None:
            self.exercise.refresh(change)

    def open_projection(self) -> None:
        """Show the second window, on the second screen when there is one."""
        self.notice.hide()
        self.projection.open_beside(self)
        if self.exercise is not None:
            self.exercise.saw_wall()

    def _exercise(self, column: QVBoxLayout) -> ExerciseCard | None:
        """In the practice folder a card with what to do; None elsewhere."""
        if self._session.practised is None:
            return None
        card = ExerciseCard(self._session)
        card.left.connect(self.leaving)
        column.addWidget(card)
        leave = QPushButton(self.tr("Leave practice"))
        leave.clicked.connect(self.leaving)
        self.settings.add_section(self.tr("Practice"), _holding(leave))
        return card

    def _in_order(self) -> tuple[QWidget, ...]:
        work = (self.home, self.imports, self.check, self.plenary, self.recap, self.documents)
        return (*work, self.help, self.settings, self.second)

    def _connect(self) -> None:
        runner = self._session.runner
        self.home.advised.connect(self.follow)
        self.home.contest_wanted.connect(self.contest_wanted)
        self.settings.contests.wanted.connect(self.contest_wanted)
        self.home.check_wanted.connect(self.open_tps)
        self.home.hearing_wanted.connect(self.hear_tps)
        self.imports.grown.connect(self.check.refresh_list)
        self.imports.published.chosen.connect(self.open_tps)
        self.imports.grown.connect(self.home.look_again)
        self.rail.turned.connect(self.turn_to)
        self.rail.opened.connect(self.open_projection)
        self.top.searched.connect(self.search_tps)
        self.people.overtaken.connect(self.top.lock.click)
        self.recap.wanted.connect(self.open_tps)
        self.plenary.wanted.connect(self.open_tps)
        self.plenary.recap_wanted.connect(self.open_sums)
        self.plenary.heard.connect(self.projection.take)
        self.check.confirmed.connect(self._read_out)
        self.projection.lost.connect(self._tell_lost)
        self.projection.returned.connect(self.notice.hide)
        self.check.listed.connect(self._tell)
        self.check.panel.second.clicked.connect(self._second_of_check)
        second = self.tr("Second entry of this TPS")
        bind(self.check, "F10", self._second_of_check, second)
        self.second.left.connect(self.open_tps)
        self.studio.clicked.connect(partial(self.turn_to, FORMS))
        self.second.person_wanted.connect(self.top.person.click)
        self.foot.stopped.connect(runner.cancel)
        runner.stepped.connect(self.foot.show_step)
        bind(self, "Ctrl+K", self.top.search.setFocus, self.tr("Find a TPS"), everywhere=True)
        bind(self, "Shift+F1", partial(self.turn_to, HELP), self.tr("Help"), everywhere=True)

    def _read_out(self, loaded: Loaded, field: str) -> None:
        """What is confirmed of the TPS that is read out is read to the hall; other TPS are not."""
        self.projection.take(loaded)
        if field and self.reading.now.tps == loaded.view.tps.code:
            self.reading.go_to(field)

    def _tell_lost(self, text: str) -> None:
        self.notice.say(text, Stage.PERIKSA)

    def _tell(self, lines: tuple[TpsLine, ...]) -> None:
        closed = sum(line.stage is Stage.SELESAI for line in lines)
        doubtful = sum(line.doubtful > 0 for line in lines if line.pages)
        self.foot.show_news(
            self.tr("{closed} of {total} TPS closed · {doubtful} to check").format(
                closed=closed, total=len(lines), doubtful=doubtful
            )
        )


def _holding(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.addWidget(widget)
    return layout
