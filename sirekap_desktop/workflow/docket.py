"""All that the room needs before it about one TPS: what is known, what was done, its pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Correction, Minutes
from sirekap_desktop.models.reading import Sheet
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow import checking
from sirekap_desktop.workflow.checking import TpsView
from sirekap_desktop.workflow.desk import Desk


@dataclass(frozen=True)
class Exhibit:
    """The pictures of a correction: where the old figure stands, and what was struck and written.

    Either is None while nobody has photographed it.
    """

    before: Sheet | None
    after: Sheet | None


@dataclass(frozen=True)
class Docket:
    """A TPS before the room. `minutes` tell of the whole room, and of no other TPS.

    `exhibits` are the pictures of its corrections, by the number of the correction.
    """

    view: TpsView
    minutes: Minutes
    exhibits: Mapping[int, Exhibit]


def look(desk: Desk, tps: str) -> Docket:
    """All of it at one moment; raises `tps_unknown`."""
    with desk.look() as unit:
        view = checking.look_in(desk, unit, tps)
        return Docket(view, desk.minutes_in(unit, tps), _exhibits(desk, unit, view))


def _exhibits(desk: Desk, unit: Unit, view: TpsView) -> Mapping[int, Exhibit]:
    corrections = view.course.corrections
    if not corrections:
        return MappingProxyType({})
    template = desk.template_of(desk.election_in(unit))
    sheets = unit.sheets.of_tps(view.tps.code)
    return MappingProxyType(
        {
            one.id: Exhibit(
                None if one.before is None else unit.sheets.get(one.before),
                _after(template, sheets, corrections[place:]),
            )
            for place, one in enumerate(corrections)
        }
    )


def _after(
    template: Template, sheets: Sequence[Sheet], corrections: Sequence[Correction]
) -> Sheet | None:
    """The last picture of the page that came before the page was corrected once more."""
    mine, *others = corrections
    page = _page(template, mine)
    until = next((other.at for other in others if _page(template, other) == page), None)
    found = [
        sheet
        for sheet in sheets
        if sheet.reading.page == page and sheet.received_at > mine.at
        if until is None or sheet.received_at < until
    ]
    return found[-1] if found else None


def _page(template: Template, correction: Correction) -> int:
    return template.page_of(correction.field)[0].number
