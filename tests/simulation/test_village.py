"""The made-up kecamatan: plainly made up, and its numbers right."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sirekap_desktop.models.election import ChoiceKind, Contestant, Election
from sirekap_desktop.models.region import has_shape, is_child
from sirekap_desktop.models.rules import Severity, check_tps
from sirekap_desktop.simulation.village import make_election, make_result
from tests import paper

MADE_UP = re.compile(r"Contoh|Latihan|Simulasi|Calon|Wakil")


def rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def election(seed: int = 1, desa: int = 2, tps: int = 3) -> Election:
    return make_election(paper.FORM, "Pemilihan Latihan", rng(seed), desa=desa, tps=tps)


def results(seed: int, count: int = 40) -> list[tuple[tuple[int, int], dict[str, int]]]:
    chance = rng(seed)
    kecamatan = make_election(paper.FORM, "Latihan", chance, desa=1, tps=count)
    stations = kecamatan.desa[0].tps
    return [
        ((tps.dpt_l, tps.dpt_p), make_result(tps, kecamatan.contestants, chance))
        for tps in stations
    ]


@pytest.mark.parametrize("seed", range(8))
def test_no_number_breaks_a_rule(seed: int) -> None:
    template = paper.template()
    for dpt, values in results(seed):
        assert tuple(values.keys()) == template.fields
        findings = check_tps(template, values, dpt)
        grave = [f for f in findings if f.severity is not Severity.WARNING]
        assert not grave


def test_most_results_do_not_even_need_a_remark() -> None:
    template = paper.template()
    clean = [not check_tps(template, values, dpt) for dpt, values in results(3, 200)]
    assert sum(clean) > 140


def test_every_number_fits_its_boxes() -> None:
    numbers = [n for _, values in results(5, 200) for n in values.values()]
    assert min(numbers) == 0
    assert max(numbers) <= 310
    assert all(type(n) is int for n in numbers)


def test_the_voters_of_the_list_are_those_of_the_master_data() -> None:
    for (men, women), values in results(2):
        assert (values["pemilih_dpt_l"], values["pemilih_dpt_p"]) == (men, women)
        assert values["pemilih_dpt_j"] == men + women


def test_the_same_seed_makes_the_same_village_and_another_one_does_not() -> None:
    assert election(4) == election(4)
    assert election(4) != election(5)
    assert results(4) == results(4)
    assert results(4) != results(5)


def test_no_two_tps_have_the_same_numbers() -> None:
    vectors = {tuple(values.values()) for _, values in results(6, 300)}
    assert len(vectors) == 300


def test_every_name_says_that_it_is_made_up() -> None:
    made = election(desa=12, tps=2)
    assert made.simulation
    regions = [made.provinsi, made.kabkota, made.kecamatan, *(d.region for d in made.desa)]
    names = [region.name for region in regions]
    names += [name for pair in made.contestants for name in (pair.name, pair.deputy)]
    assert all(MADE_UP.search(name) for name in names)
    assert all(region.code.startswith("99") for region in regions)


def test_codes_have_their_shape_and_nothing_is_there_twice() -> None:
    made = election(desa=12, tps=3)
    levels = ("provinsi", "kabkota", "kecamatan")
    for level, region in zip(levels, (made.provinsi, made.kabkota, made.kecamatan), strict=True):
        assert has_shape(region.code, level)
    for desa in made.desa:
        assert has_shape(desa.region.code, "desa")
        assert is_child(desa.region.code, made.kecamatan.code)
        assert [tps.number for tps in desa.tps] == [1, 2, 3]
    assert len({desa.region.name for desa in made.desa}) == 12
    codes = [tps.code for _, tps in made.every_tps()]
    assert len(set(codes)) == len(codes) == 36
    assert all(re.fullmatch(r"\d{13}", code) for code in codes)


@pytest.mark.parametrize("pairs", [1, 2, 5])
def test_any_number_of_pairs_shares_the_valid_votes(pairs: int) -> None:
    tps = election().desa[0].tps[0]
    ballot = [Contestant(ChoiceKind.PASLON, n, f"Calon {n}") for n in range(1, pairs + 1)]
    values = make_result(tps, ballot, rng(9))
    votes = [values[f"paslon_{number}"] for number in range(1, pairs + 1)]
    assert sum(votes) == values["suara_sah"]
    assert f"paslon_{pairs + 1}" not in values
