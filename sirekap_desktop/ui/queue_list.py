"""The doubtful numbers of all TPS in the order in which they are worked off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.workflow.overview import Doubt

_DOUBT = Qt.ItemDataRole.UserRole


class QueueList(QTreeWidget):
    """Two levels: what they share (the same cell, or the same TPS), and below each the numbers."""

    picked = Signal(object)
    """The `Doubt` that the operator chose."""

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[Doubt, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setStyleSheet("QueueList, QueueList:focus { border: 0; }")
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setIconSize(theme.square(16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Doubtful numbers"))
        self.currentItemChanged.connect(self._pick)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is left, in order."""
        return tuple(self._items)

    def show_queue(
        self,
        doubts: Sequence[Doubt],
        head: Callable[[Doubt], str],
        told: Callable[[Doubt], str],
    ) -> None:
        """Show these numbers in groups of the same `head`; the chosen one stays chosen."""
        if tuple(doubts) == self.doubts:
            return
        chosen = self.chosen
        self.blockSignals(True)
        self.clear()
        self._items = {}
        look = theme.look(Stage.PERIKSA)
        mark = icons.icon(look.icon, look.ink)
        for name, some in groupby(doubts, key=head):
            group = self._head(name)
            for doubt in some:
                item = QTreeWidgetItem(group, [told(doubt)])
                item.setIcon(0, mark)
                item.setData(0, _DOUBT, doubt)
                item.setToolTip(0, f"{told(doubt)} · {name}")
                self._items[doubt] = item
        self.expandAll()
        self.blockSignals(False)
        if chosen is not None:
            self.choose(chosen)

    @property
    def chosen(self) -> Doubt | None:
        """The number with the highlight."""
        item = self.currentItem()
        found = item.data(0, _DOUBT) if item is not None else None
        return found if isinstance(found, Doubt) else None

    def choose(self, doubt: Doubt) -> None:
        """Move the highlight without telling anybody."""
        self.blockSignals(True)
        item = self._items.get(doubt)
        if item is not None:
            self.setCurrentItem(item)
        self.blockSignals(False)

    def after(self, doubt: Doubt) -> Doubt | None:
        """The number behind this one, starting over at the top; None when no other is left."""
        doubts = self.doubts
        place = doubts.index(doubt) + 1 if doubt in self._items else 0
        around = doubts[place:] + doubts[:place]
        return next((other for other in around if other != doubt), None)

    def take_away(self, doubt: Doubt) -> None:
        """This number is confirmed: it leaves the queue, its group when it was the last."""
        item = self._items.pop(doubt, None)
        if item is None:
            return
        self.blockSignals(True)
        group = item.parent()
        assert group is not None, "every number stands in a group"
        group.removeChild(item)
        if not group.childCount():
            self.takeTopLevelItem(self.indexOfTopLevelItem(group))
        self.blockSignals(False)

    def _head(self, name: str) -> QTreeWidgetItem:
        head = QTreeWidgetItem(self, [name])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFont(0, theme.font(theme.LABEL_POINTS, bold=True))
        head.setForeground(0, QColor(theme.worn().muted))
        head.setToolTip(0, name)
        return head

    def _pick(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and isinstance(item.data(0, _DOUBT), Doubt):
            self.picked.emit(item.data(0, _DOUBT))
