"""The bar over the screen Pleno: where the plenary stands, and what the chair may do with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.minutes import Minutes
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import SITTING_ACTS, SITTING_MOVES, Sitting
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.data_label import DataLabel
from sirekap_desktop.ui.permit import permit, set_primary
from sirekap_desktop.ui.plenary_words import day_and_time, sitting_look, sitting_word

_ICONS = {Act.OPEN: "play", Act.ADJOURN: "pause", Act.RESUME: "play", Act.END: "stop"}


class SittingBar(QFrame):
    """State in icon and word, since when, where; to the right what can be done now."""

    asked = Signal(object)
    """The `Act` that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._leads = True
        self._waits = True
        self._icon = QLabel()
        self._state = QLabel()
        self._told = DataLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._state)
        line.addWidget(self._told, 1)
        self.buttons: dict[Act, QPushButton] = {}
        for act, word in (
            (Act.OPEN, self.tr("Open the plenary…")),
            (Act.RESUME, self.tr("Resume…")),
            (Act.ADJOURN, self.tr("Adjourn…")),
            (Act.END, self.tr("End the plenary…")),
        ):
            button = QPushButton(word)
            button.setIcon(icons.icon(_ICONS[act]))
            button.clicked.connect(lambda _, a=act: self.asked.emit(a))
            line.addWidget(button)
            self.buttons[act] = button
        self.show_minutes(Minutes(), dict.fromkeys(SITTING_ACTS))

    def show_minutes(self, minutes: Minutes, hindrances: Mapping[Act, SirekapError | None]) -> None:
        """Show where the sitting stands; `hindrances` say what this person may not do now."""
        sitting = minutes.sitting
        look = sitting_look(sitting)
        self._icon.setPixmap(icons.pixmap(look.icon, look.ink, 20, self.devicePixelRatioF()))
        self._state.setText(sitting_word(sitting))
        self._state.setStyleSheet(f"color: {look.ink}; font-weight: 600;")
        self._told.setText(self._since(minutes))
        self._waits = sitting in (Sitting.BELUM, Sitting.DISKORS)
        for act, button in self.buttons.items():
            button.setVisible((act, sitting) in SITTING_MOVES)
            permit(button, hindrances[act])
        self.lead(self._leads)

    def lead(self, leads: bool) -> None:
        """Whether what the plenary waits for is the next thing to do on this screen."""
        self._leads = leads
        for act, button in self.buttons.items():
            primary = leads and self._waits and button.isEnabled()
            set_primary(button, primary)
            button.setIcon(icons.icon(_ICONS[act], theme.worn().on_accent if primary else ""))

    def _since(self, minutes: Minutes) -> str:
        if not minutes.turns:
            return self.tr("The chair opens it; then TPS can be read out.")
        last = minutes.turns[-1]
        since = self.tr("since {when}").format(when=day_and_time(last.at))
        why = last.words if minutes.sitting is not Sitting.BERJALAN else ""
        return " · ".join(filter(None, (since, minutes.place, why)))
