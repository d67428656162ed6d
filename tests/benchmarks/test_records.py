"""Numbers of real polling stations, completed so that the form could have been filled with them."""

from __future__ import annotations

from math import ceil

import numpy as np
import pytest

from benchmarks.reader.pages import template
from benchmarks.reader.records import LARGEST, SHARED, SLIPS, completed, records

pytestmark = pytest.mark.skipif(
    not (SHARED / "sirekap_tps").is_dir(), reason="../shared/sirekap_tps is absent"
)

RECORD = {
    "pemilih_dpt_j": 250,
    "suara_total": 201,
    "suara_sah": 198,
    "suara_tidak_sah": 3,
    "paslon_1": 198,
}


def test_every_record_fits_the_form() -> None:
    known = records()
    assert len(known) > 200
    assert all(0 <= value <= LARGEST for values in known for value in values.values())
    assert all(type(value) is int for values in known for value in values.values())


def test_completed_records_have_every_field_of_the_form() -> None:
    values = completed(records()[0], np.random.default_rng(1))
    assert set(values) == set(template().fields)


def test_ballots_add_up_where_nobody_slips() -> None:
    fitting = 0
    for seed in range(200):
        values = completed(RECORD, np.random.default_rng(seed))
        parts = ("digunakan", "dikembalikan", "tidak_digunakan")
        total = sum(values[f"surat_suara_{part}"] for part in parts)
        fitting += total == values["surat_suara_diterima"] == 250 + ceil(250 * 2 / 100)
    assert fitting >= 195


def test_some_forms_have_a_slip_of_our_own() -> None:
    slips = sum(
        any(completed(RECORD, np.random.default_rng(seed))[name] != RECORD[name] for name in RECORD)
        for seed in range(2000)
    )
    assert 0.2 * SLIPS * 2000 < slips < 2 * SLIPS * 2000


def test_real_records_that_do_not_add_up_are_kept() -> None:
    wrong = sum(
        values["suara_sah"] + values["suara_tidak_sah"] != values["suara_total"]
        for values in records()
    )
    assert wrong > 0
