"""The Qt application: letters, colours, language, and what happens to a bug."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.dialogs import CrashDialog, crash_hook
from sirekap_desktop.ui.language import Indonesian, catalogue


def make(arguments: Sequence[str]) -> QApplication:
    """The application, dressed and speaking Indonesian."""
    app = QApplication(list(arguments))
    app.setApplicationName("Sirekap Desktop")
    app.setDesktopFileName("sirekap-desktop")
    dress(app)
    return app


def dress(app: QApplication) -> None:
    """Give an application the look and the language."""
    app.setStyle("Fusion")
    app.setPalette(theme.palette())
    app.setFont(theme.font(theme.BASE_POINTS, theme.load_font()))
    app.setStyleSheet(theme.style_sheet())
    words = Indonesian(catalogue())
    words.setParent(app)
    app.installTranslator(words)


def tell_bugs(keep: Callable[[str], str]) -> None:
    """Show an unexpected exception; `keep` stores its report and names the file.

    While one is being shown, further ones are only kept.
    """
    shown: list[str] = []

    def show(report: str, where: str) -> None:
        if not shown:
            shown.append(where)
            CrashDialog(report, where, QApplication.activeWindow()).exec()
            shown.clear()

    sys.excepthook = crash_hook(keep, show)
