"""The screen Rekap: every number of every closed TPS, the sums, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.recap import Recap
from sirekap_desktop.models.rules import Finding
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.findings_panel import FindingsPanel
from sirekap_desktop.ui.keys import bind, tell
from sirekap_desktop.ui.recap_cells import desa_sheet, elided, kecamatan_sheet
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.side_header import SideHeader
from sirekap_desktop.ui.tables import CellTable
from sirekap_desktop.workflow import issuing
from sirekap_desktop.workflow.desk import Desk

_NARROWEST, _WIDEST = 360, 640
"""Pixels for the wording of the rows, at 100 %."""


class RecapPage(QWidget):
    """Tables per desa and for the kecamatan, over the closed TPS only."""

    wanted = Signal(str)
    """The code of a TPS that the operator wants to open in Periksa."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._recap: Recap | None = None
        self.table = CellTable(self.tr("Sums"), ())
        self.table.setVerticalHeader(SideHeader(self.table))
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Desa and kecamatan"))
        for desa in session.election.desa:
            self.tabs.addTab(desa.region.name)
        self.tabs.addTab(self.tr("Kec. {name}").format(name=session.election.kecamatan.name))
        self.tabs.currentChanged.connect(lambda _: self._show_table())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._head())
        parts = QHBoxLayout()
        parts.setSpacing(16)
        parts.addWidget(self._side())
        tables = QVBoxLayout()
        tables.setSpacing(0)
        tables.addWidget(self.tabs)
        tables.addWidget(self.table, 1)
        parts.addLayout(tables, 1)
        column.addLayout(parts, 1)
        bind(self, "Ctrl+PgUp", lambda: self._turn(-1), self.tr("Previous table"))
        bind(self, "Ctrl+PgDown", lambda: self._turn(1), self.tr("Next table"))
        bind(self, "F7", self.findings.show_sum, self.tr("Show the sum of the finding"))
        if not self.brief.isHidden():
            told = self.tr("Parties with or without their candidates")
            bind(self, "F8", self.brief.toggle, told)
        tell(self, "Ctrl+C", self.tr("Copy the table for a spreadsheet"))
        self.look_again()

    def refresh(self, change: Change) -> None:  # noqa: ARG002  (every screen hears of it)
        """Something was confirmed, closed or opened again."""
        if self.isVisible():
            self.look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The wording of the rows gets the width that the numbers leave."""
        super().resizeEvent(event)
        self._show_table()

    def look_again(self) -> None:
        """Add up once more."""
        desk = self._session.desk
        self._session.runner.start(lambda _: _sums(desk), self._arrive)

    def open_desa(self, code: str) -> None:
        """Turn to the table of a desa."""
        codes = [desa.region.code for desa in self._session.election.desa]
        self.tabs.setCurrentIndex(codes.index(code))

    def _arrive(self, sums: tuple[Recap, tuple[Finding, ...]]) -> None:
        self._recap, findings = sums
        recap = self._recap
        every = sum(len(part.columns) for part in recap.desa)
        missing = recap.missing
        self._told.setText(
            self.tr("{done} of {total} TPS closed").format(done=every - len(missing), total=every)
        )
        self._missing.clear()
        look = theme.look(Stage.KOSONG)
        for desa, tps in missing:
            name = f"{tps.label} · {desa.region.name}"
            item = QListWidgetItem(icons.icon(look.icon, look.ink), name)
            item.setData(Qt.ItemDataRole.UserRole, tps.code)
            item.setToolTip(self.tr("Open {name}").format(name=name))
            self._missing.addItem(item)
        self._left.setText(
            self.tr("Not closed yet ({count})").format(count=len(missing))
            if missing
            else self.tr("Every TPS is closed")
        )
        self._missing.setVisible(bool(missing))
        self.findings.show_findings(findings, full=self._session.decides)
        self._show_table()

    def _show_table(self) -> None:
        if self._recap is None:
            return
        index = self.tabs.currentIndex()
        template = self._session.template
        if index < len(self._recap.desa):
            sheet = desa_sheet(template, self._recap.desa[index], brief=self.brief.isChecked())
        else:
            sheet = kecamatan_sheet(template, self._recap, brief=self.brief.isChecked())
        metrics = self.table.fontMetrics()
        widths = [
            max(theme.px(80), metrics.horizontalAdvance(h) + theme.px(32)) for h in sheet.heads
        ]
        left = self.table.width() - sum(widths) - theme.px(24)
        least = min(theme.px(_NARROWEST), self.table.width() // 2)
        side = min(theme.px(_WIDEST), max(least, left))
        self.table.cells.show_sheet(elided(sheet, metrics, side - theme.px(20)))
        for column, width in enumerate(widths):
            self.table.setColumnWidth(column, width)
        self.table.widen_side(side)

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _open(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def _head(self) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        title = QLabel(self.tr("Sums of the kecamatan"))
        title.setProperty("role", "title")
        self._told = QLabel()
        self.brief = QCheckBox(self.tr("Parties without candidates (F8)"))
        self.brief.ensurePolished()
        self.brief.setMinimumWidth(self.brief.sizeHint().width() + theme.px(16))
        self.brief.setVisible(any(row.party for row in self._session.template.rows))
        self.brief.toggled.connect(lambda _: self._show_table())
        copy = QPushButton(self.tr("Copy table (Ctrl+C)"))
        copy.setIcon(icons.icon("copy"))
        copy.clicked.connect(self.table.copy)
        line.addWidget(title)
        line.addWidget(self._told, 1)
        line.addWidget(self.brief)
        line.addWidget(copy)
        return head

    def _side(self) -> QWidget:
        side = QFrame()
        side.setFixedWidth(theme.px(264))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._left = QLabel()
        self._left.setProperty("role", "section")
        self._missing = QListWidget()
        self._missing.setAccessibleName(self.tr("TPS that are not closed yet"))
        self._missing.itemClicked.connect(self._open)
        self._missing.itemActivated.connect(self._open)
        self._left.setBuddy(self._missing)
        self.findings = FindingsPanel(self._session.template, self._session.election)
        self.findings.layout().setContentsMargins(0, 8, 0, 0)  # type: ignore[union-attr]
        column.addWidget(self._left)
        column.addWidget(self._missing, 1)
        column.addWidget(self.findings, 1)
        return side


def _sums(desk: Desk) -> tuple[Recap, tuple[Finding, ...]]:
    return issuing.recap(desk), issuing.recap_findings(desk)
