from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop import raster
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.help_page import GuideDialog, GuideReader, HelpPage
from sirekap_desktop.ui.print_dialog import PrintDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.stops import CHECK, GUIDES, HELP
from sirekap_desktop.workflow import guiding
from tests.ui.conftest import settle


def test_help_opens_at_the_guide_of_the_screen_that_was_left(
    session: Session, qtbot: QtBot
) -> None:
    frame = DeskFrame(session)
    qtbot.addWidget(frame)
    qtbot.addWidget(frame.projection)
    frame.show()
    (button,) = (b for b in frame.rail.findChildren(QToolButton) if b.text() == "Bantuan")
    for number, name in GUIDES.items():
        frame.turn_to(number)
        button.click()
        settle(session.runner)
        assert (frame.screens.currentIndex(), frame.help.reader.shown) == (HELP, name)
        assert button.isChecked()
    frame.help.open_guide("pleno")
    frame.turn_to(HELP)
    assert frame.help.reader.shown == "pleno"
    frame.turn_to(CHECK)
    assert not button.isChecked()


def test_guides_are_read_by_keyboard(qtbot: QtBot) -> None:
    reader = GuideReader()
    qtbot.addWidget(reader)
    with qtbot.waitActive(reader):
        reader.show()
    reader.setFocus()
    QTest.keyClick(reader.list, Qt.Key.Key_Down)
    assert reader.shown == guiding.guides()[1].name
    assert "Beranda" in reader.text.toPlainText()
    assert reader.text.accessibleName() == "Beranda"


def test_a_link_leads_to_a_guide_and_nowhere_else(qtbot: QtBot) -> None:
    reader = GuideReader()
    qtbot.addWidget(reader)
    reader.text.anchorClicked.emit(QUrl("rekap.md"))
    assert reader.shown == "rekap"
    for link in ("https://contoh.invalid/x.md", "file:///etc/passwd"):
        reader.text.anchorClicked.emit(QUrl(link))
        assert reader.shown == "rekap"
        assert "Jumlah suara tiap desa" in reader.text.toPlainText()


def test_the_sheet_of_codes_is_saved(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    page = HelpPage(session)
    qtbot.addWidget(page)
    page.save_codes(tmp_path / "kode.pdf")
    settle(session.runner)
    assert raster.page_count((tmp_path / "kode.pdf").read_bytes()) > 1
    assert page.notice.text == f"Disimpan sebagai {tmp_path / 'kode.pdf'}."
    page.save_codes(tmp_path / "tidak ada" / "kode.pdf")
    settle(session.runner)
    assert "kode.pdf" in page.notice.text
    assert "Disimpan" not in page.notice.text


def test_blank_sheets_are_chosen_and_saved(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = HelpPage(session)
    qtbot.addWidget(page)
    target = tmp_path / "kosong.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.blank.click()
    (dialog,) = page.findChildren(PrintDialog)
    assert (dialog.copy, dialog.stations) == (False, ())
    every = [tps.code for _, tps in session.election.every_tps()]
    dialog.whose.setCurrentIndex(1)
    assert list(dialog.stations) == every
    dialog.whose.setCurrentIndex(dialog.whose.count() - 1)
    assert dialog.stations == (every[-1],)
    dialog.what.setCurrentIndex(1)
    dialog.save.click()
    settle(session.runner)
    assert raster.page_count(target.read_bytes()) == 2
    assert page.notice.text == f"Disimpan sebagai {target}."
    page.save_blank(target, every[:2], copy=False)
    settle(session.runner)
    assert raster.page_count(target.read_bytes()) == 6


def test_a_guide_opens_where_there_is_no_rail(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = GuideDialog("laptop_rusak", parent)
    assert dialog.reader.shown == "laptop_rusak"
    (close,) = (b for b in dialog.findChildren(QPushButton) if b.property("role") == "primary")
    dialog.show()
    close.click()
    assert not dialog.isVisible()
