"""The Indonesian text of a document: data in `resources/documents/`, filled in here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from sirekap_desktop import paths


class Wording:
    """The sentences of one document by section and name, e.g. `front`, `opening`."""

    def __init__(self, table: Mapping[str, Mapping[str, Any]]) -> None:
        self._table = table

    def text(self, section: str, name: str, /, **facts: str | int) -> str:
        """One sentence with its blanks filled; raises KeyError when the file lacks it."""
        return str(self._table[section][name]).format(**facts)

    def lines(self, section: str, name: str, /, **facts: str | int) -> tuple[str, ...]:
        """A list of sentences or of title lines with their blanks filled."""
        return tuple(str(line).format(**facts) for line in self._table[section][name])


def wording_of(document: str) -> Wording:
    """The text of `resources/documents/<document>.toml`."""
    file = paths.resources() / "documents" / f"{document}.toml"
    with file.open("rb") as stream:
        return Wording(tomllib.load(stream))
