"""Numbers become confirmed one by one, by a person who is named."""

from __future__ import annotations

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.tally import Entry
from sirekap_desktop.workflow.desk import Desk, need_open
from sirekap_desktop.workflow.standing import newest_of, readings_of, standing


def confirm(desk: Desk, tps: str, field: str, value: int, seen: int, why: str = "") -> Entry:
    """Confirm or correct one number; on return it is on the disk.

    `seen` is the number of entries that the person had before their eyes. Raises `stale_entry`,
    `reason_needed` when another number stands there and no `why` is given, `tps_closed`,
    `number_out_of_range`, `field_unknown` or `tps_unknown`.
    """
    with desk.store.unit() as unit:
        election = desk.election_in(unit)
        need_open(election, unit, tps)
        template = desk.template_of(election)
        if field not in template.fields:
            raise SirekapError("field_unknown", field=field)
        tally = unit.tallies.get(tps)
        sheets = newest_of(unit.sheets.of_tps(tps))
        proposal = readings_of(sheets).get(field)
        entry = Entry(
            tps=tps,
            field=field,
            value=value,
            who=desk.person.name,
            at=desk.clock(),
            why=why.strip(),
            seen=seen,
            proposed=None if proposal is None else proposal.value,
        )
        tally.with_entry(entry)
        before = tally.latest(field)
        stands = standing(template, sheets, tally).get(field)
        if stands is not None and stands.value != value and not entry.why:
            raise SirekapError("reason_needed", field=field)
        unit.tallies.add(entry)
        unit.events.append(
            entry.at,
            desk.person,
            "number_confirmed" if before is None else "number_changed",
            tps=tps,
            field=field,
            value=value,
            before=None if before is None else before.value,
            proposed=entry.proposed,
            seen=seen,
            why=entry.why,
        )
    return entry
