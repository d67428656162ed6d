"""Published numbers stand beside the confirmed ones; they never become them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.workflow import checking, comparing, correcting, mastering
from sirekap_desktop.workflow.comparing import PublishedReport
from sirekap_desktop.workflow.desk import Desk
from tests import desks

GOOD = {"chart": {"100025": 60, "100026": 90, "100027": 842}, "ts": "2029-02-15 01:00:00",
        "administrasi": {"suara_sah": 192, "suara_tidak_sah": 4}}  # fmt: skip


def put(folder: Path, name: str, told: object) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(told if isinstance(told, str) else json.dumps(told), "utf-8")
    return file


def take(desk: Desk, *paths: Path) -> PublishedReport:
    return comparing.import_published(desk, paths, Progress())


def test_a_bad_file_stops_no_other(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "json"
    put(folder, f"{desks.FIRST}.json", GOOD)
    put(folder, f"{desks.SECOND}.json", "{")
    put(folder, f"{desks.OTHER}.json", {"chart": None})
    put(folder, "9999999999999.json", GOOD)
    put(folder, "catatan.txt", "bukan JSON")
    report = take(desk, folder)
    assert [one.tps for one in report.taken] == [desks.FIRST]
    assert [(one.name, one.code) for one in report.refused] == [
        (f"{desks.SECOND}.json", "published_json"),
        ("9999999999999.json", "published_foreign"),
    ]
    assert report.empty == (f"{desks.OTHER}.json",)
    assert take(desk, folder).known == (f"{desks.FIRST}.json",)
    with pytest.raises(SirekapError, match="no_published"):
        take(desk, _empty(tmp_path))


def _empty(tmp_path: Path) -> Path:
    folder = tmp_path / "kosong"
    folder.mkdir()
    return folder


def test_a_published_number_is_no_result_and_no_proposal(desk: Desk, tmp_path: Path) -> None:
    before = checking.look(desk, desks.FIRST)
    take(desk, put(tmp_path, f"{desks.FIRST}.json", GOOD))
    assert checking.look(desk, desks.FIRST) == before
    (one,) = comparing.comparison(desk)
    assert (one.comparison.same, one.comparison.waiting) == (0, 5)
    assert one.comparison.differences == ()


def test_confirmed_numbers_that_differ_are_shown_until_somebody_says_why(
    desk: Desk, tmp_path: Path
) -> None:
    desks.confirm(desk, desks.FIRST)
    take(desk, put(tmp_path, f"{desks.FIRST}.json", GOOD))
    (one,) = comparing.comparison(desk)
    assert one.name == "TPS 001 Contoh"
    (difference,) = one.comparison.open
    assert (difference.field, difference.ours, difference.theirs) == ("paslon_3", 42, 842)
    assert one.comparison.same == 4
    comparing.explain_difference(desk, desks.FIRST, "paslon_3", " salah baca Sirekap ")
    (one,) = comparing.comparison(desk)
    assert one.comparison.open == ()
    word = one.comparison.differences[0].word
    assert word is not None
    assert (word.words, word.who) == ("salah baca Sirekap", desks.KETUA.name)
    correcting.confirm(desk, desks.FIRST, "paslon_3", 41, 1, "salah ketik")
    (one,) = comparing.comparison(desk)
    assert len(one.comparison.open) == 1, "the word was said of other figures"


def test_the_newest_publication_counts_in_whatever_order_it_comes(
    desk: Desk, tmp_path: Path
) -> None:
    desks.confirm(desk, desks.FIRST)
    right = {**GOOD, "chart": {**GOOD["chart"], "100027": 42}, "ts": "2029-02-16 01:00:00"}  # type: ignore[dict-item]
    take(desk, put(tmp_path, f"{desks.FIRST}.json", right))
    take(desk, put(tmp_path / "lama", f"{desks.FIRST}.json", GOOD))
    (one,) = comparing.comparison(desk)
    assert (one.comparison.published.stamp, one.comparison.differences) == (right["ts"], ())


def test_only_who_may_explain_does(desk: Desk, tmp_path: Path) -> None:
    desks.confirm(desk, desks.FIRST)
    take(desk, put(tmp_path, f"{desks.FIRST}.json", GOOD))
    for person, field, words, code in (
        (desks.OPERATOR, "paslon_3", "karena", "not_allowed"),
        (desks.KETUA, "paslon_3", " ", "reason_needed"),
        (desks.KETUA, "paslon_2", "karena", "published_same"),
        (desks.KETUA, "pemilih_dpt_l", "karena", "published_same"),
    ):
        with pytest.raises(SirekapError, match=code):
            comparing.explain_difference(replace(desk, person=person), desks.FIRST, field, words)
    with pytest.raises(SirekapError, match="not_allowed"):
        take(replace(desk, person=desks.PENGAMAT), tmp_path)


def test_each_contest_has_its_own(desk: Desk, tmp_path: Path) -> None:
    number = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    take(desk, put(tmp_path, f"{desks.FIRST}.json", GOOD))
    assert comparing.comparison(replace(desk, contest=number)) == ()
    assert len(comparing.comparison(desk)) == 1


def test_the_record_tells_of_it(desk: Desk, tmp_path: Path) -> None:
    desks.confirm(desk, desks.FIRST)
    take(desk, put(tmp_path, f"{desks.FIRST}.json", GOOD))
    comparing.explain_difference(desk, desks.FIRST, "paslon_3", "salah baca")
    with desk.look() as unit:
        kinds = [event.kind for event in unit.events.all()][-2:]
    assert kinds == ["published_taken", "published_explained"]
