"""Takes the master data of an election: everything is looked at before anything is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, naming, theme
from sirekap_desktop.ui.first_steps import FirstSteps
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.permitted import allow
from sirekap_desktop.ui.runner import Change, Runner
from sirekap_desktop.ui.tables import Cell, CellTable
from sirekap_desktop.ui.upstream_dialog import UpstreamDialog
from sirekap_desktop.workflow import mastering, upstreaming
from sirekap_desktop.workflow.upstreaming import ColumnMemory

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk


_EXAMPLE = "contoh_master.xlsx"


class MasterPage(QWidget):
    """Choose a file, see what it holds or every row that is wrong, then take it over."""

    adopted = Signal(object)
    """The store has the election now; what the act that took it answers."""
    forms_wanted = Signal()
    """A form has to be made or installed first."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        take: Callable[[Desk, Election], object] = mastering.adopt,
        memory: ColumnMemory | None = None,
    ) -> None:
        super().__init__()
        self._take = take
        self._memory = memory or ColumnMemory()
        self._desk = desk
        self._runner = runner
        self._election: Election | None = None
        self.first = FirstSteps()
        self.title = QLabel(self.tr("Open master data"))
        self.title.setProperty("role", "title")
        about = QLabel(
            self.tr(
                "The file names the election, the kecamatan, its desa, every TPS with its voters"
                " (DPT, men and women) and everybody on the ballot. CSV or XLSX."
            )
        )
        about.setWordWrap(True)
        self.choose = QPushButton(self.tr("Choose master file…"))
        self.choose.clicked.connect(self._choose)
        self.tables = QPushButton(self.tr("Compose from tables…"))
        self.tables.clicked.connect(self.ask_tables)
        self.save = QPushButton(self.tr("Save as master file…"))
        self.save.clicked.connect(self._choose_copy)
        self.take = QPushButton(self.tr("Use this data"))
        self.take.clicked.connect(self._adopt)
        line = QHBoxLayout()
        line.setSpacing(12)
        for button in (self.choose, self.tables, self.take):
            line.addWidget(button)
        line.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        example = QPushButton(self.tr("Save example file…"))
        example.clicked.connect(self._choose_example)
        self.forms = QPushButton(self.tr("Make and correct forms…"))
        self.forms.clicked.connect(self.forms_wanted)
        for button in (self.save, example):
            button.setIcon(icons.icon("save"))
            beside.addWidget(button)
        beside.addWidget(self.forms)
        beside.addStretch(1)
        self.notice = NoticeBar()
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.rows = CellTable(
            self.tr("Rows of the file"),
            (self.tr("Place"), self.tr("What is wrong"), self.tr("What to do")),
        )
        self.rows.set_widths(220, 340, 240)
        self.rows.setWordWrap(True)
        self.rows.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        card = QFrame()
        card.setProperty("role", "panel")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.setSpacing(12)
        for part in (self.title, about):
            inside.addWidget(part)
        inside.addLayout(line)
        inside.addLayout(beside)
        inside.addWidget(self.notice)
        inside.addWidget(self.summary)
        inside.addWidget(self.rows, 1)
        inside.addStretch()
        around = QHBoxLayout(self)
        around.setContentsMargins(24, 24, 24, 24)
        around.addStretch(1)
        around.addWidget(self._middle(card), 100)
        around.addStretch(1)
        self._primary(self.choose, self.take)
        self._clear()

    def take_cursor(self) -> None:
        """Put the cursor where the work begins."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_file(self, file: Path) -> None:
        """Look into a file."""
        self._clear()
        self.first.hide()
        self.choose.setEnabled(False)
        forms = self._desk.templates
        self._runner.start(
            lambda _: mastering.preview_master(file, forms), self._show, refuse=self._refuse
        )

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose master file"),
            "",
            self.tr("Tables (*.csv *.xlsx);;All files (*)"),
        )
        if name:
            self.open_file(Path(name))

    def save_example(self, target: Path) -> None:
        """Write the documented example, to be filled in."""
        self._runner.start(
            lambda _: _copy_example(target),
            lambda _: self.notice.say(self.tr("Saved as {file}.").format(file=target)),
            refuse=self.notice.refuse,
        )

    def ask_tables(self) -> UpstreamDialog:
        """Compose the contest from tables of KPU's systems."""
        dialog = UpstreamDialog(self._desk, self._runner, self._memory, self)
        dialog.accepted.connect(lambda: self._show_composed(dialog))
        dialog.open()
        return dialog

    def save_copy(self, target: Path) -> None:
        """Write the contest that is shown as one master file."""
        election = self._election
        if election is None:
            return
        self._runner.start(
            lambda _: upstreaming.save_master(election, target),
            lambda _: self.notice.say(self.tr("Saved as {file}.").format(file=target)),
            refuse=self.notice.refuse,
        )

    def _choose_copy(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save as master file"),
            "data_induk.xlsx",
            self.tr("Tables (*.xlsx);;Text (*.csv)"),
        )
        if name:
            self.save_copy(Path(name))

    def _show_composed(self, dialog: UpstreamDialog) -> None:
        if dialog.election is not None:
            self.first.hide()
            self._show(dialog.election)

    def _choose_example(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save example file"), _EXAMPLE, self.tr("Tables (*.xlsx)")
        )
        if name:
            self.save_example(Path(name))

    def _clear(self) -> None:
        self._election = None
        allow(self.choose, self._desk.person, Act.MASTER)
        allow(self.tables, self._desk.person, Act.MASTER)
        self.save.hide()
        self.take.setEnabled(False)
        self.summary.hide()
        self.rows.hide()
        self.notice.hide()

    def _show(self, election: Election) -> None:
        self._clear()
        self._election = election
        count = sum(1 for _ in election.every_tps())
        voters = sum(tps.dpt_l + tps.dpt_p for _, tps in election.every_tps())
        desa = ", ".join(f"{d.region.name} ({len(d.tps)})" for d in election.desa)
        self.summary.setText(
            self.tr(
                "{title}\n{province} · {regency} · Kecamatan {district}\n\n{desa_count} desa with"
                " {count} TPS and {voters} voters: {desa}\n\n{ballot}"
            ).format(
                title=election.title,
                province=election.provinsi.name,
                regency=election.kabkota.name,
                district=election.kecamatan.name,
                desa_count=len(election.desa),
                count=count,
                voters=theme.grouped(voters),
                desa=desa,
                ballot=naming.ballot_words(election.contestants),
            )
        )
        self.summary.show()
        self.take.setEnabled(True)
        self.save.show()
        self._primary(self.take, self.choose)
        self.take.setFocus()
        if election.simulation:
            self.notice.say(
                self.tr(
                    "SIMULATION: this file says that its election is made up (simulasi = ya). Once"
                    " it is used, this data folder can never take real results. To practise there"
                    " is a folder of its own: Practice, on the first screen."
                ),
                Stage.PERIKSA,
            )
        else:
            self.notice.say(self.tr("The whole file is good. Compare it, then use it."))
        form = self._desk.templates[election.form]
        if bare := ", ".join(one.name for one in election.bare_parties):
            self._add("parties_bare", parties=bare)
        if not form.checked:
            self._add("form_unchecked", model=form.model)

    def _add(self, code: str, **facts: str) -> None:
        """One more thing to look at before the data are used."""
        said = sentence(code, facts)
        self.notice.say(f"{self.notice.text}\n{said.what} {said.do}", Stage.PERIKSA)

    def _refuse(self, error: SirekapError) -> None:
        self._clear()
        self._primary(self.choose, self.take)
        self.notice.refuse(error)
        look = theme.look(Stage.SALAH)
        mark = icons.icon(look.icon, look.ink)
        problems = error.facts.get("problems")
        rows = []
        for problem in problems if isinstance(problems, tuple) else ():
            said = sentence(problem.code, problem.facts)
            why = " ".join(filter(None, (said.what, said.means)))
            rows.append((Cell(problem.place, icon=mark), Cell(why), Cell(said.do)))
        self.rows.cells.show_rows(rows)
        self.rows.setVisible(bool(rows))

    def _adopt(self) -> None:
        election, desk = self._election, self._desk
        if election is None:
            return
        self.take.setEnabled(False)
        self._runner.start(
            lambda _: self._take(desk, election),
            self.adopted.emit,
            refuse=self._refuse,
            change=Change("data induk"),
        )

    def _middle(self, card: QFrame) -> QWidget:
        middle = QWidget()
        middle.setMaximumWidth(theme.px(1000))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.first)
        column.addWidget(card, 1)
        return middle

    @staticmethod
    def _primary(yes: QPushButton, no: QPushButton) -> None:
        for button, role in ((yes, "primary"), (no, "")):
            button.setProperty("role", role)
            button.style().unpolish(button)
            button.style().polish(button)


def _copy_example(target: Path) -> None:
    data = (paths.resources() / "help" / _EXAMPLE).read_bytes()
    try:
        target.write_bytes(data)
    except OSError as error:
        facts = {"name": target.name, "reason": error.strerror or ""}
        raise SirekapError("file_unwritable", **facts) from error
