"""The recap as cells: rows as on the form, a column for each TPS or desa, and the sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics

from sirekap_desktop.models.form import Row, Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.recap import DesaRecap, Recap
from sirekap_desktop.ui import naming, theme
from sirekap_desktop.ui.row_groups import groups, is_party_total, row_words
from sirekap_desktop.ui.tables import Cell, Sheetful

Column = Mapping[str, int] | None


def desa_sheet(template: Template, part: DesaRecap, *, brief: bool = False) -> Sheetful:
    """A column for each TPS of a desa; one that is not closed shows a dash.

    A `brief` one has a single row for each party: its votes with those of its candidates.
    """
    heads = [column.tps.label for column in part.columns]
    return _sheet(template, heads, [c.values for c in part.columns], part.total, brief)


def kecamatan_sheet(template: Template, recap: Recap, *, brief: bool = False) -> Sheetful:
    """A column for each desa."""
    heads = [part.desa.region.name for part in recap.desa]
    return _sheet(template, heads, [part.total for part in recap.desa], recap.total, brief)


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
    brief: bool,
) -> Sheetful:
    last = QCoreApplication.translate("recap", "Final sum")
    worn = theme.worn()
    rows: list[tuple[Cell, ...]] = []
    sides: list[Cell] = []

    def add_head(words: str, ink: str, ground: str) -> None:
        sides.append(Cell(words, bold=True, ink=ink, ground=ground))
        blank = Cell("", right=True, ground=ground)
        rows.append(tuple(blank for _ in range(len(columns) + 1)))

    def add(field: str, words: str, told: str, *, strong: bool) -> None:
        sides.append(Cell(words, bold=strong, told=told))
        cells = [_cell(column, field, bold=strong) for column in columns]
        rows.append((*cells, _cell(total, field, bold=True, ground=worn.pale)))

    for group in groups(template):
        if group.section:
            add_head(group.section, worn.accent, worn.ground)
        if group.party and brief:
            (row,) = filter(is_party_total, group.rows)
            add(row.fields[0], group.party, group.party, strong=False)
            continue
        if group.party:
            add_head(group.party, worn.ink, worn.ground)
        for row in group.rows:
            for field, words, strong in _lines(row):
                told = naming.field_label(template, field) if row.party else _words(row)
                add(field, words, told, strong=strong)
    return Sheetful((*heads, last), tuple(rows), tuple(sides))


def _words(row: Row) -> str:
    return " ".join(filter(None, (row.number, row.label)))


def _lines(row: Row) -> Iterator[tuple[str, str, bool]]:
    """The fields of a row, each with its wording and whether it is a sum."""
    words = row_words(row) if row.party else _words(row)
    if len(row.fields) == 1:
        yield row.fields[0], words, is_party_total(row)
        return
    for place, field in enumerate(row.fields, start=1):
        yield field, f"{naming.column_word(field)} · {words}", place == len(row.fields)


def _cell(column: Column, field: str, *, bold: bool = False, ground: str = "") -> Cell:
    if column is None:
        told = QCoreApplication.translate("recap", "not closed yet")
        look = theme.look(Stage.KOSONG)
        return Cell("–", right=True, ink=look.ink, ground=look.ground, told=told, copied="")
    number = column[field]
    return Cell(theme.grouped(number), right=True, bold=bold, ground=ground, copied=str(number))
