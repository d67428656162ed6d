"""Two people for what the law gives to two: the second signs in for one act only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Committee, Occasion, Person, Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui.documents_page import DocumentsPage
from sirekap_desktop.ui.occasion_dialog import OccasionDialog
from sirekap_desktop.ui.second_dialog import SecondDialog, ask_second
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import accounts, issuing
from tests import desks
from tests.ui.conftest import choose, settle

OTHER_CHAIR = Person("Ketua Dua", Role.KETUA)


def names_in(dialog: SecondDialog) -> list[str]:
    names = dialog.form.names
    return [names.item(row).data(Qt.ItemDataRole.UserRole) for row in range(names.count())]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def asked(session: Session, act: Act, parent: QWidget) -> SecondDialog:
    made = SecondDialog(session, act, parent)
    made.open()
    settle(session.runner)
    return made


def test_only_other_members_of_the_committee_are_named(session: Session, parent: QWidget) -> None:
    desks.let_in(session.desk)
    accounts.add(session.desk, OTHER_CHAIR.name, OTHER_CHAIR.role, desks.PIN)
    assert names_in(asked(session, Act.ISSUE, parent)) == [desks.ANGGOTA.name, OTHER_CHAIR.name]
    assert names_in(asked(session, Act.END, parent)) == [desks.ANGGOTA.name]
    session.desk = replace(session.desk, person=desks.ANGGOTA)
    assert names_in(asked(session, Act.ISSUE, parent)) == [desks.KETUA.name, OTHER_CHAIR.name]


def test_with_nobody_else_it_says_what_to_do(session: Session, parent: QWidget) -> None:
    desks.let_in(session.desk, desks.KETUA, desks.OPERATOR)
    dialog = asked(session, Act.ISSUE, parent)
    assert names_in(dialog) == []
    assert "Pengaturan" in dialog.form.notice.text
    assert not dialog.yes.isEnabled()


def test_only_the_right_pin_answers(session: Session, parent: QWidget) -> None:
    desks.let_in(session.desk)
    said: list[str] = []

    def answer() -> None:
        settle(session.runner)
        (dialog,) = parent.findChildren(SecondDialog)
        dialog.form.pin.setText("9999")
        dialog.accept()
        settle(session.runner)
        said.append(dialog.form.notice.text)
        dialog.form.pin.setText(desks.PIN)
        dialog.accept()
        settle(session.runner)

    QTimer.singleShot(0, answer)
    assert ask_second(session, Act.ISSUE, parent) == desks.ANGGOTA
    assert "tidak cocok" in said[0]
    assert session.desk.second is None, "nobody keeps the second"
    assert session.desk.person == desks.KETUA


def test_giving_up_is_no_second(session: Session, parent: QWidget) -> None:
    desks.let_in(session.desk)

    def give_up() -> None:
        settle(session.runner)
        parent.findChildren(SecondDialog)[0].reject()

    QTimer.singleShot(0, give_up)
    assert ask_second(session, Act.ISSUE, parent) is None


def test_a_document_is_made_by_two(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks.let_in(session.desk)
    for code in (desks.FIRST, desks.SECOND, desks.OTHER):
        desks.confirm(session.desk, code)
        desks.close(session.desk, code)
    page = DocumentsPage(session)
    qtbot.addWidget(page)
    page.show()
    settle(session.runner)
    occasion = Occasion("Aula", session.election.day, Committee("Ketua Satu"))
    monkeypatch.setattr(OccasionDialog, "exec", lambda _: 1)
    monkeypatch.setattr(OccasionDialog, "occasion", occasion)
    page.make.setFocus()

    def sign_in(dialog: SecondDialog) -> int:
        settle(session.runner)
        choose(dialog.form, desks.ANGGOTA.name)
        dialog.form.pin.setText(desks.PIN)
        dialog.accept()
        settle(session.runner)
        return dialog.result()

    monkeypatch.setattr(SecondDialog, "exec", lambda _: 0)
    page.make.click()
    settle(session.runner)
    assert issuing.documents(session.desk) == ()
    assert session.occasion == occasion, "what was filled in is there for the next time"
    monkeypatch.setattr(SecondDialog, "exec", sign_in)
    page.make.click()
    settle(session.runner)
    assert len(issuing.documents(session.desk)) == 1
    with session.desk.look() as unit:
        (made,) = [e for e in unit.events.all() if e.kind == "document_made"]
    assert (made.who, made.facts["second"]) == (desks.KETUA.name, desks.ANGGOTA.name)
    with pytest.raises(SirekapError, match="second_needed"):
        issuing.issue(session.desk, occasion)
    QApplication.processEvents()
