"""Opens, adjourns, resumes and ends the plenary: the time is recorded by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from sirekap_desktop.models.minutes import Minutes
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Sitting
from sirekap_desktop.ui.act_dialog import ActDialog, WordsActDialog, words_field
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.workflow import convening
from sirekap_desktop.workflow.desk import Desk


class OpenDialog(ActDialog):
    """Place and agenda; a reason where the plenary had ended before."""

    def __init__(self, acts: Acts, minutes: Minutes, place: str, parent: QWidget) -> None:
        again = minutes.sitting is Sitting.DITUTUP
        tr = QCoreApplication.translate
        title = tr("sitting", "Open the plenary again") if again else tr("sitting", "Open plenary")
        super().__init__(acts, title, title, parent)
        agenda = self.tr("Recapitulation of the results of the count at kecamatan level")
        self.place = QLineEdit(minutes.place or place)
        self.agenda = QLineEdit(minutes.agenda or agenda)
        self.why = words_field()
        self.add(self.tr("&Place"), self.place)
        self.add(self.tr("&Agenda"), self.agenda)
        if again:
            self.add(self.tr("&Reason"), self.why)
        self.tell(self.tr("Day and time are recorded by themselves."), "label")
        self.place.selectAll()
        self.first = self.place

    def act(self) -> Callable[[Desk], Any]:
        """Open it there."""
        place, agenda = self.place.text(), self.agenda.text()
        why = self.why.toPlainText()
        return lambda desk: convening.open_sitting(desk, place, agenda, why)


def turn_dialog(acts: Acts, act: Act, parent: QWidget) -> WordsActDialog:
    """Asks for the reason of an adjournment or of going on."""
    tr = QCoreApplication.translate
    if act is Act.ADJOURN:
        return WordsActDialog(
            acts,
            tr("sitting", "Adjourn the plenary"),
            tr("sitting", "Adjourn"),
            tr("sitting", "Why, and until when?"),
            convening.adjourn,
            parent,
        )
    return WordsActDialog(
        acts,
        tr("sitting", "Resume the plenary"),
        tr("sitting", "Resume"),
        tr("sitting", "On what grounds?"),
        convening.resume,
        parent,
        words=tr("sitting", "The time of the adjournment is over."),
    )


def end_dialog(acts: Acts, second: Person, parent: QWidget) -> WordsActDialog:
    """Asks for the words with which the plenary is ended, before a second one of the committee."""
    tr = QCoreApplication.translate
    return WordsActDialog(
        acts,
        tr("sitting", "End the plenary"),
        tr("sitting", "End plenary"),
        tr("sitting", "With what words is it ended?"),
        lambda desk, words: convening.end(replace(desk, second=second), words),
        parent,
        items=(tr("sitting", "Beside you: {who}").format(who=second.name),),
        words=tr("sitting", "Every TPS was read out and closed."),
    )
