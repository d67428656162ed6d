"""Master data: good files in every dress, and every fault by line, column and reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange import tables
from sirekap_desktop.exchange.master import read_master
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.election import ChoiceKind, Election
from sirekap_desktop.models.master_problem import MasterProblem

HELP = paths.resources() / "help"
GOOD = (HELP / "contoh_master.csv").read_text("utf-8")


def read(text: str) -> Election:
    return read_master(text.encode(), "induk.csv")


def refusal(data: bytes, name: str = "induk.csv") -> SirekapError:
    with pytest.raises(SirekapError) as caught:
        read_master(data, name)
    facts = {k: v for k, v in caught.value.facts.items() if k != "problems"}
    assert sentence(caught.value.code, facts).text
    return caught.value


def problems(data: bytes | str, name: str = "induk.csv") -> list[MasterProblem]:
    error = refusal(data.encode() if isinstance(data, str) else data, name)
    assert error.code == "master_bad"
    found = error.facts["problems"]
    assert isinstance(found, tuple)
    for problem in found:
        assert sentence(problem.code, problem.facts).text
        assert problem.place
    return list(found)


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def line_of(part: str, text: str = GOOD) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


Cells = Sequence[object]


def sheets() -> dict[str, list[list[object]]]:
    """The example as cells of four sheets."""
    found: dict[str, list[list[object]]] = {}
    for line in GOOD.splitlines():
        if line and not line.startswith("#"):
            section, *cells = line.split(";")
            typed = [int(cell) if cell.isdigit() and len(cell) < 4 else cell for cell in cells]
            found.setdefault(section, []).append(list(typed))
    return found


def xlsx(rows: dict[str, list[list[object]]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, lines in rows.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_example_is_an_election() -> None:
    election = read(GOOD)
    assert election.title == "Pemilu Presiden dan Wakil Presiden (latihan)"
    assert election.day == date(2024, 2, 14)
    assert election.simulation
    assert election.kecamatan.code == "99.01.01"
    assert [desa.region.code[-4:] for desa in election.desa] == ["1002", "2001"]
    assert [tps.number for tps in election.desa[1].tps] == [1, 2, 901]
    assert election.desa[1].tps[2].code == "9901012001901"
    assert (election.desa[1].tps[0].dpt_l, election.desa[1].tps[0].dpt_p) == (120, 125)
    assert [one.name for one in election.contestants] == ["Calon Satu", "Calon Dua", "Calon Tiga"]


def test_the_example_with_parties_is_good_in_both_dresses() -> None:
    name = "contoh_master_dpr.csv"
    election = read_master((HELP / name).read_bytes(), name)
    assert [(one.number, one.kind, len(one.calon)) for one in election.contestants] == [
        (1, ChoiceKind.PARTAI, 3),
        (2, ChoiceKind.PARTAI, 4),
        (18, ChoiceKind.PARTAI_LOKAL, 2),
    ]
    name = "contoh_master_dpr.xlsx"
    assert read_master((HELP / name).read_bytes(), name) == election


def test_the_excel_example_says_the_same() -> None:
    data = (HELP / "contoh_master.xlsx").read_bytes()
    assert read_master(data, "contoh_master.xlsx") == read(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace(";", ","),
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        "sep=;\r\n" + GOOD,
        "\n".join(line + ";;;" for line in GOOD.splitlines()),
        GOOD.replace("TPS;", "tps; "),
        GOOD.replace("Contoh Utara", '"Contoh Utara"'),
        GOOD.replace("2024-02-14", "14/02/2024"),
        GOOD.replace(";120;125", ";120.0;125,0"),
        "\n".join(
            line for line in GOOD.splitlines() if "kunci" not in line and "dpt_l" not in line
        ),
    ],
    ids=["comma", "bom", "crlf", "sep", "trailing", "case", "quoted", "date", "float", "headless"],
)
def test_the_same_election_in_other_dress(text: str) -> None:
    assert read(text) == read(GOOD)


def test_excel_writes_numbers_as_floats_and_dates_as_dates() -> None:
    rows = sheets()
    rows["TPS"] = [[float(c) if isinstance(c, int) else c for c in row] for row in rows["TPS"]]
    rows["PEMILIHAN"][2][1] = datetime(2024, 2, 14)
    rows["WILAYAH"][1][1] = 99
    rows["PETUNJUK"] = [["apa saja"]]
    rows["TPS"].insert(3, [None, None])
    assert read_master(xlsx(rows), "a.xlsx") == read(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("PEMILIHAN;judul;", "PEMILIHAN;judl;", "master_key", "B (kunci)"),
        (";2024-02-14", ";14 Februari", "master_date", "C (nilai)"),
        (";2024-02-14", ";", "master_blank", "C (nilai)"),
        ("ppwp\n", "pilpres\n", "master_form", "C (nilai)"),
        ("simulasi;ya", "simulasi;mungkin", "master_yes_no", "C (nilai)"),
        ("WILAYAH;kecamatan", "WILAYAH;distrik", "master_level", "B (tingkat)"),
        ("kecamatan;99.01.01;", "kecamatan;99.01.1;", "master_code", "C (kode)"),
        ("desa;99.01.01.2001;", "desa;99.01.01.3001;", "master_code", "C (kode)"),
        ("desa;99.01.01.1002;", "desa;99.01.02.1002;", "master_parent", "C (kode)"),
        ("kabkota;99.01;", "kabkota;98.01;", "master_parent", "C (kode)"),
        ("WILAYAH;provinsi;99;Contoh", "WILAYAH;provinsi;99;", "master_blank", "D (nama)"),
        ("Contoh Utara", "x" * 101, "master_long", "D (nama)"),
        ("Contoh Utara", "Contoh\x07Utara", "master_letters", "D (nama)"),
        ("Wakil Dua", "=A1", "master_formula", "D (wakil)"),
        ("PASLON;2;", "PASLON;0;", "master_range", "B (nomor)"),
        ("PASLON;2;", "PASLON;1;", "master_twice", "B (nomor)"),
        ("2001;2;131;128", "2001;0;131;128", "master_range", "C (nomor)"),
        ("2001;2;131;128", "2001;1000;131;128", "master_range", "C (nomor)"),
        ("2001;2;131;128", "2001;1;131;128", "master_twice", "C (nomor)"),
        ("2001;2;131;128", "2001;2;131,5;128", "master_number", "D (dpt_l)"),
        ("2001;2;131;128", "2001;2;-3;128", "master_number", "D (dpt_l)"),
        ("2001;2;131;128", "2001;2;131;1.000", "master_number", "E (dpt_p)"),
        ("2001;2;131;128", "2001;2;131;１２", "master_number", "E (dpt_p)"),
        ("2001;2;131;128", "2001;2;131;1000", "master_range", "E (dpt_p)"),
        ("2001;2;131;128", "2001;2;131", "master_blank", "E (dpt_p)"),
        ("2001;2;131;128", "2001;2;131;128;9", "master_extra", "F"),
        (
            "TPS;99.01.01.2001;2;131;128",
            "TPS;99.01.01.2009;2;131;128",
            "master_desa_unknown",
            "B (kode_desa)",
        ),
        ("TPS;99.01.01.2001;2;131;128", "TPSS;99.01.01.2001;2;131;128", "master_section", "A"),
    ],
)
def test_a_bad_row_is_named_by_line_column_and_reason(
    old: str, new: str, code: str, column: str
) -> None:
    text = changed(old, new)
    found = problems(text)
    first = found[0]
    assert (first.code, first.column) == (code, column)
    assert first.line == line_of(old.rstrip("\n"))
    assert f"baris {first.line}" in first.place
    assert {problem.line for problem in found} == {first.line}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("PASLON;2;Calon Dua;Wakil Dua\n", "", "master_paslon_gap"),
        ("PEMILIHAN;judul;Pemilu Presiden dan Wakil Presiden (latihan)\n", "", "master_lacks"),
        ("WILAYAH;kecamatan;99.01.01;Latihan\n", "", "master_lacks"),
    ],
)
def test_what_is_lacking_is_named(old: str, new: str, code: str) -> None:
    (problem,) = problems(changed(old, new))
    assert (problem.code, problem.line) == (code, 0)
    assert problem.place == "seluruh berkas"


PASLON = [line for line in GOOD.splitlines() if line.startswith("PASLON;")]


def with_ballot(*lines: str) -> str:
    """The example with another ballot."""
    kept = [line for line in GOOD.splitlines() if line not in PASLON]
    return "\n".join([*kept, *lines])


def test_fewer_and_more_pairs_than_a_sheet_has_places_for() -> None:
    for count in (1, 2, 5, 8):
        lines = [f"PASLON;{n};Calon {n};Wakil {n}" for n in range(1, count + 1)]
        assert len(read(with_ballot(*lines)).contestants) == count


def test_a_single_pair_against_the_empty_column() -> None:
    pair, empty = read(with_ballot("PASLON;1;Calon A;Wakil A", "PASLON;2;Kolom Kosong")).contestants
    assert (pair.kind, empty.kind) == (ChoiceKind.PASLON, ChoiceKind.KOLOM_KOSONG)
    assert (pair.field, empty.field, empty.label) == ("paslon_1", "paslon_2", "Kolom Kosong")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["CALON;1;Calon A", "CALON;2;Calon B"], "master_ballot_form"),
        (["PARTAI;1;Partai A", "CALEG;1;1;Calon A"], "master_ballot_form"),
        (["PARTAI;1;Partai A"], "master_party_bare"),
        (["PARTAI;1;Partai A", "CALEG;1;1;Calon A", "CALON;1;Calon B"], "master_ballots"),
        (["PARTAI;1;Partai A;daerah", "CALEG;1;1;Calon A"], "master_party_kind"),
        (["PARTAI;1;Partai A", "CALEG;1;1;A", "CALEG;1;1;B"], "master_twice"),
        ([], "master_lacks"),
    ],
)
def test_a_ballot_that_cannot_be(lines: list[str], code: str) -> None:
    assert code in {problem.code for problem in problems(with_ballot(*lines))}


def test_a_candidate_of_no_party_is_named_by_line() -> None:
    text = with_ballot("PARTAI;1;Partai A", "CALEG;1;1;Calon A", "CALEG;2;1;Calon B")
    found = {problem.code: problem.line for problem in problems(text)}
    assert found["master_party_unknown"] == line_of("CALEG;2;1", text)


def test_a_desa_without_tps_and_a_second_kecamatan_are_named() -> None:
    more = "WILAYAH;desa;99.01.01.2005;Contoh Barat\nWILAYAH;kecamatan;99.01.02;Lain\n"
    found = problems(GOOD + more)
    assert [problem.code for problem in found] == ["master_desa_empty", "master_one_only"]
    assert problems(GOOD + "WILAYAH;desa;99.01.01.2001;Lagi\n")[0].code == "master_twice"


def test_all_faults_are_named_together_and_nothing_else_is_blamed() -> None:
    text = GOOD.replace("PASLON;2;", "PASLON;dua;").replace("TPS;99.01.01.1002;1", "TPS;99.1.1;1")
    found = problems(text.replace("2001;2;131;128", "2001;x;y;128"))
    assert [problem.code for problem in found] == [
        "master_number",
        "master_number",
        "master_number",
        "master_code",
    ]
    assert found == sorted(found, key=lambda problem: problem.line)


def test_dpt_above_300_is_a_matter_for_r12() -> None:
    election = read(changed("2001;2;131;128", "2001;2;331;128"))
    assert election.desa[1].tps[1].dpt_l == 331


@pytest.mark.parametrize("code", [99.1, datetime(2001, 1, 11)])
def test_a_code_that_excel_mangled_is_named(code: object) -> None:
    rows = sheets()
    rows["WILAYAH"][2][1] = code
    problem = problems(xlsx(rows), "a.xlsx")[0]
    assert (problem.code, problem.sheet, problem.line) == ("master_code_mangled", "WILAYAH", 3)
    assert problem.column == "B (kode)"
    assert problem.place == "lembar WILAYAH, baris 3, kolom B (kode)"


@pytest.mark.parametrize("value", ["=SUM(A1:A2)", "#REF!"])
def test_a_formula_is_named(value: str) -> None:
    rows = sheets()
    rows["TPS"][1][2] = value
    problem = problems(xlsx(rows), "a.xlsx")[0]
    assert (problem.code, problem.line, problem.column) == ("master_formula", 2, "C (dpt_l)")


def test_an_unknown_sheet_is_named() -> None:
    problem = problems(xlsx({**sheets(), "Sheet1": [["x"]]}), "a.xlsx")[0]
    assert (problem.code, problem.sheet) == ("master_section", "Sheet1")
    assert read_master(xlsx({**sheets(), "Sheet1": []}), "a.xlsx") == read(GOOD)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "master_empty"),
        (b" \r\n\t", "a.csv", "master_empty"),
        (b"# catatan saja\n", "a.csv", "master_empty"),
        (b"\xef\xbb\xbf", "a.csv", "master_empty"),
        (b"nama,umur\nWarga,50\n", "a.csv", "master_other"),
        (GOOD.encode("utf-16"), "a.csv", "master_encoding"),
        (GOOD.encode("utf-16-le"), "a.csv", "master_encoding"),
        (GOOD.replace("Utara", "Utar\xe9").encode("latin-1"), "a.csv", "master_encoding"),
        (GOOD.encode(), "a.xlsx", "master_not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "a.xls", "master_old_excel"),
        (b"PK\x03\x04" + bytes(100), "a.xlsx", "master_damaged"),
        (GOOD.replace("Calon Satu", '"Calon Satu').encode(), "a.csv", "master_quote"),
        (b"x" * (tables.LARGEST + 1), "a.csv", "master_too_large"),
        (b"TPS;\n" * (tables.MOST_ROWS + 1), "a.csv", "master_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name).code == code


def test_a_wrong_encoding_is_found_by_its_line() -> None:
    data = GOOD.replace("Utara", "Utar\xe9").encode("latin-1")
    assert refusal(data).facts["line"] == line_of("Utara")


def test_a_zip_bomb_is_refused_before_it_unfolds() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(tables.LARGEST_UNPACKED + 1))
    assert len(target.getvalue()) < 100_000
    assert refusal(target.getvalue(), "a.xlsx").code == "master_too_large"


def test_a_far_away_cell_is_refused_quickly() -> None:
    rows = sheets()
    book = Workbook()
    assert book.active is not None
    book.active.title = "TPS"
    book.active["XFD1048576"] = "x"
    for row in rows["TPS"]:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    assert refusal(target.getvalue(), "a.xlsx").code in ("master_empty", "master_bad")


def test_a_zip_of_something_else_is_damaged() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert refusal(target.getvalue(), "a.xlsx").code == "master_damaged"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_broken_workbook_is_a_refusal_and_never_a_crash(data: st.DataObject) -> None:
    whole = bytearray((HELP / "contoh_master.xlsx").read_bytes())
    cut = data.draw(st.integers(4, len(whole)))
    for place in data.draw(st.lists(st.integers(4, len(whole) - 1), max_size=20)):
        whole[place] ^= data.draw(st.integers(1, 255))
    with suppress(SirekapError):
        assert read_master(bytes(whole[:cut]), "a.xlsx").kecamatan.code


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_a_refusal_and_never_a_crash(data: bytes) -> None:
    with pytest.raises(SirekapError, match="master_"):
        read_master(b"TPS;" + data, "a.csv")
