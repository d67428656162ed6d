"""The window over a store, driven like a person does, with a clock in the hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import delete

from benchmarks.desk.rows import CHAIR
from sirekap_desktop.app import House
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.store import connect, tables
from sirekap_desktop.ui.check_acts import Loaded
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.number_field import NumberField
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.stops import CHECK, PLENARY
from sirekap_desktop.workflow import overview

PATIENCE = 30_000
"""Milliseconds after which something hangs."""


class Painted(QObject):
    """Notices that a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt: one event on its way."""
        self.seen = self.seen or event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


def until(true: Callable[[], bool]) -> None:
    """Let the window live until something is true."""
    patience = QTimer()
    patience.setSingleShot(True)
    patience.start(PATIENCE)
    while not true():
        if not patience.isActive():
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Desktop:
    """The program with one person at it."""

    def __init__(self, folder: Path, contest: int) -> None:
        self._house = House(folder)
        self._contest = contest
        self.runner = Runner()
        self.window = MainWindow(
            Services(self._house.open_desk, self._house.make_reader), self.runner
        )
        self.window.show()

    def begin(self) -> None:
        """Sign in, until the tiles are painted."""
        self.window.begin(replace(self._house.open_desk(CHAIR), contest=self._contest))
        until(lambda: self.window.frame is not None)
        painted = Painted(self.frame.home.tiles.viewport())
        until(lambda: painted.seen)

    @property
    def frame(self) -> DeskFrame:
        """The screens."""
        assert self.window.frame is not None
        return self.window.frame

    def rest(self) -> None:
        """Wait until nothing is under way."""
        QTest.qWait(400)
        until(lambda: not self.runner.busy)

    def close(self) -> None:
        """End like the program does."""
        self.window.close()
        self.runner.close()
        self._house.close()

    def look(self) -> float:
        """Seconds from asking for the board until its tiles are painted."""
        home = self.frame.home
        told: list[object] = []
        home.shown.connect(told.append)
        begun = time.perf_counter()
        home.look_again()
        until(lambda: bool(told))
        _paint(home.tiles.viewport())
        home.shown.disconnect(told.append)
        return time.perf_counter() - begun

    def forget(self) -> None:
        """Know no more of the TPS than a program that has just begun."""
        desk = self.frame.home._session.desk
        desk.lines.clear()
        desk.settled.clear()
        desk.store._readings.clear()

    def open(self, code: str) -> float:
        """Seconds from choosing a TPS until its sheet is painted in Periksa."""
        check = self.frame.check
        self.frame.window().activateWindow()
        self.frame.turn_to(CHECK)
        begun = time.perf_counter()
        self.frame.open_tps(code)
        until(lambda: check.loaded is not None and check.loaded.view.tps.code == code)
        _paint(check.sheet.view.viewport())
        return time.perf_counter() - begun

    def hear(self, code: str) -> tuple[float, float]:
        """Seconds from choosing a TPS in Pleno until its numbers are painted, and its pictures."""
        plenary = self.frame.plenary
        self.frame.turn_to(PLENARY)
        self.rest()
        told: list[Loaded] = []
        plenary.heard.connect(told.append)
        begun = time.perf_counter()
        plenary.open_tps(code)
        until(lambda: bool(told) and told[-1].view.tps.code == code)
        reading = plenary.hearing.reading
        _paint(reading.numbers.tiles[reading.field])
        numbers = time.perf_counter() - begun
        until(lambda: told[-1].papers.keys() == told[-1].view.sheets.keys())
        _paint(reading.numbers.tiles[reading.field])
        plenary.heard.disconnect(told.append)
        return numbers, time.perf_counter() - begun

    def confirm_next(self) -> tuple[float, float]:
        """Seconds from Enter until the cursor is in the next number, and until it is on disk."""
        check = self.frame.check
        here = QApplication.focusWidget()
        assert isinstance(here, NumberField), here
        if here.stage is not Stage.TERBACA:
            QTest.keyClicks(here, str(here.proposal or 0))
        kept: list[object] = []
        note = partial(_note, kept)
        check.confirmed.connect(note)
        begun = time.perf_counter()
        QTest.keyClick(here, Qt.Key.Key_Return)
        until(lambda: QApplication.focusWidget() is not here)
        moved = time.perf_counter() - begun
        until(lambda: bool(kept))
        check.confirmed.disconnect(note)
        return moved, time.perf_counter() - begun


def _paint(widget: QWidget) -> None:
    painted = Painted(widget)
    widget.update()
    until(lambda: painted.seen)


def _note(kept: list[object], loaded: object, field: str) -> None:
    if field:
        kept.append(loaded)


@contextmanager
def desktop(folder: Path, contest: int) -> Iterator[Desktop]:
    """A program that has begun in a contest and come to rest."""
    made = Desktop(folder, contest)
    try:
        made.begin()
        made.rest()
        yield made
    finally:
        made.close()


def waiting(frame: DeskFrame) -> list[str]:
    """TPS with all sheets of which no number is confirmed, those first that were read best."""
    board = frame.home.board
    assert board is not None
    every, sheets = len(frame.home._session.template.fields), _sheets(frame)
    some = [one for one in board.lines if one.unconfirmed == every and len(one.pages) == sheets]
    return [line.tps.code for line in sorted(some, key=lambda line: len(line.doubts))]


def opened_before(frame: DeskFrame) -> list[str]:
    """Some TPS in other desa than the first, all with their sheets."""
    board = frame.home.board
    assert board is not None
    return [line.tps.code for line in board.lines if len(line.pages) == _sheets(frame)][5:]


def _sheets(frame: DeskFrame) -> int:
    return len(frame.home._session.template.pages)


def drop_summaries(folder: Path) -> None:
    """Make the store one that another version of the program has written last."""
    engine = connect.engine_for(folder, None)
    with connect.writing(engine) as connection:
        connection.execute(delete(tables.summary))
    engine.dispose()


def keep_summaries(folder: Path) -> None:
    """Let every contest be looked at once, as on a day of work."""
    from sirekap_desktop.workflow import lines

    house = House(folder)
    desk = house.open_desk(CHAIR)
    for line in overview.contests(desk):
        one = replace(desk, contest=line.contest.id)
        overview.overview(one)
        lines.remember(one)
    house.close()
