"""Shows the sum behind a finding: its numbers in order, both sides, and when it would be right."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.formulas import Formula, Term
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.rules import Finding
from sirekap_desktop.ui import icons, naming, theme
from sirekap_desktop.ui.dialogs import fit
from sirekap_desktop.ui.tables import Cell, CellTable

_SIGNS = {"=": "=", "<=": "≤", "<": "<"}
_WIDTH, _MOST_ROWS, _TITLE_BAR = 620, 12, 40
Row = tuple[Cell, ...]


class SumDialog(QDialog):
    """Stays beside the work, which goes on; Esc closes it."""

    def __init__(self, template: Template, election: Election, parent: QWidget) -> None:
        super().__init__(parent)
        self._template = template
        self._election = election
        self._open: AbstractSet[str] = frozenset()
        self.setModal(False)
        self.setWindowTitle(self.tr("Sum of a finding"))
        self._title = _label("head")
        self.table = CellTable(
            self.tr("Sum of a finding"),
            ("", self.tr("Number"), self.tr("Value"), self.tr("State")),
        )
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.right = _label("")
        self.waiting = _label("")
        self.basis = _label("label")
        self._box = QDialogButtonBox()
        close = self._box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setProperty("role", "primary")
        self._box.rejected.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(8)
        for part in (self._title, self.table, self.right, self.waiting, self.basis, self._box):
            self._column.addWidget(part)
        fit(self, _WIDTH)

    def show_finding(self, finding: Finding, unconfirmed: AbstractSet[str]) -> None:
        """Fill the table from a finding; some of its numbers may still be proposals."""
        self._open = unconfirmed
        self._title.setText(f"{finding.code} · {finding.title}")
        values = dict(finding.numbers)
        rows = (
            self._sum(finding.says, values)
            if finding.says is not None
            else [self._number("", field, value) for field, value in finding.numbers]
        )
        self.table.cells.show_rows(rows)
        self.right.setText(self._condition(finding))
        waiting = [self._name(field) for field in finding.fields if field in self._open]
        self.waiting.setText(
            self.tr("Not confirmed yet: {names}.").format(names=", ".join(waiting))
            if waiting
            else self.tr("All these numbers are confirmed.")
        )
        self.basis.setText(self.tr("Basis: {basis}").format(basis=finding.basis))
        self._fit(len(rows))

    def _sum(self, formula: Formula, values: dict[str, int]) -> list[Row]:
        left, right = formula.sides(values)
        must = {
            "=": self.tr("has to be the same as"),
            "<=": self.tr("must not be more than"),
            "<": self.tr("has to be less than"),
        }[formula.sign]
        look = theme.look(Stage.SALAH)
        wrong = icons.icon(look.icon, look.ink)
        return [
            *self._side(formula.left, values),
            _result(self.tr("Left side"), left),
            (Cell(_SIGNS[formula.sign], bold=True), Cell(must), Cell("", right=True), Cell("")),
            *self._side(formula.right, values),
            _result(self.tr("Right side"), right),
            (
                Cell(""),
                Cell(self.tr("Difference"), bold=True, ink=look.ink, icon=wrong),
                Cell(theme.grouped(abs(left - right)), right=True, bold=True, ink=look.ink),
                Cell(""),
            ),
        ]

    def _side(self, terms: Sequence[Term], values: dict[str, int]) -> list[Row]:
        rows = []
        for place, term in enumerate(terms):
            sign = "−" if term.sign < 0 else "+" if place else ""
            if term.field:
                rows.append(self._number(sign, term.field, values[term.field]))
            else:
                fixed = Cell(theme.grouped(term.number), right=True)
                rows.append((Cell(sign), Cell(self.tr("fixed limit")), fixed, Cell("")))
        return rows

    def _number(self, sign: str, field: str, value: int) -> Row:
        unsure = field in self._open
        look = theme.look(Stage.TERBACA if unsure else Stage.SESUAI)
        word = self.tr("proposal") if unsure else self.tr("confirmed")
        return (
            Cell(sign),
            Cell(self._name(field)),
            Cell(theme.grouped(value), right=True),
            Cell(word, ink=look.ink, icon=icons.icon(look.icon, look.ink)),
        )

    def _name(self, field: str) -> str:
        return naming.field_label(self._template, field)

    def _condition(self, finding: Finding) -> str:
        if finding.says is not None:
            return {
                "=": self.tr("Right when both sides are the same."),
                "<=": self.tr("Right when the left side is not more than the right side."),
                "<": self.tr("Right when the left side is less than the right side."),
            }[finding.says.sign]
        return self.tr("Right when: {condition}.\nHere: {formula}").format(
            condition=finding.condition, formula=finding.formula
        )

    def _fit(self, rows: int) -> None:
        height = self.table.verticalHeader().defaultSectionSize()
        heads = self.table.horizontalHeader().sizeHint().height()
        frame = 2 * self.table.frameWidth()
        self.table.setVisible(rows > 0)
        self.waiting.setVisible(rows > 0)
        self.table.setFixedHeight(min(rows, _MOST_ROWS) * height + heads + frame)
        needed = self._column.totalHeightForWidth(self.width()) + self._box.sizeHint().height()
        most = self.screen().availableSize().height() - theme.px(_TITLE_BAR)
        self.resize(self.width(), min(needed, most))


def _label(role: str) -> QLabel:
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _result(name: str, number: int) -> Row:
    figure = Cell(theme.grouped(number), right=True, bold=True)
    return Cell(""), Cell(name, bold=True), figure, Cell("")
