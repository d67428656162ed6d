"""Who is in the room: registered by keyboard, coming and leaving by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.minutes import Kind, Minutes
from sirekap_desktop.ui.attendance_panel import AttendancePanel
from sirekap_desktop.ui.register_dialog import RegisterDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import convening
from tests import desks
from tests.ui.plenary import Hand, gather

SPACE = Qt.Key.Key_Space


@pytest.fixture
def hand(session: Session, qtbot: QtBot) -> Hand:
    made = Hand(session, qtbot)
    made.page.tabs.setCurrentWidget(made.page.people)
    made.rest()
    return made


@pytest.fixture
def panel(hand: Hand) -> AttendancePanel:
    return hand.page.people


def minutes(hand: Hand) -> Minutes:
    return convening.minutes(hand.session.desk)


def register(hand: Hand, kind: Kind, name: str, **more: str) -> RegisterDialog:
    hand.press(Qt.Key.Key_N, ctrl=True)
    dialog = hand.dialog
    assert isinstance(dialog, RegisterDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    hand.fill(dialog.name, name)
    if "of" in more:
        dialog.of.setCurrentIndex(dialog.of.findData(more["of"]))
    if "mandate" in more:
        hand.fill(dialog.mandate, more["mandate"])
    hand.go_on()
    return dialog


def test_a_witness_is_registered_with_a_mandate_and_is_here(
    hand: Hand, panel: AttendancePanel
) -> None:
    register(hand, Kind.SAKSI, "Saksi Dua", of="2", mandate="012/M/2029")
    (one,) = minutes(hand).participants
    assert (one.kind, one.name, one.of, one.mandate, one.present) == (
        Kind.SAKSI,
        "Saksi Dua",
        "2",
        "012/M/2029",
        True,
    )
    cells = panel.table.cells
    assert [cells.index(0, c).data() for c in range(5)] == [
        "Saksi",
        "Saksi Dua",
        "02  Calon 2 – Wakil 2",
        "012/M/2029",
        "di ruangan",
    ]
    assert hand.page.tabs.tabText(1) == "Peserta (1 hadir)"


def test_what_is_missing_is_told_in_the_dialog(hand: Hand) -> None:
    dialog = register(hand, Kind.SAKSI, "Saksi Dua", of="2")
    assert "Surat mandat Saksi Dua belum diisi." in dialog.notice.text
    hand.fill(dialog.mandate, "012/M/2029")
    hand.go_on()
    assert [one.name for one in minutes(hand).participants] == ["Saksi Dua"]


def test_each_capacity_asks_its_own(hand: Hand) -> None:
    hand.press(Qt.Key.Key_N, ctrl=True)
    dialog = hand.dialog
    assert isinstance(dialog, RegisterDialog)
    asked = {}
    for kind in Kind:
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
        words = [dialog.of.itemText(n) for n in range(dialog.of.count())]
        asked[kind] = (dialog.of.isEditable(), dialog.mandate.isVisible(), words)
    pairs = [f"{n:02d}  Calon {n} – Wakil {n}" for n in (1, 2, 3)]
    assert asked == {
        Kind.PPK: (True, False, ["Ketua", "Anggota"]),
        Kind.SAKSI: (False, True, pairs),
        Kind.PANWASLU: (True, False, []),
        Kind.PPS: (False, False, ["Contoh", "Contoh Barat"]),
        Kind.LAIN: (True, False, []),
    }


def test_one_key_marks_coming_and_leaving(hand: Hand, panel: AttendancePanel) -> None:
    gather(hand.session)
    hand.page.look_again()
    hand.rest()
    panel.take_cursor()
    names = [panel.table.cells.index(r, 1).data() for r in range(4)]
    assert names == ["Ketua Satu", "Saksi Satu", "Saksi Dua", "Pengawas Satu"]
    panel.table.selectRow(2)
    assert panel.mark.text() == "Keluar (Spasi)"
    hand.press(SPACE)
    assert panel.table.cells.index(2, 4).data() == "sudah keluar"
    assert panel.mark.text() == "Datang (Spasi)"
    hand.press(SPACE)
    visits = [here for _, here in minutes(hand).participants[2].visits]
    assert visits == [True, False, True]
    assert panel.table.cells.index(2, 5).data().count("–") == 2


def test_a_second_witness_of_one_contestant_waits_outside(
    hand: Hand, panel: AttendancePanel
) -> None:
    gather(hand.session)
    hand.page.look_again()
    hand.rest()
    register(hand, Kind.SAKSI, "Saksi Satu Pengganti", of="1", mandate="013/M/2029")
    assert hand.dialogs == []
    assert "Saksi Satu masih di dalam ruangan" in panel.notice.text
    row = [one.name for one in panel._people].index("Saksi Satu Pengganti")
    assert panel.table.cells.index(row, 4).data() == "belum hadir"


def test_nobody_is_registered_by_an_observer(hand: Hand, panel: AttendancePanel) -> None:
    gather(hand.session)
    hand.sit(desks.PENGAMAT)
    assert not panel.register.isEnabled()
    assert "Peran pengamat tidak boleh mendaftar peserta." in panel.register.toolTip()
    panel.take_cursor()
    panel.table.selectRow(1)
    hand.press(SPACE)
    assert "tidak boleh mencatat kehadiran" in panel.notice.text
