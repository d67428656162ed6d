"""Ballots that are no three pairs: parties with candidates, candidates, a pair against nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sirekap_desktop.models.binding import rows_of
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant, Election
from sirekap_desktop.models.form import FieldPlace, Label, Page, Row, Template
from sirekap_desktop.simulation.village import make_result
from tests.desks import FORM, election

DPR = "latihan/c_hasil_partai"
DPD = "latihan/c_hasil_calon"
SLOTS = (4, 8, 12)
"""How many candidates the sheets of a party have places for."""
PARTY_NUMBERS = (*range(1, 18), 24)
_LONG = (
    "Dr. Hj. Calon Bernama Panjang Sekali Wijaya, S.H., M.Hum.",
    "Ir. H. Calon Contoh Purnama bin Latihan, M.Sc.",
    "Calon Pendek",
    "Prof. Calon Latihan Kusuma Negara, Ph.D.",
)


def forms(ppwp: Template) -> dict[str, Template]:
    """A form of parties and one of candidates, made of the sheets of the pairs' form."""
    first, _, last = ppwp.pages
    outline = [row for row in ppwp.outline if not row.each]
    cut = next(n for n, row in enumerate(outline) if row.section.startswith("V."))
    of_parties = (
        Row("IV. SUARA PARTAI POLITIK DAN CALON", "Partai", (), each="partai"),
        Row("IV. SUARA PARTAI POLITIK DAN CALON", "Calon", (), each="partai_calon"),
        Row(
            "IV. SUARA PARTAI POLITIK DAN CALON",
            "Jumlah suara partai dan calon",
            (),
            each="partai_total",
        ),
    )
    of_candidates = (Row("IV. SUARA CALON", "Calon", (), each="calon"),)
    sheets = [_sheet(n, "partai", slots) for n, slots in enumerate(SLOTS, start=2)]
    made = {}
    for form, model, pages, lines in (
        (DPR, "C.HASIL-DPR", sheets, of_parties),
        (DPD, "C.HASIL-DPD", [_sheet(2, "calon", 10)], of_candidates),
    ):
        rows = (*outline[:cut], *lines, *outline[cut:])
        end = replace(last, tag=200, number=2 + len(pages))
        made[form] = replace(
            ppwp,
            form=form,
            title=model.replace("C.HASIL-", "Pemilu "),
            model=model,
            recap_model=model.replace("C.HASIL", "D.HASIL KECAMATAN"),
            pages=(replace(first, tag=200), *pages, end),
            outline=rows,
            rows=rows_of(rows, ()),
            checked=False,
        )
    return made


def parties(sizes: Mapping[int, int] | None = None) -> tuple[Contestant, ...]:
    """Eighteen parties with eight candidates each, or as many as `sizes` says by number."""
    return tuple(
        Contestant(
            ChoiceKind.PARTAI_LOKAL if 18 <= number <= 23 else ChoiceKind.PARTAI,
            number,
            f"Partai Contoh Nomor {number}" + (" Persatuan Rakyat Latihan" * (number % 4 == 3)),
            calon=tuple(
                Calon(n, _LONG[(number + n) % len(_LONG)]) for n in range(1, (size or 8) + 1)
            ),
        )
        for number, size in (sizes or dict.fromkeys(PARTY_NUMBERS, 8)).items()
    )


def candidates(count: int = 20) -> tuple[Contestant, ...]:
    """Candidates of a DPD."""
    return tuple(
        Contestant(ChoiceKind.CALON, n, _LONG[n % len(_LONG)]) for n in range(1, count + 1)
    )


def alone() -> tuple[Contestant, ...]:
    """A single pair against the empty column."""
    return (
        Contestant(ChoiceKind.PASLON, 1, _LONG[0], _LONG[1]),
        Contestant(ChoiceKind.KOLOM_KOSONG, 2, "Kolom Kosong"),
    )


def election_of(form: str, contestants: tuple[Contestant, ...], title: str) -> Election:
    """The small kecamatan with another contest."""
    return replace(election(), form=form, contestants=contestants, title=title)


def dpr() -> Election:
    """The small kecamatan, counting eighteen parties."""
    return election_of(DPR, parties(), "Pemilu Anggota DPR Tahun 2029")


def dpd() -> Election:
    """The small kecamatan, counting twenty candidates."""
    return election_of(DPD, candidates(), "Pemilu Anggota DPD Tahun 2029")


def single() -> Election:
    """The small kecamatan, counting a pair against the empty column."""
    return election_of(FORM, alone(), "Pemilihan Bupati dan Wakil Bupati Contoh Tahun 2029")


def numbers(made: Election, tps: str, seed: int = 1) -> dict[str, int]:
    """Numbers of a TPS that satisfy every rule."""
    return make_result(made.find(tps)[1], made.contestants, np.random.default_rng(seed))


def _sheet(number: int, repeat: str, slots: int) -> Page:
    names = [f"calon_{n}" for n in range(1, slots + 1)]
    fields = ["partai", *names, "partai_total"] if repeat == "partai" else names
    places = tuple(
        FieldPlace(field, tuple((430.0 + 45 * n, 90.0 + 52 * row, 40.0, 40.0) for n in range(3)))
        for row, field in enumerate(fields)
    )
    labels = tuple(
        Label(f"{{{field}}}", (30.0, 118.0 + 52 * row), 12.0, "bold", "left", 0.0)
        for row, field in enumerate(fields)
    )
    return Page(number, 198 + number, "SUARA", places, (0, 0, 1, 1), repeat=repeat, labels=labels)
