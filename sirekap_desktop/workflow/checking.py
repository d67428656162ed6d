"""What is known about each TPS, what is wrong with it, and its closing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import Desa, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.plenary import Closing, Stage
from sirekap_desktop.models.reading import Reading, Sheet, Status
from sirekap_desktop.models.rules import Finding, Severity, check_tps, in_order
from sirekap_desktop.models.store import Unit
from sirekap_desktop.models.tally import Entry, Tally
from sirekap_desktop.workflow.conflicts import conflicts
from sirekap_desktop.workflow.desk import Desk, need_open, spoken
from sirekap_desktop.workflow.standing import newest_of, proposals, standing


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


@dataclass(frozen=True)
class TpsView:
    """All about one TPS; `sheets` holds the newest of each page, `unconfirmed` counts numbers."""

    desa: Desa
    tps: Tps
    sheets: Mapping[int, Sheet]
    fields: Mapping[str, FieldView]
    findings: tuple[Finding, ...]
    stage: Stage
    closing: Closing | None
    unconfirmed: int


@dataclass(frozen=True)
class TpsLine:
    """One TPS in the list: which pages came and what is left to do."""

    desa: Desa
    tps: Tps
    stage: Stage
    pages: frozenset[int]
    unconfirmed: int
    doubtful: int
    findings: int


def look(desk: Desk, tps: str) -> TpsView:
    """All about one TPS at this moment; raises `tps_unknown`."""
    with desk.store.look() as unit:
        return _look(desk, unit, tps)


def overview(desk: Desk) -> tuple[TpsLine, ...]:
    """Every TPS of the election, desa by desa."""
    with desk.store.look() as unit:
        election = desk.election_in(unit)
        template = desk.template_of(election)
        sheets: dict[str | None, list[Sheet]] = {}
        for sheet in unit.sheets.all():
            sheets.setdefault(sheet.tps, []).append(sheet)
        tallies = unit.tallies.all()
        closings = unit.closings.all()
    return tuple(
        _line(
            _view(
                desk,
                template,
                (desa, tps),
                sheets.get(tps.code, ()),
                tallies.get(tps.code, Tally(tps.code)),
                closings.get(tps.code),
            )
        )
        for desa, tps in election.every_tps()
    )


def sheet_image(desk: Desk, sheet: Sheet) -> bytes:
    """The rectified sheet as JPEG; raises `picture_missing` or `picture_damaged`."""
    return desk.store.images.get(sheet.flat)


def unassigned(desk: Desk) -> tuple[Sheet, ...]:
    """The sheets of which nobody knows the TPS yet."""
    with desk.store.look() as unit:
        return tuple(sheet for sheet in unit.sheets.all() if sheet.tps is None)


def sheets(desk: Desk) -> tuple[Sheet, ...]:
    """Every sheet that was taken, oldest first."""
    with desk.store.look() as unit:
        return tuple(unit.sheets.all())


def to_explain(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes of the findings that keep a TPS open until the chair explains them."""
    grave = (Severity.ERROR, Severity.EXPLAIN)
    return tuple(dict.fromkeys(f.code for f in findings if f.severity in grave))


def close(desk: Desk, tps: str, explanation: str = "") -> Closing:
    """Close a TPS: its numbers go into the recap.

    Raises `fields_unconfirmed`, `explanation_needed` while a finding needs the chair's words,
    `chair_needed` when somebody else gives them, or `tps_closed`.
    """
    text = explanation.strip()
    with desk.store.unit() as unit:
        need_open(desk.election_in(unit), unit, tps)
        view = _look(desk, unit, tps)
        name = f"{view.tps.label} {view.desa.region.name}"
        if view.unconfirmed:
            raise SirekapError("fields_unconfirmed", tps=name, count=view.unconfirmed)
        codes = to_explain(view.findings)
        if codes or text:
            desk.need_chair()
        if codes and not text:
            raise SirekapError("explanation_needed", tps=name, codes=", ".join(codes))
        closing = Closing(tps, True, desk.person.name, desk.clock(), text, codes)
        unit.closings.add(closing)
        told = ", ".join(codes)
        unit.events.append(
            closing.at, desk.person, "tps_closed", tps=tps, explanation=text, codes=told
        )
    return closing


