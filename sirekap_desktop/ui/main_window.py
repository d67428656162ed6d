"""The window: begins with a person, asks for master data, then holds the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application, icons, key_overlay, theme
from sirekap_desktop.ui.dialogs import RefusalDialog
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.person_form import PersonDialog
from sirekap_desktop.ui.room import Room
from sirekap_desktop.ui.runner import Change, Runner
from sirekap_desktop.ui.start_page import StartPage

if TYPE_CHECKING:
    from sirekap_desktop.models.election import Election
    from sirekap_desktop.models.form import Template
    from sirekap_desktop.ui.desk_frame import DeskFrame
    from sirekap_desktop.ui.master_page import MasterPage
    from sirekap_desktop.ui.session import Session
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.importing import Reader


@dataclass(frozen=True)
class Services:
    """What `app` builds and hands down; `open_desk` and `make_reader` run in the background.

    `last` is who began the last time; `keep` stores the settings of this laptop.
    """

    open_desk: Callable[[Person], Desk]
    make_reader: Callable[[], Reader]
    last: Person | None = None
    settings: Settings = field(default_factory=Settings)
    keep: Callable[[Settings], None] = lambda _: None


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
        self._closing = False
        self._session: Session | None = None
        self._worn = services.settings
        self.desk: Desk | None = None
        self.frame: DeskFrame | None = None
        self.master: MasterPage | None = None
        self.setWindowTitle("Sirekap Desktop")
        self.setWindowIcon(icons.icon("check", theme.worn().accent))
        self.setMinimumSize(SMALLEST.boundedTo(self.screen().availableSize()))
        self.resize(1366, 768)
        self.start = StartPage(services.last)
        self.start.given.connect(self.begin)
        self._stack = QStackedWidget()
        self._stack.addWidget(Room(self.start))
        self.setCentralWidget(self._stack)
        runner.refused.connect(self._refuse)
        runner.changed.connect(self._changed)
        runner.idle.connect(self._idle)
        bind(self, "F1", partial(key_overlay.turn, self), self.tr("Keys"), everywhere=True)
        self.start.setFocus()

    def begin(self, person: Person) -> None:
        """Open the data for this person and show what comes next."""
        self._runner.start(
            lambda _: _opened(self._services.open_desk(person)),
            self._enter,
            refuse=self.start.refuse,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work that is under way ends first; what can be stopped is stopped."""
        if self.frame is not None:
            self.frame.projection.close()
        if not self._runner.busy:
            event.accept()
            return
        event.ignore()
        self._closing = True
        self._runner.cancel()
        self.setEnabled(False)
        self.setWindowTitle(self.tr("Sirekap Desktop · closing after the work in hand…"))
        self.setCursor(Qt.CursorShape.WaitCursor)

    def _enter(self, opened: tuple[Desk, Election | None, Template | None]) -> None:
        desk, election, template = opened
        self.desk = desk
        if election is None or template is None:
            self._ask_master(desk)
        else:
            self._show_desk(desk, election, template)

    def _ask_master(self, desk: Desk) -> None:
        from sirekap_desktop.ui.master_page import MasterPage

        self.master = MasterPage(desk, self._runner)
        self.master.adopted.connect(lambda: self.begin_again(desk))
        self._put(Room(self.master))
        self.master.take_cursor()

    def begin_again(self, desk: Desk) -> None:
        """The master data came: show the screens."""
        self._runner.start(lambda _: _opened(desk), self._enter)

    def _show_desk(self, desk: Desk, election: Election, template: Template) -> None:
        from sirekap_desktop.ui.desk_frame import DeskFrame
        from sirekap_desktop.ui.session import Session

        self._session = Session(
            desk,
            election,
            template,
            self._runner,
            self._services.make_reader,
            self._worn,
            self._take_settings,
        )
        self.setWindowTitle(f"{election.kecamatan.name} · Sirekap Desktop")
        self._put_frame(DeskFrame(self._session)).turn_to_first()

    def _put_frame(self, frame: DeskFrame) -> DeskFrame:
        self.frame, self.master = frame, None
        frame.top.person.clicked.connect(self._change_person)
        self._put(frame)
        return frame

    def _put(self, widget: QWidget) -> None:
        """Show this in place of whatever came after the start."""
        self._take_away()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def _take_away(self) -> None:
        """Away at once, or a timer of its own could ask for work whose answer finds it gone."""
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete.value)

    def _take_settings(self, chosen: Settings) -> None:
        """Keep what was chosen, and dress anew if it changes the look."""
        try:
            self._services.keep(chosen)
        except SirekapError as error:
            self._refuse(error)
        QTimer.singleShot(0, self._dress_anew)

    def _dress_anew(self) -> None:
        """Build every screen afresh as soon as nothing can be lost by it."""
        from sirekap_desktop.ui.desk_frame import DeskFrame

        session, old = self._session, self.frame
        if session is None or old is None or _same_look(session.settings, self._worn):
            return
        if self._runner.busy or old.unsaved:
            old.settings.wait()
            return
        self._worn = session.settings
        spot, projection = old.spot, old.projection
        self._take_away()
        application.dress(cast(QApplication, QApplication.instance()), self._worn)
        self._put_frame(DeskFrame(session, projection)).go_back_to(spot)

    def _change_person(self) -> None:
        if self.desk is None or self.frame is None:
            return
        dialog = PersonDialog(self.desk.person, self)
        if dialog.exec() and dialog.form.person.name:
            self.desk = replace(self.desk, person=dialog.form.person)
            self.frame.show_desk(self.desk)

    def _refuse(self, error: SirekapError) -> None:
        RefusalDialog(error, self).open()

    def _changed(self, change: Change) -> None:
        if self.frame is not None:
            self.frame.refresh(change, f"{datetime.now().astimezone():%H:%M}")

    def _idle(self) -> None:
        if self._closing:
            self.close()
        else:
            self._dress_anew()


def _same_look(one: Settings, other: Settings) -> bool:
    return (one.dress, one.text_size, one.language) == (
        other.dress,
        other.text_size,
        other.language,
    )


def _opened(desk: Desk) -> tuple[Desk, Election | None, Template | None]:
    try:
        election = desk.election()
    except SirekapError as error:
        if error.code != "no_election":
            raise
        return desk, None, None
    return desk, election, desk.template
