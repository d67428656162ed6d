"""D.HASIL of parties, candidates and pairs: words of each contest, rows, signatures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.documents.recap_pdf import recap_document
from sirekap_desktop.models.election import ChoiceKind, Contestant
from sirekap_desktop.models.people import Committee
from tests.documents import ballots
from tests.documents.samples import desa, election, occasion, pages_of, recap, sizes_of

SMALLEST = 6.0
"""The column numbers below the captions, in points; all other type is larger."""


def told(contestants: list[Contestant], model: str) -> list[str]:
    """The pages of a document, each as one line."""
    of = election(contestants=contestants)
    form = ballots.form_of(of, model)
    pages = pages_of(recap_document(form, recap(form, of), occasion()))
    return [" ".join(page.split()) for page in pages]


@pytest.mark.parametrize(
    ("model", "contestants", "votes_of", "witnesses"),
    [
        ("DPD", ballots.candidates(7), "CALON ANGGOTA DEWAN PERWAKILAN DAERAH", "PERSEORANGAN DPD"),
        (
            "DPR",
            ballots.parties(2, 3),
            "PARTAI POLITIK DAN CALON ANGGOTA DEWAN PERWAKILAN RAKYAT",
            "PARTAI POLITIK",
        ),
        (
            "DPRD-PROV",
            ballots.parties(2, 3),
            "DEWAN PERWAKILAN RAKYAT DAERAH PROVINSI",
            "PARTAI POLITIK",
        ),
        (
            "DPRD-KAB/KOTA",
            ballots.parties(2, 3),
            "DEWAN PERWAKILAN RAKYAT DAERAH KABUPATEN/KOTA",
            "PARTAI POLITIK",
        ),
        ("KWK-GUBERNUR", ballots.pairs(8), "GUBERNUR DAN WAKIL GUBERNUR", "PASANGAN CALON"),
        ("KWK-BUPATI", ballots.single_pair(), "BUPATI DAN WAKIL BUPATI", "PASANGAN CALON"),
        ("KWK-WALIKOTA", ballots.pairs(2), "WALI KOTA DAN WAKIL WALI KOTA", "PASANGAN CALON"),
        ("FORMULIR-BARU", ballots.pairs(2), "PASANGAN CALON", "PASANGAN CALON"),
    ],
)
def test_each_contest_has_its_own_words(
    model: str, contestants: list[Contestant], votes_of: str, witnesses: str
) -> None:
    pages = told(contestants, model)
    assert all(f"MODEL D.HASIL KECAMATAN-{model} " in page for page in pages)
    assert all(f"{votes_of} " in page for page in (pages[0], pages[-1]))
    assert all(f"{witnesses} NO." in page for page in pages)
    assert not any(set("{}") & set(page) for page in pages)


def test_local_parties_change_the_words() -> None:
    (one, two) = ballots.parties(2, 1)
    local = Contestant(ChoiceKind.PARTAI_LOKAL, 18, "Partai Lokal Contoh", calon=two.calon)
    page = told([one, local], "DPRD-PROV")[0]
    assert "DEWAN PERWAKILAN RAKYAT ACEH" in page
    assert "saksi Partai Politik dan Partai Politik Lokal yang hadir" in page


def test_an_observer_comes_for_the_empty_column() -> None:
    page = told(ballots.single_pair(), "KWK-BUPATI")[0]
    assert "Saksi Pasangan Calon Nomor Urut 1: Saksi Satu" in page
    assert "Pemantau Pemilihan untuk Kolom Kosong Nomor Urut 2: Saksi Dua" in page
    assert "KEBERATAN SAKSI-KWK" not in page
    assert "Kolom Kosong" in page.split("ANGKA HURUF")[1]


@pytest.mark.parametrize(
    ("model", "contestants"),
    [
        ("DPR", ballots.parties(24, 12)),
        ("DPD", ballots.candidates(40)),
        ("KWK-GUBERNUR", ballots.pairs(8)),
    ],
)
def test_no_type_is_too_small_to_read(model: str, contestants: list[Contestant]) -> None:
    of = election([desa(1, "Contoh 1", range(1, 41))], contestants)
    form = ballots.form_of(of, model)
    witnesses = ("Dr. H. Contoh Saksi Latihan, S.H., M.Kn.",) * len(contestants)
    members = Committee("Ketua", ("Anggota",) * 4, witnesses)
    pdf = recap_document(form, recap(form, of), occasion(members))
    assert all(size >= SMALLEST for size in sizes_of(pdf))


def test_the_dapil_stands_at_the_head_of_every_page() -> None:
    of = replace(election(contestants=ballots.parties(2, 3)), dapil="Contoh 1")
    form = ballots.form_of(of, "DPR")
    pages = pages_of(recap_document(form, recap(form, of), occasion()))
    assert all("Dapil : Contoh 1" in " ".join(page.split()) for page in pages)
