"""What the studio can open: forms that are being made, forms in use, the program's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.messages import sentence
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.tables import Cell, CellTable, wrap
from sirekap_desktop.workflow.templating import INSTALLED, MAKING, SHIPPED, Known


class FormsList(QWidget):
    """A table of forms; Enter or a double click opens one."""

    wanted = Signal(object)
    """A `Known` that shall be opened."""

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[Known, ...] = ()
        about = QLabel(
            self.tr(
                "A new form begins with a blank sheet: boxes, bubbles and marks are found by"
                " themselves, you give the numbers their names. A form that is known is opened and"
                " corrected the same way."
            )
        )
        about.setWordWrap(True)
        self.table = CellTable(
            self.tr("Forms"), (self.tr("State"), self.tr("Form"), self.tr("Code"))
        )
        wrap(self.table, 1)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _: self._open())
        self.open = QPushButton(self.tr("Open form"))
        self.open.clicked.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._judge())
        foot = QHBoxLayout()
        foot.addWidget(self.open)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(about)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._judge()

    def show_known(self, known: tuple[Known, ...]) -> None:
        """These forms, and no others."""
        self._known = known
        kinds = {
            MAKING: (self.tr("being made"), Stage.PERIKSA),
            INSTALLED: (self.tr("installed here"), Stage.SESUAI),
            SHIPPED: (self.tr("of the program"), Stage.SELESAI),
        }
        rows = []
        for one in known:
            word, stage = kinds[one.kind]
            look = theme.look(Stage.SALAH if one.problem else stage)
            said = sentence(one.problem.code, one.problem.facts).what if one.problem else one.model
            mark = icons.icon(look.icon, look.ink)
            rows.append((Cell(word, icon=mark), Cell(said), Cell(one.form)))
        self.table.cells.show_rows(rows)
        if rows:
            self.table.selectRow(0)
        self._judge()

    def _judge(self) -> None:
        row = self.table.currentIndex().row()
        self.open.setEnabled(0 <= row < len(self._known) and self._known[row].problem is None)

    def _open(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._known) and self._known[row].problem is None:
            self.wanted.emit(self._known[row])
