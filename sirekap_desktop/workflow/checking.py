"""What is known about each TPS, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sirekap_desktop.models.breaches import VOTERS
from sirekap_desktop.models.election import Desa, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Course, Explanation, Minutes, Objection
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.models.reading import Reading, Sheet, Status
from sirekap_desktop.models.rules import Finding, Severity, check_tps, in_order
from sirekap_desktop.models.store import Unit
from sirekap_desktop.models.tally import Entry, Tally
from sirekap_desktop.workflow import sheet_sets
from sirekap_desktop.workflow.conflicts import conflicts
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.standing import newest_of, proposals, readings_of, standing


@dataclass(frozen=True)
class FieldView:
    """One number: what was read, what was confirmed, and what to show.

    `entry` is the confirmation that stands, None also when its picture has changed since; `seen`
    goes back to `correcting.confirm`; `doubtful` while a person has to look closely.
    """

    field: str
    page: int
    reading: Reading | None
    entry: Entry | None
    history: tuple[Entry, ...]
    seen: int
    shown: int | None
    doubtful: bool

    @property
    def last(self) -> Entry | None:
        """The last entry, if nobody took it back; it may stand no more beside a new picture."""
        entry = self.history[-1] if self.history else None
        return None if entry is None or entry.withdrawn else entry


@dataclass(frozen=True)
class TpsView:
    """All about one TPS; `sheets` holds the newest of each page, `unconfirmed` counts numbers.

    `course` and `objections` are what the plenary did with it so far, `sitting` where that stands.
    `missing` names the sheets that have not come, `doubled` those with two pictures that differ.
    """

    desa: Desa
    tps: Tps
    sheets: Mapping[int, Sheet]
    fields: Mapping[str, FieldView]
    findings: tuple[Finding, ...]
    stage: Stage
    unconfirmed: int
    sitting: Sitting
    course: Course
    objections: tuple[Objection, ...]
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in the room."""
        return f"{self.tps.label} {self.desa.region.name}"

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """Those that nobody has answered yet."""
        return tuple(one for one in self.objections if one.outcome is None)

    @property
    def disputed(self) -> bool:
        """Whether something between the parties is open."""
        return bool(self.open_objections or self.course.open_differences)

    def explanation_of(self, finding: Finding) -> Explanation | None:
        """What was said for a finding, as long as its numbers are the same."""
        return self.course.explains(finding.code, finding.numbers)

    def firm(self, field: str) -> int | None:
        """The number that gives way only to a reason: it stands, or was read out in the hall."""
        view = self.fields[field]
        if view.entry is not None:
            return view.entry.value
        return view.last.value if view.last is not None and self.course.heard else None

    @property
    def unexplained(self) -> tuple[Finding, ...]:
        """The findings that keep the TPS open until a member of the committee explains them."""
        grave = (f for f in self.findings if f.severity in GRAVE)
        return tuple(f for f in grave if self.explanation_of(f) is None)


GRAVE = (Severity.ERROR, Severity.EXPLAIN)


def look(desk: Desk, tps: str) -> TpsView:
    """All about one TPS at this moment; raises `tps_unknown`."""
    with desk.look() as unit:
        return look_in(desk, unit, tps)


def sheet_image(desk: Desk, sheet: Sheet) -> bytes:
    """The rectified sheet as JPEG; raises `picture_missing` or `picture_damaged`."""
    return desk.store.images.get(sheet.flat)


def unassigned(desk: Desk) -> tuple[Sheet, ...]:
    """The sheets of which nobody knows the TPS yet."""
    with desk.look() as unit:
        return tuple(sheet for sheet in unit.sheets.all() if sheet.tps is None)


def sheets(desk: Desk) -> tuple[Sheet, ...]:
    """Every sheet that was taken, oldest first."""
    with desk.look() as unit:
        return tuple(unit.sheets.all())


def look_in(desk: Desk, unit: Unit, tps: str) -> TpsView:
    """The same inside a transaction that is already open."""
    election = desk.election_in(unit)
    return view_of(
        desk,
        desk.template_of(election),
        election.find(tps),
        Kept(
            unit.sheets.of_tps(tps),
            unit.tallies.get(tps),
            desk.minutes_in(unit, tps),
            voters_beside(unit, tps).get(tps, {}),
        ),
    )


