"""Keyboard shortcuts that hold wherever the cursor is inside a screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(
    screen: QWidget, keys: str, does: Callable[[], object], *, everywhere: bool = False
) -> QShortcut:
    """Let `keys` (Qt's names) do something inside `screen`, or in its whole window."""
    context = (
        Qt.ShortcutContext.WindowShortcut
        if everywhere
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    shortcut = QShortcut(QKeySequence(keys), screen)
    shortcut.setContext(context)
    shortcut.activated.connect(does)
    return shortcut
