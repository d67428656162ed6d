"""What the hall may know of the kecamatan: decided TPS only, no number that is still a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sirekap_desktop.models.plenary import Closing
from sirekap_desktop.models.recap import Recap, recap_of
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.record import head_in

_FEW = 20
"""Up to so many TPS are read one by one, which is faster than all of them at once."""


@dataclass(frozen=True)
class Hall:
    """The sums over the closed TPS, the codes of those that were opened again, and the record."""

    recap: Recap
    reopened: frozenset[str]
    head: tuple[int, str]
    closed: Mapping[str, Closing] = field(repr=False)
    numbers: Mapping[str, Mapping[str, int]] = field(repr=False)


def look(desk: Desk, before: Hall | None = None) -> Hall:
    """All of it at one moment; numbers that were closed `before` and since are not read again."""
    with desk.store.look() as unit:
        election = desk.election_in(unit)
        closings = unit.closings.all()
        closed = {tps: closing for tps, closing in closings.items() if closing.closed}
        numbers: dict[str, Mapping[str, int]] = {}
        if before is not None and before.recap.election == election:
            same = (tps for tps, closing in closed.items() if before.closed.get(tps) == closing)
            numbers |= {tps: before.numbers[tps] for tps in same}
        numbers |= _numbers(unit, closed.keys() - numbers.keys())
        return Hall(
            recap=recap_of(election, desk.template_of(election).fields, numbers),
            reopened=frozenset(closings.keys() - closed.keys()),
            head=head_in(unit),
            closed=closed,
            numbers=numbers,
        )


def _numbers(unit: Unit, some: Iterable[str]) -> dict[str, Mapping[str, int]]:
    codes = list(some)
    if len(codes) <= _FEW:
        return {tps: unit.tallies.get(tps).values for tps in codes}
    every = unit.tallies.all()
    return {tps: every[tps].values for tps in codes}
