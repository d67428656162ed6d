"""How fields, rows and candidates are called on the screens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.election import ChoiceKind, Contestant
from sirekap_desktop.models.form import Template


def column_word(field: str) -> str:
    """`L`, `P` or `J` of a field that stands in three columns."""
    tr = QCoreApplication.translate
    return {"l": tr("column", "M"), "p": tr("column", "F"), "j": tr("column", "T")}[field[-1]]


def ballot_words(contestants: Sequence[Contestant]) -> str:
    """Who stands on a ballot paper: how many of what kind, then each by number and name."""
    tr = QCoreApplication.translate
    people = sum(len(one.calon) for one in contestants)
    empty = any(one.kind is ChoiceKind.KOLOM_KOSONG for one in contestants)
    if people:
        head = tr("ballot", "{count} parties with {people} candidates")
    elif empty:
        head = tr("ballot", "A single pair against the empty column")
    elif all(one.kind is ChoiceKind.CALON for one in contestants):
        head = tr("ballot", "{count} candidates")
    else:
        head = tr("ballot", "{count} pairs of candidates")
    listed = tr("ballot", "{party} ({count} candidates)")
    lines = [
        f"{one.number}. "
        + (listed.format(party=one.label, count=len(one.calon)) if one.is_party else one.label)
        for one in contestants
    ]
    return "\n".join((head.format(count=len(contestants), people=people), *lines))


def witness_of(one: Contestant) -> str:
    """Whom a witness was sent by, with the number of the ballot."""
    tr = QCoreApplication.translate
    if one.is_party:
        words = tr("witness", "Witness of party {number}")
    elif one.kind is ChoiceKind.CALON:
        words = tr("witness", "Witness of candidate {number}")
    elif one.kind is ChoiceKind.KOLOM_KOSONG:
        words = tr("witness", "Witness of the empty column")
    else:
        words = tr("witness", "Witness of pair {number}")
    return words.format(number=one.number)


def field_label(template: Template, field: str) -> str:
    """A field in words: its row, its party and, where the row has three, its column."""
    row = template.row_of(field)
    words = " ".join(filter(None, (row.number, row.label)))
    if row.party and field != f"partai_{row.party}":
        party = QCoreApplication.translate("party", "Party {number}").format(number=row.party)
        words = f"{party} · {words}"
    return f"{words} · {column_word(field)}" if len(row.fields) > 1 else words
