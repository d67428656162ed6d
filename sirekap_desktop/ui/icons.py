"""Icons: line drawings of our own, coloured where they are used."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton

from sirekap_desktop import paths
from sirekap_desktop.ui import theme

_SIZES = (16, 20, 24, 32, 48)


@cache
def _drawing(name: str) -> bytes:
    return (paths.resources() / "icons" / f"{name}.svg").read_bytes()


def pixmap(name: str, colour: str = "", size: float = 20, ratio: float = 1.0) -> QPixmap:
    """The drawing `resources/icons/<name>.svg` in one colour ("" is that of letters).

    It is `size` pixels wide and high, more where the text is larger.
    """
    pixels = round(theme.px(size) * ratio)
    colour = colour or theme.worn().ink
    key = f"{name} {colour} {pixels} {ratio}"
    known = QPixmap()
    if not QPixmapCache.find(key, known):
        known = _drawn(name, colour, pixels)
        known.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, known)
    return known


def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", colour.encode())))
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return made


def icon(name: str, colour: str = "", chosen: str | None = None) -> QIcon:
    """An icon for buttons and lists; `chosen` is the colour of its switched-on state."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(pixmap(name, colour, size))
        made.addPixmap(pixmap(name, theme.worn().edge, size), QIcon.Mode.Disabled)
        if chosen is not None:
            made.addPixmap(pixmap(name, chosen, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def tool(name: str, told: str) -> QToolButton:
    """A small button of an icon alone; `told` is what it does, read out and shown as a tip."""
    made = QToolButton()
    made.setIcon(icon(name))
    made.setToolTip(told)
    made.setAccessibleName(told)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
