"""What a role may not do cannot be pressed and says why; the acts refuse all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QPushButton
from pytestqt.qtbot import QtBot

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Committee, Occasion, Person
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui import stops
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.permitted import allow, forbidden
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import checking, issuing
from tests import desks
from tests.ui.conftest import settle


@pytest.fixture
def frame(session: Session, bring: Callable[..., object], qtbot: QtBot) -> DeskFrame:
    bring()
    for code in (desks.SECOND, desks.OTHER):
        desks.confirm(session.desk, code)
    made = DeskFrame(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.projection)
    with qtbot.waitActive(made):
        made.show()
    settle(session.runner)
    return made


def sit(frame: DeskFrame, session: Session, person: Person) -> None:
    frame.show_desk(replace(session.desk, person=person))
    settle(session.runner)


def test_a_button_says_why_and_forgets_it(qtbot: QtBot) -> None:
    button = QPushButton("Buat D.HASIL")
    qtbot.addWidget(button)
    allow(button, desks.OPERATOR, Act.ISSUE)
    assert not button.isEnabled()
    assert "Peran operator tidak boleh membuat D.HASIL." in button.toolTip()
    assert button.accessibleDescription() == button.toolTip()
    allow(button, desks.ANGGOTA, Act.ISSUE)
    assert button.isEnabled()
    assert button.toolTip() == ""
    allow(button, desks.ANGGOTA, Act.ISSUE, ready=False)
    assert not button.isEnabled()
    assert forbidden(desks.ANGGOTA, Act.ISSUE) == ""


def test_import_is_closed_to_an_observer(
    frame: DeskFrame, session: Session, tmp_path: Path
) -> None:
    frame.turn_to(stops.IMPORT)
    page = frame.imports
    never = QAbstractItemView.EditTrigger.NoEditTriggers
    assert page.drop.files.isEnabled()
    sit(frame, session, desks.PENGAMAT)
    for button in (page.drop, page.drop.files, page.drop.folder):
        assert not button.isEnabled()
        assert "mengimpor gambar" in button.toolTip()
    assert page.sheets.editTriggers() == never
    assert page.sheets.cells.rowCount() == 3, "looking is free"
    page.import_paths([tmp_path])
    settle(session.runner)
    assert "Peran pengamat tidak boleh mengimpor gambar" in page.notice.text
    sit(frame, session, desks.OPERATOR)
    assert page.drop.files.isEnabled()
    assert page.sheets.editTriggers() != never


def test_an_observer_reads_the_numbers_and_types_none(frame: DeskFrame, session: Session) -> None:
    frame.open_tps(desks.FIRST)
    settle(session.runner)
    field = frame.check.form.fields["paslon_1"]
    sit(frame, session, desks.PENGAMAT)
    field.setFocus()
    QTest.keyClicks(field, "77")
    assert field.text() == ""
    assert "mengonfirmasi angka" in frame.check.form.toolTip()
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(session.runner)
    assert "tidak boleh mengonfirmasi angka" in frame.check.panel.notice.text
    assert checking.look(session.desk, desks.FIRST).fields["paslon_1"].entry is None
    frame.check.panel._type("paslon_1", 5)
    assert field.text() == ""
    sit(frame, session, desks.OPERATOR)
    QTest.keyClicks(field, "77")
    assert field.text() == "77"


def test_documents_are_made_and_signed_by_the_committee_only(
    frame: DeskFrame, session: Session
) -> None:
    desks.confirm(session.desk, desks.FIRST)
    for code in (desks.FIRST, desks.SECOND, desks.OTHER):
        desks.close(session.desk, code)
    page = frame.documents
    occasion = Occasion("Aula", session.election.day, Committee("Ketua Satu"))
    issuing.issue(desks.paired(session.desk), occasion)
    frame.turn_to(stops.DOCUMENTS)
    settle(session.runner)
    assert page.make.isEnabled()
    assert page._sign.isEnabled()
    for person in (desks.OPERATOR, desks.PENGAMAT):
        sit(frame, session, person)
        settle(session.runner)
        assert not page.make.isEnabled()
        assert "membuat D.HASIL" in page.make.toolTip()
        assert not page._sign.isEnabled()
        assert "menandatangani dokumen" in page._sign.toolTip()
        assert page._save.isEnabled()
        page.issue(occasion, desks.ANGGOTA)
        settle(session.runner)
        assert "tidak boleh membuat D.HASIL" in page.notice.text
        with pytest.raises(SirekapError, match="not_allowed"):
            issuing.sign(session.desk, 1, b"", "")
    assert len(issuing.documents(session.desk)) == 1


def test_elections_are_added_by_whoever_may(frame: DeskFrame, session: Session) -> None:
    section = frame.settings.contests
    assert section.add.isEnabled()
    sit(frame, session, desks.PENGAMAT)
    for button in (section.add, section.swap):
        assert not button.isEnabled()
        assert "data induk" in button.toolTip()
