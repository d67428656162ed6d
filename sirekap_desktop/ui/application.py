"""The Qt application: letters, colours, language, and what happens to a bug."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.dialogs import CrashDialog, crash_hook
from sirekap_desktop.ui.dresses import DARK, DRESSES, LIGHT, Colours
from sirekap_desktop.ui.language import Indonesian, catalogue
from sirekap_desktop.ui.style_sheet import style_sheet

SMALLEST, LARGEST = 100, 200
"""Percent that the size of the text may have."""
_USUAL_DPI = 96
_DEFAULTS = Settings()
_SCHEMES = {
    name: Qt.ColorScheme.Dark if colours.dark else Qt.ColorScheme.Light
    for name, colours in DRESSES.items()
}


def make(arguments: Sequence[str], settings: Settings = _DEFAULTS) -> QApplication:
    """The application, dressed and speaking as the settings ask."""
    app = QApplication(list(arguments))
    app.setApplicationName("Sirekap Desktop")
    app.setDesktopFileName("sirekap-desktop")
    dress(app, settings)
    return app


def dress(app: QApplication, settings: Settings = _DEFAULTS) -> None:
    """Give an application the look and the language; also again, when they were changed."""
    asked = _SCHEMES.get(settings.dress, Qt.ColorScheme.Unknown)
    QGuiApplication.styleHints().setColorScheme(asked)  # title bars and the system's own dialogs
    theme.wear(colours_of(settings), text_size_of(settings) / 100)
    app.setStyle("Fusion")
    app.setPalette(theme.palette())
    app.setFont(theme.font(theme.BASE_POINTS, theme.load_font()))
    app.setStyleSheet(style_sheet())
    _speak(app, settings.language)


def colours_of(settings: Settings) -> Colours:
    """The dress that was chosen, or else the one that the system asks for."""
    scheme = QGuiApplication.styleHints().colorScheme()
    of_system = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return DRESSES.get(settings.dress, of_system)


def text_size_of(settings: Settings) -> int:
    """The size of the text in percent that was chosen, or else that of the system."""
    try:
        wanted = int(settings.text_size)
    except ValueError:
        wanted = system_text_size()
    return min(LARGEST, max(SMALLEST, wanted))


def system_text_size() -> int:
    """The size of the text in percent that the system asks for."""
    screen = QGuiApplication.primaryScreen()
    asked = round(100 * screen.logicalDotsPerInch() / _USUAL_DPI) if screen else SMALLEST
    return min(LARGEST, max(SMALLEST, asked))


def _speak(app: QApplication, language: str) -> None:
    """English stands in the source; Qt's own words are English too when nobody translates."""
    for old in app.findChildren(Indonesian):
        app.removeTranslator(old)
        old.deleteLater()
    if language == "en":
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        return
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
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
