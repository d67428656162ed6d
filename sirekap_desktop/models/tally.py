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
    """A person confirmed, corrected or took back one number.

    `seen` is the number of entries of this field that the person had seen; it makes a stale
    screen refuse instead of overwriting. `proposed` is the reading that stood beside it.
    `undoes` is the place in the field's history of the entry that this one takes back; it is
    `withdrawn` when no number stands behind that one, and `value` only says which one went.
    """

    tps: str
    field: str
    value: int
    who: str
    at: datetime
    why: str
    seen: int
    proposed: int | None = None
    undoes: int | None = None
    withdrawn: bool = False


def in_force(history: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of a field that nobody has taken back, oldest first."""
    gone = {entry.undoes for entry in history}
    return tuple(
        entry for place, entry in enumerate(history) if entry.undoes is None and place not in gone
    )


def was_corrected(history: Sequence[Entry]) -> bool:
    """Whether a field's last entry differs from what was read or from an earlier entry."""
    values = [entry.value for entry in in_force(history)]
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

    @property
    def latest_of(self) -> dict[str, Entry]:
        """The entry that counts of each field that has one."""
        latest = {entry.field: entry for entry in self.entries}
        return {field: entry for field, entry in latest.items() if not entry.withdrawn}

    def latest(self, field: str) -> Entry | None:
        """The entry that counts, or None while nobody has confirmed the field."""
        return self.latest_of.get(field)

    @property
    def values(self) -> dict[str, int]:
        """The confirmed numbers by field."""
        return {field: entry.value for field, entry in self.latest_of.items()}

    def was_corrected(self, field: str) -> bool:
        """Whether the counting number differs from the reading or from an earlier entry."""
        return was_corrected(self.history(field))

    def undoable(self, who: str) -> tuple[Entry, Entry | None] | None:
        """The last entry that this person may take back, and the one that would count then.

        None when there is none: entries that somebody else has written over stay.
        """
        for entry in reversed(self.entries):
            standing = in_force(self.history(entry.field))
            if entry.who == who and standing and standing[-1] is entry:
                return entry, standing[-2] if len(standing) > 1 else None
        return None

    def with_entry(self, entry: Entry) -> Tally:
        """A tally that also holds `entry`; raises `number_out_of_range` (R17) or `stale_entry`."""
        if not 0 <= entry.value <= LARGEST:
            raise SirekapError("number_out_of_range", field=entry.field, value=entry.value)
        now = len(self.history(entry.field))
        if entry.seen != now:
            raise SirekapError("stale_entry", field=entry.field, seen=entry.seen, now=now)
        return Tally(self.tps, (*self.entries, entry))
