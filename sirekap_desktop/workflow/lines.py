"""A line for each TPS, worked out once for the state that it is in.

Working one out takes milliseconds, and a kecamatan has hundreds; so a line is kept, in the desk and
as a summary in the store, together with everything that it was worked out from. Sheets, entries
and steps are append-only, so how many a TPS has (and which sheets) tells what they are; with its
row of the master list, the voters that the other contests of the TPS tell and the program itself
nothing else has a say. A line is shown only
while all of that is the same, so it cannot lie.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sirekap_desktop.models.election import Desa, Election, Tps
from sirekap_desktop.models.minutes import Minutes
from sirekap_desktop.models.plenary import Place, Stage
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.models.reading import Sheet
from sirekap_desktop.models.store import Unit
from sirekap_desktop.models.tally import Tally
from sirekap_desktop.workflow.checking import Kept, TpsView, view_of
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.program import fingerprint, forms_of
from sirekap_desktop.workflow.voters import Beside, all_beside


@dataclass(frozen=True)
class TpsLine:
    """One TPS in a list: how far it is, which pages came, and what is left to do.

    `doubtful` counts the numbers that a person has to look at closely; `doubts` are those of them
    that stand on a sheet which is here. `missing` and `doubled` name the sheets that have not come
    and those of which two pictures differ.
    """

    desa: Desa
    tps: Tps
    stage: Stage
    place: Place
    reached: Reached
    pages: frozenset[int]
    unconfirmed: int
    doubtful: int
    doubts: tuple[str, ...]
    findings: int
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in the room."""
        return f"{self.tps.label} {self.desa.region.name}"


@dataclass(frozen=True)
class _Facts:
    """All that a line depends on."""

    program: str
    contest: int
    tps: Tps
    form: str
    sheets: tuple[int, ...]
    entries: int
    steps: int
    beside: tuple[tuple[str, str, int], ...] = ()

    def seal(self, body: Mapping[str, Any]) -> str:
        """Ties a body to these facts; any other body or fact has another seal."""
        told = [self.program, self.contest, list(vars(self.tps).values()), self.form]
        told += [list(self.sheets), self.entries, self.steps, list(map(list, self.beside))]
        told.append(dict(body))
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class _Known:
    """A line with its facts; `kept` when the store has it as a summary."""

    facts: _Facts
    line: TpsLine
    kept: bool


def lines_in(
    desk: Desk, unit: Unit, election: Election, sheets: Mapping[str, tuple[int, ...]]
) -> tuple[TpsLine, ...]:
    """Every TPS of the contest, desa by desa; only what has changed is worked out.

    `sheets` is what `unit.sheets.by_tps` says.
    """
    beside = all_beside(unit, desk.voters)
    facts = _facts(desk, unit, election, sheets, beside)
    known: dict[str, _Known] = desk.lines.setdefault(unit.elections.key(), {})
    stale = [code for code, now in facts.items() if code not in known or known[code].facts != now]
    if len(stale) > _FEW:
        known |= _summarised(unit, election, {code: facts[code] for code in stale})
        stale = [code for code in stale if code not in known or known[code].facts != facts[code]]
    kept = _kept(desk, unit, stale)
    template = desk.template_of(election)
    for desa, tps in election.every_tps():
        if tps.code in kept:
            known_of = replace(kept[tps.code], beside=beside.get(tps.code, {}))
            view = view_of(desk, template, (desa, tps), known_of, together=False)
            known[tps.code] = _Known(facts[tps.code], line_of(view), kept=False)
    _put_desa(election, known)
    return tuple(known[tps.code].line for _, tps in election.every_tps())


def _put_desa(election: Election, known: dict[str, _Known]) -> None:
    """Let all lines of a desa hold the same one, and the same as before while it has not changed:
    so lines are compared at once."""
    for desa in election.desa:
        before = known[desa.tps[0].code].line.desa if desa.tps else desa
        now = before if before == desa else desa
        for tps in desa.tps:
            one = known[tps.code]
            if one.line.desa is not now:
                known[tps.code] = replace(one, line=replace(one.line, desa=now))


def remember(desk: Desk) -> int:
    """Keep what was worked out for the next start; how many lines that were.

    It is no act: whoever sits at the desk, nothing changes by it.
    """
    with desk.look() as unit:
        known: dict[str, _Known] = desk.lines.get(unit.elections.key(), {})
    new = {code: one for code, one in known.items() if not one.kept}
    if not new:
        return 0
    bodies = {code: _body(one.line) for code, one in new.items()}
    with desk.store.unit(desk.contest) as unit:
        unit.summaries.put({c: (new[c].facts.seal(body), body) for c, body in bodies.items()})
    known |= {code: replace(one, kept=True) for code, one in new.items()}
    return len(new)


