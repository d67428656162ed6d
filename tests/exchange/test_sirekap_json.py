"""Published results of a TPS: every shape that KPU gives, and everything that is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange.sirekap_json import Record, read_record
from sirekap_desktop.messages import sentence
from tests import desks, paper

FIELDS = paper.template().fields
SHARED = Path(__file__).parents[2].parent / "shared" / "sirekap_tps"
NAME = "9901012001001.json"
CHART = {"null": None, "100025": 60, "100026": 90, "100027": 842}
ADMIN = {
    "suara_sah": 192,
    "suara_total": 196,
    "pengguna_dpt_l": 90,
    "lain": 5,
    "disabilitas_l": None,
}


def read(told: object, name: str = NAME) -> Record:
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    return read_record(data, name, desks.FORM, FIELDS)


def refusal(told: object, name: str = NAME) -> str:
    with pytest.raises(SirekapError) as caught:
        read(told, name)
    assert sentence(caught.value.code, caught.value.facts).text
    return caught.value.code


def test_votes_and_administration_become_fields_in_the_order_of_the_paper() -> None:
    record = read({"chart": CHART, "administrasi": ADMIN, "ts": "2024-02-16 01:30:27"})
    assert (record.tps, record.stamp) == ("9901012001001", "2024-02-16 01:30:27")
    assert record.numbers == (
        ("pengguna_dpt_l", 90),
        ("paslon_1", 60),
        ("paslon_2", 90),
        ("paslon_3", 842),
        ("suara_sah", 192),
        ("suara_total", 196),
    )


def test_one_half_may_lack() -> None:
    assert dict(read({"chart": None, "administrasi": ADMIN}).numbers)["suara_sah"] == 192
    assert len(read({"chart": CHART, "administrasi": None}).numbers) == 3


def test_pilkada_nests_the_same_under_tungsura() -> None:
    flat = {"chart": CHART, "administrasi": ADMIN}
    assert read({"tungsura": flat, "ts": "t"}) == read({**flat, "ts": "t"})


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (b"{", "published_json"),
        (b"[1]", "published_json"),
        (b"\xff\xfe", "published_json"),
        (b"[" * 100_000, "published_json"),
        ({}, "published_json"),
        ({"chart": 5}, "published_json"),
        ({"administrasi": [1]}, "published_json"),
        ({"chart": {"100099": 4}}, "published_chart"),
        ({"chart": {"100025": -1}}, "published_value"),
        ({"chart": {"100025": 1.5}}, "published_value"),
        ({"chart": {"100025": True}}, "published_value"),
        ({"administrasi": {"suara_sah": "9"}}, "published_value"),
        ({"chart": None, "administrasi": None}, "published_empty"),
        ({"chart": {"null": None}}, "published_empty"),
    ],
)
def test_what_is_no_result_is_refused(told: object, code: str) -> None:
    assert refusal(told) == code


@pytest.mark.parametrize("name", ["hasil.json", "990101200100.json", f"{NAME}-9901012001002.json"])
def test_the_name_tells_one_tps(name: str) -> None:
    assert refusal({"chart": CHART}, name) == "published_name"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published results are not here")
def test_every_published_result_is_read_or_empty() -> None:
    read_well = empty = 0
    for file in sorted(SHARED.glob("*.json")):
        try:
            record = read(file.read_bytes(), file.name)
        except SirekapError as error:
            assert error.code == "published_empty", file.name  # noqa: PT017
            empty += 1
        else:
            assert record.numbers
            read_well += 1
    assert read_well > 300
    assert read_well + empty == 712
