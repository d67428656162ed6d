"""Fields for a PIN: never readable, and asked for twice where it is new."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit

from sirekap_desktop.workflow.accounts import SHORTEST

_LONGEST = 64


def pin_field() -> QLineEdit:
    """A field whose signs nobody can read over a shoulder."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(_LONGEST)
    return made


class NewPin:
    """Two rows of a form: a new PIN, and the same once more."""

    def __init__(self, form: QFormLayout, label: str) -> None:
        self.first, self.again = pin_field(), pin_field()
        tr = QCoreApplication.translate
        form.addRow(label, self.first)
        form.addRow(tr("pin", "The same &again"), self.again)
        hint = QLabel(tr("pin", "At least {count} digits or letters.").format(count=SHORTEST))
        hint.setProperty("role", "label")
        hint.setWordWrap(True)
        form.addRow("", hint)

    @property
    def secret(self) -> str:
        """The PIN that was typed, "" for none."""
        return self.first.text()

    @property
    def agrees(self) -> bool:
        """Whether it was typed the same way twice."""
        return self.first.text() == self.again.text()

    def forget(self) -> None:
        """Type it anew."""
        self.again.clear()
        self.first.clear()
        self.first.setFocus()
