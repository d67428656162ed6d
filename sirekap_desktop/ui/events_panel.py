"""Special events, in the room or at a TPS, and the course of the sitting itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.minutes import Minutes
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui.act_dialog import ActDialog, words_field
from sirekap_desktop.ui.permit import permit
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.plenary_words import act_word, day_and_time
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import Cell, CellTable, wrap
from sirekap_desktop.workflow import convening
from sirekap_desktop.workflow.desk import Desk, spoken


class EventsPanel(QWidget):
    """Above the events, newest first; below when the plenary was opened, adjourned, ended."""

    asked = Signal()
    """An event shall be noted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.note = QPushButton(self.tr("Note special event… (F8)"))
        self.note.setProperty("role", "primary")
        self.note.clicked.connect(self.asked)
        told = QLabel(
            self.tr("What is noted here goes into the minutes of D.HASIL with time and name.")
        )
        told.setWordWrap(True)
        told.setProperty("role", "label")
        self.events = _table(
            self.tr("Special events"),
            (self.tr("Time"), self.tr("Where"), self.tr("What happened"), self.tr("Who")),
        )
        self.turns = _table(
            self.tr("Course of the sitting"),
            (self.tr("Time"), self.tr("Step"), self.tr("What was said"), self.tr("Who")),
        )
        heading = QLabel(self.tr("Course of the sitting"))
        heading.setProperty("role", "section")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.note)
        line.addWidget(told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self.events, 3)
        column.addWidget(heading)
        column.addWidget(self.turns, 1)

    def show_minutes(self, minutes: Minutes) -> None:
        """Show what was noted."""
        election = self._session.election
        room = self.tr("in the room")
        self.events.cells.show_rows(
            [
                (
                    Cell(day_and_time(one.at)),
                    Cell(room if one.tps is None else f"TPS {spoken(election, one.tps)}"),
                    Cell(one.words),
                    Cell(one.who),
                )
                for one in reversed(minutes.events)
            ]
        )
        self.turns.cells.show_rows(
            [
                (
                    Cell(day_and_time(step.at)),
                    Cell(act_word(step.act)),
                    Cell(step.words or str(step.facts.get("place", ""))),
                    Cell(step.who),
                )
                for step in reversed(minutes.turns)
            ]
        )
        permit(self.note, convening.hindrance(self._session.desk, Act.EVENT, minutes))


class EventDialog(ActDialog):
    """Where and what; the time and the name are recorded by themselves."""

    def __init__(self, acts: Acts, election: Election, tps: str | None, parent: QWidget) -> None:
        tr = QCoreApplication.translate
        super().__init__(acts, tr("event", "Note a special event"), tr("event", "Note"), parent)
        self.where = QComboBox()
        self.where.addItem(self.tr("In the room"), None)
        for _, one in election.every_tps():
            self.where.addItem(f"TPS {spoken(election, one.code)}", one.code)
        self.where.setCurrentIndex(max(0, self.where.findData(tps)))
        self.what = words_field(lines=4)
        self.add(self.tr("&Where"), self.where)
        self.add(self.tr("What &happened"), self.what)
        self.what.textChanged.connect(self._judge)
        self._judge()
        self.first = self.what

    def act(self) -> Callable[[Desk], Any]:
        """Note it."""
        words, tps = self.what.toPlainText(), self.where.currentData()
        return lambda desk: convening.note_event(desk, words, tps)

    def _judge(self) -> None:
        self.yes.setEnabled(bool(self.what.toPlainText().strip()))


def _table(name: str, heads: tuple[str, ...]) -> CellTable:
    made = CellTable(name, heads)
    wrap(made, 2)
    return made
