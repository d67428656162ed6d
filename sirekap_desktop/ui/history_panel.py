"""Everything that the plenary did with a TPS: when, what, who, in which words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.minutes import Step
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui import icons, naming, theme
from sirekap_desktop.ui.permitted import withhold
from sirekap_desktop.ui.plenary_acts import Heard
from sirekap_desktop.ui.plenary_words import act_word, day_and_time
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.step_words import Teller
from sirekap_desktop.ui.tables import Cell, CellTable, wrap


class HistoryPanel(QWidget):
    """A table of the steps, newest at the top; below, the pictures of a correction."""

    pictures_wanted = Signal(int)
    """The number of the correction whose pictures shall be seen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._name = partial(naming.field_label, session.template)
        self._steps: tuple[Step, ...] = ()
        self.table = CellTable(
            self.tr("What was done"),
            (self.tr("Time"), self.tr("Step"), self.tr("What was said")),
        )
        wrap(self.table, 2)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.pictures = QPushButton(self.tr("Pictures before and after…"))
        self.pictures.setIcon(icons.icon("camera"))
        self.pictures.clicked.connect(self._show_pictures)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._judge())
        self.table.activated.connect(lambda _: self._show_pictures())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.addWidget(self.pictures)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.table)
        self._judge()

    def show_heard(self, heard: Heard) -> None:
        """Show the steps of a TPS."""
        course = heard.docket.view.course
        self._steps = tuple(reversed(course.steps))
        teller = Teller(course, self._name)
        self.table.cells.show_rows(
            [
                (
                    Cell(f"{day_and_time(step.at)}\n{step.who}"),
                    Cell(act_word(step.act), bold=True, icon=_mark(step)),
                    Cell(teller.told(step)),
                )
                for step in self._steps
            ]
        )
        self._judge()

    def _chosen(self) -> Step | None:
        row = self.table.currentIndex().row()
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def _judge(self) -> None:
        step = self._chosen()
        why = ""
        if step is None or step.act is not Act.CORRECT:
            why = self.tr("Choose a correction in the list.")
        withhold(self.pictures, why)

    def _show_pictures(self) -> None:
        step = self._chosen()
        if step is not None and step.act is Act.CORRECT:
            self.pictures_wanted.emit(step.id)


def _mark(step: Step) -> QIcon | None:
    name = {
        Act.CORRECT: "dikoreksi",
        Act.DIFFER: "dipersoalkan",
        Act.OBJECT: "objection",
        Act.REOPEN: "unlock",
        Act.CLOSE: "selesai",
    }.get(step.act)
    return None if name is None else icons.icon(name, theme.worn().muted)
