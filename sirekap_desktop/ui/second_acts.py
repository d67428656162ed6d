"""The acts behind the second entry; what they hand to the screen holds no number of the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sirekap_desktop.models.election import Desa, Tps
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Reading, Status
from sirekap_desktop.models.second import Need
from sirekap_desktop.ui.check_acts import papers_of
from sirekap_desktop.ui.sheet_panel import Paper
from sirekap_desktop.workflow import convening, seconding

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.seconding import Dispute


@dataclass(frozen=True)
class Blind:
    """A TPS as a second person may know it.

    `places` say where the digits lie and nothing of what was read there. `ask` are the numbers
    to read now: those that nobody has read a second time, and only when there are none left
    (`again`) those that differed. `disputes` come when there is nothing to read: seeing numbers
    of the first person while others are still to be read would give them away by the sums.
    """

    desa: Desa
    tps: Tps
    closed: bool
    papers: Mapping[int, Paper]
    places: Mapping[str, Reading | None]
    needs: Mapping[str, Need]
    ask: tuple[str, ...]
    again: bool
    disputes: tuple[Dispute, ...]
    seen: Mapping[str, int]
    """How many entries the numbers in dispute have."""

    @property
    def name(self) -> str:
        """How a refusal names the TPS."""
        return f"{self.tps.number:03d} {self.desa.region.name}"


def load(desk: Desk, tps: str, have: Mapping[str, Paper]) -> Blind:
    """Look at a TPS for the person at the desk, who may know only what is still to be read."""
    view, second = seconding.look_at_both(desk, tps)
    fresh = tuple(field for field in second.mine if field not in second.again)
    disputes = () if second.mine else second.disputes
    return Blind(
        view.desa,
        view.tps,
        view.stage is Stage.SELESAI,
        papers_of(desk, view, have),
        {name: _place(field.reading) for name, field in view.fields.items()},
        second.needs,
        fresh or second.mine,
        bool(second.mine) and not fresh,
        disputes,
        {one.field: view.fields[one.field].seen for one in disputes},
    )


def keep(desk: Desk, tps: str, field: str, value: int) -> None:
    """Keep what was read; how it compares is told when every number has been read."""
    seconding.enter_second(desk, tps, {field: value})


def rule(desk: Desk) -> bool:
    """Whether every TPS has to be entered a second time."""
    return convening.minutes(desk).second_rule


def _place(reading: Reading | None) -> Reading | None:
    """Where the digits lie, and nothing of what was read there."""
    if reading is None:
        return None
    return Reading(reading.field, None, 0.0, None, Status.UNREAD, (), reading.box)
