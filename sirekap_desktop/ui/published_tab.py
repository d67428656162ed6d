"""What KPU has published beside what was confirmed: every difference, and why it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sirekap_desktop.messages import sentence
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.published import Difference
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.act_dialog import ActDialog, words_field
from sirekap_desktop.ui.naming import field_label
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.permitted import allow
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import Cell, CellTable, Index
from sirekap_desktop.workflow import comparing
from sirekap_desktop.workflow.comparing import PublishedReport, TpsComparison
from sirekap_desktop.workflow.desk import Desk

_NAMED = 3
"""So many refused files are named; the rest are counted."""


class DifferenceDialog(ActDialog):
    """Says why a confirmed number is not the published one."""

    def __init__(
        self, acts: Acts, of: TpsComparison, one: Difference, words: str, parent: QWidget
    ) -> None:
        tr = QCoreApplication.translate
        title = tr("published", "Explain a difference · {name}").format(name=of.name)
        super().__init__(acts, title, tr("published", "Save explanation"), parent)
        self._tps, self._field = of.tps.code, one.field
        told = self.tr("{field}: confirmed {ours}, published {theirs}.")
        self.tell(told.format(field=words, ours=one.ours, theirs=one.theirs))
        self.text = words_field(lines=3)
        self.add(self.tr("&Explanation"), self.text)
        self.tell(self.tr("It holds for these two figures only."), "label")
        self.text.textChanged.connect(self._judge)
        self._judge()
        self.first = self.text

    def act(self) -> Callable[[Desk], Any]:
        """Keep the words."""
        tps, field, words = self._tps, self._field, self.text.toPlainText()
        return lambda desk: comparing.explain_difference(desk, tps, field, words)

    def _judge(self) -> None:
        self.yes.setEnabled(bool(self.text.toPlainText().strip()))


class PublishedTab(QWidget):
    """Takes published results in, and lists the differences that nobody has explained first."""

    chosen = Signal(str)
    """The code of the TPS that a person wants to see."""
    counted = Signal(int)
    """How many differences nobody has explained."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: list[tuple[TpsComparison, Difference]] = []
        about = QLabel(
            self.tr(
                "Results that KPU has published can be compared with the confirmed numbers. They"
                " are never a result here, and no number changes by them."
            )
        )
        about.setWordWrap(True)
        self.files = QPushButton(self.tr("Import published results…"))
        self.files.clicked.connect(self._choose_files)
        self.folder = QPushButton(self.tr("Import a folder of them…"))
        self.folder.clicked.connect(self._choose_folder)
        self.explain = QPushButton(self.tr("Explain the difference…"))
        self.explain.clicked.connect(self._ask)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.notice = NoticeBar()
        self.table = CellTable(
            self.tr("Differences from what was published"),
            (
                self.tr("TPS"),
                self.tr("Number"),
                self.tr("Confirmed"),
                self.tr("Published"),
                self.tr("Explanation"),
            ),
        )
        self.table.set_widths(190, 280, 140, 140, 290)
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._permit())
        line = QHBoxLayout()
        line.setSpacing(12)
        for button in (self.files, self.folder, self.explain):
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(about)
        column.addLayout(line)
        column.addWidget(self.notice)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        self._show(())

    def refresh(self) -> None:
        """Compare again."""
        desk = self._session.desk
        self._session.runner.start(
            lambda _: comparing.comparison(desk), self._show, refuse=self.notice.refuse
        )

    def take(self, paths: Sequence[Path]) -> None:
        """Import these files and folders."""
        desk = self._session.desk
        self.notice.hide()
        self._session.runner.start(
            lambda progress: comparing.import_published(desk, paths, progress),
            self._taken,
            what=self.tr("Reading published results"),
            refuse=self.notice.refuse,
            change=Change("published"),
        )

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose published results"), "", self.tr("Results of TPS (*.json)")
        )
        if names:
            self.take([Path(name) for name in names])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a folder of published results")
        )
        if chosen:
            self.take([Path(chosen)])

    def _taken(self, report: PublishedReport) -> None:
        told = self.tr(
            "{taken} results taken, {known} known already, {empty} without numbers,"
            " {refused} refused."
        ).format(
            taken=len(report.taken),
            known=len(report.known),
            empty=len(report.empty),
            refused=len(report.refused),
        )
        lines = [f"{r.name}: {sentence(r.code, r.facts).what}" for r in report.refused[:_NAMED]]
        if more := report.refused[_NAMED:]:
            lines.append(self.tr("and {count} more").format(count=len(more)))
        stage = Stage.PERIKSA if report.refused else Stage.SESUAI
        self.notice.say("\n".join((told, *lines)), stage)
        self.refresh()

    def _show(self, found: Sequence[TpsComparison]) -> None:
        pairs = [(of, one) for of in found for one in of.comparison.differences]
        self._rows = sorted(pairs, key=lambda pair: pair[1].word is not None)
        self.table.cells.show_rows([self._row(of, one) for of, one in self._rows])
        count = sum(1 for _, one in self._rows if one.word is None)
        same = sum(of.comparison.same for of in found)
        waiting = sum(of.comparison.waiting for of in found)
        self.told.setText(
            self.tr(
                "{tps} TPS compared: {same} numbers agree, {open} differ without explanation,"
                " {waiting} wait for a confirmation."
            ).format(
                tps=theme.grouped(len(found)),
                same=theme.grouped(same),
                open=theme.grouped(count),
                waiting=theme.grouped(waiting),
            )
            if found
            else self.tr("Nothing published has been imported yet.")
        )
        self.counted.emit(count)
        self._permit()

    def _row(self, of: TpsComparison, one: Difference) -> tuple[Cell, ...]:
        look = theme.look(Stage.SALAH if one.word is None else Stage.SESUAI)
        said = self.tr("not explained")
        if one.word is not None:
            said = f"{one.word.words} ({one.word.who})"
        return (
            Cell(of.name, icon=icons.icon(look.icon, look.ink)),
            Cell(field_label(self._session.template, one.field)),
            Cell(theme.grouped(one.ours), right=True),
            Cell(theme.grouped(one.theirs), right=True, bold=True),
            Cell(said),
        )

    def _here(self) -> tuple[TpsComparison, Difference] | None:
        row = self.table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _permit(self) -> None:
        person = self._session.desk.person
        for button in (self.files, self.folder):
            allow(button, person, Act.IMPORT)
        allow(self.explain, person, Act.EXPLAIN, ready=self._here() is not None)

    def _ask(self) -> None:
        here = self._here()
        if here is None:
            return
        of, one = here
        words = field_label(self._session.template, one.field)
        dialog = DifferenceDialog(Acts(self._session), of, one, words, self)
        dialog.did.connect(lambda _: self.refresh())
        dialog.begin()

    def _open(self, index: Index) -> None:
        self.chosen.emit(self._rows[index.row()][0].tps.code)
