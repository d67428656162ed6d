"""Several contests in one folder: turned by tab, remembered, added and replaced in the settings."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.people import NOBODY
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui.contests_section import MasterDialog
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.stops import CHECK, HOME, IMPORT, RECAP, SETTINGS
from sirekap_desktop.workflow import correcting, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui import walk
from tests.ui.conftest import settle

TITLE = "Pemilu DPRD Tahun 2029"
OTHER = replace(desks.election(), title=TITLE)


@pytest.fixture
def kept() -> list[Settings]:
    return []


@pytest.fixture
def window(
    empty_desk: Desk, runner: Runner, qtbot: QtBot, kept: list[Settings]
) -> Iterator[MainWindow]:
    """Signed in at the first of two contests, both with a number confirmed."""
    mastering.adopt(empty_desk, desks.election())
    number = mastering.add_contest(empty_desk, OTHER)
    correcting.confirm(empty_desk, desks.FIRST, "paslon_1", 60, seen=0)
    correcting.confirm(replace(empty_desk, contest=number), desks.SECOND, "paslon_1", 61, seen=0)
    made = _window(empty_desk, runner, Settings(), kept)
    qtbot.addWidget(made)
    yield made
    settle(runner)
    frame_of(made).projection.close()


def _window(desk: Desk, runner: Runner, settings: Settings, kept: list[Settings]) -> MainWindow:
    services = Services(
        lambda: replace(desk, person=NOBODY),
        lambda _: desks.FakeReader(desk.template),
        settings=settings,
        keep=kept.append,
    )
    made = MainWindow(services, runner)
    made.show()
    settle(runner)
    made.begin(replace(desk, person=desks.KETUA))
    settle(runner)
    return made


def frame_of(window: MainWindow) -> DeskFrame:
    assert window.frame is not None
    return window.frame


def _turn(window: MainWindow, runner: Runner, contest: int = 2) -> DeskFrame:
    frame_of(window).home.contest_wanted.emit(contest)
    settle(runner)
    return frame_of(window)


def test_another_contest_comes_on_the_same_screen(
    window: MainWindow, runner: Runner, kept: list[Settings]
) -> None:
    first = frame_of(window)
    assert first.home.board is not None
    assert first.home.board.pace.numbers == 1
    first.turn_to(RECAP)
    settle(runner)
    other = _turn(window, runner)
    assert other is not first
    assert other.screens.currentIndex() == RECAP
    assert other._session.election.title == TITLE
    assert window.desk is not None
    assert window.desk.contest == 2
    assert kept[-1].contest == "2"


def test_the_numbers_of_contests_stay_apart(window: MainWindow, runner: Runner) -> None:
    frame = frame_of(window)
    frame.open_tps(desks.SECOND)
    settle(runner)
    assert frame.check.loaded is not None
    assert frame.check.loaded.view.fields["paslon_1"].entry is None
    other = _turn(window, runner)
    assert other.screens.currentIndex() == CHECK
    assert other.check.loaded is not None
    assert other.check.loaded.view.tps.code == desks.SECOND
    entry = other.check.loaded.view.fields["paslon_1"].entry
    assert entry is not None
    assert entry.value == 61


def test_the_cursor_on_the_tiles_goes_along(window: MainWindow, runner: Runner) -> None:
    frame = frame_of(window)
    frame.turn_to(HOME)
    settle(runner)
    frame.home.tiles.go_to(desks.OTHER)
    assert _turn(window, runner).home.tiles.current == desks.OTHER


def test_filter_and_search_of_beranda_go_along(window: MainWindow, runner: Runner) -> None:
    home = frame_of(window).home
    frame_of(window).turn_to(HOME)
    settle(runner)
    home.legend.buttons[0].click()
    home.search.setText("Barat")
    assert home.tiles.current == desks.OTHER
    places = home.legend.places
    assert places
    now = _turn(window, runner).home
    assert now is not home
    assert now.legend.places == places
    assert (now.search.text(), now.tiles.current) == ("Barat", desks.OTHER)
    assert now.all.isVisible()
    now.show_all()
    assert not now.all.isVisible()


@pytest.mark.usefixtures("window")
def test_the_last_contest_is_remembered(runner: Runner, empty_desk: Desk, qtbot: QtBot) -> None:
    again = _window(empty_desk, runner, Settings(contest="2"), [])
    qtbot.addWidget(again)
    assert frame_of(again)._session.election.title == TITLE
    gone = _window(empty_desk, runner, Settings(contest="77"), [])
    qtbot.addWidget(gone)
    assert frame_of(gone)._session.election.title == desks.election().title
    for other in (again, gone):
        frame_of(other).projection.close()


def test_a_number_that_was_only_typed_keeps_the_contest(window: MainWindow, runner: Runner) -> None:
    frame = frame_of(window)
    frame.open_tps(desks.FIRST)
    settle(runner)
    frame.check.form.fields["paslon_2"].setText("12")
    assert _turn(window, runner) is frame
    assert not frame.home.notice.isHidden()


def test_an_import_keeps_the_contest(window: MainWindow, runner: Runner) -> None:
    gate, begun = threading.Event(), threading.Event()

    def act(_: Progress) -> None:
        begun.set()
        assert gate.wait(10)

    runner.start(act, lambda _: None, what="Membaca", long=True)
    assert begun.wait(10)
    frame = frame_of(window)
    frame.home.contest_wanted.emit(2)
    gate.set()
    settle(runner)
    assert frame_of(window) is frame
    assert not frame.home.notice.isHidden()


def test_a_short_act_under_way_is_waited_for(window: MainWindow, runner: Runner) -> None:
    gate = threading.Event()
    done: list[object] = []

    def act(_: Progress) -> None:
        assert gate.wait(10)

    runner.start(act, done.append, long=True)
    frame = frame_of(window)
    frame.home.contest_wanted.emit(2)
    gate.set()
    settle(runner)
    assert done == [None]
    assert frame_of(window)._session.election.title == TITLE


def test_the_import_says_for_which_contest(window: MainWindow, runner: Runner) -> None:
    other = _turn(window, runner)
    other.turn_to(IMPORT)
    settle(runner)
    told = [label.text() for label in other.imports.findChildren(QLabel)]
    assert f"Foto masuk ke pemilihan: {TITLE}" in told


def _answer(
    window: MainWindow, runner: Runner, monkeypatch: pytest.MonkeyPatch, found: Election
) -> MasterDialog:
    monkeypatch.setattr(mastering, "preview_master", lambda *_: found)
    (dialog,) = [one for one in window.findChildren(MasterDialog) if one.isVisible()]
    dialog.page.open_file(Path("induk.csv"))
    settle(runner)
    dialog.page.take.click()
    settle(runner)
    return dialog


def test_a_contest_is_added_in_the_settings(
    window: MainWindow, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = frame_of(window)
    frame.turn_to(SETTINGS)
    settle(runner)
    section = frame.settings.contests
    assert section.table.cells.rowCount() == 2
    section.add.click()
    new = replace(desks.election(), title="Pemilu ketiga")
    dialog = _answer(window, runner, monkeypatch, new)
    assert not dialog.isVisible()
    after = frame_of(window)
    assert after._session.election.title == "Pemilu ketiga"
    assert after.screens.currentIndex() == SETTINGS
    assert after.settings.contests.table.cells.rowCount() == 3
    assert after.home.tabs.count() == 3


def test_the_dialog_for_master_data_is_walked_like_every_other(
    window: MainWindow, runner: Runner
) -> None:
    frame_of(window).settings.contests.add.click()
    settle(runner)
    (dialog,) = window.findChildren(MasterDialog)
    assert dialog.page.title.text() == "Tambah pemilihan"
    assert dialog.windowTitle().endswith("Tambah pemilihan")
    assert not dialog.page.first.isVisible()
    assert walk.nameless(dialog) + walk.clipped(dialog) == []
    dialog.reject()


def test_a_contest_of_another_kecamatan_is_refused_in_the_dialog(
    window: MainWindow, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = frame_of(window)
    frame.settings.contests.add.click()
    far = replace(OTHER.kecamatan, code="11.01.02")
    new = replace(desks.election(), title="Pemilu ketiga", kecamatan=far)
    dialog = _answer(window, runner, monkeypatch, new)
    assert dialog.isVisible()
    assert not dialog.page.notice.isHidden()
    assert frame_of(window) is frame
    dialog.reject()


def test_master_data_is_replaced_while_nothing_is_confirmed(
    window: MainWindow, runner: Runner, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = mastering.add_contest(empty_desk, replace(desks.election(), title="Pemilu ketiga"))
    frame = _turn(window, runner, number)
    frame.settings.contests.swap.click()
    fewer = replace(desks.election(), title="Pemilu ketiga", desa=desks.election().desa[:1])
    _answer(window, runner, monkeypatch, fewer)
    after = frame_of(window)
    assert after._session.election == fewer
    assert after.home.board is not None
    assert len(after.home.board.lines) == 2
    first = _turn(window, runner, 1)
    first.settings.contests.swap.click()
    dialog = _answer(window, runner, monkeypatch, fewer)
    assert dialog.isVisible(), "numbers are confirmed there"
    dialog.reject()


def test_a_contest_is_opened_from_the_list(window: MainWindow, runner: Runner) -> None:
    section = frame_of(window).settings.contests
    section.table.activated.emit(section.table.cells.index(0, 0))
    settle(runner)
    assert frame_of(window).settings.contests is section, "it is open already"
    section.table.activated.emit(section.table.cells.index(1, 0))
    settle(runner)
    assert frame_of(window)._session.election.title == TITLE


def test_an_observer_changes_no_master_data(empty_desk: Desk, runner: Runner, qtbot: QtBot) -> None:
    mastering.adopt(empty_desk, desks.election())
    made = _window(empty_desk, runner, Settings(), [])
    qtbot.addWidget(made)
    made.begin(replace(empty_desk, person=desks.PENGAMAT))
    settle(runner)
    section = frame_of(made).settings.contests
    assert not section.add.isEnabled()
    assert not section.swap.isEnabled()
    frame_of(made).projection.close()
