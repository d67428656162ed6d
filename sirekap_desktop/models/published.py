"""What KPU has published of a TPS: never a result, only something to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Published:
    """The numbers of one TPS as a file told them; `stamp` is the time that stands in the file."""

    tps: str
    name: str
    sha256: str
    stamp: str
    numbers: tuple[tuple[str, int], ...]
    at: datetime
    who: str


@dataclass(frozen=True)
class Word:
    """Why a confirmed number and a published one differ, in the words of a person."""

    tps: str
    field: str
    ours: int
    theirs: int
    words: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Difference:
    """A confirmed number that was published as another; `word` when somebody has said why."""

    field: str
    ours: int
    theirs: int
    word: Word | None


@dataclass(frozen=True)
class Comparison:
    """One TPS beside what was published of it; `same` and `waiting` count its other numbers.

    A number waits while nobody has confirmed it.
    """

    published: Published
    differences: tuple[Difference, ...]
    same: int
    waiting: int

    @property
    def open(self) -> tuple[Difference, ...]:
        """The differences that nobody has explained."""
        return tuple(one for one in self.differences if one.word is None)


def compare(
    published: Published, confirmed: Mapping[str, int], words: Iterable[Word]
) -> Comparison:
    """Confirmed numbers beside published ones; a word holds for the two figures that it was said
    of."""
    said = {(word.field, word.ours, word.theirs): word for word in words}
    differences = []
    same = waiting = 0
    for field, theirs in published.numbers:
        ours = confirmed.get(field)
        if ours is None:
            waiting += 1
        elif ours == theirs:
            same += 1
        else:
            word = said.get((field, ours, theirs))
            differences.append(Difference(field, ours, theirs, word))
    return Comparison(published, tuple(differences), same, waiting)
