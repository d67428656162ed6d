"""Who has an account, what is done to it, and which role may do what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.permits import MAY, SECOND, Act
from sirekap_desktop.ui.account_dialogs import AccountDialog, OwnPinDialog
from sirekap_desktop.ui.people_panel import PeoplePanel, permits_table
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import accounts
from tests import desks
from tests.ui.conftest import settle

NEW_PIN = "1357"


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> PeoplePanel:
    desks.let_in(session.desk)
    made = PeoplePanel(session)
    qtbot.addWidget(made)
    session.runner.changed.connect(made.refresh)
    made.show()
    settle(session.runner)
    return made


def rows(panel: PeoplePanel) -> list[tuple[str, ...]]:
    cells = panel.table.cells
    return [
        tuple(str(cells.index(row, column).data()) for column in range(cells.columnCount()))
        for row in range(cells.rowCount())
    ]


def pick(panel: PeoplePanel, name: str) -> None:
    names = [row[0] for row in rows(panel)]
    panel.table.setCurrentIndex(panel.table.cells.index(names.index(name), 0))


def fill(dialog: AccountDialog | OwnPinDialog, secret: str, again: str | None = None) -> None:
    dialog.pin.first.setText(secret)
    dialog.pin.again.setText(secret if again is None else again)


def answer(dialog: QDialog, session: Session) -> bool:
    dialog.open()
    dialog.accept()
    settle(session.runner)
    return not dialog.isVisible()


def test_every_account_is_listed_with_role_and_state(panel: PeoplePanel) -> None:
    assert rows(panel) == [
        ("Ketua Satu", "ketua", "dapat masuk"),
        ("Anggota Satu", "anggota", "dapat masuk"),
        ("Operator Satu", "operator", "dapat masuk"),
        ("Pengamat Satu", "pengamat", "dapat masuk"),
    ]


def test_somebody_is_let_out_and_in_again(panel: PeoplePanel, session: Session) -> None:
    pick(panel, "Operator Satu")
    assert panel.turn.text() == "Nonaktifkan"
    panel.turn.click()
    settle(session.runner)
    settle(session.runner)
    assert ("Operator Satu", "operator", "nonaktif") in rows(panel)
    assert panel.turn.text() == "Aktifkan lagi"
    panel.turn.click()
    settle(session.runner)
    settle(session.runner)
    assert accounts.sign_in(session.desk, "Operator Satu", desks.PIN) == desks.OPERATOR


def test_the_last_chair_stays(panel: PeoplePanel, session: Session) -> None:
    pick(panel, "Ketua Satu")
    panel.turn.click()
    settle(session.runner)
    assert "satu-satunya" in panel.notice.text
    assert rows(panel)[0][2] == "dapat masuk"


def test_a_person_is_added(panel: PeoplePanel, session: Session) -> None:
    dialog = AccountDialog(session, None, panel)
    dialog.name.setText("Orang Baru")
    dialog.role.setCurrentIndex(dialog.role.findData("anggota"))
    fill(dialog, NEW_PIN)
    assert answer(dialog, session)
    settle(session.runner)
    assert ("Orang Baru", "anggota", "dapat masuk") in rows(panel)
    person = accounts.sign_in(session.desk, "Orang Baru", NEW_PIN)
    assert person == Person("Orang Baru", Role.ANGGOTA)


def test_a_refusal_is_told_inside_and_keeps_what_was_typed(
    panel: PeoplePanel, session: Session
) -> None:
    dialog = AccountDialog(session, None, panel)
    dialog.name.setText("operator satu")
    fill(dialog, NEW_PIN)
    assert not answer(dialog, session)
    assert "Sudah ada akun" in dialog.notice.text
    assert dialog.name.text() == "operator satu"
    fill(dialog, NEW_PIN, "1358")
    assert not answer(dialog, session)
    assert dialog.notice.text == "Kedua PIN tidak sama."
    dialog.reject()


def test_a_new_role_keeps_the_pin_and_the_name(panel: PeoplePanel, session: Session) -> None:
    dialog = AccountDialog(session, desks.OPERATOR, panel)
    assert dialog.name.isReadOnly()
    dialog.role.setCurrentIndex(dialog.role.findData("anggota"))
    assert answer(dialog, session)
    person = accounts.sign_in(session.desk, "Operator Satu", desks.PIN)
    assert person.role is Role.ANGGOTA


def test_everybody_changes_the_own_pin(panel: PeoplePanel, session: Session) -> None:
    session.desk = replace(session.desk, person=desks.PENGAMAT)
    panel.refresh(Change("orang"))
    settle(session.runner)
    assert panel.own.isEnabled()
    dialog = OwnPinDialog(session, panel)
    dialog.old.setText("9999")
    fill(dialog, NEW_PIN)
    assert not answer(dialog, session)
    assert "tidak cocok" in dialog.notice.text
    dialog.old.setText(desks.PIN)
    assert answer(dialog, session)
    assert accounts.sign_in(session.desk, "Pengamat Satu", NEW_PIN) == desks.PENGAMAT


def test_only_the_chair_manages(panel: PeoplePanel, session: Session) -> None:
    session.desk = replace(session.desk, person=desks.ANGGOTA)
    panel.refresh(Change("orang"))
    settle(session.runner)
    for button in (panel.add, panel.change, panel.turn):
        assert not button.isEnabled()
        assert "Peran anggota tidak boleh mengatur akun." in button.toolTip()
    pick(panel, "Operator Satu")
    panel.switch()
    settle(session.runner)
    assert "tidak boleh" in panel.notice.text, "the act refuses, not only the button"
    with pytest.raises(SirekapError, match="not_allowed"):
        accounts.put(session.desk, "Operator Satu", Role.KETUA)


def test_the_table_of_permits_is_the_table_of_the_acts(qtbot: QtBot) -> None:
    table = permits_table()
    qtbot.addWidget(table)
    cells = table.cells
    assert cells.rowCount() == len(Act)
    for row, act in enumerate(Act):
        assert cells.index(row, 0).data()
        for column, role in enumerate(Role, start=1):
            said = cells.index(row, column).data()
            allowed, second = role in MAY[act], role in SECOND.get(act, ())
            expected = "boleh" if allowed else "sebagai orang kedua" if second else "–"
            assert said == ("boleh, berdua" if allowed and act in SECOND else expected)
