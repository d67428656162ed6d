"""What the hall may know of the kecamatan: decided TPS only, no number that is still a draft."""

from __future__ import annotations

from dataclasses import dataclass

from sirekap_desktop.models.recap import Recap
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.issuing import recap_in
from sirekap_desktop.workflow.record import head_in


@dataclass(frozen=True)
class Hall:
    """The sums over the closed TPS, the codes of those that were opened again, and the record."""

    recap: Recap
    reopened: frozenset[str]
    head: tuple[int, str]


def look(desk: Desk) -> Hall:
    """All of it at one moment."""
    with desk.store.look() as unit:
        closings = unit.closings.all()
        reopened = frozenset(tps for tps, closing in closings.items() if not closing.closed)
        return Hall(recap_in(desk, unit), reopened, head_in(unit))
