"""The frame around the screens once an election is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.check_acts import Loaded
from sirekap_desktop.ui.check_page import CheckPage
from sirekap_desktop.ui.documents_page import DocumentsPage
from sirekap_desktop.ui.frame import Foot, Rail, SimulationBand, Stop, TopBar
from sirekap_desktop.ui.help_page import HelpPage
from sirekap_desktop.ui.import_page import ImportPage
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.plenary_page import PlenaryPage
from sirekap_desktop.ui.projection import Projection
from sirekap_desktop.ui.projection_build import pages_of
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.recap_page import RecapPage
from sirekap_desktop.ui.room import Room
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.settings_page import SettingsPage
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.overview import TpsLine

IMPORT, CHECK, PLENARY, RECAP, DOCUMENTS, HELP, SETTINGS = range(7)
"""The screens in the order of the rail."""
GUIDES = {
    IMPORT: "impor",
    CHECK: "periksa",
    PLENARY: "pleno",
    RECAP: "rekap",
    DOCUMENTS: "dokumen",
    SETTINGS: "pengaturan",
}
"""The guide of each screen."""


@dataclass(frozen=True)
class Spot:
    """Where somebody was: the screen, TPS and field in Periksa, the TPS in Pleno, the setting in
    Pengaturan."""

    screen: int
    tps: str
    field: str
    before_room: str
    setting: str


class DeskFrame(QWidget):
    """Top bar, rail, one screen at a time, foot.

    A `projection` that is open already goes on showing what it shows.
    """

    def __init__(self, session: Session, projection: Projection | None = None) -> None:
        super().__init__()
        self._session = session
        election = session.election
        names = {
            f"{tps.label} · {desa.region.name}": tps.code for desa, tps in election.every_tps()
        }
        self.top = TopBar(f"Kec. {election.kecamatan.name} · {election.title}", names)
        self.rail = self._make_rail()
        self.foot = Foot()
        self.imports = ImportPage(session)
        self.check = CheckPage(session)
        self.recap = RecapPage(session)
        self.documents = DocumentsPage(session)
        self.help = HelpPage(session)
        self.settings = SettingsPage(session)
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
        if election.simulation:
            column.addWidget(SimulationBand())
        column.addWidget(self.top)
        column.addWidget(self.notice)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.screens, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self._connect()
        self.top.show_person(session.desk.person)

    def turn_to(self, number: int) -> None:
        """Show a screen, fresh; the help opens at the guide of the screen that was left."""
        left = self.screens.currentIndex()
        if number == HELP and left != HELP:
            self.help.open_guide(GUIDES[left])
        self.rail.choose(number)
        self.screens.setCurrentIndex(number)
        if number == RECAP:
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
            self.settings.take_cursor()

    def turn_to_first(self) -> None:
        """Begin where the work begins."""
        self.turn_to(IMPORT)

    def open_tps(self, code: str) -> None:
        """Show a TPS in Periksa."""
        self.turn_to(CHECK)
        self.check.open_tps(code)

    def search_tps(self, code: str) -> None:
        """Show the TPS that was searched for: in Pleno for who is there, else in Periksa."""
        if self.screens.currentIndex() == PLENARY:
            self.plenary.open_tps(code)
        else:
            self.open_tps(code)

    def open_sums(self, desa: str) -> None:
        """Show the sums of a desa."""
        self.turn_to(RECAP)
        self.recap.open_desa(desa)

    @property
    def spot(self) -> Spot:
        """Where we are, to come back to."""
        check, plenary = self.check.spot, self.plenary.tps
        return Spot(self.screens.currentIndex(), *check, plenary, self.settings.spot)

    def go_back_to(self, spot: Spot) -> None:
        """Show again what was shown in an earlier frame."""
        if spot.tps:
            self.check.open_tps(spot.tps, spot.field)
        if spot.before_room:
            self.plenary.open_tps(spot.before_room)
        self.turn_to(spot.screen)
        if spot.screen == SETTINGS:
            self.settings.take_cursor(spot.setting)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is kept nowhere yet."""
        return bool(self.check.unsaved) or self.plenary.unsaved

    def show_desk(self, desk: Desk) -> None:
        """Another person sits here now."""
        self._session.desk = desk
        self.top.show_person(desk.person)
        self.check.refresh(Change("orang"))
        self.plenary.refresh(Change("orang"))

    def refresh(self, change: Change, time: str) -> None:
        """Something was done: every screen looks again."""
        self.top.show_saved(time)
        self.imports.refresh(change)
        self.check.refresh(change)
        self.plenary.refresh(change)
        self.recap.refresh(change)
        self.documents.refresh(change)
        self.projection.refresh(change)

    def open_projection(self) -> None:
        """Show the second window, on the second screen when there is one."""
        self.notice.hide()
        self.projection.open_beside(self)

    def _in_order(self) -> tuple[QWidget, ...]:
        work = (self.imports, self.check, self.plenary, self.recap, self.documents)
        return (*work, self.help, self.settings)

    def _make_rail(self) -> Rail:
        return Rail(
            (
                Stop("import", self.tr("Import")),
                Stop("check", self.tr("Check")),
                Stop("plenary", self.tr("Plenary")),
                Stop("recap", self.tr("Sums")),
                Stop("document", self.tr("Documents")),
            ),
            (
                Stop("projection", self.tr("Projection"), window=True),
                Stop("help", self.tr("Help")),
                Stop("settings", self.tr("Settings")),
            ),
        )

    def _connect(self) -> None:
        runner = self._session.runner
        self.imports.grown.connect(self.check.refresh_list)
        self.rail.turned.connect(self.turn_to)
        self.rail.opened.connect(self.open_projection)
        self.top.searched.connect(self.search_tps)
        self.recap.wanted.connect(self.open_tps)
        self.plenary.wanted.connect(self.open_tps)
        self.plenary.recap_wanted.connect(self.open_sums)
        self.plenary.heard.connect(self.projection.take)
        self.check.confirmed.connect(self._read_out)
        self.projection.lost.connect(self._tell_lost)
        self.projection.returned.connect(self.notice.hide)
        self.check.listed.connect(self._tell)
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
