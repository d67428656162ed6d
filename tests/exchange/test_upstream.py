"""Tables of KPU's systems: their columns, what they make together, and every fault by its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange import columns, upstream
from sirekap_desktop.exchange.told import Told
from sirekap_desktop.exchange.upstream import Asked, compose
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import ChoiceKind, Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.master_problem import MasterProblem
from tests.exchange import upstream_files as files
from tests.exchange.upstream_files import text
from tests.models.test_binding import PARTIES

PPWP = "pemilu_2024/c_hasil_ppwp"
DPR, KABKO = "pemilu_2024/c_hasil_dpr", "pemilu_2024/c_hasil_dprd_kabko"
DAY = date(2029, 2, 14)


@pytest.fixture
def legislative(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms of parties, made up, in place of those that the program has."""
    known: dict[str, Template] = {**catalog()}
    known |= {form: replace(PARTIES, form=form) for form in (DPR, KABKO)}
    monkeypatch.setattr(upstream, "catalog", lambda: known)


def tables(**more: Told) -> dict[str, Told]:
    return {
        "tps": files.sidalih().told("tps"),
        "wilayah": text("base.csv", files.WILAYAH).told("wilayah"),
        **more,
    }


def pairs() -> Told:
    return text("paslon.csv", files.PASANGAN).told("calon")


def ppwp(**more: Told) -> Election:
    asked = Asked(PPWP, "Pemilu Presiden", DAY, "99.01.01")
    return compose(asked, tables(**{"calon": pairs(), **more}))


def refused(asked: Asked, told: Mapping[str, Told]) -> SirekapError:
    with pytest.raises(SirekapError) as caught:
        compose(asked, told)
    facts = {k: v for k, v in caught.value.facts.items() if k != "problems"}
    assert sentence(caught.value.code, facts).text
    return caught.value


def problems(told: Mapping[str, Told]) -> list[MasterProblem]:
    error = refused(Asked(PPWP, "Pemilu Presiden", DAY, "99.01.01"), told)
    assert error.code == "master_bad"
    found = error.facts["problems"]
    assert isinstance(found, tuple)
    for one in found:
        assert sentence(one.code, one.facts).text
    return list(found)


def test_headings_of_two_lines_under_merged_titles_are_found() -> None:
    told = files.sidalih().told("tps")
    assert told.table.headings[5:] == (
        "JUMLAH PEMILIH / L",
        "JUMLAH PEMILIH / P",
        "JUMLAH PEMILIH / L+P",
    )
    assert dict(told.meaning) == {
        "kecamatan": 1, "desa_kode": 2, "desa": 3, "nomor": 4, "dpt_l": 5, "dpt_p": 6,
    }  # fmt: skip
    assert told.table.rows[0].line == 7


@pytest.mark.parametrize(
    ("name", "content", "sort", "wanted"),
    [
        ("a.csv", files.SILON, "calon",
         {"pemilihan": 0, "dapil": 1, "partai_nomor": 2, "partai": 3, "nomor": 4, "nama": 5}),
        ("b.csv", files.SIPOL, "partai", {"nomor": 0, "nama": 1, "jenis": 2}),
        ("c.txt", files.SIDAPIL, "dapil", {"pemilihan": 0, "dapil": 1, "kode": 2, "kecamatan": 3}),
        ("d.csv", files.WILAYAH, "wilayah", {"kode": 0, "nama": 1}),
        ("e.csv", files.PASANGAN, "calon", {"nomor": 0, "nama": 1, "wakil": 2}),
    ],
)  # fmt: skip
def test_columns_are_guessed_from_their_headings(
    name: str, content: str, sort: str, wanted: dict[str, int]
) -> None:
    told = text(name, content).told(sort)
    assert dict(told.meaning) == wanted
    assert columns.guess_sort(told.table).id == sort


def test_a_table_without_any_known_heading_keeps_its_first_row() -> None:
    table = text("x.csv", "satu;dua\ntiga;empat\n").table
    assert [row.cell(0).text for row in table.rows] == ["satu", "tiga"]
    assert columns.guess(table, columns.sorts()["tps"]) == {}


def test_the_shape_is_that_of_the_headings_only() -> None:
    one, other = (text("x.csv", f"No TPS;L;P\n{n};1;2\n").table for n in (1, 2))
    assert one.shape == other.shape
    assert one.shape != text("x.csv", "No TPS;P;L\n1;1;2\n").table.shape


