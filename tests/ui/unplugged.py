"""A projection on a real second screen that is unplugged and plugged again; tells what it saw."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.store import Store
from sirekap_desktop.ui import application
from sirekap_desktop.ui.projection import Projection
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import mastering
from tests import desks
from tests.monitors import Monitors

DESK, HALL = (1366, 768), (1280, 720)
PATIENCE = 10_000


def main() -> int:
    """Open, unplug, plug; each line tells where the window is."""
    monitors = Monitors()
    monitors.divide("DESK", *DESK)
    monitors.plug("HALL", DESK[0], *HALL)
    application.make(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        desk = desks.desk_of(store, catalog())
        mastering.adopt(desk, desks.election())
        runner = Runner(workers=1)
        reader = partial(desks.FakeReader, desk.template)
        session = Session(desk, desk.election(), desk.template, runner, reader)
        window, operator = Projection(session, ReadingPlace()), QWidget()
        operator.setGeometry(10, 40, 800, 600)
        operator.show()
        window.open_beside(operator)
        wait(lambda: window.size().toTuple() == HALL)
        window.place.show_progress()
        tell(window)
        monitors.unplug("HALL")
        wait(lambda: len(QGuiApplication.screens()) == 1)
        tell(window)
        monitors.plug("HALL", DESK[0], *HALL)
        wait(lambda: window.isVisible() and window.size().toTuple() == HALL)
        tell(window)
        window.close()
        runner.close()
        store.close()
    return 0


def tell(window: Projection) -> None:
    """One line: the screen, its part of the desktop, whether it is filled, and what is shown."""
    seen = window.isVisible() and window.isFullScreen()
    area = window.geometry().getRect()
    where = f"{window.screen().name()} {area}" if seen else "hidden"
    sys.stdout.write(f"{where} {window.scene.name}\n")


def wait(there: Callable[[], bool]) -> None:
    """Let Qt hear of it, for a while."""
    for _ in range(PATIENCE // 50):
        if there():
            return
        QTest.qWait(50)


if __name__ == "__main__":
    raise SystemExit(main())
