"""What a number still needs from people who do not see what the first one entered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_desktop.models.second import Need, Outcome, SecondEntry, need_of, open_needs

WHEN = datetime(2029, 2, 15, tzinfo=UTC)
S, D, T = Outcome.SAME, Outcome.DIFFERS, Outcome.DECIDED


def history(*told: tuple[int, Outcome]) -> list[SecondEntry]:
    return [SecondEntry("1", "paslon_1", value, "Operator Dua", WHEN, how) for value, how in told]


@pytest.mark.parametrize(
    ("told", "standing", "need"),
    [
        ([], None, Need.FIRST),
        ([(60, S)], None, Need.FIRST),
        ([], 60, Need.SECOND),
        ([(60, S)], 60, Need.NOTHING),
        ([(61, D)], 60, Need.AGAIN),
        ([(61, D), (60, S)], 60, Need.NOTHING),
        ([(61, D), (61, D)], 60, Need.THIRD),
        ([(61, D), (62, D), (61, D)], 60, Need.THIRD),
        ([(61, D), (61, D), (61, T)], 61, Need.NOTHING),
        ([(61, D), (61, D), (60, T)], 60, Need.NOTHING),
        ([(60, S)], 61, Need.SECOND),
        ([(61, D), (61, D), (61, T)], 62, Need.SECOND),
        ([(60, S), (61, D)], 60, Need.AGAIN),
        ([(61, D)], 61, Need.AGAIN),
    ],
    ids=str,
)
def test_what_a_number_needs(
    told: list[tuple[int, Outcome]], standing: int | None, need: Need
) -> None:
    assert need_of(history(*told), standing, corrected=False) is need


@pytest.mark.parametrize("told", [[], [(61, D)], [(61, D), (61, D)]])
def test_what_the_room_has_corrected_needs_nobody(told: list[tuple[int, Outcome]]) -> None:
    assert need_of(history(*told), 60, corrected=True) is Need.NOTHING
    assert need_of(history(*told), None, corrected=True) is Need.FIRST


def test_only_what_is_needed_keeps_a_tps_back() -> None:
    needs = {"a": Need.NOTHING, "b": Need.THIRD, "c": Need.FIRST}
    assert open_needs(needs) == {"b": Need.THIRD, "c": Need.FIRST}


VALUES = st.integers(0, 3)


@given(VALUES, st.lists(st.tuples(st.sampled_from(["read", "decide", "change"]), VALUES)))
def test_whoever_does_what_the_chain_holds(first: int, acts: list[tuple[str, int]]) -> None:
    """Plays the game with a count of its own: how often it differed since it last was one."""
    standing, told, differed, agreed = first, history(), 0, False
    for act, value in acts:
        need = need_of(told, standing, corrected=False)
        if act == "read" and need in (Need.SECOND, Need.AGAIN):
            same = value == standing
            told += history((value, S if same else D))
            differed, agreed = (0, True) if same else (differed + 1, False)
        elif act == "decide" and need is Need.THIRD:
            told += history((value, T))
            standing, differed, agreed = value, 0, True
        elif act == "change" and value != standing:
            standing = value
            agreed = bool(told) and told[-1].outcome is not D and told[-1].value == value
        expected = (Need.SECOND, Need.AGAIN, Need.THIRD)[min(differed, 2)]
        now = need_of(told, standing, corrected=False)
        assert now is (Need.NOTHING if agreed else expected)
