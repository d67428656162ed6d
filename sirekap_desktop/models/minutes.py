"""The record of the plenary: what was done, and what it means (`folding`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import TPS_MOVES, Reached, Sitting

Facts = Mapping[str, object]
Numbers = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Step:
    """One act of the plenary as it was recorded.

    `contest` and `tps` are None where it concerns the whole room; `words` are the reason or the
    text that was spoken; `facts` belong to the kind of act (`workflow.convening` and `hearing`).
    """

    id: int
    act: Act
    who: str
    role: str
    at: datetime
    contest: int | None = None
    tps: str | None = None
    words: str = ""
    facts: Facts = field(default_factory=dict)


class Kind(StrEnum):
    """In what capacity somebody is in the room."""

    PPK = "ppk"
    SAKSI = "saksi"
    PANWASLU = "panwaslu"
    PPS = "pps"
    LAIN = "lain"


class Outcome(StrEnum):
    """What became of an objection."""

    DITERIMA = "diterima"
    DITERUSKAN = "diteruskan"


@dataclass(frozen=True)
class Participant:
    """Somebody who takes part; `of` names the contestant, office or desa.

    `mandate` is number and date of the letter; `visits` are coming (True) and leaving, in order.
    """

    id: int
    kind: Kind
    name: str
    of: str
    mandate: str
    contest: int | None
    visits: tuple[tuple[datetime, bool], ...] = ()

    @property
    def present(self) -> bool:
        """Whether the person is in the room now."""
        return bool(self.visits) and self.visits[-1][1]

    @property
    def attended(self) -> bool:
        """Whether the person was ever in the room."""
        return any(here for _, here in self.visits)


@dataclass(frozen=True)
class Panel:
    """A desa's panel: its number and the member who leads it."""

    desa: str
    number: int
    leader: str


@dataclass(frozen=True)
class Difference:
    """A copy of a witness or of the supervisor says another number than C.HASIL.

    `settled` is the step that says why it stands no more, a correction to their number among
    them; None while it is open.
    """

    id: int
    party: str
    field: str
    ours: int
    theirs: int
    who: str
    at: datetime
    settled: Step | None = None


@dataclass(frozen=True)
class Correction:
    """A figure that was struck and written anew before the room.

    `paraf` names who initialled it; `before` is the sheet on which the old figure stands.
    """

    id: int
    field: str
    old: int
    new: int
    who: str
    at: datetime
    words: str
    paraf: tuple[str, ...]
    before: int | None


@dataclass(frozen=True)
class Objection:
    """What a witness or the supervisor objects to at a TPS, and the answer."""

    id: int
    tps: str
    by: str
    of: str
    at: datetime
    words: str
    answer: str = ""
    opinion: str = ""
    outcome: Outcome | None = None
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Explanation:
    """Why a finding stands: it holds as long as the numbers are those that were explained."""

    id: int
    code: str
    numbers: Numbers
    who: str
    at: datetime
    words: str


@dataclass(frozen=True)
class SpecialEvent:
    """A kejadian khusus, in the room or at a TPS."""

    id: int
    tps: str | None
    who: str
    at: datetime
    words: str


@dataclass(frozen=True)
class Course:
    """Everything that the plenary did with one TPS."""

    reached: Reached = Reached.MENUNGGU
    steps: tuple[Step, ...] = ()
    differences: tuple[Difference, ...] = ()
    corrections: tuple[Correction, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    @property
    def open_differences(self) -> tuple[Difference, ...]:
        """What nobody has settled yet."""
        return tuple(one for one in self.differences if one.settled is None)

    @property
    def heard(self) -> bool:
        """Whether the TPS was ever read out in the hall."""
        return any(step.act is Act.PRESENT for step in self.steps)

    @property
    def last(self) -> Step | None:
        """The step that led to where the TPS stands."""
        reached, last = Reached.MENUNGGU, None
        for step in self.steps:
            after = TPS_MOVES.get((step.act, reached), reached)
            last = last if after is reached else step
            reached = after
        return last

    @property
    def times_reopened(self) -> int:
        """How often the chair opened it again."""
        return sum(step.act is Act.REOPEN for step in self.steps)

    def explains(self, code: str, numbers: Numbers) -> Explanation | None:
        """The newest explanation of that finding on those very numbers."""
        fitting = [e for e in self.explanations if (e.code, e.numbers) == (code, numbers)]
        return fitting[-1] if fitting else None


@dataclass(frozen=True)
class Minutes:
    """The room, and each TPS of one contest."""

    sitting: Sitting = Sitting.BELUM
    place: str = ""
    agenda: str = ""
    turns: tuple[Step, ...] = ()
    """Opened, adjourned, resumed, ended: in order, with their reasons."""
    participants: tuple[Participant, ...] = ()
    panels: Mapping[str, Panel] = field(default_factory=dict)
    objections: tuple[Objection, ...] = ()
    events: tuple[SpecialEvent, ...] = ()
    courses: Mapping[str, Course] = field(default_factory=dict)
    second_rule: bool = False
    """Whether every TPS is entered a second time by another person before it is presented."""

    def course(self, tps: str) -> Course:
        """What was done with a TPS; nothing yet for one that nobody has presented."""
        return self.courses.get(tps, Course())

    def objections_to(self, tps: str) -> tuple[Objection, ...]:
        """The objections to one TPS."""
        return tuple(one for one in self.objections if one.tps == tps)

    def open_objections(self, tps: str) -> tuple[Objection, ...]:
        """Those that nobody has answered yet."""
        return tuple(one for one in self.objections_to(tps) if one.outcome is None)

    def disputed(self, tps: str) -> bool:
        """Whether something between the parties is open at a TPS."""
        return bool(self.open_objections(tps) or self.course(tps).open_differences)

    def participant(self, number: int) -> Participant | None:
        """The participant of that number."""
        return next((one for one in self.participants if one.id == number), None)
