"""The number that is being read out, large enough for whoever reads it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.crops import CropLabel
from sirekap_desktop.ui.number_tile import Figure

_FIGURE_POINTS = 40.0
_PAPER = 72


class ReadingNow(QFrame):
    """Back, what it is, its piece of paper, the figure, on."""

    stepped = Signal(int)
    """One number back (−1) or on (+1)."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._back = self._arrow("previous", self.tr("Number before (Left, PgUp)"), -1)
        self._on = self._arrow("next", self.tr("Next number (Right, PgDown)"), 1)
        self._at = QLabel()
        self._at.setProperty("role", "label")
        self._name = QLabel()
        self._name.setWordWrap(True)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setFont(theme.font(theme.BASE_POINTS + 1.5, bold=True))
        self._state = QLabel()
        self._state.setWordWrap(True)
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        for label in (self._at, self._name, self._state):
            words.addWidget(label)
        words.addStretch(1)
        self._paper = CropLabel(self.tr("The number on the paper"), _PAPER)
        self._paper.setMinimumWidth(theme.px(120))
        self._old = QLabel()
        struck = theme.font(theme.TITLE_POINTS)
        struck.setStrikeOut(True)
        self._old.setFont(struck)
        self._old.setStyleSheet(f"color: {theme.worn().muted};")
        self._figure = QLabel()
        self._figure.setFont(theme.font(_FIGURE_POINTS, bold=True))
        self._figure.setMinimumWidth(self._figure.fontMetrics().horizontalAdvance("999"))
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 8, 4, 8)
        line.setSpacing(8)
        line.addWidget(self._back)
        line.addLayout(words, 5)
        line.addWidget(self._paper, 3)
        line.addWidget(self._old)
        line.addWidget(self._figure)
        line.addWidget(self._on)

    @property
    def figure(self) -> str:
        """What stands there as the figure."""
        return self._figure.text()

    @property
    def told(self) -> str:
        """What is said of it."""
        return "\n".join((self._at.text(), self._name.text(), self._state.text()))

    def show_figure(self, figure: Figure, at: str) -> None:
        """Show a number; `at` says which of how many it is."""
        look = theme.look(figure.state)
        self._at.setText(at)
        self._name.setText(figure.name)
        self._state.setText(figure.told)
        self._state.setStyleSheet(f"color: {look.ink};")
        self._paper.set_picture(figure.crop)
        self._figure.setText("–" if figure.value is None else theme.grouped(figure.value))
        self._old.setText("" if figure.old is None else theme.grouped(figure.old))
        self._old.setVisible(figure.old is not None)
        self._figure.show()
        self._paper.show()

    def show_words(self, words: str, at: str = "") -> None:
        """Say something else: what the hall looks at instead of a number."""
        self._at.setText(at)
        self._name.setText(words)
        self._state.setText("")
        for part in (self._old, self._figure, self._paper):
            part.hide()

    def _arrow(self, icon: str, told: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon))
        made.setIconSize(theme.square(24))
        made.setToolTip(told)
        made.setAccessibleName(told)
        made.clicked.connect(lambda: self.stepped.emit(by))
        return made
