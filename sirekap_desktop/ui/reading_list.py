"""All numbers of a TPS in the order and wording of the paper, to be read out one by one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Row, Template
from sirekap_desktop.ui import naming, theme
from sirekap_desktop.ui.number_tile import Figure, NumberTile
from sirekap_desktop.ui.row_groups import Group, groups, heads, is_party_total, row_words


class ReadingList(QScrollArea):
    """A tile for each number, made when it is first wanted; the one in place comes into view."""

    pressed = Signal(str)
    """The field that was clicked."""

    def __init__(self, template: Template, election: Election) -> None:
        super().__init__()
        self._template = template
        self._election = election
        self._here = ""
        self._groups = tuple(groups(template))
        self.order = tuple(
            name for group in self._groups for row in group.rows for name in row.fields
        )
        self.setProperty("role", "paper")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Numbers in the order of the paper"))

    @cached_property
    def tiles(self) -> dict[str, NumberTile]:
        """The tile of each number."""
        made: dict[str, NumberTile] = {}
        body = QWidget()
        body.setProperty("role", "paper")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(4)
        for group in self._groups:
            self._add_group(column, group, made)
        column.addStretch(1)
        self.setWidget(body)
        self.setMinimumWidth(body.minimumSizeHint().width() + theme.px(14))
        return made

    def show_figures(self, figures: Mapping[str, Figure]) -> None:
        """Show these numbers."""
        for field, figure in figures.items():
            self.tiles[field].show_figure(figure)

    def go_to(self, field: str) -> None:
        """Mark the number that is read out, and no other; "" marks none."""
        if self._here:
            self.tiles[self._here].set_here(False)
        self._here = field
        if field:
            self.tiles[field].set_here(True)
            self.ensureWidgetVisible(self.tiles[field], 0, theme.px(72))

    def _add_group(self, column: QVBoxLayout, group: Group, made: dict[str, NumberTile]) -> None:
        for head in heads(group):
            column.addWidget(head)
        rows = group.rows
        least = NumberTile("").minimumSizeHint().width()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 3)
        for place in (1, 2, 3):
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, least)
        wide = next((row for row in rows if len(row.fields) > 1), None)
        for place, field in enumerate(wide.fields if wide is not None else (), start=1):
            name = QLabel(naming.column_word(field))
            name.setProperty("role", "label")
            name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(name, 0, place)
        for number, row in enumerate(rows, start=1):
            self._add_row(grid, number, row, made)
        column.addLayout(grid)

    def _add_row(
        self, grid: QGridLayout, place: int, row: Row, made: dict[str, NumberTile]
    ) -> None:
        label = QLabel(row_words(row))
        if is_party_total(row):
            label.setProperty("role", "party")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        first = 4 - len(row.fields)
        grid.addWidget(label, place, 0, 1, first, Qt.AlignmentFlag.AlignVCenter)
        for column, field in enumerate(row.fields, start=first):
            tile = NumberTile(field)
            tile.pressed.connect(self.pressed)
            grid.addWidget(tile, place, column)
            made[field] = tile
