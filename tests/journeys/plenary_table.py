"""The plenary as it is written down: what may be done, by whom, when, and what else it needs.

This is the law of the stateful test, told once more in its own words; it knows nothing of
`permits.py`, `proceedings.py` and `folding.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

WHO = {
    "accounts": "K",
    "confirm": "KAO",
    "undo": "KAO",
    "explain": "KA",
    "rule": "K",
    "register": "KAO",
    "attend": "KAO",
    "panel": "K",
    "open": "K",
    "adjourn": "K",
    "resume": "K",
    "end": "K",
    "event": "KAO",
    "present": "KAO",
    "compare": "KAO",
    "differ": "KAO",
    "settle": "KA",
    "correct": "KA",
    "object": "KAO",
    "answer": "KA",
    "agree": "KA",
    "close": "KA",
    "postpone": "KA",
    "reopen": "K",
}
"""K ketua, A anggota, O operator, P pengamat (nothing)."""

SITTING = {
    ("belum", "open"): "berjalan",
    ("berjalan", "adjourn"): "diskors",
    ("diskors", "resume"): "berjalan",
    ("berjalan", "end"): "ditutup",
    ("ditutup", "open"): "berjalan",
}

UNDER_WAY = ("dibacakan", "dicocokkan")
TPS = {
    ("menunggu", "present"): "dibacakan",
    ("dibacakan", "compare"): "dicocokkan",
    ("dicocokkan", "agree"): "disepakati",
    ("disepakati", "close"): "selesai",
    ("selesai", "reopen"): "menunggu",
    ("disepakati", "correct"): "dicocokkan",
    ("disepakati", "object"): "dicocokkan",
    ("disepakati", "postpone"): "menunggu",
    **{(now, "postpone"): "menunggu" for now in UNDER_WAY},
    **{
        (now, act): now
        for now in UNDER_WAY
        for act in ("differ", "settle", "correct", "object", "answer")
    },
}

WAY = {
    "menunggu": "present",
    "dibacakan": "compare",
    "dicocokkan": "agree",
    "disepakati": "close",
}
"""How a TPS comes to its end when nobody has anything to say."""

LED = ("settle", "correct", "answer", "agree", "close", "postpone")
"""What a member does only in the own panel."""

RIGHT = 196
"""The one sum of all votes that breaks no rule on the numbers of this test."""


@dataclass
class Station:
    """One TPS as the test remembers it; only its sum of votes ever changes.

    `pile` are the entries that nobody took back (who, number), `entries` counts all of them.
    """

    desa: str
    read_again: bool
    pile: list[tuple[str, int]]
    entries: int
    state: str = "menunggu"
    heard: bool = False
    corrected: bool = False
    explained: set[int] = field(default_factory=set)
    differences: dict[int, tuple[int, str]] = field(default_factory=dict)
    """What their copy says, and how it stands: open, said (a reason) or mended (a correction)."""
    objections: dict[int, bool] = field(default_factory=dict)
    """Whether each is open."""

    @property
    def value(self) -> int | None:
        """The number that counts."""
        return self.pile[-1][1] if self.pile else None

    @property
    def open_differences(self) -> list[int]:
        return [number for number, (_, how) in self.differences.items() if how == "open"]

    @property
    def open_objections(self) -> list[int]:
        return [number for number, is_open in self.objections.items() if is_open]

    @property
    def second_done(self) -> bool:
        """Another person has read every number, the sum as RIGHT."""
        if self.value is None or not self.read_again:
            return False
        return self.corrected or self.value == RIGHT

    def unsettled(self) -> Iterable[tuple[bool, str]]:
        """What keeps the room from agreeing and closing."""
        yield self.value is None, "fields_unconfirmed"
        yield bool(self.open_differences), "differences_open"
        yield bool(self.open_objections), "objections_open"
        yield self.value != RIGHT and self.value not in self.explained, "explanation_needed"

    def corrected_to(self, value: int, who: str) -> None:
        """What a correction does to the number and to the differences."""
        self.pile.append((who, value))
        self.entries += 1
        self.corrected = True
        for number, (theirs, how) in self.differences.items():
            if theirs == value and how == "open":
                self.differences[number] = theirs, "mended"
            elif theirs != value and how == "mended":
                self.differences[number] = theirs, "open"


@dataclass
class Room:
    """The sitting as the test remembers it."""

    stations: dict[str, Station]
    active: dict[str, bool]
    """The accounts by name."""
    state: str = "belum"
    second_rule: bool = False
    leaders: dict[str, str] = field(default_factory=dict)
    witnesses: dict[int, tuple[str, str, bool]] = field(default_factory=dict)
    """Name, contestant and whether the person is in the room."""

    def of(self, contestant: str) -> list[tuple[int, str, bool]]:
        """The witnesses of one contestant."""
        return [
            (n, name, here) for n, (name, of, here) in self.witnesses.items() if of == contestant
        ]


def first(reasons: Iterable[tuple[bool, str]]) -> str | None:
    """The code of the first reason that stands against an act."""
    return next((code for stands, code in reasons if stands), None)
