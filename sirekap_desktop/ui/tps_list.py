"""The polling stations by desa, each with its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.dresses import Look
from sirekap_desktop.ui.language import stage_word

if TYPE_CHECKING:
    from sirekap_desktop.workflow.overview import TpsLine

_CODE = Qt.ItemDataRole.UserRole


class TpsList(QTreeWidget):
    """Two levels: desa, and below each its TPS with icon and word."""

    picked = Signal(str)
    """The 13-digit code of the TPS that the operator chose."""

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, QTreeWidgetItem] = {}
        self._open: set[str] = set()
        self.setHeaderHidden(True)
        self.setStyleSheet("TpsList, TpsList:focus { border: 0; }")
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setIconSize(theme.square(16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Polling stations"))
        self.header().setStretchLastSection(True)
        self.header().setDefaultSectionSize(theme.px(96))
        self.setUniformRowHeights(True)
        self._icons: dict[Look, QIcon] = {}
        self.currentItemChanged.connect(self._pick)

    def show_lines(self, lines: Sequence[TpsLine]) -> None:
        """Show these TPS; the chosen one stays chosen."""
        if tuple(line.tps.code for line in lines) != tuple(self._items):
            self._rebuild(lines)
        self._open = {line.tps.code for line in lines if line.unconfirmed}
        for line in lines:
            item = self._items[line.tps.code]
            look, word, told = self.look_of(line)
            item.setIcon(0, self._icon(look))
            item.setText(1, word)
            item.setForeground(1, QColor(look.ink))
            item.setToolTip(0, f"{line.tps.label} · {told}")
            item.setToolTip(1, item.toolTip(0))

    def look_of(self, line: TpsLine) -> tuple[Look, str, str]:
        """How a TPS is shown: its look, the word beside it, and what the tool tip says."""
        return theme.look(line.stage), self._told(line), stage_word(line.stage)

    @property
    def codes(self) -> tuple[str, ...]:
        """All TPS in the order of the list."""
        return tuple(self._items)

    def choose(self, code: str) -> None:
        """Move the highlight without telling anybody."""
        self.blockSignals(True)
        item = self._items.get(code)
        if item is not None:
            self.setCurrentItem(item)
        self.blockSignals(False)

    def next_to(self, code: str, by: int) -> str | None:
        """The TPS `by` places away, None beyond either end."""
        codes = self.codes
        place = codes.index(code) + by if code in self._items else 0
        return codes[place] if 0 <= place < len(codes) else None

    def next_open(self, code: str) -> str | None:
        """The next TPS behind that one with numbers to confirm, starting over at the top."""
        codes = self.codes
        start = codes.index(code) + 1 if code in self._items else 0
        around = codes[start:] + codes[:start]
        return next((other for other in around if other in self._open and other != code), None)

    def _rebuild(self, lines: Sequence[TpsLine]) -> None:
        self.blockSignals(True)
        self.clear()
        self._items = {}
        heads: dict[str, QTreeWidgetItem] = {}
        for line in lines:
            if line.desa.region.code not in heads:
                heads[line.desa.region.code] = self._head(line.desa.region.name)
            item = QTreeWidgetItem(heads[line.desa.region.code], [line.tps.label, ""])
            item.setData(0, _CODE, line.tps.code)
            self._items[line.tps.code] = item
        self.expandAll()
        self.blockSignals(False)

    def _head(self, name: str) -> QTreeWidgetItem:
        head = QTreeWidgetItem(self, [name])
        head.setFirstColumnSpanned(True)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFont(0, theme.font(theme.LABEL_POINTS, bold=True))
        head.setForeground(0, QColor(theme.worn().muted))
        head.setToolTip(0, name)
        return head

    def _icon(self, look: Look) -> QIcon:
        if look not in self._icons:
            self._icons[look] = icons.icon(look.icon, look.ink)
        return self._icons[look]

    def _told(self, line: TpsLine) -> str:
        if line.stage is Stage.PERIKSA and line.doubtful:
            return self.tr("{count} to check").format(count=line.doubtful)
        if line.stage is Stage.PERIKSA:
            return self.tr("{count} left").format(count=line.unconfirmed)
        if line.stage is Stage.SALAH:
            return self.tr("{count} wrong").format(count=line.findings)
        return stage_word(line.stage)

    def _pick(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _CODE):
            self.picked.emit(item.data(0, _CODE))
