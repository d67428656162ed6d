"""Records an objection of a witness or of the supervisor, and what it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QWidget

from sirekap_desktop.models.minutes import Kind, Objection, Outcome
from sirekap_desktop.ui.act_dialog import ActDialog, words_field
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.plenary_words import called, capacity, objector
from sirekap_desktop.workflow import hearing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.docket import Docket


class ObjectionDialog(ActDialog):
    """Who objects, and what."""

    def __init__(self, acts: Acts, docket: Docket, parent: QWidget) -> None:
        tr = QCoreApplication.translate
        title = tr("objection", "Objection · {name}").format(name=docket.view.name)
        super().__init__(acts, title, tr("objection", "Record objection"), parent)
        self._tps = docket.view.tps.code
        self.by = QComboBox()
        self.by.setEditable(True)
        self.by.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for one in docket.minutes.participants:
            if one.present and one.kind in (Kind.SAKSI, Kind.PANWASLU):
                self.by.addItem(called(one), (one.name, capacity(one)))
        self.by.setCurrentIndex(-1)
        self.what = words_field(lines=4)
        self.add(self.tr("&Who objects"), self.by)
        self.add(self.tr("&What is objected to"), self.what)
        self.by.currentTextChanged.connect(lambda _: self._judge())
        self.what.textChanged.connect(self._judge)
        self._judge()
        self.first = self.by

    def act(self) -> Callable[[Desk], Any]:
        """Record it; somebody who is not in the list is named as typed."""
        place = self.by.findText(self.by.currentText())
        name, of = self.by.itemData(place) if place >= 0 else (self.by.currentText(), "")
        tps, what = self._tps, self.what.toPlainText()
        return lambda desk: hearing.object_to(desk, tps, name, of, what)

    def _judge(self) -> None:
        told = self.by.currentText().strip() and self.what.toPlainText().strip()
        self.yes.setEnabled(bool(told))


class AnswerDialog(ActDialog):
    """The committee's answer, the supervisor's opinion, and what becomes of the objection."""

    def __init__(self, acts: Acts, docket: Docket, objection: Objection, parent: QWidget) -> None:
        tr = QCoreApplication.translate
        title = tr("objection", "Answer to an objection · {name}").format(name=docket.view.name)
        super().__init__(acts, title, tr("objection", "Save answer"), parent)
        self._tps, self._number = docket.view.tps.code, objection.id
        self.tell(f"{objector(objection.by, objection.of)}: {objection.words}")
        self.answer = words_field()
        self.opinion = words_field(lines=2)
        self.outcome = QComboBox()
        self.outcome.setPlaceholderText(self.tr("choose…"))
        accepted = self.tr("Accepted: the figures are corrected accordingly")
        self.outcome.addItem(accepted, Outcome.DITERIMA)
        carried = self.tr("Recorded and carried upward: the figures stay as they are")
        self.outcome.addItem(carried, Outcome.DITERUSKAN)
        self.outcome.setCurrentIndex(-1)
        self.add(self.tr("An&swer of the PPK"), self.answer)
        self.add(self.tr("&Opinion of the supervisor"), self.opinion)
        self.add(self.tr("What becomes of &it"), self.outcome)
        self.outcome.currentIndexChanged.connect(lambda _: self._judge())
        self.answer.textChanged.connect(self._judge)
        self._judge()
        self.first = self.answer

    def act(self) -> Callable[[Desk], Any]:
        """Answer it."""
        tps, number = self._tps, self._number
        words, opinion = self.answer.toPlainText(), self.opinion.toPlainText()
        outcome = Outcome(self.outcome.currentData())
        return lambda desk: hearing.answer(desk, tps, number, words, opinion, outcome)

    def _judge(self) -> None:
        chosen = self.outcome.currentIndex() >= 0
        self.yes.setEnabled(chosen and bool(self.answer.toPlainText().strip()))
