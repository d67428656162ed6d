"""Sums that remember their sources, and the digest that names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_desktop.models.election import ChoiceKind, Contestant, Election
from sirekap_desktop.models.recap import Recap, recap_of
from sirekap_desktop.models.region import Region
from tests.models.numbers import kecamatan

FIELDS = ("paslon_1", "paslon_2", "suara_sah")
ELECTION = kecamatan(tps_each=2, desa=2)
CODES = tuple(tps.code for _, tps in ELECTION.every_tps())

Closed = Mapping[str, Mapping[str, int]]


def closed_all() -> dict[str, dict[str, int]]:
    """Different numbers at every TPS and field, so that no two can be taken for each other."""
    return {
        code: {field: 10 ** (2 * place) + at for at, field in enumerate(FIELDS)}
        for place, code in enumerate(CODES)
    }


def recap(closed: Closed, election: Election = ELECTION) -> Recap:
    return recap_of(election, FIELDS, closed)


def test_every_desa_and_the_kecamatan_are_added_up() -> None:
    made = recap(closed_all())
    assert [dict(part.total) for part in made.desa] == [
        {"paslon_1": 101, "paslon_2": 103, "suara_sah": 105},
        {"paslon_1": 1010000, "paslon_2": 1010002, "suara_sah": 1010004},
    ]
    assert made.total == {"paslon_1": 1010101, "paslon_2": 1010105, "suara_sah": 1010109}
    assert made.missing == ()


def test_the_columns_are_the_confirmed_numbers_as_they_came() -> None:
    closed = closed_all()
    columns = [column for part in recap(closed).desa for column in part.columns]
    assert [(column.tps.code, column.values) for column in columns] == list(closed.items())


def test_a_tps_that_is_not_closed_is_missing_and_adds_nothing() -> None:
    closed = closed_all()
    del closed[CODES[1]], closed[CODES[2]]
    made = recap(closed)
    assert [tps.code for _, tps in made.missing] == [CODES[1], CODES[2]]
    assert [desa.region.name for desa, _ in made.missing] == ["Desa Contoh 1", "Desa Contoh 2"]
    assert made.desa[0].columns[1].values is None
    assert made.total == {"paslon_1": 1000001, "paslon_2": 1000003, "suara_sah": 1000005}


def test_nothing_closed_makes_zeros_and_misses_all() -> None:
    made = recap({})
    assert made.total == dict.fromkeys(FIELDS, 0)
    assert [tps.code for _, tps in made.missing] == list(CODES)


def test_a_desa_whose_tps_all_stand_at_zero_is_not_missing() -> None:
    assert recap({code: dict.fromkeys(FIELDS, 0) for code in CODES}).missing == ()


def test_numbers_of_a_tps_that_is_not_here_count_nowhere() -> None:
    stranger = {**closed_all(), "9999992001001": dict.fromkeys(FIELDS, 5)}
    assert recap(stranger) == recap(closed_all())


def test_a_closed_tps_that_lacks_a_number_is_a_bug() -> None:
    with pytest.raises(KeyError):
        recap({CODES[0]: {"paslon_1": 1}})


NUMBERS = st.fixed_dictionaries(
    {code: st.fixed_dictionaries({f: st.integers(0, 999) for f in FIELDS}) for code in CODES}
)


@given(NUMBERS, st.sets(st.sampled_from(CODES)))
def test_any_numbers_add_up_and_only_open_tps_are_missing(
    numbers: Closed, opened: set[str]
) -> None:
    closed = {code: values for code, values in numbers.items() if code not in opened}
    made = recap(closed)
    for field in FIELDS:
        assert made.total[field] == sum(values[field] for values in closed.values())
        assert made.total[field] == sum(part.total[field] for part in made.desa)
    assert {tps.code for _, tps in made.missing} == opened


@given(NUMBERS, st.sampled_from(CODES), st.sampled_from(FIELDS), st.integers(1, 998))
def test_any_other_number_makes_another_digest(
    numbers: Closed, code: str, field: str, step: int
) -> None:
    other = {c: dict(values) for c, values in numbers.items()}
    other[code][field] = (other[code][field] + step) % 999
    changed = other[code][field] != numbers[code][field]
    assert (recap(other).digest != recap(numbers).digest) is changed


@given(NUMBERS, st.data())
def test_the_order_of_numbers_says_nothing(numbers: Closed, data: st.DataObject) -> None:
    codes = data.draw(st.permutations(CODES))
    fields = data.draw(st.permutations(FIELDS))
    shuffled = {code: {field: numbers[code][field] for field in fields} for code in codes}
    assert recap(shuffled).digest == recap(numbers).digest


def _pair(place: int, pair: Contestant) -> Callable[[Election], Election]:
    def change(election: Election) -> Election:
        pairs = [*election.contestants[:place], pair, *election.contestants[place + 1 :]]
        return replace(election, contestants=tuple(pairs))

    return change


CHANGES: dict[str, Callable[[Election], Election]] = {
    "form": lambda e: replace(e, form="pilkada/c_hasil_lain"),
    "title": lambda e: replace(e, title="Pemilihan Lain"),
    "kecamatan": lambda e: replace(e, kecamatan=Region("99.01.02", e.kecamatan.name)),
    "simulation": lambda e: replace(e, simulation=False),
    "dapil": lambda e: replace(e, dapil="Contoh 1"),
    "head": _pair(0, Contestant(ChoiceKind.PASLON, 1, "Calon Lain", "Wakil 1")),
    "deputy": _pair(2, Contestant(ChoiceKind.PASLON, 3, "Calon 3", "Wakil Lain")),
    "number": _pair(2, Contestant(ChoiceKind.PASLON, 4, "Calon 3", "Wakil 3")),
    "order": lambda e: replace(e, contestants=tuple(reversed(e.contestants))),
    "more": lambda e: replace(
        e, contestants=(*e.contestants, Contestant(ChoiceKind.PASLON, 4, "Calon 4", "Wakil 4"))
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_another_name_makes_another_digest(what: str) -> None:
    changed = recap(closed_all(), CHANGES[what](ELECTION))
    assert changed.digest != recap(closed_all()).digest


def test_an_open_tps_is_not_the_same_as_zeros() -> None:
    zeros = {**closed_all(), CODES[3]: dict.fromkeys(FIELDS, 0)}
    opened = {code: values for code, values in closed_all().items() if code != CODES[3]}
    assert recap(zeros).total == recap(opened).total
    assert recap(zeros).digest != recap(opened).digest


def test_numbers_swapped_between_two_tps_are_seen_though_the_sums_stay() -> None:
    closed = closed_all()
    swapped = {**closed, CODES[0]: closed[CODES[1]], CODES[1]: closed[CODES[0]]}
    assert recap(swapped).total == recap(closed).total
    assert recap(swapped).digest != recap(closed).digest


def test_the_digest_is_a_sha256() -> None:
    digest = recap({}).digest
    assert len(digest) == 64
    assert set(digest) <= set("0123456789abcdef")
