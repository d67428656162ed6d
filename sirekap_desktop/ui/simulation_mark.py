"""The mark of a simulation on every window of the program, so that no dialog can forget it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from sirekap_desktop.ui.frame import SimulationBand

_WINDOWS = (Qt.WindowType.Window, Qt.WindowType.Dialog)
"""Not menus, lists that drop down, and tool tips."""


class SimulationMark(QObject):
    """While it is on, each window gets the band above all else and the word in its title.

    A window that paints its band itself has no layout and gets the title only.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._on = False

    @property
    def on(self) -> bool:
        """Whether what is shown is made up."""
        return self._on

    def show(self, on: bool) -> None:
        """Mark every window that there is and that comes, or none."""
        if on == self._on:
            return
        self._on = on
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
        for window in app.topLevelWidgets():
            if window.isVisible() and window.windowType() in _WINDOWS:
                self._mark(window) if on else self._clear(window)

    def renew(self) -> None:
        """Make the bands anew: the size of the text or the colours have changed."""
        if self._on:
            self.show(False)
            self.show(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window is about to be shown, or was given another title."""
        shown = event.type() in (QEvent.Type.Show, QEvent.Type.WindowTitleChange)
        if shown and isinstance(watched, QWidget) and watched.windowType() in _WINDOWS:
            self._mark(watched)
        return False

    def _mark(self, window: QWidget) -> None:
        title, word = window.windowTitle(), _word()
        if title and not title.startswith(word):
            window.setWindowTitle(f"{word} · {title}")
        if band_of(window) is None:
            _lay(window, SimulationBand())

    def _clear(self, window: QWidget) -> None:
        window.setWindowTitle(window.windowTitle().removeprefix(f"{_word()} · "))
        band = band_of(window)
        if band is not None:
            if not isinstance(window, QMainWindow):
                window.resize(window.width(), window.height() - band.height())
            band.setParent(None)
            band.deleteLater()


def band_of(window: QWidget) -> SimulationBand | None:
    """The band above a window, None where there is none."""
    layout = window.layout()
    if isinstance(window, QMainWindow):
        above = window.menuWidget()
    else:
        above = layout.menuBar() if layout is not None else None
    return above if isinstance(above, SimulationBand) else None


def below_band(window: QWidget) -> QRect:
    """A window without its band."""
    band = band_of(window)
    return window.rect().adjusted(0, band.height() if band is not None else 0, 0, 0)


def _lay(window: QWidget, band: SimulationBand) -> None:
    layout = window.layout()
    if isinstance(window, QMainWindow):
        window.setMenuWidget(band)
    elif layout is not None:
        layout.setMenuBar(band)
        window.resize(window.width(), window.height() + band.height())


def _word() -> str:
    return QCoreApplication.translate("simulation", "SIMULATION")
