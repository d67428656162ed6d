"""The second window for the hall: large, calm, and never a number that is not confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from sirekap_desktop.models.recap import Recap
from sirekap_desktop.ui import projection_scene as scenes
from sirekap_desktop.ui.check_acts import Loaded
from sirekap_desktop.ui.projection_paint import DARK, LIGHT, paint
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import issuing

_TICK = 10_000


class Projection(QWidget):
    """Shows the TPS that is being read and the running totals of the closed ones."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.scene = scenes.empty_scene(session.election)
        self._colours = DARK
        self.setWindowTitle(self.tr("Projection"))
        self.setMinimumSize(640, 480)
        self.resize(1280, 720)
        self.setAccessibleName(self.tr("Projection for the hall"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, keys, does in (
            (self.tr("Full screen"), "F11", self._toggle_full),
            (self.tr("Leave full screen"), "Esc", self._leave_full),
            (self.tr("Dark or light"), "T", self.toggle_colours),
        ):
            action = QAction(text, self)
            action.setShortcut(keys)
            action.triggered.connect(does)
            self.addAction(action)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self.update)

    def open_on(self, main: QScreen | None) -> None:
        """Show on the screen that `main` is not, filling it; in a window when there is one only."""
        others = [s for s in QGuiApplication.screens() if s is not main]
        if others and not self.isVisible():
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.show()
        self.raise_()
        self._clock.start()
        self.look_again()

    def show_tps(self, loaded: Loaded, last: str) -> None:
        """Show the confirmed numbers of a TPS, `last` large."""
        session = self._session
        big, others = scenes.told_of(loaded, session.template, session.election, last)
        view = loaded.view
        self.scene = replace(
            self.scene,
            desa=f"{view.desa.kind} {view.desa.region.name}",
            tps=view.tps.label,
            closed_tps=scenes.is_closed(loaded),
            big=big,
            others=others,
        )
        self.update()

    def refresh(self, change: Change) -> None:  # noqa: ARG002  (every screen hears of it)
        """The totals may have grown."""
        if self.isVisible():
            self.look_again()

    def look_again(self) -> None:
        """Add up the closed TPS again."""
        desk = self._session.desk
        self._session.runner.start(lambda _: issuing.recap(desk), self._arrive)

    def toggle_colours(self) -> None:
        """Dark letters on light ground, or the other way round."""
        self._colours = LIGHT if self._colours is DARK else DARK
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's signature)
        """Draw the scene to fill the window."""
        painter = QPainter(self)
        now = datetime.now().astimezone()
        paint(painter, self.width(), self.height(), self.scene, self._colours, f"{now:%H:%M}")
        painter.end()

    def _arrive(self, recap: Recap) -> None:
        self.scene = replace(
            self.scene,
            bars=scenes.bars_of(recap),
            closed=self.scene.total - len(recap.missing),
        )
        self.update()

    def _toggle_full(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _leave_full(self) -> None:
        if self.isFullScreen():
            self.showNormal()
