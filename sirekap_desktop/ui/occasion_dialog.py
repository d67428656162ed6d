"""Asks what a D.HASIL tells beside its numbers: where, when, who, objections, copies."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.people import Committee, Occasion
from sirekap_desktop.ui import naming, theme
from sirekap_desktop.ui.dialogs import buttons, fit
from sirekap_desktop.ui.fields import CountField, DayField

_MEMBERS = 4


class OccasionDialog(QDialog):
    """A form of two columns; an empty name leaves a dotted line on the document."""

    def __init__(self, election: Election, last: Occasion | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make D.HASIL KECAMATAN"))
        self._place = QLineEdit(election.kecamatan.name)
        self._day = DayField()
        self._copies = CountField(1, 99)
        self._copies.setValue(len(election.contestants) + 3)
        self._objections = QCheckBox(self.tr("Witnesses or supervisor raised objections"))
        self._attended = QPlainTextEdit()
        self._attended.setTabChangesFocus(True)
        self._attended.setFixedHeight(theme.px(88))
        self._chair = QLineEdit()
        self._members = [QLineEdit() for _ in range(_MEMBERS)]
        self._witnesses = [QLineEdit() for _ in election.contestants]
        self._supervisor = QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        head = QLabel(self.tr("Make D.HASIL KECAMATAN"))
        head.setProperty("role", "head")
        hint = QLabel(self.tr("A name that is left empty is printed as a dotted line."))
        hint.setProperty("role", "label")
        sides = QHBoxLayout()
        sides.setSpacing(24)
        left = QVBoxLayout()
        left.addLayout(self._left())
        left.addStretch(1)
        sides.addLayout(left, 1)
        sides.addLayout(self._right(election), 1)
        box, primary = buttons(self, self.tr("Make document"))
        column.addWidget(head)
        column.addWidget(hint)
        column.addLayout(sides)
        column.addWidget(box)
        self._place.textChanged.connect(lambda text: primary.setEnabled(bool(text.strip())))
        if last is not None:
            self._fill(last)
        fit(self, 880)
        self._place.setFocus()

    @property
    def occasion(self) -> Occasion:
        """What was filled in."""
        day = self._day.date()
        return Occasion(
            place=self._place.text().strip(),
            day=date(day.year(), day.month(), day.day()),
            committee=Committee(
                chair=self._chair.text().strip(),
                members=tuple(line.text().strip() for line in self._members),
                witnesses=tuple(line.text().strip() for line in self._witnesses),
                supervisor=self._supervisor.text().strip(),
            ),
            objections=self._objections.isChecked(),
            copies=self._copies.value(),
            attended=tuple(
                line.strip() for line in self._attended.toPlainText().splitlines() if line.strip()
            ),
        )

    def _fill(self, last: Occasion) -> None:
        self._place.setText(last.place)
        self._day.setDate(QDate(last.day.year, last.day.month, last.day.day))
        self._copies.setValue(last.copies)
        self._objections.setChecked(last.objections)
        self._attended.setPlainText("\n".join(last.attended))
        self._chair.setText(last.committee.chair)
        self._supervisor.setText(last.committee.supervisor)
        for lines, names in (
            (self._members, last.committee.members),
            (self._witnesses, last.committee.witnesses),
        ):
            for line, name in zip(lines, names, strict=False):
                line.setText(name)

    def _left(self) -> QFormLayout:
        form = _form()
        form.addRow(self.tr("&Place of the plenary"), self._place)
        form.addRow(self.tr("&Day"), self._day)
        form.addRow(self.tr("&Copies"), self._copies)
        form.addRow(self._objections)
        form.addRow(self.tr("&Others who attended, one a line"), self._attended)
        return form

    def _right(self, election: Election) -> QFormLayout:
        form = _form()
        form.addRow(self.tr("C&hair"), self._chair)
        for number, line in enumerate(self._members, start=1):
            form.addRow(self.tr("Member {number}").format(number=number), line)
        for one, line in zip(election.contestants, self._witnesses, strict=True):
            form.addRow(naming.witness_of(one), line)
        form.addRow(self.tr("&Supervisor (Panwaslu)"), self._supervisor)
        return form


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(8)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return form