def _facts(
    desk: Desk,
    unit: Unit,
    election: Election,
    sheets: Mapping[str, tuple[int, ...]],
    beside: Mapping[str, Beside],
) -> dict[str, _Facts]:
    program, contest = fingerprint() + forms_of(desk.store.folder), unit.elections.key()
    entries, steps = unit.tallies.counts(), unit.steps.counts()
    return {
        tps.code: _Facts(
            program,
            contest,
            tps,
            election.form,
            sheets.get(tps.code, ()),
            entries.get(tps.code, 0),
            steps.get(tps.code, 0),
            tuple(
                (title, field, value)
                for title, values in beside.get(tps.code, {}).items()
                for field, value in sorted(values.items())
            ),
        )
        for _, tps in election.every_tps()
    }


def _summarised(unit: Unit, election: Election, wanted: Mapping[str, _Facts]) -> dict[str, _Known]:
    """The lines of these facts that the store has."""
    summaries = unit.summaries.all()
    found = {}
    for place in election.every_tps():
        code = place[1].code
        seal, body = summaries.get(code, ("", {}))
        if code in wanted and seal == wanted[code].seal(body):
            found[code] = _Known(wanted[code], _line(place, body), kept=True)
    return found


def _body(line: TpsLine) -> dict[str, Any]:
    return {
        "stage": line.stage.value,
        "place": line.place.value,
        "reached": line.reached.value,
        "pages": sorted(line.pages),
        "unconfirmed": line.unconfirmed,
        "doubtful": line.doubtful,
        "doubts": list(line.doubts),
        "findings": line.findings,
        "missing": list(line.missing),
        "doubled": list(line.doubled),
    }


def _line(place: tuple[Desa, Tps], body: Mapping[str, Any]) -> TpsLine:
    return TpsLine(
        desa=place[0],
        tps=place[1],
        stage=Stage(body["stage"]),
        place=Place(body["place"]),
        reached=Reached(body["reached"]),
        pages=frozenset(body["pages"]),
        unconfirmed=body["unconfirmed"],
        doubtful=body["doubtful"],
        doubts=tuple(body["doubts"]),
        findings=body["findings"],
        missing=tuple(body["missing"]),
        doubled=tuple(body["doubled"]),
    )


def _kept(desk: Desk, unit: Unit, codes: Sequence[str]) -> dict[str, Kept]:
    if len(codes) <= _FEW:
        return {
            code: Kept(
                unit.sheets.of_tps(code), unit.tallies.get(code), desk.minutes_in(unit, code)
            )
            for code in codes
        }
    minutes: Minutes = desk.minutes_in(unit)
    sheets: dict[str | None, list[Sheet]] = {}
    for sheet in unit.sheets.all():
        sheets.setdefault(sheet.tps, []).append(sheet)
    tallies = unit.tallies.all()
    return {
        code: Kept(sheets.get(code, ()), tallies.get(code, Tally(code)), minutes) for code in codes
    }


_FEW = 12
"""Up to so many TPS are read one by one; for more it is quicker to read all."""


def line_of(view: TpsView) -> TpsLine:
    """The line of a TPS."""
    doubtful = [name for name, field in view.fields.items() if field.doubtful]
    return TpsLine(
        desa=view.desa,
        tps=view.tps,
        stage=view.stage,
        place=_place(view),
        reached=view.course.reached,
        pages=frozenset(view.sheets),
        unconfirmed=view.unconfirmed,
        doubtful=len(doubtful),
        doubts=tuple(name for name in doubtful if view.fields[name].page in view.sheets),
        findings=len(view.findings),
        missing=view.missing,
        doubled=view.doubled,
    )


def _place(view: TpsView) -> Place:
    if view.course.reached is Reached.SELESAI:
        return Place.SELESAI
    if view.course.reached is Reached.DISEPAKATI:
        return Place.DIPUTUSKAN
    if view.disputed or (not view.unconfirmed and view.unexplained):
        return Place.DIPERSOALKAN
    if not view.unconfirmed:
        return Place.SESUAI
    if not view.sheets:
        some = any(field.entry is not None for field in view.fields.values())
        return Place.TERBACA if some else Place.KOSONG
    every = {field.page for field in view.fields.values()}
    return Place.TERBACA if every <= set(view.sheets) else Place.DIFOTO
