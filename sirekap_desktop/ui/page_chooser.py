"""Which sheet of a TPS is shown: tabs for a few of them, one line with a list for twenty."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QWidget,
)

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.page_list import Line, PageList
from sirekap_desktop.ui.row_groups import page_words, short_name

MOST_TABS = 6
"""So many sheets stand beside each other as tabs."""


class PageChooser(QWidget):
    """The sheet that is shown, the way to the others, and which of them are not here yet."""

    turned = Signal()
    """Another sheet is in place, whoever turned to it."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self._pages = template.pages
        self._words = [page_words(template, page) for page in template.pages]
        self._there: frozenset[int] = frozenset()
        self._stages: Mapping[str, Stage] = {}
        self._index = 0
        self.few = len(self._pages) <= MOST_TABS
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.tabs = QTabBar()
        if self.few:
            self._add_tabs(line)
        else:
            self._add_face(line)

    @property
    def index(self) -> int:
        """The place of the sheet among those of the form."""
        return self._index

    def turn_to(self, index: int) -> None:
        """Put another sheet in place."""
        if index == self._index or not 0 <= index < len(self._pages):
            return
        self._index = index
        if self.few:
            self.tabs.setCurrentIndex(index)
        self._tell()
        self.turned.emit()

    def step(self, by: int) -> None:
        """The sheet before or behind."""
        self.turn_to(self._index + by)

    def show_there(self, there: frozenset[int]) -> None:
        """Of which sheets, by number, there is a picture."""
        self._there = there
        for index, page in enumerate(self._pages if self.few else ()):
            look = theme.look(Stage.TERBACA if page.number in there else Stage.KOSONG)
            self.tabs.setTabIcon(index, icons.icon(look.icon, look.ink))
        self._tell()

    def show_stages(self, stages: Mapping[str, Stage]) -> None:
        """The state of every number: the list says what is left to do on each sheet."""
        self._stages = stages
        self._tell()

    def open_list(self) -> None:
        """All sheets with their states, to be searched by party or number."""
        if self.few:
            self.tabs.setFocus()
            return
        self.sheets.show_lines([self._line(index) for index in range(len(self._pages))])
        self.sheets.pop_up(self.face.mapToGlobal(QPoint(0, self.face.height())), self._index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name of the party takes what room there is."""
        super().resizeEvent(event)
        self._tell()

    def _line(self, index: int) -> Line:
        page = self._pages[index]
        stages = [self._stages.get(place.field, Stage.KOSONG) for place in page.places]
        done = sum(stage in _CONFIRMED for stage in stages)
        return Line(
            number=page.number,
            words=self._words[index],
            there=page.number in self._there,
            stage=_gravest(stages, page.number in self._there),
            left=len(stages) - done,
        )

    def _tell(self) -> None:
        if self.few:
            return
        line = self._line(self._index)
        look = theme.look(line.stage)
        at = self.tr("Sheet {page}/{count}").format(page=line.number, count=len(self._pages))
        told, shown = f"{at} · {line.words}", f"{at} · {_short(line.words)}"
        self.face.setIcon(icons.icon(look.icon, look.ink))
        room = self.face.width() - theme.px(52)
        cut = Qt.TextElideMode.ElideRight
        self.face.setText(self.face.fontMetrics().elidedText(shown, cut, max(room, 0)))
        self.face.setToolTip(f"{told}\n{line.told}")
        self.face.setAccessibleName(f"{told}, {line.told}")
        lacking = [page.number for page in self._pages if page.number not in self._there]
        self.lacking.setVisible(bool(lacking))
        self.lacking.setText(self.tr("{count} missing").format(count=len(lacking)))
        self.lacking.setToolTip(
            self.tr("Sheets that are not here yet: {pages}").format(
                pages=", ".join(map(str, lacking))
            )
        )
        self.back.setEnabled(self._index > 0)
        self.on.setEnabled(self._index < len(self._pages) - 1)

    def _add_tabs(self, line: QHBoxLayout) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        self.tabs.setIconSize(theme.square(16))
        self.tabs.setAccessibleName(self.tr("Sheets"))
        for page in self._pages:
            self.tabs.addTab(self.tr("Sheet {page}").format(page=page.number))
        self.tabs.currentChanged.connect(self.turn_to)
        line.addWidget(self.tabs, 1)

    def _add_face(self, line: QHBoxLayout) -> None:
        self.sheets = PageList(self)
        self.sheets.picked.connect(self.turn_to)
        self.back = icons.tool("previous", self.tr("Sheet before (Ctrl+PgUp)"))
        self.back.clicked.connect(lambda: self.step(-1))
        self.on = icons.tool("next", self.tr("Next sheet (Ctrl+PgDown)"))
        self.on.clicked.connect(lambda: self.step(1))
        self.face = QPushButton()
        self.face.setStyleSheet("text-align: left;")
        self.face.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.face.clicked.connect(self.open_list)
        self.lacking = QLabel()
        look = theme.look(Stage.PERIKSA)
        self.lacking.setStyleSheet(f"color: {look.ink}; font-weight: 600;")
        for widget in (self.back, self.face, self.on, self.lacking):
            line.addWidget(widget, 1 if widget is self.face else 0)


_CONFIRMED = (Stage.SESUAI, Stage.DIKOREKSI, Stage.SALAH, Stage.SELESAI)
_GRAVE = (Stage.SALAH, Stage.PERIKSA, Stage.TERBACA, Stage.KOSONG, Stage.DIKOREKSI)


def _gravest(stages: list[Stage], there: bool) -> Stage:
    """What a sheet needs: the gravest state of its numbers."""
    if not there and all(stage is Stage.KOSONG for stage in stages):
        return Stage.KOSONG
    return next((stage for stage in _GRAVE if stage in stages), Stage.SESUAI)


def _short(words: str) -> str:
    number, dot, name = words.partition(" · ")
    return f"{number} {short_name(name)}" if dot else words
