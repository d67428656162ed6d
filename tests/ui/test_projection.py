"""The window of the hall: it follows the reader, by keys, a remote, or the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application, check_acts, projection
from sirekap_desktop.ui import projection_scene as scenes
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.projection import Projection
from sirekap_desktop.ui.projection_dress import DARK, LIGHT
from sirekap_desktop.ui.reading_place import ReadingPlace, Step
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import correcting, hall, record
from tests import desks
from tests.ui.conftest import settle

FIRST = desks.FIRST
READ = ("pemilih_dpt_l", "pemilih_dpt_p", "paslon_1")


def confirm(session: Session, *names: str, tps: str = FIRST) -> None:
    for name in names or tuple(desks.GOOD):
        correcting.confirm(session.desk, tps, name, desks.GOOD[name], 0)


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Iterator[Projection]:
    """Open in front of the hall, at a TPS of which three numbers are confirmed."""
    confirm(session, *READ)
    made = Projection(session, ReadingPlace())
    qtbot.addWidget(made)
    made.open_beside(made)
    made.place.start(FIRST)
    settle(session.runner)
    yield made
    made.close()
    settle(session.runner)


def large(window: Projection) -> int | None:
    body = window.scene.body
    assert isinstance(body, scenes.Reading)
    return None if body.told is None else body.told.value


def test_the_first_confirmed_number_is_shown_by_itself(window: Projection) -> None:
    assert (window.scene.name, large(window)) == ("TPS 001", 120)


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Down]
)
def test_these_keys_go_on(window: Projection, key: Qt.Key) -> None:
    QTest.keyClick(window, key)
    assert large(window) == 130
    QTest.keyClick(window, key)
    QTest.keyClick(window, key)
    assert window.place.now.step is Step.DESA


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up])
def test_these_keys_go_back(window: Projection, key: Qt.Key) -> None:
    window.place.go_to("paslon_1")
    QTest.keyClick(window, key)
    assert large(window) == 130


def test_home_and_end(window: Projection) -> None:
    QTest.keyClick(window, Qt.Key.Key_End)
    assert window.place.now.step is Step.DESA
    assert isinstance(window.scene.body, scenes.DesaTotals)
    QTest.keyClick(window, Qt.Key.Key_Home)
    assert large(window) == 120


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_Period])
def test_the_screen_goes_black_and_comes_back(window: Projection, key: Qt.Key) -> None:
    before = window.grab().toImage()
    QTest.keyClick(window, key)
    black = window.grab().toImage()
    assert {black.pixelColor(x, y).name() for x in range(0, 900, 9) for y in range(0, 500, 9)} == {
        "#000000"
    }
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.grab().toImage() == black
    QTest.keyClick(window, Qt.Key.Key_Left)
    QTest.keyClick(window, key)
    assert window.grab().toImage() == before


def test_full_screen_by_keys(window: Projection) -> None:
    assert not window.isFullScreen()
    for key, full in (
        (Qt.Key.Key_F11, True),
        (Qt.Key.Key_F11, False),
        (Qt.Key.Key_F5, True),
        (Qt.Key.Key_F5, True),
        (Qt.Key.Key_Escape, False),
        (Qt.Key.Key_Escape, False),
    ):
        QTest.keyClick(window, key)
        assert window.isFullScreen() is full


def test_the_dress_is_kept(session: Session, qtbot: QtBot) -> None:
    kept: list[Settings] = []
    session.settings, session.keep = Settings(name="Petugas"), kept.append
    again = Projection(session, ReadingPlace())
    qtbot.addWidget(again)
    again.open_beside(again)
    settle(session.runner)
    dark = again.grab().toImage()
    QTest.keyClick(again, Qt.Key.Key_T)
    light = again.grab().toImage()
    assert dark.pixelColor(3, dark.height() // 2).name() == DARK.ground
    assert light.pixelColor(3, light.height() // 2).name() == LIGHT.ground
    assert kept == [Settings(name="Petugas", projection_dress="light")]
    third = Projection(session, ReadingPlace())
    qtbot.addWidget(third)
    assert third.grab().toImage().pixelColor(3, 400).name() == LIGHT.ground
    settle(session.runner)


def test_it_speaks_another_language_at_once(
    window: Projection, session: Session, qapp: QApplication
) -> None:
    window.place.show_progress()
    assert (window.windowTitle(), window.scene.name) == ("Proyeksi", "Kemajuan")
    application.dress(qapp, Settings(language="en"))
    settle(session.runner)
    told = (window.windowTitle(), window.scene.name, window.actions()[0].text())
    application.dress(qapp)
    settle(session.runner)
    assert told == ("Projection", "Progress", "Next number")
    assert window.actions()[0].text() == "Angka berikutnya"


def test_the_pointer_hides_when_it_rests(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "REST", 30)
    made = Projection(session, ReadingPlace())
    qtbot.addWidget(made)
    made.show()

    def hidden() -> bool:
        return made.cursor().shape() is Qt.CursorShape.BlankCursor

    at = QPointF(5, 5)
    QApplication.sendEvent(made, QEnterEvent(at, at, at))
    assert not hidden()
    qtbot.waitUntil(hidden)
    QTest.mouseMove(made, made.rect().center())
    assert not hidden()
    QApplication.sendEvent(made, QEvent(QEvent.Type.Leave))
    qtbot.wait(60)
    assert not hidden()


def test_an_undone_number_is_shown_as_being_checked(session: Session, qtbot: QtBot) -> None:
    confirm(session, "paslon_1")
    made = Projection(session, ReadingPlace())
    qtbot.addWidget(made)
    made.show()
    made.place.start(FIRST)
    settle(session.runner)
    assert large(made) == 60
    loaded = check_acts.load(session.desk, FIRST, {})
    fields = dict(loaded.view.fields)
    fields["paslon_1"] = replace(fields["paslon_1"], entry=None)
    made.take(replace(loaded, view=replace(loaded.view, fields=fields)))
    assert made.place.being_checked
    assert large(made) is None


def test_a_closing_is_in_the_totals_at_once(window: Projection, session: Session) -> None:
    window.place.show_kecamatan()
    for name, value in desks.GOOD.items():
        if name not in READ:
            correcting.confirm(session.desk, FIRST, name, value, 0)
    session.runner.start(
        lambda _: desks.close(session.desk, FIRST),
        lambda _: window.refresh(Change("tutup", FIRST)),
    )
    settle(session.runner)
    body = window.scene.body
    assert isinstance(body, scenes.KecamatanTotals)
    assert [bar.votes for bar in body.sums.bars] == [60, 90, 42]
    assert (body.sums.closed, body.sums.total) == (1, 3)


def test_another_contest_is_shown_at_the_same_place(window: Projection, session: Session) -> None:
    other = replace(
        session,
        election=replace(session.election, title="Pemilu Latihan"),
        desk=replace(session.desk, person=desks.OPERATOR),
    )
    window.place.go_to("paslon_1")
    window.serve(other)
    assert window.scene.title == "Pemilu Latihan"
    assert large(window) is None
    settle(session.runner)
    assert (window.scene.name, large(window)) == ("TPS 001", 120)
    window.place.show_kecamatan()
    window.serve(session)
    settle(session.runner)
    assert window.place.now.step is Step.KECAMATAN
    assert isinstance(window.scene.body, scenes.KecamatanTotals)


def test_what_another_desk_writes_is_seen_at_the_next_look_at_the_record(
    window: Projection, session: Session
) -> None:
    before = window.scene.record
    window._watch.look_at_record()
    settle(session.runner)
    assert window.scene.record == before
    correcting.confirm(session.desk, FIRST, "paslon_1", 61, 1, "Salah baca")
    window._watch.look_at_record()
    settle(session.runner)
    assert window.scene.record != before
    window.place.go_to("paslon_1")
    assert large(window) == 61


def test_a_refused_look_leaves_the_wall_as_it_is(
    window: Projection, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SirekapError("database_unreachable")

    before = window.scene
    refused: list[object] = []
    session.runner.refused.connect(refused.append)
    monkeypatch.setattr(record, "head", refuse)
    monkeypatch.setattr(hall, "look", refuse)
    window._watch.look_at_record()
    window._watch.begin()
    settle(session.runner)
    assert (window.scene, refused) == (before, [])


def test_nothing_is_looked_up_while_nobody_looks(session: Session, qtbot: QtBot) -> None:
    made = Projection(session, ReadingPlace())
    qtbot.addWidget(made)
    made.place.start(FIRST)
    made.refresh(Change("konfirmasi", FIRST))
    assert not session.runner.busy


@pytest.fixture
def frame(session: Session, qtbot: QtBot) -> DeskFrame:
    made = DeskFrame(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.projection)
    settle(session.runner)
    return made


def test_what_is_confirmed_of_the_tps_that_is_read_out_is_read_to_the_hall(
    frame: DeskFrame, session: Session
) -> None:
    frame.open_tps(FIRST)
    settle(session.runner)
    assert frame.check.loaded is not None
    confirm(session, "paslon_1", "paslon_2")
    loaded = check_acts.load(session.desk, FIRST, {})
    frame.check.confirmed.emit(loaded, "paslon_2")
    assert frame.reading.now.tps is None
    frame.reading.start(FIRST)
    frame.check.confirmed.emit(loaded, "paslon_2")
    assert (frame.projection.scene.name, large(frame.projection)) == ("TPS 001", 90)
    frame.reading.show_totals()
    frame.check.confirmed.emit(loaded, "")
    assert frame.reading.now.step is Step.DESA
    frame.open_tps(desks.OTHER)
    settle(session.runner)
    confirm(session, "paslon_1", tps=desks.OTHER)
    frame.check.confirmed.emit(check_acts.load(session.desk, desks.OTHER, {}), "paslon_1")
    now = frame.reading.now
    assert (now.tps, now.step) == (FIRST, Step.DESA)


def test_it_stays_when_another_person_takes_over(frame: DeskFrame, session: Session) -> None:
    frame.open_projection()
    settle(session.runner)
    frame.reading.show_kecamatan()
    settle(session.runner)
    before = frame.projection.scene
    frame.show_desk(replace(session.desk, person=desks.OPERATOR))
    frame.hide()
    settle(session.runner)
    assert frame.projection.isVisible()
    assert frame.projection.scene == before
    frame.projection.close()


def test_another_frame_takes_the_open_window_over(session: Session, qtbot: QtBot) -> None:
    frame = DeskFrame(session)
    frame.open_projection()
    frame.reading.show_progress()
    again = DeskFrame(session, frame.projection)
    qtbot.addWidget(again)
    qtbot.addWidget(again.projection)
    frame.deleteLater()
    settle(session.runner)
    assert again.projection.isVisible()
    assert again.reading.now.step is Step.PROGRESS
    again.projection.lost.emit("Layar HDMI-1 tercabut.")
    assert again.notice.text == "Layar HDMI-1 tercabut."
    again.projection.close()
