"""Where the recap stands: a line for each TPS, what is doubtful, how fast it goes, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sirekap_desktop.models.election import Contest, Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Minutes, minutes_of
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Place, Stage
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.models.reading import Sheet
from sirekap_desktop.models.store import Unit
from sirekap_desktop.models.tally import Tally
from sirekap_desktop.workflow.checking import Kept, TpsView, view_of
from sirekap_desktop.workflow.desk import Desk

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class TpsLine:
    """One TPS in a list: how far it is, which pages came, and what is left to do.

    `doubtful` counts the numbers that a person has to look at closely; `doubts` are those of them
    that stand on a sheet which is here.
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


@dataclass(frozen=True)
class Doubt:
    """A doubtful number in the queue."""

    tps: str
    field: str


class Next(StrEnum):
    """What to do next, the most urgent first."""

    IMPORT = "import"
    LAY = "lay"
    CHECK = "check"
    OPEN = "open"
    RESUME = "resume"
    SETTLE = "settle"
    GO_ON = "go_on"
    PRESENT = "present"
    ISSUE = "issue"


@dataclass(frozen=True)
class Advice:
    """The one next thing: what, at which TPS, and how many there are."""

    what: Next
    count: int = 0
    tps: str = ""
    name: str = ""


@dataclass(frozen=True)
class Pace:
    """What was done in the last hour."""

    numbers: int
    closed: int


@dataclass(frozen=True)
class Board:
    """Everything that the first screen tells of one contest; `loose` sheets belong to no TPS."""

    lines: tuple[TpsLine, ...]
    loose: int
    sitting: Sitting
    pace: Pace
    advice: Advice


@dataclass(frozen=True)
class ContestLine:
    """A contest with how many of its TPS are closed."""

    contest: Contest
    closed: int
    total: int


def overview(desk: Desk) -> tuple[TpsLine, ...]:
    """Every TPS of the contest, desa by desa."""
    with desk.look() as unit:
        return _lines(desk, unit, desk.election_in(unit), desk.minutes_in(unit))


def board(desk: Desk) -> Board:
    """The first screen of the contest."""
    with desk.look() as unit:
        election = desk.election_in(unit)
        minutes = desk.minutes_in(unit)
        lines = _lines(desk, unit, election, minutes)
        loose = len(unit.sheets.by_tps().get("", ()))
        pace = _pace(desk, unit, minutes)
    return Board(lines, loose, minutes.sitting, pace, _advice(lines, loose, minutes.sitting))


def contests(desk: Desk) -> tuple[ContestLine, ...]:
    """Every contest of the folder, with its progress."""
    with desk.look() as unit:
        lines = []
        for contest in unit.elections.all():
            beside = unit.beside(contest.id)
            courses = minutes_of(beside.steps.all(), contest.id).courses.values()
            closed = sum(course.reached is Reached.SELESAI for course in courses)
            lines.append(ContestLine(contest, closed, beside.elections.count_tps()))
    return tuple(lines)


def queue(lines: Iterable[TpsLine], template: Template, *, by_kind: bool) -> tuple[Doubt, ...]:
    """The doubtful numbers of all TPS that may still be confirmed.

    By kind the same cell of all TPS follows itself (all `pengguna_total_j`, then the next), which
    keeps the eye on one place of the paper; otherwise form by form.
    """
    found = [
        Doubt(line.tps.code, field)
        for line in lines
        if line.reached is not Reached.SELESAI
        for field in line.doubts
    ]
    if not by_kind:
        return tuple(found)
    order = {field: place for place, field in enumerate(template.fields)}
    return tuple(sorted(found, key=lambda doubt: order[doubt.field]))


def _lines(desk: Desk, unit: Unit, election: Election, minutes: Minutes) -> tuple[TpsLine, ...]:
    """What has not changed since the last look is not worked out again."""
    contest = unit.elections.key()
    sheets, entries, steps = unit.sheets.by_tps(), unit.tallies.counts(), unit.steps.counts()
    keys = {
        tps.code: (
            contest,
            tps,
            election.form,
            sheets.get(tps.code, ()),
            entries.get(tps.code, 0),
            steps.get(tps.code, 0),
        )
        for _, tps in election.every_tps()
    }
    stale = [code for code, key in keys.items() if key not in desk.lines]
    kept = _kept(unit, stale, minutes)
    template = desk.template_of(election)
    lines = []
    for desa, tps in election.every_tps():
        key = keys[tps.code]
        if key not in desk.lines:
            desk.lines[key] = line_of(view_of(desk, template, (desa, tps), kept[tps.code]))
        lines.append(desk.lines[key])
    return tuple(lines)


def _kept(unit: Unit, codes: Sequence[str], minutes: Minutes) -> Mapping[str, Kept]:
    if len(codes) < _FEW:
        return {
            code: Kept(unit.sheets.of_tps(code), unit.tallies.get(code), minutes) for code in codes
        }
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


def _pace(desk: Desk, unit: Unit, minutes: Minutes) -> Pace:
    since = desk.clock() - HOUR
    closed = sum(
        step.act is Act.CLOSE and step.at >= since
        for course in minutes.courses.values()
        for step in course.steps
    )
    return Pace(unit.tallies.count_since(since), closed)


def _advice(lines: Sequence[TpsLine], loose: int, sitting: Sitting) -> Advice:
    by: dict[Place, list[TpsLine]] = {}
    for line in lines:
        by.setdefault(line.place, []).append(line)
    left = [line for line in lines if line.place is not Place.SELESAI]
    under_way = [line for line in left if line.reached is not Reached.MENUNGGU]
    unread = [line for place in (Place.TERBACA, Place.DIFOTO) for line in by.get(place, ())]
    waiting = [line for line in by.get(Place.SESUAI, ()) if line.reached is Reached.MENUNGGU]
    disputed = by.get(Place.DIPERSOALKAN, [])
    running = sitting is Sitting.BERJALAN
    choices = (
        (Next.ISSUE, lines if not left else []),
        (Next.LAY, lines[:0] if not loose else lines),
        (Next.IMPORT, lines if len(by.get(Place.KOSONG, ())) == len(lines) else []),
        (Next.RESUME, left if sitting is Sitting.DISKORS else []),
        (Next.GO_ON, under_way if running else []),
        (Next.SETTLE, disputed),
        (Next.PRESENT, waiting if running else []),
        (Next.CHECK, unread),
        (Next.OPEN, waiting if not running else []),
        (Next.IMPORT, by.get(Place.KOSONG, ())),
    )
    for what, found in choices:
        if found:
            first = found[0]
            count = loose if what is Next.LAY else len(found)
            name = f"{first.tps.label} {first.desa.region.name}"
            return Advice(what, count, first.tps.code, name)
    return Advice(Next.IMPORT)
