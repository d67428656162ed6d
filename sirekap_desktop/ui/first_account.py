"""The first steps in a new folder: the account of whoever sets this desk up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.language import role_word
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.pins import NewPin
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.workflow import accounts

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk

LONGEST_NAME = 80


class FirstAccount(QWidget):
    """Name, role and a PIN of one's own."""

    seated = Signal(object)
    """The `Person` who made it and has signed in with it."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        head = QLabel(self.tr("First steps: your account"))
        head.setProperty("role", "head")
        why = QLabel(
            self.tr(
                "Every number and every act carries the name of whoever did it; a PIN of your own"
                " is the proof that it was you."
            )
        )
        why.setWordWrap(True)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.role = QComboBox()
        for role in (Role.KETUA, Role.OPERATOR):
            self.role.addItem(role_word(role), role.value)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("&Full name"), self.name)
        form.addRow(self.tr("&Role"), self.role)
        self.pin = NewPin(form, self.tr("&PIN or password"))
        hint = QLabel(self.tr("The chair makes the other accounts later, in Settings."))
        hint.setProperty("role", "label")
        hint.setWordWrap(True)
        self.notice = NoticeBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(head)
        column.addWidget(why)
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(self.notice)
        for line in (self.name, self.pin.first, self.pin.again):
            line.returnPressed.connect(self.make)

    def take_cursor(self) -> None:
        """Begin at the name."""
        self.name.setFocus()

    def make(self) -> None:
        """Make the account and sign in with it."""
        person = Person(self.name.text().strip(), Role(self.role.currentData()))
        secret, desk = self.pin.secret, self._desk
        if not person.name:
            self.name.setFocus()
            return
        if not self.pin.agrees:
            self.notice.say(self.tr("The two PINs are not the same."), Stage.SALAH)
            self.pin.forget()
            return
        self.notice.hide()
        self.setEnabled(False)
        self._runner.start(
            lambda _: _begin(desk, person, secret),
            self.seated.emit,
            refuse=self._refuse,
            stopped=lambda: self.setEnabled(True),
        )

    def _refuse(self, error: SirekapError) -> None:
        self.setEnabled(True)
        self.notice.refuse(error)
        self.pin.forget()


def _begin(desk: Desk, person: Person, secret: str) -> Person:
    accounts.begin(desk, person.name, person.role, secret)
    return accounts.sign_in(desk, person.name, secret)
