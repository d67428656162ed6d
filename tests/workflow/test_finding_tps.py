from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_desktop.models.election import Desa, Election, Tps
from sirekap_desktop.models.region import Region, tps_code
from sirekap_desktop.workflow.finding_tps import find_tps
from tests import desks

NAMES = ("Sukamaju", "Sukamaju Barat", "Karang Suka", "Blok 14", "Désa Baru")


def _election() -> Election:
    parts = []
    for number, name in enumerate(NAMES, start=1):
        code = f"11.01.01.200{number}"
        stations = tuple(Tps(tps_code(code, n), n, 120, 130) for n in range(1, 151))
        parts.append(Desa(Region(code, name), stations))
    return replace(desks.election(), desa=tuple(parts))


ELECTION = _election()


def _found(query: str, most: int = 3) -> list[str]:
    places = {tps.code: (desa, tps) for desa, tps in ELECTION.every_tps()}
    hits = [places[code] for code in find_tps(ELECTION, query)[:most]]
    return [f"{tps.number:03d} {desa.region.name}" for desa, tps in hits]


@pytest.mark.parametrize(
    "query",
    ["TPS 14 Sukamaju", "14 sukamaju", "sukamaju 014", "tps014 sukamaju", "SUKAMAJU, TPS: 14"],
)
def test_number_and_name_in_any_order_find_the_one(query: str) -> None:
    assert _found(query, 2)[0] == "014 Sukamaju"


def test_parts_of_names_find_all_that_may_be_meant_the_nearest_first() -> None:
    assert _found("14 suka") == ["014 Sukamaju", "014 Karang Suka", "014 Sukamaju Barat"]


def test_a_whole_word_is_nearer_than_the_beginning_of_one() -> None:
    assert _found("baru 3", 1) == ["003 Désa Baru"]
    assert _found("maju barat 7", 1) == ["007 Sukamaju Barat"]


def test_a_name_alone_finds_its_tps_in_order() -> None:
    assert _found("sukamaju") == ["001 Sukamaju", "002 Sukamaju", "003 Sukamaju"]
    assert len(find_tps(ELECTION, "sukamaju")) == 300


def test_a_number_that_is_also_in_a_name() -> None:
    assert _found("14 14", 1) == ["014 Blok 14"]
    assert _found("blok 14 7", 1) == ["007 Blok 14"]
    assert "014 Sukamaju" in _found("14", 5)
    assert "001 Blok 14" in _found("14", 400)


def test_a_number_is_found_while_it_is_typed() -> None:
    hits = _found("1 sukamaju", 99)
    assert hits[0] == "001 Sukamaju"
    assert {"010 Sukamaju", "100 Sukamaju", "150 Sukamaju"} <= set(hits)
    assert "021 Sukamaju" not in hits


def test_leading_zeros_say_how_many_figures_come_before() -> None:
    hits = set(_found("01 sukamaju", 40))
    assert {"001 Sukamaju", "010 Sukamaju", "019 Sukamaju"} <= hits
    assert "100 Sukamaju" not in hits
    assert [hit for hit in _found("014 sukamaju", 9) if hit.endswith("Sukamaju")] == [
        "014 Sukamaju"
    ]


def test_a_code_of_thirteen_digits() -> None:
    assert find_tps(ELECTION, tps_code("11.01.01.2003", 9)) == (tps_code("11.01.01.2003", 9),)


@pytest.mark.parametrize("query", ["", "  ", "tps", "TPS desa", "?", "999", "sukamajuu", "14 x"])
def test_what_nobody_can_mean_finds_nothing(query: str) -> None:
    assert find_tps(ELECTION, query) == ()


@given(st.text(max_size=30))
def test_any_text_is_understood_or_finds_nothing(query: str) -> None:
    hits = find_tps(ELECTION, query)
    assert len(hits) == len(set(hits))


@given(st.sampled_from(list(ELECTION.every_tps())), st.booleans())
def test_the_full_name_finds_its_tps_first(place: tuple[Desa, Tps], padded: bool) -> None:
    desa, tps = place
    number = f"{tps.number:03d}" if padded else str(tps.number)
    assert find_tps(ELECTION, f"TPS {number} {desa.region.name}")[0] == tps.code
