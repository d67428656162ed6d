"""Takes the pictures, once nothing moves any more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.runner import Runner

SIZES = ((1366, 768), (1920, 1080))


class Camera:
    """Keeps every picture in one folder; `settle` waits until nothing is left to do."""

    def __init__(self, app: QApplication, runner: Runner, out: Path) -> None:
        self._app = app
        self._runner = runner
        self._out = out

    def grab(self, window: QWidget, name: str) -> None:
        """Keep the window as it looks at each size."""
        for width, height in SIZES:
            window.resize(width, height)
            self.settle()
            self.snap(window, f"{name}_{width}")
        window.resize(*SIZES[0])
        self.settle()

    def snap(self, widget: QWidget, name: str) -> None:
        """Keep a widget as it looks now."""
        widget.grab().save(str(self._out / f"{name}.png"))

    def dialog(self, window: QWidget, dialog: QDialog, name: str) -> None:
        """Keep a dialog, and close it."""
        dialog.show()
        self.settle()
        self.snap(dialog, name)
        QDialog.reject(dialog)
        window.activateWindow()
        self.settle()

    def dialogs(self, window: QWidget, name: str) -> None:
        """Keep whatever stands over the window."""
        self.settle()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                self.dialog(window, dialog, name)

    def wall(self, frame: DeskFrame, start: str = "70") -> None:
        """Every scene of the projection, both shapes, both dresses."""
        window, place = frame.projection, frame.reading
        for name, go in (
            ("angka", partial(place.go_to, place.now.field)),
            ("desa", place.show_desa),
            ("kecamatan", place.show_kecamatan),
            ("kemajuan", place.show_progress),
        ):
            go()
            for width, height in (*SIZES, (1024, 768)):
                window.resize(width, height)
                for dress in ("gelap", "terang"):
                    self.settle()
                    self.snap(window, f"{start}_proyeksi_{name}_{dress}_{width}")
                    window.toggle_dress()

    def settle(self, at_most: int = 60_000) -> None:
        """Wait until nothing runs, at most so many milliseconds."""
        self._app.processEvents()
        if self._runner.busy:
            loop = QEventLoop()
            self._runner.idle.connect(loop.quit)
            QTimer.singleShot(at_most, loop.quit)
            loop.exec()
        pause(350)
        if self._runner.busy and at_most > 1000:
            self.settle(at_most)


def pause(milliseconds: int) -> None:
    """Let timers and paints happen."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
