"""The sheets of a TPS as a list over the screen, found by typing a number or a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.language import stage_word

_WIDE, _MOST = 580, 14
_MARGIN = 40


@dataclass(frozen=True)
class Line:
    """A sheet: who stands on it, whether its picture is here, and what is left to confirm."""

    number: int
    words: str
    there: bool
    stage: Stage
    left: int

    @property
    def told(self) -> str:
        """Its state in words."""
        tr = QCoreApplication.translate
        here = "" if self.there else tr("sheets", "picture not here yet")
        left = tr("sheets", "{count} to confirm").format(count=self.left)
        done = tr("sheets", "all confirmed")
        state = stage_word(self.stage) if self.stage in (Stage.PERIKSA, Stage.SALAH) else ""
        return " · ".join(filter(None, (here, state, left if self.left else done)))


class PageList(QDialog):
    """Enter takes the line with the highlight, Esc none."""

    picked = Signal(int)
    """The place of the sheet among those of the form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sheets"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Party, name or sheet …"))
        self.search.setAccessibleName(self.tr("Find a sheet"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Sheets"))
        self.list.setIconSize(theme.square(16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._take())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these sheets."""
        self.list.clear()
        self.search.clear()
        for line in lines:
            look = theme.look(line.stage)
            item = QListWidgetItem(
                icons.icon(look.icon, look.ink), f"{line.number}   {line.words}   –   {line.told}"
            )
            item.setToolTip(item.text())
            item.setData(Qt.ItemDataRole.UserRole, f"{line.number} {line.words}".casefold())
            self.list.addItem(item)

    def pop_up(self, at: QPoint, chosen: int) -> None:
        """Open below `at` with the sheet in place highlighted."""
        screen = self.screen().availableGeometry()
        row = self.list.sizeHintForRow(0) + 2
        wanted = theme.px(_MARGIN) + self.search.sizeHint().height()
        wanted += row * min(_MOST, self.list.count())
        high = min(wanted, max(theme.px(200), screen.bottom() - at.y()))
        self.resize(min(theme.px(_WIDE), screen.width()), high)
        self.move(at)
        self.open()
        self.list.setCurrentRow(chosen)
        self.list.scrollToItem(self.list.item(chosen), QListWidget.ScrollHint.PositionAtCenter)
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move the highlight while one types; Enter takes it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        """Leave the sheets that the words speak of; a number is a party's before a sheet's."""
        words = text.casefold().split()
        shown = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            told = item.data(Qt.ItemDataRole.UserRole)
            item.setHidden(not all(word in told for word in words))
            if not item.isHidden():
                shown.append(row)
        if shown:
            self.list.setCurrentRow(min(shown, key=lambda row: self._rank(row, text)))

    def _rank(self, row: int, text: str) -> int:
        """A party's number goes before a name, and a name before the number of a sheet."""
        told = str(self.list.item(row).data(Qt.ItemDataRole.UserRole)).partition(" ")[2]
        if told.startswith(f"{text.strip()} "):
            return 0
        return 1 if all(word in told for word in text.casefold().split()) else 2

    def _move(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count() and self.list.item(row).isHidden():
            row += by
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def _take(self) -> None:
        row = self.list.currentRow()
        if row >= 0 and not self.list.item(row).isHidden():
            self.accept()
            self.picked.emit(row)
