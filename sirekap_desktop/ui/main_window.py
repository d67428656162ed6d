"""The window: begins with a person, asks for master data, then holds the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application, icons, key_overlay, theme
from sirekap_desktop.ui.dialogs import RefusalDialog
from sirekap_desktop.ui.keys import bind, tell
from sirekap_desktop.ui.opening import Opened, Work, opened
from sirekap_desktop.ui.room import Room
from sirekap_desktop.ui.runner import Change, Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.simulation_mark import SimulationMark
from sirekap_desktop.ui.start_page import StartPage

if TYPE_CHECKING:
    from sirekap_desktop.ui.desk_frame import DeskFrame
    from sirekap_desktop.ui.forms_page import FormsPage
    from sirekap_desktop.ui.lock import Lock
    from sirekap_desktop.ui.master_page import MasterPage
    from sirekap_desktop.ui.projection import Projection
    from sirekap_desktop.ui.session import Session
    from sirekap_desktop.workflow.desk import Desk


SMALLEST = QSize(1180, 680)
"""Of the window, where the screen is not smaller still."""


class MainWindow(QMainWindow):
    """Holds one thing at a time: the start, the master data, or the desk with its screens.

    The screens are imported when they are needed, so that the window is up at once.
    """

    def __init__(self, services: Services, runner: Runner) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._then: Callable[[], object] | None = None
        self._session: Session | None = None
        self._turning: Opened | None = None
        self._desk: Desk | None = None
        self._settings = self._worn = services.settings
        self.frame: DeskFrame | None = None
        self.master: MasterPage | None = None
        self.forms: FormsPage | None = None
        """The studio, where there is no election yet."""
        self.lock: Lock | None = None
        self._opening = False
        self.mark = SimulationMark(self)
        self.setWindowTitle("Sirekap Desktop")
        self.setWindowIcon(icons.icon("check", theme.worn().accent))
        self.setMinimumSize(SMALLEST.boundedTo(self.screen().availableSize()))
        self.resize(1366, 768)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        runner.refused.connect(self._refuse)
        runner.changed.connect(self._changed)
        runner.idle.connect(self._idle)
        bind(self, "F1", partial(key_overlay.turn, self), self.tr("Keys"), everywhere=True)
        tell(self, "Ctrl+L", self.tr("Lock the desk"), everywhere=True)
        self._show_start()

    @property
    def desk(self) -> Desk | None:
        """The desk with the person at it, None before somebody has signed in."""
        return self._session.desk if self._session is not None else self._desk

    def begin(self, desk: Desk) -> None:
        """Show what comes next for whoever has signed in at this desk."""
        refuse = self.start.refuse if self._desk is None else self._refuse
        contest = desk.contest or _number(self._settings.contest)
        self._runner.start(lambda _: opened(desk, contest), self._enter, refuse=refuse)

    def leave_training(self) -> None:
        """Back to the first screen and the real data, once the work in hand has ended."""
        if self._runner.busy:
            self._after_work(self.leave_training, self.windowTitle())
            return
        if self.frame is not None:
            self.frame.projection.close()
        if self.lock is not None:
            self.lock.rest()
        if self._services.training is not None:
            self._services.training.close()
        self.frame = self._session = self._desk = self._turning = None
        self.mark.show(False)
        self.setWindowTitle("Sirekap Desktop")
        self._show_start()

    def showEvent(self, event: QShowEvent) -> None:
        """The data is opened once the window is there."""
        super().showEvent(event)
        if not self._opening:
            self._opening = True
            QTimer.singleShot(0, self.start.open)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work that is under way ends first; what can be stopped is stopped."""
        if self.frame is not None:
            self.frame.projection.close()
        if not self._runner.busy:
            self.mark.show(False)
            event.accept()
            return
        event.ignore()
        self._after_work(self.close, self.tr("Sirekap Desktop · closing after the work in hand…"))

    def _after_work(self, then: Callable[[], object], title: str) -> None:
        self._then = then
        self._runner.cancel()
        self.setEnabled(False)
        self.setWindowTitle(title)
        self.setCursor(Qt.CursorShape.WaitCursor)

    def _show_start(self) -> None:
        self.start = StartPage(self._services, self._runner, self._settings.name)
        self.start.seated.connect(self.begin)
        self.start.simulated.connect(self.mark.show)
        self._take_away(0)
        self._stack.addWidget(Room(self.start))
        if self.isVisible():
            self.start.open()

    def _enter(self, found: Opened) -> None:
        self._sit(found.desk)
        if found.work is None:
            self._ask_master(found.desk)
        else:
            self.mark.show(found.work.election.simulation)
            self._show_desk(found.desk, found.work)

    def _sit(self, desk: Desk) -> None:
        """Remember who sits here now, and watch over the desk."""
        from sirekap_desktop.ui.lock import Lock

        self._desk = desk
        if not self.start.training:
            person = desk.person
            self._keep(replace(self._settings, name=person.name, role=person.role.value))
        if self.lock is None:
            self.lock = Lock(self, self._runner)
            self.lock.opened.connect(self._unlocked)
        self.lock.guard(desk, self._settings.idle_minutes)

    def _ask_master(self, desk: Desk) -> None:
        from sirekap_desktop.ui.master_page import MasterPage
        from sirekap_desktop.workflow.upstreaming import ColumnMemory

        self.forms = None
        memory = ColumnMemory(
            self._settings.columns,
            lambda text: self._keep(replace(self._settings, columns=text)),
        )
        self.master = MasterPage(desk, self._runner, memory=memory)
        self.master.adopted.connect(lambda _: self.begin(desk))
        self.master.forms_wanted.connect(lambda: self._show_forms(desk))
        self._put(Room(self.master))
        self.master.take_cursor()

    def _show_forms(self, desk: Desk) -> None:
        """Before there is an election: its form may have to be made first."""
        from sirekap_desktop.ui.forms_page import FormsPage

        self.master, self.forms = None, FormsPage(desk, self._runner)
        self.forms.left.connect(lambda: self._ask_master(self._desk or desk))
        self.forms.installed.connect(self._sit)
        self._put(Room(self.forms))
        self.forms.take_cursor()

    def turn_contest(self, contest: int) -> None:
        """Work on another contest, on the same screen, as soon as nothing can be lost by it."""
        desk = self.desk
        if self.frame is None or desk is None:
            return
        if self._runner.visible or self.frame.unsaved:
            self.frame.home.wait()
            return
        self._open(desk, contest)

    def _open(self, desk: Desk, contest: int | None) -> None:
        self._runner.start(lambda _: opened(desk, contest), self._take_contest)

    def _take_contest(self, found: Opened) -> None:
        self._turning = found
        self._catch_up()

    def _turn(self) -> None:
        """Build the screens of the other contest once nobody waits for an answer any more."""
        found, old, session = self._turning, self.frame, self._session
        if found is None or found.work is None or old is None or session is None:
            return
        if self._runner.busy:
            return
        self._turning = None
        if old.unsaved:
            old.home.wait()
            return
        spot, projection = old.spot, old.projection
        self._take_away()
        desk = replace(found.desk, person=session.desk.person)
        self._sit(desk)
        frame = self._show_desk(desk, found.work, projection)
        codes = {tps.code for _, tps in found.work.election.every_tps()}
        frame.go_back_to(replace(spot, tps=spot.tps if spot.tps in codes else "", field=""))
        if not self.start.training:
            self._keep(replace(self._settings, contest=str(desk.contest)))

    def _show_desk(self, desk: Desk, work: Work, projection: Projection | None = None) -> DeskFrame:
        from sirekap_desktop.ui.desk_frame import DeskFrame
        from sirekap_desktop.ui.session import Practised, Session

        before = self._session.practised if self._session is not None else None
        self.mark.show(work.election.simulation)
        self._session = Session(
            desk,
            work.election,
            work.template,
            self._runner,
            self._services.make_reader,
            self._settings,
            self._take_settings,
            contests=tuple(line.contest for line in work.board.contests),
            practised=before or (Practised() if self.start.training else None),
        )
        self.setWindowTitle(f"{work.election.kecamatan.name} · Sirekap Desktop")
        frame = self._put_frame(DeskFrame(self._session, projection))
        frame.turn_to_first(work.board)
        return frame

    def _put_frame(self, frame: DeskFrame) -> DeskFrame:
        self.frame, self.master, self.forms = frame, None, None
        frame.top.person.clicked.connect(self._change_person)
        frame.contest_wanted.connect(self.turn_contest)
        frame.form_changed.connect(lambda desk: self._open(desk, desk.contest))
        frame.top.lock.clicked.connect(self._lock)
        frame.leaving.connect(self.leave_training)
        self._put(frame)
        return frame

    def _put(self, widget: QWidget) -> None:
        """Show this in place of whatever came after the start."""
        self._take_away()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def _take_away(self, start: int = 1) -> None:
        """Away at once, or a timer of its own could ask for work whose answer finds it gone."""
        while (old := self._stack.widget(start)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete.value)

    def _take_settings(self, chosen: Settings) -> None:
        """Keep what was chosen, and dress anew if it changes the look."""
        self._keep(chosen)
        if self.lock is not None and self.desk is not None:
            self.lock.guard(self.desk, chosen.idle_minutes)
        QTimer.singleShot(0, self._catch_up)

    def _keep(self, chosen: Settings) -> None:
        self._settings = chosen
        if self._session is not None:
            self._session.settings = chosen
        try:
            self._services.keep(chosen)
        except SirekapError as error:
            self._refuse(error)

    def _catch_up(self) -> None:
        """What had to wait until nothing can be lost by it; behind the lock it waits on."""
        if self.lock is None or not self.lock.closed:
            self._turn()
            self._dress_anew()

    def _dress_anew(self) -> None:
        """Build every screen afresh as soon as nothing can be lost by it."""
        from sirekap_desktop.ui.desk_frame import DeskFrame

        session, old = self._session, self.frame
        if session is None or old is None or _same_look(self._settings, self._worn):
            return
        if self._runner.busy or old.unsaved:
            old.settings.wait()
            return
        self._worn = self._settings
        spot, projection = old.spot, old.projection
        self._take_away()
        application.dress(cast(QApplication, QApplication.instance()), self._worn)
        self.mark.renew()
        self._put_frame(DeskFrame(session, projection)).go_back_to(spot)

    def _lock(self) -> None:
        if self.lock is not None:
            self.lock.lock()

    def _unlocked(self, person: Person) -> None:
        if self.desk is not None and person != self.desk.person:
            self._take_over(person)
        self._catch_up()

    def _change_person(self) -> None:
        from sirekap_desktop.ui.sign_in import ChangeDialog

        if self.desk is not None:
            dialog = ChangeDialog(self.desk, self._runner, self)
            if dialog.exec():
                self._take_over(dialog.person)

    def _take_over(self, person: Person) -> None:
        """Another person sits here now; what was typed and not confirmed is nobody's yet."""
        if self.desk is None:
            return
        desk = replace(self.desk, person=person)
        self._sit(desk)
        if self.frame is not None:
            self.frame.show_desk(desk)
        elif self.forms is not None:
            self.forms.show_desk(desk)
        elif self.master is not None:
            self._ask_master(desk)

    def _refuse(self, error: SirekapError) -> None:
        RefusalDialog(error, self).open()

    def _changed(self, change: Change) -> None:
        if self.frame is not None:
            self.frame.refresh(change, f"{datetime.now().astimezone():%H:%M}")

    def _idle(self) -> None:
        then, self._then = self._then, None
        if then is None:
            self._catch_up()
            return
        self.setEnabled(True)
        self.unsetCursor()
        then()


def _same_look(one: Settings, other: Settings) -> bool:
    return (one.dress, one.text_size, one.language) == (
        other.dress,
        other.text_size,
        other.language,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
