"""The parts around every screen: top bar, rail, foot, and the band of a simulation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.people import Person
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.language import role_word
from sirekap_desktop.ui.projection_paint import stripes
from sirekap_desktop.ui.runner import Step


class SimulationBand(QWidget):
    """Says across the whole window that nothing here is real."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(24))
        self.setAccessibleName(self.tr("Simulation"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's signature)
        """Stripes and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stripes(painter, QRectF(self.rect()))
        painter.end()


class TopBar(QFrame):
    """What is counted, the search for a TPS, who sits here, and whether all is saved."""

    searched = Signal(str)
    """The 13-digit code of the TPS that was searched for."""

    def __init__(self, title: str, names: Mapping[str, str]) -> None:
        super().__init__()
        self._codes = dict(names)
        self.setProperty("role", "bar")
        self.setFixedHeight(theme.px(44))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(12)
        self._title = QLabel(title)
        self._title.setToolTip(title)
        self._title.setFont(theme.font(theme.BASE_POINTS + 1, bold=True))
        self._title.setMinimumWidth(theme.px(120))
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = QLineEdit()
        self.search.setFixedWidth(theme.px(250))
        self.search.setPlaceholderText(self.tr("Find TPS … Ctrl+K"))
        self.search.setAccessibleName(self.tr("Find a TPS"))
        self.search.addAction(
            icons.icon("search", theme.worn().muted), QLineEdit.ActionPosition.LeadingPosition
        )
        finder = QCompleter(list(self._codes), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.activated.connect(self._pick)
        self.search.setCompleter(finder)
        self.search.returnPressed.connect(lambda: self._pick(self.search.text()))
        self.person = QToolButton()
        self.person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.person.setIcon(icons.icon("person"))
        self.person.setToolTip(self.tr("Another person takes over"))
        self._mark = QLabel()
        look = theme.look(Stage.SESUAI)
        self._mark.setPixmap(icons.pixmap(look.icon, look.ink, 16, self.devicePixelRatioF()))
        self._saved = QLabel(self.tr("All saved"))
        line.addWidget(self._title, 1)
        line.addWidget(self.search)
        line.addWidget(self.person)
        line.addWidget(self._mark)
        line.addWidget(self._saved)

    def show_person(self, person: Person) -> None:
        """Who sits here."""
        text = f"{person.name} · {role_word(person.role)}"
        metrics = self.person.fontMetrics()
        self.person.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, theme.px(240)))
        self.person.setAccessibleName(self.tr("At the desk: {who}").format(who=text))

    def show_saved(self, time: str) -> None:
        """When the last act was written to the disk."""
        self._saved.setText(self.tr("Saved {time}").format(time=time))

    def _pick(self, text: str) -> None:
        wanted = text.strip().casefold()
        if not wanted:
            return
        found = next((c for n, c in self._codes.items() if n.casefold() == wanted), None)
        found = found or next((c for n, c in self._codes.items() if wanted in n.casefold()), None)
        if found is not None:
            self.searched.emit(found)
            self.search.clear()


class Rail(QFrame):
    """Icon and word of every screen; below, with keys of their own, what stands beside the work."""

    turned = Signal(int)
    """The number of the screen that was chosen."""

    def __init__(
        self, screens: Sequence[tuple[str, str]], below: Sequence[tuple[str, str, str]]
    ) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(theme.px(88))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        self._group = QButtonGroup(self)
        for number, (icon, word) in enumerate(screens):
            button = self._button(icon, word, f"Ctrl+{number + 1}")
            self.join(button, number)
            column.addWidget(button)
        self._group.idClicked.connect(self.turned)
        column.addStretch(1)
        self.below = tuple(self._button(icon, word, keys) for icon, word, keys in below)
        for button in self.below:
            column.addWidget(button)

    def join(self, button: QToolButton, number: int) -> None:
        """Let a button turn to a screen, and be lit while that is shown."""
        button.setCheckable(True)
        self._group.addButton(button, number)

    def choose(self, number: int) -> None:
        """Light a screen's button."""
        self._group.button(number).setChecked(True)

    def _button(self, icon: str, word: str, keys: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "rail")
        made.setText(word)
        made.setIcon(icons.icon(icon, theme.worn().muted, theme.worn().accent))
        made.setIconSize(theme.square(24))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setToolTip(f"{word} ({keys})")
        made.setAccessibleName(word)
        made.setFixedSize(theme.px(88), theme.px(64))
        return made


class Foot(QFrame):
    """Progress of what runs in the background, with a way to stop it."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.setFixedHeight(theme.px(32))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        self._what = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(theme.px(220))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = QPushButton(self.tr("Stop work"))
        self._stop.setProperty("role", "link")
        self._stop.clicked.connect(self.stopped)
        self._news = QLabel()
        line.addWidget(self._bar)
        line.addWidget(self._what)
        line.addWidget(self._stop)
        line.addStretch(1)
        line.addWidget(self._news)
        self.show_step(None)

    def show_step(self, step: Step | None) -> None:
        """How far the work is; None when there is none."""
        for part in (self._what, self._bar, self._stop):
            part.setVisible(step is not None)
        if step is not None:
            self._bar.setRange(0, step.total)
            self._bar.setValue(step.done)
            counted = f"{step.done} / {step.total}" if step.total else ""
            text = " · ".join(filter(None, (step.what, counted)))
            metrics = self._what.fontMetrics()
            self._what.setText(
                metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, theme.px(560))
            )

    def show_news(self, text: str) -> None:
        """A few words at the right, e.g. how many TPS need a person."""
        self._news.setText(text)