def test_pairs_and_voters_make_a_contest() -> None:
    made = ppwp()
    assert (made.provinsi.name, made.kabkota.name) == ("Contoh", "Kabupaten Contoh")
    assert made.kecamatan.name == "Latihan"
    stations = [(desa.region.name, tps.code, tps.dpt_l) for desa, tps in made.every_tps()]
    assert stations == [
        ("Contoh Selatan", "9901011002001", 140),
        ("Contoh Utara", "9901012001001", 120),
        ("Contoh Utara", "9901012001002", 131),
    ]
    assert made.contestants[2].label == "Calon Tiga – Wakil Tiga"


def test_desa_that_are_only_named_find_their_code() -> None:
    rows = [[*row[:2], *row[3:]] for row in files.SIDALIH]
    told = files.sidalih(rows).told("tps")
    assert "desa_kode" not in told.meaning
    assert (
        compose(Asked(PPWP, "Pemilu Presiden", DAY, "Latihan"), tables(tps=told, calon=pairs()))
        == ppwp()
    )


def test_the_only_kecamatan_need_not_be_named() -> None:
    rows = [row for row in files.SIDALIH if "SEBELAH" not in row]
    told = tables(tps=files.sidalih(rows).told("tps"), calon=pairs())
    assert compose(Asked(PPWP, "Pemilu Presiden", DAY), told) == ppwp()
    error = refused(Asked(PPWP, "Pemilu Presiden", DAY), tables(calon=pairs()))
    assert (error.code, "99.01.02 SEBELAH" in str(error.facts["known"])) == (
        "upstream_kecamatan",
        True,
    )


def test_figures_with_dots_between_thousands() -> None:
    content = "Kode Desa;Nama Desa;No TPS;L;P\n9901012001;Contoh Utara;1;1.20;1.250\n"
    (one,) = problems(tables(tps=text("dpt.csv", content).told("tps"), calon=pairs()))[:1]
    assert (one.file, one.line, one.column, one.code) == (
        "dpt.csv", 2, "D (dpt_l)", "master_number",
    )  # fmt: skip
    found = problems(tables(tps=text("dpt.csv", content).told("tps"), calon=pairs()))
    assert [(p.column, p.code) for p in found][1:] == [("E (dpt_p)", "master_range")]
    assert found[1].facts["text"] == "1250"


def test_every_fault_is_named_by_file_line_and_column() -> None:
    content = (
        "Kode Desa;Nama Desa;No TPS;L;P\n"
        "9901012001;Contoh Utara;1;120;x\n"
        "9901012001;Contoh Utara;1;120;130\n"
        "9901012001;Contoh Utara;1;120;130\n"
        ";Tidak Ada;2;1;1\n"
        "99.01.01;Contoh Utara;3;1;1\n"
    )
    bad = files.PASANGAN.replace("3;Calon Tiga", "2;Calon Tiga")
    found = problems(
        tables(tps=text("dpt.csv", content).told("tps"), calon=text("p.csv", bad).told("calon"))
    )
    assert [(p.file, p.line, p.column, p.code) for p in found] == [
        ("dpt.csv", 2, "E (dpt_p)", "master_number"),
        ("dpt.csv", 4, "C (nomor)", "master_twice"),
        ("dpt.csv", 5, "B (desa)", "upstream_desa"),
        ("dpt.csv", 6, "A (desa_kode)", "master_code"),
        ("p.csv", 4, "A (nomor)", "master_twice"),
    ]
    assert found[0].place == "berkas dpt.csv, baris 2, kolom E (dpt_p)"


def test_what_lacks_is_said() -> None:
    asked = Asked(PPWP, "Pemilu Presiden", DAY, "99.01.01")
    assert refused(asked, {"tps": files.sidalih().told("tps")}).code == "upstream_lacks"
    assert refused(replace(asked, title=" "), tables(calon=pairs())).code == "upstream_title"
    assert refused(replace(asked, form="x/y"), tables(calon=pairs())).code == "form_unknown"
    nothing = replace(pairs(), meaning={"nomor": 0})
    assert refused(asked, tables(calon=nothing)).facts["columns"] == "Nama calon"
    without = {k: v for k, v in tables(calon=pairs()).items() if k != "wilayah"}
    assert refused(asked, without).code == "upstream_region"
    other = replace(asked, kecamatan="99.01.77")
    assert refused(other, tables(calon=pairs())).code == "upstream_kecamatan"


