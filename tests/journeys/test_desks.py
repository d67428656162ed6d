"""Two desks at the same TPS at the same moment: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from threading import Barrier

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.folding import minutes_of
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.minutes import Kind, Step
from sirekap_desktop.models.proceedings import (
    SITTING_ACTS,
    SITTING_MOVES,
    TPS_ACTS,
    TPS_MOVES,
    Reached,
    Sitting,
)
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import checking, convening, correcting, hearing, mastering
from sirekap_desktop.workflow.desk import Desk
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


Race = tuple[Callable[[Desk], object], Callable[[Desk], object]]
FIRST = desks.FIRST
RACES: dict[str, tuple[tuple[str, ...], Race]] = {
    "present": ((), (lambda d: hearing.present(d, FIRST), lambda d: hearing.present(d, FIRST))),
    "confirm, present": (
        (),
        (
            lambda d: correcting.confirm(d, FIRST, "paslon_1", 61, 1, "salah baca"),
            lambda d: hearing.present(d, FIRST),
        ),
    ),
    "correct": (
        ("present", "compare"),
        (
            lambda d: hearing.correct(d, FIRST, "paslon_1", 61, 1, "salah", ["Ketua"]),
            lambda d: hearing.correct(d, FIRST, "paslon_1", 62, 1, "salah", ["Ketua"]),
        ),
    ),
    "object, close": (
        ("present", "compare", "agree"),
        (
            lambda d: hearing.object_to(d, FIRST, "Ani Saksi", "1", "salah hitung"),
            lambda d: hearing.close(d, FIRST),
        ),
    ),
    "differ, agree": (
        ("present", "compare"),
        (
            lambda d: hearing.differ(d, FIRST, "Saksi 1", "paslon_1", 61),
            lambda d: hearing.agree(d, FIRST),
        ),
    ),
    "adjourn, close": (
        ("present", "compare", "agree"),
        (lambda d: convening.adjourn(d, "magrib"), lambda d: hearing.close(d, FIRST)),
    ),
    "attend": (
        ("register",),
        (
            lambda d: convening.attend(d, _witnesses(d)[0], here=True),
            lambda d: convening.attend(d, _witnesses(d)[1], here=True),
        ),
    ),
    "register": (
        ("register",),
        (
            lambda d: convening.register(d, Kind.SAKSI, "Cici Saksi", "1", "7/SM"),
            lambda d: convening.register(d, Kind.SAKSI, "Dedi Saksi", "2", "7/SM"),
        ),
    ),
}
"""What was done before, and what two desks do at the same moment."""


def _witnesses(desk: Desk) -> list[int]:
    return [one.id for one in convening.minutes(desk).participants]


def _prepare(desk: Desk, before: tuple[str, ...]) -> None:
    mastering.adopt(desk, desks.election())
    desks.confirm(desk, FIRST)
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    for act in before:
        if act == "register":
            for name in ("Ani Saksi", "Budi Saksi"):
                convening.register(desk, Kind.SAKSI, name, "1", "7/SM")
        else:
            getattr(hearing, act)(desk, FIRST)


@pytest.mark.journey
@pytest.mark.parametrize("race", RACES)
def test_two_acts_at_once_end_as_one_behind_the_other(
    open_store: Callable[[], Store], race: str
) -> None:
    """Whichever comes first: the other sees its work, and the record reads as a plain sequence."""
    before, acts = RACES[race]
    two = [desks.desk_of(open_store(), catalog()) for _ in range(2)]
    _prepare(two[0], before)
    together = Barrier(2)

    def act(which: int) -> str:
        together.wait()
        try:
            acts[which](two[which])
        except SirekapError as refused:
            return refused.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(act, (0, 1)))
    assert "done" in answers
    with two[0].look() as unit:
        assert unit.events.first_break() is None
        steps = unit.steps.all()
    heard: list[Step] = []
    for step in steps:
        now = minutes_of(heard, 1)
        if step.act in SITTING_ACTS:
            assert (step.act, now.sitting) in SITTING_MOVES
        elif step.act in TPS_ACTS:
            assert now.sitting is Sitting.BERJALAN
            assert (step.act, now.course(str(step.tps)).reached) in TPS_MOVES
        heard.append(step)
    minutes = minutes_of(steps, 1)
    course = minutes.course(FIRST)
    assert sum(one.present for one in minutes.participants) <= 1
    assert len([one for one in minutes.participants if one.of == "1"]) <= 2
    assert len(course.corrections) <= 1
    if course.reached in (Reached.DISEPAKATI, Reached.SELESAI):
        assert not minutes.disputed(FIRST)
    if course.heard:
        entries = checking.look(two[0], FIRST).fields["paslon_1"].history
        assert len(entries) == 1 + len(course.corrections) or answers == ["done", "done"]
