"""The state machine of the plenary, against what stands in CONTRIBUTING.md."""

from __future__ import annotations

from itertools import product

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import (
    SITTING_ACTS,
    SITTING_MOVES,
    TPS_ACTS,
    TPS_MOVES,
    Reached,
    Sitting,
    moved_sitting,
    moved_tps,
)
from tests import contributing


@pytest.mark.parametrize(("act", "now"), list(product(Act, Sitting)))
def test_the_sitting_moves_as_the_table_says(act: Act, now: Sitting) -> None:
    if (act, now) in SITTING_MOVES:
        assert moved_sitting(act, now) is SITTING_MOVES[act, now]
        return
    with pytest.raises(SirekapError) as refused:
        moved_sitting(act, now)
    assert (refused.value.code, refused.value.facts) == (
        "sitting_not_there",
        {"act": act, "now": now},
    )


@pytest.mark.parametrize("now", Reached)
@pytest.mark.parametrize("act", Act)
def test_a_tps_moves_while_the_sitting_runs(act: Act, now: Reached) -> None:
    for sitting in set(Sitting) - {Sitting.BERJALAN}:
        with pytest.raises(SirekapError, match="sitting_not_open"):
            moved_tps(act, now, sitting, "TPS 001 Contoh")
    if (act, now) in TPS_MOVES:
        moved = moved_tps(act, now, Sitting.BERJALAN, "TPS 001 Contoh")
        assert moved is TPS_MOVES[act, now]
        return
    with pytest.raises(SirekapError, match="tps_not_there"):
        moved_tps(act, now, Sitting.BERJALAN, "TPS 001 Contoh")


def test_no_act_is_both_of_the_room_and_of_a_tps() -> None:
    assert not SITTING_ACTS & TPS_ACTS


def test_only_closing_closes_and_only_reopening_opens() -> None:
    moves = {(act, now, after) for (act, now), after in TPS_MOVES.items()}
    assert {m for m in moves if Reached.SELESAI in m[1:]} == {
        (Act.CLOSE, Reached.DISEPAKATI, Reached.SELESAI),
        (Act.REOPEN, Reached.SELESAI, Reached.MENUNGGU),
    }
    assert {m for m in moves if m[2] is Reached.DISEPAKATI} == {
        (Act.AGREE, Reached.DICOCOKKAN, Reached.DISEPAKATI)
    }


def test_every_state_is_reached_from_the_first() -> None:
    for moves, first, every in (
        ({(now, after) for (_, now), after in TPS_MOVES.items()}, Reached.MENUNGGU, set(Reached)),
        (
            {(now, after) for (_, now), after in SITTING_MOVES.items()},
            Sitting.BELUM,
            set(Sitting),
        ),
    ):
        found = {first}
        for _ in every:
            found |= {after for now, after in moves if now in found}
        assert found == every


def test_the_book_of_the_house_draws_this_machine() -> None:
    assert contributing.told("machine") == contributing.machine()
