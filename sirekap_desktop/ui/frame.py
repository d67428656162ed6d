"""The parts around every screen: top bar, rail, foot, and the band of a simulation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.data_label import DataLabel
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.language import role_word
from sirekap_desktop.ui.projection_paint import stripes
from sirekap_desktop.ui.room import Room
from sirekap_desktop.ui.runner import Step
from sirekap_desktop.ui.tps_finder import TpsFinder


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

    def __init__(self, election: Election) -> None:
        super().__init__()
        title = f"Kec. {election.kecamatan.name} · {election.title}"
        self._who = ""
        self.setProperty("role", "bar")
        self.setFixedHeight(theme.px(44))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(12)
        name = DataLabel(title)
        name.setFont(theme.font(theme.BASE_POINTS + 1, bold=True))
        self.search = TpsFinder(election)
        self.search.found.connect(self.searched)
        self.person = QToolButton()
        self.person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.person.setIcon(icons.icon("person"))
        self.person.setIconSize(theme.square(16))
        self.lock = QToolButton()
        self.lock.setIcon(icons.icon("lock"))
        self.lock.setIconSize(theme.square(16))
        self.lock.setToolTip(self.tr("Lock the desk (Ctrl+L)"))
        self.lock.setAccessibleName(self.tr("Lock the desk (Ctrl+L)"))
        mark = QLabel()
        look = theme.look(Stage.SESUAI)
        mark.setPixmap(icons.pixmap(look.icon, look.ink, 16, self.devicePixelRatioF()))
        self._saved = QLabel(self.tr("All saved"))
        line.addWidget(name, 1)
        line.addWidget(self.search, 1)
        for widget in (self.person, self.lock, mark, self._saved):
            line.addWidget(widget)

    def show_person(self, person: Person) -> None:
        """Who sits here."""
        self._who = f"{person.name} · {role_word(person.role)}"
        self.person.setAccessibleName(self.tr("At the desk: {who}").format(who=self._who))
        takes_over = self.tr("Another person takes over")
        self.person.setToolTip(f"{self._who}\n{takes_over}")
        self._write_person()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long name gets what the width allows."""
        super().resizeEvent(event)
        self._write_person()

    def show_saved(self, time: str) -> None:
        """When the last act was written to the disk."""
        self._saved.setText(self.tr("Saved {time}").format(time=time))

    def _write_person(self) -> None:
        width = min(theme.px(240), self.width() // 5)
        cut = Qt.TextElideMode.ElideRight
        self.person.setText(self.person.fontMetrics().elidedText(self._who, cut, width))


@dataclass(frozen=True)
class Stop:
    """A place on the rail, by icon and word: a screen, or a window of its own."""

    icon: str
    word: str
    window: bool = False


class Rail(QFrame):
    """Icon and word of every screen; below, what is not part of the work itself."""

    turned = Signal(int)
    """The number of the screen that was chosen; windows are not counted."""
    opened = Signal()
    """The window was asked for."""

    def __init__(self, above: Sequence[Stop], below: Sequence[Stop]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self._screens: list[QToolButton] = []
        self._inside = QWidget()
        self._inside.setProperty("role", "paper")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        buttons = [self._button(stop, n) for n, stop in enumerate((*above, *below), start=1)]
        for number, button in enumerate(buttons):
            if number == len(above):
                column.addStretch(1)
            column.addWidget(button)
        chosen = QFontMetrics(theme.font(theme.LABEL_POINTS, bold=True))
        words = max(chosen.horizontalAdvance(stop.word) for stop in (*above, *below))
        self._wide = max(theme.px(88), words + theme.px(16))
        for button in buttons:
            button.setFixedSize(self._wide, theme.px(64))
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._room = Room(self._inside)
        line.addWidget(self._room)

    def choose(self, number: int) -> None:
        """Light a screen's button."""
        for place, button in enumerate(self._screens):
            button.setChecked(place == number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the rail scrolls, the bar stands beside the buttons."""
        super().resizeEvent(event)
        self._widen()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the style sheet has said how wide a bar is."""
        super().showEvent(event)
        self._widen()

    def _widen(self) -> None:
        scrolls = self._inside.minimumSizeHint().height() > self.height()
        bar = self._room.bar if scrolls else 0
        edge = self.width() - self.contentsRect().width()
        self.setFixedWidth(self._wide + edge + bar)

    def _button(self, stop: Stop, place: int) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "rail")
        made.setText(stop.word)
        made.setIcon(icons.icon(stop.icon, theme.worn().muted, theme.worn().accent))
        made.setIconSize(theme.square(24))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setToolTip(f"{stop.word} (Ctrl+{place})")
        made.setAccessibleName(stop.word)
        bind(self, f"Ctrl+{place}", made.click, stop.word, everywhere=True)
        if stop.window:
            made.clicked.connect(self.opened)
        else:
            made.setCheckable(True)
            made.clicked.connect(partial(self._turn, len(self._screens)))
            self._screens.append(made)
        return made

    def _turn(self, number: int) -> None:
        self.choose(number)
        self.turned.emit(number)


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
        self._what = DataLabel(cut=Qt.TextElideMode.ElideMiddle)
        self._bar = QProgressBar()
        self._bar.setMinimumWidth(theme.px(60))
        self._bar.setMaximumWidth(theme.px(220))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = QPushButton(self.tr("Stop work"))
        self._stop.setProperty("role", "link")
        self._stop.clicked.connect(self.stopped)
        self._news = QLabel()
        line.addWidget(self._bar, 1)
        line.addWidget(self._what, 2)
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
            self._what.setText(" · ".join(filter(None, (step.what, counted))))

    def show_news(self, text: str) -> None:
        """A few words at the right, e.g. how many TPS need a person."""
        self._news.setText(text)
