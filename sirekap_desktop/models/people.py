"""Who acts and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do at this desk: the table stands in `permits.py`."""

    KETUA = "ketua"
    ANGGOTA = "anggota"
    OPERATOR = "operator"
    PENGAMAT = "pengamat"


@dataclass(frozen=True)
class Person:
    """Somebody at the desk; the name goes into every entry and event."""

    name: str
    role: Role


NOBODY = Person("", Role.PENGAMAT)
"""Who stands at the desk before somebody has signed in: may look, and do nothing."""


@dataclass(frozen=True)
class Account:
    """How a person is known here; `secret` is the argon2 hash of PIN or password.

    A later account of the same name takes the place of the earlier one; `active` is False once
    the person may no longer sign in. `who` made it.
    """

    name: str
    role: Role
    secret: str
    active: bool
    at: datetime
    who: str

    @property
    def person(self) -> Person:
        """The person that signs in with it."""
        return Person(self.name, self.role)


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
