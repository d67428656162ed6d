"""How soon the hall sees what was done, with 300 TPS in 5 contests: `benchmarks/projection.py`."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from benchmarks.desk.flats import make_flats
from benchmarks.desk.kecamatan import Shape, build
from sirekap_desktop.app import House
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.plenary import Place
from sirekap_desktop.ui import application, check_acts
from sirekap_desktop.ui.charts import fitted
from sirekap_desktop.ui.projection import Projection
from sirekap_desktop.ui.projection_build import pages_of
from sirekap_desktop.ui.projection_dress import DARK
from sirekap_desktop.ui.projection_paint import paint
from sirekap_desktop.ui.projection_scene import KecamatanTotals
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.runner import Change, Runner
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sheet_panel import Paper
from sirekap_desktop.workflow import hearing, overview
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import Reader

SIZE = (1920, 1080)
CHAIR = Person("Ketua Latihan", Role.KETUA)
NEARLY_DONE = Shape(places=(*[Place.SELESAI] * 299, Place.DIPUTUSKAN))
"""Of each contest one TPS is agreed on and not yet closed."""
CLOSINGS = 5
PAINTED, FOLLOWED = 50.0, 100.0
"""Milliseconds for drawing a scene, and from an act until it stands on the wall."""


def main() -> int:
    """Print the times; 1 when a median is over its mark."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application.make(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), NEARLY_DONE, {1: make_flats(1, NEARLY_DONE, 1)})
        house = House(Path(folder))
        desk = house.open_desk(CHAIR)
        lines = overview.overview(desk)
        last = next(line.tps.code for line in lines if line.place is Place.DIPUTUSKAN)
        hall = Hall(app, desk)
        try:
            good = [
                told("a scene is drawn", hall.draw(last), PAINTED),
                told("the next number is shown", hall.step(last), FOLLOWED),
                told("a closing is in the totals", hall.close_tps(last), FOLLOWED),
            ]
        finally:
            hall.end()
            house.close()
    return 0 if all(good) else 1


def told(what: str, times: list[float], mark: float) -> bool:
    """Print median and slowest in milliseconds; whether the median keeps the mark."""
    median = statistics.median(times)
    print(f"{what}: {median:.0f} ms, at most {max(times):.0f} (mark {mark:.0f})")
    return median <= mark


class Hall:
    """The window of the hall with everything behind it."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._runner = Runner(workers=1)
        session = Session(desk, desk.election(), desk.template, self._runner, _no_reader)
        self._window = Projection(session, ReadingPlace(pages_of(session.election)))
        self._done = 0.0
        self._runner.changed.connect(self._refresh)
        self._refused: list[SirekapError] = []
        self._runner.refused.connect(self._refused.append)
        self._window.resize(*SIZE)
        self._window.show()
        self._window.refresh(Change("buka"))
        self._settle()

    def draw(self, tps: str) -> list[float]:
        """Every scene, with words that were never measured before."""
        times = []
        for _ in self._stations(tps):
            scene, image = self._window.scene, QImage(*SIZE, QImage.Format.Format_RGB32)
            fitted.cache_clear()
            start = time.perf_counter()
            painter = QPainter(image)
            paint(painter, *SIZE, scene, DARK, "14:07")
            painter.end()
            times.append(_since(start))
        return times

    def step(self, tps: str) -> list[float]:
        """From the key of the reader until the picture is on the wall."""
        times = []
        stations = self._stations(tps)
        start = time.perf_counter()
        for _ in stations:
            self._window.repaint()
            times.append(_since(start))
            start = time.perf_counter()
        return times

    def close_tps(self, tps: str) -> list[float]:
        """From the end of the act until the new totals are on the wall."""
        self._window.place.show_kecamatan()
        times = []
        for _ in range(CLOSINGS):
            closed = self._counted() + 1
            self._act(lambda: hearing.close(self._desk, tps), tps)
            self._until(partial(self._has_counted, closed))
            self._window.repaint()
            times.append(_since(self._done))
            self._act(lambda: self._reopen(tps), tps)
            self._settle()
        return times

    def end(self) -> None:
        """Close the window and the threads."""
        self._window.close()
        self._settle()
        self._runner.close()

    def _stations(self, tps: str) -> Iterator[None]:
        """Walk through a TPS with sheets as large as photographs."""
        page = QImage(2400, 3600, QImage.Format.Format_RGB32)
        page.fill(0xFFE8E4DA)
        self._window.place.start(tps)
        self._settle()
        loaded = check_acts.load(self._desk, tps, {})
        self._window.take(replace(loaded, papers={n: Paper("", page, 4.0) for n in (1, 2, 3)}))
        now = None
        while now != self._window.place.now:
            now = self._window.place.now
            yield
            self._window.place.next()

    def _has_counted(self, closed: int) -> bool:
        return self._counted() == closed

    def _counted(self) -> int:
        body = self._window.scene.body
        assert isinstance(body, KecamatanTotals)
        return body.sums.closed

    def _reopen(self, tps: str) -> None:
        hearing.reopen(self._desk, tps, "Uji kecepatan")
        for act in (hearing.present, hearing.compare, hearing.agree):
            act(self._desk, tps)

    def _act(self, act: Callable[[], object], tps: str) -> None:
        self._done = 0.0
        self._runner.start(lambda _: act(), lambda _: None, change=Change("pleno", tps))
        self._until(lambda: self._done > 0)

    def _refresh(self, change: Change) -> None:
        self._done = time.perf_counter()
        self._window.refresh(change)

    def _settle(self) -> None:
        self._until(lambda: not self._runner.busy)

    def _until(self, there: Callable[[], bool]) -> None:
        while not there():
            if self._refused:
                raise self._refused[0]
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 1000)


def _since(start: float) -> float:
    return 1000 * (time.perf_counter() - start)


def _no_reader(_: Mapping[str, Template]) -> Reader:
    raise AssertionError("nothing is read here")


if __name__ == "__main__":
    raise SystemExit(main())
