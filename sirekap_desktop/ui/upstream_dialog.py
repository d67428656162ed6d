"""Composes a contest from the tables of KPU's systems; whoever works says what each column is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.column_choices import ColumnChoices
from sirekap_desktop.ui.dialogs import buttons, fit
from sirekap_desktop.ui.fields import DayField
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.workflow import upstreaming
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.upstreaming import Asked, ColumnMemory, Told

_FAULTS = 6
"""So many faults are told in the notice; the rest are counted."""


class UpstreamDialog(QDialog):
    """Tables are added, their columns told, the contest described; `election` is what they make."""

    def __init__(self, desk: Desk, runner: Runner, memory: ColumnMemory, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compose from tables of KPU's systems"))
        self._runner = runner
        self._memory = memory
        self.tables: list[Told] = []
        self.election: Election | None = None
        self.title = QLineEdit()
        self.day = DayField()
        self.day.setMinimumWidth(self.day.sizeHint().width())
        self.form = QComboBox()
        self._forms = desk.templates
        for one in desk.templates.values():
            if not one.copy_of:
                self.form.addItem(one.model, one.form)
        self.form.setMinimumWidth(self.form.sizeHint().width())
        self.kecamatan = QLineEdit()
        self.dapil = QLineEdit()
        self.practice = QCheckBox(self.tr("This election is &made up (simulation)"))
        self.shown = QComboBox()
        self.shown.currentIndexChanged.connect(lambda _: self._turn())
        self.sort = QComboBox()
        for sort in upstreaming.sorts().values():
            self.sort.addItem(sort.label, sort.id)
        self.sort.activated.connect(lambda _: self._resort())
        self.columns = ColumnChoices()
        self.columns.changed.connect(self._take)
        self.lacks = QLabel()
        self.lacks.setWordWrap(True)
        self.notice = NoticeBar()
        self.add = QPushButton(self.tr("&Add tables…"))
        self.add.clicked.connect(self._choose)
        self.drop = QPushButton(self.tr("&Remove this table"))
        self.drop.clicked.connect(self._remove)
        self._box, self._yes = buttons(self, self.tr("Compose"))
        self._box.accepted.disconnect()
        self._box.accepted.connect(self._compose)
        self._lay_out()
        self._turn()
        fit(self, 960)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_files(self, files: Sequence[Path]) -> None:
        """Add the tables of these files; a file that is refused keeps out none of the others."""
        self.notice.hide()
        for file in files:
            self._runner.start(
                partial(_opened, file, self._memory),
                self._added,
                refuse=partial(self._refuse, file.name),
            )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        head = QLabel(self.windowTitle())
        head.setProperty("role", "head")
        about = QLabel(
            self.tr(
                "Add the voters of each TPS (Sidalih), the candidates (Silon) and, where they are"
                " needed, parties (Sipol), dapil (Sidapil) and Kemendagri's region codes."
            )
        )
        about.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(12)
        for button in (self.add, self.drop):
            line.addWidget(button)
        line.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(self._contest(), 1)
        sides.addLayout(self._which(), 1)
        for part in (head, about, self.notice):
            column.addWidget(part)
        column.addLayout(sides)
        column.addLayout(line)
        column.addWidget(self.lacks)
        column.addWidget(self.columns)
        column.addStretch(1)
        column.addWidget(self._box)

    def _contest(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, field in (
            (self.tr("&Title of the election"), self.title),
            (self.tr("&Day of the vote"), self.day),
            (self.tr("&Form"), self.form),
            (self.tr("&Kecamatan, code or name"), self.kecamatan),
            (self.tr("Dap&il, if there are several"), self.dapil),
        ):
            form.addRow(label, field)
            field.setAccessibleName(label.replace("&", ""))
        form.addRow(self.practice)
        return form

    def _which(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, field in (
            (self.tr("Ta&ble"), self.shown),
            (self.tr("It &holds"), self.sort),
        ):
            form.addRow(label, field)
            field.setAccessibleName(label.replace("&", ""))
            field.setMinimumWidth(theme.px(240))
        return form

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Add tables"), "", self.tr("Tables (*.csv *.xlsx);;All files (*)")
        )
        if names:
            self.open_files([Path(name) for name in names])

    def _added(self, told: Told) -> None:
        self.tables.append(told)
        self._list(len(self.tables) - 1)

    def _remove(self) -> None:
        here = self.shown.currentIndex()
        if here >= 0:
            del self.tables[here]
            self._list(min(here, len(self.tables) - 1))

    def _list(self, chosen: int) -> None:
        self.shown.blockSignals(True)
        self.shown.clear()
        for told in self.tables:
            sheet = told.table.grid.sheet
            self.shown.addItem(f"{told.name} · {sheet}" if sheet else told.name)
        self.shown.setCurrentIndex(chosen)
        self.shown.blockSignals(False)
        self._turn()

    def _turn(self) -> None:
        here = self.shown.currentIndex()
        told = self.tables[here] if here >= 0 else None
        for part in (self.shown, self.sort, self.drop):
            part.setEnabled(told is not None)
        if told is not None:
            self.sort.setCurrentIndex(self.sort.findData(told.sort.id))
        self.columns.show_table(told)
        stops = (self.drop, *self.columns.choices.values(), *self._box.buttons())
        for one, after in pairwise(stops):
            self.setTabOrder(one, after)
        self._tell()

    def _resort(self) -> None:
        here = self.shown.currentIndex()
        if here >= 0:
            sort = upstreaming.sorts()[self.sort.currentData()]
            table = self.tables[here].table
            self.tables[here] = upstreaming.understand(table, sort, self._memory)
            self._turn()

    def _take(self, told: Told) -> None:
        self.tables[self.shown.currentIndex()] = told
        self._tell()

    def _tell(self) -> None:
        """What has to be told still of the table that is shown."""
        here = self.shown.currentIndex()
        if here < 0:
            self.lacks.setText(self.tr("No table has been added yet."))
        else:
            told = self.tables[here]
            lacking = "; ".join(told.sort.lacking(told.meaning))
            self.lacks.setText(
                self.tr("Still to be chosen: {columns}").format(columns=lacking)
                if lacking
                else self.tr("Every column that is needed is chosen. Compare the first rows.")
            )
        self._yes.setEnabled(bool(self.tables))

    def _compose(self) -> None:
        day = self.day.date()
        asked = Asked(
            form=self.form.currentData(),
            title=self.title.text(),
            day=date(day.year(), day.month(), day.day()),
            kecamatan=self.kecamatan.text(),
            dapil=self.dapil.text(),
            simulation=self.practice.isChecked(),
        )
        tables = tuple(self.tables)
        self._yes.setEnabled(False)
        self._runner.start(
            lambda _: upstreaming.compose(asked, tables, self._forms),
            self._made,
            refuse=partial(self._refuse, ""),
        )

    def _made(self, election: Election) -> None:
        self.election = election
        for told in self.tables:
            self._memory.put(told)
        self.accept()

    def _refuse(self, name: str, error: SirekapError) -> None:
        self._yes.setEnabled(bool(self.tables))
        problems = error.facts.get("problems")
        if not isinstance(problems, tuple):
            said = sentence(error.code, error.facts)
            what = said.what if name in said.what else f"{name}: {said.what}"
            self.notice.say("\n".join(filter(None, (what, said.means, said.do))), Stage.SALAH)
            return
        said = sentence(error.code, error.facts)
        lines = [f"{one.place}: {sentence(one.code, one.facts).what}" for one in problems]
        more = len(lines) - _FAULTS
        told = [said.what, *lines[:_FAULTS]]
        if more > 0:
            told.append(self.tr("and {count} more").format(count=more))
        self.notice.say("\n".join(told), Stage.SALAH)


def _opened(file: Path, memory: ColumnMemory, _progress: object) -> Told:
    return upstreaming.open_told(file, memory)
