"""The recap as cells: rows as on the form, a column for each TPS or desa, and the sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.recap import DesaRecap, Recap
from sirekap_desktop.ui import naming, theme
from sirekap_desktop.ui.tables import Cell, Sheetful

Column = Mapping[str, int] | None


def desa_sheet(template: Template, part: DesaRecap) -> Sheetful:
    """A column for each TPS of a desa; one that is not closed shows a dash."""
    heads = [column.tps.label for column in part.columns]
    return _sheet(template, heads, [c.values for c in part.columns], part.total)


def kecamatan_sheet(template: Template, recap: Recap) -> Sheetful:
    """A column for each desa."""
    heads = [part.desa.region.name for part in recap.desa]
    return _sheet(template, heads, [part.total for part in recap.desa], recap.total)


def elided(sheet: Sheetful, metrics: QFontMetrics, width: int) -> Sheetful:
    """The same table with the wording of its rows cut to a width in pixels."""
    cut = Qt.TextElideMode.ElideRight
    sides = tuple(
        replace(side, text=metrics.elidedText(side.text, cut, width), copied=side.text)
        for side in sheet.sides
    )
    return replace(sheet, sides=sides)


def _sheet(
    template: Template,
    heads: Sequence[str],
    columns: Sequence[Column],
    total: Mapping[str, int],
) -> Sheetful:
    last = QCoreApplication.translate("recap", "Final sum")
    worn = theme.worn()
    rows: list[tuple[Cell, ...]] = []
    sides: list[Cell] = []
    section = ""
    for row in template.rows:
        if row.section != section:
            section = row.section
            sides.append(Cell(section, bold=True, ink=worn.accent, ground=worn.ground))
            blank = Cell("", right=True, ground=worn.ground)
            rows.append(tuple(blank for _ in range(len(columns) + 1)))
        for place, field in enumerate(row.fields):
            label = " ".join(filter(None, (row.number, row.label)))
            several = len(row.fields) > 1
            letter = naming.column_word(field) if several else ""
            words = f"{letter} · {label}" if several else label
            strong = several and place == len(row.fields) - 1
            sides.append(Cell(words, bold=strong, told=label))
            cells = [_cell(column, field, bold=strong) for column in columns]
            rows.append((*cells, _cell(total, field, bold=True, ground=worn.pale)))
    return Sheetful((*heads, last), tuple(rows), tuple(sides))


def _cell(column: Column, field: str, *, bold: bool = False, ground: str = "") -> Cell:
    if column is None:
        told = QCoreApplication.translate("recap", "not closed yet")
        look = theme.look(Stage.KOSONG)
        return Cell("–", right=True, ink=look.ink, ground=look.ground, told=told, copied="")
    number = column[field]
    return Cell(theme.grouped(number), right=True, bold=bold, ground=ground, copied=str(number))
