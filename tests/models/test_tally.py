"""Numbers that persons entered: nothing is overwritten, nobody enters blindly."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.tally import LARGEST, Entry, Tally, in_force

TPS = "9901012001001"
WHEN = datetime(2029, 2, 15, 9, 0, tzinfo=UTC)


def entry(
    value: int, seen: int = 0, field: str = "suara_sah", proposed: int | None = None
) -> Entry:
    return Entry(TPS, field, value, "Operator Satu", WHEN, "", seen, proposed)


def tally(*entries: Entry) -> Tally:
    built = Tally(TPS)
    for one in entries:
        built = built.with_entry(one)
    return built


def test_an_empty_tally_knows_nothing() -> None:
    empty = Tally(TPS)
    assert (empty.values, empty.latest("suara_sah"), empty.history("suara_sah")) == ({}, None, ())
    assert not empty.was_corrected("suara_sah")


def test_the_latest_entry_of_a_field_counts_and_the_others_stay() -> None:
    entries = (entry(10), entry(7, field="suara_total"), entry(12, seen=1))
    built = tally(*entries)
    assert built.entries == entries
    assert built.values == {"suara_sah": 12, "suara_total": 7}
    assert built.history("suara_sah") == (entries[0], entries[2])
    assert built.latest("suara_sah") == entries[2]
    assert built.latest("suara_total") == entries[1]


def test_a_tally_is_never_changed_itself() -> None:
    first = tally(entry(10))
    second = first.with_entry(entry(11, seen=1))
    assert first.values == {"suara_sah": 10}
    assert second.entries[:1] == first.entries
    with pytest.raises(FrozenInstanceError):
        first.entries = ()  # type: ignore[misc]


@pytest.mark.parametrize("value", [-1, LARGEST + 1, 10_000])
def test_r17_a_number_that_fits_no_three_boxes_is_refused(value: int) -> None:
    with pytest.raises(SirekapError) as caught:
        Tally(TPS).with_entry(entry(value))
    assert caught.value.code == "number_out_of_range"
    assert caught.value.facts == {"field": "suara_sah", "value": value}


@pytest.mark.parametrize("value", [0, LARGEST])
def test_r17_the_least_and_the_largest_number_are_taken(value: int) -> None:
    assert Tally(TPS).with_entry(entry(value)).values == {"suara_sah": value}
    assert LARGEST == 999


@pytest.mark.parametrize(("before", "seen"), [(0, 1), (1, 0), (2, 1), (2, 3)])
def test_who_has_not_seen_the_newest_entry_is_told(before: int, seen: int) -> None:
    built = tally(*(entry(number, seen=number) for number in range(before)))
    with pytest.raises(SirekapError) as caught:
        built.with_entry(entry(50, seen=seen))
    assert caught.value.code == "stale_entry"
    assert caught.value.facts == {"field": "suara_sah", "seen": seen, "now": before}


def test_each_field_is_counted_by_itself() -> None:
    built = tally(entry(1), entry(2, seen=1), entry(3, field="suara_total"))
    assert built.values == {"suara_sah": 2, "suara_total": 3}


@pytest.mark.parametrize(
    ("values", "proposed", "corrected"),
    [
        ((5,), 5, False),
        ((5,), None, False),
        ((5,), 6, True),
        ((5,), 0, True),
        ((5, 5), 5, False),
        ((5, 6), 5, True),
        ((5, 6), None, True),
        ((5, 6, 5), 5, True),
    ],
)
def test_what_counts_as_corrected(
    values: tuple[int, ...], proposed: int | None, corrected: bool
) -> None:
    entries = (entry(v, seen=n, proposed=proposed) for n, v in enumerate(values))
    built = tally(*entries)
    assert built.was_corrected("suara_sah") is corrected
    assert not built.was_corrected("suara_total")


ANI, BUDI = "Ani Operator", "Budi Operator"


def by(who: str, value: int, built: Tally, field: str = "suara_sah") -> Tally:
    """The tally after that person entered a number."""
    seen = len(built.history(field))
    return built.with_entry(replace(entry(value, seen, field), who=who))


def undone(who: str, built: Tally) -> Tally:
    """The tally after that person took the last own entry back, as `correcting.undo` does."""
    found = built.undoable(who)
    assert found is not None
    gone, back = found
    history = built.history(gone.field)
    taken = replace(
        gone,
        value=(back or gone).value,
        who=who,
        seen=len(history),
        undoes=history.index(gone),
        withdrawn=back is None,
    )
    return built.with_entry(taken)


def test_an_entry_that_is_taken_back_gives_way_to_the_one_before() -> None:
    built = undone(ANI, by(ANI, 61, by(ANI, 60, Tally(TPS))))
    assert built.values == {"suara_sah": 60}
    assert [e.value for e in in_force(built.history("suara_sah"))] == [60]
    assert len(built.entries) == 3
    assert not built.was_corrected("suara_sah")


def test_the_first_entry_taken_back_leaves_no_number() -> None:
    built = undone(ANI, by(ANI, 60, Tally(TPS)))
    assert (built.values, built.latest("suara_sah")) == ({}, None)
    assert in_force(built.history("suara_sah")) == ()
    assert built.undoable(ANI) is None
    again = by(BUDI, 62, built)
    assert again.values == {"suara_sah": 62}
    assert [e.value for e in in_force(again.history("suara_sah"))] == [62]


def test_one_goes_back_step_by_step() -> None:
    built = Tally(TPS)
    for value in (60, 61, 62):
        built = by(ANI, value, built)
    told = []
    while built.undoable(ANI) is not None:
        built = undone(ANI, built)
        told.append(built.values.get("suara_sah"))
    assert told == [61, 60, None]
    assert len(built.entries) == 6


def test_the_last_own_entry_goes_first_whatever_its_field() -> None:
    built = by(ANI, 4, by(ANI, 60, Tally(TPS)), "suara_tidak_sah")
    built = undone(ANI, built)
    assert built.values == {"suara_sah": 60}
    assert undone(ANI, built).values == {}


def test_what_somebody_else_has_written_over_stays() -> None:
    built = by(BUDI, 61, by(ANI, 60, Tally(TPS)))
    assert built.undoable(ANI) is None
    assert built.undoable("Cici Operator") is None
    back = undone(BUDI, built)
    assert back.values == {"suara_sah": 60}
    found = back.undoable(ANI)
    assert found is not None
    assert (found[0].value, found[1]) == (60, None)


def test_a_stale_screen_takes_nothing_back() -> None:
    built = by(ANI, 60, Tally(TPS))
    gone = replace(entry(60, seen=0), who=ANI, undoes=0, withdrawn=True)
    with pytest.raises(SirekapError, match="stale_entry"):
        built.with_entry(gone)


PLAYS = st.lists(
    st.tuples(st.sampled_from((ANI, BUDI)), st.sampled_from("ab"), st.integers(0, 3) | st.none()),
    max_size=25,
)


@given(PLAYS)
def test_taking_back_is_a_pile_for_each_field(plays: list[tuple[str, str, int | None]]) -> None:
    """None takes back. The test keeps its own piles; the tally must always agree with them."""
    built, order = Tally(TPS), list[tuple[str, str, int]]()
    for who, field, value in plays:
        if value is not None:
            built = by(who, value, built, field)
            order.append((who, field, value))
            continue
        tops = {field: place for place, (_, field, _) in enumerate(order)}
        own = [place for place in tops.values() if order[place][0] == who]
        assert (built.undoable(who) is None) is (not own)
        if own:
            built = undone(who, built)
            del order[max(own)]
    assert built.values == {field: value for _, field, value in order}
    for name in "ab":
        kept = [value for _, field, value in order if field == name]
        assert [e.value for e in in_force(built.history(name))] == kept


STEPS = st.lists(st.tuples(st.sampled_from(("a", "b", "c")), st.integers(0, LARGEST)), max_size=20)


@given(STEPS)
def test_whatever_is_entered_every_entry_stays_in_its_order(steps: list[tuple[str, int]]) -> None:
    built = Tally(TPS)
    for field, value in steps:
        built = built.with_entry(entry(value, len(built.history(field)), field))
    assert [(e.field, e.value) for e in built.entries] == steps
    assert built.values == dict(steps)
    for field in "abc":
        assert [e.value for e in built.history(field)] == [v for f, v in steps if f == field]
        assert [e.seen for e in built.history(field)] == list(range(len(built.history(field))))
