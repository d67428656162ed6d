"""What the hall may know of the kecamatan: decided TPS only, no number that is still a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sirekap_desktop.models.minutes import Course
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.models.recap import Recap, recap_of
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.record import head_in

_FEW = 20
"""Up to so many TPS are read one by one, which is faster than all of them at once."""
_UNDER_WAY = frozenset({Reached.DIBACAKAN, Reached.DICOCOKKAN, Reached.DISEPAKATI})


@dataclass(frozen=True)
class Hall:
    """The sums over the closed TPS and the head of the record.

    `under_way` are the codes of the TPS that a panel is reading, `reopened` of those that were
    closed once and are not now. `closings` tells by which step each TPS was closed.
    """

    recap: Recap
    under_way: frozenset[str]
    reopened: frozenset[str]
    head: tuple[int, str]
    closings: Mapping[str, int] = field(repr=False)
    numbers: Mapping[str, Mapping[str, int]] = field(repr=False)


def look(desk: Desk, before: Hall | None = None) -> Hall:
    """All of it at one moment; numbers that were closed `before` and since are not read again."""
    with desk.look() as unit:
        election = desk.election_in(unit)
        courses = desk.minutes_in(unit).courses
        closings = {tps: closing for tps, course in courses.items() if (closing := _closed(course))}
        numbers: dict[str, Mapping[str, int]] = {}
        if before is not None and before.recap.election == election:
            same = (tps for tps, closing in closings.items() if before.closings.get(tps) == closing)
            numbers |= {tps: before.numbers[tps] for tps in same}
        numbers |= _numbers(unit, closings.keys() - numbers.keys())
        return Hall(
            recap=recap_of(election, desk.template_of(election).fields, numbers),
            under_way=frozenset(t for t, one in courses.items() if one.reached in _UNDER_WAY),
            reopened=frozenset(t for t, one in courses.items() if _is_open_again(one)),
            head=head_in(unit),
            closings=closings,
            numbers=numbers,
        )


def _closed(course: Course) -> int:
    """The step that closed a TPS, 0 while it is open."""
    step = course.last if course.reached is Reached.SELESAI else None
    return 0 if step is None else step.id


def _is_open_again(course: Course) -> bool:
    return course.times_reopened > 0 and course.reached is not Reached.SELESAI


def _numbers(unit: Unit, some: Iterable[str]) -> dict[str, Mapping[str, int]]:
    codes = list(some)
    if len(codes) <= _FEW:
        return {tps: unit.tallies.get(tps).values for tps in codes}
    every = unit.tallies.all()
    return {tps: every[tps].values for tps in codes}
