"""What the keys of the projection do; they are those that presenters' remotes send."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from sirekap_desktop.ui.projection import Projection
    from sirekap_desktop.ui.reading_place import ReadingPlace


def add_actions(window: Projection, place: ReadingPlace) -> None:
    """Give the window its keys, which its context menu shows."""
    tr = QCoreApplication.translate
    _add(window, tr("projection", "Next number"), "Right PgDown Space Down", place.next)
    _add(window, tr("projection", "Number before"), "Left PgUp Up", place.back)
    _add(window, tr("projection", "First number of the TPS"), "Home", place.first)
    _add(window, tr("projection", "Totals"), "End", place.show_totals)
    _add(window, tr("projection", "Black screen"), "B .", window.toggle_black)
    _add(window, tr("projection", "Dark or light"), "T", window.toggle_dress)
    _add(window, tr("projection", "Full screen"), "F11", window.toggle_full)
    _add(window, tr("projection", "Begin full screen"), "F5 Shift+F5", window.showFullScreen)
    _add(window, tr("projection", "Leave full screen"), "Esc", window.leave_full)
    screens = QMenu(tr("projection", "Screen"), window)
    screens.aboutToShow.connect(lambda: _list_screens(screens, window))
    screens.menuAction().setVisible(len(window.screens.every()) > 1)
    window.screens.plugged.connect(lambda _: screens.menuAction().setVisible(True))
    window.addAction(screens.menuAction())


def _add(window: Projection, text: str, keys: str, does: Callable[[], object]) -> None:
    action = QAction(text, window)
    action.setShortcuts([QKeySequence(key) for key in keys.split()])
    action.setAutoRepeat(False)
    action.triggered.connect(lambda: does())
    window.addAction(action)


def _list_screens(menu: QMenu, window: Projection) -> None:
    """Every screen by its name, the one that is filled checked."""
    menu.clear()
    here = window.screens.of(window)
    for screen in window.screens.every():
        size = f"{screen.area.width()} × {screen.area.height()}"
        action = menu.addAction(f"{screen.name} · {size}")
        action.setCheckable(True)
        action.setChecked(screen.name == here)
        action.triggered.connect(lambda _, name=screen.name: window.choose_screen(name))
