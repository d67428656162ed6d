"""The course of a TPS through the plenary, as a line of stations."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from sirekap_desktop.models.minutes import Course, Step
from sirekap_desktop.models.proceedings import TPS_MOVES, Reached
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.data_label import DataLabel
from sirekap_desktop.ui.plenary_words import clock, reached_look, station_word

_ORDER = (Reached.DIBACAKAN, Reached.DICOCOKKAN, Reached.DISEPAKATI, Reached.SELESAI)


class StationLine(QFrame):
    """Read out, compared, agreed, closed: with time and name where it has been."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        self._marks: dict[Reached, QLabel] = {}
        self._words: dict[Reached, QLabel] = {}
        self._told: dict[Reached, QLabel] = {}
        for place, reached in enumerate(_ORDER):
            mark, word, told = QLabel(), QLabel(station_word(reached)), DataLabel()
            told.setProperty("role", "label")
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, part in enumerate((mark, word, told)):
                grid.addWidget(part, 2 * place, column)
            if place < len(_ORDER) - 1:
                grid.addWidget(_rail(), 2 * place + 1, 0, Qt.AlignmentFlag.AlignHCenter)
            self._marks[reached], self._words[reached], self._told[reached] = mark, word, told
        self.show_course(Course())

    def show_course(self, course: Course) -> None:
        """Show how far a TPS is."""
        steps = arrivals(course)
        for reached in _ORDER:
            step = steps.get(reached)
            here = reached is course.reached
            look = reached_look(reached)
            ink = look.ink if step is not None else theme.worn().muted
            icon = "sesuai" if step is not None and not here else look.icon
            icon = icon if step is not None else "kosong"
            self._marks[reached].setPixmap(icons.pixmap(icon, ink, 18, self.devicePixelRatioF()))
            word = self._words[reached]
            word.setStyleSheet(f"color: {ink}; font-weight: {600 if here else 400};")
            told = "" if step is None else f"{clock(step.at)} · {step.who}"
            self._told[reached].setText(told)
            state = self.tr("reached") if step is not None else self.tr("not yet")
            word.setAccessibleName(f"{station_word(reached)}: {told or state}")


def arrivals(course: Course) -> Mapping[Reached, Step]:
    """The step that led to each station that still stands: going back takes the later ones away."""
    order = list(Reached)
    now, found = Reached.MENUNGGU, dict[Reached, Step]()
    for step in course.steps:
        after = TPS_MOVES.get((step.act, now), now)
        if order.index(after) < order.index(now):
            found = {r: s for r, s in found.items() if order.index(r) <= order.index(after)}
        elif after is not now:
            found[after] = step
        now = after
    return found


def _rail() -> QFrame:
    rail = QFrame()
    rail.setProperty("role", "line")
    rail.setFixedSize(theme.px(2), theme.px(8))
    return rail
