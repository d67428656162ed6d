"""The A4 copy C.HASIL SALINAN-PPWP: the same numbers as its original on other paper."""

from __future__ import annotations

import shutil
from itertools import chain, combinations, pairwise
from pathlib import Path

import pytest

from sirekap_desktop import paths
from sirekap_desktop.models.form import NO_TAG, Box, Template
from sirekap_desktop.models.form_files import catalog, copies, load
from tests.paper import FORM

COPY = "pemilu_2024/c_hasil_salinan_ppwp"
LINE = 0.3
"""Boxes of the copy share their lines: they may overlap by so many mm."""


@pytest.fixture(scope="module")
def copy() -> Template:
    return copies()[COPY]


def apart(one: Box, other: Box) -> bool:
    across = max(one[0], other[0]) > min(one[0] + one[2], other[0] + other[2]) - LINE
    return across or max(one[1], other[1]) > min(one[1] + one[3], other[1] + other[3]) - LINE


def test_a_copy_is_no_form_that_an_election_may_have(copy: Template) -> None:
    assert COPY not in catalog()
    assert FORM not in copies()
    assert copy.copy_of == FORM
    assert catalog()[FORM].copy_of == ""


def test_a_copy_has_the_fields_rows_and_rules_of_its_original(copy: Template) -> None:
    original = catalog()[FORM]
    assert copy.fields == original.fields
    assert copy.rows == original.rows
    assert copy.rules == original.rules
    assert (copy.title, copy.recap_model) == (original.title, original.recap_model)
    assert copy.model == "C.HASIL SALINAN-PPWP"
    for field in copy.fields:
        assert copy.name_of(field) == original.name_of(field)


def test_its_two_pages_hold_what_the_original_has_on_three(copy: Template) -> None:
    first, second, third = catalog()[FORM].pages
    held = [[place.field for place in page.places] for page in copy.pages]
    assert held[0] == [place.field for place in first.places]
    assert held[1] == [place.field for place in chain(second.places, third.places)]
    assert [page.number for page in copy.pages] == [1, 2]


def test_it_has_neither_tag_nor_marks(copy: Template) -> None:
    assert (copy.tag_family, copy.marks) == ("", ())
    assert {page.tag for page in copy.pages} == {NO_TAG}
    used = {page.tag for form in catalog().values() for page in form.pages}
    assert NO_TAG not in used


def test_the_boxes_of_a_number_touch_and_no_two_numbers_overlap(copy: Template) -> None:
    for page in copy.pages:
        for place in page.places:
            assert len(place.boxes) == 3
            for one, other in pairwise(place.boxes):
                assert other[0] - one[0] - one[2] == pytest.approx(0, abs=0.1), place.field
                assert one[1:] == other[1:]
        for first, second in combinations(page.places, 2):
            assert apart(first.extent, second.extent), (first.field, second.field)


def test_boxes_words_and_head_lie_on_the_sheet(copy: Template) -> None:
    width, height = copy.size
    assert (width, height) == (210.0, 297.0)
    for page in copy.pages:
        words = [place.words for place in page.places if place.words]
        for x, y, w, h in (*chain(*(place.boxes for place in page.places)), *words, page.head):
            assert 10 < x < x + w < width - 10
            assert 9 < y < y + h < height - 9
        for x, y in page.writing.values():
            left, top, wide, high = page.head
            assert left < x < left + wide
            assert top < y < top + high


def test_votes_stand_in_words_on_the_second_page_only(copy: Template) -> None:
    assert not any(place.words for place in copy.pages[0].places)
    for place in copy.pages[1].places:
        assert place.words is not None
        assert apart(place.words, place.extent)


def test_each_page_has_a_printed_title_of_its_own(copy: Template) -> None:
    for page in copy.pages:
        assert [label.text for label in page.labels].count(page.title) == 1
    assert len({page.title for page in copy.pages}) == 2


def test_a_copy_takes_its_rules_from_the_folder_beside_it(tmp_path: Path) -> None:
    shutil.copytree(paths.resources() / "forms", tmp_path, dirs_exist_ok=True)
    rules = tmp_path / FORM / "rules.toml"
    shutil.copy(tmp_path / "rules.toml", rules)
    text = rules.read_text("utf-8")
    rules.write_text(text.replace('"L + P tidak sama dengan J"', '"Lain"'), "utf-8")
    assert "Lain" in {rule.title for rule in load(tmp_path / COPY).rules}
    assert not (tmp_path / COPY / "rules.toml").exists()
