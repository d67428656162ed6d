from __future__ import annotations

from collections import defaultdict

import pytest

from sirekap_desktop.models.words import words
from sirekap_desktop.ocr.number_words import LARGEST, SPELLINGS, phrases


def usual(names: tuple[str, ...]) -> str:
    """A phrase with each word in its usual spelling, without spaces."""
    return "".join(next(iter(SPELLINGS[name])) for name in names)


def test_the_usual_phrase_of_every_number_is_how_the_forms_say_it() -> None:
    best: dict[int, tuple[float, str]] = {}
    for phrase in phrases():
        best[phrase.value] = max(
            best.get(phrase.value, (0.0, "")), (phrase.share, usual(phrase.words))
        )
    for value in range(LARGEST + 1):
        assert best[value][1] == words(value).upper().replace(" ", "")


def test_shares_of_a_number_and_of_a_word_sum_to_one() -> None:
    sums: dict[int, float] = defaultdict(float)
    for phrase in phrases():
        sums[phrase.value] += phrase.share
    assert sorted(sums) == list(range(LARGEST + 1))
    assert all(total == pytest.approx(1.0) for total in sums.values())
    assert all(sum(ways.values()) == pytest.approx(1.0) for ways in SPELLINGS.values())


def test_no_two_words_share_a_spelling() -> None:
    every = [way for ways in SPELLINGS.values() for way in ways]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("names", "value"),
    [
        (("0", "0", "8"), 8),
        (("0", "2", "PULUH", "6"), 26),
        (("2", "5", "4"), 254),
        (("1", "RATUS", "5"), 105),
        (("1", "PULUH"), 10),
        (("1", "BELAS"), 11),
    ],
)
def test_people_also_say_it_otherwise(names: tuple[str, ...], value: int) -> None:
    assert [phrase.value for phrase in phrases() if phrase.words == names] == [value]
