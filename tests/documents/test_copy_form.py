"""The A4 copy that is made of a form's rows: every number once, on paper that people can fill."""

from __future__ import annotations

from itertools import combinations

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.documents.copy_form import BOTTOM, SIZE, copy_form
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.simulation.ballots import BALLOTS
from tests.models.test_form_files import inside, overlap

FORMS = catalog()
DPR = FORMS["pemilu_2024/c_hasil_dpr"]
NAMES = st.text(st.characters(categories=("Lu", "Ll", "Zs")), min_size=1, max_size=60)
HEAD = {"desa": "Contoh Satu", "tps": "007", "tps_kata": "TUJUH"}


def bound(name: str) -> Template:
    ballot = BALLOTS[name]
    return bind(FORMS[ballot.form], ballot.contestants)


def texts(pdf: bytes) -> list[str]:
    """What each sheet says."""
    document = pdfium.PdfDocument(pdf)
    said = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return said


@pytest.mark.parametrize("name", BALLOTS)
def test_every_number_has_its_boxes_once_and_nothing_overlaps(name: str) -> None:
    form = bound(name)
    copy = copy_form(form)
    assert copy.fields == tuple(field for row in form.rows for field in row.fields)
    assert (copy.size, copy.tag_family, copy.marks, copy.copy_of) == (SIZE, "", (), form.form)
    for page in copy.pages:
        boxes = [box for place in page.places for box in place.boxes]
        assert all(inside(box, (0.0, 0.0, SIZE[0], BOTTOM)) for box in boxes)
        for first, second in combinations([page.head, *boxes], 2):
            assert not overlap(first, second)


def test_the_last_sheet_is_signed_below_numbers_and_every_sheet_says_which_it_is() -> None:
    said = texts(blank_form(copy_form(bound("dpr")), heads=[HEAD]))
    for number, text in enumerate(said, start=1):
        assert f"Hal {number} dari {len(said)}" in text
        assert "C.HASIL SALINAN-DPR" in text
        assert "Contoh Satu" in text
        assert "007" in text
    assert "SAKSI" in said[-1]
    assert "Jumlah suara tidak sah" in said[-1]
    assert not any("SAKSI" in text for text in said[:-1])


@settings(deadline=None, max_examples=15)
@given(sizes=st.lists(st.integers(1, 15), min_size=1, max_size=24), name=NAMES)
def test_a_party_is_never_parted_from_its_first_candidate(sizes: list[int], name: str) -> None:
    ballot = [
        Contestant(
            ChoiceKind.PARTAI,
            number,
            name,
            calon=tuple(Calon(n, name) for n in range(1, size + 1)),
        )
        for number, size in enumerate(sizes, start=1)
    ]
    copy = copy_form(bind(DPR, ballot))
    for one in ballot:
        assert copy.page_of(one.fields[0])[0] == copy.page_of(one.fields[1])[0]
    for page in copy.pages:
        assert max(place.extent[1] + place.extent[3] for place in page.places) <= BOTTOM


def test_a_form_of_nobody_can_be_printed_too() -> None:
    (first, *_) = texts(blank_form(copy_form(DPR)))
    assert "{" not in first
