from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.crops import CropLabel
from sirekap_desktop.ui.look_board import Offer
from sirekap_desktop.ui.sheet_panel import SheetPanel
from tests import desks
from tests.ui.papers import TEMPLATE, papers, readings

PAGE_1 = [place.field for place in TEMPLATE.pages[0].places]


@pytest.fixture
def sheet(qtbot: QtBot) -> SheetPanel:
    made = SheetPanel(TEMPLATE, desks.election())
    qtbot.addWidget(made)
    made.resize(560, 650)
    made.show()
    made.show_papers(papers(1, 2), readings())
    made.show_stages(dict.fromkeys(TEMPLATE.fields, Stage.TERBACA))
    return made


def offers(**others: Offer) -> dict[str, Offer]:
    sure = {name: Offer(value, Stage.TERBACA, True) for name, value in desks.GOOD.items()}
    return {**sure, **others}


def words(sheet: SheetPanel) -> list[str]:
    return [label.text() for label in sheet.board.findChildren(QLabel) if label.isVisible()]


def test_the_board_shows_every_number_of_the_page_at_once(sheet: SheetPanel) -> None:
    sheet.look(offers())
    QApplication.processEvents()
    assert sheet.board.isVisible()
    assert sheet.offered == {name: desks.GOOD[name] for name in PAGE_1}
    crops = [c for c in sheet.board.findChildren(CropLabel) if c.isVisible()]
    assert len(crops) == len(PAGE_1)
    assert all(crop.has_picture() and crop.height() >= 28 for crop in crops)
    room = sheet.board.findChild(QScrollArea)
    assert room is not None
    assert room.verticalScrollBar().maximum() == 0
    for crop in crops:
        drawn = crop.visibleRegion().boundingRect()
        assert drawn == crop.rect()
    shown = words(sheet)
    for name in PAGE_1:
        assert str(desks.GOOD[name]) in shown
    assert "22 angka dikonfirmasi bersama, 0 tidak ikut." in shown


def test_a_doubtful_number_is_shown_and_does_not_join(sheet: SheetPanel) -> None:
    doubtful = Offer(131, Stage.PERIKSA, False)
    done = Offer(120, Stage.SESUAI, False)
    unread = Offer(None, Stage.PERIKSA, False)
    sheet.look(offers(pemilih_dpt_p=doubtful, pemilih_dpt_l=done, pemilih_dpt_j=unread))
    QApplication.processEvents()
    shown = words(sheet)
    assert "131?" in shown
    assert "–?" in shown
    assert shown.count("tidak ikut") == 2
    assert shown.count("sesuai") == 1
    assert not {"pemilih_dpt_l", "pemilih_dpt_p", "pemilih_dpt_j"} & sheet.offered.keys()
    assert len(sheet.offered) == 19
    assert sheet.board.yes.text() == "Konfirmasi 19 angka (F8)"


def test_copies_stand_below_the_digits(sheet: SheetPanel) -> None:
    sheet.go_to("paslon_1")
    sheet.look(offers())
    assert sheet.offered.keys() == {"paslon_1", "paslon_2", "paslon_3"}
    QApplication.processEvents()
    assert len([c for c in sheet.board.findChildren(CropLabel) if c.isVisible()]) == 12


def test_without_a_sheet_there_is_nothing_to_look_at(sheet: SheetPanel) -> None:
    sheet.go_to("suara_sah")
    sheet.look(offers())
    assert sheet.offered == {}
    assert not sheet.board.isVisible()


def test_nothing_to_confirm_cannot_be_confirmed(sheet: SheetPanel) -> None:
    sheet.look({name: Offer(1, Stage.SESUAI, False) for name in PAGE_1})
    QApplication.processEvents()
    assert sheet.offered == {}
    while sheet.board.read_on():
        pass
    assert not sheet.board.yes.isEnabled()


@pytest.mark.parametrize("act", ["number", "page", "papers", "state", "escape", "button"])
def test_only_what_was_looked_at_stays_offered(sheet: SheetPanel, act: str) -> None:
    sheet.look(offers())
    assert sheet.offered
    if act == "number":
        sheet.go_to("pengguna_dpt_l")
    elif act == "page":
        sheet.pages.turn_to(1)
    elif act == "papers":
        sheet.show_papers(papers(1, 2), readings())
    elif act == "state":
        stages = dict.fromkeys(TEMPLATE.fields, Stage.TERBACA)
        sheet.show_stages({**stages, "pemilih_dpt_l": Stage.SESUAI})
    elif act == "escape":
        sheet.uncover()
    else:
        sheet.board.left.emit()
    assert sheet.offered == {}
    assert not sheet.board.isVisible()
    assert sheet.strip.isVisible()


def test_the_board_stays_while_nothing_on_it_changes(sheet: SheetPanel) -> None:
    sheet.look(offers())
    stages = dict.fromkeys(TEMPLATE.fields, Stage.TERBACA)
    sheet.show_stages({**stages, "paslon_1": Stage.SESUAI})
    assert sheet.offered


def test_pointing_at_a_number_of_the_board_goes_there(sheet: SheetPanel) -> None:
    heard: list[str] = []
    sheet.chosen.connect(heard.append)
    sheet.look(offers())
    QApplication.processEvents()
    crop = next(c for c in sheet.board.findChildren(CropLabel) if c.isVisible())
    QTest.mouseClick(crop, Qt.MouseButton.LeftButton)
    assert heard == ["pemilih_dpt_l"]


def test_escape_is_wanted_only_while_something_covers_the_sheet(sheet: SheetPanel) -> None:
    heard: list[bool] = []
    sheet.covered.connect(heard.append)
    sheet.look(offers())
    assert heard[-1] is True
    sheet.toggle_lens()
    sheet.uncover()
    assert heard[-1] is True
    assert sheet.lens.isVisible()
    sheet.uncover()
    assert heard[-1] is False
    assert not sheet.lens.isVisible()


def test_only_a_hand_turns_the_page(sheet: SheetPanel) -> None:
    heard: list[int] = []
    sheet.turned.connect(heard.append)
    sheet.go_to("paslon_1")
    sheet.mark(("suara_sah", "suara_total"))
    assert sheet.pages.index == 2
    assert heard == []
    sheet.pages.turn_to(0)
    assert heard == [1]


def test_a_board_that_scrolls_is_read_to_its_end(sheet: SheetPanel) -> None:
    sheet.look(offers())
    QApplication.processEvents()
    assert not sheet.board.read_on()
    sheet.look(None)
    sheet.resize(560, 380)
    sheet.look(offers())
    QApplication.processEvents()
    assert sheet.board.yes.text() == "Lihat lanjutannya (F8)"
    read = 0
    while sheet.board.read_on():
        read += 1
    assert read > 0
    assert sheet.board.yes.text() == "Konfirmasi 22 angka (F8)"
