"""Signing in: a name from the list and a PIN. Nobody comes to the desk in another way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import NOBODY, Person, Role
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.dialogs import buttons, fit
from sirekap_desktop.ui.language import role_word
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.pins import pin_field
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.workflow import accounts

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk

People = Sequence[tuple[str, Role]]
_ROWS = 5


class SignInForm(QWidget):
    """Asks for a name and a PIN until they fit; the PIN is forgotten after every try."""

    seated = Signal(object)
    """The `Person` who has signed in."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._desk: Desk | None = None
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Name"))
        self.names.setIconSize(theme.square(20))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.label = QLabel(self.tr("&Name"))
        self.label.setBuddy(self.names)
        self.pin = pin_field()
        pin_label = QLabel(self.tr("&PIN or password"))
        pin_label.setBuddy(self.pin)
        self.pin.setAccessibleName(self.tr("PIN or password"))
        self.notice = NoticeBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.label, self.names, pin_label, self.pin):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.notice)
        column.addStretch(1)
        self.names.itemActivated.connect(lambda _: self.pin.setFocus())
        self.names.itemClicked.connect(lambda _: self.pin.setFocus())
        self.names.currentRowChanged.connect(lambda _: self.pin.clear())

    def show_people(self, desk: Desk, people: People, chosen: str = "") -> None:
        """Let one of these sign in at this desk; begin with the name that is likeliest."""
        self._desk = desk
        self.names.clear()
        for name, role in people:
            item = QListWidgetItem(icons.icon("person"), f"{name} · {role_word(role)}")
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.names.addItem(item)
        known = [name for name, _ in people]
        self.names.setCurrentRow(known.index(chosen) if chosen in known else 0)
        rows = min(_ROWS, max(2, len(known)))
        self.names.setFixedHeight(rows * self._row_height() + theme.px(6))

    def take_cursor(self) -> None:
        """Begin at the PIN: the likeliest name is chosen already."""
        self.pin.setFocus()

    def only(self, alone: bool) -> None:
        """Ask the chosen person alone, or let another one be chosen."""
        self.names.setVisible(not alone)
        self.label.setVisible(not alone)

    @property
    def name(self) -> str:
        """The chosen name, "" for none."""
        item = self.names.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def try_in(self) -> None:
        """Sign in with what was given."""
        name, secret, desk = self.name, self.pin.text(), self._desk
        self.pin.clear()
        if desk is None or not name or not secret:
            self.pin.setFocus()
            return
        self.notice.hide()
        self.setEnabled(False)
        self._runner.start(
            lambda _: accounts.sign_in(desk, name, secret),
            self._let_in,
            refuse=self._refuse,
            stopped=lambda: self.setEnabled(True),
        )

    def _let_in(self, person: Person) -> None:
        self.setEnabled(True)
        self.seated.emit(person)

    def _refuse(self, error: SirekapError) -> None:
        self.setEnabled(True)
        self.notice.refuse(error)
        self.pin.setFocus()

    def _row_height(self) -> int:
        hint = self.names.sizeHintForRow(0)
        return hint if hint > 0 else theme.px(28)


class SignInDialog(QDialog):
    """Somebody signs in beside the work that is open."""

    def __init__(
        self, title: str, question: str, yes: str, runner: Runner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.person = NOBODY
        self.setWindowTitle(title)
        head = QLabel(question)
        head.setProperty("role", "head")
        head.setWordWrap(True)
        self.form = SignInForm(runner)
        box, self.yes = buttons(self, yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        for widget in (head, self.form, box):
            column.addWidget(widget)
        self.form.seated.connect(self._seat)
        fit(self, 440)
        self.form.take_cursor()

    def offer(self, desk: Desk, people: People) -> None:
        """Let one of these sign in."""
        self.form.show_people(desk, people)

    def accept(self) -> None:
        """The primary button tries the PIN; only a right one ends the dialog."""
        self.form.try_in()

    def _seat(self, person: Person) -> None:
        self.person = person
        super().accept()


class ChangeDialog(SignInDialog):
    """Another person takes over the desk."""

    def __init__(self, desk: Desk, runner: Runner, parent: QWidget) -> None:
        super().__init__(
            self.tr("Change of person"),
            self.tr("Who is at the desk now?"),
            self.tr("Take over desk"),
            runner,
            parent,
        )
        runner.start(
            lambda _: accounts.names(desk.store),
            lambda people: self._show(desk, people),
            refuse=self.form.notice.refuse,
        )

    def _show(self, desk: Desk, people: People) -> None:
        others = [one for one in people if one[0] != desk.person.name]
        self.offer(desk, others or people)
        self.form.names.setFocus()