@pytest.mark.usefixtures("legislative")
class TestParties:
    """Parties and their candidates, by dapil."""

    @staticmethod
    def silon(content: str = files.SILON) -> Told:
        return text("silon.csv", content).told("calon")

    def test_candidates_go_to_the_parties_of_their_dapil(self) -> None:
        told = tables(
            calon=self.silon(),
            partai=text("sipol.csv", files.SIPOL).told("partai"),
            dapil=text("sidapil.txt", files.SIDAPIL).told("dapil"),
        )
        made = compose(Asked(DPR, "Pemilu DPR", DAY, "99.01.01"), told)
        assert [(one.number, one.kind) for one in made.contestants] == [
            (1, ChoiceKind.PARTAI), (24, ChoiceKind.PARTAI_LOKAL),
        ]  # fmt: skip
        assert [c.name for c in made.contestants[0].calon] == ["Calon Satu A", "Calon Satu B"]
        assert len(bind(PARTIES, made.contestants).pages) == 4

    def test_without_their_table_the_candidates_name_the_parties(self) -> None:
        asked = Asked(DPR, "Pemilu DPR", DAY, "99.01.01", "Contoh I")
        made = compose(asked, tables(calon=self.silon()))
        assert [one.name for one in made.contestants] == [
            "Partai Contoh Satu",
            "Partai Contoh Lokal",
        ]

    def test_a_party_is_found_by_its_name(self) -> None:
        content = "Partai;No Urut;Nama Calon\nContoh Satu;1;Calon A\nLain;1;Calon B\n"
        told = tables(calon=self.silon(content), partai=text("p.csv", files.SIPOL).told("partai"))
        found = refused(Asked(DPR, "Pemilu DPR", DAY, "99.01.01"), told).facts["problems"]
        assert isinstance(found, tuple)
        assert [(p.line, p.code) for p in found] == [(3, "master_party_unknown")]

    def test_a_kecamatan_split_by_dapil_is_made_dapil_by_dapil(self) -> None:
        silon = files.SILON + "DPRD KAB/KOTA;CONTOH 2;1;Partai Contoh Satu;1;Calon Kab\n"
        told = tables(
            calon=self.silon(silon), dapil=text("sidapil.txt", files.SIDAPIL).told("dapil")
        )
        asked = Asked(KABKO, "Pemilu DPRD Kabupaten", DAY, "99.01.01")
        error = refused(asked, told)
        assert (error.code, error.facts["known"]) == ("upstream_dapil", "CONTOH 1, CONTOH 2")
        made = compose(replace(asked, dapil="contoh 2"), told)
        assert [desa.region.name for desa in made.desa] == ["Contoh Selatan"]
        assert made.dapil == "CONTOH 2"

    def test_candidates_of_another_dapil_or_election_are_refused(self) -> None:
        asked = Asked(DPR, "Pemilu DPR", DAY, "99.01.01")
        error = refused(asked, tables(calon=self.silon()))
        assert (error.code, error.facts["known"]) == ("upstream_dapil", "CONTOH I, CONTOH II")
        kabko = refused(replace(asked, form=KABKO), tables(calon=self.silon()))
        assert kabko.code == "upstream_election"

    def test_parties_without_candidates_are_named(self) -> None:
        sipol = files.SIPOL + "9,Partai Sendiri,Nasional\n"
        told = tables(calon=self.silon(), partai=text("p.csv", sipol).told("partai"))
        made = compose(Asked(DPR, "Pemilu DPR", DAY, "99.01.01", "Contoh I"), told)
        assert [one.name for one in made.bare_parties] == ["Partai Sendiri"]


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(8)))
def test_columns_may_stand_in_any_order(order: list[int]) -> None:
    rows = [
        [row[place] if place < len(row) else None for place in order] if len(row) > 1 else row
        for row in files.SIDALIH
        if "JUMLAH" not in row[:1] and row[:2] != ["1", "2"]
    ]
    rows[3] = ["NO", "KECAMATAN", "KODE DESA", "DESA/KELURAHAN", "TPS", "DPT L", "DPT P", "L+P"]
    rows[3] = [rows[3][place] for place in order]
    rows = [row for row in rows if row[:1] != [None] or len(set(row)) > 4]
    told = files.File("dpt.xlsx", files.workbook(rows)).told("tps")
    made = compose(Asked(PPWP, "Pemilu Presiden", DAY, "99.01.01"), tables(tps=told, calon=pairs()))
    assert [tps.dpt_p for _, tps in made.every_tps()] == [138, 125, 128]
