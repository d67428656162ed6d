"""The record of the plenary: what was done, folded into what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import (
    SITTING_MOVES,
    TPS_MOVES,
    Reached,
    Sitting,
)

Facts = Mapping[str, object]
Numbers = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Step:
    """One act of the plenary as it was recorded.

    `contest` and `tps` are None where it concerns the whole room; `words` are the reason or the
    text that was spoken; `facts` belong to the kind of act (`workflow/plenary` writes them).
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

    `settled` is the step that says why it stands no more, None while it is open.
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
    def last(self) -> Step | None:
        """The step that led to where the TPS stands."""
        moves = [step for step in self.steps if (step.act, self.reached) in _ARRIVALS]
        return moves[-1] if moves else None

    @property
    def times_reopened(self) -> int:
        """How often the chair opened it again."""
        return sum(step.act is Act.REOPEN for step in self.steps)

    def explains(self, code: str, numbers: Numbers) -> Explanation | None:
        """The newest explanation of that finding on those very numbers."""
        fitting = [e for e in self.explanations if (e.code, e.numbers) == (code, numbers)]
        return fitting[-1] if fitting else None


_ARRIVALS = frozenset((act, after) for (act, before), after in TPS_MOVES.items() if before != after)


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


def minutes_of(steps: Iterable[Step], contest: int | None) -> Minutes:
    """Fold the steps of the room and of one contest, oldest first."""
    room = _Room()
    courses: dict[str, list[Step]] = {}
    for step in steps:
        if step.contest not in (None, contest):
            continue
        room.hear(step)
        if step.tps is not None:
            courses.setdefault(step.tps, []).append(step)
    return replace(
        room.minutes(),
        courses=MappingProxyType({tps: course_of(some) for tps, some in courses.items()}),
    )


def course_of(steps: Iterable[Step]) -> Course:
    """Fold the steps of one TPS."""
    reached = Reached.MENUNGGU
    differences: dict[int, Difference] = {}
    corrections: list[Correction] = []
    explanations: list[Explanation] = []
    heard = tuple(steps)
    for step in heard:
        reached = TPS_MOVES.get((step.act, reached), reached)
        if step.act is Act.DIFFER:
            differences[step.id] = _difference(step)
        elif step.act is Act.SETTLE:
            number = _int(step.facts["difference"])
            differences[number] = replace(differences[number], settled=step)
        elif step.act is Act.CORRECT:
            corrections.append(_correction(step))
        elif step.act is Act.EXPLAIN:
            explanations.append(_explanation(step))
    return Course(
        reached, heard, tuple(differences.values()), tuple(corrections), tuple(explanations)
    )


class _Room:
    """What is folded over all steps, whichever TPS they concern."""

    def __init__(self) -> None:
        self._sitting = Sitting.BELUM
        self._place = self._agenda = ""
        self._turns: list[Step] = []
        self._participants: dict[int, Participant] = {}
        self._panels: dict[str, Panel] = {}
        self._objections: dict[int, Objection] = {}
        self._events: list[SpecialEvent] = []
        self._second_rule = False

    def hear(self, step: Step) -> None:
        """Take one step in."""
        if (step.act, self._sitting) in SITTING_MOVES:
            self._sitting = SITTING_MOVES[step.act, self._sitting]
            self._turns.append(step)
        if step.act is Act.OPEN:
            self._place, self._agenda = str(step.facts["place"]), str(step.facts["agenda"])
        elif step.act is Act.REGISTER:
            self._register(step)
        elif step.act is Act.ATTEND:
            self._attend(step)
        elif step.act is Act.PANEL:
            desa = str(step.facts["desa"])
            self._panels[desa] = Panel(desa, _int(step.facts["panel"]), str(step.facts["leader"]))
        elif step.act is Act.OBJECT:
            by, of = str(step.facts["by"]), str(step.facts["of"])
            tps = str(step.tps)
            self._objections[step.id] = Objection(step.id, tps, by, of, step.at, step.words)
        elif step.act is Act.ANSWER:
            self._answer(step)
        elif step.act is Act.EVENT:
            self._events.append(SpecialEvent(step.id, step.tps, step.who, step.at, step.words))
        elif step.act is Act.SECOND_RULE:
            self._second_rule = bool(step.facts["on"])

    def minutes(self) -> Minutes:
        """What was heard, without the courses of the TPS."""
        return Minutes(
            sitting=self._sitting,
            place=self._place,
            agenda=self._agenda,
            turns=tuple(self._turns),
            participants=tuple(self._participants.values()),
            panels=MappingProxyType(self._panels),
            objections=tuple(self._objections.values()),
            events=tuple(self._events),
            second_rule=self._second_rule,
        )

    def _register(self, step: Step) -> None:
        facts = step.facts
        kind, name = Kind(str(facts["kind"])), str(facts["name"])
        of, mandate = str(facts["of"]), str(facts["mandate"])
        self._participants[step.id] = Participant(step.id, kind, name, of, mandate, step.contest)

    def _attend(self, step: Step) -> None:
        number = _int(step.facts["participant"])
        before = self._participants[number]
        visits = (*before.visits, (step.at, bool(step.facts["here"])))
        self._participants[number] = replace(before, visits=visits)

    def _answer(self, step: Step) -> None:
        number = _int(step.facts["objection"])
        self._objections[number] = replace(
            self._objections[number],
            answer=step.words,
            opinion=str(step.facts["opinion"]),
            outcome=Outcome(str(step.facts["outcome"])),
            answered_by=step.who,
            answered_at=step.at,
        )


def _difference(step: Step) -> Difference:
    facts = step.facts
    return Difference(
        id=step.id,
        party=str(facts["party"]),
        field=str(facts["field"]),
        ours=_int(facts["ours"]),
        theirs=_int(facts["theirs"]),
        who=step.who,
        at=step.at,
    )


def _correction(step: Step) -> Correction:
    facts = step.facts
    before = facts["before"]
    return Correction(
        id=step.id,
        field=str(facts["field"]),
        old=_int(facts["old"]),
        new=_int(facts["new"]),
        who=step.who,
        at=step.at,
        words=step.words,
        paraf=_texts(facts["paraf"]),
        before=None if before is None else _int(before),
    )


def _explanation(step: Step) -> Explanation:
    told = step.facts["numbers"]
    assert isinstance(told, list | tuple)
    numbers = tuple((str(name), _int(value)) for name, value in told)
    return Explanation(step.id, str(step.facts["code"]), numbers, step.who, step.at, step.words)


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


def _texts(value: object) -> tuple[str, ...]:
    assert isinstance(value, list | tuple)
    return tuple(map(str, value))
