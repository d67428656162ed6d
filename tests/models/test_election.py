"""What an election says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import ChoiceKind, Contestant, Desa
from sirekap_desktop.models.region import Region
from tests.models.numbers import kecamatan


def test_every_tps_comes_desa_by_desa() -> None:
    election = kecamatan(tps_each=2, desa=3)
    found = [(desa.region.name, tps.number) for desa, tps in election.every_tps()]
    assert found == [
        ("Desa Contoh 1", 1),
        ("Desa Contoh 1", 2),
        ("Desa Contoh 2", 1),
        ("Desa Contoh 2", 2),
        ("Desa Contoh 3", 1),
        ("Desa Contoh 3", 2),
    ]


def test_a_tps_is_found_with_its_desa_by_its_code() -> None:
    election = kecamatan()
    for desa, tps in election.every_tps():
        assert election.find(tps.code) == (desa, tps)


@pytest.mark.parametrize("code", ["", "9901012001003", "99010120010010", "001"])
def test_an_unknown_tps_is_refused_by_its_code(code: str) -> None:
    with pytest.raises(SirekapError) as caught:
        kecamatan().find(code)
    assert (caught.value.code, caught.value.facts) == ("tps_unknown", {"tps": code})


def test_a_tps_is_called_by_three_digits() -> None:
    tps = kecamatan().desa[0].tps[0]
    assert [replace(tps, number=number).label for number in (1, 42, 901)] == [
        "TPS 001",
        "TPS 042",
        "TPS 901",
    ]


def test_a_village_says_what_it_is() -> None:
    assert Desa(Region("99.01.01.1001", "Contoh"), ()).kind == "Kelurahan"
    assert Desa(Region("99.01.01.2001", "Contoh"), ()).kind == "Desa"


def test_the_votes_of_a_pair_have_its_number() -> None:
    assert (
        Contestant(ChoiceKind.PASLON, 12, "Calon Dua Belas", "Wakil Dua Belas").field == "paslon_12"
    )
    template_fields = {pair.field for pair in kecamatan().contestants}
    assert template_fields == {"paslon_1", "paslon_2", "paslon_3"}
