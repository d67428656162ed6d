"""The plenary as a gathering: opened and ended, who is there, which panel does what."""

from __future__ import annotations

from collections.abc import Mapping

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.events import Fact
from sirekap_desktop.models.minutes import Kind, Minutes, Participant, Step
from sirekap_desktop.models.permits import Act, may
from sirekap_desktop.models.proceedings import (
    SITTING_ACTS,
    SITTING_MOVES,
    Reached,
    Sitting,
    moved_sitting,
)
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow.desk import Desk, spoken

MANDATES = 2
"""So many witnesses of one contestant may hold a mandate; one of them is in the room."""
PANELS = 4


def minutes(desk: Desk) -> Minutes:
    """The whole record of the plenary for the contest of this desk."""
    with desk.look() as unit:
        return desk.minutes_in(unit)


def hindrance(desk: Desk, act: Act, now: Minutes) -> SirekapError | None:
    """Why an act on the room may not be done, as far as one look tells; the act asks again."""
    if not may(desk.person.role, act):
        return SirekapError("not_allowed", role=desk.person.role, act=act)
    if act in SITTING_ACTS and (act, now.sitting) not in SITTING_MOVES:
        return SirekapError("sitting_not_there", act=act, now=now.sitting)
    return None


def open_sitting(desk: Desk, place: str, agenda: str, why: str = "") -> Step:
    """Open the plenary, or open it again with a reason after it was ended.

    Raises `not_allowed`, `place_needed`, `reason_needed` or `sitting_not_there`.
    """
    desk.need(Act.OPEN)
    with desk.unit() as unit:
        now = desk.minutes_in(unit).sitting
        moved_sitting(Act.OPEN, now)
        if not place.strip():
            raise SirekapError("place_needed")
        words = words_of(why) if now is Sitting.DITUTUP else why.strip()
        facts = {"place": place.strip(), "agenda": agenda.strip()}
        return _write(desk, unit, Act.OPEN, words, facts)


def adjourn(desk: Desk, why: str) -> Step:
    """Put the plenary off; raises `not_allowed`, `reason_needed` or `sitting_not_there`."""
    return _turn(desk, Act.ADJOURN, why)


def resume(desk: Desk, why: str) -> Step:
    """Go on after an adjournment; raises like `adjourn`."""
    return _turn(desk, Act.RESUME, why)


def end(desk: Desk, why: str) -> Step:
    """End the plenary: every TPS of every contest must be closed.

    Raises `tps_left`, `second_needed` or `second_same`, and like `adjourn`.
    """
    return _turn(desk, Act.END, why)


def register(desk: Desk, kind: Kind, name: str, of: str = "", mandate: str = "") -> Step:
    """Take somebody into the list; a witness for a contestant of this desk's contest, by number.

    Raises `name_needed`, `mandate_needed`, `contestant_unknown`, `mandates_full` or
    `participant_known`.
    """
    desk.need(Act.REGISTER)
    told = name.strip()
    if not told:
        raise SirekapError("name_needed")
    if kind is Kind.SAKSI and not mandate.strip():
        raise SirekapError("mandate_needed", who=told)
    with desk.unit() as unit:
        if kind is Kind.SAKSI:
            _need_contestant(desk.election_in(unit), of.strip())
        now = desk.minutes_in(unit)
        alike = [one for one in now.participants if (one.kind, one.of) == (kind, of.strip())]
        if told in [one.name for one in alike]:
            raise SirekapError("participant_known", who=told)
        if kind is Kind.SAKSI and len(alike) >= MANDATES:
            raise SirekapError("mandates_full", of=of.strip(), most=MANDATES)
        facts = {
            "kind": kind.value,
            "name": told,
            "of": of.strip(),
            "mandate": mandate.strip(),
        }
        contest = unit.elections.key() if kind is Kind.SAKSI else None
        return _write(desk, unit, Act.REGISTER, "", facts, contest)


def attend(desk: Desk, participant: int, *, here: bool) -> Step:
    """Somebody came or went; raises `participant_unknown`, `witness_already_here` or
    `attendance_same`."""
    desk.need(Act.ATTEND)
    with desk.unit() as unit:
        now = desk.minutes_in(unit)
        who = now.participant(participant)
        if who is None:
            raise SirekapError("participant_unknown")
        if who.present == here:
            raise SirekapError("attendance_same", who=who.name)
        other = _in_his_place(now, who) if here else None
        if other is not None:
            raise SirekapError("witness_already_here", who=who.name, other=other.name)
        facts: Mapping[str, object] = {"participant": participant, "here": here}
        return _write(desk, unit, Act.ATTEND, who.name, facts, who.contest)


