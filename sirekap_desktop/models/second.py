"""The blind second entry: another person reads the paper, and only what differs comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How a second reading compared with the first entry."""

    SAME = "same"
    DIFFERS = "differs"
    DECIDED = "decided"


@dataclass(frozen=True)
class SecondEntry:
    """A number that another person read without seeing the first entry.

    `outcome` is how it compared when it was made; DECIDED is the word of a third person.
    """

    tps: str
    field: str
    value: int
    who: str
    at: datetime
    outcome: Outcome


class Need(StrEnum):
    """What a number still needs from the second entry."""

    FIRST = "first"
    SECOND = "second"
    AGAIN = "again"
    THIRD = "third"
    NOTHING = "nothing"


TRIES = 2
"""So often the second person reads a number before a third one decides."""


def need_of(history: Iterable[SecondEntry], standing: int | None, *, corrected: bool) -> Need:
    """What one number needs; `standing` is the first person's number, None while there is none.

    `corrected`: the room has corrected the number since, with its own record.
    """
    heard = list(history)
    if standing is None:
        return Need.FIRST
    if corrected:
        return Need.NOTHING
    since = _since_agreement_broke(heard, standing)
    if since is None:
        return Need.NOTHING
    return (Need.SECOND, Need.AGAIN, Need.THIRD)[min(since, TRIES)]


def open_needs(needs: Mapping[str, Need]) -> Mapping[str, Need]:
    """Those that keep a TPS from being presented."""
    return {field: need for field, need in needs.items() if need is not Need.NOTHING}


def _since_agreement_broke(heard: list[SecondEntry], standing: int) -> int | None:
    """How often the number was read since it last agreed; None while it agrees."""
    times = 0
    for entry in heard:
        agreed = entry.outcome is not Outcome.DIFFERS
        times = 0 if agreed else times + 1
    if heard and heard[-1].outcome is not Outcome.DIFFERS:
        return None if heard[-1].value == standing else 0
    return times
