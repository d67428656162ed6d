"""A draft that would read wrongly is refused, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sirekap_desktop import paths
from sirekap_desktop.messages import sentence
from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models import draft_rules as rules
from sirekap_desktop.models import form_files
from sirekap_desktop.models.draft_checks import Trouble, checked, refusal_of
from sirekap_desktop.models.draft_files import open_draft
from sirekap_desktop.models.drafting import Draft, with_sheet
from sirekap_desktop.models.form import NO_TAG
from tests import paper
from tests.models import drafts


def codes(draft: Draft) -> set[str]:
    return {trouble.code for trouble in checked(draft)}


def test_a_whole_draft_has_nothing_wrong() -> None:
    assert checked(drafts.named()) == ()
    assert refusal_of(()) is None


def marks_swapped(draft: Draft) -> Draft:
    a, b, c, d = draft.form.marks
    return edits.set_marks(draft, [b, a, c, d], 6.0)


def second_sheet(draft: Draft) -> Draft:
    return edits.set_title(with_sheet(draft, drafts.layout()), 2, "LAIN")


WRONG: list[tuple[str, Callable[[Draft], Draft], str]] = [
    ("an id that is no folder", lambda d: edits.describe(d, form="../x"), "draft_id_bad"),
    ("no title", lambda d: edits.describe(d, title=" "), "draft_word_missing"),
    ("a sheet without title", lambda d: edits.set_title(d, 1, ""), "draft_word_missing"),
    (
        "two sheets of one title",
        lambda d: edits.set_title(second_sheet(d), 2, "C.CONTOH halaman 1"),
        "draft_title_twice",
    ),
    ("no sheet", lambda d: edits.drop_page(d, 1), "draft_empty"),
    ("repeated for nobody", lambda d: edits.set_repeat(d, 1, "calon"), "draft_repeat_empty"),
    ("no marks", lambda d: edits.set_marks(d, [], 0.0), "draft_marks_missing"),
    ("marks in disorder", marks_swapped, "draft_marks_misplaced"),
    ("no tag", lambda d: edits.set_tag(d, 1, NO_TAG), "draft_tag_missing"),
    ("a tag twice", second_sheet, "draft_tag_twice"),
    (
        "a code twice",
        lambda d: edits.set_code(
            edits.set_code(
                edits.set_tag(edits.set_tag(second_sheet(d), 1, NO_TAG), 2, NO_TAG), 1, "1-01"
            ),
            2,
            "1-01",
        ),
        "draft_tag_twice",
    ),
    ("a number without name", lambda d: edits.name(d, 1, 3, ""), "draft_unnamed"),
    ("outside the sheet", lambda d: edits.move(d, 1, [3], 60.0, 0.0), "draft_outside"),
    ("one upon the other", lambda d: edits.move(d, 1, [4], 0.0, 15.0), "draft_overlap"),
    (
        "words upon boxes",
        lambda d: edits.set_words(d, 1, 9, (20.0, 225.0, 300.0, 30.0)),
        "draft_overlap",
    ),
    (
        "boxes of one number upon each other",
        lambda d: edits.reshape(d, 1, 3, (250.0, 90.0, 12.0, 12.0), 3, -4.0),
        "draft_overlap",
    ),
    ("a field twice", lambda d: edits.name(d, 1, 5, "paslon_1"), "draft_field_twice"),
    ("a total missing", lambda d: edits.delete(d, 1, [10]), "draft_field_missing"),
    ("half a row", lambda d: edits.delete(d, 1, [1]), "draft_field_missing"),
    ("nobody to vote for", lambda d: edits.delete(d, 1, [4, 5, 6, 7]), "draft_no_choice"),
    ("a pair left out", lambda d: edits.delete(d, 1, [5]), "draft_slot_gap"),
    ("a rule about another number", lambda d: rules.of_every_form(d), "draft_rule"),
]


@pytest.mark.parametrize(("spoil", "code"), [case[1:] for case in WRONG], ids=[c[0] for c in WRONG])
def test_what_is_wrong_is_told(spoil: Callable[[Draft], Draft], code: str) -> None:
    troubles = checked(spoil(drafts.named()))
    assert code in {trouble.code for trouble in troubles}
    for trouble in troubles:
        assert "{" not in sentence(trouble.code, trouble.facts).text


def test_where_it_is_wrong_is_told() -> None:
    (trouble,) = checked(edits.move(drafts.named(), 1, [4], 0.0, 15.0))
    assert (trouble.page, trouble.places) == (1, (4, 5))
    assert trouble.facts["one"] == "paslon_1"


def test_a_rule_that_names_no_field_is_named() -> None:
    (trouble,) = checked(rules.of_every_form(drafts.named()))
    assert trouble.facts["part"] == "pengguna_dpt_l"


def test_a_row_of_ones_own_needs_a_name_in_the_rules() -> None:
    draft = edits.name(drafts.named(), 1, 3, "surat_suara_rusak")
    assert codes(draft) & {"draft_rule_unnamed", "draft_rule"}
    assert codes(rules.fitting(draft)) == set()


def test_a_tag_of_another_form_is_told() -> None:
    draft = edits.set_tag(drafts.named(), 1, 102)
    others = {paper.FORM: paper.template()}
    (trouble,) = checked(draft, others)
    assert (trouble.code, trouble.facts["model"]) == ("draft_tag_taken", "C.HASIL-PPWP")
    itself = replace(draft, form=replace(draft.form, form=paper.FORM))
    assert checked(itself, others) == ()


def test_variants_of_a_repeated_sheet_share_their_slots() -> None:
    draft = drafts.named()
    slots = [place for place in draft.pages[0].places if place.field.startswith("paslon")]
    rest = [place for place in draft.pages[0].places if place not in slots]
    form = draft.form
    small = replace(form.pages[0], places=tuple(slots[:2]), repeat="paslon")
    large = replace(small, number=2, tag=2072, title="B", places=tuple(slots))
    totals = replace(small, number=3, tag=2073, title="C", places=tuple(rest), repeat="")
    draft = replace(draft, form=replace(form, pages=(small, large, totals)))
    assert checked(draft) == ()
    twice = replace(large, repeat="")
    assert "draft_field_twice" in codes(
        replace(draft, form=replace(form, pages=(small, twice, totals)))
    )


SHIPPED = {**form_files.catalog(), **form_files.drafts()}


@pytest.mark.parametrize("form", SHIPPED)
def test_a_shipped_form_has_nothing_wrong(form: str) -> None:
    draft = open_draft(paths.resources() / "forms" / form)
    assert checked(draft, SHIPPED) == ()


def test_a_code_names_a_sheet_as_well_as_a_tag() -> None:
    draft = edits.set_code(edits.set_tag(drafts.named(), 1, NO_TAG), 1, "123-{page:02}")
    assert checked(draft) == ()


def test_the_refusal_lists_the_reasons() -> None:
    refusal = refusal_of([Trouble("draft_empty")])
    assert refusal is not None
    assert refusal.code == "template_refused"
    assert refusal.facts["count"] == 1
