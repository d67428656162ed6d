from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from sirekap_desktop.documents.recap_pdf import recap_document
from sirekap_desktop.documents.style import (
    Face,
    date_in_words,
    register_faces,
    thousands,
)
from sirekap_desktop.models.election import ChoiceKind, Contestant
from sirekap_desktop.models.people import Committee
from sirekap_desktop.models.recap import recap_of
from sirekap_desktop.models.words import words
from sirekap_desktop.raster import page_count, render
from tests.documents import golden
from tests.documents.samples import (
    EXPLAINED,
    assert_nothing_collides,
    column,
    columns_on,
    desa,
    election,
    fields,
    occasion,
    pages_of,
    recap,
    template,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,'-/()éñ&<>"


def names(longest: int) -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=1, max_size=longest).filter(lambda name: bool(name.strip()))


def test_every_figure_of_every_tps_is_printed_in_its_column() -> None:
    form = template()
    sums = recap(form, election())
    text = [columns_on(page) for page in pages_of(recap_document(form, sums, occasion()))]
    order = fields(form)
    for part, page in zip(sums.desa, text[1:3], strict=True):
        for one in part.columns:
            assert one.values is not None
            assert column(dict(one.values), order) in page
        assert column(dict(part.total), order) in page
        assert column(dict(part.total), order) in text[3]
    assert column(dict(sums.total), order) in text[3]


def test_a_long_desa_carries_its_sums_from_page_to_page() -> None:
    form = template()
    long_desa = desa(1, "Panjang", range(1, 41))
    sums = recap(form, election([long_desa]))
    pages = pages_of(recap_document(form, sums, occasion()))
    tables = [page for page in pages if "DALAM WILAYAH DESA\n" in page]
    assert len(tables) > 2
    order = fields(form)
    shown = 0
    running = dict.fromkeys(order, 0)
    for number, page in enumerate(tables, start=1):
        assert f"{number} dari {len(tables)}" in page
        figures = columns_on(page)
        if number > 1:
            assert figures.count(column(running, order)) == 1
        for _ in range(len(re.findall(r"TPS\s+\d{3}", page))):
            values = sums.desa[0].columns[shown].values
            assert values is not None
            assert column(dict(values), order) in figures
            running = {field: running[field] + values[field] for field in order}
            shown += 1
        assert column(running, order) in figures
        assert page.count("JUMLAH\nPINDAHAN") == (1 if number in (1, len(tables)) else 2)
        assert ("JUMLAH\nAKHIR" in page) == (number == len(tables))
    assert shown == 40
    assert running == sums.total


def test_totals_stand_in_words_too() -> None:
    form = template()
    sums = recap(form, election())
    pages = [" ".join(p.split()) for p in pages_of(recap_document(form, sums, occasion()))]
    for field in fields(form):
        assert words(sums.total[field]) in pages[-1]
    for field in ("paslon_1", "paslon_2", "paslon_3", "suara_sah", "suara_tidak_sah"):
        assert f"{thousands(sums.total[field])} {words(sums.total[field])}" in pages[0]


def test_the_front_page_tells_of_the_plenary() -> None:
    form = template()
    page = " ".join(pages_of(recap_document(form, recap(form, election()), occasion()))[0].split())
    for said in (
        "Selasa tanggal dua puluh bulan Februari tahun dua ribu dua puluh empat",
        "Aula Latihan",
        "Saksi Pasangan Calon Nomor Urut 2: Saksi Dua",
        "Panwaslu Kecamatan: Pengawas Contoh",
        "TIDAK ADA (NIHIL)",
        "7 (tujuh) rangkap",
        "Desa Contoh 2",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            date(2024, 2, 29),
            ["Kamis", "dua puluh sembilan", "Februari", "dua ribu dua puluh empat"],
        ),
        (date(2029, 12, 1), ["Sabtu", "satu", "Desember", "dua ribu dua puluh sembilan"]),
    ],
)
def test_a_date_is_spelled(day: date, said: list[str]) -> None:
    assert list(date_in_words(day).values()) == said


def test_every_page_carries_signatures_number_and_digest() -> None:
    form = template()
    sums = recap(form, election())
    pages = pages_of(recap_document(form, sums, occasion(), [EXPLAINED]))
    groups = " ".join(sums.digest[n : n + 4] for n in range(0, 64, 4))
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert groups in page
        assert "MODEL D.HASIL KECAMATAN-PPWP" in page
        for name in ("Ketua Contoh", "Anggota Empat", "Saksi Tiga"):
            assert name in page


def test_the_square_code_of_every_page_holds_form_kecamatan_and_digest() -> None:
    form = template()
    sums = recap(form, election(simulation=True))
    pdf = recap_document(form, sums, occasion())
    for page in (0, page_count(pdf) - 1):
        picture = render(pdf, page, 300)
        corner = picture[-round(36 / 25.4 * 300) :, -round(36 / 25.4 * 300) :]
        told, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(np.ascontiguousarray(corner))
        assert told == f"D.HASIL KECAMATAN-PPWP:99.01.01:{sums.digest.upper()}"


