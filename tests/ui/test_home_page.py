"""Beranda: the next thing first, then every TPS; and where each of its keys leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.plenary import Place
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.home_page import HomePage
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.stops import CHECK, DOCUMENTS, HOME, IMPORT
from sirekap_desktop.workflow import convening, correcting, lines, mastering, overview
from sirekap_desktop.workflow.overview import Advice, Next
from tests import desks
from tests.ui.conftest import settle

Key = Qt.Key


@pytest.fixture
def page(session: Session, bring: Callable[..., object], qtbot: QtBot) -> HomePage:
    """One TPS is read, one is empty, the one of the other desa is checked."""
    bring(desks.FIRST, unsure=("paslon_1",))
    bring(desks.OTHER)
    desks.confirm(session.desk, desks.OTHER)
    made = HomePage(session)
    qtbot.addWidget(made)
    made.resize(1278, 660)
    with qtbot.waitActive(made):
        made.show()
    look(made, session)
    return made


def look(page: HomePage, session: Session) -> None:
    page.look_again()
    settle(session.runner)
    QApplication.processEvents()


def shown(page: HomePage) -> list[str]:
    rows = (page.tiles.tiles.row(number) for number in range(page.tiles.tiles.rowCount()))
    return [line.tps.code for row in rows for line in row.tiles]


def texts(page: HomePage) -> list[str]:
    return [button.text() for button in page.legend.buttons]


def test_the_first_line_is_the_one_next_thing(page: HomePage) -> None:
    assert page.sentence.text() == "1 TPS perlu diperiksa. Berikutnya: TPS 001 Contoh."
    assert page.do.text() == "Periksa TPS 001"
    assert page.tiles.current == desks.FIRST, "the cursor begins there"
    advised: list[Advice] = []
    page.advised.connect(advised.append)
    page.do.click()
    assert [(one.what, one.tps) for one in advised] == [(Next.CHECK, desks.FIRST)]
    assert page.pace.text() == "0 dari 3 TPS ditutup · 28 angka dalam satu jam terakhir"


def test_before_the_first_look_nothing_is_told(session: Session, qtbot: QtBot) -> None:
    page = HomePage(session)
    qtbot.addWidget(page)
    page.show()
    assert not page.do.isVisible()
    assert texts(page)[0] == "kosong", "no count that nobody has made"
    assert page.board is None


def test_the_legend_counts_every_place(page: HomePage) -> None:
    assert texts(page) == [
        "kosong  1",
        "difoto  0",
        "terbaca  1",
        "sesuai  1",
        "dipersoalkan  0",
        "diputuskan  0",
        "selesai  0",
    ]


def test_places_are_switched_by_click_and_by_key(page: HomePage) -> None:
    everything = [desks.FIRST, desks.SECOND, desks.OTHER]
    assert (shown(page), page.all.isVisible()) == (everything, False)
    page.legend.buttons[2].click()
    assert (shown(page), page.all.isVisible()) == ([desks.FIRST], True)
    QTest.keyClick(page.tiles, Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert page.legend.places == {Place.TERBACA, Place.SESUAI}
    assert shown(page) == [desks.FIRST, desks.OTHER]
    page.all.click()
    assert (shown(page), page.legend.places) == (everything, frozenset())


def test_the_search_narrows_lights_the_first_and_opens_it(page: HomePage) -> None:
    opened: list[str] = []
    page.check_wanted.connect(opened.append)
    page.search.setFocus()
    QTest.keyClicks(page.search, "1 barat")
    assert (shown(page), page.tiles.current) == ([desks.OTHER], desks.OTHER)
    assert page.tiles.lit
    QTest.keyClick(page.search, Key.Key_Return)
    assert opened == [desks.OTHER]
    QTest.keyClick(page.search, Key.Key_Escape)
    assert (page.search.text(), len(shown(page))) == ("", 3)
    assert page.tiles.hasFocus()
    page.search.setText("001")
    assert shown(page) == [desks.FIRST, desks.OTHER]
    QTest.keyClick(page.search, Key.Key_Down)
    assert page.tiles.hasFocus()


def test_search_and_legend_narrow_together(page: HomePage) -> None:
    page.search.setText("contoh")
    page.legend.buttons[3].click()
    assert shown(page) == [desks.OTHER]


def test_nothing_found_is_told_and_opens_nothing(page: HomePage) -> None:
    opened: list[str] = []
    page.check_wanted.connect(opened.append)
    page.search.setText("sukamaju")
    assert page._none.isVisible()
    assert not page.tiles.isVisible()
    page.search.returnPressed.emit()
    assert opened == []
    page.show_all()
    assert page.tiles.isVisible()


def test_a_checked_tps_opens_in_the_plenary_once_it_sits(page: HomePage, session: Session) -> None:
    checked: list[str] = []
    heard: list[str] = []
    page.check_wanted.connect(checked.append)
    page.hearing_wanted.connect(heard.append)
    page.tiles.opened.emit(desks.OTHER)
    convening.open_sitting(session.desk, "Aula Contoh", "Rekapitulasi")
    look(page, session)
    page.tiles.opened.emit(desks.OTHER)
    page.tiles.opened.emit(desks.FIRST)
    assert (checked, heard) == ([desks.OTHER, desks.FIRST], [desks.OTHER])


def test_what_is_done_is_seen_soon_and_the_cursor_stays(page: HomePage, session: Session) -> None:
    page.tiles.setFocus()
    page.tiles.go_to(desks.SECOND)
    resets: list[None] = []
    page.tiles.tiles.modelReset.connect(lambda: resets.append(None))
    page._soon.setInterval(1)
    correcting.confirm(session.desk, desks.SECOND, "paslon_1", 60, seen=0)
    page.refresh(Change("periksa", desks.SECOND))
    QTest.qWait(20)
    settle(session.runner)
    assert "terbaca  2" in texts(page)
    assert (page.tiles.current, page.tiles.hasFocus(), resets) == (desks.SECOND, True, [])


def test_calm_keeps_what_was_worked_out(page: HomePage, session: Session) -> None:
    page._calm.setInterval(1)
    look(page, session)
    QTest.qWait(20)
    settle(session.runner)
    assert lines.remember(session.desk) == 0
    with session.desk.look() as unit:
        assert set(unit.summaries.all()) == {desks.FIRST, desks.SECOND, desks.OTHER}


def test_a_full_disk_does_not_disturb_who_only_looks(
    page: HomePage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> int:
        raise SirekapError("disk_full")

    monkeypatch.setattr(lines, "remember", full)
    refused: list[SirekapError] = []
    session.runner.refused.connect(refused.append)
    page._remember()
    settle(session.runner)
    assert refused == []


def test_one_contest_needs_no_tabs_and_several_have_them(page: HomePage, session: Session) -> None:
    assert not page.tabs.isVisible()
    title = "Pemilu lain Tahun 2029"
    number = mastering.add_contest(session.desk, replace(desks.election(), title=title))
    look(page, session)
    assert [page.tabs.tabText(n) for n in range(2)] == [
        "Presiden dan Wakil Presiden  0 / 3",
        "lain Tahun 2029  0 / 3",
    ]
    assert page.tabs.tabToolTip(1) == f"{title}: 0 dari 3 TPS ditutup"
    wanted: list[int] = []
    page.contest_wanted.connect(wanted.append)
    QTest.keyClick(page.tiles, Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert (wanted, page.tabs.currentIndex()) == ([number], 1)
    page.wait()
    assert (page.tabs.currentIndex(), page.notice.isVisible()) == (0, True)


# ---- in the frame ----


@pytest.fixture
def frame(session: Session, qtbot: QtBot) -> DeskFrame:
    made = DeskFrame(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.projection)
    made.resize(1366, 768)
    made.show()
    settle(session.runner)
    return made


def test_work_begins_at_the_import_while_there_is_nothing(
    frame: DeskFrame, session: Session, bring: Callable[..., object]
) -> None:
    frame.turn_to_first(overview.board(session.desk))
    assert frame.screens.currentIndex() == IMPORT
    bring(desks.FIRST)
    frame.turn_to_first(overview.board(session.desk))
    assert frame.screens.currentIndex() == HOME
    settle(session.runner)


@pytest.mark.parametrize(
    ("what", "screen"),
    [
        (Next.IMPORT, IMPORT),
        (Next.LAY, IMPORT),
        (Next.CHECK, CHECK),
        (Next.ISSUE, DOCUMENTS),
        (Next.SIGN, DOCUMENTS),
        (Next.DONE, DOCUMENTS),
    ],
)
def test_the_next_thing_leads_to_its_screen(
    frame: DeskFrame, session: Session, what: Next, screen: int
) -> None:
    frame.home.advised.emit(Advice(what, 1, desks.SECOND, "TPS 002 Contoh"))
    settle(session.runner)
    assert frame.screens.currentIndex() == screen
    if screen == CHECK:
        assert frame.check.loaded is not None
        assert frame.check.loaded.view.tps.code == desks.SECOND


@pytest.mark.parametrize("what", [Next.OPEN, Next.RESUME, Next.SETTLE, Next.GO_ON, Next.PRESENT])
def test_what_belongs_to_the_plenary_goes_there(
    frame: DeskFrame, session: Session, what: Next, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(frame, "hear_tps", heard.append)
    frame.follow(Advice(what, 1, desks.SECOND, "TPS 002 Contoh"))
    settle(session.runner)
    assert heard == [desks.SECOND]


def test_a_tile_opens_periksa(
    frame: DeskFrame, session: Session, bring: Callable[..., object]
) -> None:
    bring(desks.SECOND)
    frame.turn_to(HOME)
    settle(session.runner)
    frame.home.tiles.go_to(desks.SECOND)
    QTest.keyClick(frame.home.tiles, Key.Key_Return)
    settle(session.runner)
    assert frame.screens.currentIndex() == CHECK
    assert frame.check.loaded is not None
    assert frame.check.loaded.view.tps.code == desks.SECOND
