"""Every key has words, stands in the list of F1, and does one thing only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui import key_overlay
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.key_overlay import KeyOverlay
from sirekap_desktop.ui.keys import KeyHint, bind, hints, tell
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.stops import FORMS, GUIDES, HELP, HOME, RECAP
from sirekap_desktop.workflow import guiding, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import settle


@pytest.fixture
def window(empty_desk: Desk, runner: Runner, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole program with the small kecamatan, the studio built too."""
    mastering.adopt(empty_desk, desks.election())
    services = Services(lambda: empty_desk, lambda _: desks.FakeReader(empty_desk.template))
    made = MainWindow(services, runner)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    settle(runner)
    made.begin(empty_desk)
    settle(runner)
    frame_of(made).turn_to(FORMS)
    frame_of(made).turn_to(HOME)
    settle(runner)
    yield made
    settle(runner)
    assert made.frame is not None
    made.frame.projection.close()


def frame_of(window: MainWindow) -> DeskFrame:
    assert window.frame is not None
    return window.frame


def overlay_of(window: QWidget) -> KeyOverlay | None:
    return next((one for one in window.findChildren(KeyOverlay) if one.isVisible()), None)


def shortcuts(window: QWidget) -> list[QShortcut]:
    return window.findChildren(QShortcut)


def home(shortcut: QShortcut) -> QWidget:
    found = shortcut.parent()
    assert isinstance(found, QWidget)
    return found


def test_every_key_is_told_where_it_holds(window: MainWindow) -> None:
    found = shortcuts(window)
    assert len(found) > 15
    for shortcut in found:
        where = home(shortcut)
        told = {hint.keys: hint for hint in window.findChildren(KeyHint) if hint.parent() is where}
        hint = told[shortcut.key().toString()]
        assert hint.told
        everywhere = shortcut.context() is Qt.ShortcutContext.WindowShortcut
        assert hint.everywhere is everywhere


def test_the_list_shows_every_key_of_each_screen(window: MainWindow) -> None:
    frame = frame_of(window)
    for number in range(frame.screens.count()):
        frame.turn_to(number)
        settle(window._runner)
        wanted = {s.key().toString() for s in shortcuts(window) if home(s).isVisibleTo(window)}
        assert "F1" in wanted
        QTest.keyClick(window, Qt.Key.Key_F1)
        overlay = overlay_of(window)
        assert overlay is not None
        words = {label.text() for label in overlay.findChildren(QLabel)}
        assert wanted <= words
        assert {hint.told for hint in hints(window)} <= words
        QTest.keyClick(overlay, Qt.Key.Key_Escape)
        assert overlay_of(window) is None


def test_no_key_does_two_things_in_one_place(window: MainWindow) -> None:
    def meet(one: QShortcut, other: QShortcut) -> bool:
        """Whether the cursor can be where both hold."""
        first, second = home(one), home(other)
        if None not in (pages := (page_of(first), page_of(second))) and pages[0] is not pages[1]:
            return False  # of two screens one is hidden, and Qt gives no key to what is hidden
        everywhere = Qt.ShortcutContext.WindowShortcut in (one.context(), other.context())
        return everywhere or first is second or related(first, second)

    def page_of(widget: QWidget) -> QWidget | None:
        stack = frame_of(window).screens
        pages = (stack.widget(number) for number in range(stack.count()))
        return next((page for page in pages if page and page.isAncestorOf(widget)), None)

    def related(first: QWidget, second: QWidget) -> bool:
        return first.isAncestorOf(second) or second.isAncestorOf(first)

    def keys(shortcut: QShortcut) -> set[str]:
        return set(map(QKeySequence.toString, shortcut.keys()))

    twice = [
        (keys(one), home(one), home(other))
        for one, other in combinations(shortcuts(window), 2)
        if keys(one) & keys(other) and meet(one, other)
    ]
    assert twice == []


def test_keys_of_a_hidden_screen_do_nothing(window: MainWindow, runner: Runner) -> None:
    frame = frame_of(window)
    frame.turn_to(RECAP)
    settle(runner)
    done: list[QShortcut] = []
    for shortcut in frame.plenary.hearing.findChildren(QShortcut):
        shortcut.activated.connect(partial(done.append, shortcut))
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4):
        QTest.keyClick(frame.recap.table, key)
    QTest.keyClick(frame.recap.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(runner)
    assert done == []


def test_every_screen_has_a_guide_that_names_its_keys(window: MainWindow) -> None:
    frame = frame_of(window)
    texts = {guide.name: guide.text for guide in guiding.guides()}
    assert GUIDES.keys() | {HELP} == set(range(frame.screens.count()))
    for number, name in GUIDES.items():
        screen = frame.screens.widget(number)
        assert screen is not None
        missing = [h.keys for h in screen.findChildren(KeyHint) if bold(h.keys) not in texts[name]]
        assert missing == [], name


def bold(keys: str) -> str:
    return f"**{' '.join(keys.split())}**"


def test_the_list_closes_and_the_cursor_comes_back(window: MainWindow) -> None:
    search = frame_of(window).top.search
    ways: tuple[Callable[[QWidget], object], ...] = (
        lambda overlay: QTest.keyClick(overlay, Qt.Key.Key_Escape),
        lambda overlay: QTest.keyClick(overlay, Qt.Key.Key_F1),
        lambda overlay: QTest.mouseClick(overlay, Qt.MouseButton.LeftButton),
    )
    for close in ways:
        search.setFocus()
        QTest.keyClick(search, Qt.Key.Key_F1)
        overlay = overlay_of(window)
        assert overlay is not None
        assert overlay.hasFocus()
        close(overlay)
        assert overlay_of(window) is None
        assert search.hasFocus()


def test_the_list_makes_way_for_another_key(window: MainWindow) -> None:
    frame = frame_of(window)
    frame.turn_to(0)
    QTest.keyClick(window, Qt.Key.Key_F1)
    overlay = overlay_of(window)
    assert overlay is not None
    QTest.keyClick(overlay, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert overlay_of(window) is None
    assert frame.top.search.hasFocus()


def test_the_list_covers_a_window_of_any_size(window: MainWindow) -> None:
    key_overlay.turn(window)
    overlay = overlay_of(window)
    assert overlay is not None
    window.resize(1500, 900)
    QApplication.processEvents()
    assert overlay.geometry() == window.rect()


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    line = QLineEdit(made)
    QVBoxLayout(made).addWidget(line)
    with qtbot.waitActive(made):
        made.show()
    line.setFocus()
    return made


def test_a_key_may_have_two_names(place: QWidget) -> None:
    heard: list[str] = []

    def does() -> None:
        heard.append("done")

    bind(place, "Ctrl+Enter", does, "tutup", also="Ctrl+Return")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(place, key, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["done", "done"]
    assert [(hint.keys, hint.told) for hint in hints(place)] == [("Ctrl+Enter", "tutup")]


def test_what_is_hidden_is_not_told(place: QWidget) -> None:
    inner = QWidget(place)
    tell(inner, "F2", "pilih")
    inner.hide()
    assert hints(place) == []
    inner.show()
    assert [hint.told for hint in hints(place)] == ["pilih"]
