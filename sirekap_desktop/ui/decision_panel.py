"""Where two persons read differently twice: a third one looks at the paper and decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.crops import CropLabel
from sirekap_desktop.ui.keys import tell
from sirekap_desktop.ui.number_field import NumberField

if TYPE_CHECKING:
    from sirekap_desktop.workflow.seconding import Dispute

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Choice(QRadioButton):
    """Chosen by the arrow that reaches it, also while nothing is chosen yet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt alone would only move the cursor."""
        super().keyPressEvent(event)
        reached = self.window().focusWidget()
        if event.key() in _ARROWS and isinstance(reached, _Choice) and reached is not self:
            reached.setChecked(True)


class DecisionPanel(QWidget):
    """One number at a time. Nothing is chosen beforehand, and nothing says who was first."""

    decided = Signal(str, int)
    """The field and the number that stands on the paper."""
    unsure = Signal()
    """Enter was pressed and nothing is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._field = ""
        self._count = QLabel()
        self._count.setProperty("role", "label")
        self._name = QLabel()
        self._name.setProperty("role", "head")
        self._name.setWordWrap(True)
        self._crop = CropLabel(self.tr("The number on the paper"), 128)
        question = QLabel(self.tr("Two persons read this number differently, twice. What stands?"))
        question.setWordWrap(True)
        self.choices = (_Choice(), _Choice())
        self.other = _Choice(self.tr("another number:"))
        self.number = NumberField("", self.tr("Another number"))
        self._group = QButtonGroup(self)
        self.decide = QPushButton(self.tr("Decide (Enter)"))
        self.decide.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        for widget in (self._count, self._name, self._crop, question, *self.choices):
            column.addWidget(widget)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self.other)
        last.addWidget(self.number)
        last.addStretch(1)
        column.addLayout(last)
        column.addStretch(1)
        low = QHBoxLayout()
        low.addStretch(1)
        low.addWidget(self.decide)
        column.addLayout(low)
        for button in (*self.choices, self.other):
            self._group.addButton(button)
            button.setStyleSheet(f"font-size: {theme.letters(theme.HEAD_POINTS)}px;")
        self.number.textEdited.connect(lambda _: self.other.setChecked(True))
        self.number.entered.connect(lambda _: self._decide())
        self.decide.clicked.connect(self._decide)
        tell(self, "↑  ↓", self.tr("Choose the number"))
        tell(self, "Enter", self.tr("Decide and go on"))

    @property
    def unsaved(self) -> bool:
        """Whether a number was typed and is not decided."""
        return self.number.typed is not None

    def show_dispute(self, dispute: Dispute, name: str, left: int, paper: QPixmap) -> None:
        """Ask about one number; `left` are still to be decided, this one included."""
        self._field = dispute.field
        self._count.setText(self.tr("{count} numbers to decide").format(count=left))
        self._name.setText(name)
        self._crop.set_picture(paper)
        self._crop.setVisible(not paper.isNull())
        first, second = dispute.first, dispute.second
        readings = sorted(((first.value, first.who), (second.value, second.who)))
        for choice, (value, who) in zip(self.choices, readings, strict=True):
            choice.setText(f"{value}  ·  {who}")
            choice.setProperty("number", value)
        self._clear()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._field = ""
        for choice in self.choices:
            choice.setText("")
        self._crop.set_picture(QPixmap())
        self._clear()

    def take_cursor(self) -> None:
        """Begin at the first choice, which is not chosen by that."""
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter decides and a digit begins another number, wherever the cursor is."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._decide()
        elif event.text().isdecimal():
            self.other.setChecked(True)
            self.number.setFocus()
            self.number.setText(event.text())
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self.number.clear()
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _decide(self) -> None:
        chosen = self._group.checkedButton()
        typed = self.number.typed
        if chosen in self.choices:
            self.decided.emit(self._field, chosen.property("number"))
        elif chosen is self.other and typed is not None:
            self.decided.emit(self._field, typed)
        else:
            self.unsure.emit()
