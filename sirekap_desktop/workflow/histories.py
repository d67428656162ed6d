"""The life of one number: every entry, and in which role its writer made it."""

from __future__ import annotations

from dataclasses import dataclass

from sirekap_desktop.models.people import Role
from sirekap_desktop.models.tally import Entry
from sirekap_desktop.workflow.desk import Desk


@dataclass(frozen=True)
class Step:
    """One entry; `role` is what its writer was then, None when the record of events is silent."""

    entry: Entry
    role: Role | None


def history(desk: Desk, tps: str, field: str) -> tuple[Step, ...]:
    """Every entry of a number, oldest first."""
    with desk.look() as unit:
        contest, entries = unit.elections.key(), unit.tallies.get(tps).history(field)
        roles = {
            event.facts.get("seen"): event.role
            for event in unit.events.at([entry.at for entry in entries])
            if (event.facts.get("tps"), event.facts.get("field")) == (tps, field)
            if event.facts.get("contest", contest) == contest
        }
    return tuple(Step(entry, _role(roles.get(entry.seen))) for entry in entries)


def _role(name: str | None) -> Role | None:
    return Role(name) if name in set(Role) else None
