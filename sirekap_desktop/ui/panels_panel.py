"""Which panel reads which desa, and who leads it: the chair shares them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.minutes import Kind, Minutes
from sirekap_desktop.models.people import Account, Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.ui.act_dialog import ActDialog
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.permit import permit, withhold
from sirekap_desktop.ui.plenary_acts import Acts, Assembly
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import Cell, CellTable
from sirekap_desktop.workflow import accounts, convening
from sirekap_desktop.workflow.desk import Desk


class PanelsPanel(QWidget):
    """The desa with their panels; several can be given to one panel at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._acts = Acts(session)
        self._assembly = Assembly(Minutes(), ())
        self.table = CellTable(
            self.tr("Desa and their panels"),
            (self.tr("Desa"), self.tr("Panel"), self.tr("Led by"), self.tr("TPS closed")),
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.share = QPushButton(self.tr("Give to a panel… (Enter)"))
        self.share.setProperty("role", "primary")
        self.share.clicked.connect(self.ask_panel)
        told = QLabel(
            self.tr(
                "Up to four panels work side by side. A member decides only in the panel that the "
                "member leads; a desa without a panel is open to the whole committee."
            )
        )
        told.setWordWrap(True)
        told.setProperty("role", "label")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.share)
        line.addWidget(told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._judge())
        give = self.tr("Give the chosen desa to a panel")
        bind(self.table, "Enter", self.share.click, give, also="Return")
        self._judge()

    def show_assembly(self, assembly: Assembly) -> None:
        """Show every desa; what was chosen stays chosen."""
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        self._assembly = assembly
        desa = [one.region for one in self._session.election.desa]
        self.table.cells.show_rows([self._row(one.code, one.name) for one in desa])
        for row in rows or [0]:
            self.table.selectRow(row)
        self._judge()

    def ask_panel(self) -> None:
        """Ask which panel reads the chosen desa."""
        codes = self._chosen()
        if codes:
            self._acts.ask(accounts.accounts, lambda known: self._ask(codes, known))

    def _ask(self, codes: Sequence[str], known: Sequence[Account]) -> None:
        """A panel is led by somebody who can sign in; without accounts by one of the PPK."""
        leaders = [one.name for one in known if one.active and one.role in _LEADERS]
        if not known:
            there = self._assembly.minutes.participants
            leaders = [one.name for one in there if one.kind is Kind.PPK]
        names = [d.region.name for d in self._session.election.desa if d.region.code in codes]
        PanelDialog(
            self._acts, codes, names, tuple(dict.fromkeys(leaders)), self._assembly.minutes, self
        ).begin()

    def _row(self, code: str, name: str) -> tuple[Cell, ...]:
        panel = self._assembly.minutes.panels.get(code)
        lines = [line for line in self._assembly.lines if line.desa.region.code == code]
        closed = sum(line.reached is Reached.SELESAI for line in lines)
        number = self.tr("no panel") if panel is None else str(panel.number)
        leader = "" if panel is None else panel.leader
        return Cell(name, bold=True), Cell(number), Cell(leader), Cell(f"{closed} / {len(lines)}")

    def _chosen(self) -> tuple[str, ...]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        desa = self._session.election.desa
        return tuple(desa[row].region.code for row in sorted(rows))

    def _judge(self) -> None:
        desk, minutes = self._session.desk, self._assembly.minutes
        permit(self.share, convening.hindrance(desk, Act.PANEL, minutes))
        if not self._chosen() and self.share.isEnabled():
            withhold(self.share, self.tr("No desa is chosen."))


_LEADERS = (Role.KETUA, Role.ANGGOTA)


class PanelDialog(ActDialog):
    """One of four panels, and the member who leads it."""

    def __init__(
        self,
        acts: Acts,
        codes: Sequence[str],
        names: Sequence[str],
        leaders: Sequence[str],
        minutes: Minutes,
        parent: QWidget,
    ) -> None:
        tr = QCoreApplication.translate
        super().__init__(acts, tr("panel", "Give desa to a panel"), tr("panel", "Give"), parent)
        self._codes = tuple(codes)
        self._leads = {panel.number: panel.leader for panel in minutes.panels.values()}
        self.tell(", ".join(names))
        self.panel = QComboBox()
        for number in range(1, convening.PANELS + 1):
            self.panel.addItem(self.tr("Panel {number}").format(number=number), number)
        self.leader = QComboBox()
        self.leader.setEditable(True)
        self.leader.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.leader.addItems(list(leaders))
        self.add(self.tr("&Panel"), self.panel)
        self.add(self.tr("&Led by"), self.leader)
        self.panel.currentIndexChanged.connect(lambda _: self._turn())
        self._turn()
        self.first = self.panel

    def act(self) -> Callable[[Desk], Any]:
        """Give them all to that panel."""
        codes, number, leader = self._codes, self.panel.currentData(), self.leader.currentText()

        def share(desk: Desk) -> None:
            for code in codes:
                convening.assign_panel(desk, code, number, leader)

        return share

    def _turn(self) -> None:
        """A panel that is led already keeps its leader."""
        leader = self._leads.get(self.panel.currentData())
        if leader is not None:
            self.leader.setCurrentText(leader)
