"""A small kecamatan, people, and a reader that reads what the test says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import ChoiceKind, Contestant, Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Kind, Step
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Sitting
from sirekap_desktop.models.reading import Problem, Reading, SheetReading, Source, Status
from sirekap_desktop.models.region import Region, tps_code
from sirekap_desktop.models.store import Store, Unit
from sirekap_desktop.workflow import accounts, checking, convening, correcting, hearing, noting
from sirekap_desktop.workflow.desk import Desk

FORM = "pemilu_2024/c_hasil_ppwp"
KETUA = Person("Ketua Satu", Role.KETUA)
ANGGOTA = Person("Anggota Satu", Role.ANGGOTA)
OPERATOR = Person("Operator Satu", Role.OPERATOR)
PENGAMAT = Person("Pengamat Satu", Role.PENGAMAT)
CONTOH = "11.01.01.2001"
FIRST = tps_code(CONTOH, 1)
SECOND = tps_code(CONTOH, 2)
OTHER = tps_code("11.01.01.2002", 1)

GOOD: Mapping[str, int] = {
    "pemilih_dpt_l": 120,
    "pemilih_dpt_p": 130,
    "pemilih_dpt_j": 250,
    "pengguna_dpt_l": 90,
    "pengguna_dpt_p": 100,
    "pengguna_dpt_j": 190,
    "pengguna_dptb_l": 1,
    "pengguna_dptb_p": 2,
    "pengguna_dptb_j": 3,
    "pengguna_non_dpt_l": 2,
    "pengguna_non_dpt_p": 1,
    "pengguna_non_dpt_j": 3,
    "pengguna_total_l": 93,
    "pengguna_total_p": 103,
    "pengguna_total_j": 196,
    "surat_suara_diterima": 255,
    "surat_suara_digunakan": 196,
    "surat_suara_dikembalikan": 1,
    "surat_suara_tidak_digunakan": 58,
    "disabilitas_l": 1,
    "disabilitas_p": 0,
    "disabilitas_j": 1,
    "paslon_1": 60,
    "paslon_2": 90,
    "paslon_3": 42,
    "suara_sah": 192,
    "suara_tidak_sah": 4,
    "suara_total": 196,
}
"""Numbers that satisfy every rule."""


def election() -> Election:
    """Two desa with two and one TPS."""
    contoh = tuple(Tps(tps_code(CONTOH, n), n, 120, 130) for n in (1, 2))
    barat = (Tps(OTHER, 1, 120, 130),)
    return Election(
        form=FORM,
        title="Pemilu Presiden dan Wakil Presiden",
        day=date(2029, 2, 14),
        provinsi=Region("11", "Provinsi Latihan"),
        kabkota=Region("11.01", "Kabupaten Latihan"),
        kecamatan=Region("11.01.01", "Contoh"),
        desa=(
            Desa(Region(CONTOH, "Contoh"), contoh),
            Desa(Region("11.01.01.2002", "Contoh Barat"), barat),
        ),
        contestants=tuple(
            Contestant(ChoiceKind.PASLON, n, f"Calon {n}", f"Wakil {n}") for n in (1, 2, 3)
        ),
        simulation=True,
    )


class Clock:
    """A second later at every look."""

    def __init__(self) -> None:
        self._now = datetime(2029, 2, 15, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def desk_of(store: Store, templates: Mapping[str, Template], person: Person = KETUA) -> Desk:
    """A desk on that store."""
    return Desk(store, person, templates, Clock())


def close(desk: Desk, tps: str, words: str = "sudah dicocokkan") -> None:
    """Carry a TPS whose numbers are confirmed through the plenary; `words` explain its findings."""
    if convening.minutes(desk).sitting is Sitting.BELUM:
        convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, tps)
    hearing.compare(desk, tps)
    for code in dict.fromkeys(f.code for f in checking.look(desk, tps).unexplained):
        hearing.explain(desk, tps, code, words)
    hearing.agree(desk, tps)
    hearing.close(desk, tps)


def argued(desk: Desk, tps: str) -> None:
    """Leave a TPS before the room with everything that can be open at it."""
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    for kind, name, of in (
        (Kind.PPK, KETUA.name, noting.CHAIR),
        (Kind.SAKSI, "Saksi Satu", "1"),
        (Kind.SAKSI, "Saksi Dua", "2"),
        (Kind.PANWASLU, "Pengawas Satu", ""),
    ):
        step = convening.register(desk, kind, name, of, "012/M/2029")
        convening.attend(desk, step.id, here=True)
    convening.assign_panel(desk, CONTOH, 1, KETUA.name)
    convening.note_event(desk, "Listrik padam dua puluh menit.")
    hearing.present(desk, tps)
    hearing.differ(desk, tps, "Saksi 01 (Saksi Satu)", "paslon_2", 91)
    hearing.object_to(desk, tps, "Saksi Dua", "Saksi 02", "Surat suara dihitung dua kali.")
    hearing.correct(desk, tps, "paslon_1", 61, 1, "salah tulis", [KETUA.name, "Saksi Satu"])
    hearing.compare(desk, tps, ["Saksi 01 (Saksi Satu)"])


def pass_through(desk: Desk, unit: Unit, tps: str) -> None:
    """Write the whole course of a TPS down at once, whatever its numbers are."""
    contest = unit.elections.key()
    for act in (Act.PRESENT, Act.COMPARE, Act.AGREE, Act.CLOSE):
        facts: dict[str, object] = {"codes": []} if act is Act.CLOSE else {}
        who, role = desk.person.name, desk.person.role.value
        unit.steps.add(Step(0, act, who, role, desk.clock(), contest, tps, "", facts))


def confirm(desk: Desk, tps: str, **changed: int) -> None:
    """Confirm every number of a TPS, the good ones unless told otherwise."""
    for field, value in {**GOOD, **changed}.items():
        correcting.confirm(desk, tps, field, value, seen=0)


PIN = "4711"


def let_in(desk: Desk, *people: Person) -> None:
    """Give these people, or one of each role, an account with the same PIN; the chair first."""
    first, *others = people or (KETUA, ANGGOTA, OPERATOR, PENGAMAT)
    accounts.begin(desk, first.name, first.role, PIN)
    for person in others:
        accounts.put(replace(desk, person=first), person.name, person.role, PIN)


def paired(desk: Desk) -> Desk:
    """The same desk with a second member of the committee beside the person."""
    return replace(desk, second=ANGGOTA if desk.person != ANGGOTA else KETUA)


def reading_of(
    template: Template, page: int, numbers: Mapping[str, int], unsure: frozenset[str] = frozenset()
) -> SheetReading:
    """What a reader says of a page; fields without a number are unread."""
    readings = []
    for place in template.pages[page - 1].places:
        value = numbers.get(place.field)
        status = Status.CHECK if place.field in unsure else Status.SURE
        text = "___" if value is None else f"{value:03d}"
        readings.append(
            Reading(
                field=place.field,
                value=value,
                confidence=0.25 if value is None else 0.875,
                runner_up=None,
                status=Status.UNREAD if value is None else status,
                sources=(Source("digits", text, value, 0.875),),
                box=place.extent,
            )
        )
    return SheetReading(
        template.form, page, (Problem("paper_folded", (("mm", "2"),), False),), tuple(readings)
    )


def picture(page: int, numbers: Mapping[str, int] = GOOD, **marks: object) -> bytes:
    """A file that `FakeReader` understands; `marks` make files differ or go wrong."""
    return json.dumps({"pages": [page], "numbers": dict(numbers), **marks}).encode()


@dataclass(frozen=True)
class FakeResult:
    reading: SheetReading
    scale: float

    def flatten(self) -> NDArray[np.uint8] | None:
        if self.reading.refused:
            return None
        return np.full((40, 30, 3), 10 * (self.reading.page or 0), np.uint8)


class FakeReader:
    """Reads the files of `picture`."""

    def __init__(self, template: Template, _forms: Mapping[str, Template] | None = None) -> None:
        self._template = template

    def read_file(self, data: bytes) -> list[FakeResult]:
        try:
            told = json.loads(data)
        except ValueError as error:
            raise SirekapError("picture_unknown") from error
        unsure = frozenset(told.get("unsure", ()))
        results = []
        for page in told["pages"]:
            reading = reading_of(self._template, page, told["numbers"], unsure)
            if told.get("problem") and page == told.get("problem_on", page):
                bad = (Problem(told["problem"], (("corner", "kiri atas"),)),)
                reading = replace(reading, problems=bad, readings=())
            if "form" in told:
                reading = replace(reading, form=told["form"])
            results.append(FakeResult(reading, 2.5))
        return results
