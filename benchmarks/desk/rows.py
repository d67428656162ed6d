"""The single rows of the made-up kecamatan, as the program writes them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sirekap_desktop.models.events import START, Fact, seal
from sirekap_desktop.models.form import FieldPlace, Page, Template
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.store.sheets import VERSION

Row = dict[str, object]
Facts = dict[str, Fact]
Told = tuple[datetime, str, Facts]

OPERATOR = Person("Operator Latihan", Role.OPERATOR)
CHAIR = Person("Ketua Latihan", Role.KETUA)

WRONG, FAINT, LOST = 0.004, 0.03, 0.003
"""Shares of the numbers that were misread, read with doubt, or not read at all."""
PLAUSIBLE = 28
"""So many values a reading of three boxes keeps as candidates."""


@dataclass
class Chain:
    """The event chain as it grows, and how many sheets there are."""

    seq: int = 0
    digest: str = START
    sheets: int = 0

    def seal(self, at: datetime, kind: str, facts: Facts) -> Row:
        """The row of the next event."""
        self.seq += 1
        event = seal(self.seq, at, OPERATOR.name, OPERATOR.role, kind, facts, self.digest)
        self.digest = event.digest
        return {**vars(event), "facts": dict(event.facts)}


def misread(paper: Mapping[str, int], chance: random.Random) -> dict[str, int | None]:
    """What the machine says of these numbers."""
    read: dict[str, int | None] = dict(paper)
    for field, value in paper.items():
        fate = chance.random()
        if fate < LOST:
            read[field] = None
        elif fate < LOST + WRONG:
            read[field] = (value + 10) % 1000
    return read


def sheet(
    template: Template, page: Page, read: Mapping[str, int | None], chance: random.Random
) -> Row:
    """A sheet with the readings of its page; where it lies is told by the caller."""
    readings = [_reading(place, read[place.field], chance) for place in page.places]
    body = {"form": template.form, "page": page.number, "problems": [], "readings": readings}
    return {
        "leaf": 0,
        "scale": 3.9,
        "received_by": OPERATOR.name,
        "reading": {"version": VERSION, "reading": body},
    }


def entry(tps: str, field: str, value: int, proposed: int | None, at: datetime) -> Row:
    """A number that a person confirmed beside its reading."""
    return {
        "tps": tps,
        "field": field,
        "value": value,
        "who": OPERATOR.name,
        "at": at,
        "why": "",
        "seen": 0,
        "proposed": proposed,
        "withdrawn": False,
    }


def step(
    act: str, at: datetime, contest: int | None, tps: str | None, facts: Mapping[str, object]
) -> Row:
    """An act of the plenary."""
    return {
        "election_id": contest,
        "tps": tps,
        "act": act,
        "who": CHAIR.name,
        "role": CHAIR.role.value,
        "at": at,
        "words": "keberatan contoh" if act == "object" else "",
        "facts": dict(facts),
    }


def _reading(place: FieldPlace, value: int | None, chance: random.Random) -> Row:
    faint = chance.random() < FAINT
    status = "unread" if value is None else "check" if faint else "sure"
    text = "???" if value is None else f"{value:03d}"
    sources = [{"kind": "digits", "text": text, "value": value, "confidence": 0.99}]
    if place.bubbles is not None:
        sources.append({"kind": "bubbles", "text": text, "value": value, "confidence": 0.97})
    return {
        "field": place.field,
        "value": value,
        "confidence": 0.2 if value is None else 0.7 if faint else 0.9987,
        "runner_up": None if value is None else (value + 1) % 1000,
        "status": status,
        "sources": sources,
        "box": list(place.extent),
        "why": "struck" if value is None else "faint" if faint else "",
        "candidates": [] if value is None else _candidates(value, chance, faint=faint),
        "suggestion": None,
    }


def _candidates(value: int, chance: random.Random, *, faint: bool) -> list[list[float]]:
    """The value and those that differ from it in one figure, the likelier the earlier."""
    figures = f"{value:03d}"
    others = [
        int(figures[:place] + str(figure) + figures[place + 1 :])
        for place in range(3)
        for figure in range(10)
        if str(figure) != figures[place]
    ]
    chance.shuffle(others)
    costs = sorted(round(8 + 3 * chance.random(), 2) for _ in others)
    if faint:
        costs[0] = 1.5
    return [[value, 0.0], *([v, c] for v, c in zip(others, costs, strict=True))][:PLAUSIBLE]