def assign_panel(desk: Desk, desa: str, panel: int, leader: str) -> Step:
    """Give a desa to a panel and its leader, nobody in particular when empty.

    Raises `panel_unknown`, `desa_unknown`, or `leader_unknown` where there are accounts and no
    member of the committee has that name.
    """
    desk.need(Act.PANEL)
    if not 1 <= panel <= PANELS:
        raise SirekapError("panel_unknown", panel=panel, most=PANELS)
    with desk.unit() as unit:
        if desa not in [one.region.code for one in desk.election_in(unit).desa]:
            raise SirekapError("desa_unknown", desa=desa)
        _need_leader(unit, leader.strip())
        facts: Mapping[str, object] = {"desa": desa, "panel": panel, "leader": leader.strip()}
        return _write(desk, unit, Act.PANEL, "", facts)


def note_event(desk: Desk, words: str, tps: str | None = None) -> Step:
    """Note a kejadian khusus at any time; raises `reason_needed` or `tps_unknown`."""
    desk.need(Act.EVENT)
    text = words_of(words)
    with desk.unit() as unit:
        contest = None
        if tps is not None:
            spoken(desk.election_in(unit), tps)
            contest = unit.elections.key()
        return _write(desk, unit, Act.EVENT, text, {}, contest, tps)


def set_second_rule(desk: Desk, *, on: bool) -> Step:
    """Ask for a second entry by another person, or no longer; `not_allowed` but for the chair."""
    desk.need(Act.SECOND_RULE)
    with desk.unit() as unit:
        return _write(desk, unit, Act.SECOND_RULE, "", {"on": on}, unit.elections.key())


def _need_contestant(election: Election, of: str) -> None:
    """A misspelt number would give a contestant more witnesses than the law does."""
    if of not in [str(one.number) for one in election.contestants]:
        raise SirekapError("contestant_unknown", of=of)


def _need_leader(unit: Unit, leader: str) -> None:
    """A panel is led by somebody who can sign in and decide."""
    kept = unit.accounts.all()
    able = [a.name for a in kept if a.active and may(a.role, Act.AGREE)]
    if kept and leader and leader not in able:
        raise SirekapError("leader_unknown", leader=leader)


def _turn(desk: Desk, act: Act, why: str) -> Step:
    desk.need(act)
    words = words_of(why)
    with desk.unit() as unit:
        moved_sitting(act, desk.minutes_in(unit).sitting)
        if act is Act.END:
            _need_all_closed(desk, unit)
        return _write(desk, unit, act, words, {})


def _need_all_closed(desk: Desk, unit: Unit) -> None:
    for contest in unit.elections.all():
        beside = unit.beside(contest.id)
        now = desk.minutes_in(beside)
        left = _left(desk.election_in(beside), now)
        if left:
            raise SirekapError("tps_left", count=left, title=contest.title)


def _left(election: Election, now: Minutes) -> int:
    return sum(
        now.course(tps.code).reached is not Reached.SELESAI for _, tps in election.every_tps()
    )


def _in_his_place(now: Minutes, who: Participant) -> Participant | None:
    """The other witness of the same contestant who is in the room."""
    if who.kind is not Kind.SAKSI:
        return None
    return next(
        (
            one
            for one in now.participants
            if one.present and (one.kind, one.of, one.contest) == (who.kind, who.of, who.contest)
        ),
        None,
    )


def _write(
    desk: Desk,
    unit: Unit,
    act: Act,
    words: str,
    facts: Mapping[str, object],
    contest: int | None = None,
    tps: str | None = None,
) -> Step:
    person = desk.person
    step = Step(0, act, person.name, person.role.value, desk.clock(), contest, tps, words, facts)
    return record(desk, unit, step)


def record(desk: Desk, unit: Unit, step: Step) -> Step:
    """Keep a step and tell the chain of events; whether it may be done was asked before."""
    kept = unit.steps.add(step)
    told = {name: _fact(value) for name, value in step.facts.items()}
    second = None if desk.second is None else desk.second.name
    unit.events.append(
        step.at,
        desk.person,
        f"plenary_{step.act}",
        contest=step.contest,
        tps=step.tps,
        words=step.words,
        second=second,
        **told,
    )
    return kept


def _fact(value: object) -> Fact:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def words_of(text: str) -> str:
    """A reason or a text that the record needs; raises `reason_needed` when there is none."""
    words = text.strip()
    if not words:
        raise SirekapError("reason_needed")
    return words
