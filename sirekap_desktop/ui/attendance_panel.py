"""Who takes part in the plenary, and who is in the room: one key marks coming and leaving."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.minutes import Kind, Minutes, Participant, Step
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.permit import permit, withhold
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.plenary_words import clock, kind_word, of_word
from sirekap_desktop.ui.register_dialog import RegisterDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import Cell, CellTable
from sirekap_desktop.workflow import convening
from sirekap_desktop.workflow.noting import CHAIR


class AttendancePanel(QWidget):
    """A list by capacity; Space marks that the chosen person has come or left."""

    counted = Signal(int)
    """How many are in the room."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._acts = Acts(session)
        self._people: tuple[Participant, ...] = ()
        self.notice = NoticeBar()
        self.table = CellTable(
            self.tr("Participants"),
            (
                self.tr("Capacity"),
                self.tr("Name"),
                self.tr("Stands for"),
                self.tr("Mandate"),
                self.tr("In the room"),
                self.tr("Came and left"),
            ),
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.register = QPushButton(self.tr("Register participant… (Ctrl+N)"))
        self.register.setProperty("role", "primary")
        self.register.clicked.connect(self.ask_register)
        self.mark = QPushButton()
        self.mark.clicked.connect(self.toggle)
        self._none = QLabel(
            self.tr(
                "Nobody is registered yet. Register the PPK, the witnesses with their mandates, "
                "Panwaslu and the PPS: they go into the attendance list and into D.HASIL."
            )
        )
        self._none.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.register)
        line.addWidget(self.mark)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self.notice)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._judge())
        bind(self.table, "Space", self.toggle, self.tr("The chosen person has come or left"))
        bind(self, "Ctrl+N", self.register.click, self.tr("Register a participant"))
        self._minutes = Minutes()
        self._judge()

    def show_minutes(self, minutes: Minutes) -> None:
        """Show who takes part; the chosen person stays chosen."""
        before = self._chosen()
        order = list(Kind)
        self._minutes = minutes
        self._people = tuple(
            sorted(
                minutes.participants,
                key=lambda one: (order.index(one.kind), one.of != CHAIR, one.of, one.name),
            )
        )
        self.table.cells.show_rows([self._row(one) for one in self._people])
        ids = [one.id for one in self._people]
        row = ids.index(before.id) if before is not None and before.id in ids else 0
        if ids:
            self.table.selectRow(row)
        self._none.setVisible(not ids)
        self.table.setVisible(bool(ids))
        self.counted.emit(sum(one.present for one in self._people))
        self._judge()

    def take_cursor(self) -> None:
        """Put the cursor into the list."""
        (self.table if self._people else self.register).setFocus()

    def toggle(self) -> None:
        """The chosen person has come, or left."""
        who = self._chosen()
        if who is None:
            return
        self.notice.hide()
        here = not who.present
        self._acts.do(
            lambda desk: convening.attend(desk, who.id, here=here),
            lambda _: None,
            self.notice.refuse,
        )

    def ask_register(self) -> None:
        """Ask for a new participant."""
        chosen = self._chosen()
        kind = Kind.PPK if chosen is None else chosen.kind
        dialog = RegisterDialog(self._acts, self._session.election, kind, self)
        dialog.did.connect(lambda step: self._registered(step, here=dialog.here.isChecked()))
        dialog.begin()

    def _registered(self, step: Step, *, here: bool) -> None:
        self.notice.hide()
        if here:
            self._acts.do(
                lambda desk: convening.attend(desk, step.id, here=True),
                lambda _: None,
                self.notice.refuse,
            )

    def _chosen(self) -> Participant | None:
        row = self.table.currentIndex().row()
        return self._people[row] if 0 <= row < len(self._people) else None

    def _judge(self) -> None:
        desk, who = self._session.desk, self._chosen()
        permit(self.register, convening.hindrance(desk, Act.REGISTER, self._minutes))
        left = who is not None and who.present
        self.mark.setText(self.tr("Has left (Space)") if left else self.tr("Has come (Space)"))
        permit(self.mark, convening.hindrance(desk, Act.ATTEND, self._minutes))
        if who is None and self.mark.isEnabled():
            withhold(self.mark, self.tr("Nobody is chosen."))

    def _row(self, one: Participant) -> tuple[Cell, ...]:
        if one.present:
            stage, word = Stage.SESUAI, self.tr("in the room")
        elif one.attended:
            stage, word = Stage.TERBACA, self.tr("has left")
        else:
            stage, word = Stage.KOSONG, self.tr("not here yet")
        look = theme.look(stage)
        return (
            Cell(kind_word(one.kind)),
            Cell(one.name, bold=True),
            Cell(of_word(self._session.election, one)),
            Cell(one.mandate),
            Cell(word, ink=look.ink, icon=icons.icon(look.icon, look.ink)),
            Cell(visits_word(one)),
        )


def visits_word(one: Participant) -> str:
    """`09:02–10:30, 11:00–`: when somebody came and left."""
    parts: list[str] = []
    for at, here in one.visits:
        if here:
            parts.append(f"{clock(at)}–")
        else:
            parts[-1] += clock(at)
    return ", ".join(parts)
