"""What D.HASIL tells of the plenary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sirekap_desktop.models.document import Explained
from sirekap_desktop.models.minutes import Kind, Outcome
from sirekap_desktop.models.people import Committee, Occasion
from sirekap_desktop.workflow import checking, convening, correcting, hearing, mastering, noting
from sirekap_desktop.workflow.desk import Desk
from tests import desks

RECORDED = Occasion(
    "Aula Contoh",
    date(2029, 2, 20),
    Committee("Ketua Satu", ("Anggota Dua", "", "", ""), ("Saksi Satu", "", ""), ""),
    copies=6,
)
TPS = desks.FIRST
PLACE = "Desa Contoh, TPS 001"


def notes(desk: Desk) -> list[Explained]:
    with desk.look() as unit:
        minutes, tallies = desk.minutes_in(unit), unit.tallies.all()
    return list(noting.notes(desk.election(), desk.template, minutes, tallies))


@pytest.fixture
def hall(desk: Desk) -> Desk:
    desks.confirm(desk, TPS)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, TPS)
    hearing.compare(desk, TPS)
    return desk


def test_a_plenary_without_incident_has_no_notes(hall: Desk) -> None:
    hearing.agree(hall, TPS)
    hearing.close(hall, TPS)
    assert notes(hall) == []


def test_the_room_comes_first_then_each_tps_in_the_order_of_the_list(hall: Desk) -> None:
    convening.note_event(hall, "kotak tidak tersegel", desks.OTHER)
    convening.note_event(hall, "kotak basah", TPS)
    convening.note_event(hall, "listrik padam")
    assert notes(hall) == [
        Explained("Rapat pleno", ("kejadian",), "listrik padam"),
        Explained(PLACE, ("kejadian",), "kotak basah"),
        Explained("Desa Contoh Barat, TPS 001", ("kejadian",), "kotak tidak tersegel"),
    ]


def test_a_correction_before_the_room_names_who_gave_paraf(hall: Desk) -> None:
    hearing.correct(hall, TPS, "paslon_1", 61, 1, "dihitung ulang", ["Ketua Satu", "Ani Saksi"])
    (note,) = notes(hall)
    name = hall.template.name_of("paslon_1")
    assert note == Explained(
        PLACE,
        ("koreksi",),
        f"{name}: 60 menjadi 61 (Ketua Satu). dihitung ulang Paraf: Ketua Satu, Ani Saksi.",
    )


def test_a_change_at_the_desk_is_told_and_what_was_taken_back_is_not(desk: Desk) -> None:
    operator = replace(desk, person=desks.OPERATOR)
    correcting.confirm(operator, TPS, "paslon_1", 60, seen=0)
    correcting.confirm(operator, TPS, "paslon_1", 16, seen=1, why="salah ketik")
    correcting.undo(operator, TPS)
    correcting.confirm(operator, TPS, "paslon_2", 90, seen=0)
    correcting.confirm(operator, TPS, "paslon_2", 91, seen=1, why="salah baca")
    name = desk.template.name_of("paslon_2")
    assert notes(desk) == [
        Explained(PLACE, ("koreksi",), f"{name}: 90 menjadi 91 (Operator Satu). salah baca")
    ]


def test_an_explanation_is_told_while_its_numbers_stand(desk: Desk) -> None:
    desks.confirm(desk, TPS, suara_total=199)
    member = replace(desk, person=desks.ANGGOTA)
    codes = list(dict.fromkeys(f.code for f in checking.look(desk, TPS).unexplained))
    for code in codes:
        hearing.explain(member, TPS, code, "salah tulis di kertas")
        hearing.explain(member, TPS, code, "salah tulis di kertas")
    assert notes(desk) == [
        Explained(PLACE, (code,), "salah tulis di kertas (Anggota Satu)") for code in codes
    ], "the same words once"
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    hearing.present(desk, TPS)
    hearing.correct(desk, TPS, "suara_total", 196, 1, "dihitung ulang", ["Ketua Satu"])
    assert {note.codes for note in notes(desk)} == {("koreksi",)}


def test_a_difference_that_was_talked_away_is_told_with_who_did_and_why(hall: Desk) -> None:
    said = hearing.differ(hall, TPS, "Saksi 1", "paslon_2", 91).id
    hearing.differ(hall, TPS, "Panwaslu", "paslon_1", 61)
    assert notes(hall) == [], "while it is open the TPS cannot be closed"
    member = replace(hall, person=desks.ANGGOTA)
    hearing.settle(member, TPS, said, "Salinan salah tulis.")
    hearing.correct(hall, TPS, "paslon_1", 61, 1, "dihitung ulang", ["Ketua Satu"])
    name = hall.template.name_of("paslon_2")
    assert [note for note in notes(hall) if note.codes == ("perbedaan",)] == [
        Explained(
            PLACE,
            ("perbedaan",),
            f"{name}: Saksi 1 menulis 91, C.HASIL 90. Salinan salah tulis. (Anggota Satu)",
        )
    ], "what a correction has mended stands under the correction"


def test_an_objection_is_told_with_answer_opinion_and_outcome(hall: Desk) -> None:
    number = hearing.object_to(hall, TPS, "Ani Saksi", "Paslon 1", "salah hitung").id
    assert [note.text for note in notes(hall)] == ["Ani Saksi (Paslon 1): salah hitung."]
    member = replace(hall, person=desks.ANGGOTA)
    hearing.answer(member, TPS, number, "Sudah dihitung.", "setuju", Outcome.DITERUSKAN)
    (note,) = notes(hall)
    assert note.codes == ("keberatan",)
    assert note.text == (
        "Ani Saksi (Paslon 1): salah hitung. Jawaban PPK (Anggota Satu): Sudah dihitung. "
        "Pendapat Panwaslu: setuju. "
        "Keberatan dicatat dan diteruskan ke KPU Kabupaten/Kota."
    )


def test_a_reopening_is_told_with_its_reason(hall: Desk) -> None:
    hearing.agree(hall, TPS)
    hearing.close(hall, TPS)
    hearing.reopen(hall, TPS, "keberatan saksi")
    assert notes(hall) == [Explained(PLACE, ("dibuka lagi",), "keberatan saksi (Ketua Satu)")]


def come(desk: Desk, kind: Kind, name: str, of: str = "") -> int:
    number = convening.register(desk, kind, name, of, "7/SM").id
    convening.attend(desk, number, here=True)
    return number


def test_the_occasion_names_who_came(desk: Desk) -> None:
    come(desk, Kind.PPK, "Ketua Satu", noting.CHAIR)
    come(desk, Kind.PPK, "Anggota Satu", "Anggota")
    come(desk, Kind.PPK, "Anggota Dua", "Anggota")
    come(desk, Kind.SAKSI, "Ani Saksi", "3")
    come(desk, Kind.PANWASLU, "Budi Pengawas")
    come(desk, Kind.PPS, "Cici", "Contoh")
    convening.register(desk, Kind.SAKSI, "Dedi Saksi", "1", "7/SM")
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    told = noting.occasion_of(desk)
    assert (told.place, told.day, told.copies) == ("Aula Contoh", date(2029, 2, 15), 6)
    assert told.committee.chair == "Ketua Satu"
    assert told.committee.members == ("Anggota Satu", "Anggota Dua", "", "")
    assert told.committee.witnesses == ("", "", "Ani Saksi")
    assert told.committee.supervisor == "Budi Pengawas"
    assert told.attended == ("Cici (Contoh)",)
    assert not told.objections
    convening.note_event(desk, "listrik padam")
    assert noting.occasion_of(desk).objections


def test_of_two_witnesses_the_one_who_is_here_signs(desk: Desk) -> None:
    ani = come(desk, Kind.SAKSI, "Ani Saksi", "1")
    convening.attend(desk, ani, here=False)
    budi = come(desk, Kind.SAKSI, "Budi Saksi", "1")
    assert noting.occasion_of(desk).committee.witnesses[0] == "Budi Saksi"
    convening.attend(desk, budi, here=False)
    convening.attend(desk, ani, here=True)
    assert noting.occasion_of(desk).committee.witnesses[0] == "Ani Saksi"


def test_a_document_tells_of_its_own_contest(hall: Desk) -> None:
    other = mastering.add_contest(hall, replace(desks.election(), title="Pemilu lain"))
    beside = replace(hall, contest=other)
    come(hall, Kind.SAKSI, "Ani Saksi", "1")
    hearing.object_to(hall, TPS, "Ani Saksi", "Paslon 1", "salah hitung")
    assert notes(beside) == []
    told = noting.occasion_of(beside)
    assert (told.committee.witnesses, told.objections) == (("", "", ""), False)


RECORDED = Occasion(
    "Aula Contoh",
    date(2029, 2, 20),
    Committee("Ketua Satu", ("Anggota Dua", "", "", ""), ("Saksi Satu", "", ""), ""),
    copies=6,
)


def test_the_record_leads_and_what_was_typed_fills_its_gaps() -> None:
    typed = Occasion(
        "Tempat Lain",
        date(2029, 2, 1),
        Committee(
            "Ketua Lama",
            ("Anggota Satu", "Anggota Dua", "", ""),
            ("Saksi Lama", "Saksi Dua", ""),
            "Pengawas Satu",
        ),
        objections=True,
        copies=9,
        attended=("PPS Contoh",),
    )
    told = noting.filled_up(RECORDED, typed)
    assert (told.place, told.day) == ("Aula Contoh", date(2029, 2, 20))
    assert told.committee == Committee(
        "Ketua Satu",
        ("Anggota Dua", "Anggota Satu", "", ""),
        ("Saksi Satu", "Saksi Dua", ""),
        "Pengawas Satu",
    )
    assert (told.objections, told.copies, told.attended) == (True, 9, ("PPS Contoh",))


def test_without_an_earlier_document_the_record_stands_alone() -> None:
    assert noting.filled_up(RECORDED, None) == RECORDED


def test_who_was_in_the_room_signs(desk: Desk) -> None:
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    for kind, name, of in (
        (Kind.PPK, "Ketua Satu", noting.CHAIR),
        (Kind.PPK, "Anggota Satu", "Anggota"),
        (Kind.SAKSI, "Saksi Dua", "2"),
        (Kind.SAKSI, "Saksi Tiga", "3"),
        (Kind.PANWASLU, "Pengawas Satu", ""),
        (Kind.PPS, "Petugas Satu", "Contoh"),
    ):
        step = convening.register(desk, kind, name, of, "012/M/2029")
        if name != "Saksi Tiga":
            convening.attend(desk, step.id, here=True)
    told = noting.occasion_of(desk)
    assert told.committee == Committee(
        "Ketua Satu", ("Anggota Satu", "", "", ""), ("", "Saksi Dua", ""), "Pengawas Satu"
    )
    assert (told.place, told.attended) == ("Aula Contoh", ("Petugas Satu (Contoh)",))
