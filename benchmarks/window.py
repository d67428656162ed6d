"""How long from starting the process until the window is on the screen: `benchmarks/window.py`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

TIMES = 5
MOST = 2.0
"""Seconds that the window may take."""


def main() -> int:
    """Start the program a few times; exit status 1 when the median is too slow."""
    if "--child" in sys.argv:
        return child()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, __file__, "--child"], stdout=subprocess.PIPE, check=True
        )
        seconds.append(float(done.stdout) - begun)
    median = statistics.median(seconds)
    told = ", ".join(f"{second:.2f}" for second in seconds)
    print(f"window shown after {median:.2f} s (median of {told})")
    return 0 if median <= MOST else 1


def child() -> int:
    """Do what `sirekap-desktop` does until the first picture of the window is drawn."""
    from pathlib import Path

    from PySide6.QtCore import QEvent, QObject

    from sirekap_desktop.app import House
    from sirekap_desktop.ui import application
    from sirekap_desktop.ui.main_window import MainWindow
    from sirekap_desktop.ui.runner import Runner
    from sirekap_desktop.ui.services import Services

    class Painted(QObject):
        """Ends the program when the watched window was painted."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            """Qt: one event on its way."""
            if event.type() is QEvent.Type.Paint:
                print(time.perf_counter(), flush=True)
                app.exit()
            return super().eventFilter(watched, event)

    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        app = application.make(sys.argv[:1])
        runner = Runner()
        window = MainWindow(Services(house.open_desk, house.make_reader), runner)
        painted = Painted()
        window.start.installEventFilter(painted)
        window.show()
        app.exec()
        runner.close()
        house.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
