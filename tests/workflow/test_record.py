from __future__ import annotations

import pytest

from sirekap_desktop.models.events import START
from sirekap_desktop.workflow import correcting, hall, hearing, record
from sirekap_desktop.workflow.desk import Desk
from tests import desks


def test_the_head_of_the_record_moves_with_every_act(desk: Desk) -> None:
    heads = [record.head(desk)]
    for field in ("paslon_1", "paslon_2"):
        correcting.confirm(desk, desks.FIRST, field, desks.GOOD[field], 0)
        heads.append(record.head(desk))
    assert [seq for seq, _ in heads] == [1, 2, 3]
    with desk.look() as unit:
        assert [digest for _, digest in heads] == [event.digest for event in unit.events.all()]


def test_before_anything_happened_the_head_is_the_start(empty_desk: Desk) -> None:
    assert record.head(empty_desk) == (0, START)


def test_the_hall_sees_decided_tps_only(desk: Desk) -> None:
    for tps in (desks.FIRST, desks.SECOND):
        for field, value in desks.GOOD.items():
            correcting.confirm(desk, tps, field, value, 0)
    assert hall.look(desk).recap.total["suara_sah"] == 0
    desks.close(desk, desks.FIRST)
    desks.close(desk, desks.SECOND)
    hearing.reopen(desk, desks.SECOND, "Keberatan saksi")
    seen = hall.look(desk)
    assert seen.recap.total["suara_sah"] == desks.GOOD["suara_sah"]
    assert seen.reopened == {desks.SECOND}
    assert seen.head == record.head(desk)
    desks.close(desk, desks.SECOND)
    assert hall.look(desk).reopened == frozenset()


def test_a_later_look_sees_what_a_first_one_does(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tps in (desks.FIRST, desks.SECOND):
        for field, value in desks.GOOD.items():
            correcting.confirm(desk, tps, field, value, 0)
    desks.close(desk, desks.FIRST)
    seen = hall.look(desk)
    desks.close(desk, desks.SECOND)
    seen = hall.look(desk, seen)
    assert seen == hall.look(desk)
    hearing.reopen(desk, desks.FIRST, "Keberatan saksi")
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, 1, "Salah baca")
    assert hall.look(desk, seen) == hall.look(desk)
    desks.close(desk, desks.FIRST, "Dijelaskan ketua")
    later = hall.look(desk, seen)
    assert later.recap.total["paslon_1"] == 61 + 60
    monkeypatch.setattr(hall, "_FEW", 0)
    assert later == hall.look(desk)
