"""What the machine proposes: never a result, always with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sirekap_desktop.models.form import Box


class Status(StrEnum):
    """How far a proposal can be trusted before a person looks."""

    SURE = "sure"
    CHECK = "check"
    UNREAD = "unread"


@dataclass(frozen=True)
class Source:
    """One way in which the number stands on the paper.

    `kind` is digits, bubbles, row_sums, tally or words; `text` is what was seen, for digits and
    bubbles one character per box (`X`, `-`, `_` for blank, `?` for undecided).
    """

    kind: str
    text: str
    value: int | None
    confidence: float


@dataclass(frozen=True)
class Suggestion:
    """Another value for which sums of the form would hold; only a person may take it."""

    value: int
    rules: tuple[str, ...]
    """Codes of the rules that would hold then and do not hold now."""


@dataclass(frozen=True)
class Reading:
    """A proposal for a field; `value` is None exactly when `status` is unread.

    `box` lies on the rectified sheet, in mm, where the digits were really found. `candidates` are
    the values that the sources of this field allow, each with its cost (-ln of its probability
    against the likeliest), likeliest first; a reading of an older version has none.
    """

    field: str
    value: int | None
    confidence: float
    runner_up: int | None
    status: Status
    sources: tuple[Source, ...]
    box: Box
    why: str = ""
    """Code of the reason when not sure: faint, conflict, layout, struck, blank, frame, sum, or what
    the picture shows there: glare, shadow, soft, pale."""
    candidates: tuple[tuple[int, float], ...] = ()
    suggestion: Suggestion | None = None


@dataclass(frozen=True)
class Problem:
    """Why a picture was refused or is weak: a code of `messages.toml` with its facts."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()
    fatal: bool = True


@dataclass(frozen=True)
class SheetReading:
    """All that was read from one page of one file; `form`/`page` are None when unknown."""

    form: str | None
    page: int | None
    problems: tuple[Problem, ...]
    readings: tuple[Reading, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing on this picture may be used."""
        return any(problem.fatal for problem in self.problems)


@dataclass(frozen=True)
class Sheet:
    """A stored picture with its reading; `sha256` names the original file, `leaf` its page (0…).

    `flat` is the SHA-256 of the rectified JPEG at `scale` pixels per mm, stored beside it.
    """

    id: int
    sha256: str
    leaf: int
    name: str
    flat: str
    scale: float
    tps: str | None
    received_at: datetime
    received_by: str
    reading: SheetReading
