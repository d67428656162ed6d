"""The steps of the plenary, folded into what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from sirekap_desktop.models.minutes import (
    Correction,
    Course,
    Difference,
    Explanation,
    Kind,
    Minutes,
    Objection,
    Outcome,
    Panel,
    Participant,
    SpecialEvent,
    Step,
)
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import SITTING_MOVES, TPS_MOVES, Reached, Sitting


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
            _follow(differences, corrections[-1], step)
        elif step.act is Act.EXPLAIN:
            explanations.append(_explanation(step))
    return Course(
        reached, heard, tuple(differences.values()), tuple(corrections), tuple(explanations)
    )


def _follow(differences: dict[int, Difference], correction: Correction, step: Step) -> None:
    """A correction to their number settles a difference; one away from it opens it again."""
    for key, one in differences.items():
        if one.field != correction.field:
            continue
        if one.theirs == correction.new:
            differences[key] = replace(one, settled=one.settled or step)
        elif one.settled is not None and one.settled.act is Act.CORRECT:
            differences[key] = replace(one, settled=None)


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
