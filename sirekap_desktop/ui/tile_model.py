"""The TPS of a kecamatan as tiles: lines of a table, wrapped desa by desa."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from sirekap_desktop.models.plenary import Place
from sirekap_desktop.ui.home_words import tile_told
from sirekap_desktop.ui.tables import Index
from sirekap_desktop.workflow.lines import TpsLine

LINE = Qt.ItemDataRole.UserRole
"""The `TpsLine` of a tile."""


@dataclass(frozen=True)
class Row:
    """A line of tiles; `first` of its desa, of which `closed` of `total` TPS are closed."""

    desa: str
    first: bool
    tiles: tuple[TpsLine, ...]
    closed: int
    total: int


def rows_of(lines: Sequence[TpsLine], shown: Collection[str] | None, width: int) -> tuple[Row, ...]:
    """The tiles in lines of `width`; `shown` narrows to the TPS of these codes, None shows all.

    A desa without a tile to show is left out; its count is always that of the whole desa.
    """
    by: dict[str, list[TpsLine]] = {}
    for line in lines:
        by.setdefault(line.desa.region.code, []).append(line)
    rows = []
    for every in by.values():
        tiles = [line for line in every if shown is None or line.tps.code in shown]
        closed = sum(line.place is Place.SELESAI for line in every)
        for start in range(0, len(tiles), width):
            part = tuple(tiles[start : start + width])
            rows.append(Row(every[0].desa.region.name, not start, part, closed, len(every)))
    return tuple(rows)


class TileModel(QAbstractTableModel):
    """Rows of tiles; the last column counts what is closed in a desa."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._width = 1

    def show_rows(self, rows: tuple[Row, ...], width: int) -> None:
        """Show these; tiles that stay where they are keep what is chosen among them."""
        moved = width != self._width or [_codes(row) for row in rows] != [
            _codes(row) for row in self._rows
        ]
        if moved:
            self.beginResetModel()
            self._rows, self._width = rows, width
            self.endResetModel()
            return
        before, self._rows = self._rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number, 0), self.index(number, width))

    @property
    def count_word(self) -> str:
        """What the last column tells."""
        return self.tr("Closed")

    @property
    def width(self) -> int:
        """How many tiles a line has room for."""
        return self._width

    def row(self, number: int) -> Row:
        """A line of tiles."""
        return self._rows[number]

    def ends_desa(self, number: int) -> bool:
        """Whether a line of tiles is the last of its desa."""
        return number + 1 >= len(self._rows) or self._rows[number + 1].first

    def line(self, index: Index) -> TpsLine | None:
        """The TPS of a tile, None where there is none."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        tiles = self._rows[index.row()].tiles
        return tiles[index.column()] if index.column() < len(tiles) else None

    def index_of(self, code: str) -> QModelIndex:
        """Where the tile of a TPS is; invalid when it is not shown."""
        return self.find(lambda line: line.tps.code == code)

    def find(self, wanted: Callable[[TpsLine], bool], after: Index | None = None) -> QModelIndex:
        """The first tile of that kind behind another, going round; invalid when there is none."""
        places = [
            (number, column)
            for number, row in enumerate(self._rows)
            for column in range(len(row.tiles))
        ]
        if after is not None and after.isValid():
            here = (after.row(), after.column())
            places = [p for p in places if p > here] + [p for p in places if p <= here]
        for number, column in places:
            if wanted(self._rows[number].tiles[column]):
                return self.index(number, column)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: how many lines."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt: the tiles of a line, and the count."""
        return 0 if parent is not None and parent.isValid() else self._width + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: only tiles can be chosen."""
        if self.line(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: one aspect of a tile, or of the count behind a desa's first line."""
        roles = Qt.ItemDataRole
        if index.column() == self._width:
            return self._count(self._rows[index.row()], role)
        line = self.line(index)
        if line is None:
            return None
        if role == roles.DisplayRole:
            return f"{line.tps.number:03d}"
        if role in (roles.ToolTipRole, roles.AccessibleTextRole):
            return tile_told(line)
        return line if role == LINE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Qt: the desa stands before its first line; readers hear it before every line."""
        roles = Qt.ItemDataRole
        if orientation is Qt.Orientation.Horizontal:
            last = section == self._width
            if role == roles.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            return (self.count_word if last else "") if role == roles.DisplayRole else None
        if section >= len(self._rows):
            return None
        row = self._rows[section]
        if role == roles.DisplayRole:
            return row.desa if row.first else ""
        if role in (roles.ToolTipRole, roles.AccessibleTextRole):
            return row.desa
        if role == roles.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _count(self, row: Row, role: int) -> object:
        roles = Qt.ItemDataRole
        if not row.first:
            return None
        if role == roles.DisplayRole:
            return f"{row.closed} / {row.total}"
        if role in (roles.ToolTipRole, roles.AccessibleTextRole):
            return self.tr("{desa}: {closed} of {total} TPS closed").format(
                desa=row.desa, closed=row.closed, total=row.total
            )
        if role == roles.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _codes(row: Row) -> tuple[str, ...]:
    return tuple(line.tps.code for line in row.tiles)
