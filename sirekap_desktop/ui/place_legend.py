"""The legend of the tiles, which is also their filter: each place with how many TPS are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from sirekap_desktop.models.plenary import Place
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.flow import FlowLayout
from sirekap_desktop.ui.home_words import place_told, place_word
from sirekap_desktop.ui.keys import bind


class PlaceLegend(QWidget):
    """Switches: with none on, every TPS is shown; else those of the places that are on."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[Place, QToolButton] = {}
        line = FlowLayout(self, theme.px(6))
        for place in Place:
            button = self._button(place)
            self._buttons[place] = button
            line.addWidget(button)

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """The switches from left to right."""
        return tuple(self._buttons.values())

    @property
    def places(self) -> frozenset[Place]:
        """What is switched on."""
        return frozenset(place for place, one in self._buttons.items() if one.isChecked())

    def show_counts(self, places: Iterable[Place]) -> None:
        """How many TPS are where."""
        count = Counter(places)
        for place, button in self._buttons.items():
            button.setText(f"{place_word(place)}  {theme.grouped(count[place])}")
            button.setAccessibleDescription(place_told(place))

    def switch_on(self, places: frozenset[Place]) -> None:
        """Switch these on, and the others off."""
        for place, button in self._buttons.items():
            button.setChecked(place in places)

    def bind_keys(self, screen: QWidget) -> None:
        """Alt and a figure switch a place."""
        for number, (place, button) in enumerate(self._buttons.items(), start=1):
            told = self.tr("Only TPS that are: {place}").format(place=place_word(place))
            bind(screen, f"Alt+{number}", button.click, told)

    def _button(self, place: Place) -> QToolButton:
        look = theme.look(place)
        button = QToolButton()
        button.setText(place_word(place))
        button.setProperty("role", "place")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(icons.icon(look.icon, look.ink))
        button.setIconSize(theme.square(16))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keys = f"Alt+{list(Place).index(place) + 1}"
        button.setToolTip(f"{place_told(place)} ({keys})")
        button.clicked.connect(self.chosen)
        return button
