"""The voters of the other contests are read once, and then only what is new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.models.store.tallies import Tallies
from sirekap_desktop.workflow import correcting, mastering, voters
from sirekap_desktop.workflow.desk import Desk
from tests import desks

L, P = "pemilih_dpt_l", "pemilih_dpt_p"
TITLE = "Pemilu lain"


@pytest.fixture
def other(desk: Desk) -> Desk:
    number = mastering.add_contest(desk, replace(desks.election(), title=TITLE))
    return replace(desk, contest=number)


def heard(desk: Desk) -> dict[str, dict[str, dict[str, int]]]:
    with desk.look() as unit:
        found = voters.all_beside(unit, desk.voters)
        assert found == voters.all_beside(unit, {}), "as if it were read for the first time"
        assert found.get(desks.FIRST, {}) == voters.beside(unit, desks.FIRST)
    return found


def test_a_folder_with_one_contest_has_nothing_beside(desk: Desk) -> None:
    desks.confirm(desk, desks.FIRST)
    assert heard(desk) == {}


def test_what_is_new_is_added_and_what_was_taken_back_goes(desk: Desk, other: Desk) -> None:
    assert heard(desk) == {}
    correcting.confirm(other, desks.FIRST, L, 119, seen=0)
    correcting.confirm(desk, desks.FIRST, L, 120, seen=0)
    assert heard(desk) == {desks.FIRST: {TITLE: {L: 119}}}
    correcting.confirm(other, desks.FIRST, P, 130, seen=0)
    correcting.confirm(other, desks.SECOND, L, 99, seen=0)
    assert heard(desk) == {
        desks.FIRST: {TITLE: {L: 119, P: 130}},
        desks.SECOND: {TITLE: {L: 99}},
    }
    correcting.undo(other, desks.SECOND)
    assert heard(desk) == {desks.FIRST: {TITLE: {L: 119, P: 130}}}
    correcting.confirm(other, desks.FIRST, L, 120, 1, "salah ketik")
    assert heard(desk) == {desks.FIRST: {TITLE: {L: 120, P: 130}}}
    assert heard(other) == {desks.FIRST: {desks.election().title: {L: 120}}}


def test_nothing_is_read_again_while_nothing_is_new(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    correcting.confirm(other, desks.FIRST, L, 119, seen=0)
    before = heard(desk)
    monkeypatch.delattr(Tallies, "latest")
    monkeypatch.delattr(Tallies, "told_after")
    with desk.look() as unit:
        assert voters.all_beside(unit, desk.voters) == before


def test_a_count_that_does_not_fit_is_read_anew(desk: Desk, other: Desk) -> None:
    for field, value in ((L, 119), (P, 131)):
        correcting.confirm(other, desks.FIRST, field, value, seen=0)
    wanted = heard(desk)
    (known,) = desk.voters.values()
    desk.voters[other.contest or 0] = voters.Heard(known.count - 1, known.last, {})
    assert heard(desk) == wanted
