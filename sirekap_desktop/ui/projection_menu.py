"""What the keys of the projection do; they are those that presenters' remotes send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from sirekap_desktop.ui.projection import Projection


def add_actions(window: Projection) -> None:
    """Give the window its keys, which its context menu shows, and the choice of a screen."""
    place = window.place
    for keys, does in (
        ("Right PgDown Space Down", place.next),
        ("Left PgUp Up", place.back),
        ("Home", place.first),
        ("End", place.show_totals),
        ("B .", window.toggle_black),
        ("T", window.toggle_dress),
        ("F11", window.toggle_full),
        ("F5 Shift+F5", window.showFullScreen),
        ("Esc", window.leave_full),
    ):
        action = QAction(window)
        action.setShortcuts([QKeySequence(key) for key in keys.split()])
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _, does=does: does())
        window.addAction(action)
    screens = QMenu(window)
    screens.aboutToShow.connect(lambda: _list_screens(screens, window))
    screens.menuAction().setVisible(len(window.screens.every()) > 1)
    window.screens.plugged.connect(lambda _: screens.menuAction().setVisible(True))
    window.addAction(screens.menuAction())
    name_actions(window)


def name_actions(window: Projection) -> None:
    """Call them by the words of the language that is spoken now."""
    tr = QCoreApplication.translate
    words = (
        tr("projection", "Next number"),
        tr("projection", "Number before"),
        tr("projection", "First number of the TPS"),
        tr("projection", "Totals"),
        tr("projection", "Black screen"),
        tr("projection", "Dark or light"),
        tr("projection", "Full screen"),
        tr("projection", "Begin full screen"),
        tr("projection", "Leave full screen"),
        tr("projection", "Screen"),
    )
    for action, word in zip(window.actions(), words, strict=True):
        action.setText(word)


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
