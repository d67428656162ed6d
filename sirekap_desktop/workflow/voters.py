"""The confirmed voters of each TPS in the other contests of the folder, for rule R20.

Beranda asks for all of them at every look, so only entries that are new are read; entries are
append-only, and where their count does not fit, all are read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sirekap_desktop.models.breaches import VOTERS
from sirekap_desktop.models.store import Unit

Beside = Mapping[str, Mapping[str, int]]
"""By the title of the contest: the numbers by field."""


@dataclass
class Heard:
    """What was read of one contest so far: how many entries, up to which, and what stands."""

    count: int = 0
    last: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=dict)


def beside(unit: Unit, tps: str) -> dict[str, dict[str, int]]:
    """The voters of one TPS in the other contests."""
    titles = {one.id: one.title for one in unit.elections.all()}
    if len(titles) < 2:
        return {}
    here = unit.elections.key()
    found = unit.tallies.everywhere(VOTERS, tps)
    return {titles[contest]: values for contest, values in found.items() if contest != here}


def all_beside(unit: Unit, heard: dict[int, Heard]) -> dict[str, dict[str, dict[str, int]]]:
    """The voters of every TPS in the other contests; `heard` is kept from look to look."""
    others = [one for one in unit.elections.all() if one.id != unit.elections.key()]
    sizes = unit.tallies.sizes() if others else {}
    found: dict[str, dict[str, dict[str, int]]] = {}
    for contest in others:
        size = sizes.get(contest.id, (0, 0))
        known = heard.get(contest.id, Heard())
        if size != (known.count, known.last):
            known = heard[contest.id] = _listen(unit.beside(contest.id), known, size)
        for code, values in known.values.items():
            if values:
                found.setdefault(code, {})[contest.title] = values
    return found


def _listen(unit: Unit, known: Heard, size: tuple[int, int]) -> Heard:
    """What stands now: what was known with the new entries, or all anew."""
    count, last = size
    if not 0 < count - known.count <= _FEW:
        return Heard(count, last, unit.tallies.latest(VOTERS))
    new, told = unit.tallies.told_after(known.last, VOTERS)
    if known.count + new != count:
        return Heard(count, last, unit.tallies.latest(VOTERS))
    values = {code: dict(some) for code, some in known.values.items()}
    for code, name, value in told:
        some = values.setdefault(code, {})
        some.pop(name, None)
        if value is not None:
            some[name] = value
    return Heard(count, last, values)


_FEW = 400
"""Up to so many new entries are read one by one."""
