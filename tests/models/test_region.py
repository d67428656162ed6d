"""Codes of regions: their shape, their parents, and KPU's 13 digits."""

from __future__ import annotations

import csv

import pytest

from sirekap_desktop.models.region import SHAPES, has_shape, is_child, is_kelurahan, tps_code
from tests.paper import SHARED

CODES = {
    "provinsi": "99",
    "kabkota": "99.01",
    "kecamatan": "99.01.02",
    "desa": "99.01.02.2003",
}
REAL = SHARED / "wilayah" / "base.csv"


@pytest.mark.parametrize("level", SHAPES)
def test_a_code_has_the_shape_of_its_own_level_only(level: str) -> None:
    assert {other for other, code in CODES.items() if has_shape(code, level)} == {level}


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("", "provinsi"),
        ("9", "provinsi"),
        ("999", "provinsi"),
        ("9A", "provinsi"),
        ("99\n", "provinsi"),
        ("9901", "kabkota"),
        ("99.1", "kabkota"),
        ("99,01", "kabkota"),
        (" 99.01", "kabkota"),
        ("99.01.2", "kecamatan"),
        ("99.01.02.3003", "desa"),
        ("99.01.02.0003", "desa"),
        ("99.01.02.203", "desa"),
        ("99.01.02.20031", "desa"),
    ],
)
def test_what_is_not_written_as_a_code(code: str, level: str) -> None:
    assert not has_shape(code, level)


def test_a_level_that_does_not_exist_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        has_shape("99", "dusun")


def test_only_the_region_directly_above_is_the_parent() -> None:
    chain = list(CODES.values())
    found = {(a, b) for a in chain for b in chain if is_child(a, b)}
    assert found == set(zip(chain[1:], chain, strict=False))
    assert not is_child("99.011.02", "99.01")
    assert not is_child("98.01", "99")


def test_the_first_digit_tells_kelurahan_from_desa() -> None:
    assert is_kelurahan("99.01.02.1003")
    assert not is_kelurahan("99.01.02.2001")
    assert not is_kelurahan("11.11.11.2111")


@pytest.mark.parametrize(
    ("number", "code"), [(1, "9901022003001"), (42, "9901022003042"), (901, "9901022003901")]
)
def test_a_tps_has_thirteen_digits(number: int, code: str) -> None:
    assert tps_code("99.01.02.2003", number) == code


@pytest.mark.skipif(not REAL.is_file(), reason="../shared/wilayah is not here")
def test_every_code_of_the_country_has_the_shape_of_its_level() -> None:
    levels = ("provinsi", "kabkota", "kecamatan", "desa")
    with REAL.open(encoding="utf-8", newline="") as file:
        codes = {row[0].strip() for row in csv.reader(file) if row and row[0][:1].isdigit()}
    assert len(codes) > 80_000
    strange = [code for code in codes if not has_shape(code, levels[code.count(".")])]
    assert not strange
