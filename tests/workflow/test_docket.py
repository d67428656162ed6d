"""What the room has before it: pictures of a correction, and why an act cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import Act
from sirekap_desktop.workflow import convening, correcting, docket, hearing, issuing, noting
from sirekap_desktop.workflow.desk import Desk
from tests import desks

Take = Callable[..., object]


@pytest.fixture
def read_out(desk: Desk, take: Take) -> Desk:
    """A sitting in which the first TPS is being read out."""
    take({"sebelum.jpg": desks.picture(2)}, desks.FIRST)
    desks.confirm(desk, desks.FIRST)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, desks.FIRST)
    return desk


def correct(desk: Desk, field: str, value: int, seen: int) -> int:
    return hearing.correct(desk, desks.FIRST, field, value, seen, "salah tulis", ["Ketua Satu"]).id


def names(desk: Desk, correction: int) -> tuple[str | None, str | None]:
    found = docket.look(desk, desks.FIRST).exhibits[correction]
    return (
        found.before.name if found.before else None,
        found.after.name if found.after else None,
    )


def test_each_correction_keeps_the_pictures_before_and_after(read_out: Desk, take: Take) -> None:
    first = correct(read_out, "paslon_1", 61, 1)
    assert names(read_out, first) == ("sebelum.jpg", None)
    take({"sesudah.jpg": desks.picture(2, mark=1)}, desks.FIRST)
    second = correct(read_out, "paslon_2", 89, 1)
    take({"sesudah lagi.jpg": desks.picture(2, mark=2)}, desks.FIRST)
    assert names(read_out, first) == ("sebelum.jpg", "sesudah.jpg")
    assert names(read_out, second) == ("sesudah.jpg", "sesudah lagi.jpg")


def test_a_picture_of_another_page_shows_no_correction(read_out: Desk, take: Take) -> None:
    number = correct(read_out, "pemilih_dpt_l", 121, 1)
    assert names(read_out, number) == (None, None)
    take({"lain.jpg": desks.picture(2, mark=1)}, desks.FIRST)
    assert names(read_out, number) == (None, None)
    take({"satu.jpg": desks.picture(1)}, desks.FIRST)
    assert names(read_out, number) == (None, "satu.jpg")


def test_without_corrections_there_are_no_pictures_to_compare(read_out: Desk) -> None:
    assert docket.look(read_out, desks.FIRST).exhibits == {}


def why(desk: Desk, act: Act) -> str:
    now = docket.look(desk, desks.FIRST)
    error = hearing.hindrance(desk, act, now.view, now.minutes)
    return "" if error is None else error.code


@pytest.mark.parametrize(
    ("person", "act", "code"),
    [
        (desks.KETUA, Act.COMPARE, ""),
        (desks.KETUA, Act.EXPLAIN, ""),
        (desks.OPERATOR, Act.DIFFER, ""),
        (desks.KETUA, Act.PRESENT, "tps_not_there"),
        (desks.KETUA, Act.REOPEN, "tps_not_there"),
        (desks.OPERATOR, Act.CORRECT, "not_allowed"),
        (desks.PENGAMAT, Act.COMPARE, "not_allowed"),
    ],
)
def test_why_an_act_cannot_be_done_is_known_before(
    read_out: Desk, person: Person, act: Act, code: str
) -> None:
    assert why(replace(read_out, person=person), act) == code


def test_open_matters_and_other_panels_hinder(read_out: Desk) -> None:
    hearing.differ(read_out, desks.FIRST, "Saksi 01", "paslon_1", 61)
    hearing.compare(read_out, desks.FIRST)
    assert why(read_out, Act.AGREE) == "differences_open"
    convening.assign_panel(read_out, desks.CONTOH, 1, "Anggota Dua")
    assert why(replace(read_out, person=desks.ANGGOTA), Act.CORRECT) == "other_panel"
    assert why(replace(read_out, person=desks.ANGGOTA), Act.DIFFER) == ""
    convening.adjourn(read_out, "istirahat")
    assert why(read_out, Act.CORRECT) == "sitting_not_open"


def test_a_closed_tps_takes_no_explanation(read_out: Desk) -> None:
    hearing.compare(read_out, desks.FIRST)
    hearing.agree(read_out, desks.FIRST)
    hearing.close(read_out, desks.FIRST)
    assert why(read_out, Act.EXPLAIN) == "tps_closed"
    assert why(read_out, Act.REOPEN) == ""


def test_unconfirmed_numbers_hinder_comparing(desk: Desk) -> None:
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, desks.FIRST)
    assert why(desk, Act.COMPARE) == "fields_unconfirmed"
    assert why(desk, Act.CORRECT) == "fields_unconfirmed"
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    assert why(desk, Act.COMPARE) == "fields_unconfirmed"
    assert why(desk, Act.CORRECT) == ""


def test_how_many_documents_a_reopening_would_void(desk: Desk) -> None:
    for tps in (desks.FIRST, desks.SECOND, desks.OTHER):
        desks.confirm(desk, tps)
        desks.close(desk, tps)
    occasion = noting.occasion_of(desk)
    issuing.issue(desks.paired(desk), occasion)
    issuing.issue(desks.paired(desk), occasion)
    assert issuing.standing(desk) == 2
    hearing.reopen(desk, desks.FIRST, "salah jumlah")
    assert issuing.standing(desk) == 0
