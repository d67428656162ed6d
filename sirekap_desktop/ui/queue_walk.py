"""From doubt to doubt through all TPS, until none is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject

from sirekap_desktop.ui.side_panel import SidePanel
from sirekap_desktop.workflow.overview import Doubt


class Desktop(Protocol):
    """What the walk needs of the screen."""

    def holds_typed(self) -> bool:
        """Whether a number was typed and not confirmed; if so it is told."""

    def open_at(self, tps: str, field: str) -> None:
        """Put the cursor into a number of any TPS."""

    def take_cursor(self) -> None:
        """Put the cursor into the number that was left."""


class QueueWalk(QObject):
    """Leads through the queue while it is the list that is worked from."""

    def __init__(self, side: SidePanel, screen: Desktop, say: Callable[[str], None]) -> None:
        super().__init__(side)
        self._side = side
        self._screen = screen
        self._say = say
        side.queue.picked.connect(self.go_to)
        side.switched.connect(self._begin)

    def go_to(self, doubt: Doubt) -> None:
        """To a doubtful number, unless something typed would be left behind."""
        if not self._screen.holds_typed():
            self._side.queue.choose(doubt)
            self._screen.open_at(doubt.tps, doubt.field)

    def go_on(self, tps: str, field: str) -> None:
        """This number is confirmed: to the one behind it."""
        here, queue = Doubt(tps, field), self._side.queue
        behind = queue.after(here)
        queue.take_away(here)
        if behind is not None:
            self.go_to(behind)
        else:
            self._tell_end()

    def skip(self, tps: str, field: str) -> None:
        """To the doubt behind this one, which stays in the queue."""
        behind = self._side.queue.after(Doubt(tps, field))
        if behind is not None:
            self.go_to(behind)
        else:
            self._tell_end()

    def _begin(self) -> None:
        """Whoever turns to the queue begins with its first number."""
        queue = self._side.queue
        if not self._side.queueing:
            self._screen.take_cursor()
        elif queue.doubts:
            self.go_to(queue.chosen or queue.doubts[0])
        else:
            self._tell_end()

    def _tell_end(self) -> None:
        self._say(QCoreApplication.translate("queue", "No doubtful number is left in any TPS."))
