"""The second window for the hall: large, calm, and never a number that is not confirmed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sirekap_desktop.ui.check_acts import Loaded
from sirekap_desktop.ui.projection_build import SceneMaker, pages_of
from sirekap_desktop.ui.projection_dress import DARK, LIGHT
from sirekap_desktop.ui.projection_menu import add_actions, name_actions
from sirekap_desktop.ui.projection_paint import paint
from sirekap_desktop.ui.projection_scene import Scene
from sirekap_desktop.ui.projection_screens import Screens, choose
from sirekap_desktop.ui.projection_watch import Watch
from sirekap_desktop.ui.reading_place import Place, ReadingPlace, Step
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session

REST = 2_000
"""Milliseconds after which a pointer that does not move is hidden."""
_CLOCK = 5_000
_LIGHT = "light"
_DARK = "dark"


class Projection(QWidget):
    """Shows where the reader is. It has no login: it stays while the desk changes hands."""

    lost = Signal(str)
    """What to tell the operator: the screen was unplugged, the window waits for it."""
    returned = Signal()
    """The screen is there again, and the window on it."""

    def __init__(
        self, session: Session, place: ReadingPlace, screens: Screens | None = None
    ) -> None:
        super().__init__()
        self.place = place
        self.screens = screens or Screens()
        self.screens.setParent(self)
        self._session = session
        self._maker = SceneMaker(session.election, session.template)
        self._watch = Watch(session, place, self)
        self._scene: Scene | None = None
        self._black = False
        self._filled = ""
        self._waiting = ""
        light = session.settings.projection_dress == _LIGHT
        self._colours = LIGHT if light else DARK
        self.setMinimumSize(640, 480)
        self.resize(1280, 720)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        add_actions(self)
        self._name()
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK)
        self._clock.timeout.connect(self.update)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        place.moved.connect(self._follow)
        self._watch.seen.connect(self._change)
        self.screens.unplugged.connect(self._unplugged)
        self.screens.plugged.connect(self._plugged)

    def serve(self, session: Session) -> None:
        """Go on at the same place in another contest."""
        if session is self._session:
            return
        self._session = session
        self._maker = SceneMaker(session.election, session.template)
        self._watch.serve(session)
        self.place.serve(pages_of(session.election))
        if self.place.now.step is Step.NUMBER and self.place.now.tps is not None:
            self.place.start(self.place.now.tps)
        self._change()
        if self.isVisible():
            self._watch.begin()

    @property
    def scene(self) -> Scene:
        """What the hall sees now."""
        if self._scene is None:
            self._scene = self._maker.scene(self.place.now, self._watch.known)
        return self._scene

    def open_beside(self, desk: QWidget) -> None:
        """Fill the remembered screen, or another than that of `desk`; a window where it is alone.

        A projection that is open already stays where it is.
        """
        if not self.isVisible():
            remembered = self._session.settings.projection_screen
            name = choose(self.screens.every(), self.screens.of(desk), remembered)
            if name:
                self._fill(name)
                if not remembered:
                    self._session.choose(projection_screen=name)
            else:
                self.show()
                self.activateWindow()
            self._waiting = ""
        self.raise_()
        self._begin()

    def choose_screen(self, name: str) -> None:
        """Fill this screen, and remember it."""
        self._fill(name)
        self._session.choose(projection_screen=name)

    def take(self, loaded: Loaded) -> None:
        """A TPS that has just been looked up; it is shown when it is the one that is read."""
        self._watch.take(loaded)

    def refresh(self, change: Change) -> None:
        """Something was confirmed, closed or opened again."""
        if self.isVisible():
            self._watch.refresh(change)

    def toggle_dress(self) -> None:
        """Dark letters on light ground, or the other way round."""
        self._colours = LIGHT if self._colours is DARK else DARK
        self._session.choose(projection_dress=_LIGHT if self._colours is LIGHT else _DARK)
        self.update()

    def toggle_black(self) -> None:
        """Nothing at all, until it is asked for again."""
        self._black = not self._black
        self.update()

    def toggle_full(self) -> None:
        """The whole screen, or a window."""
        self.leave_full() if self.isFullScreen() else self.showFullScreen()

    def leave_full(self) -> None:
        """Back to a window."""
        if self.isFullScreen():
            self._filled = ""
            self.showNormal()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's signature)
        """Draw the scene to fill the window."""
        painter = QPainter(self)
        if self._black:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        else:
            now = datetime.now().astimezone()
            size = (self.width(), self.height())
            paint(painter, *size, self.scene, self._colours, f"{now:%H:%M}")
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Another language is spoken."""
        if event.type() is QEvent.Type.LanguageChange:
            name_actions(self)
            self._name()
            self._change()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer is seen until it rests."""
        self._wake()
        super().enterEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer is seen again."""
        self._wake()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer rests elsewhere."""
        self._rest.stop()
        super().leaveEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody looks any more; no screen is waited for."""
        self._waiting = ""
        self._end()
        super().closeEvent(event)

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Projection"))
        self.setAccessibleName(self.tr("Projection for the hall"))

    def _begin(self) -> None:
        self._clock.start()
        self._watch.begin()

    def _end(self) -> None:
        self._clock.stop()
        self._rest.stop()
        self._watch.end()

    def _follow(self, place: Place) -> None:
        del place
        self._change()
        if self.isVisible():
            self._watch.follow()

    def _change(self) -> None:
        self._scene = None
        self.update()

    def _wake(self) -> None:
        self.unsetCursor()
        self._rest.start()

    def _fill(self, name: str) -> None:
        self._filled = name
        self.screens.fill(self, name)

    def _unplugged(self, name: str) -> None:
        """Hide rather than let the window be moved over the operator's work."""
        if not self.isVisible() or name != (self._filled or self.screens.of(self)):
            return
        self._waiting = name
        self.hide()
        self._end()
        self.lost.emit(
            self.tr(
                "The screen {name} was unplugged. The projection comes back by itself as soon as "
                "it is plugged in again; Projection opens it on another screen."
            ).format(name=name)
        )

    def _plugged(self, name: str) -> None:
        if name == self._waiting:
            self._waiting = ""
            self._fill(name)
            self._begin()
            self.returned.emit()
