"""The acts of the plenary on one TPS, from reading it out to closing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.minutes import Minutes, Outcome, Step
from sirekap_desktop.models.people import Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached, moved_tps
from sirekap_desktop.models.store import Unit
from sirekap_desktop.models.tally import LARGEST, Entry
from sirekap_desktop.workflow import checking, correcting, seconding
from sirekap_desktop.workflow.checking import TpsView
from sirekap_desktop.workflow.convening import record, words_of
from sirekap_desktop.workflow.desk import Desk, need_open

_LEADERS_ACTS = frozenset({Act.SETTLE, Act.CORRECT, Act.ANSWER, Act.AGREE, Act.CLOSE, Act.POSTPONE})
"""What a member decides only in the panel that this member leads."""


@dataclass(frozen=True)
class Floor:
    """A TPS while an act is done on it, inside the transaction of the act."""

    desk: Desk
    unit: Unit
    act: Act
    view: TpsView
    minutes: Minutes

    def record(self, words: str = "", **facts: object) -> Step:
        """Write the act down, into the plenary's steps and into the chain of events."""
        return _write(self.desk, self.unit, self.act, self.view.tps.code, words, facts)


@contextmanager
def floor(desk: Desk, act: Act, tps: str) -> Iterator[Floor]:
    """Let an act be done on a TPS; raises `not_allowed`, `other_panel`, `sitting_not_open` or
    `tps_not_there` when it may not be done now."""
    desk.need(act)
    with desk.unit() as unit:
        minutes = desk.minutes_in(unit, tps)
        view = checking.look_in(desk, unit, tps)
        _need_floor(desk, act, view, minutes)
        yield Floor(desk, unit, act, view, minutes)


def hindrance(desk: Desk, act: Act, view: TpsView, minutes: Minutes) -> SirekapError | None:
    """Why an act may not be done on a TPS, as far as one look tells; the act itself asks again."""
    try:
        desk.need(act)
        if act is not Act.EXPLAIN:
            _need_floor(desk, act, view, minutes)
        elif view.course.reached is Reached.SELESAI:
            raise SirekapError("tps_closed", tps=view.name)
        nothing = all(field.last is None for field in view.fields.values())
        if act is Act.COMPARE or (nothing and act in (Act.DIFFER, Act.CORRECT)):
            _need_confirmed(view)
        elif act in (Act.AGREE, Act.CLOSE):
            _need_settled(view)
    except SirekapError as error:
        return error
    return None


def present(desk: Desk, tps: str) -> Step:
    """Begin to read a TPS out; raises `second_entry_open` while that rule asks for more."""
    with floor(desk, Act.PRESENT, tps) as here:
        if here.minutes.second_rule:
            seconding.need_done(here.unit, here.view)
        return here.record()


def compare(desk: Desk, tps: str, parties: Sequence[str] = ()) -> Step:
    """The copies of these parties were compared; raises `fields_unconfirmed`."""
    with floor(desk, Act.COMPARE, tps) as here:
        _need_confirmed(here.view)
        return here.record(parties=list(parties))


def differ(desk: Desk, tps: str, party: str, field: str, theirs: int) -> Step:
    """A copy says another number.

    Raises `party_needed`, `difference_none`, `number_out_of_range`, `field_unknown` or
    `fields_unconfirmed`.
    """
    with floor(desk, Act.DIFFER, tps) as here:
        ours = _entered(here.view, field).value
        if not party.strip():
            raise SirekapError("party_needed", tps=here.view.name)
        if not 0 <= theirs <= LARGEST:
            raise SirekapError("number_out_of_range", field=field, value=theirs)
        if ours == theirs:
            raise SirekapError("difference_none", field=field, value=theirs)
        return here.record(party=party.strip(), field=field, ours=ours, theirs=theirs)


def settle(desk: Desk, tps: str, difference: int, why: str) -> Step:
    """Say why a difference stands no more; raises `reason_needed` or `difference_unknown`."""
    with floor(desk, Act.SETTLE, tps) as here:
        if difference not in [one.id for one in here.view.course.open_differences]:
            raise SirekapError("difference_unknown", tps=here.view.name)
        return here.record(words_of(why), difference=difference)


def correct(
    desk: Desk, tps: str, field: str, value: int, seen: int, why: str, paraf: Sequence[str]
) -> Step:
    """Strike a figure and write a new one before the room; differences that said so are settled.

    `paraf` names who initialled the sheet; a figure that a new picture has put in doubt may be
    struck as well. Raises `reason_needed`, `paraf_needed`, `correction_same`, `stale_entry`,
    `number_out_of_range`, `field_unknown` or `fields_unconfirmed`.
    """
    names = [name.strip() for name in paraf if name.strip()]
    with floor(desk, Act.CORRECT, tps) as here:
        old = _entered(here.view, field).value
        words = words_of(why)
        if not names:
            raise SirekapError("paraf_needed", tps=here.view.name)
        if value == old:
            raise SirekapError("correction_same", field=field, value=value)
        number = correcting.number_of(desk, here.unit, tps, field)
        entry = correcting.entry_of(desk, number, tps, field, value, seen, words)
        number.tally.with_entry(entry)
        correcting.keep(desk, here.unit, entry, number.tally)
        sheet = None if number.sheet is None else number.sheet.id
        return here.record(words, field=field, old=old, new=value, paraf=names, before=sheet)


