"""The screens of this computer by name, as they are plugged and unplugged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Monitor:
    """A screen: the name under which it is known again, and its part of the desktop."""

    name: str
    area: QRect


class Screens(QObject):
    """What there is to show on; tests give the window other ones."""

    plugged = Signal(str)
    unplugged = Signal(str)
    """The name of a screen that goes, before Qt moves its windows to another one."""

    def __init__(self) -> None:
        super().__init__()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._add)
        app.screenRemoved.connect(self._remove)

    def every(self) -> tuple[Monitor, ...]:
        """The screens that are plugged in."""
        return tuple(Monitor(one.name(), one.geometry()) for one in QGuiApplication.screens())

    def of(self, window: QWidget) -> str:
        """The name of the screen that a window is on."""
        return window.screen().name()

    def fill(self, window: QWidget, name: str) -> None:
        """Show a window over the whole of a screen."""
        screen = next((s for s in QGuiApplication.screens() if s.name() == name), None)
        if screen is None:
            return
        if window.isFullScreen():
            window.showNormal()
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()

    def _add(self, screen: QScreen) -> None:
        self.plugged.emit(screen.name())

    def _remove(self, screen: QScreen) -> None:
        self.unplugged.emit(screen.name())


def choose(screens: Sequence[Monitor], main: str, wanted: str) -> str:
    """The screen for the hall: the wanted one, or any that does not show the operator's desk.

    A screen that mirrors the operator's is none; "" when there is no other.
    """
    desk = [one.area for one in screens if one.name == main]
    free = [
        one.name
        for one in screens
        if one.name != main and not any(one.area.intersects(area) for area in desk)
    ]
    return wanted if wanted in free else next(iter(free), "")
