"""Rows of a CSV or XLSX file as text, whatever Excel made of them."""

from __future__ import annotations

import codecs
import csv
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from sirekap_desktop.errors import SirekapError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LARGEST = 10_000_000
"""Bytes of a file; a kecamatan's master data has some 50 kB."""
LARGEST_UNPACKED = 50_000_000
MOST_ROWS = 20_000
_WIDTH = 20
_NOTES = "PETUNJUK"
ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What zipfile, the XML parser and openpyxl raise on a file that is no workbook."""


class Kind(Enum):
    """What a cell was before it became text."""

    TEXT = 1
    NUMBER = 2
    DATE = 3
    FORMULA = 4


@dataclass(frozen=True)
class Cell:
    """A cell's text without surrounding blanks, and what it was."""

    text: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Row:
    """A row that is not empty; `first` is how many columns stand before `cells` in the file."""

    section: str
    sheet: str
    line: int
    cells: tuple[Cell, ...]
    first: int
    file: str = ""


def read_rows(data: bytes, name: str, sections: Sequence[str]) -> list[Row]:
    """All rows of all sections; `name` is the file's name for the refusals.

    Raises `master_empty`, `master_too_large`, `master_encoding`, `master_not_xlsx`,
    `master_damaged`, `master_old_excel`, `master_quote`.
    """
    if not data.strip():
        raise SirekapError("master_empty", name=name)
    if len(data) > LARGEST:
        raise SirekapError("master_too_large", name=name)
    if data.startswith(OLE):
        raise SirekapError("master_old_excel", name=name)
    if data.startswith(ZIP):
        found = _xlsx_rows(data, name)
    elif name.lower().endswith((".xlsx", ".xlsm")):
        raise SirekapError("master_not_xlsx", name=name)
    else:
        found = _csv_rows(text_of(data, name), name, sections)
    rows: list[Row] = []
    for row in found:
        if len(rows) == MOST_ROWS:
            raise SirekapError("master_too_large", name=name)
        rows.append(row)
    if not rows:
        raise SirekapError("master_empty", name=name)
    return rows


def text_of(data: bytes, name: str) -> str:
    """The text of a CSV file; raises `master_encoding`."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        raise SirekapError("master_encoding", name=name, line=1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SirekapError("master_encoding", name=name, line=line) from error


def _csv_rows(text: str, name: str, sections: Sequence[str]) -> Iterator[Row]:
    words = "|".join(sections)
    first = re.search(rf'^\s*"?(?:{words})"?\s*([;,])', text, re.IGNORECASE | re.MULTILINE)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=first[1] if first else ",", strict=True
    )
    try:
        for fields in reader:
            section, *cells = (field.strip() for field in fields or [""])
            if section.startswith("#") or section.lower().startswith("sep="):
                continue
            if section or any(cells):
                found = tuple(
                    Cell(c, Kind.FORMULA if c.startswith("=") else Kind.TEXT) for c in cells
                )
                yield Row(section, "", reader.line_num, found, 1)
    except csv.Error as error:
        raise SirekapError("master_quote", name=name, line=reader.line_num) from error


def _xlsx_rows(data: bytes, name: str) -> Iterator[Row]:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of fonts and drop-down lists that it leaves out.
            warnings.simplefilter("ignore", UserWarning)
            workbook = workbook_of(data, name)
            try:
                yield from _sheet_rows(workbook)
            finally:
                workbook.close()
    except BROKEN as error:
        raise SirekapError("master_damaged", name=name) from error


def workbook_of(data: bytes, name: str) -> Workbook:
    """An XLSX file, opened for reading; raises `master_too_large` or one of `BROKEN`."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
            raise SirekapError("master_too_large", name=name)
    return load_workbook(io.BytesIO(data), read_only=True)


def _sheet_rows(workbook: Workbook) -> Iterator[Row]:
    for sheet in workbook.worksheets:
        title = str(sheet.title).strip()
        if title.upper() == _NOTES:
            continue
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=_WIDTH)
        for line, cells in enumerate(rows, start=1):
            found = tuple(cell_of(cell) for cell in cells)
            if any(cell.text for cell in found) and not found[0].text.startswith("#"):
                yield Row(title, title, line, found, 0)


def cell_of(cell: Any) -> Cell:
    """What openpyxl gives, as text."""
    value = cell.value
    if value is None:
        return Cell("")
    if isinstance(value, datetime | date):
        return Cell(value.isoformat()[:10], Kind.DATE)
    if isinstance(value, float) and value.is_integer():
        return Cell(str(int(value)), Kind.NUMBER)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(str(value), Kind.NUMBER)
    text = str(value).strip()
    is_formula = cell.data_type in ("f", "e") or text.startswith("=")
    return Cell(text, Kind.FORMULA if is_formula else Kind.TEXT)
