"""The card of the practice folder: what a beginner does once, ticked off by what was done."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.flow import FlowLayout
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import training
from sirekap_desktop.workflow.training import Exercise


class _Task(QWidget):
    """One thing to do, with the mark of whether it was done."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._mark = QLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        line.addWidget(self._mark)
        line.addWidget(QLabel(words))
        line.addStretch(1)
        self.show_done(False)

    def show_done(self, done: bool) -> None:
        """Tick it off, or not yet."""
        look = theme.look(Stage.SESUAI if done else Stage.KOSONG)
        name = "sesuai" if done else "terbaca"
        self._mark.setPixmap(icons.pixmap(name, look.ink, 16, self.devicePixelRatioF()))
        state = self.tr("this step is done") if done else self.tr("this step is still to do")
        self._mark.setToolTip(state)
        self.setAccessibleName(f"{self._words}: {state}")


class ExerciseCard(QFrame):
    """Five things to do, beside each other as far as the width allows."""

    left = Signal()
    """Enough practised: back to the real data."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.done: AbstractSet[Exercise] = frozenset()
        self.setProperty("role", "bar")
        self._tasks = {
            Exercise.DOUBT: _Task(self.tr("confirm a doubtful number in Check")),
            Exercise.SHEET: _Task(self.tr("confirm every number of a sheet")),
            Exercise.CORRECT: _Task(self.tr("correct a number in the plenary")),
            Exercise.CLOSE: _Task(self.tr("close a TPS")),
            Exercise.WALL: _Task(self.tr("look at the projection")),
        }
        self._head = QLabel(self.tr("Practice: 5 steps"))
        self._head.setProperty("role", "section")
        leave = QPushButton(self.tr("Leave practice"))
        leave.setProperty("role", "link")
        leave.clicked.connect(self.left)
        close = QToolButton()
        close.setIcon(icons.icon("close"))
        close.setToolTip(self.tr("Put the card away"))
        close.setAccessibleName(self.tr("Put the card away"))
        close.clicked.connect(self._dismiss)
        tasks = QWidget()
        flow = FlowLayout(tasks, theme.px(12))
        for task in self._tasks.values():
            flow.addWidget(task)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 4, 8, 4)
        line.setSpacing(theme.px(16))
        line.addWidget(self._head)
        line.addWidget(tasks, 1)
        line.addWidget(leave)
        line.addWidget(close)
        if session.practised is None or session.practised.dismissed:
            self.hide()
        self.refresh(Change("latihan"))

    def refresh(self, change: Change) -> None:  # noqa: ARG002  (every screen hears of it)
        """Look into the store again, for what was done since."""
        desk = self._session.desk
        self._session.runner.start(lambda _: training.done(desk), self._show)

    def saw_wall(self) -> None:
        """The hall's window was opened."""
        if self._session.practised is not None:
            self._session.practised.wall = True
            self._show(self.done)

    def _show(self, done: AbstractSet[Exercise]) -> None:
        practised = self._session.practised
        saw = practised is not None and practised.wall
        self.done = done | {Exercise.WALL} if saw else done
        for exercise, task in self._tasks.items():
            task.show_done(exercise in self.done)
        if len(self.done) == len(self._tasks):
            self._head.setText(self.tr("Practice: all 5 steps done"))

    def _dismiss(self) -> None:
        if self._session.practised is not None:
            self._session.practised.dismissed = True
        self.hide()
