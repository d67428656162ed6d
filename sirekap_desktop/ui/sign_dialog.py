"""Asks for a certificate file and its password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.ui.dialogs import buttons, fit


class SignDialog(QDialog):
    """The password stays in this dialog's memory and is written nowhere."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign document"))
        head = QLabel(self.tr("Sign {name}").format(name=name))
        head.setProperty("role", "head")
        head.setWordWrap(True)
        hint = QLabel(
            self.tr("The certificate is a file that ends in .p12 or .pfx. It is not kept.")
        )
        hint.setWordWrap(True)
        hint.setProperty("role", "label")
        self._file = QLineEdit()
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.setAccessibleName(self.tr("Choose a certificate file"))
        choose.clicked.connect(self._choose)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._file, 1)
        line.addWidget(choose)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        file_label = QLabel(self.tr("&Certificate"))
        file_label.setBuddy(self._file)
        self._file.setAccessibleName(self.tr("Certificate file"))
        form.addRow(file_label, line)
        form.addRow(self.tr("&Password"), self._password)
        box, self._yes = buttons(self, self.tr("Sign document"))
        self._yes.setEnabled(False)
        self._file.textChanged.connect(
            lambda text: self._yes.setEnabled(bool(text.strip()) and self.file.is_file())
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for widget in (head, hint):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(box)
        fit(self, 600)

    @property
    def file(self) -> Path:
        """The certificate file."""
        return Path(self._file.text().strip()).expanduser()

    @property
    def password(self) -> str:
        """Its password."""
        return self._password.text()

    def choose_file(self, name: str) -> None:
        """Take this file and go on to the password."""
        self._file.setText(name)
        self._password.setFocus()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a certificate file"),
            "",
            self.tr("Certificates (*.p12 *.pfx);;All files (*)"),
        )
        if chosen:
            self.choose_file(chosen)
