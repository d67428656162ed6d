"""Numbers in words, beside num2words where that is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from sirekap_desktop.models.words import words


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2001, "dua ribu satu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (100_000_000, "seratus juta"),
        (1_000_000_001, "satu miliar satu"),
        (
            999_999_999_999,
            "sembilan ratus sembilan puluh sembilan miliar "
            "sembilan ratus sembilan puluh sembilan juta "
            "sembilan ratus sembilan puluh sembilan ribu "
            "sembilan ratus sembilan puluh sembilan",
        ),
    ],
)
def test_a_number_is_said_as_people_say_it(number: int, said: str) -> None:
    assert words(number) == said


@pytest.mark.parametrize("numbers", [range(1, 1300), range(1300, 1_000_000, 997)])
def test_below_a_million_an_independent_program_says_the_same(numbers: range) -> None:
    wrong = [number for number in numbers if words(number) != num2words(number, lang="id")]
    assert not wrong


@given(st.integers(1, 999), st.integers(0, 999_999))
def test_millions_are_said_before_what_is_left(millions: int, rest: int) -> None:
    tail = f" {words(rest)}" if rest else ""
    assert words(millions * 1_000_000 + rest) == f"{words(millions)} juta{tail}"


@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_two_numbers_are_never_said_alike(one: int, other: int) -> None:
    assert (words(one) == words(other)) == (one == other)


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_that_no_form_holds_is_a_mistake_of_the_caller(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        words(number)
