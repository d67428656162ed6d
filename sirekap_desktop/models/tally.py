"""The numbers of one TPS as persons entered them: append-only, latest per field counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sirekap_desktop.errors import SirekapError

LARGEST = 999
"""Three boxes hold no more (R17)."""


@dataclass(frozen=True)
class Entry:
    """A person confirmed or corrected one number.

    `seen` is the number of entries of this field that the person had seen; it makes a stale
    screen refuse instead of overwriting. `proposed` is the reading that stood beside it.
    """

    tps: str
    field: str
    value: int
    who: str
    at: datetime
    why: str
    seen: int
    proposed: int | None = None


def was_corrected(history: Sequence[Entry]) -> bool:
    """Whether a field's last entry differs from what was read or from an earlier entry."""
    values = [entry.value for entry in history]
    if not values:
        return False
    return len(set(values)) > 1 or history[0].proposed not in (None, values[-1])


@dataclass(frozen=True)
class Tally:
    """All entries of one TPS, oldest first."""

    tps: str
    entries: tuple[Entry, ...] = ()

    def history(self, field: str) -> tuple[Entry, ...]:
        """Every entry of a field, oldest first."""
        return tuple(entry for entry in self.entries if entry.field == field)

    def latest(self, field: str) -> Entry | None:
        """The entry that counts, or None while nobody has confirmed the field."""
        history = self.history(field)
        return history[-1] if history else None

    @property
    def values(self) -> dict[str, int]:
        """The confirmed numbers by field."""
        return {entry.field: entry.value for entry in self.entries}

    def was_corrected(self, field: str) -> bool:
        """Whether the counting number differs from the reading or from an earlier entry."""
        return was_corrected(self.history(field))

    def with_entry(self, entry: Entry) -> Tally:
        """A tally that also holds `entry`; raises `number_out_of_range` (R17) or `stale_entry`."""
        if not 0 <= entry.value <= LARGEST:
            raise SirekapError("number_out_of_range", field=entry.field, value=entry.value)
        now = len(self.history(entry.field))
        if entry.seen != now:
            raise SirekapError("stale_entry", field=entry.field, seen=entry.seen, now=now)
        return Tally(self.tps, (*self.entries, entry))
