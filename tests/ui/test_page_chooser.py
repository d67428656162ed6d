"""Which sheet is shown: tabs for three of them, a line with a list for twenty."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.page_chooser import PageChooser
from tests import ballots, desks


@pytest.fixture(scope="module")
def dpr() -> Template:
    return bind(catalog()[ballots.DPR], ballots.parties())


@pytest.fixture
def chooser(dpr: Template, qtbot: QtBot) -> PageChooser:
    made = PageChooser(dpr)
    qtbot.addWidget(made)
    made.resize(420, 36)
    made.show()
    made.show_there(frozenset(range(1, 21)) - {5, 7})
    made.show_stages(dict.fromkeys(dpr.fields, Stage.SESUAI) | {"partai_2": Stage.PERIKSA})
    return made


def search(chooser: PageChooser, typed: str) -> list[str]:
    chooser.open_list()
    QTest.keyClicks(chooser.sheets.search, typed)
    every = chooser.sheets.list
    return [every.item(n).text() for n in range(every.count()) if not every.isRowHidden(n)]


def test_three_sheets_are_tabs_as_ever(qtbot: QtBot) -> None:
    made = PageChooser(catalog()[desks.FORM])
    qtbot.addWidget(made)
    turns = []
    made.turned.connect(lambda: turns.append(made.index))
    made.tabs.setCurrentIndex(2)
    assert (made.few, made.index, turns) == (True, 2, [2])


def test_twenty_sheets_are_a_line_that_names_the_party(chooser: PageChooser) -> None:
    chooser.turn_to(3)
    assert not chooser.few
    assert "4/20" in chooser.face.accessibleName()
    assert "3 · Partai Contoh Nomor 3" in chooser.face.accessibleName()
    assert chooser.face.text().startswith("Lembar 4/20 · 3 Contoh")


def test_sheets_that_are_missing_are_counted_and_named(chooser: PageChooser) -> None:
    assert chooser.lacking.text() == "2 belum ada"
    assert "5, 7" in chooser.lacking.toolTip()
    chooser.show_there(frozenset(range(1, 21)))
    assert chooser.lacking.isHidden()


def test_arrows_stop_at_both_ends(chooser: PageChooser) -> None:
    assert not chooser.back.isEnabled()
    chooser.step(-1)
    assert chooser.index == 0
    chooser.turn_to(19)
    assert not chooser.on.isEnabled()
    chooser.step(1)
    assert chooser.index == 19


def test_the_list_says_what_each_sheet_needs(chooser: PageChooser) -> None:
    lines = search(chooser, "")
    assert len(lines) == 20
    assert "gambar belum ada" in lines[4]
    assert lines[2].endswith("periksa · 1 belum dikonfirmasi")
    assert lines[1].endswith("semua dikonfirmasi")


@pytest.mark.parametrize(("typed", "page"), [("24", 19), ("3", 4), ("nomor 16", 17), ("20", 20)])
def test_a_number_finds_the_party_before_the_sheet(
    chooser: PageChooser, typed: str, page: int
) -> None:
    search(chooser, typed)
    QTest.keyClick(chooser.sheets.search, Qt.Key.Key_Return)
    assert chooser.index == page - 1
    assert not chooser.sheets.isVisible()


def test_what_nobody_is_called_leaves_the_sheet_in_place(chooser: PageChooser) -> None:
    assert search(chooser, "tidak ada") == []
    QTest.keyClick(chooser.sheets.search, Qt.Key.Key_Return)
    assert chooser.index == 0
    chooser.sheets.reject()


def test_arrows_walk_through_what_was_found(chooser: PageChooser) -> None:
    search(chooser, "persatuan")
    QTest.keyClick(chooser.sheets.search, Qt.Key.Key_Down)
    QTest.keyClick(chooser.sheets.search, Qt.Key.Key_Return)
    assert chooser.index + 1 == 8
