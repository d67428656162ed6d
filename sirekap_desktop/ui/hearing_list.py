"""The TPS in the plenary by desa, with a choice of the panel whose TPS are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from sirekap_desktop.models.minutes import Minutes
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.dresses import Look
from sirekap_desktop.ui.plenary_acts import Assembly
from sirekap_desktop.ui.plenary_words import DISPUTED, reached_look, reached_word
from sirekap_desktop.ui.tps_list import TpsList

if TYPE_CHECKING:
    from sirekap_desktop.workflow.overview import TpsLine


class _Stations(TpsList):
    """Each TPS with how far the plenary has come with it."""

    def __init__(self) -> None:
        super().__init__()
        self.minutes = Minutes()

    def look_of(self, line: TpsLine) -> tuple[Look, str, str]:
        """How far it is; a mark where something between the parties is open."""
        reached = line.reached
        if self.minutes.disputed(line.tps.code):
            word = self.tr("disputed")
            return theme.look(DISPUTED), word, f"{reached_word(reached)} · {word}"
        if reached is Reached.MENUNGGU and line.unconfirmed:
            word = self.tr("not ready")
            told = self.tr("{count} numbers are not confirmed").format(count=line.unconfirmed)
            return theme.look("kosong"), word, told
        return reached_look(reached), reached_word(reached), reached_word(reached)

    def hide_all_but(self, wanted: frozenset[str]) -> None:
        """Show only desa with one of these TPS."""
        heads = [item.parent() for code, item in self._items.items() if code in wanted]
        shown = {self.indexOfTopLevelItem(head) for head in heads if head is not None}
        for place in range(self.topLevelItemCount()):
            self.setRowHidden(place, QModelIndex(), place not in shown)


class HearingList(QWidget):
    """A choice of the panel over the list of TPS."""

    picked = Signal(str)
    """The 13-digit code of the TPS that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.list = _Stations()
        self.list.picked.connect(self.picked)
        self.panel = QComboBox()
        self.panel.setAccessibleName(self.tr("Panel whose TPS are shown"))
        self.panel.activated.connect(lambda _: self._filter())
        self._assembly = Assembly(Minutes(), ())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = QWidget()
        top = QVBoxLayout(self._top)
        top.setContentsMargins(8, 8, 8, 8)
        top.addWidget(self.panel)
        column.addWidget(self._top)
        column.addWidget(self.list, 1)
        self._top.hide()

    def show_assembly(self, assembly: Assembly, who: str) -> None:
        """Show every TPS; `who` sits at the desk and may lead a panel."""
        self._assembly = assembly
        self.list.minutes = assembly.minutes
        self.list.show_lines(assembly.lines)
        self._offer(who)
        self._filter()

    def choose(self, code: str) -> None:
        """Move the highlight without telling anybody; a TPS that is hidden shows all of them."""
        self.list.choose(code)
        if code not in self._chosen():
            self.panel.setCurrentIndex(0)
            self._filter()

    def _offer(self, who: str) -> None:
        panels = self._assembly.minutes.panels.values()
        self._top.setVisible(bool(panels))
        leaders = {panel.number: panel.leader for panel in panels}
        entries = [(self.tr("All TPS"), 0)]
        for number, leader in sorted(leaders.items()):
            word = self.tr("Panel {number} · {leader}") if leader else self.tr("Panel {number}")
            if leader == who:
                word = self.tr("My panel ({number})")
            entries.append((word.format(number=number, leader=leader), number))
        before = self.panel.currentData()
        self.panel.clear()
        for word, number in entries:
            self.panel.addItem(word, number)
        self.panel.setCurrentIndex(max(0, self.panel.findData(before)))

    def _filter(self) -> None:
        self.list.hide_all_but(self._chosen())

    def _chosen(self) -> frozenset[str]:
        """The TPS of the chosen panel, or all."""
        number, panels = self.panel.currentData(), self._assembly.minutes.panels
        desa = {code for code, panel in panels.items() if panel.number == number}
        lines = self._assembly.lines
        return frozenset(
            line.tps.code for line in lines if not number or line.desa.region.code in desa
        )