def reopen(desk: Desk, tps: str, reason: str) -> Closing:
    """Open a closed TPS again; documents made with its numbers are outdated from now on.

    Raises `chair_needed`, `reason_needed` or `tps_not_closed`.
    """
    desk.need_chair()
    text = reason.strip()
    if not text:
        raise SirekapError("reason_needed", tps=tps)
    with desk.store.unit() as unit:
        name = spoken(desk.election_in(unit), tps)
        closing = unit.closings.latest(tps)
        if closing is None or not closing.closed:
            raise SirekapError("tps_not_closed", tps=name)
        opened = Closing(tps, False, desk.person.name, desk.clock(), text)
        unit.closings.add(opened)
        unit.events.append(opened.at, desk.person, "tps_reopened", tps=tps, reason=text)
    return opened


def _look(desk: Desk, unit: Unit, tps: str) -> TpsView:
    election = desk.election_in(unit)
    return _view(
        desk,
        desk.template_of(election),
        election.find(tps),
        unit.sheets.of_tps(tps),
        unit.tallies.get(tps),
        unit.closings.latest(tps),
    )


def _view(
    desk: Desk,
    template: Template,
    place: tuple[Desa, Tps],
    sheets: Iterable[Sheet],
    tally: Tally,
    closing: Closing | None,
) -> TpsView:
    desa, tps = place
    newest = newest_of(sheets)
    fields = _fields(template, newest, tally, proposals(desk, template, newest))
    values = {view.field: view.shown for view in fields.values() if view.shown is not None}
    open_fields = frozenset(view.field for view in fields.values() if view.entry is None)
    findings = in_order(
        template,
        (
            *check_tps(template, values, (tps.dpt_l, tps.dpt_p), open_fields),
            *conflicts(template, [v.reading for v in fields.values() if v.entry is None]),
        ),
    )
    fields = _contested(fields, findings)
    return TpsView(
        desa=desa,
        tps=tps,
        sheets=MappingProxyType(newest),
        fields=MappingProxyType(fields),
        findings=findings,
        stage=_stage(fields, newest, tally, findings, closing),
        closing=closing,
        unconfirmed=len(open_fields),
    )


def _fields(
    template: Template,
    sheets: Mapping[int, Sheet],
    tally: Tally,
    readings: Mapping[str, Reading],
) -> dict[str, FieldView]:
    stands = standing(template, sheets, tally)
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
    fields: Mapping[str, FieldView], findings: Iterable[Finding]
) -> dict[str, FieldView]:
    """A wrong sum puts every unconfirmed number in it in doubt, however surely it was read."""
    wrong = {name for f in findings if f.severity is Severity.ERROR for name in f.fields}
    return {
        name: replace(view, doubtful=view.doubtful or (view.entry is None and name in wrong))
        for name, view in fields.items()
    }


def _stage(
    fields: Mapping[str, FieldView],
    sheets: Mapping[int, Sheet],
    tally: Tally,
    findings: tuple[Finding, ...],
    closing: Closing | None,
) -> Stage:
    if closing is not None and closing.closed:
        return Stage.SELESAI
    if not sheets and not tally.entries:
        return Stage.KOSONG
    open_findings = bool(to_explain(findings))
    if any(view.entry is None for view in fields.values()):
        doubtful = any(view.doubtful for view in fields.values())
        return Stage.PERIKSA if doubtful or open_findings or tally.entries else Stage.TERBACA
    if open_findings:
        return Stage.SALAH
    corrected = any(tally.was_corrected(field) for field in fields)
    return Stage.DIKOREKSI if corrected else Stage.SESUAI


def _line(view: TpsView) -> TpsLine:
    return TpsLine(
        desa=view.desa,
        tps=view.tps,
        stage=view.stage,
        pages=frozenset(view.sheets),
        unconfirmed=view.unconfirmed,
        doubtful=sum(field.doubtful for field in view.fields.values()),
        findings=len(view.findings),
    )
