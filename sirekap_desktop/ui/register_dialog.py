"""Takes somebody into the list of those who take part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.ui.act_dialog import ActDialog
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.plenary_words import kind_word
from sirekap_desktop.workflow import convening
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.noting import CHAIR

_MEMBER = "Anggota"
"""The other office in the PPK; like the chair's it stands in documents, in Indonesian."""


class RegisterDialog(ActDialog):
    """Capacity, name, whom the person stands for, and the letter of mandate of a witness."""

    def __init__(self, acts: Acts, election: Election, kind: Kind, parent: QWidget) -> None:
        tr = QCoreApplication.translate
        title = tr("register", "Register a participant")
        super().__init__(acts, title, tr("register", "Register"), parent)
        self._election = election
        self.kind = QComboBox()
        for one in Kind:
            self.kind.addItem(kind_word(one), one)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.name = QLineEdit()
        self.of = QComboBox()
        self.mandate = QLineEdit()
        self.here = QCheckBox(self.tr("Is in the &room now"))
        self.here.setChecked(True)
        self.add(self.tr("&Capacity"), self.kind)
        self.add(self.tr("&Name"), self.name)
        self._of_label = self.add("", self.of)
        self._mandate_label = self.add(self.tr("Number and date of the &mandate"), self.mandate)
        self.put(self.here)
        self.kind.currentIndexChanged.connect(lambda _: self._turn())
        self._turn()
        self.first = self.kind

    def act(self) -> Callable[[Desk], Any]:
        """Register that person."""
        kind, name = Kind(self.kind.currentData()), self.name.text()
        chosen = self.of.currentIndex() if self.of.findText(self.of.currentText()) >= 0 else -1
        of = self.of.itemData(chosen) if chosen >= 0 else self.of.currentText()
        mandate = self.mandate.text() if kind is Kind.SAKSI else ""
        return lambda desk: convening.register(desk, kind, name, of, mandate)

    def _turn(self) -> None:
        kind = Kind(self.kind.currentData())
        label, choices, free = self._choices(kind)
        self._of_label.setText(label)
        self.of.setAccessibleName(label.replace("&", ""))
        self.of.clear()
        self.of.setEditable(free)
        for word, data in choices:
            self.of.addItem(word, data)
        witness = kind is Kind.SAKSI
        self._mandate_label.setVisible(witness)
        self.mandate.setVisible(witness)

    def _choices(self, kind: Kind) -> tuple[str, Sequence[tuple[str, str]], bool]:
        """What is asked, the answers, and whether another one may be typed."""
        if kind is Kind.PPK:
            return self.tr("O&ffice"), [(CHAIR, CHAIR), (_MEMBER, _MEMBER)], True
        if kind is Kind.SAKSI:
            sent = [
                (f"{one.number:02d}  {one.label}", str(one.number))
                for one in self._election.contestants
            ]
            return self.tr("Witness o&f"), sent, False
        if kind is Kind.PPS:
            desa = [d.region.name for d in self._election.desa]
            return self.tr("O&f desa"), [(name, name) for name in desa], False
        return self.tr("Office or organisation (o&f)"), [], True
