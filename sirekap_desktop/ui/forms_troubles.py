"""What is still wrong with a form in the studio; a line leads to its place."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from sirekap_desktop.messages import sentence
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.studio import Studio
from sirekap_desktop.ui.tables import Cell, CellTable, wrap


class FormsTroubles(QWidget):
    """A table of reasons for which the form would be refused."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self.good = QLabel(self.tr("Nothing is wrong: the form can be tried and installed."))
        self.good.setWordWrap(True)
        self.table = CellTable(
            self.tr("What is still wrong"), (self.tr("Place"), self.tr("What is wrong"))
        )
        wrap(self.table, 1)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._go(now.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.good)
        column.addWidget(self.table, 1)
        studio.changed.connect(self.show_troubles)
        self.show_troubles()

    def show_troubles(self) -> None:
        """The reasons as they stand now."""
        look = theme.look(Stage.SALAH)
        mark = icons.icon(look.icon, look.ink)
        rows = []
        for trouble in self._studio.troubles:
            said = sentence(trouble.code, trouble.facts)
            rows.append((Cell(trouble.place, icon=mark), Cell(f"{said.what} {said.do}")))
        self.table.cells.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.good.setVisible(self._studio.draft is not None and not rows)

    def _go(self, row: int) -> None:
        if not 0 <= row < len(self._studio.troubles):
            return
        trouble = self._studio.troubles[row]
        if trouble.page:
            self._studio.turn(trouble.page)
            self._studio.choose(trouble.places)
