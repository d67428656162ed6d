"""The rows of a form as they stand together: a section of the paper, or one party in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from sirekap_desktop.models.form import Page, Row, Template


@dataclass(frozen=True)
class Group:
    """Rows under one head; `section` is the printed one, "" where the group before has said it.

    `party` is "4 · Partai Contoh" for the rows of a party, "" for others.
    """

    section: str
    party: str
    rows: tuple[Row, ...]


def groups(template: Template, only: Iterable[str] | None = None) -> Iterator[Group]:
    """The rows in the order of the paper, those with a field in `only` when it is told."""
    wanted = frozenset(template.fields if only is None else only)
    rows = [row for row in template.rows if wanted.intersection(row.fields)]
    before = ""
    for (section, number), some in groupby(rows, key=lambda row: (row.section, row.party)):
        party = party_words(template, number) if number else ""
        yield Group("" if section == before else section, party, tuple(some))
        before = section


def heads(group: Group) -> Iterator[QLabel]:
    """What stands over the rows of a group: its section, its party."""
    for words in filter(None, (group.section, group.party)):
        head = QLabel(words)
        head.setProperty("role", "party" if words == group.party else "section")
        head.setWordWrap(True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setContentsMargins(0, 8, 0, 0)
        yield head


def party_words(template: Template, number: int) -> str:
    """A party by its number and name."""
    return f"{number} · {template.row_of(f'partai_{number}').label}"


def is_party_line(row: Row) -> bool:
    """Whether the row holds the votes for the party itself."""
    return bool(row.party) and row.fields == (f"partai_{row.party}",)


def is_party_total(row: Row) -> bool:
    """Whether the row holds the votes for the party and all its candidates."""
    return bool(row.party) and row.fields == (f"partai_{row.party}_total",)


def row_words(row: Row) -> str:
    """What stands beside the number under the head of its group."""
    if is_party_line(row):
        return QCoreApplication.translate("party", "Votes for the party")
    return "  ".join(filter(None, (row.number, row.label)))


def page_words(template: Template, page: Page) -> str:
    """Who stands on a sheet: a party, candidates from … to …, or the section that it begins."""
    rows = [template.row_of(place.field) for place in page.places]
    if not rows:
        return page.title
    party = next((row.party for row in rows if row.party), 0)
    if party:
        words = party_words(template, party)
        if any(is_party_line(row) for row in rows):
            return words
        more = QCoreApplication.translate("party", "{party}, continued")
        return more.format(party=words)
    if page.places[0].field.startswith("calon_"):
        range_ = QCoreApplication.translate("party", "Candidates {first} to {last}")
        return range_.format(first=rows[0].number, last=rows[-1].number)
    words = rows[0].section
    return (words.partition(". ")[2] or words).capitalize()


def short_name(name: str) -> str:
    """A party without the word that all of them begin with, where each letter counts."""
    first, _, rest = name.partition(" ")
    return rest if first.casefold() == "partai" and rest else name
