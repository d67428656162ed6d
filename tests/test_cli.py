"""The command line: every file on its own, one JSON answer, exit codes that mean something."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from sirekap_desktop import cli_desk, cli_output, cli_reading, paths, pool, raster
from sirekap_desktop.app import House
from sirekap_desktop.cli import ELECTIONS, main
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.ocr import load
from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.simulation.ballots import BALLOTS
from sirekap_desktop.simulation.keys import make_p12
from sirekap_desktop.workflow import accounts, rehearsal
from tests import desks

MASTER = """PEMILIHAN;judul;Pemilihan Latihan
PEMILIHAN;tanggal;2024-02-14
PEMILIHAN;formulir;pemilu_2024/c_hasil_ppwp
PEMILIHAN;simulasi;ya
WILAYAH;provinsi;99;Contoh
WILAYAH;kabkota;99.01;Kabupaten Contoh
WILAYAH;kecamatan;99.01.01;Latihan
WILAYAH;desa;99.01.01.2001;Contoh Utara
PASLON;1;Calon Satu;Wakil Satu
PASLON;2;Calon Dua;Wakil Dua
PASLON;3;Calon Tiga;Wakil Tiga
TPS;99.01.01.2001;1;120;130
"""
TPS = "9901012001001"

Capsys = pytest.CaptureFixture[str]


def asked(capsys: Capsys, *words: object) -> tuple[int, Any]:
    """The exit code and the JSON answer of a command."""
    code = main([str(word) for word in words] + ["--json"])
    return code, json.loads(capsys.readouterr().out)


def told(capsys: Capsys, *words: object) -> tuple[int, str, str]:
    """The exit code and what people see."""
    code = main([str(word) for word in words])
    seen = capsys.readouterr()
    return code, seen.out, seen.err


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """A photograph of an empty page 3, as PNG."""
    (template,) = (t for t in catalog().values() if t.form == desks.FORM)
    picture = raster.render(blank_form(template, [3]), 0, 25.4 * 3)
    return bytes(cv2.imencode(".png", picture)[1])


# Words


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "wajib diisi"),
        (["fly"], "pilihan salah"),
        (["read"], "wajib diisi"),
        (["read", "a.jpg", "--fast"], "tidak dikenal: --fast"),
        (["sign", "a.pdf", "--p12", "a", "--out", "b", "--password", "x"], "--password"),
        (["issue", "--out", "a.pdf", "--day", "besok"], "bukan tanggal"),
    ],
)
def test_words_that_are_not_understood_end_with_2(
    capsys: Capsys, words: list[str], says: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    seen = capsys.readouterr()
    assert left.value.code == cli_output.USAGE
    assert says in seen.err
    assert seen.err.startswith("pemakaian: sirekap")
    assert not seen.out


def test_help_and_the_help_page_tell_the_same_exit_codes(capsys: Capsys) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    page = (paths.resources() / "help" / "cli.md").read_text("utf-8")
    for code in ("0", "1", "2", "3", "4", "130"):
        assert f"\n  {code:<4} " in said
        assert f"| {code} |" in page
    every = ("demo", "read", "read-digits", "codes", "blank", "import", "recap", "issue", "sign")
    for command in (*every, "verify"):
        assert f"    {command}" in said
        assert f"sirekap {command}" in page


def test_utf8_is_written_where_the_language_is_c(tmp_path: Path) -> None:
    odd = tmp_path / "lembar–é.jpg"
    odd.write_text("bukan gambar")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    env |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for more in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "sirekap_desktop.cli", "read-digits", str(odd), *more],
            env=env,
            capture_output=True,
            check=False,
        )
        assert done.returncode == cli_output.REFUSED, done.stderr.decode()
        assert "lembar–é.jpg" in done.stdout.decode("utf-8")


def test_a_bug_ends_with_4_and_a_report(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli_desk, "recap", fail)
    code, out, err = told(capsys, "recap", "--data", tmp_path)
    assert (code, out) == (cli_output.FAULT, "")
    assert "ZeroDivisionError" in err
    assert "kesalahan dalam program" in err


def test_a_stop_by_the_operator_ends_with_130(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_desk, "recap", stop)
    assert told(capsys, "recap", "--data", tmp_path)[0] == cli_output.STOPPED


# Reading


def test_read_takes_every_file_on_its_own(
    capsys: Capsys, tmp_path: Path, sheet: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "c.png"
    whole.write_bytes(sheet)
    (tmp_path / "a.jpg").write_text("bukan gambar")
    (tmp_path / "b.png").write_bytes(sheet[: len(sheet) // 2])
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7 rusak")
    (tmp_path / "e.jpg").write_bytes(b"bug")
    (tmp_path / "notes.txt").write_text("tidak ikut")
    honest = PageReader.read_file

    def read_file(self: PageReader, data: bytes) -> Any:
        if data == b"bug":
            raise ZeroDivisionError
        return honest(self, data)

    monkeypatch.setattr(PageReader, "read_file", read_file)
    monkeypatch.setattr(pool, "FEW", 6)
    code, entries = asked(capsys, "read", tmp_path, tmp_path / "gone.jpg")
    assert code == cli_output.REFUSED
    names = [Path(entry["file"]).name for entry in entries]
    assert names == ["a.jpg", "b.png", "c.png", "d.pdf", "e.jpg", "gone.jpg"]
    codes = [[problem["code"] for problem in entry["problems"]] for entry in entries]
    assert codes[0] == ["picture_unknown"]
    assert codes[1] == ["picture_damaged"]
    assert codes[3:] == [["pdf_damaged"], ["picture_fault"], ["file_unreadable"]]
    for entry in entries:
        assert entry.keys() == {"file", "leaf", "form", "page", "problems", "numbers"}
        if entry is not entries[2]:
            assert (entry["form"], entry["page"], entry["numbers"]) == (None, None, [])
            (problem,) = entry["problems"]
            assert problem["fatal"]
            assert all(problem[part] for part in ("what", "means", "do"))
    good = entries[2]
    assert (good["form"], good["page"], codes[2]) == (desks.FORM, 3, [])
    assert [n["field"] for n in good["numbers"]] == ["suara_sah", "suara_tidak_sah", "suara_total"]
    for number in good["numbers"]:
        assert (number["value"], number["status"]) == (None, "unread")
        assert 0 <= number["confidence"] <= 1
        assert {source["kind"] for source in number["sources"]} >= {"digits"}
        assert all(s.keys() == {"kind", "text", "value", "confidence"} for s in number["sources"])


def test_read_tells_people_what_it_saw(capsys: Capsys, tmp_path: Path, sheet: bytes) -> None:
    (tmp_path / "c.png").write_bytes(sheet)
    code, out, err = told(capsys, "read", tmp_path / "c.png")
    assert (code, err) == (cli_output.GOOD, "")
    assert "halaman 3" in out
    assert "suara tidak sah" in out
    assert "tak terbaca" in out


def test_read_spreads_many_files_and_keeps_their_order(
    capsys: Capsys, tmp_path: Path, sheet: bytes
) -> None:
    for name in ("a.png", "c.png"):
        (tmp_path / name).write_bytes(sheet)
    (tmp_path / "b.png").write_text("bukan gambar")
    code, entries = asked(capsys, "read", tmp_path)
    assert code == cli_output.REFUSED
    assert [Path(entry["file"]).name for entry in entries] == ["a.png", "b.png", "c.png"]
    assert [entry["page"] for entry in entries] == [3, None, 3]


def test_read_explains_itself_in_pictures(capsys: Capsys, tmp_path: Path, sheet: bytes) -> None:
    (tmp_path / "c.png").write_bytes(sheet)
    folder = tmp_path / "langkah"
    assert told(capsys, "read", tmp_path / "c.png", "--explain", folder)[0] == cli_output.GOOD
    names = {file.name for file in folder.iterdir()}
    assert names == {f"001-c-1{end}" for end in ("-1.png", "-2.png", "-3.png", "-4.png", ".txt")}
    code, _, err = told(capsys, "read", tmp_path / "c.png", "--explain", tmp_path / "c.png")
    assert code == cli_output.REFUSED
    assert "c.png" in err


@pytest.mark.parametrize("command", ["read", "read-digits"])
def test_read_of_an_empty_folder_is_no_success(
    capsys: Capsys, tmp_path: Path, command: str
) -> None:
    assert main([command, str(tmp_path), "--json"]) == cli_output.REFUSED
    said = capsys.readouterr()
    assert json.loads(said.out) == []
    assert f"Tidak ada gambar di dalam {tmp_path}." in said.err


def test_read_digits_walks_folders_and_keeps_the_order(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_reading, "BATCH", 2)
    blank = np.full((48, 48), 235, np.uint8)
    for name in ("b/2.png", "a/1.png", "a/3.PNG", "c/4.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(bytes(cv2.imencode(".png", blank)[1]))
    (tmp_path / "a" / "2.png").write_text("bukan gambar")
    (tmp_path / "a" / "label.csv").write_text("tidak ikut")
    code, entries = asked(capsys, "read-digits", tmp_path)
    assert code == cli_output.REFUSED
    names = [str(Path(entry["file"]).relative_to(tmp_path)) for entry in entries]
    assert names == ["a/1.png", "a/2.png", "a/3.PNG", "b/2.png", "c/4.png"]
    bad = entries.pop(1)
    assert (bad["label"], bad["confidence"]) == (None, None)
    assert bad["problem"]["code"] == "picture_unknown"
    for entry in entries:
        assert entry.keys() == {"file", "label", "confidence"}
        assert entry["label"] in CLASSES
        assert 0 < entry["confidence"] <= 1
    assert len({(entry["label"], entry["confidence"]) for entry in entries}) == 1


def test_a_bug_with_one_character_does_not_stop_the_others(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = bytes(cv2.imencode(".png", np.full((48, 48), 235, np.uint8))[1])
    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(blank if name == "2.png" else b"bug")
    honest = load.pictures

    def pictures(data: bytes) -> Any:
        if data == b"bug":
            raise ZeroDivisionError
        return honest(data)

    monkeypatch.setattr(load, "pictures", pictures)
    code, entries = asked(capsys, "read-digits", tmp_path)
    assert code == cli_output.REFUSED
    assert entries[0]["problem"]["code"] == "unexpected"
    assert entries[1]["label"] in CLASSES


DIGITS = Path(__file__).parents[2] / "shared" / "digits" / "ds9" / "7"


@pytest.mark.skipif(not DIGITS.is_dir(), reason="../shared/digits is not here")
def test_read_digits_reads_real_sevens(capsys: Capsys) -> None:
    files = sorted(DIGITS.iterdir())[:40]
    code, entries = asked(capsys, "read-digits", *files)
    assert code == cli_output.GOOD
    assert [entry["file"] for entry in entries] == [str(file) for file in files]
    assert sum(entry["label"] == "7" for entry in entries) >= 38


def test_the_sheet_of_codes_is_written(capsys: Capsys, tmp_path: Path) -> None:
    code, told_ = asked(capsys, "codes", "--out", tmp_path / "kode.pdf")
    assert code == cli_output.GOOD
    assert (told_["form"], told_["codes"][:2]) == (desks.FORM, ["R1", "R2"])
    assert raster.page_count((tmp_path / "kode.pdf").read_bytes()) == 3
    code, told_ = asked(capsys, "codes", "--out", tmp_path / "tidak ada" / "kode.pdf")
    assert (code, told_["refused"]["code"]) == (cli_output.REFUSED, "file_unwritable")
    assert "C.HASIL-PPWP" in told(capsys, "codes", "--out", tmp_path / "lagi.pdf")[1]
    form = "pemilu_2024/c_hasil_dpr"
    _, told_ = asked(capsys, "codes", "--form", form, "--out", tmp_path / "dpr.pdf")
    assert (told_["form"], "R6" in told_["codes"]) == (form, True)
    code, told_ = asked(capsys, "codes", "--form", "lain", "--out", tmp_path / "lain.pdf")
    assert (code, told_["refused"]["code"]) == (cli_output.REFUSED, "form_unknown")


def test_a_form_that_was_installed_in_the_data_is_known(capsys: Capsys, tmp_path: Path) -> None:
    shipped, own = paths.resources() / "forms", tmp_path / "data" / "forms"
    form = "lain/c_hasil_lain"
    shutil.copytree(shipped / desks.FORM, own / form)
    shutil.copy(shipped / "rules.toml", own / form)
    shutil.copy(shipped / "pemilu_2024" / "law.toml", own / "lain")
    file = own / form / "template.toml"
    file.write_text(file.read_text("utf-8").replace(desks.FORM, form, 1), "utf-8")
    out = tmp_path / "kode.pdf"
    _, told_ = asked(capsys, "codes", "--form", form, "--data", tmp_path / "data", "--out", out)
    assert told_["form"] == form
    told_ = asked(capsys, "blank", "--form", form, "--data", tmp_path / "data", "--out", out)[1]
    assert (told_["form"], told_["sheets"]) == (form, 3)


def test_blank_sheets_are_written_for_a_form_and_for_every_tps(
    capsys: Capsys, tmp_path: Path
) -> None:
    out, master = tmp_path / "kosong.pdf", tmp_path / "induk.csv"
    master.write_text(f"{MASTER}TPS;99.01.01.2001;7;120;130\n")
    code, told_ = asked(capsys, "blank", "--form", "pemilu_2024/c_hasil_dpd", "--out", out)
    assert (code, told_["sheets"], told_["tps"]) == (cli_output.GOOD, 3, [])
    assert raster.page_count(out.read_bytes()) == 3
    stations = [TPS, "9901012001007"]
    _, told_ = asked(capsys, "blank", "--master", master, "--tps", "semua", "--out", out)
    assert (told_["tps"], told_["sheets"]) == (stations, 3 * len(stations))
    _, told_ = asked(
        capsys, "blank", "--master", master, "--tps", stations[1], "--copy", "--out", out
    )
    assert told_["sheets"] == 2
    for words, refused in (
        (["--tps", stations[0]], "no_election"),
        (["--master", master, "--tps", "1"], "tps_unknown"),
        (["--master", master, "--form", "pemilu_2024/c_hasil_dpr"], "contestants_other"),
    ):
        code, told_ = asked(capsys, "blank", *words, "--out", out)
        assert (code, told_["refused"]["code"]) == (cli_output.REFUSED, refused)


def test_every_election_that_the_help_names_can_be_rehearsed() -> None:
    assert tuple(BALLOTS) == ELECTIONS
    for ballot in BALLOTS.values():
        assert bind(catalog()[ballot.form], ballot.contestants).pages


# The data folder


def test_a_file_that_is_not_there_is_named(capsys: Capsys, tmp_path: Path) -> None:
    code, out, err = told(capsys, "verify", tmp_path / "tiada.pdf")
    assert (code, out) == (cli_output.REFUSED, "")
    assert err.startswith(f"{tmp_path / 'tiada.pdf'}: Berkas tidak dapat dibuka.")


CHAIR = ("--name", "Ketua Satu", "--role", "ketua")
BESIDE = ("--second", "Anggota Satu")


@pytest.fixture
def folder(tmp_path: Path, capsys: Capsys) -> Path:
    """A data folder with the master data of one TPS."""
    (tmp_path / "induk.csv").write_text(MASTER)
    data = tmp_path / "data"
    code, value = asked(capsys, "import", "--data", data, "--master", tmp_path / "induk.csv")
    assert (code, value) == (cli_output.GOOD, {"taken": [], "refused": [], "known": []})
    return data


@pytest.fixture
def closed(folder: Path) -> Path:
    """The same with its TPS checked and closed."""
    house = House(folder)
    desk = house.open_desk(Person("Ketua Satu", Role.KETUA))
    desks.confirm(desk, TPS)
    desks.close(desk, TPS)
    house.close()
    return folder


@pytest.fixture
def p12(tmp_path: Path) -> Path:
    file = tmp_path / "ketua.p12"
    file.write_bytes(make_p12("Ketua Satu", "rahasia", datetime.now(UTC) - timedelta(days=1)))
    (tmp_path / "sandi").write_text("rahasia\n")
    return file


def test_bad_master_data_are_told_row_by_row_and_nothing_is_made(
    capsys: Capsys, tmp_path: Path
) -> None:
    (tmp_path / "induk.csv").write_text(MASTER.replace(";120;", ";x;").replace("2024-", "24-"))
    words = ("import", "--data", tmp_path / "data", "--master", tmp_path / "induk.csv")
    code, value = asked(capsys, *words)
    assert code == cli_output.REFUSED
    assert value["refused"]["code"] == "master_bad"
    places = [(p["line"], p["column"], p["code"]) for p in value["refused"]["problems"]]
    assert places == [(2, "C (nilai)", "master_date"), (12, "D (dpt_l)", "master_number")]
    assert not (tmp_path / "data").exists()
    code, out, err = told(capsys, *words)
    assert out == ""
    assert "baris 12, kolom D (dpt_l): x bukan bilangan bulat." in err


def test_import_takes_good_pictures_and_tells_of_the_others(
    capsys: Capsys, tmp_path: Path, folder: Path, sheet: bytes
) -> None:
    (tmp_path / f"{TPS}.png").write_bytes(sheet)
    (tmp_path / "bad.jpg").write_text("bukan gambar")
    words = ("import", "--data", folder, tmp_path / f"{TPS}.png", tmp_path / "bad.jpg")
    code, value = asked(capsys, *words)
    assert code == cli_output.REFUSED
    (taken,) = value["taken"]
    assert (taken["page"], taken["tps"]) == (3, TPS)
    assert [one["code"] for one in value["refused"]] == ["picture_unknown"]
    code, out, _ = told(capsys, *words[:-1])
    assert code == cli_output.GOOD
    assert "1 sudah ada" in out


def test_without_master_data_there_is_one_clear_sentence(capsys: Capsys, tmp_path: Path) -> None:
    code, out, err = told(capsys, "recap", "--data", tmp_path)
    assert (code, out) == (cli_output.REFUSED, "")
    assert err.startswith("Belum ada data induk.")


def test_recap_with_a_missing_tps_tells_so(capsys: Capsys, folder: Path, tmp_path: Path) -> None:
    code, value = asked(capsys, "recap", "--data", folder)
    assert code == cli_output.REFUSED
    assert (value["complete"], value["missing"]) == (False, [TPS])
    assert [finding["code"] for finding in value["findings"]] == ["R19"]
    plain = tmp_path / "d.pdf"
    code, value = asked(capsys, "issue", "--data", folder, "--out", plain, *CHAIR, *BESIDE)
    assert (code, value["refused"]["code"]) == (cli_output.REFUSED, "recap_incomplete")
    assert not (tmp_path / "d.pdf").exists()


def test_from_recap_to_a_verified_signature(
    capsys: Capsys, closed: Path, tmp_path: Path, p12: Path
) -> None:
    code, value = asked(capsys, "recap", "--data", closed)
    assert (code, value["complete"]) == (cli_output.GOOD, True)
    assert value["total"] == dict(desks.GOOD)
    assert value["desa"][0]["tps"][0]["numbers"] == dict(desks.GOOD)
    digest = value["digest"]
    plain, signed = tmp_path / "d.pdf", tmp_path / "s.pdf"
    words = ("--day", "2024-02-20", "--chair", "Ketua Satu", "--member", "Anggota Satu")
    code, value = asked(capsys, "issue", "--data", closed, "--out", plain, *words, *CHAIR)
    assert (code, value["refused"]["code"]) == (cli_output.REFUSED, "second_needed")
    both = (*words, *CHAIR, *BESIDE)
    code, value = asked(capsys, "issue", "--data", closed, "--out", plain, *both)
    assert (code, value["recap"], value["signatures"]) == (cli_output.GOOD, digest, 0)
    assert plain.read_bytes().startswith(b"%PDF-")
    code, value = asked(capsys, "verify", plain)
    assert (code, value["code"]) == (cli_output.DAMAGED, "unsigned")
    key = ("--p12", p12, "--password-file", tmp_path / "sandi")
    code, value = asked(capsys, "sign", "--data", closed, *key, "--out", signed)
    assert (code, value["refused"]["code"]) == (cli_output.REFUSED, "not_allowed")
    code, value = asked(capsys, "sign", "--data", closed, *key, "--out", signed, *CHAIR)
    assert (code, value["signatures"]) == (cli_output.GOOD, 1)
    code, value = asked(capsys, "verify", signed)
    assert (code, value["code"]) == (cli_output.GOOD, "signed_valid_untrusted")
    assert (value["digest"], value["signatures"][0]["signer"]) == (digest, "Ketua Satu")
    changed = bytearray(signed.read_bytes())
    changed[200] ^= 1
    (tmp_path / "x.pdf").write_bytes(changed)
    assert asked(capsys, "verify", tmp_path / "x.pdf")[0] == cli_output.DAMAGED


def test_where_there_are_accounts_a_pin_is_asked_for(
    capsys: Capsys, closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(closed)
    desk = house.open_desk(desks.KETUA)
    accounts.begin(desk, "Ketua Satu", Role.KETUA, "rahasia-1")
    accounts.put(desk, "Anggota Satu", Role.ANGGOTA, "rahasia-2")
    house.close()
    words = ("issue", "--data", closed, "--out", tmp_path / "d.pdf", *CHAIR, *BESIDE)
    monkeypatch.setenv(cli_desk.PIN_PLACE, "rahasia-1")
    monkeypatch.setenv(cli_desk.SECOND_PIN_PLACE, "salah")
    code, value = asked(capsys, *words)
    assert (code, value["refused"]["code"]) == (cli_output.REFUSED, "secret_wrong")
    monkeypatch.setenv(cli_desk.SECOND_PIN_PLACE, "rahasia-2")
    assert asked(capsys, *words)[0] == cli_output.GOOD
    monkeypatch.setenv(cli_desk.PIN_PLACE, "salah")
    assert asked(capsys, *words)[1]["refused"]["code"] == "secret_wrong"


def test_any_pdf_is_signed_and_the_password_comes_from_the_environment(
    capsys: Capsys, tmp_path: Path, p12: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (template,) = (t for t in catalog().values() if t.form == desks.FORM)
    (tmp_path / "a.pdf").write_bytes(blank_form(template, [1]))
    words = ("sign", tmp_path / "a.pdf", "--p12", p12, "--out", tmp_path / "b.pdf")
    monkeypatch.setenv(cli_desk.PASSWORD_PLACE, "salah")
    code, value = asked(capsys, *words)
    assert (code, value["refused"]["code"]) == (cli_output.REFUSED, "p12_wrong_password")
    assert not (tmp_path / "b.pdf").exists()
    monkeypatch.setenv(cli_desk.PASSWORD_PLACE, "rahasia")
    code, value = asked(capsys, *words)
    assert (code, value["signers"]) == (cli_output.GOOD, ["Ketua Satu"])
    code, out, _ = told(capsys, "verify", tmp_path / "b.pdf")
    assert code == cli_output.GOOD
    assert "Ketua Satu" in out


def test_a_stranger_is_not_trusted_when_issuers_are_named(
    capsys: Capsys, closed: Path, tmp_path: Path, p12: Path
) -> None:
    (tmp_path / "akar.pem").write_text("bukan sertifikat")
    code, value = asked(capsys, "verify", p12, "--trust", tmp_path / "akar.pem")
    assert (code, value["refused"]["code"]) == (cli_output.REFUSED, "anchor_damaged")
    assert closed.is_dir()


# The rehearsal


def test_the_demo_never_empties_a_folder_of_others(capsys: Capsys, tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("penting")
    code, value = asked(capsys, "demo", "--out", tmp_path)
    assert (code, value["refused"]["code"]) == (cli_output.REFUSED, "folder_in_use")
    assert [file.name for file in tmp_path.iterdir()] == ["surat.txt"]


def test_the_demo_makes_its_own_folder_anew(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object, **__: object) -> None:
        raise SirekapError("no_election")

    monkeypatch.setattr(rehearsal, "run", run)
    out = tmp_path / "out"
    for _ in range(2):
        assert asked(capsys, "demo", "--out", out)[1]["refused"]["code"] == "no_election"
        assert not (out / "alt.pdf").exists()
        (out / "alt.pdf").write_text("")


@pytest.mark.journey
def test_the_self_test_opens_a_window_reads_and_signs() -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "sirekap_desktop.cli", "self-test", "--json"],
        env=env,
        capture_output=True,
        check=False,
    )
    value = json.loads(done.stdout)
    assert (done.returncode, value["ok"]) == (cli_output.GOOD, True), value
    assert len(value["steps"]) == 2