def test_witnesses_sign_beside_the_number_of_their_contestant() -> None:
    pairs = [Contestant(ChoiceKind.PASLON, n, f"Calon {n}", f"Wakil {n}") for n in (2, 1, 3)]
    form = template(election(contestants=pairs))
    sums = recap(form, election(contestants=pairs))
    page = " ".join(pages_of(recap_document(form, sums, occasion()))[1].split())
    assert "2 Saksi Satu 1 Saksi Dua 3 Saksi Tiga" in page


def test_notes_stand_on_their_own_page_only_when_there_are_any() -> None:
    form = template()
    sums = recap(form, election())
    without = pages_of(recap_document(form, sums, occasion()))
    with_notes = pages_of(recap_document(form, sums, occasion(), [EXPLAINED]))
    assert len(with_notes) == len(without) + 1
    assert not any("CATATAN" in page for page in without)
    assert EXPLAINED.text.split(";")[0] in with_notes[-1]
    assert EXPLAINED.place in with_notes[-1]


def test_a_simulation_says_so_on_every_page_and_a_real_one_never() -> None:
    form = template()
    for simulation in (True, False):
        sums = recap(form, election(simulation=simulation))
        marked = ["SIMULASI" in p for p in pages_of(recap_document(form, sums, occasion()))]
        assert set(marked) == {simulation}


def test_a_tps_that_is_not_closed_shows_dashes() -> None:
    form = template()
    of = election()
    sums = recap_of(of, fields(form), {})
    page = pages_of(recap_document(form, sums, occasion()))[1]
    assert page.count("–") == 3 * len(fields(form)) + len(of.contestants)


def test_title_author_and_digest_are_in_the_file() -> None:
    form = template()
    sums = recap(form, election())
    pdf = recap_document(form, sums, occasion())
    about = PdfReader(BytesIO(pdf)).metadata
    assert about is not None
    assert about.title == "D.HASIL KECAMATAN-PPWP Kecamatan Latihan"
    assert about.author == "PPK Latihan"
    assert str(about["/Keywords"]).endswith(sums.digest)


def test_the_faces_are_embedded_and_their_figures_equally_wide() -> None:
    register_faces()
    for face in (Face.REGULAR, Face.BOLD):
        assert len({round(stringWidth(digit, face.value, 100), 3) for digit in "0123456789"}) == 1
    form = template()
    pdf = recap_document(form, recap(form, election()), occasion())
    assert pdf.count(b"/FontFile2") == 2
    assert b"Helvetica" not in pdf


def test_the_same_input_gives_the_same_bytes_at_another_time_and_place() -> None:
    here = hashlib.sha256(golden.document()).hexdigest()
    assert hashlib.sha256(golden.document()).hexdigest() == here
    assert golden.digest_elsewhere("document") == here


@pytest.mark.parametrize(
    ("contest", "made"),
    [("ppwp", golden.document), ("dpr", golden.parties), ("kwk_bupati", golden.empty_column)],
)
def test_the_document_reads_as_it_was_approved(contest: str, made: Callable[[], bytes]) -> None:
    """When the change is wanted: read the difference, then replace the golden file by it."""
    kept = Path(__file__).parent / "golden" / f"d_hasil_kecamatan_{contest}.txt"
    assert golden.text(made()) == kept.read_text("utf-8")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_the_names_nothing_is_lost_or_leaves_the_page(data: st.DataObject) -> None:
    pairs = data.draw(st.lists(st.tuples(names(90), names(90)), min_size=2, max_size=5))
    numbers = data.draw(
        st.lists(st.integers(1, 999), min_size=1, max_size=62, unique=True).map(sorted)
    )
    of = election(
        [desa(1, data.draw(names(60)), numbers), desa(2, data.draw(names(60)), (901,))],
        [
            Contestant(ChoiceKind.PASLON, n, head, deputy)
            for n, (head, deputy) in enumerate(pairs, start=1)
        ],
        kecamatan=data.draw(names(60)),
    )
    form = template(of)
    people = Committee(
        data.draw(names(80)),
        tuple(data.draw(st.lists(names(80), min_size=4, max_size=4))),
        tuple(data.draw(st.lists(names(80), max_size=5))),
    )
    sums = recap(form, of, data.draw(st.integers(0, 2**20)))
    pdf = recap_document(form, sums, occasion(people))
    figures = [columns_on(page) for page in pages_of(pdf)]
    order = fields(form)
    for part in sums.desa:
        for one in part.columns:
            assert one.values is not None
            wanted = column(dict(one.values), order)
            assert any(wanted in page for page in figures)
    squeezed = ["".join(page.split()) for page in pages_of(pdf)]
    for name in (*(head for head, _ in pairs), people.chair):
        assert all("".join(name.split()) in page for page in squeezed[-1:])
    for number in {0, 1, 2, len(figures) - 2, len(figures) - 1}:
        assert_nothing_collides(pdf, number)


def test_names_of_the_longest_kind_fit() -> None:
    word = "Panjangsekalitanpasela" * 6
    pairs = [Contestant(ChoiceKind.PASLON, n, f"Calon {word}", f"Wakil {word}") for n in (1, 2, 3)]
    of = election([desa(n, f"{word} {n}", range(1, 13)) for n in range(1, 9)], pairs)
    people = Committee(word, (word,) * 4, (word,) * 3, word)
    form = template(of)
    pdf = recap_document(form, recap(form, of), occasion(people))
    last = len(pages_of(pdf)) - 1
    for number in (0, 1, 2, last - 1, last):
        assert_nothing_collides(pdf, number)
