"""What the program wears now: colours, states, and sizes that grow with the text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from sirekap_desktop import paths
from sirekap_desktop.ui.dresses import LIGHT, Colours, Look

BASE_POINTS = 10.5
LABEL_POINTS = 9.5
ENTRY_POINTS = 15.0
HEAD_POINTS = 14.0
TITLE_POINTS = 18.0

PRINTED = LIGHT
"""The colours for what is drawn on a picture of paper, which is white in every dress."""

_PIXELS_A_POINT = 96 / 72


@dataclass
class _Wardrobe:
    """The one thing that is worn; every widget that is built afterwards looks into it."""

    colours: Colours
    scale: float


_worn = _Wardrobe(LIGHT, 1.0)


def wear(colours: Colours, scale: float) -> None:
    """Put on a dress; `scale` is the size of the text, 1.0 for 100 %.

    What is on the screen already keeps its old look: `ui.application.dress` changes the style
    sheet, and the window builds its screens afresh.
    """
    _worn.colours, _worn.scale = colours, scale


def worn() -> Colours:
    """The colours that are worn now."""
    return _worn.colours


def look(state: str) -> Look:
    """How a state is shown: a `Stage`, or another key of `Colours.looks`."""
    return _worn.colours.looks[state]


def px(pixels: float) -> int:
    """A length that grows with the text."""
    return round(pixels * _worn.scale)


def square(pixels: float) -> QSize:
    """The size of an icon that grows with the text."""
    return QSize(px(pixels), px(pixels))


def letters(points: float, scale: float | None = None) -> int:
    """The height in pixels of letters that are `points` high at 100 %, at the size worn or another.

    Never points themselves: those grow with the screen's dots per inch, which the size of the
    text already follows.
    """
    return round(points * _PIXELS_A_POINT * (_worn.scale if scale is None else scale))


def font(points: float, family: str = "", *, bold: bool = False) -> QFont:
    """A font with figures of equal width."""
    made = QFont(family) if family else QFont()
    made.setPixelSize(letters(points))
    made.setBold(bold)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def load_font() -> str:
    """Make the bundled letters known to Qt; the family's name, or "" where none is bundled."""
    families: list[str] = []
    for file in sorted((paths.resources() / "fonts").glob("*.[to]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


def grouped(number: int) -> str:
    """A number as Indonesians write it: 1.234."""
    return f"{number:,}".replace(",", ".")


def palette() -> QPalette:
    """The dress for what no style sheet reaches, whatever the desktop wears."""
    c = _worn.colours
    made = QPalette(QColor(c.paper), QColor(c.ground))
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, c.ground),
        (role.WindowText, c.ink),
        (role.Base, c.paper),
        (role.AlternateBase, c.ground),
        (role.Text, c.ink),
        (role.Button, c.paper),
        (role.ButtonText, c.ink),
        (role.BrightText, c.ink),
        (role.PlaceholderText, c.muted),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.ToolTipBase, c.tip),
        (role.ToolTipText, c.on_tip),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.Accent, c.accent),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.faint))
    return made
