"""The chair shares the desa out; the list of TPS shows one panel's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.people import Role
from sirekap_desktop.ui.panels_panel import PanelDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import accounts, convening
from tests import desks
from tests.ui.plenary import ENTER, Hand, gather

BARAT = "11.01.01.2002"


@pytest.fixture
def hand(session: Session, qtbot: QtBot) -> Hand:
    gather(session)
    made = Hand(session, qtbot)
    made.page.tabs.setCurrentWidget(made.page.panels)
    made.rest()
    return made


def test_several_desa_are_given_to_one_panel(hand: Hand) -> None:
    panel = hand.page.panels
    panel.table.setFocus()
    panel.table.selectAll()
    hand.press(ENTER)
    dialog = hand.dialog
    assert isinstance(dialog, PanelDialog)
    assert [dialog.leader.itemText(n) for n in range(dialog.leader.count())] == ["Ketua Satu"]
    hand.press(Qt.Key.Key_Down)
    hand.go_on()
    found = convening.minutes(hand.session.desk).panels
    assert {code: (one.number, one.leader) for code, one in found.items()} == {
        desks.CONTOH: (2, "Ketua Satu"),
        BARAT: (2, "Ketua Satu"),
    }
    cells = panel.table.cells
    assert [cells.index(0, c).data() for c in range(4)] == ["Contoh", "2", "Ketua Satu", "0 / 2"]


def test_where_there_are_accounts_only_who_may_decide_leads(hand: Hand) -> None:
    desk = hand.session.desk
    accounts.begin(desk, "Ketua Satu", Role.KETUA, "1234")
    accounts.put(desk, "Anggota Satu", Role.ANGGOTA, "1234")
    accounts.put(desk, "Operator Satu", Role.OPERATOR, "1234")
    convening.register(desk, Kind.PPK, "Anggota Dua", "Anggota")
    hand.page.panels.table.setFocus()
    hand.press(ENTER)
    dialog = hand.dialog
    assert isinstance(dialog, PanelDialog)
    names = {dialog.leader.itemText(n) for n in range(dialog.leader.count())}
    assert names == {"Ketua Satu", "Anggota Satu"}


def test_only_the_chair_shares_out(hand: Hand) -> None:
    hand.sit(desks.ANGGOTA)
    share = hand.page.panels.share
    assert not share.isEnabled()
    assert "tidak boleh membagi panel" in share.toolTip()


def test_the_list_shows_one_panel_and_finds_a_tps_of_another(hand: Hand) -> None:
    assert not hand.tab.list.panel.isVisible()
    convening.assign_panel(hand.session.desk, desks.CONTOH, 1, "Ketua Satu")
    convening.assign_panel(hand.session.desk, BARAT, 2, "Anggota Satu")
    hand.page.tabs.setCurrentWidget(hand.tab)
    hand.page.look_again()
    hand.rest()
    box = hand.tab.list.panel
    assert [box.itemText(n) for n in range(box.count())] == [
        "Semua TPS",
        "Panel saya (1)",
        "Panel 2 · Anggota Satu",
    ]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    shown = hand.tab.list.list
    heads = [shown.topLevelItem(n) for n in range(shown.topLevelItemCount())]
    assert [head.isHidden() for head in heads if head is not None] == [True, False]
    hand.page.open_tps(desks.FIRST)
    hand.rest()
    assert box.currentIndex() == 0
    assert hand.tab.tps == desks.FIRST
