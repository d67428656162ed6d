"""The frame around the screens once an election is loaded."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.check_acts import Loaded
from sirekap_desktop.ui.check_page import CheckPage
from sirekap_desktop.ui.documents_page import DocumentsPage
from sirekap_desktop.ui.frame import Foot, Rail, SimulationBand, TopBar
from sirekap_desktop.ui.import_page import ImportPage
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.projection import Projection
from sirekap_desktop.ui.projection_build import pages_of
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.recap_page import RecapPage
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow.checking import TpsLine
from sirekap_desktop.workflow.desk import Desk

IMPORT, CHECK, RECAP, DOCUMENTS = range(4)


class DeskFrame(QWidget):
    """Top bar, rail, one screen at a time, foot."""

    def __init__(self, session: Session, projection: Projection | None = None) -> None:
        """`projection` is the window of the hall when it is there already: it goes on showing."""
        super().__init__()
        self._session = session
        election = session.election
        names = {
            f"{tps.label} · {desa.region.name}": tps.code for desa, tps in election.every_tps()
        }
        self.top = TopBar(f"Kec. {election.kecamatan.name} · {election.title}", names)
        self.rail = Rail(
            (
                ("import", self.tr("Import")),
                ("check", self.tr("Check")),
                ("recap", self.tr("Sums")),
                ("document", self.tr("Documents")),
            ),
            ("projection", self.tr("Projection")),
        )
        self.foot = Foot()
        self.imports = ImportPage(session)
        self.check = CheckPage(session)
        self.recap = RecapPage(session)
        self.documents = DocumentsPage(session)
        self.projection = projection or Projection(
            session, ReadingPlace(pages_of(session.election))
        )
        self.place = self.projection.place
        self.notice = NoticeBar()
        self.screens = QStackedWidget()
        for screen in (self.imports, self.check, self.recap, self.documents):
            self.screens.addWidget(screen)
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
        """Show a screen, fresh."""
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

    def turn_to_first(self) -> None:
        """Begin where the work begins."""
        self.turn_to(IMPORT)

    def open_tps(self, code: str) -> None:
        """Show a TPS in Periksa."""
        self.turn_to(CHECK)
        self.check.open_tps(code)

    def show_desk(self, desk: Desk) -> None:
        """Another person sits here now."""
        self._session.desk = desk
        self.top.show_person(desk.person)
        self.check.refresh(Change("orang"))

    def refresh(self, change: Change, time: str) -> None:
        """Something was done: every screen looks again."""
        self.top.show_saved(time)
        self.imports.refresh(change)
        self.check.refresh(change)
        self.recap.refresh(change)
        self.documents.refresh(change)
        self.projection.refresh(change)

    def open_projection(self) -> None:
        """Show the second window, on the second screen when there is one."""
        self.notice.hide()
        self.projection.open_beside(self)

    def _connect(self) -> None:
        runner = self._session.runner
        self.imports.grown.connect(self.check.refresh_list)
        self.rail.turned.connect(self.turn_to)
        self.rail.below.clicked.connect(self.open_projection)
        self.top.searched.connect(self.open_tps)
        self.recap.wanted.connect(self.open_tps)
        self.check.confirmed.connect(self._read_out)
        self.projection.lost.connect(self._tell_lost)
        self.projection.returned.connect(self.notice.hide)
        self.check.listed.connect(self._tell)
        self.foot.stopped.connect(runner.cancel)
        runner.stepped.connect(self.foot.show_step)
        bind(self, "Ctrl+K", self.top.search.setFocus, everywhere=True)
        for number in range(self.screens.count()):
            bind(self, f"Ctrl+{number + 1}", partial(self.turn_to, number), everywhere=True)
        last = self.screens.count() + 1
        bind(self, f"Ctrl+{last}", self.open_projection, everywhere=True)

    def _read_out(self, loaded: Loaded, field: str) -> None:
        """A number that was confirmed is read to the hall; a mere look at a TPS is not."""
        if field and self.place.now.tps != loaded.view.tps.code:
            self.place.start(loaded.view.tps.code)
        self.projection.take(loaded)
        if field:
            self.place.go_to(field)

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
