"""`sirekap template …`: from a blank PDF to a signed file, without a window."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from sirekap_desktop import paths, raster
from sirekap_desktop.cli import main
from sirekap_desktop.models import form_files
from sirekap_desktop.models.form_files import load
from sirekap_desktop.simulation import camera, sheet
from sirekap_desktop.simulation.keys import make_authority, make_p12
from tests import paper, unknown_form

Capsys = pytest.CaptureFixture[str]
FORM = "pemilu_2024/contoh_baru"


def asked(capsys: Capsys, *words: object) -> tuple[int, Any]:
    code = main(["template", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def told(capsys: Capsys, *words: object) -> tuple[int, str, str]:
    code = main(["template", *map(str, words)])
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def found(capsys: Capsys, folder: Path) -> Path:
    blank = folder / "kosong.pdf"
    blank.write_bytes(unknown_form.blank())
    words = ("--title", "Pemilihan Contoh", "--model", "C.BARU", "--recap-model", "D.BARU")
    code, _ = asked(capsys, "find", blank, "--form", FORM, *words, "--out", folder / "konsep")
    assert code == 0
    return folder / "konsep"


def made(capsys: Capsys, folder: Path) -> Path:
    draft = found(capsys, folder)
    for line, row in enumerate(unknown_form.ADMIN):
        numbers = f"{3 * line + 1}-{3 * line + 3}"
        assert told(capsys, "name", draft, "--numbers", numbers, "--row", row)[0] == 0
    for number, row in enumerate(unknown_form.BALLOTS, start=13):
        told(capsys, "name", draft, "--numbers", number, "--row", row)
    second = ("name", draft, "--page", 2, "--numbers")
    told(capsys, *second, 1, "--row", "paslon", "--copy", 3, "--pitch", 62)
    for number, row in enumerate(unknown_form.TOTALS, start=5):
        told(capsys, *second, number, "--row", row)
    assert told(capsys, "rules", draft, "--fit")[0] == 0
    return draft


def test_what_is_found_is_told_and_named(capsys: Capsys, tmp_path: Path) -> None:
    draft = found(capsys, tmp_path)
    code, value = asked(capsys, "show", draft)
    assert code == 0
    assert [len(page["numbers"]) for page in value["pages"]] == [14, 7]
    assert [page["tag"] for page in value["pages"]] == list(unknown_form.TAGS)
    code, out, _ = told(capsys, "name", draft, "--numbers", "1-3", "--row", "pengguna_dpt")
    assert code == 0
    assert "pengguna_dpt_p" in out
    assert "Lembar 2" in out


def test_a_template_is_refused_with_reasons_until_it_is_whole(
    capsys: Capsys, tmp_path: Path
) -> None:
    draft = found(capsys, tmp_path)
    code, value = asked(capsys, "check", draft, "--data", tmp_path)
    assert code == 1
    assert {"draft_unnamed", "draft_no_choice"} <= {one["code"] for one in value["problems"]}
    code, _, err = told(capsys, "install", draft, "--data", tmp_path, "--role", "ketua")
    assert code == 1
    assert "belum bernama" in err
    whole = made(capsys, tmp_path)
    code, out, _ = told(capsys, "check", whole, "--data", tmp_path)
    assert (code, out) == (0, "C.BARU: templat dapat dipakai.\n")


def test_only_the_chair_installs(capsys: Capsys, tmp_path: Path) -> None:
    draft = made(capsys, tmp_path)
    data = ("--data", tmp_path / "data", "--name", "Orang")
    assert told(capsys, "install", draft, *data, "--role", "operator")[0] == 1
    assert told(capsys, "install", draft, *data, "--role", "ketua")[0] == 0
    home = paths.forms(tmp_path / "data")
    assert form_files.catalog(home)[FORM] == load(home / FORM)


def test_a_photo_is_read_with_it(capsys: Capsys, tmp_path: Path) -> None:
    draft = made(capsys, tmp_path)
    image = raster.render(unknown_form.blank(), 1, 25.4 * 4)
    values = {"paslon_1": 90, "paslon_2": 41, "paslon_3": 30, "paslon_4": 20, "suara_sah": 181}
    values |= {"suara_tidak_sah": 5, "suara_total": 186}
    rng = np.random.default_rng(4)
    pen = sheet.Pen(image, 4.0, paper.neat_hand(1), rng)
    sheet.fill_page(pen, load(draft).pages[1], values, {})
    photo = tmp_path / "foto.jpg"
    cv2.imwrite(str(photo), camera.photograph(image, paper.PLAIN, rng))
    code, value = asked(capsys, "test", draft, photo)
    assert code == 0
    assert value[0]["page"] == 2
    read = {one["field"]: one["value"] for one in value[0]["numbers"] if one["status"] == "sure"}
    assert read
    assert read.items() <= values.items()
    assert "suara_total" in told(capsys, "test", draft, photo)[1]


def test_a_template_travels_signed(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = made(capsys, tmp_path)
    start = datetime.now(UTC) - timedelta(days=1)
    authority = make_authority("Otoritas", start)
    (tmp_path / "kpu.p12").write_bytes(make_p12("KPU Contoh", "kunci", start, issuer=authority))
    (tmp_path / "otoritas.pem").write_bytes(authority.anchor)
    monkeypatch.setenv("SIREKAP_P12_PASSWORD", "kunci")
    out = tmp_path / "contoh.templat"
    assert told(capsys, "pack", draft, "--p12", tmp_path / "kpu.p12", "--out", out)[0] == 0
    trust = ("--trust", tmp_path / "otoritas.pem")
    code, value = asked(capsys, "open", out, *trust, "--out", tmp_path / "masuk")
    assert code == 0
    assert value["signature"]["signer"] == "KPU Contoh"
    assert load(tmp_path / "masuk") == load(draft)
    other = make_authority("Lain", start)
    (tmp_path / "lain.pem").write_bytes(other.anchor)
    code, said, _ = told(
        capsys, "open", out, "--trust", tmp_path / "lain.pem", "--out", tmp_path / "m"
    )
    assert code == 1
    assert "tidak dikenal di sini" in said
    out.write_bytes(out.read_bytes()[:-30])
    assert told(capsys, "open", out, *trust, "--out", tmp_path / "rusak")[0] == 1
    assert not (tmp_path / "rusak").exists()


def test_sheets_and_rules_are_changed(capsys: Capsys, tmp_path: Path) -> None:
    draft = made(capsys, tmp_path)
    words = ("--tag", 2100, "--page-title", "DATA", "--model", "C.LAIN")
    assert told(capsys, "set", draft, "--page", 1, *words)[0] == 0
    form = load(draft)
    assert (form.model, form.pages[0].tag, form.pages[0].title) == ("C.LAIN", 2100, "DATA")
    rule = ("--add", "suara_total <= pengguna_total_j", "--title", "Contoh", "--basis", "Contoh")
    assert told(capsys, "rules", draft, "--only", "R3,R4", *rule)[0] == 0
    assert {one.code for one in load(draft).rules} == {"R3", "R4", "R101"}
    code, _, err = told(capsys, "rules", draft, "--add", "suara_sah = kucing")
    assert code == 1
    assert "kucing" in err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("name", "--page", 9, "--numbers", "1", "--row", "paslon"), 1),
        (("name", "--numbers", "99", "--row", "paslon"), 1),
        (("name", "--numbers", "1-2", "--row", "pengguna_dpt"), 1),
        (("set", "--page", 0, "--tag", 5), 1),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    capsys: Capsys, tmp_path: Path, words: tuple[object, ...], code: int
) -> None:
    draft = found(capsys, tmp_path)
    before = (draft / "template.toml").read_text("utf-8")
    assert told(capsys, words[0], draft, *words[1:])[0] == code
    assert (draft / "template.toml").read_text("utf-8") == before


@pytest.mark.parametrize("numbers", ["a", "0", "3-", "1,,2", ""])
def test_numbers_that_are_none_are_not_understood(
    capsys: Capsys, tmp_path: Path, numbers: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        told(capsys, "name", tmp_path, "--numbers", numbers)
    assert caught.value.code == 2
