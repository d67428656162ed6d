"""The dialog behind each button of the course of a TPS."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from sirekap_desktop.models.minutes import Difference, Objection
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui import naming
from sirekap_desktop.ui.act_dialog import ActDialog, WordsActDialog
from sirekap_desktop.ui.correction_dialog import CorrectionDialog
from sirekap_desktop.ui.difference_dialog import DifferenceDialog
from sirekap_desktop.ui.events_panel import EventDialog
from sirekap_desktop.ui.explain_dialog import ExplainDialog
from sirekap_desktop.ui.matters import Ask
from sirekap_desktop.ui.number_tile import Figure
from sirekap_desktop.ui.objection_dialog import AnswerDialog, ObjectionDialog
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import hearing
from sirekap_desktop.workflow.docket import Docket


class CourseDialogs:
    """Makes them over one window, for the TPS and the number that are before the room."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session = session
        self._parent = parent

    def made(
        self, ask: Ask, docket: Docket, figure_of: Callable[[str], Figure], field: str
    ) -> ActDialog:
        """The dialog for an act that needs one; `field` is the number in place."""
        session, parent, subject = self._session, self._parent, ask.subject
        acts = Acts(session, docket.view.tps.code)
        name = partial(naming.field_label, session.template)
        if ask.what is Act.CORRECT:
            if isinstance(subject, Difference):
                return CorrectionDialog(
                    acts, docket, figure_of, subject.field, parent, subject.theirs
                )
            return CorrectionDialog(acts, docket, figure_of, field, parent)
        if ask.what is Act.DIFFER:
            return DifferenceDialog(acts, docket, name, field, parent)
        if ask.what is Act.OBJECT:
            return ObjectionDialog(acts, docket, parent)
        if ask.what is Act.EXPLAIN:
            code = subject if isinstance(subject, str) else ""
            return ExplainDialog(acts, docket, code, session.desk.person.name, parent)
        if ask.what is Act.EVENT:
            return EventDialog(acts, session.election, docket.view.tps.code, parent)
        if isinstance(subject, Objection):
            return AnswerDialog(acts, docket, subject, parent)
        if isinstance(subject, Difference):
            return _settle(acts, docket, subject, name, parent)
        assert ask.what is Act.POSTPONE
        return _postpone(acts, docket, parent)

    def reopening(self, docket: Docket, documents: int) -> ActDialog:
        """Asks the chair for the reason, and tells how many documents become void."""
        tr = QCoreApplication.translate
        view, told = docket.view, tr("hearing", "No document is made of these numbers yet.")
        if documents:
            told = tr("hearing", "{count} documents become void for good.").format(count=documents)
        return WordsActDialog(
            Acts(self._session, view.tps.code),
            tr("hearing", "Open again · {name}").format(name=view.name),
            tr("hearing", "Open TPS again"),
            tr("hearing", "Why is it opened again?"),
            lambda desk, words: hearing.reopen(desk, view.tps.code, words),
            self._parent,
            items=(told, tr("hearing", "It leaves the sums and is read out once more.")),
        )


def _settle(
    acts: Acts, docket: Docket, one: Difference, name: Callable[[str], str], parent: QWidget
) -> ActDialog:
    tr = QCoreApplication.translate
    tps = docket.view.tps.code
    about = tr("matter", "{party} · {field}: copy {theirs}, C.HASIL {ours}").format(
        party=one.party, field=name(one.field), theirs=one.theirs, ours=one.ours
    )
    return WordsActDialog(
        acts,
        tr("hearing", "The figure of C.HASIL stays · {name}").format(name=docket.view.name),
        tr("hearing", "Settle difference"),
        tr("hearing", "Why does it stay?"),
        lambda desk, words: hearing.settle(desk, tps, one.id, words),
        parent,
        items=(about,),
    )


def _postpone(acts: Acts, docket: Docket, parent: QWidget) -> ActDialog:
    tr = QCoreApplication.translate
    tps = docket.view.tps.code
    return WordsActDialog(
        acts,
        tr("hearing", "Put off · {name}").format(name=docket.view.name),
        tr("hearing", "Put off TPS"),
        tr("hearing", "Why is it put off?"),
        lambda desk, words: hearing.postpone(desk, tps, words),
        parent,
        items=(tr("hearing", "What was noted stays; it is read out again later."),),
    )
