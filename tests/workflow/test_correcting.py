from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.workflow import checking, convening, correcting, hearing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from tests import desks


def test_a_confirmed_number_says_who_when_and_what_was_seen(desk: Desk) -> None:
    operator = replace(desk, person=desks.OPERATOR)
    entry = correcting.confirm(operator, desks.FIRST, "paslon_1", 60, seen=0)
    with desk.store.look() as unit:
        assert unit.tallies.get(desks.FIRST).entries == (entry,)
        event = unit.events.all()[-1]
    assert (entry.who, entry.why, entry.seen, entry.proposed) == ("Operator Satu", "", 0, None)
    assert (event.kind, event.who, event.at) == ("number_confirmed", "Operator Satu", entry.at)
    assert event.facts["value"] == 60


def test_another_number_needs_a_reason(desk: Desk) -> None:
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    for why in ("", "   "):
        with pytest.raises(SirekapError, match="reason_needed"):
            correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why=why)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why="paraf saksi")
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=2)
    with desk.store.look() as unit:
        last = unit.events.all()[-2]
    assert (last.kind, last.facts["before"], last.facts["why"]) == (
        "number_changed",
        60,
        "paraf saksi",
    )


@pytest.mark.parametrize(
    ("tps", "field", "value", "seen", "code"),
    [
        (desks.FIRST, "paslon_1", 1000, 0, "number_out_of_range"),
        (desks.FIRST, "paslon_1", -1, 0, "number_out_of_range"),
        (desks.FIRST, "paslon_1", 60, 1, "stale_entry"),
        (desks.FIRST, "paslon_9", 60, 0, "field_unknown"),
        ("1101012001999", "paslon_1", 60, 0, "tps_unknown"),
    ],
)
def test_what_is_refused(
    desk: Desk, tps: str, field: str, value: int, seen: int, code: str
) -> None:
    with pytest.raises(SirekapError, match=code):
        correcting.confirm(desk, tps, field, value, seen)
    with desk.store.look() as unit:
        assert unit.tallies.all() == {}
        assert len(unit.events.all()) == 1


def test_a_stale_screen_loses_even_with_the_same_number(desk: Desk) -> None:
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    with pytest.raises(SirekapError, match="stale_entry"):
        correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    assert checking.look(desk, desks.FIRST).fields["paslon_1"].seen == 1


def test_a_new_picture_in_the_plenary_opens_no_back_door(
    desk: Desk, take: Callable[..., ImportReport]
) -> None:
    take({"3.jpg": desks.picture(3)}, tps=desks.FIRST)
    desks.confirm(desk, desks.FIRST)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, desks.FIRST)
    told = {**desks.GOOD, "suara_total": 199}
    take({"baru.jpg": desks.picture(3, told, mark="baru")}, tps=desks.FIRST)
    with pytest.raises(SirekapError, match="correct_in_plenary"):
        correcting.confirm(desk, desks.FIRST, "suara_total", 199, seen=1, why="foto baru")
    correcting.confirm(desk, desks.FIRST, "suara_total", desks.GOOD["suara_total"], seen=1)
