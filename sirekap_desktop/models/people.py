"""Who acts and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may do at this desk."""

    KETUA = "ketua"
    ANGGOTA = "anggota"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Person:
    """Somebody at the desk; the name goes into every entry and event."""

    name: str
    role: Role


@dataclass(frozen=True)
class Committee:
    """The names for the signature blocks; an empty name leaves a dotted line."""

    chair: str = ""
    members: tuple[str, ...] = ("", "", "", "")
    witnesses: tuple[str, ...] = ()
    supervisor: str = ""


@dataclass(frozen=True)
class Occasion:
    """The plenary that a document tells of: where, when, who came, and what was noted.

    `attended` names who came beside committee, witnesses and supervisor; `copies` is how many
    copies are signed.
    """

    place: str
    day: date
    committee: Committee
    objections: bool = False
    copies: int = 1
    attended: tuple[str, ...] = ()
