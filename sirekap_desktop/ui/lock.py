"""The lock: every window but the hall's is covered until somebody signs in again.

Nothing is closed or hidden by it: digits that were typed and words in open dialogs wait behind the
curtain for whoever wrote them, and what runs in the background goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sirekap_desktop.models.people import Person
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.dialogs import CrashDialog, fit
from sirekap_desktop.ui.language import role_word
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.sign_in import People, SignInForm
from sirekap_desktop.ui.simulation_mark import below_band
from sirekap_desktop.ui.watch import Watch
from sirekap_desktop.workflow import accounts

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk


class Curtain(QFrame):
    """Lies over a whole window, so that nothing of it can be read."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("curtain")
        self.setStyleSheet(f"#curtain {{ background: {theme.worn().ground}; border: 0; }}")
        mark = QLabel()
        colour = theme.worn().muted
        mark.setPixmap(icons.pixmap("lock", colour, 40, self.devicePixelRatioF()))
        word = QLabel(self.tr("Locked"))
        word.setProperty("role", "head")
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (mark, word):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(6)
        window.installEventFilter(self)
        self._cover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  (Qt's)
        """The window may grow."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._cover()
        return False

    def _cover(self) -> None:
        self.setGeometry(below_band(self.window()))
        self.raise_()
        self.show()


class LockDialog(QDialog):
    """Asks for the PIN of whoever sat here; somebody else may sign in instead."""

    def __init__(self, desk: Desk, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._runner = runner
        self.setWindowTitle(self.tr("The desk is locked"))
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        person = desk.person
        who = QLabel(f"{person.name} · {role_word(person.role)}")
        who.setProperty("role", "head")
        who.setTextFormat(Qt.TextFormat.PlainText)
        who.setWordWrap(True)
        told = QLabel(self.tr("Everything waits as it was left; work in the background goes on."))
        told.setWordWrap(True)
        self.form = SignInForm(runner)
        self.form.show_people(desk, [(person.name, person.role)])
        self.form.only(True)
        self.unlock = QPushButton(self.tr("Unlock desk"))
        self.unlock.setProperty("role", "primary")
        self.unlock.setDefault(True)
        self.unlock.clicked.connect(self.form.try_in)
        self.other = QPushButton(self.tr("Another person…"))
        self.other.setProperty("role", "link")
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self._let_choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for widget in (who, told, self.form, self.unlock, self.other):
            column.addWidget(widget)
        fit(self, 440)
        self.form.take_cursor()

    def reject(self) -> None:
        """Nobody gives up a lock."""

    def _let_choose(self) -> None:
        desk = self._desk
        self._runner.start(lambda _: accounts.names(desk.store), self._offer)

    def _offer(self, people: People) -> None:
        self.form.show_people(self._desk, people, self._desk.person.name)
        self.form.only(False)
        self.other.hide()
        self.form.names.setFocus()


@dataclass(frozen=True)
class _Covered:
    """A window under its curtain; an act that ends meanwhile may take the window away."""

    window: QWidget
    curtain: Curtain
    cursor: QWidget | None

    def lift(self) -> None:
        """Show the window again, with the cursor where it was."""
        if isValid(self.window):
            self.curtain.hide()
            self.curtain.deleteLater()
            self.window.setEnabled(True)
            if self.cursor is not None and isValid(self.cursor):
                self.cursor.setFocus()

    def give_up(self) -> None:
        """Close a dialog that another person had opened."""
        if isValid(self.window) and isinstance(self.window, QDialog):
            QDialog.reject(self.window)


class Lock(QObject):
    """Locks the desk when it is left or when it is asked to."""

    opened = Signal(object)
    """The `Person` who unlocked it: the same as before, or another one."""

    def __init__(self, window: QMainWindow, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._desk: Desk | None = None
        self._minutes = 10
        self._covered: list[_Covered] = []
        self._watch = Watch(self)
        self._watch.left.connect(self.lock)
        self.dialog: LockDialog | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._cover_new)

    @property
    def closed(self) -> bool:
        """Whether the desk is locked now."""
        return self.dialog is not None

    def guard(self, desk: Desk, minutes: int) -> None:
        """Watch over this desk, with the person who sits at it now."""
        self._desk, self._minutes = desk, minutes
        if self.dialog is None:
            self._watch.begin(minutes)

    def rest(self) -> None:
        """Nobody sits at the desk."""
        self._desk = None
        self._watch.rest()

    def lock(self) -> None:
        """Cover everything and ask for a PIN."""
        if self._desk is None or self.dialog is not None:
            return
        self._watch.rest()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.dialog = LockDialog(self._desk, self._runner, self._window)
        self.dialog.form.seated.connect(self._open)
        self._cover_all()
        self.dialog.open()

    def _cover_new(self) -> None:
        """What the background opens meanwhile is covered as well."""
        if self.dialog is not None and self._cover_all():
            self.dialog.raise_()
            self.dialog.activateWindow()

    def _cover_all(self) -> bool:
        known = [one.window for one in self._covered]
        new = [w for w in QApplication.topLevelWidgets() if w not in known and self._holds(w)]
        for window in new:
            if isinstance(window, QFileDialog):
                window.reject()
                continue
            self._covered.append(_Covered(window, Curtain(window), window.focusWidget()))
            if window is not self._window:
                window.setEnabled(False)
        return bool(new)

    def _holds(self, window: QWidget) -> bool:
        """Whether a window shows something of the desk."""
        if not window.isVisible() or window is self.dialog or isinstance(window, CrashDialog):
            return False
        return window is self._window or isinstance(window, QDialog)

    def _open(self, person: Person) -> None:
        dialog, before = self.dialog, self._desk
        if dialog is None or before is None:
            return
        self.dialog = None
        QDialog.reject(dialog)
        dialog.deleteLater()
        self._window.activateWindow()
        covered, self._covered = self._covered, []
        for one in covered:
            one.lift()
            if person.name != before.person.name:
                one.give_up()
        self._watch.begin(self._minutes)
        self.opened.emit(person)
