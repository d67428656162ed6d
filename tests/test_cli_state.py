"""`sirekap status` and `sirekap compare` on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sirekap_desktop.app import House
from sirekap_desktop.cli import main
from sirekap_desktop.workflow import importing, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.workflow.conftest import bring

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[tuple[Path, Desk]]:
    house = House(tmp_path / "data")
    desk = house.open_desk(desks.KETUA)
    mastering.adopt(desk, desks.election())
    yield tmp_path, desk
    house.close()


def take(folder: Path, desk: Desk, name: str, data: bytes) -> importing.ImportReport:
    file = folder / name
    file.write_bytes(data)
    return bring(desk, [file], tps=desks.FIRST)


def test_status_names_the_sheets_that_lack_or_are_twice(
    folder: tuple[Path, Desk], capsys: Capsys
) -> None:
    place, desk = folder
    words = ["status", "--data", str(place / "data")]
    assert main(words) == 0
    assert "TPS 001 Contoh" in capsys.readouterr().out
    take(place, desk, "1.jpg", desks.picture(1))
    take(place, desk, "1b.jpg", desks.picture(1, {**desks.GOOD, "disabilitas_l": 5}))
    assert main(words) == 1
    told = capsys.readouterr().out
    assert "! TPS 001 Contoh: lembar 2 belum ada" in told
    assert "! TPS 001 Contoh: lembar 1 ada dua kali" in told
    assert main([*words, "--json"]) == 1
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["missing"], first["twice"]) == (["lembar 2", "lembar 3"], ["lembar 1"])


def test_compare_takes_published_results_and_tells_what_differs(
    folder: tuple[Path, Desk], capsys: Capsys
) -> None:
    place, desk = folder
    desks.confirm(desk, desks.FIRST)
    published = place / "json"
    published.mkdir()
    told = {"chart": {"100025": 60, "100026": 9, "100027": 42}, "administrasi": None}
    (published / f"{desks.FIRST}.json").write_text(json.dumps(told), "utf-8")
    (published / f"{desks.SECOND}.json").write_text("{", "utf-8")
    words = ["compare", str(published), "--data", str(place / "data"), "--role", "ketua"]
    assert main(words) == 1
    said = capsys.readouterr().out
    assert "TPS 001 Contoh" in said
    assert "90, dipublikasikan 9" in said
    assert f"! {desks.SECOND}.json" in said
    assert main(["compare", "--data", str(place / "data"), "--json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["tps"][0]["differences"] == [
        {"field": "paslon_2", "ours": 90, "theirs": 9, "words": None}
    ]
    assert value["tps"][0]["same"] == 2
