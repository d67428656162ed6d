from __future__ import annotations

from collections.abc import Callable

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.workflow import correcting, overview
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from tests import desks

Take = Callable[..., ImportReport]


def test_the_overview_counts_what_is_left(desk: Desk, take: Take) -> None:
    take({"2.jpg": desks.picture(2), "3.jpg": desks.picture(3)}, tps=desks.FIRST)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    first, second, other = overview.overview(desk)
    assert (first.pages, first.unconfirmed, first.doubtful) == (frozenset({2, 3}), 27, 22)
    assert (second.stage, second.pages, second.unconfirmed) == (Stage.KOSONG, frozenset(), 28)
    assert (other.desa.region.name, other.tps.code) == ("Contoh Barat", desks.OTHER)
