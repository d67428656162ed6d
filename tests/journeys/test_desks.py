"""Two desks at the same TPS at the same moment: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from threading import Barrier

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import checking, correcting, mastering
from tests import desks

ROUNDS = 8


@pytest.mark.journey
@pytest.mark.parametrize("values", [(60, 61), (60, 60)])
def test_exactly_one_of_two_desks_wins(
    open_store: Callable[[], Store], values: tuple[int, int]
) -> None:
    templates = catalog()
    two = [
        desks.desk_of(open_store(), templates, person) for person in (desks.KETUA, desks.OPERATOR)
    ]
    mastering.adopt(two[0], desks.election())
    together = Barrier(2)

    def confirm(which: int, seen: int) -> str:
        together.wait()
        try:
            entry = correcting.confirm(
                two[which], desks.FIRST, "paslon_1", values[which] + seen, seen, why="uji"
            )
        except SirekapError as refused:
            return refused.code
        return entry.who

    with ThreadPoolExecutor(2) as pool:
        for seen in range(ROUNDS):
            answers = list(pool.map(confirm, (0, 1), (seen, seen)))
            assert answers.count("stale_entry") == 1
            (winner,) = set(answers) - {"stale_entry"}
            history = checking.look(two[0], desks.FIRST).fields["paslon_1"].history
            assert len(history) == seen + 1
            assert history[-1].who == winner
    with two[1].store.look() as unit:
        assert unit.events.first_break() is None
        assert len(unit.events.all()) == 1 + ROUNDS


@pytest.mark.journey
def test_a_number_does_not_slip_into_a_tps_that_is_being_closed(
    open_store: Callable[[], Store],
) -> None:
    chair, operator = (desks.desk_of(open_store(), catalog()) for _ in range(2))
    mastering.adopt(chair, desks.election())
    with ThreadPoolExecutor(1) as pool:
        with chair.store.unit() as unit:
            late = pool.submit(correcting.confirm, operator, desks.FIRST, "paslon_1", 60, 0)
            assert wait_for([late], timeout=0.3).not_done, "it has to wait"
            desks.pass_through(chair, unit, desks.FIRST)
        with pytest.raises(SirekapError, match="tps_closed"):
            late.result()
