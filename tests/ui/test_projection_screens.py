"""The hall's screen is known by its name, and may be unplugged at any time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.settings import Settings
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.projection import Projection
from sirekap_desktop.ui.projection_screens import Monitor, Screens, choose
from sirekap_desktop.ui.reading_place import Place, ReadingPlace, Step
from sirekap_desktop.ui.session import Session
from tests import desks, monitors, xscreen
from tests.ui.conftest import settle

DESK = Monitor("eDP-1", QRect(0, 0, 1366, 768))
BEAMER = Monitor("HDMI-1", QRect(1366, 0, 1920, 1080))
OTHER = Monitor("DP-2", QRect(3286, 0, 1024, 768))
MIRROR = Monitor("VGA-1", QRect(0, 0, 1024, 768))


class FakeScreens(Screens):
    """Screens that a test plugs and unplugs."""

    def __init__(self, *there: Monitor) -> None:
        super().__init__()
        self.there = list(there)
        self.filled: list[str] = []

    def every(self) -> tuple[Monitor, ...]:
        return tuple(self.there)

    def of(self, window: QWidget) -> str:
        return self.filled[-1] if isinstance(window, Projection) and self.filled else DESK.name

    def fill(self, window: QWidget, name: str) -> None:
        self.filled.append(name)
        window.showFullScreen()

    def plug(self, screen: Monitor) -> None:
        self.there.append(screen)
        self.plugged.emit(screen.name)

    def unplug(self, screen: Monitor) -> None:
        self.unplugged.emit(screen.name)
        self.there.remove(screen)


class Wall:
    """A projection with its screens, its desk, and what was kept and told."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        session.settings = Settings(name="Petugas")
        self.session, self.qtbot = session, qtbot
        self.desk = QWidget()
        qtbot.addWidget(self.desk)
        self.told: list[str] = []

    def open(self, *screens: Monitor) -> Projection:
        self.screens = FakeScreens(*screens)
        made = Projection(self.session, ReadingPlace(), self.screens)
        self.qtbot.addWidget(made)
        made.lost.connect(self.told.append)
        made.returned.connect(lambda: self.told.append("returned"))
        made.open_beside(self.desk)
        settle(self.session.runner)
        return made


@pytest.fixture
def wall(session: Session, qtbot: QtBot) -> Iterator[Wall]:
    made = Wall(session, qtbot)
    yield made
    settle(session.runner)


@pytest.mark.parametrize(
    ("there", "wanted", "chosen"),
    [
        ([DESK], "", ""),
        ([DESK], "HDMI-1", ""),
        ([DESK, BEAMER, OTHER], "", "HDMI-1"),
        ([DESK, BEAMER, OTHER], "DP-2", "DP-2"),
        ([DESK, BEAMER], "DP-2", "HDMI-1"),
        ([DESK, BEAMER], "eDP-1", "HDMI-1"),
        ([DESK, MIRROR], "", ""),
        ([DESK, MIRROR, OTHER], "VGA-1", "DP-2"),
        ([BEAMER], "", "HDMI-1"),
    ],
)
def test_the_hall_never_gets_the_operators_screen(
    there: list[Monitor], wanted: str, chosen: str
) -> None:
    assert choose(there, DESK.name, wanted) == chosen


def test_the_first_other_screen_is_filled_and_remembered(wall: Wall) -> None:
    window = wall.open(DESK, BEAMER)
    assert window.isFullScreen()
    assert wall.screens.filled == ["HDMI-1"]
    assert wall.session.settings == Settings(name="Petugas", projection_screen="HDMI-1")


def test_the_remembered_screen_comes_first_and_stays_remembered(wall: Wall) -> None:
    wall.session.choose(projection_screen="DP-2")
    wall.open(DESK, BEAMER, OTHER)
    assert wall.screens.filled == ["DP-2"]
    wall.open(DESK, BEAMER)
    assert wall.screens.filled == ["HDMI-1"]
    assert wall.session.settings.projection_screen == "DP-2"


def test_a_single_screen_gets_a_window(wall: Wall) -> None:
    window = wall.open(DESK)
    assert window.isVisible()
    assert not window.isFullScreen()
    assert wall.screens.filled == []


def test_unplugged_it_hides_and_comes_back_as_it_was(wall: Wall) -> None:
    window = wall.open(DESK, BEAMER)
    window.place.start(desks.FIRST)
    window.place.show_kecamatan()
    window.toggle_dress()
    settle(wall.session.runner)
    before = window.grab().toImage()
    wall.screens.unplug(BEAMER)
    assert not window.isVisible()
    assert len(wall.told) == 1
    assert "HDMI-1" in wall.told[0]
    wall.screens.plug(OTHER)
    assert not window.isVisible()
    wall.screens.plug(BEAMER)
    settle(wall.session.runner)
    assert window.isFullScreen()
    assert wall.screens.filled == ["HDMI-1", "HDMI-1"]
    assert window.place.now == Place(desks.FIRST, Step.KECAMATAN)
    assert window.grab().toImage().pixelColor(3, 300) == before.pixelColor(3, 300)
    assert wall.told[1:] == ["returned"]


