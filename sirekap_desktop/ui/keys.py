"""Keys that hold wherever the cursor is inside a screen, and what they do in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class KeyHint(QObject):
    """What a key does, kept at the widget where it does it."""

    def __init__(self, place: QWidget, keys: str, told: str, *, everywhere: bool = False) -> None:
        super().__init__(place)
        self.place = place
        self.keys = keys
        self.told = told
        self.everywhere = everywhere


def bind(
    screen: QWidget,
    keys: str,
    does: Callable[[], object],
    told: str,
    *,
    also: str = "",
    everywhere: bool = False,
) -> QShortcut:
    """Let `keys` (Qt's names) do something inside `screen`, or in its whole window.

    `told` says it in the list of keys (F1); `also` is another way to the same, not told.
    """
    context = (
        Qt.ShortcutContext.WindowShortcut
        if everywhere
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    shortcut = QShortcut(screen)
    shortcut.setKeys([QKeySequence(one) for one in filter(None, (keys, also))])
    shortcut.setContext(context)
    shortcut.activated.connect(does)
    tell(screen, QKeySequence(keys).toString(), told, everywhere=everywhere)
    return shortcut


def tell(place: QWidget, keys: str, told: str, *, everywhere: bool = False) -> None:
    """Put into the list of keys what `place` does with keys of its own."""
    KeyHint(place, keys, told, everywhere=everywhere)


def hints(window: QWidget) -> list[KeyHint]:
    """The keys that do something in this window now: on what it shows, and everywhere in it."""
    return [hint for hint in window.findChildren(KeyHint) if hint.place.isVisibleTo(window)]