def explain(desk: Desk, tps: str, code: str, why: str) -> Step:
    """Say why a finding stands, under one's own name; it goes into the minutes.

    Holds for every finding of that code that stands now. Raises `reason_needed`,
    `finding_unknown`, `tps_closed` or `not_allowed`.
    """
    desk.need(Act.EXPLAIN)
    words = words_of(why)
    with desk.unit() as unit:
        view = checking.look_in(desk, unit, tps)
        need_open(desk.election_in(unit), desk.minutes_in(unit, tps), tps)
        found = [finding for finding in view.findings if finding.code == code]
        if not found:
            raise SirekapError("finding_unknown", finding=code, tps=view.name)
        steps = [
            _write(
                desk,
                unit,
                Act.EXPLAIN,
                tps,
                words,
                {"code": code, "numbers": [list(pair) for pair in finding.numbers]},
            )
            for finding in found
        ]
    return steps[-1]


def agree(desk: Desk, tps: str) -> Step:
    """The room agrees; raises `fields_unconfirmed`, `differences_open`, `objections_open` or
    `explanation_needed` while something is open."""
    with floor(desk, Act.AGREE, tps) as here:
        _need_settled(here.view)
        return here.record()


def close(desk: Desk, tps: str) -> Step:
    """Close a TPS: its numbers go into the recap; raises what `agree` raises."""
    with floor(desk, Act.CLOSE, tps) as here:
        _need_settled(here.view)
        codes = dict.fromkeys(f.code for f in here.view.findings if f.severity in checking.GRAVE)
        return here.record(codes=list(codes))


def postpone(desk: Desk, tps: str, why: str) -> Step:
    """Put a TPS off until later; raises `reason_needed`."""
    with floor(desk, Act.POSTPONE, tps) as here:
        return here.record(words_of(why))


def reopen(desk: Desk, tps: str, why: str) -> Step:
    """Open a closed TPS again; documents made with its numbers are void from now on.

    Raises `not_allowed` for all but the chair, `reason_needed`, or what `floor` raises.
    """
    with floor(desk, Act.REOPEN, tps) as here:
        return here.record(words_of(why))


def object_to(desk: Desk, tps: str, by: str, of: str, what: str) -> Step:
    """Record an objection to a TPS; raises `reason_needed` without words or name."""
    with floor(desk, Act.OBJECT, tps) as here:
        return here.record(words_of(what), by=words_of(by), of=of.strip())


def answer(
    desk: Desk, tps: str, objection: int, words: str, opinion: str, outcome: Outcome
) -> Step:
    """Answer an objection with the supervisor's opinion; it is accepted or carried upward.

    Raises `reason_needed` or `objection_unknown`.
    """
    with floor(desk, Act.ANSWER, tps) as here:
        if objection not in [one.id for one in here.view.open_objections]:
            raise SirekapError("objection_unknown", tps=here.view.name)
        return here.record(
            words_of(words),
            objection=objection,
            opinion=opinion.strip(),
            outcome=outcome.value,
        )


def _need_floor(desk: Desk, act: Act, view: TpsView, minutes: Minutes) -> None:
    moved_tps(act, view.course.reached, minutes.sitting, view.name)
    panel = minutes.panels.get(view.desa.region.code)
    leads = panel is None or panel.leader in ("", desk.person.name)
    if act in _LEADERS_ACTS and desk.person.role is Role.ANGGOTA and not leads:
        raise SirekapError("other_panel", tps=view.name, leader=panel.leader if panel else "")


def _write(
    desk: Desk, unit: Unit, act: Act, tps: str, words: str, facts: Mapping[str, object]
) -> Step:
    contest = unit.elections.key()
    who, role = desk.person.name, desk.person.role.value
    step = Step(0, act, who, role, desk.clock(), contest, tps, words.strip(), facts)
    return record(desk, unit, step)


def _entered(view: TpsView, field: str) -> Entry:
    """The last entry of a number, whether it still stands beside its picture or not."""
    if field not in view.fields:
        raise SirekapError("field_unknown", field=field)
    last = view.fields[field].last
    if last is None:
        raise SirekapError("fields_unconfirmed", tps=view.name, count=view.unconfirmed)
    return last


def _need_confirmed(view: TpsView) -> None:
    if view.unconfirmed:
        raise SirekapError("fields_unconfirmed", tps=view.name, count=view.unconfirmed)


def _need_settled(view: TpsView) -> None:
    _need_confirmed(view)
    if view.course.open_differences:
        count = len(view.course.open_differences)
        raise SirekapError("differences_open", tps=view.name, count=count)
    if view.open_objections:
        raise SirekapError("objections_open", tps=view.name, count=len(view.open_objections))
    codes = dict.fromkeys(finding.code for finding in view.unexplained)
    if codes:
        raise SirekapError("explanation_needed", tps=view.name, codes=", ".join(codes))
