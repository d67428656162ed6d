"""The stored sheets: which file, which page, which TPS, and how well it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Sheet, Status
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.keys import tell
from sirekap_desktop.ui.permitted import forbidden
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import Cell, CellTable, Index, Sheetful
from sirekap_desktop.workflow import checking, importing

_TPS = 2


class TpsChooser(QStyledItemDelegate):
    """A box to choose a TPS from, opened on the cell."""

    picked = Signal(int, str)
    """Row and 13-digit code."""

    def __init__(self, names: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = tuple(names)

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002  (Qt's signature)
        index: Index,
    ) -> QWidget:
        """Qt: the box."""
        box = QComboBox(parent)
        box.setAccessibleName(self.tr("TPS of this sheet"))
        box.addItem(self.tr("choose a TPS…"), "")
        for name, code in self._names:
            box.addItem(name, code)
        row = index.row()
        box.activated.connect(lambda _: self._pick(box, row))
        return box

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Qt: nothing is written here; the act answers and the table is shown afresh."""

    def _pick(self, box: QComboBox, row: int) -> None:
        code = box.currentData()
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)
        if code:
            self.picked.emit(row, code)


class SheetsTable(CellTable):
    """All sheets, those without a TPS first."""

    counted = Signal(int, int)
    """How many sheets there are, and how many have no TPS."""
    looked = Signal(object)
    """The `Sheet` of the chosen row, None when there is none."""
    refused = Signal(object)
    """A `SirekapError` when a sheet could not be given to a TPS."""

    def __init__(self, session: Session) -> None:
        super().__init__("", ())
        self.cells.show_sheet(Sheetful(self._head_words(), ()))
        self._session = session
        self._sheets: tuple[Sheet, ...] = ()
        self.setAccessibleName(self.tr("Sheets"))
        self._names = {
            tps.code: f"{tps.label} · {desa.region.name}"
            for desa, tps in session.election.every_tps()
        }
        chooser = TpsChooser([(name, code) for code, name in self._names.items()], self)
        chooser.picked.connect(self._assign)
        self.setItemDelegateForColumn(_TPS, chooser)
        self.permit()
        self.set_widths(290, 84, 290, 76, 92, 108, 210)
        self.selectionModel().currentRowChanged.connect(self._look)
        tell(self, "F2", self.tr("Choose the TPS of the sheet"))
        tell(self, "Ctrl+C", self.tr("Copy the table for a spreadsheet"))

    def permit(self) -> None:
        """Let whoever sits here give sheets to TPS, or only look."""
        trigger = QAbstractItemView.EditTrigger
        editing = trigger.SelectedClicked | trigger.DoubleClicked | trigger.EditKeyPressed
        why = forbidden(self._session.desk.person, Act.IMPORT)
        self.setEditTriggers(trigger.NoEditTriggers if why else editing)
        self.setToolTip(why)

    def refresh(self) -> None:
        """Look into the store again."""
        desk = self._session.desk
        self._session.runner.start(lambda _: checking.sheets(desk), self._show)

    def _show(self, sheets: Sequence[Sheet]) -> None:
        kept = self._chosen()
        self._sheets = tuple(sorted(sheets, key=lambda s: (s.tps is not None, s.tps, s.id)))
        rows = tuple(self._row(sheet) for sheet in self._sheets)
        self.cells.show_rows(rows)
        self._choose_first_loose(kept)
        self.counted.emit(len(sheets), sum(sheet.tps is None for sheet in sheets))

    def _chosen(self) -> int | None:
        row = self.currentIndex().row()
        return self._sheets[row].id if 0 <= row < len(self._sheets) else None

    def _choose_first_loose(self, kept: int | None) -> None:
        ids = [sheet.id for sheet in self._sheets]
        loose = [n for n, sheet in enumerate(self._sheets) if sheet.tps is None]
        rows = [ids.index(kept)] if kept in ids else loose
        if rows:
            self.setCurrentIndex(self.cells.index(rows[0], _TPS))
        else:
            self.looked.emit(None)

    def _look(self, index: Index) -> None:
        row = index.row()
        self.looked.emit(self._sheets[row] if 0 <= row < len(self._sheets) else None)

    def _head_words(self) -> tuple[str, ...]:
        return (
            self.tr("File"),
            self.tr("Sheet"),
            self.tr("TPS"),
            self.tr("Sure"),
            self.tr("To check"),
            self.tr("Unread"),
            self.tr("Taken"),
        )

    def _assign(self, row: int, code: str) -> None:
        sheet, desk = self._sheets[row], self._session.desk
        self._session.runner.start(
            lambda _: importing.assign(desk, sheet.id, code),
            lambda _: None,
            refuse=self.refused.emit,
            change=Change("impor"),
        )

    def _row(self, sheet: Sheet) -> tuple[Cell, ...]:
        count = Counter(reading.status for reading in sheet.reading.readings)
        loose = sheet.tps is None
        amber = theme.look(Stage.PERIKSA)
        name = self.tr("no TPS yet: press F2 to choose") if loose else self._name_of(sheet)
        return (
            Cell(sheet.name if not sheet.leaf else f"{sheet.name} ({sheet.leaf + 1})"),
            Cell(str(sheet.reading.page or "")),
            Cell(
                name,
                ink=amber.ink if loose else "",
                ground=amber.ground if loose else "",
                icon=icons.icon(amber.icon, amber.ink) if loose else None,
            ),
            Cell(str(count[Status.SURE]), right=True),
            Cell(str(count[Status.CHECK]), right=True, ink=amber.ink),
            Cell(str(count[Status.UNREAD]), right=True, ink=amber.ink),
            Cell(f"{sheet.received_at.astimezone():%d-%m-%Y %H:%M} · {sheet.received_by}"),
        )

    def _name_of(self, sheet: Sheet) -> str:
        return self._names.get(sheet.tps or "", sheet.tps or "")
