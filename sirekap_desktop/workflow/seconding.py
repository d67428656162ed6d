"""The second entry: another person reads the paper blind, a third one decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.permits import Act, may
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.second import Need, Outcome, SecondEntry, need_of, open_needs
from sirekap_desktop.models.store import Unit
from sirekap_desktop.models.tally import LARGEST, Entry
from sirekap_desktop.workflow import checking, correcting
from sirekap_desktop.workflow.checking import TpsView
from sirekap_desktop.workflow.desk import Desk, need_open


@dataclass(frozen=True)
class Dispute:
    """A number that was read differently twice: only who did not read it sees both values.

    `second` is the last of the second readings; `readers` are all who entered or read the number.
    """

    field: str
    first: Entry
    second: SecondEntry
    readers: frozenset[str]


@dataclass(frozen=True)
class SecondView:
    """What the second entry of a TPS still needs; it holds no value of the first entry.

    `asked` is whether the rule wants it or somebody has begun it. `mine` are the fields that this
    person may read now, `again` those of them that differed; `disputes` is empty for everybody
    who may not decide. Both are empty once the TPS is closed.
    """

    asked: bool
    needs: Mapping[str, Need]
    mine: tuple[str, ...]
    again: frozenset[str]
    disputes: tuple[Dispute, ...]

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return not open_needs(self.needs)


def look_at_both(desk: Desk, tps: str) -> tuple[TpsView, SecondView]:
    """A TPS, and how far its second entry is for the person at the desk; raises `tps_unknown`."""
    with desk.look() as unit:
        view = checking.look_in(desk, unit, tps)
        histories = _histories(unit, tps)
        asked = bool(histories) or desk.minutes_in(unit, tps).second_rule
        return view, _second_view(desk, view, histories, asked=asked)


def enter_second(desk: Desk, tps: str, values: Mapping[str, int]) -> Mapping[str, Outcome]:
    """Keep what a second person read, and tell only which numbers differ.

    Raises `second_not_due` for a number that is not waiting for it or that this person entered
    first, `number_out_of_range`, `tps_closed`, `field_unknown` or `not_allowed`.
    """
    desk.need(Act.SECOND)
    with desk.unit() as unit:
        need_open(desk.election_in(unit), desk.minutes_in(unit, tps), tps)
        view = checking.look_in(desk, unit, tps)
        due = _mine(desk, view, _needs(view, _histories(unit, tps)))
        outcomes = {}
        for field, value in values.items():
            if field not in due:
                raise SirekapError("second_not_due", field=field)
            if not 0 <= value <= LARGEST:
                raise SirekapError("number_out_of_range", field=field, value=value)
            first = view.fields[field].entry
            same = first is not None and first.value == value
            outcomes[field] = Outcome.SAME if same else Outcome.DIFFERS
            _keep(desk, unit, tps, field, value, outcomes[field])
    return MappingProxyType(outcomes)


def decide(desk: Desk, tps: str, field: str, value: int, seen: int) -> None:
    """A third person says which number stands on the paper; the other readings stay on record.

    Raises `third_same` when that person read it before, `decision_not_due`, `stale_entry`,
    `correct_in_plenary`, `tps_closed`, `number_out_of_range` or `not_allowed`.
    """
    desk.need(Act.DECIDE)
    with desk.unit() as unit:
        need_open(desk.election_in(unit), desk.minutes_in(unit, tps), tps)
        view = checking.look_in(desk, unit, tps)
        histories = _histories(unit, tps)
        dispute = next((d for d in _disputes(view, histories) if d.field == field), None)
        if dispute is None:
            raise SirekapError("decision_not_due", field=field)
        if desk.person.name in dispute.readers:
            raise SirekapError("third_same", who=desk.person.name, field=field)
        number = correcting.number_of(desk, unit, tps, field)
        readers = f"{dispute.first.who} {dispute.first.value}, "
        readers += f"{dispute.second.who} {dispute.second.value}"
        entry = correcting.entry_of(desk, number, tps, field, value, seen, readers)
        number.tally.with_entry(entry)
        if value != dispute.first.value:
            correcting.need_waiting(desk, unit, view.course, tps, field)
            correcting.keep(desk, unit, entry, number.tally)
        _keep(desk, unit, tps, field, value, Outcome.DECIDED)


def need_done(unit: Unit, view: TpsView) -> None:
    """Let no TPS be presented whose second entry is open; raises `second_entry_open`."""
    needs = _needs(view, _histories(unit, view.tps.code))
    left = len(open_needs(needs))
    if left:
        raise SirekapError("second_entry_open", tps=view.name, count=left)


Histories = Mapping[str, Sequence[SecondEntry]]


def _histories(unit: Unit, tps: str) -> Histories:
    found: dict[str, list[SecondEntry]] = {}
    for entry in unit.seconds.of_tps(tps):
        found.setdefault(entry.field, []).append(entry)
    return found


def _needs(view: TpsView, histories: Histories) -> dict[str, Need]:
    corrected = {one.field for one in view.course.corrections}
    return {
        name: need_of(
            histories.get(name, ()),
            None if field.entry is None else field.entry.value,
            corrected=name in corrected,
        )
        for name, field in view.fields.items()
    }


def _second_view(desk: Desk, view: TpsView, histories: Histories, *, asked: bool) -> SecondView:
    needs = _needs(view, histories)
    who = desk.person.name
    mine = _mine(desk, view, needs)
    disputes = tuple(
        dispute for dispute in _disputes(view, histories) if who not in dispute.readers
    )
    again = frozenset(name for name in mine if needs[name] is Need.AGAIN)
    decides = may(desk.person.role, Act.DECIDE) and view.stage is not Stage.SELESAI
    return SecondView(asked, MappingProxyType(needs), mine, again, disputes if decides else ())


def _mine(desk: Desk, view: TpsView, needs: Mapping[str, Need]) -> tuple[str, ...]:
    if view.stage is Stage.SELESAI or not may(desk.person.role, Act.SECOND):
        return ()
    return tuple(
        name
        for name, need in needs.items()
        if need in (Need.SECOND, Need.AGAIN) and not _wrote(view, name, desk.person.name)
    )


def _disputes(view: TpsView, histories: Histories) -> tuple[Dispute, ...]:
    disputes = []
    for name, need in _needs(view, histories).items():
        field = view.fields[name]
        if need is Need.THIRD and field.entry is not None:
            readers = {one.who for one in field.history} | {one.who for one in histories[name]}
            disputes.append(Dispute(name, field.entry, histories[name][-1], frozenset(readers)))
    return tuple(disputes)


def _wrote(view: TpsView, field: str, who: str) -> bool:
    return any(entry.who == who for entry in view.fields[field].history)


def _keep(desk: Desk, unit: Unit, tps: str, field: str, value: int, outcome: Outcome) -> None:
    entry = SecondEntry(tps, field, value, desk.person.name, desk.clock(), outcome)
    unit.seconds.add(entry)
    unit.events.append(
        entry.at,
        desk.person,
        "number_read_again" if outcome is not Outcome.DECIDED else "number_decided",
        contest=unit.elections.key(),
        tps=tps,
        field=field,
        value=value,
        outcome=outcome.value,
    )
