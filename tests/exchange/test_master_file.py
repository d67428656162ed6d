"""A contest written as a master file is read back as the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_desktop.exchange import master, master_file
from sirekap_desktop.models.election import (
    Calon,
    ChoiceKind,
    Contestant,
    Desa,
    Election,
    Tps,
)
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.region import Region, tps_code
from tests.models.test_binding import PARTIES

PPWP, DPR = "pemilu_2024/c_hasil_ppwp", "pemilu_2024/c_hasil_dpr"
FORMS = {**catalog(), DPR: replace(PARTIES, form=DPR)}
NAMES = (
    st.text(st.characters(categories=("Lu", "Ll", "Nd", "Zs", "Po", "Sm")), min_size=1, max_size=60)
    .map(str.strip)
    .filter(lambda name: name and name.isprintable() and not name.startswith(("=", "#")))
    .filter(lambda name: name.casefold() != "kolom kosong")
)
VOTERS = st.integers(0, 999)


@st.composite
def stations(draw: st.DrawFn, code: str) -> tuple[Tps, ...]:
    numbers = sorted(draw(st.sets(st.integers(1, 999), min_size=1, max_size=4)))
    return tuple(Tps(tps_code(code, n), n, draw(VOTERS), draw(VOTERS)) for n in numbers)


@st.composite
def ballots(draw: st.DrawFn) -> tuple[str, tuple[Contestant, ...]]:
    if draw(st.booleans()):
        count = draw(st.integers(1, 8))
        return PPWP, tuple(
            Contestant(ChoiceKind.PASLON, n, draw(NAMES), draw(NAMES)) for n in range(1, count + 1)
        )
    numbers = sorted(draw(st.sets(st.integers(1, 24), min_size=1, max_size=6)))
    kinds = st.sampled_from([ChoiceKind.PARTAI, ChoiceKind.PARTAI_LOKAL])
    sizes = [draw(st.integers(0, 9)) for _ in numbers]
    sizes[0] = max(sizes[0], 1)
    return DPR, tuple(
        Contestant(
            draw(kinds),
            number,
            draw(NAMES),
            calon=tuple(Calon(n, draw(NAMES)) for n in range(1, size + 1)),
        )
        for number, size in zip(numbers, sizes, strict=True)
    )


@st.composite
def elections(draw: st.DrawFn) -> Election:
    form, contestants = draw(ballots())
    codes = [f"99.01.01.{kind}{n:03d}" for n, kind in enumerate(draw(st.lists(
        st.sampled_from("12"), min_size=1, max_size=4)), start=1)]  # fmt: skip
    return Election(
        form=form,
        title=draw(NAMES),
        day=draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))),
        provinsi=Region("99", draw(NAMES)),
        kabkota=Region("99.01", draw(NAMES)),
        kecamatan=Region("99.01.01", draw(NAMES)),
        desa=tuple(Desa(Region(code, draw(NAMES)), draw(stations(code))) for code in sorted(codes)),
        contestants=contestants,
        simulation=draw(st.booleans()),
        dapil=draw(st.just("") | NAMES),
    )


@pytest.mark.parametrize("name", ["induk.csv", "induk.xlsx"])
@settings(max_examples=40, deadline=None)
@given(elections())
def test_what_is_written_is_read_back(name: str, election: Election) -> None:
    write = master_file.as_csv if name.endswith(".csv") else master_file.as_xlsx
    with patch.object(master, "catalog", lambda: FORMS):
        assert master.read_master(write(election), name) == election


def test_a_single_pair_against_the_empty_column_is_read_back() -> None:
    form = "pemilu_2024/c_hasil_ppwp"
    pair = Contestant(ChoiceKind.PASLON, 1, "Calon Satu", "Wakil Satu")
    empty = Contestant(ChoiceKind.KOLOM_KOSONG, 2, "Kolom Kosong")
    code = "99.01.01.2001"
    one = Election(
        form, "Pemilihan", date(2029, 2, 14), Region("99", "A"), Region("99.01", "B"),
        Region("99.01.01", "C"), (Desa(Region(code, "D"), (Tps(tps_code(code, 1), 1, 1, 2),)),),
        (pair, empty),
    )  # fmt: skip
    for name, write in (("a.csv", master_file.as_csv), ("a.xlsx", master_file.as_xlsx)):
        assert master.read_master(write(one), name) == one
