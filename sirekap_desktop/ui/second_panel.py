"""The right side of the second entry: empty fields, a decision, or why there is nothing to do."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.blind_form import BlindForm
from sirekap_desktop.ui.decision_panel import DecisionPanel
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.second_words import Told


class SecondPanel(QWidget):
    """Holds the parts; the screen decides what they do to the record."""

    back = Signal()
    """Periksa is wanted again."""
    person_wanted = Signal()
    """Another person wants to take over the desk."""

    def __init__(self, template: Template, election: Election) -> None:
        super().__init__()
        self._template = template
        self._election = election
        self.form = self._empty(())
        self.decision = DecisionPanel()
        self.notice = NoticeBar()
        self._told = self._telling()
        self._body = QStackedWidget()
        for widget in (self.form, self.decision, self._told):
            self._body.addWidget(widget)
        self._progress = QLabel()
        self._progress.setWordWrap(True)
        self._foot = QFrame()
        self._foot.setProperty("role", "foot")
        low = QHBoxLayout(self._foot)
        low.setContentsMargins(12, 8, 12, 8)
        low.addWidget(self._progress)
        said = QVBoxLayout()
        said.setContentsMargins(12, 4, 12, 4)
        said.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addLayout(said)
        column.addWidget(self._body, 1)
        column.addWidget(self._foot)

    def show_tps(self, desa: Desa, tps: Tps) -> None:
        """Whose numbers are read."""
        self._name.setText(tps.label)
        self._desa.setText(f"{desa.kind} {desa.region.name}")

    def ask(self, fields: Collection[str]) -> BlindForm:
        """Show empty fields for these numbers, in the order of the paper."""
        old, self.form = self.form, self._empty(fields)
        self._body.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._body.addWidget(self.form)
        self._turn(self.form)
        return self.form

    def ask_decision(self) -> None:
        """Show the number in dispute."""
        self._turn(self.decision)

    def tell(self, told: Told) -> None:
        """Say why there is nothing to read."""
        self._why.setText(told.head)
        self._more.setText(told.text)
        self.person.setVisible(told.other)
        self._turn(self._told)

    def take_cursor(self) -> None:
        """Where there is nothing to read, the way on has the cursor."""
        (self.person if self.person.isVisibleTo(self) else self.leave).setFocus()

    def count(self, text: str) -> None:
        """How far the reading is, in a foot that is there only then."""
        self._progress.setText(text)
        self._foot.setVisible(bool(text))

    def _turn(self, widget: QWidget) -> None:
        if widget is not self.decision:
            self.decision.forget()
        self._body.setCurrentWidget(widget)

    def _empty(self, fields: Collection[str]) -> BlindForm:
        return BlindForm(self._template, self._election, fields)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("role", "bar")
        head.setFixedHeight(theme.px(40))
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        what = QLabel(self.tr("Second entry"))
        what.setProperty("role", "head")
        self._name = QLabel()
        self._name.setProperty("role", "head")
        self._desa = QLabel()
        self.leave = QToolButton()
        self.leave.setText(self.tr("Back to Check (F10)"))
        self.leave.setIcon(icons.icon("previous"))
        self.leave.setIconSize(theme.square(16))
        self.leave.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.leave.clicked.connect(self.back)
        line.addWidget(what)
        line.addWidget(self._name)
        line.addWidget(self._desa, 1)
        line.addWidget(self.leave)
        return head

    def _telling(self) -> QWidget:
        told = QWidget()
        self._why = QLabel()
        self._why.setProperty("role", "head")
        self._why.setWordWrap(True)
        self._more = QLabel()
        self._more.setWordWrap(True)
        self._more.setTextFormat(Qt.TextFormat.PlainText)
        self.person = QPushButton(self.tr("Another person takes over"))
        self.person.setProperty("role", "primary")
        self.person.setAutoDefault(True)
        self.person.clicked.connect(self.person_wanted)
        column = QVBoxLayout(told)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._why)
        column.addWidget(self._more)
        column.addWidget(self.person, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return told
