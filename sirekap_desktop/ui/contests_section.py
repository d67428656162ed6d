"""The section of the settings that holds the elections of the kecamatan and their master data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.master_page import MasterPage
from sirekap_desktop.ui.permitted import allow
from sirekap_desktop.ui.room import Room
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import Cell, CellTable, Index
from sirekap_desktop.workflow import mastering, overview
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.overview import ContestLine
from sirekap_desktop.workflow.upstreaming import ColumnMemory


class MasterDialog(QDialog):
    """The page of the master data as a question of its own; `answer` is what its act answered."""

    def __init__(
        self, session: Session, take: Callable[[Desk, Election], object], title: str, above: QWidget
    ) -> None:
        super().__init__(above)
        self.setWindowTitle(title)
        self.answer: object = None
        memory = ColumnMemory(session.settings.columns, lambda text: session.choose(columns=text))
        self.page = MasterPage(session.desk, session.runner, take, memory)
        self.page.title.setText(title)
        self.page.first.hide()
        self.page.forms.hide()
        self.page.adopted.connect(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Room(self.page))
        self.resize(above.window().size() * 0.9)
        self.page.take_cursor()

    def _done(self, answer: object) -> None:
        self.answer = answer
        self.accept()


class ContestsSection(QVBoxLayout):
    """Every election of the folder; one more can be added, the master data of this one replaced."""

    wanted = Signal(int)
    """The number of the contest that is to be worked on."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: tuple[ContestLine, ...] = ()
        self.setSpacing(12)
        about = QLabel(
            self.tr(
                "All elections of one kecamatan are counted in one folder. Their tabs stand on"
                " Home, and photographs are taken for the one that is open."
            )
        )
        about.setWordWrap(True)
        self.table = CellTable(
            self.tr("Elections"), (self.tr("Election"), self.tr("TPS"), self.tr("Closed"))
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.activated.connect(self._open)
        self.add = QPushButton(self.tr("Add election…"))
        self.add.clicked.connect(self._add)
        self.swap = QPushButton(self.tr("Replace master data…"))
        self.swap.clicked.connect(self._swap)
        line = QHBoxLayout()
        line.setSpacing(12)
        for button in (self.add, self.swap):
            line.addWidget(button)
        line.addStretch(1)
        self.addWidget(about)
        self.addWidget(self.table)
        self.addLayout(line)
        self.refresh()

    def refresh(self) -> None:
        """Look what is there, and what whoever sits here may do."""
        desk = self._session.desk
        for button in (self.add, self.swap):
            allow(button, desk.person, Act.MASTER)
        self._session.runner.start(lambda _: overview.contests(desk), self._show)

    def _show(self, lines: Sequence[ContestLine]) -> None:
        self._lines = tuple(lines)
        here = self._session.desk.contest
        rows = [
            (
                Cell(line.contest.title, bold=line.contest.id == here),
                Cell(theme.grouped(line.total), right=True),
                Cell(theme.grouped(line.closed), right=True),
            )
            for line in lines
        ]
        self.table.cells.show_rows(rows)
        high = self.table.horizontalHeader().sizeHint().height() + theme.px(6)
        high += sum(self.table.rowHeight(row) for row in range(len(rows)))
        self.table.setFixedHeight(high)

    def _open(self, index: Index) -> None:
        contest = self._lines[index.row()].contest.id
        if contest != self._session.desk.contest:
            self.wanted.emit(contest)

    def _add(self) -> None:
        dialog = self._ask(mastering.add_contest, self.tr("Add an election"))
        dialog.accepted.connect(lambda: self.wanted.emit(dialog.answer))

    def _swap(self) -> None:
        dialog = self._ask(mastering.adopt, self.tr("Replace the master data"))
        contest = self._session.desk.contest
        dialog.accepted.connect(lambda: self.wanted.emit(contest))

    def _ask(self, take: Callable[[Desk, Election], object], title: str) -> MasterDialog:
        above = self.add.window()
        dialog = MasterDialog(self._session, take, title, above)
        dialog.open()
        return dialog
