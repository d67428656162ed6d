"""The Indonesian text of a document: data in `resources/documents/`, filled in here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from sirekap_desktop import paths
from sirekap_desktop.models.election import ChoiceKind, Contestant

_BALLOTS = {ChoiceKind.KOLOM_KOSONG: ChoiceKind.PASLON, ChoiceKind.PARTAI_LOKAL: ChoiceKind.PARTAI}
"""Which kind of ballot a line belongs to, where it is not its own."""

_LOCAL = "lokal"


class Wording:
    """The sentences of one document by section and name, e.g. `front`, `opening`.

    `terms` fill blanks that are the same on every page.
    """

    def __init__(
        self, table: Mapping[str, Mapping[str, Any]], terms: Mapping[str, str] | None = None
    ) -> None:
        self._table = table
        self._terms = dict(terms or {})

    def text(self, section: str, name: str, /, **facts: str | int) -> str:
        """One sentence with its blanks filled; raises KeyError when the file lacks it."""
        return str(self._table[section][name]).format(**self._terms, **facts)

    def lines(self, section: str, name: str, /, **facts: str | int) -> tuple[str, ...]:
        """A list of sentences or of title lines with their blanks filled."""
        told = self._terms | facts
        return tuple(str(line).format(**told) for line in self._table[section][name])


def wording_of(document: str) -> Wording:
    """The text of `resources/documents/<document>.toml`."""
    return Wording(_table(document))


def wording_for(document: str, model: str, contestants: Sequence[Contestant]) -> Wording:
    """The text of a document as the form `model` words it for those on the ballot."""
    table = _table(document)
    kinds = {one.kind for one in contestants}
    ballots = [_BALLOTS.get(kind, kind).value for kind in sorted(kinds)]
    terms: dict[str, str] = {}
    for name in (*ballots[:1], model):
        told = table["contest"].get(name, {})
        terms |= {word: text for word, text in told.items() if word != _LOCAL}
        if ChoiceKind.PARTAI_LOKAL in kinds:
            terms |= told.get(_LOCAL, {})
    capitals = {word.upper(): text.upper() for word, text in terms.items()}
    return Wording(table, {**terms, **capitals})


def _table(document: str) -> dict[str, Any]:
    file = paths.resources() / "documents" / f"{document}.toml"
    with file.open("rb") as stream:
        return tomllib.load(stream)
