"""The rule that every TPS is entered twice: shown to everybody, changed by the chair only."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.permits import Act, may
from sirekap_desktop.ui import second_acts
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import convening


class SecondRule(QWidget):
    """What a card of Pengaturan holds; it is the same at every desk of the contest."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.on = QCheckBox(self.tr("Second entry is &compulsory"))
        self.on.setObjectName("second_rule")
        self.on.clicked.connect(self._set)
        about = QLabel(
            self.tr(
                "Holds for this election at every desk: a TPS is read out only after another"
                " person has entered it too, without seeing the first numbers."
            )
        )
        about.setWordWrap(True)
        self._chair = QLabel(self.tr("Only the chair changes this."))
        self._chair.setProperty("role", "label")
        self._chair.setWordWrap(True)
        self.notice = NoticeBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.on, about, self._chair, self.notice):
            column.addWidget(widget)
        self.refresh()

    def refresh(self) -> None:
        """Another person sits here, or the rule was changed elsewhere."""
        may_change = may(self._session.desk.person.role, Act.SECOND_RULE)
        self.on.setEnabled(may_change)
        self._chair.setVisible(not may_change)
        desk = self._session.desk
        self._session.runner.start(lambda _: second_acts.rule(desk), self.on.setChecked)

    def _set(self, wanted: bool) -> None:
        desk = self._session.desk
        self.notice.hide()
        self._session.runner.start(
            lambda _: convening.set_second_rule(desk, on=wanted),
            lambda _: None,
            refuse=self._refuse,
            stopped=self.refresh,
            change=Change("second_rule"),
        )

    def _refuse(self, error: SirekapError) -> None:
        self.notice.refuse(error)
        self.refresh()
