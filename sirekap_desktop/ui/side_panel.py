"""The left side of Periksa: all TPS, or the queue of doubtful numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QStackedWidget, QTabBar, QVBoxLayout

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.ui import naming
from sirekap_desktop.ui.queue_list import QueueList
from sirekap_desktop.ui.tps_list import TpsList
from sirekap_desktop.workflow import overview
from sirekap_desktop.workflow.overview import Doubt

if TYPE_CHECKING:
    from sirekap_desktop.workflow.overview import TpsLine

_TPS, _QUEUE = range(2)


class SidePanel(QFrame):
    """Two lists of which one is worked from; the queue holds what is doubtful in any TPS."""

    switched = Signal()
    """Another list, or another order of the queue, was chosen."""

    def __init__(self, template: Template, election: Election) -> None:
        super().__init__()
        self._template = template
        self._election = election
        self._lines: tuple[TpsLine, ...] = ()
        self._names = {
            tps.code: f"{tps.label} {desa.region.name}" for desa, tps in election.every_tps()
        }
        self.list = TpsList()
        self.queue = QueueList()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("TPS or queue"))
        self.tabs.addTab(self.tr("TPS"))
        self.tabs.addTab(self.tr("Queue"))
        self.tabs.setTabToolTip(_QUEUE, self.tr("Doubtful numbers of all TPS (F9)"))
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order of the queue"))
        self.order.addItem(self.tr("Same cell together"), True)
        self.order.addItem(self.tr("Form by form"), False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.queue)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tabs, self.order, self._stack):
            column.addWidget(widget)
        self.order.hide()
        self.tabs.currentChanged.connect(self._turn)
        self.order.currentIndexChanged.connect(lambda _: self._sort())

    @property
    def queueing(self) -> bool:
        """Whether the operator works the queue off."""
        return self.tabs.currentIndex() == _QUEUE

    def toggle(self) -> None:
        """From the TPS to the queue, and back."""
        self.tabs.setCurrentIndex(_TPS if self.queueing else _QUEUE)

    def show_lines(self, lines: tuple[TpsLine, ...]) -> None:
        """Show where each TPS stands, and what is doubtful in all of them."""
        self._lines = lines
        self.list.show_lines(lines)
        self._fill()

    def _fill(self) -> None:
        by_kind = bool(self.order.currentData())
        doubts = overview.queue(self._lines, self._template, by_kind=by_kind)
        self.tabs.setTabText(_QUEUE, self.tr("Queue ({count})").format(count=len(doubts)))
        if by_kind:
            self.queue.show_queue(doubts, self._cell, self._tps)
        else:
            self.queue.show_queue(doubts, self._tps, self._cell)

    def _sort(self) -> None:
        self._fill()
        self.switched.emit()

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.order.setVisible(index == _QUEUE)
        self.switched.emit()

    def _tps(self, doubt: Doubt) -> str:
        return self._names[doubt.tps]

    def _cell(self, doubt: Doubt) -> str:
        return naming.field_label(self._template, doubt.field)
