"""Impor, Rekap, Dokumen, and the frame around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.people import Committee, Occasion
from sirekap_desktop.simulation.keys import make_authority, make_p12
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.documents_page import DocumentsPage
from sirekap_desktop.ui.import_page import DropZone, ImportPage
from sirekap_desktop.ui.occasion_dialog import OccasionDialog
from sirekap_desktop.ui.projection_scene import Reading
from sirekap_desktop.ui.recap_page import RecapPage
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sign_dialog import SignDialog
from sirekap_desktop.ui.stops import CHECK, DOCUMENTS, IMPORT, PLENARY, RECAP
from sirekap_desktop.workflow import checking, convening, correcting, hearing
from tests import desks
from tests.ui.conftest import settle

OCCASION = Occasion("Aula Contoh", date(2029, 2, 20), Committee(chair="Ketua Satu"), copies=5)


def close_tps(session: Session, *codes: str) -> None:
    for code in codes:
        for name, value in desks.GOOD.items():
            correcting.confirm(session.desk, code, name, value, 0)
        desks.close(session.desk, code)


def shown(qtbot: QtBot, page: QWidget, session: Session) -> None:
    qtbot.addWidget(page)
    page.resize(1278, 690)
    page.show()
    settle(session.runner)


def pictures(folder: Path) -> Path:
    folder.mkdir()
    for page in (1, 2):
        name = f"{desks.FIRST}_{page}.jpg"
        (folder / name).write_bytes(desks.picture(page, unsure=["paslon_1"]))
    (folder / "lain.jpg").write_bytes(desks.picture(3))
    (folder / "catatan.jpg").write_text("bukan gambar", encoding="utf-8")
    return folder


def test_import_shows_what_was_taken_and_why_the_rest_was_not(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = ImportPage(session)
    shown(qtbot, page, session)
    session.runner.changed.connect(page.refresh)
    page.import_paths([pictures(tmp_path / "foto")])
    assert not page.drop.isEnabled()
    settle(session.runner)
    assert page.drop.isEnabled()
    assert page.notice.text == "3 lembar diterima, 0 sudah ada, 1 ditolak."
    cells = page.sheets.cells
    rows = [[cells.index(r, c).data() for c in range(6)] for r in range(cells.rowCount())]
    assert rows[0] == ["lain.jpg", "3", "belum ada TPS: tekan F2 untuk memilih", "3", "0", "0"]
    assert [row[2] for row in rows[1:]] == ["TPS 001 · Contoh"] * 2
    assert page.head.isVisible()
    assert page.head._name.text() == "Kepala lembar lain.jpg"
    refused = page.refused.cells
    assert refused.index(0, 0).data() == "catatan.jpg"
    assert "gambar" in refused.index(0, 1).data()
    assert refused.index(0, 2).data()


def test_a_loose_sheet_is_given_to_a_tps(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    page = ImportPage(session)
    shown(qtbot, page, session)
    session.runner.changed.connect(page.refresh)
    page.import_paths([pictures(tmp_path / "foto")])
    settle(session.runner)
    table = page.sheets
    table.edit(table.cells.index(0, 2))
    box = table.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(desks.SECOND))
    box.activated.emit(box.currentIndex())
    settle(session.runner)
    assert {s.tps for s in checking.sheets(session.desk)} == {desks.FIRST, desks.SECOND}


def test_a_stopped_import_says_so_and_keeps_what_it_has(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = ImportPage(session)
    shown(qtbot, page, session)
    page.import_paths([pictures(tmp_path / "foto")])
    page._stop()
    settle(session.runner)
    assert page.notice.text.startswith("Dihentikan.")
    assert page.drop.isEnabled()


def test_files_can_be_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone()
    qtbot.addWidget(zone)
    given: list[list[Path]] = []
    zone.given.connect(given.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg")), QUrl("https://contoh.invalid/b")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    zone.dropEvent(event)
    assert given == [[tmp_path / "a.jpg"]]


def test_recap_sums_closed_tps_only_and_leads_to_the_others(session: Session, qtbot: QtBot) -> None:
    close_tps(session, desks.FIRST)
    page = RecapPage(session)
    shown(qtbot, page, session)
    assert page._told.text() == "1 dari 3 TPS ditutup"
    cells = page.table.cells
    sides = [cells._sheet.sides[r].told for r in range(cells.rowCount())]
    row = sides.index("1 Calon 1 – Wakil 1")
    assert [cells.index(row, c).data() for c in range(3)] == ["60", "–", "60"]
    heard: list[str] = []
    page.wanted.connect(heard.append)
    page._open(page._missing.item(0))
    assert heard == [desks.SECOND]
    page.tabs.setCurrentIndex(2)
    assert [cells.index(row, c).data() for c in range(3)] == ["60", "0", "60"]


def test_recap_rows_keep_clear_of_the_first_column_at_any_size(
    session: Session, qtbot: QtBot
) -> None:
    page = RecapPage(session)
    shown(qtbot, page, session)
    for width in (950, 1832, 950, 1100):
        page.resize(width, 690)
        QApplication.processEvents()
        heads = page.table.verticalHeader().geometry()
        assert page.table.viewport().geometry().left() > heads.right()


def test_recap_can_be_copied_into_a_spreadsheet(session: Session, qtbot: QtBot) -> None:
    close_tps(session, desks.FIRST)
    page = RecapPage(session)
    shown(qtbot, page, session)
    page.table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "\tTPS 001\tTPS 002\tJumlah akhir"
    assert len(lines) == 1 + page.table.cells.rowCount()
    assert "1 Calon 1 – Wakil 1\t60\t\t60" in lines


def test_a_document_is_made_signed_and_saved(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = DocumentsPage(session)
    shown(qtbot, page, session)
    page.issue(OCCASION, desks.ANGGOTA)
    settle(session.runner)
    assert page.list.count() == 0
    assert page.notice.isVisible()
    close_tps(session, desks.FIRST, desks.SECOND, desks.OTHER)
    page.issue(OCCASION, desks.ANGGOTA)
    settle(session.runner)
    assert page.list.count() == 1
    assert "belum ditandatangani" in page.list.item(0).text()
    assert page.preview.pages > 1
    now = datetime(2029, 2, 1, tzinfo=UTC)
    p12 = tmp_path / "ketua.p12"
    issuer = make_authority("Penerbit Latihan", now)
    p12.write_bytes(make_p12("Ketua Satu", "rahasia", now, issuer=issuer))
    page.sign(1, p12, "salah")
    settle(session.runner)
    assert "belum ditandatangani" in page.list.item(0).text()
    page.sign(1, p12, "rahasia")
    settle(session.runner)
    assert "1 tanda tangan" in page.list.item(0).text()


def test_an_outdated_document_cannot_be_signed(session: Session, qtbot: QtBot) -> None:
    close_tps(session, desks.FIRST, desks.SECOND, desks.OTHER)
    page = DocumentsPage(session)
    shown(qtbot, page, session)
    page.issue(OCCASION, desks.ANGGOTA)
    settle(session.runner)
    assert page._sign.isEnabled()
    hearing.reopen(session.desk, desks.FIRST, "Salah baca")
    page.look_again()
    settle(session.runner)
    assert "usang" in page.list.item(0).text()
    assert not page._sign.isEnabled()


def test_the_occasion_is_what_was_filled_in(session: Session, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    full = Occasion(
        "Aula",
        date(2029, 2, 20),
        Committee("Ketua", ("A", "B", "C", "D"), ("S1", "S2", "S3"), "P"),
        True,
        7,
        ("Camat", "Kapolsek"),
    )
    assert OccasionDialog(session.election, full, parent).occasion == full


def test_signing_needs_a_file_that_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SignDialog("D.HASIL", parent)
    dialog.choose_file(str(tmp_path / "tidak_ada.p12"))
    assert not dialog._yes.isEnabled()
    (tmp_path / "ada.p12").write_bytes(b"x")
    dialog.choose_file(str(tmp_path / "ada.p12"))
    assert dialog._yes.isEnabled()


@pytest.fixture
def frame(session: Session, qtbot: QtBot, bring: Callable[..., object]) -> DeskFrame:
    bring()
    made = DeskFrame(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.projection)
    made.resize(1366, 768)
    made.show()
    settle(session.runner)
    return made


def test_the_search_opens_a_tps(frame: DeskFrame, session: Session) -> None:
    frame.top.search.setText("1 contoh barat")
    QTest.keyClick(frame.top.search, Qt.Key.Key_Return)
    settle(session.runner)
    assert frame.screens.currentIndex() == CHECK
    assert frame.check.loaded is not None
    assert frame.check.loaded.view.tps.code == desks.OTHER


def test_every_input_has_a_name_for_those_who_cannot_see_it(
    frame: DeskFrame, session: Session
) -> None:
    nameless = []
    for number in (IMPORT, CHECK, PLENARY, RECAP, DOCUMENTS):
        frame.turn_to(number)
        settle(session.runner)
    labelled = {label.buddy() for label in frame.findChildren(QLabel) if label.buddy()}
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractButton):
        for widget in frame.findChildren(kind):
            if not widget.isVisibleTo(frame) or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
                continue
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            if not (widget.accessibleName() or text or widget in labelled):
                nameless.append(widget)
    assert nameless == []


def test_one_primary_button_a_screen(frame: DeskFrame) -> None:
    for number in (IMPORT, CHECK, PLENARY, RECAP, DOCUMENTS):
        frame.turn_to(number)
        screen = frame.screens.currentWidget()
        assert screen is not None
        primary = [
            button
            for button in screen.findChildren(QAbstractButton)
            if button.property("role") == "primary" and button.isVisibleTo(screen)
        ]
        assert len(primary) <= 1


def test_nothing_is_wider_than_the_smallest_window(frame: DeskFrame) -> None:
    assert frame.minimumSizeHint().width() <= 1366
    assert frame.minimumSizeHint().height() <= 768


def test_pleno_leads_to_periksa_and_to_the_sums(frame: DeskFrame, session: Session) -> None:
    frame.turn_to(PLENARY)
    settle(session.runner)
    frame.plenary.wanted.emit(desks.SECOND)
    settle(session.runner)
    assert frame.screens.currentIndex() == CHECK
    assert frame.check.loaded is not None
    assert frame.check.loaded.view.tps.code == desks.SECOND
    frame.plenary.recap_wanted.emit("11.01.01.2002")
    settle(session.runner)
    assert frame.screens.currentIndex() == RECAP
    assert frame.recap.tabs.tabText(frame.recap.tabs.currentIndex()) == "Contoh Barat"


def test_in_pleno_the_search_puts_a_tps_before_the_room(frame: DeskFrame, session: Session) -> None:
    frame.turn_to(PLENARY)
    settle(session.runner)
    frame.top.searched.emit(desks.OTHER)
    settle(session.runner)
    assert frame.screens.currentIndex() == PLENARY
    assert frame.plenary.tps == desks.OTHER
    assert frame.spot.before_room == desks.OTHER


def test_what_is_read_out_in_pleno_is_on_the_wall(frame: DeskFrame, session: Session) -> None:
    for name, value in desks.GOOD.items():
        correcting.confirm(session.desk, desks.FIRST, name, value, 0)
    convening.open_sitting(session.desk, "Aula Contoh", "Rekapitulasi")
    session.runner.changed.connect(lambda change: frame.refresh(change, ""))
    frame.turn_to(PLENARY)
    settle(session.runner)
    frame.plenary.hearing.press_next()
    settle(session.runner)
    frame.plenary.hearing.reading.go_to("paslon_2")
    body = frame.projection.scene.body
    assert isinstance(body, Reading)
    assert body.told is not None
    assert body.told.value == 90


def test_dhasil_begins_with_what_the_record_says(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    convening.open_sitting(session.desk, "Aula Contoh", "Rekapitulasi")
    step = convening.register(session.desk, Kind.PPK, "Ketua Satu", "Ketua")
    convening.attend(session.desk, step.id, here=True)
    page = DocumentsPage(session)
    shown(qtbot, page, session)
    begun: list[Occasion] = []

    def give_up(dialog: OccasionDialog) -> int:
        begun.append(dialog.occasion)
        return 0

    monkeypatch.setattr(OccasionDialog, "exec", give_up)
    page.make.click()
    settle(session.runner)
    assert [(one.place, one.committee.chair) for one in begun] == [("Aula Contoh", "Ketua Satu")]
