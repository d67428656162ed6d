"""The section Orang of the settings: who has an account, and which role may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.messages import words
from sirekap_desktop.models.people import Account, Role
from sirekap_desktop.models.permits import SECOND, Act, may
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.account_dialogs import AccountDialog, OwnPinDialog
from sirekap_desktop.ui.language import role_word
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.permitted import forbidden
from sirekap_desktop.ui.runner import PERSON, Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import Cell, CellTable
from sirekap_desktop.workflow import accounts

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk


class PeoplePanel(QWidget):
    """The accounts with what can be done to them; below, the table of permits."""

    overtaken = Signal()
    """The account of the person at the desk says something else than when they signed in."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._accounts: tuple[Account, ...] = ()
        self._manages = False
        about = QLabel(
            self.tr(
                "Accounts belong to this data folder: they hold on every desk that opens it. The"
                " chair makes and changes them; everybody changes the own PIN."
            )
        )
        about.setWordWrap(True)
        self.notice = NoticeBar()
        self.table = CellTable(
            self.tr("Accounts"), (self.tr("Name"), self.tr("Role"), self.tr("State"))
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(lambda _: self._permit())
        _share_width(self.table)
        table_head = QLabel(self.tr("Who may do what"))
        table_head.setProperty("role", "section")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        for widget in (about, self.notice, self.table):
            inside.addWidget(widget)
        inside.addLayout(self._buttons())
        inside.addWidget(table_head)
        inside.addWidget(permits_table())
        self.refresh(Change("akun"))

    def refresh(self, change: Change) -> None:
        """Accounts may have changed, or another person sits here."""
        if change.act in ("akun", PERSON):
            desk = self._session.desk
            self._session.runner.start(lambda _: _load(desk), self._show)

    @property
    def chosen(self) -> Account | None:
        """The account of the chosen row."""
        row = self.table.currentIndex().row()
        return self._accounts[row] if 0 <= row < len(self._accounts) else None

    def switch(self) -> None:
        """Let the chosen person sign in no longer, or again."""
        account, desk = self.chosen, self._session.desk
        if account is None:
            return
        self.notice.hide()
        self._session.runner.start(
            lambda _: accounts.switch(desk, account.name, active=not account.active),
            lambda _: None,
            refuse=self.notice.refuse,
            change=Change("akun"),
        )

    def _show(self, loaded: tuple[tuple[Account, ...], bool]) -> None:
        row = max(0, self.table.currentIndex().row())
        self._accounts, self._manages = loaded
        self.table.cells.show_rows([_row(account) for account in self._accounts])
        self.table.setCurrentIndex(self.table.cells.index(row, 0))
        _show_whole(self.table)
        self._permit()
        person = self._session.desk.person
        mine = [one for one in self._accounts if one.name == person.name]
        if any(not one.active or one.role is not person.role for one in mine):
            self.overtaken.emit()

    def _permit(self) -> None:
        chosen = self.chosen
        why = "" if self._manages else forbidden(self._session.desk.person, Act.ACCOUNTS)
        for button in (self.add, self.change, self.turn):
            needs = button is not self.add
            button.setEnabled(self._manages and (chosen is not None or not needs))
            button.setToolTip(why)
            button.setAccessibleDescription(why)
        active = chosen is None or chosen.active
        self.turn.setText(self.tr("Deactivate") if active else self.tr("Activate again"))

    def _buttons(self) -> QHBoxLayout:
        self.add = QPushButton(self.tr("Add person…"))
        self.add.clicked.connect(lambda: AccountDialog(self._session, None, self).exec())
        self.change = QPushButton(self.tr("Role or PIN…"))
        self.change.clicked.connect(self._change)
        self.turn = QPushButton(self.tr("Deactivate"))
        self.turn.clicked.connect(self.switch)
        self.own = QPushButton(self.tr("Change own PIN…"))
        self.own.clicked.connect(lambda: OwnPinDialog(self._session, self).exec())
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.add, self.change, self.turn):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.own)
        return line

    def _change(self) -> None:
        account = self.chosen
        if account is not None:
            AccountDialog(self._session, account.person, self).exec()


def permits_table() -> CellTable:
    """Every act by role, as it is written in `models/permits.py`."""
    tr = QCoreApplication.translate
    roles = tuple(role_word(role).capitalize() for role in Role)
    table = CellTable(tr("permits", "Who may do what"), (tr("permits", "Act"), *roles))
    table.cells.show_rows([_permits_of(act) for act in Act])
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    _share_width(table)
    _show_whole(table)
    return table


def _permits_of(act: Act) -> tuple[Cell, ...]:
    told = words()["act"][act]
    return (Cell(told[:1].upper() + told[1:]), *(_permit_of(role, act) for role in Role))


def _permit_of(role: Role, act: Act) -> Cell:
    tr = QCoreApplication.translate
    look = theme.look(Stage.SESUAI)
    mark = icons.icon(look.icon, look.ink)
    if may(role, act):
        word = tr("permits", "with a second") if act in SECOND else tr("permits", "may")
        return Cell(word, icon=mark)
    if role in SECOND.get(act, ()):
        return Cell(tr("permits", "as the second"), icon=icons.icon("person", look.ink))
    return Cell("–", told=tr("permits", "may not"))


def _row(account: Account) -> tuple[Cell, ...]:
    tr = QCoreApplication.translate
    look = theme.look(Stage.SESUAI if account.active else Stage.KOSONG)
    state = tr("account", "may sign in") if account.active else tr("account", "deactivated")
    ink = "" if account.active else theme.worn().muted
    return (
        Cell(account.name, icon=icons.icon("person"), ink=ink),
        Cell(role_word(account.role), ink=ink),
        Cell(state, icon=icons.icon(look.icon, look.ink), ink=ink),
    )


def _share_width(table: CellTable) -> None:
    """Every column as wide as its words, the first one takes what is left."""
    heads = table.horizontalHeader()
    heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


def _show_whole(table: CellTable) -> None:
    """As high as all of its rows: the page around it scrolls."""
    rows = table.cells.rowCount() * table.verticalHeader().defaultSectionSize()
    frame = 2 * table.frameWidth() + theme.px(8)
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + rows + frame)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _load(desk: Desk) -> tuple[tuple[Account, ...], bool]:
    return accounts.accounts(desk), accounts.manages(desk)
