"""The contests of the folder as tabs, each with how many of its TPS are closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar

from sirekap_desktop.ui.home_words import short_titles
from sirekap_desktop.workflow.overview import ContestLine


class ContestTabs(QTabBar):
    """Hidden while there is only one."""

    chosen = Signal(int)
    """The number of another contest."""

    def __init__(self, contest: int | None) -> None:
        super().__init__()
        self._contest = contest
        self._contests: tuple[ContestLine, ...] = ()
        self.setAccessibleName(self.tr("Elections"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.currentChanged.connect(self._choose)
        self.hide()

    def show_contests(self, contests: Sequence[ContestLine]) -> None:
        """What is closed in each."""
        known = [line.contest.id for line in self._contests]
        self._contests = tuple(contests)
        with QSignalBlocker(self):
            if known != [line.contest.id for line in contests]:
                while self.count():
                    self.removeTab(0)
                for _ in contests:
                    self.addTab("")
            names = short_titles([line.contest.title for line in contests])
            for index, (line, name) in enumerate(zip(contests, names, strict=True)):
                self.setTabText(index, f"{name}  {line.closed} / {line.total}".replace("&", "&&"))
                told = self.tr("{title}: {closed} of {total} TPS closed").format(
                    title=line.contest.title, closed=line.closed, total=line.total
                )
                self.setTabToolTip(index, told)
                self.setAccessibleTabName(index, told)
        self.show_chosen()
        self.setVisible(len(self._contests) > 1)

    def show_chosen(self) -> None:
        """Go back to the contest that is worked on."""
        ids = [line.contest.id for line in self._contests]
        with QSignalBlocker(self):
            self.setCurrentIndex(ids.index(self._contest) if self._contest in ids else 0)

    def step(self, by: int) -> None:
        """Turn to a neighbour."""
        if self.count() > 1:
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._contests):
            self.chosen.emit(self._contests[index].contest.id)
