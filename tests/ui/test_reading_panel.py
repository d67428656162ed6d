"""The numbers of a TPS before the room, and the wall that follows the reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui.reading_place import Step
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import convening, correcting, hearing
from tests import desks
from tests.ui.plenary import Hand, gather

Bring = Callable[..., object]


@pytest.fixture
def hand(session: Session, qtbot: QtBot, bring: Bring) -> Hand:
    bring()
    for tps in (desks.FIRST, desks.SECOND):
        desks.confirm(session.desk, tps)
    gather(session)
    return Hand(session, qtbot)


def here(hand: Hand) -> list[str]:
    return [name for name, tile in hand.tab.reading.numbers.tiles.items() if tile.here]


def test_the_wall_follows_the_keys_once_the_tps_is_read_out(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Right)
    assert here(hand) == ["pemilih_dpt_p"]
    assert hand.place.now.tps is None
    hand.go_on()
    assert hand.place.now.field == "pemilih_dpt_l"
    for key, field in (
        (Qt.Key.Key_Right, "pemilih_dpt_p"),
        (Qt.Key.Key_PageDown, "pemilih_dpt_j"),
        (Qt.Key.Key_Left, "pemilih_dpt_p"),
        (Qt.Key.Key_PageUp, "pemilih_dpt_l"),
        (Qt.Key.Key_Down, "pemilih_dpt_p"),
    ):
        hand.press(key)
        assert hand.place.now.field == field
        assert here(hand) == [field]
    assert hand.tab.reading.now.figure == "130"
    assert hand.tab.reading.now.told.startswith("Angka 2 dari 28\nA Jumlah pemilih")


def test_behind_the_last_number_come_the_totals(hand: Hand) -> None:
    hand.go_on()
    hand.place.go_to("suara_total")
    hand.press(Qt.Key.Key_PageDown)
    assert hand.place.now.step is Step.DESA
    assert here(hand) == []
    assert hand.tab.reading.now.told == "Di layar\njumlah Desa Contoh\n"
    hand.press(Qt.Key.Key_PageUp)
    assert here(hand) == ["suara_total"]


def test_a_click_goes_to_a_number(hand: Hand) -> None:
    hand.go_on()
    tile = hand.tab.reading.numbers.tiles["paslon_2"]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert hand.place.now.field == "paslon_2"


def test_the_wall_stays_while_somebody_looks_at_another_tps(hand: Hand) -> None:
    hand.go_on()
    hand.page.open_tps(desks.SECOND)
    hand.rest()
    hand.press(Qt.Key.Key_PageDown)
    assert hand.place.now.tps == desks.FIRST
    assert hand.place.now.field == "pemilih_dpt_l"
    hand.press(Qt.Key.Key_F9)
    assert "begitu dibacakan" in hand.said
    hearing.present(hand.session.desk, desks.SECOND)
    hand.page.take_cursor()
    hand.rest()
    assert hand.place.now.tps == desks.FIRST
    hand.press(Qt.Key.Key_F9)
    assert (hand.place.now.tps, hand.place.now.field) == (desks.SECOND, "pemilih_dpt_l")
    assert hand.tab.reading.wall.text() == "Di layar"


def test_a_tile_tells_its_number(hand: Hand) -> None:
    figure = hand.tab.reading.figure_of("paslon_1")
    assert (figure.value, figure.old, figure.copies, figure.state) == (60, None, (), "sesuai")
    tile = hand.tab.reading.numbers.tiles["paslon_1"]
    assert tile.accessibleName() == "1 Calon 1 – Wakil 1: 60, dikonfirmasi"


def test_old_and_new_and_what_a_copy_says_stand_side_by_side(hand: Hand) -> None:
    hand.go_on()
    desk = hand.session.desk
    hearing.correct(desk, desks.FIRST, "paslon_1", 61, 1, "salah tulis", ["Ketua Satu"])
    hearing.differ(desk, desks.FIRST, "Saksi 02", "paslon_2", 91)
    hand.page.take_cursor()
    hand.rest()
    one, two = (hand.tab.reading.figure_of(name) for name in ("paslon_1", "paslon_2"))
    assert (one.value, one.old, one.state) == (61, 60, "dikoreksi")
    assert (two.value, two.copies, two.state) == (90, ("Saksi 02: 91",), "dipersoalkan")
    assert two.told == "dikonfirmasi · Saksi 02: 91"
    history = hand.tab.reading.history.table.cells
    told = [history.index(r, 2).data() for r in range(history.rowCount())]
    assert told == [
        "Saksi 02 · 2 Calon 2 – Wakil 2: salinan 91, C.HASIL 90",
        "1 Calon 1 – Wakil 1: 60 → 61. salah tulis. Paraf: Ketua Satu.",
        "",
    ]


def test_what_nobody_confirmed_is_no_figure(hand: Hand) -> None:
    hand.page.open_tps(desks.OTHER)
    hand.rest()
    figure = hand.tab.reading.figure_of("paslon_1")
    assert (figure.value, figure.told) == (None, "belum dikonfirmasi")
    assert hand.tab.reading.now.figure == "–"


def test_pictures_of_a_correction_are_seen_from_the_history(hand: Hand) -> None:
    hand.go_on()
    desk = hand.session.desk
    hearing.correct(desk, desks.FIRST, "paslon_1", 61, 1, "salah tulis", ["Ketua Satu"])
    hand.page.take_cursor()
    hand.rest()
    reading = hand.tab.reading
    reading.tabs.setCurrentWidget(reading.history)
    table = reading.history.table
    table.selectRow(1)
    assert not reading.history.pictures.isEnabled()
    table.selectRow(0)
    assert reading.history.pictures.isEnabled()
    reading.history.pictures.setFocus()
    hand.press(Qt.Key.Key_Space)
    (shown,) = hand.dialogs
    assert shown.windowTitle() == "Gambar sebelum dan sesudah"


def test_the_findings_are_told_in_full_and_explained_from_there(hand: Hand) -> None:
    desk = hand.session.desk
    correcting.confirm(desk, desks.SECOND, "paslon_1", 61, 1, "salah ketik")
    hand.page.open_tps(desks.SECOND)
    hand.rest()
    reading = hand.tab.reading
    assert reading.tabs.tabText(1) == "Temuan (1)"
    reading.tabs.setCurrentIndex(1)
    (finding,) = hand.view.findings
    hand.press(Qt.Key.Key_F7)
    assert reading.findings.sum.isVisible()
    reading.findings.sum.close()
    assert finding.action in reading.findings.words
    hand.rest()
    hand.press(Qt.Key.Key_F6)
    hand.type("dihitung ulang di depan saksi")
    hand.go_on()
    assert hand.view.unexplained == ()
    assert hand.course.steps[-1].act is Act.EXPLAIN


def test_an_adjourned_room_still_sees_numbers(hand: Hand) -> None:
    hand.go_on()
    convening.adjourn(hand.session.desk, "istirahat")
    hand.page.take_cursor()
    hand.rest()
    hand.press(Qt.Key.Key_Right)
    assert hand.place.now.field == "pemilih_dpt_p"
