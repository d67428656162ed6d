"""Who sits at the desk: asked at the start, and again when somebody else takes over."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.ui.dialogs import buttons, fit
from sirekap_desktop.ui.language import role_word


class PersonForm(QWidget):
    """Name and role."""

    def __init__(self, person: Person | None = None) -> None:
        super().__init__()
        self.name = QLineEdit(person.name if person else "")
        self.name.setMaxLength(80)
        self.role = QComboBox()
        for role in (Role.OPERATOR, Role.ANGGOTA, Role.KETUA):
            self.role.addItem(role_word(role), role.value)
        if person is not None:
            self.role.setCurrentIndex(self.role.findData(person.role.value))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Role"), self.role)

    @property
    def person(self) -> Person:
        """What was filled in; the name may be empty."""
        return Person(self.name.text().strip(), Role(self.role.currentData()))


class PersonDialog(QDialog):
    """Another person takes over the desk."""

    def __init__(self, person: Person, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change of person"))
        head = QLabel(self.tr("Who is at the desk now?"))
        head.setProperty("role", "head")
        self.form = PersonForm(person)
        box, yes = buttons(self, self.tr("Take over desk"))
        self.form.name.textChanged.connect(lambda text: yes.setEnabled(bool(text.strip())))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        for widget in (head, self.form, box):
            column.addWidget(widget)
        fit(self, 440)
        self.form.name.setFocus()
        self.form.name.selectAll()
