"""A made-up form of one sheet for tests of the studio: four pairs, totals, a few rows."""

from __future__ import annotations

from dataclasses import replace

from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models.draft_files import law_for
from sirekap_desktop.models.draft_rules import fitting
from sirekap_desktop.models.drafting import Draft, Titles, started
from sirekap_desktop.models.form import FieldPlace, Frame
from sirekap_desktop.models.layout import Layout, TagMark

TITLES = Titles("pemilu_2024/contoh", "Pemilihan Contoh", "C.CONTOH", "D.CONTOH")
SIDE = 12.0


def place(left: float, top: float, field: str = "") -> FieldPlace:
    """Three boxes beside one another."""
    return FieldPlace(field, edits.row_of_boxes((left, top, SIDE, SIDE), 3, 2.0))


def layout() -> Layout:
    """What is found on it: a row of three, ballots, four pairs and three totals."""
    rows = [
        *(place(x, 60.0) for x in (150.0, 200.0, 250.0)),
        place(250.0, 90.0),
        *(place(250.0, 120.0 + 20 * i) for i in range(4)),
        *(place(250.0, 220.0 + 20 * i) for i in range(3)),
    ]
    return Layout(
        size=(320.0, 450.0),
        places=tuple(rows),
        frames=(Frame((20.0, 50.0, 280.0, 230.0), 0.5, 0.0),),
        frame_width=0.8,
        marks=((15.0, 15.0), (305.0, 15.0), (15.0, 435.0), (305.0, 435.0)),
        mark_side=6.0,
        tag=TagMark("36h10", 2071, (270.0, 20.0, 20.0, 20.0), 0),
    )


def fresh() -> Draft:
    """As it was found."""
    return started([layout()], TITLES, *law_for(TITLES.form, "pemilu_2024"))


def named() -> Draft:
    """With all its names, and the rules that fit."""
    draft = edits.name_row(fresh(), 1, [0, 1, 2], "pengguna_total")
    draft = edits.name_row(draft, 1, [3], "surat_suara_diterima")
    draft = edits.name_row(draft, 1, [4, 5, 6, 7], "paslon")
    for index, field in zip(
        (8, 9, 10), ("suara_sah", "suara_tidak_sah", "suara_total"), strict=True
    ):
        draft = edits.name(draft, 1, index, field)
    return fitting(draft)


def with_places(draft: Draft, *places: FieldPlace) -> Draft:
    """The first sheet with these numbers only."""
    page = replace(draft.pages[0], places=places)
    return replace(draft, form=replace(draft.form, pages=(page,)))
