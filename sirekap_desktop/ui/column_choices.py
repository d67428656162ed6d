"""What each column of a table is: its heading, its first rows, and a choice beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.data_label import DataLabel
from sirekap_desktop.workflow import upstreaming
from sirekap_desktop.workflow.upstreaming import Told

_SHOWN = 3
"""So many of the first rows are shown of each column."""


class ColumnChoices(QWidget):
    """One line for each column of the file; a meaning that is chosen anew leaves its old column."""

    changed = Signal(object)
    """The table with the columns that are chosen now."""

    def __init__(self) -> None:
        super().__init__()
        self._told: Told | None = None
        self.choices: dict[int, QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)

    def show_table(self, told: Told | None) -> None:
        """Show a table, or nothing."""
        self._told = told
        self.choices = {}
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if told is None:
            return
        width = max(len(told.table.headings), *(len(r.cells) for r in told.table.rows[:_SHOWN]), 0)
        for place in range(width):
            self._put(told, place)

    def _put(self, told: Told, place: int) -> None:
        headings = told.table.headings
        heading = headings[place] if place < len(headings) else ""
        seen = " · ".join(row.cell(place).text or "–" for row in told.table.rows[:_SHOWN])
        letter = QLabel(upstreaming.letter(place))
        letter.setProperty("role", "label")
        choice = QComboBox()
        choice.setMinimumWidth(theme.px(240))
        choice.addItem(self.tr("not used"), "")
        for column in told.sort.columns:
            choice.addItem(column.label, column.id)
        meant = next((key for key, at in told.meaning.items() if at == place), "")
        choice.setCurrentIndex(choice.findData(meant))
        name = self.tr("Column {letter}: {heading}").format(letter=letter.text(), heading=heading)
        choice.setAccessibleName(name)
        letter.setBuddy(choice)
        choice.currentIndexChanged.connect(partial(self._chosen, place))
        self.choices[place] = choice
        parts = (letter, DataLabel(heading), DataLabel(seen), choice)
        for column_at, part in enumerate(parts):
            self._grid.addWidget(part, place, column_at)

    def _chosen(self, place: int, _index: int) -> None:
        told = self._told
        if told is None:
            return
        meant = self.choices[place].currentData()
        meaning = {k: at for k, at in told.meaning.items() if at != place and k != meant}
        if meant:
            meaning[meant] = place
        for other, choice in self.choices.items():
            if other != place and choice.currentData() == meant and meant:
                choice.blockSignals(True)
                choice.setCurrentIndex(0)
                choice.blockSignals(False)
        self._told = upstreaming.told_as(told, meaning)
        self.changed.emit(self._told)
