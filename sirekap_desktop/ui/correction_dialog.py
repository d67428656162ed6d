"""Strikes a figure and writes a new one before the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from sirekap_desktop.models.minutes import Kind, Minutes
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.act_dialog import ActDialog, words_field
from sirekap_desktop.ui.crops import CropLabel
from sirekap_desktop.ui.field_choice import FieldChoice, FigureEdit
from sirekap_desktop.ui.number_tile import Figure
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.plenary_words import called
from sirekap_desktop.workflow import hearing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.docket import Docket
from sirekap_desktop.workflow.noting import CHAIR

_PAPER = 56


class CorrectionDialog(ActDialog):
    """Old figure with its paper, new figure, reason, and who initialled the sheet."""

    def __init__(
        self,
        acts: Acts,
        docket: Docket,
        figure_of: Callable[[str], Figure],
        field: str,
        parent: QWidget,
        new: int | None = None,
    ) -> None:
        view = docket.view
        tr = QCoreApplication.translate
        title = tr("correction", "Correction before the room · {name}").format(name=view.name)
        super().__init__(acts, title, tr("correction", "Save correction"), parent)
        self._view, self._figure_of = view, figure_of
        self.field = FieldChoice(view, lambda code: figure_of(code).name, field)
        self._old = QLabel()
        self._old.setFont(theme.font(theme.TITLE_POINTS, bold=True))
        self._paper = CropLabel(self.tr("The number on the paper"), _PAPER)
        self.new = FigureEdit()
        if new is not None:
            self.new.setText(str(new))
        self.why = words_field(lines=2)
        self.others = QLineEdit()
        self.paraf = {name: QCheckBox(name) for name in suggestions(docket.minutes)}
        self.add(self.tr("&Number"), self.field)
        self.put(self._old_row())
        self.add(self.tr("Ne&w figure"), self.new)
        self.add(self.tr("&Reason"), self.why)
        self.put(self._boxes())
        self.add(self.tr("&Others who initialled, parted by commas"), self.others)
        self.field.currentTextChanged.connect(lambda _: self._judge())
        self.new.textChanged.connect(lambda _: self._judge())
        self.why.textChanged.connect(self._judge)
        self._judge()
        self.first = self.new if new is None else self.why

    def act(self) -> Callable[[Desk], Any]:
        """Correct it."""
        tps, field, value = self._view.tps.code, self.field.field, self.new.value or 0
        seen, why = self._view.fields[field].seen, self.why.toPlainText()
        names = [name for name, box in self.paraf.items() if box.isChecked()]
        names += self.others.text().split(",")
        return lambda desk: hearing.correct(desk, tps, field, value, seen, why, names)

    def _judge(self) -> None:
        field = self.field.field
        entry = self._view.fields[field].last if field else None
        self._old.setText("" if entry is None else str(entry.value))
        if field:
            self._paper.set_picture(self._figure_of(field).crop)
        words = self.why.toPlainText().strip()
        self.yes.setEnabled(bool(field and words) and self.new.value is not None)

    def _old_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(QLabel(self.tr("Old figure")))
        line.addWidget(self._old)
        line.addWidget(self._paper, 1)
        return line

    def _boxes(self) -> QGridLayout:
        grid = QGridLayout()
        grid.addWidget(QLabel(self.tr("Initialled on the sheet (paraf) by")), 0, 0, 1, 2)
        for place, box in enumerate(self.paraf.values()):
            box.setChecked(True)
            grid.addWidget(box, 1 + place // 2, place % 2)
        return grid


def suggestions(minutes: Minutes) -> tuple[str, ...]:
    """Who the law asks to initial: the chair, and the witnesses who are in the room."""
    here = [one for one in minutes.participants if one.present]
    chairs = [one for one in here if one.kind is Kind.PPK and one.of == CHAIR]
    witnesses = [one for one in here if one.kind is Kind.SAKSI]
    return tuple(called(one) for one in (*chairs, *witnesses))
