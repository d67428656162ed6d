"""Blank sheets: names of the contestants, heads of the TPS, KPU's own copy where it fits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.simulation.ballots import parties
from sirekap_desktop.workflow.printing import blank_sheets
from tests import desks
from tests.documents.test_copy_form import texts

FORMS = catalog()
PPWP = FORMS[desks.FORM]
DPR = FORMS["pemilu_2024/c_hasil_dpr"]


def test_each_tps_has_its_own_set_with_its_head() -> None:
    said = texts(blank_sheets(PPWP, desks.election(), [desks.SECOND, desks.OTHER]))
    assert len(said) == 6
    for text, (desa, number) in zip(
        said, [("Contoh", "DUA")] * 3 + [("Contoh Barat", "SATU")] * 3, strict=True
    ):
        assert desa in text
        assert number in text
        assert "Kabupaten Latihan" in text
    assert "Calon 2" in said[1]
    assert "Wakil 3" in said[4]


def test_parties_and_candidates_are_named_on_their_own_sheets() -> None:
    election = replace(desks.election(), form=DPR.form, contestants=parties(2, 3))
    said = texts(blank_sheets(DPR, election))
    assert [f"Halaman {n} dari 4" in text for n, text in enumerate(said, 1)] == [True] * 4
    assert "Partai Contoh Dua" in said[2]
    assert "Calon 2.3 Latihan" in said[2]
    assert "Calon 1.1" not in said[2]
    assert not any("{" in text for text in said)


def test_without_an_election_names_are_left_open() -> None:
    said = texts(blank_sheets(DPR))
    assert len(said) == 5
    assert not any("{" in text for text in said)
    assert "........" in said[1]


def test_the_published_copy_is_taken_where_all_fit_on_it() -> None:
    election = desks.election()
    published = texts(blank_sheets(PPWP, election, copy=True))
    assert "Hal 1 dari 2" in published[0]
    assert "Kelompok Penyelenggara Pemungutan Suara" in published[0]
    two = replace(election, contestants=election.contestants[:2])
    own = texts(blank_sheets(PPWP, two, [desks.FIRST], copy=True))
    assert "C.HASIL SALINAN-PPWP" in own[0]
    assert "Calon 2 – Wakil 2" in " ".join(own)


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(SirekapError, match="contestants_other"):
        blank_sheets(DPR, desks.election())
    with pytest.raises(SirekapError, match="tps_unknown"):
        blank_sheets(PPWP, desks.election(), ["1101012001099"])
