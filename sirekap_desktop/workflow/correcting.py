"""Numbers become confirmed one by one, by a person who is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.minutes import Course, Minutes
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.models.reading import Reading, Sheet, Status
from sirekap_desktop.models.store import Unit
from sirekap_desktop.models.tally import Entry, Tally
from sirekap_desktop.workflow import checking
from sirekap_desktop.workflow.desk import Desk, need_open, spoken
from sirekap_desktop.workflow.standing import newest_of, readings_of, standing


@dataclass(frozen=True)
class Number:
    """A number before an entry is made: what stands and what was read."""

    tally: Tally
    sheet: Sheet | None
    reading: Reading | None
    standing: Entry | None


def number_of(desk: Desk, unit: Unit, tps: str, field: str) -> Number:
    """What stands of a number; raises `field_unknown`, `no_election` or `form_unknown`."""
    template = desk.template_of(desk.election_in(unit))
    if field not in template.fields:
        raise SirekapError("field_unknown", field=field)
    tally = unit.tallies.get(tps)
    sheets = newest_of(unit.sheets.of_tps(tps))
    course = desk.minutes_in(unit, tps).course(tps)
    stands = standing(template, sheets, tally, course).get(field)
    page, _ = template.page_of(field)
    return Number(tally, sheets.get(page.number), readings_of(sheets).get(field), stands)


def confirm(desk: Desk, tps: str, field: str, value: int, seen: int, why: str = "") -> Entry:
    """Confirm or correct one number; on return it is on the disk.

    `seen` is the number of entries that the person had before their eyes. Raises `not_allowed`,
    `stale_entry`, `reason_needed` when another number stands there, or was read out once, and no
    `why` is given, `correct_in_plenary` when it is being read out or the room has corrected it,
    `tps_closed`, `number_out_of_range`, `field_unknown` or `tps_unknown`.
    """
    desk.need(Act.CONFIRM)
    with desk.unit() as unit:
        minutes = _need_open(desk, unit, tps)
        number = number_of(desk, unit, tps, field)
        entry = entry_of(desk, number, tps, field, value, seen, why)
        number.tally.with_entry(entry)
        before = number.tally.latest(field)
        if before is not None and before.value != value:
            course = minutes.course(tps)
            need_waiting(desk, unit, course, tps, field)
            if not entry.why and (course.heard or number.standing is not None):
                raise SirekapError("reason_needed", field=field)
        keep(desk, unit, entry, number.tally)
    return entry


def confirm_sure(
    desk: Desk, tps: str, page: int, shown: Mapping[str, tuple[int, int]]
) -> tuple[Entry, ...]:
    """Confirm what was read surely on one sheet, after a person has looked at all of it.

    `shown` holds the value and the count of entries that stood before the person's eyes, by
    field. Raises `sheet_changed` when one of them is no longer what the desk would show, and what
    `confirm` raises.
    """
    desk.need(Act.CONFIRM)
    with desk.unit() as unit:
        _need_open(desk, unit, tps)
        view = checking.look_in(desk, unit, tps)
        sure = {field: (value.shown, value.seen) for field, value in sure_of(view, page).items()}
        if any(sure.get(field) != there for field, there in shown.items()):
            raise SirekapError("sheet_changed", page=page)
        entries = []
        for field, (value, seen) in shown.items():
            number = number_of(desk, unit, tps, field)
            entries.append(entry_of(desk, number, tps, field, value, seen, ""))
            keep(desk, unit, entries[-1], number.tally)
    return tuple(entries)


def sure_of(view: checking.TpsView, page: int) -> dict[str, checking.FieldView]:
    """The numbers of a sheet that may be confirmed at one look."""
    return {
        name: field
        for name, field in view.fields.items()
        if field.page == page and field.entry is None and not field.doubtful
        if field.reading is not None and field.reading.status is Status.SURE
    }


def undo(desk: Desk, tps: str) -> Entry:
    """Take back the last entry that this person made in a TPS, by a new entry.

    Raises `nothing_to_undo`, `correct_in_plenary` once the TPS was read out (from then on a number
    changes only with a reason), `tps_closed` or `not_allowed`.
    """
    desk.need(Act.CONFIRM)
    with desk.unit() as unit:
        minutes = _need_open(desk, unit, tps)
        tally = unit.tallies.get(tps)
        found = tally.undoable(desk.person.name)
        if found is None:
            raise SirekapError("nothing_to_undo", who=desk.person.name)
        if minutes.course(tps).heard:
            raise SirekapError("correct_in_plenary", tps=spoken(desk.election_in(unit), tps))
        gone, back = found
        history = tally.history(gone.field)
        entry = Entry(
            tps=tps,
            field=gone.field,
            value=(back or gone).value,
            who=desk.person.name,
            at=desk.clock(),
            why="",
            seen=len(history),
            proposed=(back or gone).proposed,
            undoes=history.index(gone),
            withdrawn=back is None,
        )
        keep(desk, unit, entry, tally)
    return entry


def entry_of(
    desk: Desk, number: Number, tps: str, field: str, value: int, seen: int, why: str
) -> Entry:
    """The entry that the person at the desk makes of a number."""
    return Entry(
        tps=tps,
        field=field,
        value=value,
        who=desk.person.name,
        at=desk.clock(),
        why=why.strip(),
        seen=seen,
        proposed=None if number.reading is None else number.reading.value,
    )


def keep(desk: Desk, unit: Unit, entry: Entry, tally: Tally) -> None:
    """Add an entry and tell the record of it."""
    before = tally.latest(entry.field)
    unit.tallies.add(entry)
    kind = "number_confirmed" if before is None else "number_changed"
    unit.events.append(
        entry.at,
        desk.person,
        kind if entry.undoes is None else "number_undone",
        contest=unit.elections.key(),
        tps=entry.tps,
        field=entry.field,
        value=None if entry.withdrawn else entry.value,
        before=None if before is None else before.value,
        proposed=entry.proposed,
        seen=entry.seen,
        why=entry.why,
    )


def _need_open(desk: Desk, unit: Unit, tps: str) -> Minutes:
    minutes = desk.minutes_in(unit, tps)
    need_open(desk.election_in(unit), minutes, tps)
    return minutes


def need_waiting(desk: Desk, unit: Unit, course: Course, tps: str, field: str) -> None:
    """What is being read out, and what the hall has corrected, changes only before the hall;
    raises `correct_in_plenary`."""
    corrected = field in {one.field for one in course.corrections}
    if corrected or course.reached is not Reached.MENUNGGU:
        raise SirekapError("correct_in_plenary", tps=spoken(desk.election_in(unit), tps))
