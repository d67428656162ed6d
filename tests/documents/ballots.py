"""Ballots of every kind, and forms for them that need no folder: pairs, candidates, parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sirekap_desktop.models.binding import bind, rows_of
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant, Election
from sirekap_desktop.models.form import FieldPlace, Page, Row, Template
from sirekap_desktop.models.form_files import catalog
from tests.documents.samples import FORM

PPWP = catalog()[FORM]
FIRST, CHOICES, LAST = PPWP.pages
LARGEST = 15
"""Candidates on the largest sheet of a party."""


def pairs(count: int) -> list[Contestant]:
    """So many pairs."""
    return [
        Contestant(ChoiceKind.PASLON, n, f"Calon {n}", f"Wakil {n}") for n in range(1, count + 1)
    ]


def single_pair() -> list[Contestant]:
    """One pair against the empty column."""
    return [*pairs(1), Contestant(ChoiceKind.KOLOM_KOSONG, 2, "Kolom Kosong")]


def candidates(count: int) -> list[Contestant]:
    """So many candidates of the DPD."""
    return [Contestant(ChoiceKind.CALON, n, f"Calon {n}") for n in range(1, count + 1)]


def parties(count: int, calon: int) -> list[Contestant]:
    """So many parties with as many candidates each."""
    return [
        Contestant(
            ChoiceKind.PARTAI,
            n,
            f"Partai Contoh {n}",
            calon=tuple(Calon(c, f"Calon {n}.{c}") for c in range(1, calon + 1)),
        )
        for n in range(1, count + 1)
    ]


def form_of(election: Election, model: str, what: str) -> Template:
    """A form for the ballot of an election: MODEL C.HASIL-`model`, counting votes of `what`."""
    kind = election.contestants[0].kind
    of_parties = election.contestants[0].is_party
    section = f"IV. DATA RINCIAN PEROLEHAN SUARA {what.upper()}"
    lines: Sequence[Row] = (
        (
            Row(section, "Suara partai politik", (), each="partai"),
            Row(section, "Calon nomor urut {number}", (), each="partai_calon"),
            Row(section, "Jumlah suara sah partai politik dan calon", (), each="partai_total"),
        )
        if of_parties
        else (Row(section, "Nomor urut {number}", (), each=kind),)
    )
    kept = [row for row in PPWP.outline if not row.each]
    outline = (
        *(row for row in kept if not row.section.startswith("V.")),
        *lines,
        *(row for row in kept if row.section.startswith("V.")),
    )
    pattern = replace(
        PPWP,
        model=f"C.HASIL-{model}",
        recap_model=f"D.HASIL KECAMATAN-{model}",
        pages=_pages(kind, of_parties=of_parties),
        outline=outline,
        rows=rows_of(outline, ()),
    )
    return bind(pattern, election.contestants)


def _pages(kind: str, *, of_parties: bool) -> tuple[Page, ...]:
    if of_parties:
        fields = ["partai", *(f"calon_{n}" for n in range(1, LARGEST + 1)), "partai_total"]
        choices = replace(CHOICES, repeat="partai", places=tuple(map(_place, fields)))
    elif kind == ChoiceKind.CALON:
        slots = [f"calon_{n}" for n in range(1, 11)]
        choices = replace(CHOICES, repeat="calon", places=tuple(map(_place, slots)))
    else:
        choices = CHOICES
    return (FIRST, choices, LAST)


def _place(field: str) -> FieldPlace:
    return replace(CHOICES.places[0], field=field)
