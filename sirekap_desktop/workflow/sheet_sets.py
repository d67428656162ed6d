"""Which sheets of a TPS are not here, and of which two pictures tell other numbers: finding R19."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sirekap_desktop.models.breaches import Breach, name_of, some
from sirekap_desktop.models.form import Page, Row, Rule, Template
from sirekap_desktop.models.reading import Reading, Sheet, Status
from sirekap_desktop.models.rules import Finding, finding_of

MISSING, TWICE = "sheets_missing", "sheets_twice"


@dataclass(frozen=True)
class Twice:
    """A page of which several different pictures are here, with the numbers that differ.

    `told` gives each of these fields what the pictures say, the newest first.
    """

    page: Page
    count: int
    told: Mapping[str, tuple[int, ...]]


def missing(template: Template, here: Collection[int]) -> tuple[Page, ...]:
    """The pages that have not come; none while no page has come at all."""
    return tuple(page for page in template.pages if here and page.number not in here)


def twice(
    template: Template, sheets: Iterable[Sheet], confirmed: Collection[str]
) -> tuple[Twice, ...]:
    """The pages whose pictures tell different numbers.

    Once a person has confirmed a number, only what was read surely on both still speaks.
    """
    by_page: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        if sheet.reading.page is not None:
            by_page.setdefault(sheet.reading.page, []).append(sheet)
    found = []
    for page in template.pages:
        pictures = by_page.get(page.number, [])
        told = _told(page, [sheet.reading.readings for sheet in reversed(pictures)], confirmed)
        if told:
            found.append(Twice(page, len(pictures), told))
    return tuple(found)


def findings(
    template: Template, gone: Sequence[Page], doubled: Sequence[Twice], confirmed: Collection[str]
) -> Iterator[Finding]:
    """What is told of missing and doubled sheets.

    A sheet whose every number a person has confirmed from the paper is not asked for.
    """
    wanted = [page for page in gone if any(p.field not in confirmed for p in page.places)]
    rule = _rule(template, MISSING)
    if rule is not None and wanted:
        names = some([page_name(template, page) for page in wanted])
        facts = {"list": names, "List": names[:1].upper() + names[1:], "count": str(len(wanted))}
        yield finding_of(rule, Breach((), facts, names), {})
    rule = _rule(template, TWICE)
    for one in doubled if rule is not None else ():
        assert rule is not None
        yield _of_twice(template, rule, one, confirmed)


def page_name(template: Template, page: Page) -> str:
    """A sheet as people name it: `lembar 7 (Partai Contoh Tiga)`."""
    lines = [row for row in template.rows if row.party or _is_line(row)]
    fields = {place.field for place in page.places}
    rows = [row for row in lines if not fields.isdisjoint(row.fields)]
    if parties := sorted({row.party for row in rows if row.party}):
        heads = {row.party: row.label for row in reversed(lines)}
        return f"lembar {page.number} ({', '.join(heads[party] for party in parties)})"
    if 0 < len(rows) < len(lines):
        return f"lembar {page.number} (nomor {rows[0].number}–{rows[-1].number})"
    return f"lembar {page.number}"


def _is_line(row: Row) -> bool:
    return row.fields[0].startswith(("paslon_", "calon_"))


def _of_twice(template: Template, rule: Rule, one: Twice, confirmed: Collection[str]) -> Finding:
    name = page_name(template, one.page)
    told = some(
        [f"{name_of(rule, field)} {' dan '.join(map(str, v))}" for field, v in one.told.items()]
    )
    times = "dua" if one.count == 2 else str(one.count)
    facts = {"sheet": name, "Sheet": name[:1].upper() + name[1:], "times": times, "list": told}
    values = {field: newest[0] for field, newest in one.told.items()}
    unconfirmed = frozenset(field for field in values if field not in confirmed)
    return finding_of(rule, Breach(tuple(values), facts, told), values, unconfirmed)


def _told(
    page: Page, pictures: Sequence[Sequence[Reading]], confirmed: Collection[str]
) -> dict[str, tuple[int, ...]]:
    by_field: dict[str, list[Reading]] = {}
    for readings in pictures:
        for reading in readings:
            by_field.setdefault(reading.field, []).append(reading)
    found = {}
    for place in page.places:
        values = dict.fromkeys(
            reading.value
            for reading in by_field.get(place.field, ())
            if reading.value is not None
            if place.field not in confirmed or reading.status is Status.SURE
        )
        if len(values) > 1:
            found[place.field] = tuple(value for value in values if value is not None)
    return found


def _rule(template: Template, check: str) -> Rule | None:
    return next((rule for rule in template.rules if rule.check == check), None)
