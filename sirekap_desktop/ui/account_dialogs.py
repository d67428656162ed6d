"""Dialogs that make or change an account; a refusal is told inside, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.dialogs import buttons, fit
from sirekap_desktop.ui.first_account import LONGEST_NAME
from sirekap_desktop.ui.language import role_word
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.pins import NewPin, pin_field
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import accounts

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk


class _PinDialog(QDialog):
    """A form that ends in a new PIN; it closes once the act was done."""

    def __init__(self, session: Session, title: str, yes: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(title)
        head = QLabel(title)
        head.setProperty("role", "head")
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self.notice = NoticeBar()
        box, self.yes = buttons(self, yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(head)
        column.addLayout(self.form)
        column.addWidget(self.notice)
        column.addWidget(box)

    def act(self) -> Callable[[Desk], object]:
        """What to do with what was filled in."""
        raise NotImplementedError

    def add_pin(self, label: str) -> None:
        """The last rows of the form."""
        self.pin = NewPin(self.form, label)

    def accept(self) -> None:
        """Do it; only what was done closes the dialog."""
        if not self.pin.agrees:
            self.notice.say(self.tr("The two PINs are not the same."), Stage.SALAH)
            self.pin.forget()
            return
        act, desk = self.act(), self._session.desk
        self.notice.hide()
        self.yes.setEnabled(False)
        self._session.runner.start(
            lambda _: act(desk),
            lambda _: self.done(QDialog.DialogCode.Accepted.value),
            refuse=self._refuse,
            stopped=lambda: self.yes.setEnabled(True),
            change=Change("akun"),
        )

    def _refuse(self, error: SirekapError) -> None:
        self.yes.setEnabled(True)
        self.notice.refuse(error)


class AccountDialog(_PinDialog):
    """Somebody new, or another role or PIN for somebody known."""

    def __init__(self, session: Session, person: Person | None, parent: QWidget) -> None:
        title = self.tr("Add person") if person is None else self.tr("Change role or PIN")
        super().__init__(session, title, self.tr("Save account"), parent)
        self._new = person is None
        self.name = QLineEdit(person.name if person is not None else "")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setReadOnly(not self._new)
        self.role = QComboBox()
        for role in Role:
            self.role.addItem(role_word(role), role.value)
        chosen = person.role if person is not None else Role.OPERATOR
        self.role.setCurrentIndex(self.role.findData(chosen.value))
        self.form.addRow(self.tr("&Full name"), self.name)
        self.form.addRow(self.tr("&Role"), self.role)
        self.add_pin(self.tr("&PIN or password"))
        if not self._new:
            hint = QLabel(self.tr("Left empty, the PIN stays as it is."))
            hint.setProperty("role", "label")
            self.form.addRow("", hint)
        fit(self, 480)
        (self.name if self._new else self.role).setFocus()

    def act(self) -> Callable[[Desk], object]:
        """Add or change."""
        name, role, secret = self.name.text(), Role(self.role.currentData()), self.pin.secret
        keep = accounts.add if self._new else accounts.put
        return lambda desk: keep(desk, name, role, secret)


class OwnPinDialog(_PinDialog):
    """A new PIN for the person at the desk."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, self.tr("Change own PIN"), self.tr("Save PIN"), parent)
        self.old = pin_field()
        self.form.addRow(self.tr("PIN until &now"), self.old)
        self.add_pin(self.tr("New &PIN or password"))
        fit(self, 480)
        self.old.setFocus()

    def act(self) -> Callable[[Desk], object]:
        """Change it."""
        old, new = self.old.text(), self.pin.secret
        return lambda desk: accounts.change_secret(desk, old, new)
