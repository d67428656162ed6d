"""The record of what happened: a chain of hashes that nobody can mend in silence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

START = "0" * 64

Fact = str | int | float | bool | None
Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Event:
    """Something that a person did; `digest` covers all of it and the `previous` digest."""

    seq: int
    at: datetime
    who: str
    role: str
    kind: str
    facts: Facts
    previous: str
    digest: str


def seal(
    seq: int, at: datetime, who: str, role: str, kind: str, facts: Facts, previous: str
) -> Event:
    """Close an event into the chain behind `previous` (SHA-256 over canonical JSON, UTC)."""
    body = {
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": who,
        "role": role,
        "kind": kind,
        "facts": dict(facts),
        "previous": previous,
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Event(seq, at, who, role, kind, dict(facts), previous, digest)


def first_break(events: Iterable[Event]) -> int | None:
    """The number of the first event that does not fit its chain, or None when all fit."""
    previous = START
    for expected, event in enumerate(events, start=1):
        again = seal(event.seq, event.at, event.who, event.role, event.kind, event.facts, previous)
        if (event.seq, event.previous, event.digest) != (expected, previous, again.digest):
            return expected
        previous = event.digest
    return None
