"""The second person: another member of the committee signs in beside the one who acts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sirekap_desktop.messages import words
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import SECOND, Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sign_in import People, SignInDialog
from sirekap_desktop.workflow import accounts


class SecondDialog(SignInDialog):
    """Names only who may be the second for this act."""

    def __init__(self, session: Session, act: Act, parent: QWidget) -> None:
        super().__init__(
            self.tr("Second person"),
            self.tr("A second member of the committee: {act}").format(act=words()["act"][act]),
            self.tr("Confirm as the second person"),
            session.runner,
            parent,
        )
        self._session = session
        self._act = act
        self.yes.setEnabled(False)
        desk = session.desk
        session.runner.start(
            lambda _: accounts.names(desk.store), self._show, refuse=self.form.notice.refuse
        )

    def _show(self, people: People) -> None:
        allowed, first = SECOND[self._act], self._session.desk.person.name
        others = [(name, role) for name, role in people if role in allowed and name != first]
        self.offer(self._session.desk, others)
        self.yes.setEnabled(bool(others))
        if not others:
            self.form.notice.say(
                self.tr(
                    "Nobody else of the committee has an account here. The chair makes one in"
                    " Settings, People."
                ),
                Stage.PERIKSA,
            )


def ask_second(session: Session, act: Act, parent: QWidget) -> Person | None:
    """Who stands beside the person at the desk for this one act; None when they gave up.

    The act runs at `replace(desk, second=person)`; nobody keeps the second afterwards.
    """
    dialog = SecondDialog(session, act, parent)
    return dialog.person if dialog.exec() else None
