"""Notes where a copy of a witness or of the supervisor says another figure, several in a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.act_dialog import ActDialog
from sirekap_desktop.ui.field_choice import FieldChoice, FigureEdit
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.plenary_words import called
from sirekap_desktop.workflow import hearing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.docket import Docket


class DifferenceDialog(ActDialog):
    """Enter notes one and goes on to the next number; Esc closes, what was noted stays."""

    def __init__(
        self, acts: Acts, docket: Docket, name: Callable[[str], str], field: str, parent: QWidget
    ) -> None:
        tr = QCoreApplication.translate
        title = tr("difference", "Difference with a copy · {name}").format(name=docket.view.name)
        super().__init__(acts, title, tr("difference", "Note difference"), parent)
        self._view = docket.view
        self._told: list[str] = []
        self.party = QComboBox()
        self.party.setEditable(True)
        self.party.addItems(
            [
                called(one)
                for one in docket.minutes.participants
                if one.kind in (Kind.SAKSI, Kind.PANWASLU) and one.attended
            ]
        )
        self.field = FieldChoice(docket.view, name, field)
        self.theirs = FigureEdit()
        self._ours = QLabel()
        self.add(self.tr("&Whose copy"), self.party)
        self.add(self.tr("&Number"), self.field)
        self.put(self._ours)
        self.add(self.tr("&Figure on the copy"), self.theirs)
        self._list = self.tell("", "label")
        self.field.currentTextChanged.connect(lambda _: self._judge())
        self.theirs.textChanged.connect(lambda _: self._judge())
        self.party.currentTextChanged.connect(lambda _: self._judge())
        self._judge()
        self.first = self.theirs if self.party.count() else self.party

    def act(self) -> Callable[[Desk], Any]:
        """Note it."""
        tps, party, field = self._view.tps.code, self.party.currentText(), self.field.field
        theirs = self.theirs.value or 0
        return lambda desk: hearing.differ(desk, tps, party, field, theirs)

    def succeed(self, result: object) -> None:
        """Tell it in the list and take the next one."""
        self.did.emit(result)
        line = f"{self.party.currentText()} · {self.field.currentText()}: {self.theirs.text()}"
        self._told.append(line)
        self._list.setText("\n".join((self.tr("Noted:"), *self._told)))
        self.no.setText(self.tr("Done"))
        self.theirs.clear()
        self.field.go_on()
        self.forget_typed()
        self.notice.say(self.tr("The difference is noted."), Stage.SESUAI)
        self.theirs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._judge()

    def _judge(self) -> None:
        field = self.field.field
        entry = self._view.fields[field].last if field else None
        ours = "" if entry is None else self.tr("C.HASIL: {number}").format(number=entry.value)
        self._ours.setText(ours)
        whole = bool(field) and self.theirs.value is not None
        self.yes.setEnabled(whole and bool(self.party.currentText().strip()))
