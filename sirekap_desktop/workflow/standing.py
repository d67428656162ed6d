"""What the pictures of a TPS say, and which confirmations still stand beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Course
from sirekap_desktop.models.reading import Reading, Sheet
from sirekap_desktop.models.tally import Entry, Tally
from sirekap_desktop.ocr.solve import settle
from sirekap_desktop.workflow.desk import Desk


def newest_of(sheets: Iterable[Sheet]) -> dict[int, Sheet]:
    """The sheet that counts of each page: the one laid to the TPS last."""
    pages = {sheet.reading.page: sheet for sheet in sheets if sheet.reading.page is not None}
    return {page: pages[page] for page in sorted(pages)}


def readings_of(sheets: Mapping[int, Sheet]) -> dict[str, Reading]:
    """The proposal for each field."""
    return {r.field: r for sheet in sheets.values() for r in sheet.reading.readings}


def proposals(desk: Desk, template: Template, sheets: Mapping[int, Sheet]) -> Mapping[str, Reading]:
    """The proposal for each field, after the pages of the TPS have vouched for each other."""
    key = tuple(sheet.id for sheet in sheets.values())
    if key not in desk.settled:
        readings = readings_of(sheets)
        together = settle(tuple(readings.values()), template) if len(sheets) > 1 else ()
        desk.settled[key] = readings | {reading.field: reading for reading in together}
    return desk.settled[key]


def standing(
    template: Template, sheets: Mapping[int, Sheet], tally: Tally, course: Course
) -> dict[str, Entry]:
    """The confirmed numbers that count.

    When a sheet went to another TPS or a new picture tells another number, a person has to look
    again: what was confirmed beside the old picture stays in the history but counts no more. What
    the plenary corrected was initialled on the paper before the room, so no picture undoes it.
    """
    readings = readings_of(sheets)
    latest = tally.latest_of
    heard = {one.field: one.new for one in course.corrections}
    stands: dict[str, Entry] = {}
    for page in template.pages:
        entries = [latest[p.field] for p in page.places if p.field in latest]
        free = [e for e in entries if heard.get(e.field) != e.value]
        gone = [e for e in free if not _agrees(e, readings.get(e.field))]
        if gone and page.number not in sheets:
            last = max(e.at for e in gone)
            gone = [e for e in free if e.at <= last]
        stands |= {e.field: e for e in entries if e not in gone}
    return stands


def _agrees(entry: Entry, reading: Reading | None) -> bool:
    now = None if reading is None else reading.value
    return now in (entry.proposed, entry.value)
