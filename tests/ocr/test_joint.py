"""The search for the likeliest numbers under laws, against trying everything."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_desktop.models.formulas import formulas_of
from sirekap_desktop.ocr.joint import FAR, Costs, Joint, Law

FIELDS = ("a", "b", "c", "d", "e")


def laws(*says: str, penalty: float = 6.0) -> list[Law]:
    return [Law("R", formulas_of(one, FIELDS, {})[0], penalty) for one in says]


FAINT = st.floats(0.1, 3.9).map(lambda x: round(x, 1))


def read_clearly(values: Mapping[str, int], field: str, costs: Mapping[str, Costs]) -> bool:
    """Whether a number is as clear as `solve` asks before its margin counts."""
    others = [cost for value, cost in costs[field].items() if value != values[field]]
    return costs[field][values[field]] == 0.0 and min(others, default=FAR) >= 3.0


def price(values: Mapping[str, int], costs: Mapping[str, Costs], known: list[Law]) -> float:
    broken = sum(law.penalty for law in known if not law.formula.holds(values))
    return broken + sum(costs[field][value] for field, value in values.items())


def test_a_sum_outvotes_a_faint_figure() -> None:
    costs = {"a": {66: 0.0, 116: 9.0}, "b": {24: 0.0, 74: 0.4}, "c": {140: 0.0, 90: 11.0}}
    joint = Joint(costs, laws("c = a + b"))
    assert joint.alone() == {"a": 66, "b": 24, "c": 140}
    assert joint.together() == {"a": 66, "b": 74, "c": 140}


def test_a_clear_number_is_not_bent_to_save_a_sum() -> None:
    costs = {"a": {66: 0.0, 67: 9.0}, "b": {24: 0.0, 25: 9.0}, "c": {91: 0.0, 90: 9.0}}
    joint = Joint(costs, laws("c = a + b"))
    assert joint.together() == joint.alone()


def test_two_wrong_figures_that_cancel_leave_no_margin() -> None:
    """116 + 24 was published for 66 + 74: the sum held and proved nothing."""
    costs = {"a": {116: 0.0, 66: 1.5}, "b": {24: 0.0, 74: 1.5}, "c": {140: 0.0}}
    joint = Joint(costs, laws("c = a + b"))
    margins = joint.margins(joint.together(), "abc")
    assert margins["a"] == pytest.approx(3.0, abs=0.02)
    assert margins["c"] == FAR


def test_a_sum_that_holds_vouches_for_its_numbers() -> None:
    costs = {"a": {66: 0.0, 65: 4.0}, "b": {24: 0.0, 34: 5.0}, "c": {90: 0.0, 50: 5.0}}
    joint = Joint(costs, laws("c = a + b"))
    margins = joint.margins(joint.together(), "abc")
    assert margins == {"a": pytest.approx(10.0), "b": pytest.approx(11.0), "c": pytest.approx(11.0)}


def test_a_failing_sum_takes_the_margin_from_whoever_could_mend_it() -> None:
    costs = {"a": {66: 0.0, 67: 9.0}, "b": {24: 0.0, 34: 9.0}, "c": {91: 0.0, 50: 9.0}}
    joint = Joint(costs, laws("c = a + b"))
    margins = joint.margins(joint.together(), "abc")
    assert margins["a"] == pytest.approx(3.0)
    assert margins["b"] == margins["c"] == pytest.approx(9.0)


def test_a_number_nobody_read_takes_its_sums_with_it() -> None:
    joint = Joint({"a": {66: 0.0, 67: 1.0}, "c": {90: 0.0}}, laws("c = a + b"))
    assert joint.margins(joint.together(), "a") == {"a": pytest.approx(1.0)}


def test_an_upper_limit_speaks_too() -> None:
    costs = {"a": {617: 0.0, 117: 1.0}, "b": {300: 0.0}}
    assert Joint(costs, laws("a <= b")).together()["a"] == 117


COSTS = st.dictionaries(
    st.integers(0, 9),
    st.floats(6.5, 9.0).map(lambda x: round(x, 1)),
    min_size=1,
    max_size=3,
).map(lambda known: {**known, next(iter(known)): 0.0})


@settings(max_examples=300)
@given(st.fixed_dictionaries(dict.fromkeys("abcde", COSTS)), st.sampled_from("abcde"), FAINT)
def test_the_search_finds_what_trying_everything_finds(
    costs: dict[str, Costs], faint: str, cost: float
) -> None:
    """Clear numbers, one of them faint: what a clear one has to fear is met, as it is for all."""
    known = laws("c = a + b", "e = c + d", "a <= c")
    best_of = min(costs[faint], key=lambda value: costs[faint][value])
    costs[faint] = {v: c if v == best_of else cost for v, c in costs[faint].items()}
    joint = Joint(costs, known)
    every = [
        dict(zip("abcde", chosen, strict=True)) for chosen in product(*(costs[f] for f in "abcde"))
    ]
    prices = [price(values, costs, known) for values in every]
    best = min(prices)
    found = joint.together()
    assert price(found, costs, known) <= best + 3.0
    if price(found, costs, known) > best + 1e-6:
        return
    adds_up = all(law.formula.holds(found) for law in known)
    for field, margin in joint.margins(found, "abcde").items():
        others = [p for p, v in zip(prices, every, strict=True) if v[field] != found[field]]
        same = [p for p, v in zip(prices, every, strict=True) if v[field] == found[field]]
        against = sum(exp(best - p) for p in others)
        assert margin == 0 or margin >= min(FAR, -log(against or 1e-9)) - 1e-6
        true = min(FAR, log(sum(exp(best - p) for p in same)) - log(against or 1e-9))
        if adds_up and read_clearly(found, field, costs):
            assert min(margin, 9.0) <= true + 1.0
