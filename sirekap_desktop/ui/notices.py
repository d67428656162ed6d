"""What the operator is told: refusals as a bar, questions as dialogs, bugs as a report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme


class NoticeBar(QFrame):
    """One refusal or piece of news in place: what it is, what it means, what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 8, 8)
        line.setSpacing(12)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = QToolButton()
        close.setIcon(icons.icon("close"))
        close.setToolTip(self.tr("Close the message"))
        close.setAccessibleName(self.tr("Close the message"))
        close.clicked.connect(self.hide)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said."""
        return self._text.text()

    def refuse(self, error: SirekapError) -> None:
        """Show a refusal."""
        said = sentence(error.code, error.facts)
        self.say("\n".join(filter(None, (said.what, said.means, said.do))), Stage.SALAH)

    def say(self, text: str, stage: Stage = Stage.SESUAI) -> None:
        """Show news in the colour and with the icon of a state."""
        look = theme.look(stage)
        self._icon.setPixmap(icons.pixmap(look.icon, look.ink, 20, self.devicePixelRatioF()))
        self._text.setText(text)
        self.setStyleSheet(
            f"#notice {{ background: {look.ground}; border: 1px solid {look.ink};"
            f" border-radius: 4px; }} #notice QLabel {{ color: {theme.worn().ink}; }}"
        )
        self.setAccessibleName(text)
        self.show()


class ReasonBar(QFrame):
    """Asks for a reason in one line, by keyboard: Enter answers, Escape gives up."""

    answered = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reason")
        look = theme.look(Stage.DIKOREKSI)
        self.setStyleSheet(
            f"#reason {{ background: {look.ground}; border: 1px solid {look.ink};"
            " border-radius: 4px; }"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._text = QLineEdit()
        self._text.setMaxLength(300)
        self._label.setBuddy(self._text)
        save = QPushButton(self.tr("Save correction"))
        save.clicked.connect(self._answer)
        back = QPushButton(self.tr("Give up"))
        back.clicked.connect(self.given_up)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._text, 1)
        line.addWidget(save)
        line.addWidget(back)
        column.addWidget(self._label)
        column.addLayout(line)
        self._text.returnPressed.connect(self._answer)
        self.hide()

    def ask(self, question: str) -> None:
        """Show the question and take the cursor."""
        self._label.setText(question)
        self._text.setAccessibleName(question)
        self._text.clear()
        self.show()
        self._text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        if self._text.text().strip():
            self.answered.emit(self._text.text().strip())
