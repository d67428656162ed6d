"""Where the recap stands: a line for each TPS, what is doubtful, how fast it goes, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sirekap_desktop.models.document import Document
from sirekap_desktop.models.election import Contest
from sirekap_desktop.models.folding import minutes_of
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Place
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow import issuing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.lines import TpsLine as TpsLine
from sirekap_desktop.workflow.lines import lines_in

HOUR = timedelta(hours=1)


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
    COMPLETE = "complete"
    OPEN = "open"
    RESUME = "resume"
    SETTLE = "settle"
    GO_ON = "go_on"
    PRESENT = "present"
    ISSUE = "issue"
    SIGN = "sign"
    DONE = "done"


@dataclass(frozen=True)
class Advice:
    """The one next thing: what, at which TPS, and how many there are; `sheets` that TPS lacks."""

    what: Next
    count: int = 0
    tps: str = ""
    name: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pace:
    """What was done in the last hour, and when the work in hand ends if it goes on like that.

    An end is None where nobody can honestly say it.
    """

    numbers: int
    closed: int
    checking_ends: datetime | None = None
    closing_ends: datetime | None = None


@dataclass(frozen=True)
class ContestLine:
    """A contest with how many of its TPS are closed."""

    contest: Contest
    closed: int
    total: int


@dataclass(frozen=True)
class Board:
    """Everything that the first screen tells of one contest; `loose` sheets belong to no TPS."""

    lines: tuple[TpsLine, ...]
    loose: int
    sitting: Sitting
    pace: Pace
    advice: Advice
    contests: tuple[ContestLine, ...]


def overview(desk: Desk) -> tuple[TpsLine, ...]:
    """Every TPS of the contest, desa by desa."""
    with desk.look() as unit:
        return lines_in(desk, unit, desk.election_in(unit), unit.sheets.by_tps())


def board(desk: Desk) -> Board:
    """The first screen of the contest."""
    with desk.look() as unit:
        sheets = unit.sheets.by_tps()
        lines = lines_in(desk, unit, desk.election_in(unit), sheets)
        loose = len(sheets.get("", ()))
        sitting = minutes_of(unit.steps.of_room(), unit.elections.key()).sitting
        pace = _pace(desk, unit, lines, sitting)
        document = issuing.current_in(unit)
        told = _contests(unit)
    return Board(lines, loose, sitting, pace, advise(lines, loose, sitting, document), told)


def contests(desk: Desk) -> tuple[ContestLine, ...]:
    """Every contest of the folder, with its progress."""
    with desk.look() as unit:
        return _contests(unit)


def _contests(unit: Unit) -> tuple[ContestLine, ...]:
    return tuple(
        ContestLine(contest, beside.steps.count_closed(), beside.elections.count_tps())
        for contest in unit.elections.all()
        for beside in [unit.beside(contest.id)]
    )


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


def _pace(desk: Desk, unit: Unit, lines: Sequence[TpsLine], sitting: Sitting) -> Pace:
    now = desk.clock()
    numbers, first_number = unit.tallies.since(now - HOUR)
    closings = unit.steps.times_of(Act.CLOSE, now - HOUR)
    if sitting is Sitting.BERJALAN:
        left = sum(line.place is not Place.SELESAI for line in lines)
        end = forecast(now, len(closings), closings[0] if closings else None, left, LEAST_TPS)
        return Pace(numbers, len(closings), closing_ends=end)
    left = sum(line.unconfirmed for line in lines)
    if any(line.place in (Place.KOSONG, Place.DIFOTO) for line in lines):
        return Pace(numbers, len(closings))
    end = forecast(now, numbers, first_number, left, LEAST_NUMBERS)
    return Pace(numbers, len(closings), checking_ends=end)


def forecast(
    now: datetime, done: int, first: datetime | None, left: int, least: int
) -> datetime | None:
    """When the rest is done if it goes on as in the last hour, None where nobody can say.

    Too little was done, for too short a time, or the end is too far away for an honest guess.
    """
    if first is None or not left or done < least or now - first < LEAST_TIME:
        return None
    rest = (now - first) / done * left
    return now + rest if rest <= FARTHEST else None


LEAST_TPS, LEAST_NUMBERS = 6, 120
LEAST_TIME, FARTHEST = timedelta(minutes=20), timedelta(hours=8)


def advise(
    lines: Sequence[TpsLine], loose: int, sitting: Sitting, document: Document | None
) -> Advice:
    """The one next thing; `document` is the D.HASIL that belongs to these numbers."""
    by: dict[Place, list[TpsLine]] = {}
    for line in lines:
        by.setdefault(line.place, []).append(line)
    left = [line for line in lines if line.place is not Place.SELESAI]
    under_way = [line for line in left if line.reached is not Reached.MENUNGGU]
    partial = by.get(Place.DIFOTO, [])
    unread = [*by.get(Place.TERBACA, ()), *(line for line in partial if line.doubts)]
    waiting = [line for line in by.get(Place.SESUAI, ()) if line.reached is Reached.MENUNGGU]
    disputed = by.get(Place.DIPERSOALKAN, [])
    running = sitting is Sitting.BERJALAN
    choices = (
        (_paper(document), lines if not left else []),
        (Next.LAY, lines if loose else []),
        (Next.IMPORT, lines if len(by.get(Place.KOSONG, ())) == len(lines) else []),
        (Next.RESUME, left if sitting is Sitting.DISKORS else []),
        (Next.GO_ON, under_way if running else []),
        (Next.SETTLE, disputed),
        (Next.PRESENT, waiting if running else []),
        (Next.CHECK, unread),
        (Next.COMPLETE, partial),
        (Next.OPEN, waiting if not running else []),
        (Next.IMPORT, by.get(Place.KOSONG, ())),
    )
    for what, found in choices:
        if found:
            count = loose if what is Next.LAY else len(found)
            sheets = found[0].missing if what is Next.COMPLETE else ()
            return Advice(what, count, found[0].tps.code, found[0].name, sheets)
    return Advice(Next.IMPORT)


def _paper(document: Document | None) -> Next:
    if document is None:
        return Next.ISSUE
    return Next.DONE if document.signed else Next.SIGN
