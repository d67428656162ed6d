"""R19: a sheet of the set is not here, or is here twice with other numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.plenary import Place, Stage
from sirekap_desktop.models.rules import Finding, Severity
from sirekap_desktop.workflow import checking, correcting, overview, sheet_sets
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from sirekap_desktop.workflow.overview import Next
from tests import desks
from tests.models.test_binding import PARTIES

Take = Callable[..., ImportReport]
CHANGED = {**desks.GOOD, "paslon_1": 61}


def r19(desk: Desk) -> tuple[Finding, ...]:
    return tuple(f for f in checking.look(desk, desks.FIRST).findings if f.code == "R19")


def test_a_missing_sheet_is_named(desk: Desk, take: Take) -> None:
    assert r19(desk) == (), "nothing has come yet, so nothing lacks"
    take({"1.jpg": desks.picture(1), "3.jpg": desks.picture(3)}, tps=desks.FIRST)
    (finding,) = r19(desk)
    assert (finding.severity, finding.fields) == (Severity.WARNING, ())
    assert finding.explanation == "Lembar 2 belum ada."
    assert checking.look(desk, desks.FIRST).missing == ("lembar 2",)
    take({"2.jpg": desks.picture(2)}, tps=desks.FIRST)
    assert r19(desk) == ()


def test_a_sheet_that_was_confirmed_from_the_paper_is_not_asked_for(desk: Desk, take: Take) -> None:
    take({"1.jpg": desks.picture(1), "3.jpg": desks.picture(3)}, tps=desks.FIRST)
    for field in ("paslon_1", "paslon_2", "paslon_3"):
        correcting.confirm(desk, desks.FIRST, field, desks.GOOD[field], seen=0)
    assert r19(desk) == ()


def test_two_pictures_with_the_same_numbers_are_no_finding(desk: Desk, take: Take) -> None:
    take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=desks.FIRST)
    take({"2b.jpg": desks.picture(2, mark="sekali lagi")}, tps=desks.FIRST)
    assert r19(desk) == ()


def test_two_pictures_that_differ_are_told_with_both_figures(desk: Desk, take: Take) -> None:
    take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=desks.FIRST)
    take({"2b.jpg": desks.picture(2, CHANGED)}, tps=desks.FIRST)
    (finding,) = r19(desk)
    assert (finding.severity, finding.fields) == (Severity.EXPLAIN, ("paslon_1",))
    assert finding.provisional
    assert "Lembar 2 ada dua kali" in finding.explanation
    assert "suara paslon 1 61 dan 60" in finding.explanation
    view = checking.look(desk, desks.FIRST)
    assert view.fields["paslon_1"].doubtful
    assert view.doubled == ("lembar 2",)
    assert view.stage is Stage.PERIKSA


def test_a_doubt_of_one_picture_ends_with_the_confirmation(desk: Desk, take: Take) -> None:
    take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=desks.FIRST)
    take({"2b.jpg": desks.picture(2, CHANGED, unsure=["paslon_1"])}, tps=desks.FIRST)
    assert len(r19(desk)) == 1
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    assert r19(desk) == ()


def test_what_both_pictures_tell_surely_has_to_be_explained(desk: Desk, take: Take) -> None:
    take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=desks.FIRST)
    take({"2b.jpg": desks.picture(2, CHANGED)}, tps=desks.FIRST)
    desks.confirm(desk, desks.FIRST)
    (finding,) = checking.look(desk, desks.FIRST).unexplained
    assert (finding.code, finding.provisional) == ("R19", False)
    desks.close(desk, desks.FIRST, "gambar pertama milik latihan")
    assert checking.look(desk, desks.FIRST).stage is Stage.SELESAI


def test_the_first_screen_names_what_lacks(desk: Desk, take: Take) -> None:
    take({"1.jpg": desks.picture(1), "3.jpg": desks.picture(3)}, tps=desks.FIRST)
    board = overview.board(desk)
    assert (board.lines[0].place, board.lines[0].missing) == (Place.DIFOTO, ("lembar 2",))
    assert (board.advice.what, board.advice.sheets) == (Next.COMPLETE, ("lembar 2",))
    take({"2.jpg": desks.picture(2)}, tps=desks.FIRST)
    take({"2b.jpg": desks.picture(2, CHANGED)}, tps=desks.FIRST)
    line = overview.board(desk).lines[0]
    assert (line.missing, line.doubled) == ((), ("lembar 2",))


def test_doubtful_numbers_of_an_incomplete_set_come_first(desk: Desk, take: Take) -> None:
    take({"1.jpg": desks.picture(1, unsure=["disabilitas_l"])}, tps=desks.FIRST)
    assert overview.board(desk).advice.what is Next.CHECK


@pytest.fixture
def legislative() -> Template:
    parties = tuple(
        Contestant(
            ChoiceKind.PARTAI,
            number,
            f"Partai Contoh {name}",
            calon=tuple(Calon(n, f"Calon {n}") for n in range(1, size + 1)),
        )
        for number, name, size in ((1, "Satu", 3), (3, "Tiga", 4), (24, "Empat", 9))
    )
    return bind(PARTIES, parties)


def test_a_partys_sheet_is_named_by_the_party(legislative: Template) -> None:
    names = [sheet_sets.page_name(legislative, page) for page in legislative.pages]
    assert names[0] == "lembar 1"
    assert "lembar 2 (Partai Contoh Satu)" in names
    assert any("(Partai Contoh Tiga)" in name for name in names)
    assert sum("(Partai Contoh Empat)" in name for name in names) >= 1
    here = [page.number for page in legislative.pages if page.number != 3]
    (gone,) = sheet_sets.missing(legislative, here)
    assert gone.number == 3
    (finding,) = sheet_sets.findings(legislative, [gone], (), ())
    assert finding.explanation == "Lembar 3 (Partai Contoh Tiga) belum ada."


def test_a_form_whose_rules_do_not_ask_is_not_asked(legislative: Template) -> None:
    silent = replace(legislative, rules=())
    assert list(sheet_sets.findings(silent, legislative.pages, (), ())) == []
