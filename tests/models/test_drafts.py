"""The templates of the public drafts against themselves."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import pytest

from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import ChoiceKind, Contestant
from sirekap_desktop.models.form import NO_TAG, Box, Grid, Template
from sirekap_desktop.models.form_files import catalog, copies, drafts
from tests.models.numbers import FORM

DRAFTS = drafts()
LINE = 0.2
"""Millimetres: grids of neighbouring rows share a printed line."""

every_draft = pytest.mark.parametrize("form", DRAFTS)


def inside(inner: Box, outer: Box) -> bool:
    right, bottom = outer[0] + outer[2], outer[1] + outer[3]
    across = outer[0] <= inner[0] and inner[0] + inner[2] <= right
    return across and outer[1] <= inner[1] and inner[1] + inner[3] <= bottom


def overlap(one: Box, other: Box) -> bool:
    """Whether they share more than a line."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return min(across, down) > LINE


def around(grid: Grid) -> Box:
    width, height = grid.cell
    return (
        grid.x[0],
        grid.y[0],
        grid.x[-1] + width - grid.x[0],
        grid.y[-1] + height - grid.y[0],
    )


def parts(template: Template) -> list[Box]:
    """Everything that is read, one box a number's figures or a grid."""
    (page,) = template.pages
    grids = (g for p in page.places for g in (p.tally, p.row_sums, p.letters) if g is not None)
    return [*(p.extent for p in page.places), *map(around, grids)]


def test_a_draft_is_no_form_and_no_copy() -> None:
    assert len(DRAFTS) == 5
    assert not DRAFTS.keys() & (catalog().keys() | copies().keys())
    assert not any(form.draft for form in (*catalog().values(), *copies().values()))


@every_draft
def test_it_has_a_code_and_no_tag(form: str) -> None:
    template = DRAFTS[form]
    (page,) = template.pages
    assert (page.tag, template.tag_family) == (NO_TAG, "")
    assert page.code
    assert min(template.code_box[2:]) > 30
    assert len(template.marks) == 4


@every_draft
def test_what_is_read_stands_between_the_marks_and_apart(form: str) -> None:
    template = DRAFTS[form]
    xs, ys = zip(*template.marks, strict=True)
    frame = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    assert all(inside(part, frame) for part in parts(template))
    for one, other in combinations(
        [*parts(template), template.code_box, template.pages[0].head], 2
    ):
        assert not overlap(one, other), (one, other)


@every_draft
def test_every_number_has_three_boxes_one_row_and_a_name(form: str) -> None:
    template = DRAFTS[form]
    assert tuple(chain(*(row.fields for row in template.rows))) == template.fields
    assert {len(place.boxes) for place in template.pages[0].places} == {3}
    assert set(dict(template.rules[0].names)) == set(template.fields)


@every_draft
def test_its_sums_are_asked(form: str) -> None:
    template = DRAFTS[form]
    equations = [f for rule in template.rules for f in rule.says if f.sign == "="]
    named = {field for formula in equations for field in formula.fields}
    assert named == set(template.fields)
    assert all(rule.conditions for rule in template.rules)


def test_candidates_add_up_with_their_party() -> None:
    for form, count in (("c_hasil_dpr_s10", 10), ("c_hasil_dpr_s08", 8)):
        (rule,) = DRAFTS[f"draft_2024/{form}"].rules
        (formula,) = rule.says
        votes = {f"calon_{n}": n for n in range(1, count + 1)}
        total = sum(votes.values()) + 7
        assert formula.holds({**votes, "partai": 7, "partai_total": total})
        assert not formula.holds({**votes, "partai": 7, "partai_total": total + 1})


def test_letter_boxes_hold_the_longest_number() -> None:
    longest = len("DUA RATUS SEMBILAN PULUH SEMBILAN")
    for template in DRAFTS.values():
        for place in template.pages[0].places:
            if place.letters is not None:
                assert len(place.letters.x) * len(place.letters.y) >= longest


def test_the_code_of_a_bound_form_counts_up_with_its_pages() -> None:
    pattern = catalog()[FORM]
    pages = tuple(replace(page, code="{contest}-{page:02}") for page in pattern.pages)
    pairs = [Contestant(ChoiceKind.PASLON, n, f"Calon {n}", f"Wakil {n}") for n in range(1, 5)]
    bound = bind(replace(pattern, pages=pages), pairs)
    assert [page.code for page in bound.pages] == [
        f"{{contest}}-{number:02}" for number in range(1, len(bound.pages) + 1)
    ]
