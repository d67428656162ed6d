"""Dialogs of one question each: words from the chair, a refusal, a bug's report."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.room import Room

_TITLE_BAR = 32
"""What the system's frame takes of the screen's height."""


def buttons(dialog: QDialog, yes: str) -> tuple[QDialogButtonBox, QPushButton]:
    """The row of buttons of a dialog: one primary that accepts, one that gives up."""
    box = QDialogButtonBox()
    primary = box.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    primary.setProperty("role", "primary")
    primary.setDefault(True)
    box.addButton(QDialogButtonBox.StandardButton.Cancel)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box, primary


def fit(dialog: QDialog, width: int) -> None:
    """Make a dialog as high as its words need at this width (at 100 %), once it is complete.

    Where the screen is smaller the words scroll; the buttons always stay in sight.
    """
    layout = dialog.layout()
    if layout is None:
        return
    box = dialog.findChild(QDialogButtonBox)
    inside = QWidget()
    inside.setLayout(layout)
    outside = QVBoxLayout(dialog)
    outside.setContentsMargins(0, 0, 0, 0)
    outside.setSpacing(0)
    outside.addWidget(Room(inside), 1)
    if box is not None:
        layout.removeWidget(box)
        box.setContentsMargins(24, 4, 24, 16)
        outside.addWidget(box)
    most = _most(dialog)
    wide = min(max(theme.px(width), layout.totalMinimumSize().width()), most.width())
    high = layout.totalHeightForWidth(wide)
    high = layout.totalSizeHint().height() if high < 0 else high
    if high + (box.sizeHint().height() if box else 0) > most.height():
        bar = dialog.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        wide = min(wide + bar, most.width())
    dialog.resize(wide, min(high + (box.sizeHint().height() if box else 0), most.height()))
    inside.installEventFilter(_Growth(dialog, inside))


def _most(dialog: QDialog) -> QSize:
    """The largest size that a dialog may have on its screen."""
    return dialog.screen().availableSize() - QSize(0, theme.px(_TITLE_BAR))


class _Growth(QObject):
    """Lets a dialog grow with what comes into it later: a refusal, a list."""

    def __init__(self, dialog: QDialog, inside: QWidget) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._inside = inside

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  (Qt's)
        """What is inside may need more room than it has."""
        if event.type() is QEvent.Type.LayoutRequest and self._dialog.isVisible():
            self._grow()
        return False

    def _grow(self) -> None:
        room, layout = self._inside.parentWidget(), self._inside.layout()
        if room is not None and layout is not None:
            more = layout.totalHeightForWidth(room.width()) - room.height()
            high = min(self._dialog.height() + more, _most(self._dialog).height())
            if high > self._dialog.height():
                self._dialog.resize(self._dialog.width(), high)


class WordsDialog(QDialog):
    """Asks for written words (an explanation, a reason); they may not be empty."""

    def __init__(
        self, title: str, question: str, items: tuple[str, ...], yes: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        head = QLabel(title)
        head.setProperty("role", "head")
        column.addWidget(head)
        for item in items:
            line = QLabel(f"•  {item}")
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(line)
        label = QLabel(question)
        label.setWordWrap(True)
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(theme.px(96))
        self._text.setAccessibleName(question)
        label.setBuddy(self._text)
        box, self._yes = buttons(self, yes)
        self._yes.setEnabled(False)
        self._text.textChanged.connect(lambda: self._yes.setEnabled(bool(self.words)))
        column.addWidget(label)
        column.addWidget(self._text)
        column.addWidget(box)
        fit(self, 560)
        self._text.setFocus()

    @property
    def words(self) -> str:
        """What was written."""
        return self._text.toPlainText().strip()


class QuestionDialog(QDialog):
    """A question whose answer cannot be taken back: giving up is the one that Enter chooses."""

    def __init__(self, question: str, told: str, yes: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        head = QLabel(question)
        head.setProperty("role", "head")
        text = QLabel(told)
        for label in (head, text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        box, primary = buttons(self, yes)
        primary.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for widget in (head, text, box):
            column.addWidget(widget)
        fit(self, 520)
        box.button(QDialogButtonBox.StandardButton.Cancel).setFocus()


class RefusalDialog(QDialog):
    """A refusal that has no place of its own on a screen."""

    def __init__(self, error: SirekapError, parent: QWidget | None) -> None:
        super().__init__(parent)
        said = sentence(error.code, error.facts)
        self.setWindowTitle(said.what)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        line = QHBoxLayout()
        line.setSpacing(12)
        look = theme.look(Stage.SALAH)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(look.icon, look.ink, 32, self.devicePixelRatioF()))
        words = QVBoxLayout()
        for text, role in ((said.what, "head"), (said.means, ""), (said.do, "")):
            label = QLabel(text)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            words.addWidget(label)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        column.addLayout(line)
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("role", "primary")
        box.accepted.connect(self.accept)
        column.addWidget(box)
        fit(self, 520)


class CrashDialog(QDialog):
    """A bug: what happened in plain words, and the report to hand on."""

    def __init__(self, report: str, where: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The program met a fault of its own"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        head = QLabel(self.tr("The program met a fault of its own"))
        head.setProperty("role", "head")
        told = QLabel(
            self.tr(
                "Numbers that were confirmed before are kept. What you did last may not have"
                " been saved: look at it again. The report lies in {file}."
            ).format(file=where)
        )
        told.setWordWrap(True)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Report of the fault"))
        box = QDialogButtonBox()
        copy = box.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("role", "primary")
        box.accepted.connect(self.accept)
        text.setMinimumHeight(theme.px(160))
        for widget in (head, told, text, box):
            column.addWidget(widget)
        fit(self, 640)


def crash_hook(
    keep: Callable[[str], str], show: Callable[[str, str], None]
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """For `sys.excepthook`: `keep` stores the report and names its file, `show` tells it."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        report = "".join(traceback.format_exception(kind, error, trace))
        show(report, keep(report))

    return hook
