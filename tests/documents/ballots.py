"""Ballots of every kind, and the forms on which they are counted."""

from __future__ import annotations

from dataclasses import replace

from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant, Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from tests.documents.samples import FORM


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


def form_of(election: Election, model: str) -> Template:
    """The shipped form that D.HASIL KECAMATAN-`model` recaps, for the ballot of an election.

    A model that is not shipped is a new form of pairs.
    """
    wanted = f"D.HASIL KECAMATAN-{model}"
    shipped = {form.recap_model: form for form in catalog().values()}
    pattern = shipped.get(wanted) or replace(catalog()[FORM], recap_model=wanted)
    return bind(pattern, election.contestants)
