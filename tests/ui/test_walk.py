"""A walk over every screen: each input has a name, no words are cut, Tab goes as one reads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTabBar,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.store import Store
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application, stops
from sirekap_desktop.ui.data_label import DataLabel
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.room import Room
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.session import Practised, Session
from sirekap_desktop.ui.simulation_mark import SimulationMark
from sirekap_desktop.workflow import correcting, importing, mastering, overview
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui import walk
from tests.ui.conftest import settle
from tests.ui.screens import DIALOGS, PEOPLE, PLENARY_DIALOGS, SCREENS

SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
LOOKS = [
    *((size, "light", text, language) for size in (SMALL, LARGE) for text in ("100", "200")
      for language in ("id", "en")),
    (SMALL, "dark", "100", "id"),
    (SMALL, "contrast", "125", "id"),
]  # fmt: skip


class Untrained:
    """A practice folder that is filled already."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, *_: object) -> Desk:
        return self._desk

    def begin_anew(self, *_: object) -> Desk:
        return self._desk

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def full_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A kecamatan in the middle of its work: sheets, doubts, a wrong sum, a refused file, and a
    TPS that is argued about in the plenary."""
    folder = tmp_path_factory.mktemp("walk")
    store = Store.open(folder / "data")
    desk = desks.desk_of(store, catalog())
    mastering.adopt(desk, desks.election())
    for page in (1, 2, 3):
        for tps in (desks.FIRST, desks.SECOND):
            picture = desks.picture(page, unsure=["paslon_1"], mark=tps)
            (folder / f"{tps}_{page}.jpg").write_bytes(picture)
    (folder / "lain.jpg").write_bytes(desks.picture(3))
    importing.import_files(
        desk,
        sorted(folder.glob("*.jpg")),
        Progress(),
        make_reader=partial(desks.FakeReader, desk.template),
    )
    for field in list(desks.GOOD)[:17]:
        wrong = 7 if field == "pengguna_total_j" else 0
        correcting.confirm(desk, desks.FIRST, field, desks.GOOD[field] + wrong, 0)
    desks.confirm(desk, desks.OTHER)
    desks.argued(desk, desks.OTHER)
    yield desk
    store.close()


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(str, (look[0].width(), *look[1:]))))
def size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QSize]:
    """The size of a window whose application wears one of the looks; the usual one comes back."""
    size, dress, text, language = request.param
    application.dress(qapp, Settings(dress=dress, text_size=text, language=language))
    yield size
    application.dress(qapp)


@pytest.fixture
def frame(full_desk: Desk, runner: Runner, size: QSize, qtbot: QtBot) -> Iterator[DeskFrame]:
    """The whole window with every screen."""
    reader = partial(desks.FakeReader, full_desk.template)
    session = Session(full_desk, full_desk.election(), full_desk.template, runner, reader)
    session.refused.append(importing.Refused("catatan.jpg", 0, "picture_unknown", {}))
    made = DeskFrame(session)
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


def faults(where: str, window: QWidget, *, tab: bool = True) -> list[str]:
    walk.come_to_rest()
    return [
        *(f"{where}: no name: {fault}" for fault in walk.nameless(window)),
        *(f"{where}: cut: {fault}" for fault in walk.clipped(window)),
        *(f"{where}: tab: {fault}" for fault in (walk.straying(window) if tab else ())),
    ]


def test_every_screen(frame: DeskFrame, runner: Runner, size: QSize) -> None:
    found: list[str] = []
    for screen in SCREENS:
        screen.open(frame)
        settle(runner)
        screen.then(frame)
        settle(runner)
        found += faults(screen.name, frame.window(), tab=screen.tab)
    assert frame.window().size() == size
    assert frame.minimumSizeHint().width() <= size.width()
    assert frame.minimumSizeHint().height() <= size.height()
    assert not found, "\n".join(found)


def test_every_dialog_of_the_plenary(frame: DeskFrame, runner: Runner, size: QSize) -> None:
    found: list[str] = []
    frame.turn_to(stops.PLENARY)
    frame.plenary.open_tps(desks.OTHER)
    settle(runner)
    for name, begin in PLENARY_DIALOGS.items():
        begin(frame.plenary)
        settle(runner)
        (dialog,) = (d for d in frame.plenary.findChildren(QDialog) if d.isVisible())
        dialog.activateWindow()
        found += faults(name, dialog)
        if dialog.width() > size.width() or dialog.height() > size.height():
            found.append(f"{name}: too large: {dialog.width()} × {dialog.height()}")
        dialog.close()
        QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert not found, "\n".join(found)


def test_every_dialog(size: QSize, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    found: list[str] = []
    for name, make in DIALOGS.items():
        dialog = make(parent)
        with qtbot.waitActive(dialog):
            dialog.show()
        found += faults(name, dialog)
        if dialog.width() > size.width() or dialog.height() > size.height():
            found.append(f"{name}: too large: {dialog.width()} × {dialog.height()}")
        dialog.close()
    assert not found, "\n".join(found)


def test_every_dialog_about_people(
    full_desk: Desk, runner: Runner, size: QSize, qtbot: QtBot
) -> None:
    session = Session(full_desk, full_desk.election(), full_desk.template, runner, lambda _: None)  # type: ignore[arg-type,return-value]
    parent = QMainWindow()
    qtbot.addWidget(parent)
    found: list[str] = []
    for name, make in PEOPLE.items():
        dialog = make(session, parent)
        with qtbot.waitActive(dialog):
            dialog.show()
        settle(runner)
        found += faults(name, dialog)
        if dialog.width() > size.width() or dialog.height() > size.height():
            found.append(f"{name}: too large: {dialog.width()} × {dialog.height()}")
        QDialog.reject(dialog)
    assert not found, "\n".join(found)


def test_from_the_first_start_to_master_data(
    empty_desk: Desk, runner: Runner, size: QSize, qtbot: QtBot
) -> None:
    gate = threading.Event()

    def opened() -> Desk:
        assert gate.wait(20)
        return empty_desk

    services = Services(opened, lambda _: None, Untrained(empty_desk))  # type: ignore[arg-type,return-value]
    window = MainWindow(services, runner)
    qtbot.addWidget(window)
    window.resize(size)
    with qtbot.waitActive(window):
        window.show()
    found = faults("opening", window)
    gate.set()
    settle(runner)
    found += faults("first steps", window)
    desks.let_in(empty_desk)
    window.start.open()
    settle(runner)
    found += faults("sign in", window)
    window.start.practise()
    settle(runner)
    found += faults("sign in for practice", window)
    window.begin(empty_desk)
    settle(runner)
    assert window.master is not None
    window.master._show(desks.election())
    found += faults("master data", window)
    assert not found, "\n".join(found)


def test_practice(full_desk: Desk, runner: Runner, size: QSize, qtbot: QtBot) -> None:
    reader = partial(desks.FakeReader, full_desk.template)
    session = Session(full_desk, full_desk.election(), full_desk.template, runner, reader)
    session.practised = Practised(wall=True)
    made = DeskFrame(session)
    window = QMainWindow()
    window.setCentralWidget(made)
    mark = SimulationMark(window)
    qtbot.addWidget(window)
    window.resize(size)
    mark.show(True)
    with qtbot.waitActive(window):
        window.show()
    made.turn_to_first(overview.board(full_desk))
    settle(runner)
    found = faults("practice", window)
    assert window.size() == size
    assert window.minimumSizeHint().width() <= size.width()
    mark.show(False)
    made.projection.close()
    assert not found, "\n".join(found)


# ---- the walker bites ----


@pytest.fixture
def box(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    made.resize(400, 300)
    qtbot.addWidget(made)
    return made


def shown(box: QWidget, *parts: QWidget) -> QWidget:
    for part in parts:
        box.layout().addWidget(part)  # type: ignore[union-attr]
    box.show()
    box.activateWindow()
    QApplication.processEvents()
    return box


def test_a_cut_label_is_found(box: QWidget) -> None:
    narrow, low, fine = (QLabel("Jumlah pemilih dalam DPT") for _ in range(3))
    narrow.setFixedWidth(60)
    low.setWordWrap(True)
    low.setFixedSize(60, 20)
    found = walk.clipped(shown(box, narrow, low, fine))
    assert len(found) == 2
    assert all("Jumlah pemilih" in fault for fault in found)


def test_cut_words_of_every_kind_are_found(box: QWidget) -> None:
    button, check, choice = QPushButton("Simpan koreksi"), QCheckBox("Ada keberatan"), QComboBox()
    choice.addItems(["ya", "belum ditandatangani siapa pun"])
    line, tabs, table = QLineEdit(), QTabBar(), QTableWidget(1, 1)
    line.setPlaceholderText("Cari TPS menurut desa dan nomor")
    for word in ("Desa Contoh", "Desa Contoh Barat"):
        tabs.addTab(word)
    tabs.setUsesScrollButtons(False)
    table.setHorizontalHeaderLabels(["Yang perlu dilakukan"])
    table.setColumnWidth(0, 40)
    every = (button, check, choice, line, tabs)
    for widget in every:
        widget.setFixedWidth(48)
    found = walk.clipped(shown(box, *every, table))
    kinds = {type(widget).__name__ for widget in (*every, table.horizontalHeader())}
    assert {fault.split(" ")[0] for fault in found} == kinds


def test_data_may_be_cut_when_the_tool_tip_tells_it(box: QWidget) -> None:
    name = DataLabel("Nama yang panjang sekali")
    name.setFixedWidth(40)
    assert walk.clipped(shown(box, name)) == []
    name.setToolTip("")
    assert len(walk.clipped(box)) == 1


def test_what_sticks_out_is_found_unless_it_can_be_scrolled_to(box: QWidget) -> None:
    inside = QWidget()
    inside.setMinimumSize(2000, 20)
    QLabel("Jauh", inside).move(1900, 0)
    shown(box, Room(inside))
    assert walk.clipped(box) == []
    QLabel("Di luar", box).move(390, 0)
    box.findChildren(QLabel)[-1].show()
    assert [fault for fault in walk.clipped(box) if "sticks out" in fault] != []


def test_a_nameless_input_is_found(box: QWidget) -> None:
    named, nameless, labelled, label = QLineEdit(), QLineEdit(), QLineEdit(), QLabel("&Nama")
    named.setAccessibleName("Nama")
    nameless.setObjectName("tanpa")
    label.setBuddy(labelled)
    assert walk.nameless(shown(box, named, nameless, label, labelled)) == ["QLineEdit 'tanpa'"]


def test_a_tab_that_strays_is_found(box: QWidget) -> None:
    first, second, third = (QPushButton(word) for word in ("satu", "dua", "tiga"))
    shown(box, first, second, third)
    assert walk.straying(box) == []
    QWidget.setTabOrder(second, first)
    QWidget.setTabOrder(first, third)
    assert walk.straying(box) == ["QPushButton 'tiga' → QPushButton 'dua' goes back"]


def test_a_trap_for_the_tab_is_found(box: QWidget) -> None:
    table, last = QTableWidget(3, 3), QPushButton("akhir")
    found = walk.straying(shown(box, table, last))
    assert "QPushButton 'akhir' is not reached" in found


def test_a_screen_that_fits_has_no_bars_and_one_that_does_not_has(qtbot: QtBot) -> None:
    inside = QWidget()
    words = QLabel("kata " * 60)
    words.setWordWrap(True)
    QVBoxLayout(inside).addWidget(words)
    room = Room(inside)
    qtbot.addWidget(room)
    room.resize(600, 300)
    room.show()
    assert inside.size() == room.viewport().size() == room.contentsRect().size()
    room.resize(200, 100)
    QApplication.processEvents()
    assert inside.width() == room.viewport().width()
    assert inside.height() == words.heightForWidth(words.width()) + 18 > room.viewport().height()
    words.setText("kurang")
    QApplication.processEvents()
    assert inside.height() == room.viewport().height()


def test_the_screen_follows_the_cursor(qtbot: QtBot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    lines = [QLineEdit() for _ in range(20)]
    for line in lines:
        column.addWidget(line)
    room = Room(inside)
    qtbot.addWidget(room)
    room.resize(300, 120)
    with qtbot.waitActive(room):
        room.show()
    lines[-1].setFocus()
    assert (
        room.viewport().rect().contains(lines[-1].mapTo(room.viewport(), lines[-1].rect().center()))
    )
