"""The sentences behind codes: what happened, what it means, what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sirekap_desktop import paths


@dataclass(frozen=True)
class Message:
    """A refusal or problem in the operator's language."""

    what: str
    means: str
    do: str

    @property
    def text(self) -> str:
        """All of it as one paragraph."""
        return " ".join(part for part in (self.what, self.means, self.do) if part)


def sentence(code: str, facts: Mapping[str, object]) -> Message:
    """The message of a code, its blanks filled; raises KeyError for an unknown code or fact."""
    entry = entries()[code]
    told = {key: _told(key, value) for key, value in facts.items()}
    return Message(*(entry[part].format_map(told) for part in ("what", "means", "do")))


@cache
def entries() -> Mapping[str, Mapping[str, str]]:
    """All messages as they stand in `resources/messages.toml`."""
    return tomllib.loads((paths.resources() / "messages.toml").read_text("utf-8"))


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """What acts, roles and states are called, from `resources/words.toml`."""
    return tomllib.loads((paths.resources() / "words.toml").read_text("utf-8"))


def _told(key: str, value: object) -> str:
    """Ids become words, a code becomes its sentence; all else is told as it is."""
    text = str(value)
    if key in words():
        return words()[key].get(text, text)
    if text in entries():
        return entries()[text]["what"].rstrip(".")
    return text.replace("_", " ") if key == "field" else text
