"""How fields, rows and candidates are called on the screens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Row, Template


def column_word(field: str) -> str:
    """`L`, `P` or `J` of a field that stands in three columns."""
    tr = QCoreApplication.translate
    return {"l": tr("column", "M"), "p": tr("column", "F"), "j": tr("column", "T")}[field[-1]]


def row_label(row: Row, election: Election) -> str:
    """The paper's wording, with the candidates' names in place of their number."""
    for paslon in election.paslon:
        if row.fields == (paslon.field,):
            return f"{paslon.head} – {paslon.deputy}" if paslon.deputy else paslon.head
    return row.label


def field_label(template: Template, election: Election, field: str) -> str:
    """A field in words: its row and, where the row has three, its column."""
    row = template.row_of(field)
    words = " ".join(filter(None, (row.number, row_label(row, election))))
    return f"{words} · {column_word(field)}" if len(row.fields) > 1 else words
