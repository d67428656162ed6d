"""What is open at a TPS, each with the ways to settle it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.matters import Matter
from sirekap_desktop.ui.permitted import permit

_LEAST = 96
"""Pixels of height at 100 %: one matter with its ways is always seen."""


class MattersList(QWidget):
    """One below the other, in the height that is left."""

    asked = Signal(object)
    """The `Ask` of a button."""

    def __init__(self) -> None:
        super().__init__()
        self.matters: tuple[Matter, ...] = ()
        self.buttons: list[QPushButton] = []
        """All of them, from above."""
        self._shown: list[QWidget] = []
        self._head = QLabel()
        self._head.setProperty("role", "section")
        self._inside = QWidget()
        self._inside.setProperty("role", "paper")
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(8)
        self._rows.addStretch(1)
        room = QScrollArea()
        room.setProperty("role", "paper")
        room.setWidget(self._inside)
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setMinimumHeight(theme.px(_LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(room, 1)

    def show_matters(
        self, matters: Sequence[Matter], hindrance: Callable[[Act], SirekapError | None]
    ) -> None:
        """Show these; `hindrance` says why a person may not do an act now."""
        self.matters = tuple(matters)
        for row in self._shown:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.buttons = []
        self._shown = [self._row(matter, hindrance) for matter in matters]
        for place, row in enumerate(self._shown):
            self._rows.insertWidget(place, row)
        self._head.setText(
            self.tr("Open ({count})").format(count=len(matters))
            if matters
            else self.tr("Nothing is open")
        )

    def _row(self, matter: Matter, hindrance: Callable[[Act], SirekapError | None]) -> QWidget:
        look = theme.look(matter.look)
        row = QWidget(self._inside)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(look.icon, look.ink, 16, self.devicePixelRatioF()))
        words = QLabel(matter.words)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        for word, ask in matter.ways:
            button = QPushButton(word)
            button.setProperty("role", "link")
            button.setAccessibleName(f"{word} {matter.words}")
            button.clicked.connect(partial(self.asked.emit, ask))
            permit(button, hindrance(ask.what) if isinstance(ask.what, Act) else None)
            ways.addWidget(button)
            self.buttons.append(button)
        ways.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words)
        column.addLayout(ways)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        return row
