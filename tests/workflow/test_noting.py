"""What the record of the plenary says for a D.HASIL."""

from __future__ import annotations

from datetime import date

from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.people import Committee, Occasion
from sirekap_desktop.workflow import convening, noting
from sirekap_desktop.workflow.desk import Desk

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
