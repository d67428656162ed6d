"""Write the XLSX examples of master data in resources/help from the CSV files beside them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

HELP = Path(__file__).resolve().parent.parent / "resources" / "help"
DAY = datetime(2024, 2, 14, tzinfo=UTC).replace(tzinfo=None)
NOTES = (
    "Isi lembar-lembar berikutnya; lembar PETUNJUK ini tidak dibaca.",
    "Kolom kode harus berupa Teks. Susunannya dijelaskan dalam master.md.",
)


def workbook(text: str) -> Any:
    """The sections of a master CSV as sheets, codes as text."""
    book: Any = Workbook()
    book.properties.created = book.properties.modified = DAY
    notes = book.active
    notes.title = "PETUNJUK"
    for note in NOTES:
        notes.append([note])
    notes.column_dimensions["A"].width = 90
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        if row and not row[0].startswith("#"):
            section, *cells = row
            if section not in book.sheetnames:
                book.create_sheet(section)
            _append(book[section], cells)
    return book


def _append(sheet: Any, cells: list[str]) -> None:
    is_heading = sheet.max_row == 1 and sheet["A1"].value is None
    sheet.append([int(cell) if cell.isdigit() and len(cell) < 4 else cell for cell in cells])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=is_heading)
        if isinstance(cell.value, str):
            cell.number_format = "@"
        sheet.column_dimensions[cell.column_letter].width = 24


if __name__ == "__main__":
    for example in sorted(HELP.glob("contoh_master*.csv")):
        workbook(example.read_text("utf-8")).save(example.with_suffix(".xlsx"))
