"""Whose copies were compared: witnesses and supervisor who are in the room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.minutes import Kind, Minutes, Participant
from sirekap_desktop.ui.plenary_words import called, capacity

_MANY, _ROWS = 6, 3
"""More copies than `_MANY` stand in three columns, of which so many rows are seen at once."""


class CopiesBox(QWidget):
    """A check box for each; shown while the TPS is being compared."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        head = QLabel(self.tr("Copies that are compared"))
        head.setProperty("role", "section")
        self._none = QLabel(self.tr("No witness or supervisor is in the room."))
        self._none.setProperty("role", "label")
        self._none.setWordWrap(True)
        inside = QWidget()
        self._room = QScrollArea()
        self._room.setWidget(inside)
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setProperty("role", "paper")
        inside.setProperty("role", "paper")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(self._none)
        column.addWidget(self._room)

    def show_minutes(self, minutes: Minutes, *, asked: bool) -> None:
        """Offer who is in the room; whose box was switched off stays off at the next TPS."""
        here = [one for one in minutes.participants if one.present and _has_copy(one)]
        if [called(one) for one in here] != list(self.boxes):
            self._offer(here)
        self._none.setVisible(not here)
        self.setVisible(asked)

    @property
    def parties(self) -> tuple[str, ...]:
        """Those whose copies were compared."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def _offer(self, here: list[Participant]) -> None:
        off = {name for name, box in self.boxes.items() if not box.isChecked()}
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        columns = 2 if len(here) <= _MANY else 3
        for place, one in enumerate(here):
            box = QCheckBox(capacity(one))
            box.setToolTip(called(one))
            box.setAccessibleDescription(called(one))
            box.setChecked(called(one) not in off)
            self._grid.addWidget(box, place // columns, place % columns)
            self.boxes[called(one)] = box
        self._fit(-(-len(here) // columns))

    def _fit(self, rows: int) -> None:
        """All rows, or as many as leave the buttons below on the screen."""
        one = next(iter(self.boxes.values())).sizeHint().height() if self.boxes else 0
        high = one + self._grid.verticalSpacing()
        self._room.setFixedHeight(round(min(rows, _ROWS + 0.5) * high))
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self._room.setMinimumWidth(self._grid.sizeHint().width() + bar)


def _has_copy(one: Participant) -> bool:
    return one.kind in (Kind.SAKSI, Kind.PANWASLU)
