"""The walk over the screens of a contest with eighteen parties: twenty sheets, 205 numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.store import Store
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application, stops
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.occasion_dialog import OccasionDialog
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import convening, correcting, hearing, importing, mastering, noting
from sirekap_desktop.workflow.desk import Desk
from tests import ballots, desks
from tests.ui import walk
from tests.ui.conftest import settle

LOOKS = [(1366, 768, "100"), (1920, 1080, "100"), (1366, 768, "200")]
DOUBTFUL, MISSING = "partai_3_calon_2", 5


@pytest.fixture(scope="module")
def full_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A TPS whose fifth sheet is missing, one that is typed and before the room, witnesses of all
    parties."""
    folder = tmp_path_factory.mktemp("walk")
    store = Store.open(folder / "data")
    desk = desks.desk_of(store, catalog())
    mastering.adopt(desk, ballots.dpr())
    election, template = desk.election(), desk.template
    told = ballots.numbers(election, desks.FIRST)
    for page in template.pages:
        if page.number != MISSING:
            file = folder / f"{desks.FIRST}_{page.number:02d}.jpg"
            file.write_bytes(desks.picture(page.number, told, unsure=[DOUBTFUL]))
    reader = partial(desks.FakeReader, template)
    importing.import_files(desk, sorted(folder.glob("*.jpg")), Progress(), make_reader=reader)
    for field, value in ballots.numbers(election, desks.OTHER).items():
        correcting.confirm(desk, desks.OTHER, field, value, 0)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    for kind, name, of in (
        (Kind.PPK, desks.KETUA.name, noting.CHAIR),
        *((Kind.SAKSI, f"Saksi {p.number}", str(p.number)) for p in election.contestants),
    ):
        convening.attend(desk, convening.register(desk, kind, name, of, "1/M").id, here=True)
    hearing.present(desk, desks.OTHER)
    yield desk
    store.close()


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QSize]:
    width, height, text = request.param
    application.dress(qapp, Settings(text_size=text))
    yield QSize(width, height)
    application.dress(qapp)


@pytest.fixture
def frame(full_desk: Desk, runner: Runner, size: QSize, qtbot: QtBot) -> Iterator[DeskFrame]:
    reader = partial(desks.FakeReader, full_desk.template)
    made = DeskFrame(Session(full_desk, full_desk.election(), full_desk.template, runner, reader))
    window = QMainWindow()
    window.setCentralWidget(made)
    qtbot.addWidget(window)
    window.resize(size)
    with qtbot.waitActive(window):
        window.show()
    settle(runner)
    yield made
    settle(runner)
    made.projection.close()


def _check(frame: DeskFrame) -> None:
    frame.open_tps(desks.FIRST)


def _second(frame: DeskFrame) -> None:
    frame._session.desk = replace(frame._session.desk, person=desks.ANGGOTA)
    frame.second.show_person(desks.ANGGOTA)
    frame.open_second(desks.FIRST)


def _room(frame: DeskFrame) -> None:
    frame.turn_to(stops.PLENARY)
    frame.plenary.open_tps(desks.OTHER)


SCREENS: tuple[tuple[str, Callable[[DeskFrame], object]], ...] = (
    ("home", lambda frame: frame.turn_to(stops.HOME)),
    ("check", _check),
    ("check, a candidate", lambda frame: frame.check.form.go_to(DOUBTFUL)),
    ("check, queue", lambda frame: frame.check.side.toggle()),
    ("check, board", lambda frame: frame.check._look.press()),
    ("check, a sheet is missing", lambda frame: frame.check.form.go_to("partai_4")),
    ("plenary", _room),
    ("plenary, a candidate", lambda frame: frame.plenary.hearing.reading.go_to(DOUBTFUL)),
    ("sums", lambda frame: frame.turn_to(stops.RECAP)),
    ("sums, parties alone", lambda frame: frame.recap.brief.click()),
    ("second entry", _second),
)


def faults(where: str, window: QWidget) -> list[str]:
    walk.come_to_rest()
    return [
        *(f"{where}: no name: {fault}" for fault in walk.nameless(window)),
        *(f"{where}: cut: {fault}" for fault in walk.clipped(window)),
    ]


def test_every_screen_of_a_contest_of_parties(
    frame: DeskFrame, runner: Runner, size: QSize
) -> None:
    found: list[str] = []
    for name, act in SCREENS:
        act(frame)
        settle(runner)
        found += faults(name, frame.window())
    assert frame.window().size() == size
    assert frame.minimumSizeHint().width() <= size.width()
    assert not found, "\n".join(found)


def test_every_dialog_with_eighteen_witnesses(
    frame: DeskFrame, runner: Runner, size: QSize
) -> None:
    found: list[str] = []
    _room(frame)
    settle(runner)
    page = frame.plenary
    occasion = OccasionDialog(frame._session.election, None, page)
    begins: tuple[tuple[str, Callable[[], object]], ...] = (
        ("differ", lambda: page.hearing.press(Act.DIFFER)),
        ("correct", lambda: page.hearing.press(Act.CORRECT)),
        ("object", lambda: page.hearing.press(Act.OBJECT)),
        ("register", page.people.ask_register),
        ("occasion", occasion.show),
    )
    for name, begin in begins:
        begin()
        settle(runner)
        (dialog,) = (one for one in page.findChildren(QDialog) if one.isVisible())
        dialog.activateWindow()
        found += faults(name, dialog)
        if dialog.width() > size.width() or dialog.height() > size.height():
            found.append(f"{name}: too large: {dialog.width()} × {dialog.height()}")
        dialog.close()
        QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert not found, "\n".join(found)
