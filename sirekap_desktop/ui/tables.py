"""Tables of plain cells, read-only, whose cells can be copied into a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sirekap_desktop.ui import theme

_PADDING = 16
"""Pixels that a cell takes beside its letters, at 100 %."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Cell:
    """What one place of a table shows; `copied` goes to the clipboard instead of `text`."""

    text: str
    right: bool = False
    bold: bool = False
    ink: str = ""
    ground: str = ""
    icon: QIcon | None = None
    told: str = ""
    copied: str | None = None


@dataclass(frozen=True)
class Sheetful:
    """A whole table: heads of its columns, heads of its rows (or none), its cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sides: tuple[Cell, ...] = ()


class CellModel(QAbstractTableModel):
    """Shows a `Sheetful`."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = Sheetful(tuple(heads), ())

    def show_sheet(self, sheet: Sheetful) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._sheet = sheet
        self.endResetModel()

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Replace the rows; the heads stay."""
        self.show_sheet(Sheetful(self._sheet.heads, tuple(rows)))

    def cell(self, index: Index) -> Cell:
        """What stands there."""
        return self._sheet.rows[index.row()][index.column()]

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: how many rows."""
        return 0 if parent is not None and parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt: how many columns."""
        return 0 if parent is not None and parent.isValid() else len(self._sheet.heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: a table that has an editor of its own for a column may open it."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: one aspect of a cell."""
        return _aspect(self.cell(index), role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Qt: one aspect of a head."""
        if orientation is Qt.Orientation.Vertical:
            sides = self._sheet.sides
            return _aspect(sides[section], role) if section < len(sides) else None
        if section >= len(self._sheet.heads):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            first = self._sheet.rows[0][section] if self._sheet.rows else Cell("")
            return _aspect(first, role)
        return self._sheet.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def text_of(self, rows: Sequence[int], columns: Sequence[int]) -> str:
        """These cells with their heads, parted by tabs, for a spreadsheet."""
        sides = self._sheet.sides
        lines = ["\t".join(([""] if sides else []) + [self._sheet.heads[c] for c in columns])]
        for row in rows:
            cells = [self._sheet.rows[row][c] for c in columns]
            head = [sides[row]] if sides else []
            lines.append(
                "\t".join(c.text if c.copied is None else c.copied for c in (*head, *cells))
            )
        return "\n".join(lines)


class CellTable(QTableView):
    """A table of cells; Ctrl+C copies the selected ones with their heads."""

    def __init__(self, name: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: tuple[int, ...] = ()
        self.cells = CellModel(heads, self)
        self.setModel(self.cells)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.verticalHeader().hide()
        self.setMinimumHeight(theme.px(120))
        self.horizontalHeader().setHighlightSections(False)

    def copy(self) -> None:
        """Put the selected cells, or all when none is selected, on the clipboard."""
        chosen = self.selectionModel().selectedIndexes()
        rows = sorted({i.row() for i in chosen}) or list(range(self.cells.rowCount()))
        columns = sorted({i.column() for i in chosen}) or list(range(self.cells.columnCount()))
        QGuiApplication.clipboard().setText(self.cells.text_of(rows, columns))

    def set_widths(self, *widths: int) -> None:
        """How wide the columns are at 100 %; the last one takes what is left as well."""
        self._widths = tuple(theme.px(width) for width in widths)
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width)
        self._stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last column follows."""
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        last = len(self._widths) - 1
        if last >= 0:
            others = sum(self.columnWidth(column) for column in range(last))
            self.setColumnWidth(last, max(self._widths[last], self.viewport().width() - others))

    def widen_side(self, width: int) -> None:
        """Give the heads of the rows this width, and the cells the rest at once."""
        self.verticalHeader().setFixedWidth(width)
        self.updateGeometries()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


class _Wrapped(QStyledItemDelegate):
    """Asks for the height of broken lines at the width that the letters really get."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt leaves the padding of the style sheet out of account."""
        narrow = QStyleOptionViewItem(option)
        narrow.rect = option.rect.adjusted(0, 0, -theme.px(_PADDING), 0)
        return super().sizeHint(narrow, index)


def wrap(table: CellTable, column: int) -> None:
    """Let the words of one column break into lines, in rows that are as high as they need."""
    table.setWordWrap(True)
    table.setItemDelegate(_Wrapped(table))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heads = table.horizontalHeader()
    heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def _aspect(cell: Cell, role: int) -> object:
    wanted = Qt.ItemDataRole
    if role == wanted.DisplayRole:
        return cell.text
    if role == wanted.ToolTipRole:
        return cell.told or cell.text
    if role == wanted.TextAlignmentRole:
        side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
    if role == wanted.ForegroundRole and cell.ink:
        return QBrush(QColor(cell.ink))
    if role == wanted.BackgroundRole and cell.ground:
        return QBrush(QColor(cell.ground))
    if role == wanted.DecorationRole:
        return cell.icon
    if role == wanted.FontRole and cell.bold:
        return theme.font(theme.BASE_POINTS, bold=True)
    return None