@dataclass(frozen=True)
class Kept:
    """What the store holds of one TPS; `minutes` may tell of others as well.

    `beside` is what `voters_beside` says of it.
    """

    sheets: Iterable[Sheet]
    tally: Tally
    minutes: Minutes
    beside: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def voters_beside(unit: Unit, tps: str | None = None) -> dict[str, dict[str, dict[str, int]]]:
    """The confirmed voters of each TPS (or of that one) in the other contests, by their titles."""
    here = unit.elections.key()
    found: dict[str, dict[str, dict[str, int]]] = {}
    for contest in unit.elections.all():
        if contest.id != here:
            latest = unit.beside(contest.id).tallies.latest(VOTERS, tps)
            for code, values in latest.items():
                found.setdefault(code, {})[contest.title] = values
    return found


def view_of(
    desk: Desk,
    template: Template,
    place: tuple[Desa, Tps],
    kept: Kept,
    *,
    together: bool = True,
) -> TpsView:
    """Everything about a TPS from what the store holds.

    Without `together` the pages are not heard together where every number is confirmed: then only
    what is told of the proposals may differ.
    """
    desa, tps = place
    sheets = tuple(kept.sheets)
    newest = newest_of(sheets)
    course = kept.minutes.course(tps.code)
    stands = standing(template, newest, kept.tally, course)
    needed = together or len(stands) < len(template.fields)
    readings = proposals(desk, template, newest) if needed else readings_of(newest)
    fields = _fields(template, kept.tally, stands, readings)
    values = {view.field: view.shown for view in fields.values() if view.shown is not None}
    open_fields = frozenset(view.field for view in fields.values() if view.entry is None)
    gone = sheet_sets.missing(template, newest)
    doubled = sheet_sets.twice(template, sheets, stands)
    findings = in_order(
        template,
        (
            *check_tps(template, values, (tps.dpt_l, tps.dpt_p), open_fields, kept.beside),
            *conflicts(template, [v.reading for v in fields.values() if v.entry is None]),
            *sheet_sets.findings(template, gone, doubled, stands),
        ),
    )
    fields = _contested(fields, findings, {field for one in doubled for field in one.told})
    view = TpsView(
        desa=desa,
        tps=tps,
        sheets=MappingProxyType(newest),
        fields=MappingProxyType(fields),
        findings=findings,
        stage=Stage.KOSONG,
        unconfirmed=len(open_fields),
        sitting=kept.minutes.sitting,
        course=course,
        objections=kept.minutes.objections_to(tps.code),
        missing=tuple(sheet_sets.page_name(template, page) for page in gone),
        doubled=tuple(sheet_sets.page_name(template, one.page) for one in doubled),
    )
    return replace(view, stage=_stage(view, kept.tally))


def _fields(
    template: Template,
    tally: Tally,
    stands: Mapping[str, Entry],
    readings: Mapping[str, Reading],
) -> dict[str, FieldView]:
    entries: dict[str, list[Entry]] = {}
    for entry in tally.entries:
        entries.setdefault(entry.field, []).append(entry)
    views = {}
    for page in template.pages:
        for place in page.places:
            reading = readings.get(place.field)
            history = tuple(entries.get(place.field, ()))
            latest = stands.get(place.field)
            unsure = reading is None or reading.status is not Status.SURE
            proposed = None if reading is None else reading.value
            views[place.field] = FieldView(
                field=place.field,
                page=page.number,
                reading=reading,
                entry=latest,
                history=history,
                seen=len(history),
                shown=proposed if latest is None else latest.value,
                doubtful=latest is None and (unsure or bool(history)),
            )
    return views


def _contested(
    fields: Mapping[str, FieldView], findings: Iterable[Finding], differ: AbstractSet[str]
) -> dict[str, FieldView]:
    """A wrong sum puts every unconfirmed number in it in doubt, however surely it was read; so do
    two pictures that `differ` in it."""
    wrong = {name for f in findings if f.severity is Severity.ERROR for name in f.fields} | differ
    return {
        name: replace(view, doubtful=view.doubtful or (view.entry is None and name in wrong))
        for name, view in fields.items()
    }


def _stage(view: TpsView, tally: Tally) -> Stage:
    if view.course.reached is Reached.SELESAI:
        return Stage.SELESAI
    if not view.sheets and not tally.entries:
        return Stage.KOSONG
    grave = bool(view.unexplained)
    if view.unconfirmed:
        doubtful = any(field.doubtful for field in view.fields.values())
        return Stage.PERIKSA if doubtful or grave or tally.entries else Stage.TERBACA
    if grave:
        return Stage.SALAH
    corrected = any(tally.was_corrected(field) for field in view.fields)
    return Stage.DIKOREKSI if corrected else Stage.SESUAI
