"""The made-up kecamatan that the pictures show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from sirekap_desktop import raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.election import ChoiceKind, Contestant, Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.models.words import words as number_words
from sirekap_desktop.simulation.camera import Shot, as_jpeg, photograph
from sirekap_desktop.simulation.sheet import Pen, fill_page
from sirekap_desktop.simulation.strokes import Hand
from sirekap_desktop.simulation.village import make_election, make_result
from sirekap_desktop.workflow import checking, convening, correcting, hearing, noting
from sirekap_desktop.workflow.desk import Desk

FORM = "pemilu_2024/c_hasil_ppwp"
CHAIR = Person("Ketua Latihan", Role.KETUA)
MEMBER = Person("Anggota Latihan", Role.ANGGOTA)
OPERATOR = Person("Operator Latihan", Role.OPERATOR)
SCALE = 4.0


def kecamatan(desk: Desk) -> Election:
    """Two desa with three TPS each, and candidates with long names."""
    title = desk.templates[FORM].title
    return long_names(make_election(FORM, title, rng(1), desa=2, tps=3))


def rng(seed: int) -> np.random.Generator:
    """Chance that is the same every time."""
    return np.random.default_rng(seed)


def long_names(election: Election) -> Election:
    """Candidates with names as long as real ones."""
    pairs = (
        ("Calon Satu Panjang Sekali Namanya, S.T., M.M.", "Wakil Satu Bin Contoh, Lc., M.A."),
        ("Calon Dua", "Wakil Dua"),
        ("Dr. Ir. Calon Tiga Purnama Wijaya, M.Sc.", "Prof. Wakil Tiga Kusuma, S.H."),
    )
    named = tuple(
        Contestant(ChoiceKind.PASLON, n, head, deputy)
        for n, (head, deputy) in enumerate(pairs, start=1)
    )
    return replace(election, contestants=named)


def make_pictures(template: Template, election: Election, folder: Path) -> None:
    """Photographs of the sheets of the first five TPS, one without TPS, and three bad files."""
    blanks = blank_sheets(template)
    for number, (desa, tps) in enumerate(election.every_tps()):
        if number == 5:
            break
        home = folder / desa.region.name
        home.mkdir(parents=True, exist_ok=True)
        for page, picture in photographs(template, blanks, election, desa, tps, number):
            (home / f"{tps.code}_{page}.jpg").write_bytes(picture)
    desa, last = list(election.every_tps())[5]
    page, picture = next(photographs(template, blanks, election, desa, last, 5))
    (folder / f"foto_{page}.jpg").write_bytes(picture)
    (folder / "catatan.jpg").write_text("bukan gambar", encoding="utf-8")
    (folder / "terpotong.jpg").write_bytes(picture[:20_000])
    grey = np.full((1200, 900, 3), 180, np.uint8)
    (folder / "meja.jpg").write_bytes(as_jpeg(grey, 80))


def blank_sheets(
    template: Template,
) -> Mapping[int, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """The blank pages as pictures at `SCALE` pixels per mm."""
    pdf = blank_form(template)
    return {
        page.number: raster.render(pdf, index, SCALE * 25.4)
        for index, page in enumerate(template.pages)
    }


def photographs(
    template: Template,
    blanks: Mapping[int, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]],
    election: Election,
    desa: Desa,
    tps: Tps,
    seed: int,
) -> Iterator[tuple[int, bytes]]:
    """The filled sheets of one TPS as a phone takes them: page number and JPEG."""
    values = make_result(tps, election.contestants, rng(int(tps.code) % 1000))
    head = {
        "provinsi": election.provinsi.name,
        "kabkota": election.kabkota.name,
        "kecamatan": election.kecamatan.name,
        "desa": desa.region.name,
        "tps": f"{tps.number:03d}",
        "tps_kata": number_words(tps.number),
    }
    for page in template.pages:
        sheet = blanks[page.number].copy()
        chance = rng(seed * 10 + page.number)
        fill_page(Pen(sheet, SCALE, Hand.from_seed(seed + 3), chance), page, values, head)
        shot = Shot.from_rng(chance)
        yield page.number, as_jpeg(photograph(sheet, shot, chance), shot.quality)


def confirm(
    desk: Desk,
    code: str,
    count: int,
    *,
    wrong: Mapping[str, int] | None = None,
    only: Sequence[str] = (),
) -> None:
    """Confirm the first `count` numbers of a TPS as the paper has them, some of them wrong."""
    election = desk.election()
    _, tps = election.find(code)
    truth = {**make_result(tps, election.contestants, rng(int(code) % 1000)), **(wrong or {})}
    view = checking.look(desk, code)
    for name in only or tuple(view.fields)[:count]:
        field = view.fields[name]
        if field.entry is None:
            correcting.confirm(desk, code, name, truth[name], field.seen)


def gather(desk: Desk) -> None:
    """A hall with committee, witnesses and supervisor, some of them in the room."""
    people = (
        (Kind.PPK, CHAIR.name, noting.CHAIR, "", True),
        (Kind.PPK, MEMBER.name, "Anggota", "", True),
        (Kind.SAKSI, "Saksi Satu Latihan", "1", "012/SM/2024, 17-02-2024", True),
        (Kind.SAKSI, "Saksi Dua Latihan", "2", "7/TIM/2024, 16-02-2024", True),
        (Kind.SAKSI, "Saksi Tiga Latihan", "3", "88/II/2024, 18-02-2024", False),
        (Kind.PANWASLU, "Pengawas Latihan", "", "", True),
        (Kind.PPS, "Petugas Latihan", "Contoh Satu", "", False),
    )
    for kind, name, of, mandate, here in people:
        step = convening.register(desk, kind, name, of, mandate)
        if here:
            convening.attend(desk, step.id, here=True)


def close(desk: Desk, code: str) -> None:
    """Carry a TPS through the plenary."""
    hearing.present(desk, code)
    hearing.compare(desk, code)
    settle(desk, code)


def mend(desk: Desk, code: str) -> None:
    """Let a TPS say what its paper says, whatever was typed before."""
    election = desk.election()
    _, tps = election.find(code)
    truth = make_result(tps, election.contestants, rng(int(code) % 1000))
    for name, field in checking.look(desk, code).fields.items():
        if field.entry is None or field.entry.value != truth[name]:
            correcting.confirm(desk, code, name, truth[name], field.seen, "dicocokkan lagi")


def close_all(desk: Desk) -> None:
    """Carry every TPS that is left through the plenary."""
    for _, tps in desk.election().every_tps():
        reached = checking.look(desk, tps.code).course.reached
        if reached is Reached.MENUNGGU:
            mend(desk, tps.code)
            close(desk, tps.code)
        elif reached is not Reached.SELESAI:
            settle(desk, tps.code)


def settle(desk: Desk, code: str) -> None:
    """Close a TPS that the room has compared already."""
    for finding in {f.code for f in checking.look(desk, code).unexplained}:
        hearing.explain(desk, code, finding, "Sudah dicocokkan dengan saksi.")
    hearing.agree(desk, code)
    hearing.close(desk, code)


def value_of(desk: Desk, code: str, field: str) -> int:
    """The confirmed number of a field."""
    with desk.look() as unit:
        return unit.tallies.get(code).values[field]


def seen_of(desk: Desk, code: str, field: str) -> int:
    """How many entries a field has."""
    with desk.look() as unit:
        return len(unit.tallies.get(code).history(field))
