"""Dialogs that do one act each: a refusal is told inside, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.dialogs import buttons, fit
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.workflow.desk import Desk

_WIDTH = 560


class ActDialog(QDialog):
    """A title, a few fields, one primary button; stays open until the act was done.

    What was typed and not saved goes only when Esc is pressed twice.
    """

    did = Signal(object)
    """What the act gave back, once it was done."""

    def __init__(self, acts: Acts, title: str, yes: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._acts = acts
        self._busy = False
        self._dropping: tuple[str, ...] | None = None
        self._kept: tuple[str, ...] = ()
        self.first: QWidget | None = None
        """Where the cursor is when it opens."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(12)
        head = QLabel(title)
        head.setProperty("role", "head")
        head.setWordWrap(True)
        self._form = QVBoxLayout()
        self._form.setSpacing(12)
        self.notice = NoticeBar()
        self._box, self.yes = buttons(self, yes)
        self.no = self._box.button(QDialogButtonBox.StandardButton.Cancel)
        self.column.addWidget(head)
        self.column.addLayout(self._form)
        self.column.addWidget(self.notice)
        self.column.addWidget(self._box)
        bind(self, "Ctrl+Enter", self.yes.click, yes, also="Ctrl+Return")

    def act(self) -> Callable[[Desk], Any]:
        """What to do with what was filled in."""
        raise NotImplementedError

    def add(self, label: str, field: QWidget) -> QLabel:
        """A field with its label above, which is given back."""
        words = QLabel(label)
        words.setBuddy(field)
        field.setAccessibleName(label.replace("&", ""))
        pair = QVBoxLayout()
        pair.setSpacing(4)
        pair.addWidget(words)
        pair.addWidget(field)
        self._form.addLayout(pair)
        return words

    def put(self, part: QWidget | QLayout) -> None:
        """A part without a label of its own."""
        if isinstance(part, QLayout):
            self._form.addLayout(part)
        else:
            self._form.addWidget(part)

    def tell(self, text: str, role: str = "") -> QLabel:
        """A line of words among the fields."""
        line = QLabel(text)
        line.setProperty("role", role)
        line.setWordWrap(True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        self._form.addWidget(line)
        return line

    def begin(self) -> None:
        """Show it over its window; what is filled in already was not typed."""
        self._kept = self._written()
        fit(self, _WIDTH)
        self.open()
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is kept nowhere yet."""
        return self._written() != self._kept

    def accept(self) -> None:
        """Do the act; the dialog closes when it was done."""
        if self._busy or not self.yes.isEnabled():
            return
        self.notice.hide()
        self._wait(True)
        self._acts.do(self.act(), self._succeeded, self._refuse, lambda: self._wait(False))

    def succeed(self, result: object) -> None:
        """The act was done."""
        self.did.emit(result)
        super().accept()

    def reject(self) -> None:
        """Give up; with words that were typed, only at the second time."""
        if self._busy:
            return
        now = self._written()
        if self.unsaved and self._dropping != now:
            self._dropping = now
            self.notice.say(
                self.tr("What you typed is not saved yet. Esc or Cancel once more drops it."),
                Stage.PERIKSA,
            )
            return
        super().reject()

    def forget_typed(self) -> None:
        """What stands in the fields now is kept."""
        self._kept = self._written()

    def _succeeded(self, result: object) -> None:
        self._wait(False)
        self.succeed(result)

    def _refuse(self, error: SirekapError) -> None:
        self._wait(False)
        self.notice.refuse(error)

    def _wait(self, busy: bool) -> None:
        """While the act is under way it is not done again, and the dialog stays."""
        self._busy = busy
        self.yes.setEnabled(not busy)

    def _written(self) -> tuple[str, ...]:
        lines = [line.text() for line in self.findChildren(QLineEdit)]
        return (*lines, *(text.toPlainText() for text in self.findChildren(QPlainTextEdit)))


class WordsActDialog(ActDialog):
    """An act that needs written words: a reason, an explanation."""

    def __init__(
        self,
        acts: Acts,
        title: str,
        yes: str,
        question: str,
        act: Callable[[Desk, str], object],
        parent: QWidget,
        *,
        items: tuple[str, ...] = (),
        words: str = "",
    ) -> None:
        super().__init__(acts, title, yes, parent)
        self._act = act
        for item in items:
            self.tell(item)
        self.text = words_field(words)
        self.add(question, self.text)
        self.text.textChanged.connect(self._judge)
        self._judge()
        self.first = self.text

    def act(self) -> Callable[[Desk], Any]:
        """The act with these words."""
        words, act = self.text.toPlainText().strip(), self._act
        return lambda desk: act(desk, words)

    def _judge(self) -> None:
        self.yes.setEnabled(bool(self.text.toPlainText().strip()))


def words_field(words: str = "", lines: int = 3) -> QPlainTextEdit:
    """A field for a few lines of words; Tab leaves it."""
    field = QPlainTextEdit(words)
    field.setTabChangesFocus(True)
    high = QFontMetrics(theme.font(theme.BASE_POINTS)).lineSpacing() * lines + theme.px(8)
    field.setStyleSheet(f"QPlainTextEdit {{ min-height: {high}px; max-height: {high}px; }}")
    field.selectAll()
    return field
