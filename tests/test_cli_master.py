"""`sirekap master`: tables of KPU's systems on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sirekap_desktop.app import House
from sirekap_desktop.cli import main
from sirekap_desktop.exchange.master import read_master
from tests import desks
from tests.exchange import upstream_files as files

Capsys = pytest.CaptureFixture[str]
ASKED = ("--form", desks.FORM, "--title", "Pemilu Presiden", "--day", "2029-02-14")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dpt.xlsx").write_bytes(files.sidalih().data)
    (tmp_path / "base.csv").write_text(files.WILAYAH, "utf-8")
    (tmp_path / "paslon.csv").write_text(files.PASANGAN, "utf-8")
    return tmp_path


def master(folder: Path, *words: str, names: tuple[str, ...] = ("dpt.xlsx", "paslon.csv")) -> int:
    tables = [str(folder / name) for name in (*names, "base.csv")]
    return main(["master", *tables, *ASKED, "--data", str(folder / "data"), *words])


def test_tables_become_a_master_file_and_a_contest(folder: Path, capsys: Capsys) -> None:
    out = folder / "induk.xlsx"
    code = master(folder, "--kecamatan", "Latihan", "--out", str(out), "--take", "--json")
    value = json.loads(capsys.readouterr().out)
    assert (code, value["tps"], value["voters"]) == (0, 3, 782)
    assert value["tables"][0]["columns"]["dpt_l"] == "F"
    house = House(folder / "data")
    try:
        kept = house.open_desk(desks.KETUA).election()
    finally:
        house.close()
    assert kept == read_master(out.read_bytes(), out.name)
    assert master(folder, "--kecamatan", "Latihan", "--take") == 1, "it is there already"
    assert "sudah ada" in capsys.readouterr().err


def test_what_a_person_said_of_the_columns_is_remembered(folder: Path, capsys: Capsys) -> None:
    rows = "Wilayah,Nama,Bilik,A,B\n9901012001,Contoh Utara,1,120,130\n"
    (folder / "aneh.csv").write_text(rows, "utf-8")
    names = (f"tps={folder / 'aneh.csv'}", "paslon.csv")
    tables = [names[0], str(folder / "paslon.csv"), str(folder / "base.csv")]
    words = ["master", *tables, *ASKED, "--data", str(folder / "data"), "--json"]
    assert main(words) == 1
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "upstream_columns"
    told = ("desa_kode=A", "desa=B", "nomor=C", "dpt_l=D", "dpt_p=E")
    assert main([*words, *(w for one in told for w in ("--map", f"tps:{one}"))]) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(words) == 0, "the next file with these headings needs no map"
    assert json.loads(capsys.readouterr().out) == first
    assert first["voters"] == 250


@pytest.mark.parametrize("text", ["tps:dpt_l", "tps:umur=F", "x:dpt_l=F", "tps:dpt_l=1"])
def test_a_map_that_is_none_is_refused(folder: Path, capsys: Capsys, text: str) -> None:
    assert master(folder, "--map", text) == 1
    assert text in capsys.readouterr().err


def test_faults_are_told_by_file_and_line_and_nothing_is_kept(folder: Path, capsys: Capsys) -> None:
    (folder / "paslon.csv").write_text(files.PASANGAN.replace("2;Calon", "1;Calon"), "utf-8")
    out = folder / "induk.xlsx"
    assert master(folder, "--kecamatan", "99.01.01", "--out", str(out), "--take") == 1
    assert "berkas paslon.csv, baris 3, kolom A (nomor)" in capsys.readouterr().err
    assert not out.exists()
    assert not (folder / "data" / "sirekap.sqlite").exists()
