"""The board of tiles: walked with the arrows, found by typing a number, opened with Enter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.tables import Index
from sirekap_desktop.ui.tile_delegate import TileDelegate
from sirekap_desktop.ui.tile_model import TileModel, rows_of
from sirekap_desktop.workflow.lines import TpsLine

_TILE, _WIDEST = 50, 96
_LOW, _HIGH = 23, 34
_APART = 6
"""Between two desa, where one has several lines."""
_LONG_NAME = 220
_EVEN = 5
"""Lines that break are so many tiles long, or a multiple: numbers stand below each other."""

_Move = QAbstractItemView.CursorAction


class TileBoard(QTableView):
    """Every TPS as a tile, desa by desa, on one screen as long as that is possible."""

    opened = Signal(str)
    """Enter or a click on the TPS of this code."""
    check_wanted = Signal(str)
    hearing_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[TpsLine] = ()
        self._shown: Collection[str] | None = None
        self._typed = ""
        self._gap = 0
        self._lit = False
        self._since = QElapsedTimer()
        self.tiles = TileModel(self)
        self.setModel(self.tiles)
        self.setItemDelegate(TileDelegate(self))
        self.setProperty("role", "tiles")
        self.setAccessibleName(self.tr("Polling stations"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setProperty("role", "tiles")
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        letters = self.horizontalHeader().fontMetrics().height()
        self.horizontalHeader().setFixedHeight(letters + theme.px(2))
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_lines(self, lines: Sequence[TpsLine], shown: Collection[str] | None = None) -> None:
        """Show these TPS, narrowed to those of the codes `shown`; the cursor stays on its TPS."""
        self._lines, self._shown = lines, shown
        self._arrange()

    def light(self, on: bool) -> None:
        """Let the tile with the cursor shine although the keys go elsewhere."""
        self._lit = on
        self.viewport().update()

    @property
    def lit(self) -> bool:
        """Whether the tile with the cursor is to be seen at once."""
        return self._lit or self.hasFocus()

    def gap_below(self, row: int) -> int:
        """The room that a line of tiles leaves to the next desa."""
        return self._gap if self.tiles.ends_desa(row) else 0

    @property
    def current(self) -> str:
        """The code of the TPS with the cursor, "" for none."""
        line = self.tiles.line(self.currentIndex())
        return line.tps.code if line else ""

    def go_to(self, code: str) -> None:
        """Put the cursor on a TPS that is shown."""
        index = self.tiles.index_of(code)
        if index.isValid():
            self.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break where the width wants it."""
        super().resizeEvent(event)
        self._arrange()

    # ---- arranging ----

    def _arrange(self) -> None:
        kept = self.current
        metrics = self.verticalHeader().fontMetrics()
        names = {line.desa.region.name for line in self._lines}
        side = max((metrics.horizontalAdvance(name) for name in names), default=0) + theme.px(20)
        side = min(side, theme.px(_LONG_NAME))
        count = max(
            self.fontMetrics().horizontalAdvance("000 / 000"),
            self.horizontalHeader().fontMetrics().horizontalAdvance(self.tiles.count_word),
        ) + theme.px(24)
        room = self.width() - side - count - theme.px(16)
        width = self._tiles_a_line(room)
        self.tiles.show_rows(rows_of(self._lines, self._shown, width), width)
        self.verticalHeader().setFixedWidth(side)
        tile = max(theme.px(_TILE), min(theme.px(_WIDEST), room // width))
        for column in range(width):
            self.setColumnWidth(column, tile)
        self.setColumnWidth(width, count)
        self._share_height()
        self.go_to(kept)

    def _tiles_a_line(self, room: int) -> int:
        shown = Counter(
            line.desa.region.code
            for line in self._lines
            if self._shown is None or line.tps.code in self._shown
        )
        longest = max(shown.values(), default=1)
        fit = max(1, room // theme.px(_TILE))
        if longest <= fit:
            return longest
        return fit - fit % _EVEN if fit > _EVEN else fit

    def _share_height(self) -> None:
        """As high as all lines fit, within reason."""
        rows = [self.tiles.row(number) for number in range(self.tiles.rowCount())]
        self._gap = 0 if all(row.first for row in rows) else theme.px(_APART)
        gaps = sum(row.first for row in rows) * self._gap
        room = self.height() - self.horizontalHeader().height() - gaps - 2
        high = min(theme.px(_HIGH), max(theme.px(_LOW), room // max(1, len(rows))))
        for number in range(len(rows)):
            self.setRowHeight(number, high + self.gap_below(number))

    # ---- keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter goes to Periksa, Ctrl+Enter to the plenary; the rest is Qt's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.current and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.check_wanted.emit(self.current)
        elif enter and self.current and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.hearing_wanted.emit(self.current)
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Left and right go on in the next line; Home and End are those of the desa."""
        here = self.currentIndex()
        if not here.isValid():
            return self.tiles.find(lambda _: True)
        ends = modifiers & Qt.KeyboardModifier.ControlModifier
        if action in (_Move.MoveRight, _Move.MoveNext):
            return self._along(here, 1)
        if action in (_Move.MoveLeft, _Move.MovePrevious):
            return self._along(here, -1)
        if action in (_Move.MoveUp, _Move.MoveDown):
            return self._across(here, 1 if action is _Move.MoveDown else -1)
        if action is _Move.MoveHome:
            return self._end(-1, here if not ends else None)
        if action is _Move.MoveEnd:
            return self._end(1, here if not ends else None)
        return self._of_desa(here, 1 if action is _Move.MovePageDown else -1)

    def keyboardSearch(self, search: str) -> None:
        """A number typed goes to the TPS of that number, first in this desa; a letter to a desa."""
        if self._since.isValid() and self._since.elapsed() > QApplication.keyboardInputInterval():
            self._typed = ""
        self._gap = 0
        self._lit = False
        self._since.start()
        self._typed += search.casefold()
        here, wanted = self.currentIndex(), self._typed.strip()
        if wanted.isdigit():
            found = self._number(here, int(wanted))
        else:
            found = self.tiles.find(
                lambda line: line.desa.region.name.casefold().startswith(wanted),
                here if len(wanted) == 1 else None,
            )
        if found.isValid():
            self.setCurrentIndex(found)

    def _number(self, here: Index, number: int) -> QModelIndex:
        line = self.tiles.line(here)
        if line is not None and line.tps.number == number:
            return self.tiles.index(here.row(), here.column())
        code = line.desa.region.code if line is not None else ""
        found = self.tiles.find(
            lambda one: one.tps.number == number and one.desa.region.code == code
        )
        return (
            found
            if found.isValid()
            else self.tiles.find(lambda one: one.tps.number == number, here)
        )

    def _along(self, here: Index, by: int) -> QModelIndex:
        row, column = here.row(), here.column() + by
        if column < 0 and row > 0:
            row -= 1
            column = len(self.tiles.row(row).tiles) - 1
        elif column >= len(self.tiles.row(row).tiles) and row + 1 < self.tiles.rowCount():
            row, column = row + 1, 0
        return self._there(row, column, here)

    def _across(self, here: Index, by: int) -> QModelIndex:
        row = here.row() + by
        if not 0 <= row < self.tiles.rowCount():
            return self._there(-1, 0, here)
        return self._there(row, min(here.column(), len(self.tiles.row(row).tiles) - 1), here)

    def _end(self, by: int, here: Index | None) -> QModelIndex:
        """The first or last tile of the desa of `here`, or of all."""
        row = here.row() if here is not None else (self.tiles.rowCount() - 1 if by > 0 else 0)
        while by < 0 and not self.tiles.row(row).first:
            row -= 1
        while by > 0 and not self.tiles.ends_desa(row):
            row += 1
        return self.tiles.index(row, len(self.tiles.row(row).tiles) - 1 if by > 0 else 0)

    def _of_desa(self, here: Index, by: int) -> QModelIndex:
        """The first tile of the desa after or before this one."""
        row = self._end(by, here).row() + by
        if not 0 <= row < self.tiles.rowCount():
            return self._end(by, None)
        return self._end(-1, self.tiles.index(row, 0))

    def _there(self, row: int, column: int, here: Index) -> QModelIndex:
        index = self.tiles.index(row, column)
        if self.tiles.line(index) is not None:
            return index
        return self.tiles.index(here.row(), here.column())

    # ---- opening ----

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Both ways that a TPS can be opened."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        line = self.tiles.line(index)
        if line is None:
            return
        self.setCurrentIndex(index)
        at = self.visualRect(index).bottomLeft() if by_key else event.pos()
        self.menu_of(line).popup(self.viewport().mapToGlobal(QPoint(at)))

    def menu_of(self, line: TpsLine) -> QMenu:
        """What can be done with a TPS."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, wanted in (
            (self.tr("Check {name}"), "Shift+Return", self.check_wanted),
            (self.tr("Take {name} to the plenary"), "Ctrl+Return", self.hearing_wanted),
        ):
            action = QAction(words.format(name=line.name), menu)
            action.setShortcut(keys)
            action.triggered.connect(lambda _=False, to=wanted: to.emit(line.tps.code))
            menu.addAction(action)
        return menu

    def _open(self, index: Index) -> None:
        line = self.tiles.line(index)
        if line is not None:
            self.opened.emit(line.tps.code)