def test_another_screen_that_goes_is_nothing_to_the_hall(wall: Wall) -> None:
    window = wall.open(DESK, BEAMER, OTHER)
    wall.screens.unplug(OTHER)
    assert window.isVisible()
    assert wall.told == []


def test_a_window_on_the_screen_that_goes_hides_too(wall: Wall) -> None:
    window = wall.open(DESK, BEAMER)
    window.leave_full()
    wall.screens.unplug(BEAMER)
    assert not window.isVisible()


def test_what_was_closed_does_not_come_back(wall: Wall) -> None:
    window = wall.open(DESK, BEAMER)
    wall.screens.unplug(BEAMER)
    window.close()
    wall.screens.plug(BEAMER)
    assert not window.isVisible()


def test_opened_elsewhere_meanwhile_it_stays_there(wall: Wall) -> None:
    window = wall.open(DESK, BEAMER, OTHER)
    wall.screens.unplug(BEAMER)
    window.open_beside(wall.desk)
    settle(wall.session.runner)
    assert wall.screens.filled == ["HDMI-1", "DP-2"]
    wall.screens.plug(BEAMER)
    assert wall.screens.filled == ["HDMI-1", "DP-2"]
    assert wall.session.settings.projection_screen == "HDMI-1"


def menu_of(window: Projection) -> QMenu:
    [found] = window.findChildren(QMenu)
    return found


def test_the_menu_lists_the_screens_by_name(wall: Wall) -> None:
    window = wall.open(DESK, BEAMER)
    menu = menu_of(window)
    assert menu.menuAction() in window.actions()
    assert menu.menuAction().text() == "Layar"
    wall.screens.plug(OTHER)
    menu.aboutToShow.emit()
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("eDP-1 · 1366 × 768", False),
        ("HDMI-1 · 1920 × 1080", True),
        ("DP-2 · 1024 × 768", False),
    ]
    menu.actions()[2].trigger()
    assert wall.screens.filled == ["HDMI-1", "DP-2"]
    assert wall.session.settings.projection_screen == "DP-2"


def test_with_one_screen_there_is_nothing_to_choose(wall: Wall) -> None:
    window = wall.open(DESK)
    assert not menu_of(window).menuAction().isVisible()
    wall.screens.plug(BEAMER)
    assert menu_of(window).menuAction().isVisible()


def test_it_takes_no_key_away_from_the_desk(wall: Wall) -> None:
    window = wall.open(DESK, BEAMER)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_the_operator_is_told_in_place(session: Session, qtbot: QtBot) -> None:
    screens = FakeScreens(DESK, BEAMER)
    window = Projection(session, ReadingPlace(), screens)
    qtbot.addWidget(window)
    frame = DeskFrame(session, window)
    qtbot.addWidget(frame)
    frame.show()
    frame.open_projection()
    screens.unplug(BEAMER)
    assert frame.notice.isVisible()
    assert "HDMI-1" in frame.notice.text
    screens.plug(BEAMER)
    assert not frame.notice.isVisible()
    settle(session.runner)
    window.close()


@pytest.mark.skipif(
    bool(xscreen.missing() or monitors.missing()), reason="no X screen with RandR here"
)
def test_a_real_screen_is_unplugged_and_plugged_again() -> None:
    with xscreen.screen(1366 + 1280, 768, managed=False) as environment:
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.unplugged"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    filled = "HALL (1366, 0, 1280, 720) Kemajuan"
    assert done.stdout.splitlines() == [filled, "hidden Kemajuan", filled], done.stderr


def test_the_screens_of_this_computer(qtbot: QtBot) -> None:
    screens = Screens()
    window = QWidget()
    qtbot.addWidget(window)
    [only] = screens.every()
    assert only.name == screens.of(window)
    screens.fill(window, "no such screen")
    assert not window.isVisible()
    screens.fill(window, only.name)
    assert window.isFullScreen()
    screens.fill(window, only.name)
    assert window.isFullScreen()
    assert window.geometry() == only.area
    told: list[str] = []
    screens.plugged.connect(told.append)
    screens.unplugged.connect(told.append)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenAdded.emit(window.screen())
    app.screenRemoved.emit(window.screen())
    assert told == [only.name, only.name]
