"""The studio's document: begun from what was found, changed step by step, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models.draft_rules import fitting
from sirekap_desktop.models.drafting import History, finished, started, with_sheet
from sirekap_desktop.models.form import NO_TAG, Bubbles, Grid, Row
from sirekap_desktop.models.known_fields import known_rows, outline_of
from tests.models import drafts


def refused(code: str, *facts: tuple[str, object]) -> pytest.RaisesExc[SirekapError]:
    return pytest.RaisesExc(
        SirekapError,
        check=lambda e: e.code == code and all(e.facts[key] == value for key, value in facts),
    )


def test_a_draft_begins_with_what_was_found() -> None:
    form = drafts.fresh().form
    assert form.size == (320.0, 450.0)
    assert form.tag_family == "36h10"
    assert form.tag_turned == 0
    assert form.pages[0].tag == 2071
    assert form.pages[0].frames == drafts.layout().frames
    assert len(form.pages[0].places) == 11
    assert not form.checked
    assert drafts.fresh().fields == ()


def test_a_form_needs_a_sheet() -> None:
    with refused("draft_empty"):
        started([], drafts.TITLES, {})


def test_sheets_of_other_paper_are_refused() -> None:
    wide = replace(drafts.layout(), size=(600.0, 900.0))
    with refused("sheets_differ", ("page", 2)):
        with_sheet(drafts.fresh(), wide)
    shifted = replace(drafts.layout(), marks=tuple((x + 9, y) for x, y in drafts.layout().marks))
    with refused("sheets_differ"):
        with_sheet(drafts.fresh(), shifted)


def test_a_sheet_without_tag_is_one_more() -> None:
    draft = with_sheet(drafts.fresh(), replace(drafts.layout(), tag=None))
    assert [page.tag for page in draft.pages] == [2071, NO_TAG]
    assert [page.number for page in draft.pages] == [1, 2]


def test_a_row_of_three_gets_its_columns_from_left_to_right() -> None:
    draft = edits.name_row(drafts.fresh(), 1, [2, 0, 1], "pengguna_total")
    assert draft.fields == ("pengguna_total_l", "pengguna_total_p", "pengguna_total_j")


def test_a_row_of_columns_is_for_three_numbers_and_a_single_one_for_one() -> None:
    with refused("row_columns", ("count", 2)):
        edits.name_row(drafts.fresh(), 1, [0, 1], "pengguna_total")
    with refused("row_single", ("count", 2)):
        edits.name_row(drafts.fresh(), 1, [0, 1], "suara_sah")


def test_slots_count_on_from_those_that_there_are() -> None:
    draft = edits.name_row(drafts.fresh(), 1, [4, 5], "paslon")
    draft = edits.name_row(draft, 1, [7, 6], "paslon")
    assert draft.fields == ("paslon_1", "paslon_2", "paslon_3", "paslon_4")


@pytest.mark.parametrize("bad", ["Suara", "1a", "a b", "a-b", "ä", "x" * 61])
def test_a_name_that_no_rule_could_say_is_refused(bad: str) -> None:
    with refused("field_name_bad", ("field", bad)):
        edits.name(drafts.fresh(), 1, 0, bad)


def test_a_copied_block_counts_up_and_names_what_was_found() -> None:
    draft = edits.name(drafts.fresh(), 1, 4, "paslon_1")
    draft = edits.copy_down(draft, 1, [4], 3, 20.3)
    assert draft.fields == ("paslon_1", "paslon_2", "paslon_3", "paslon_4")
    assert [place.boxes for place in draft.pages[0].places] == [
        place.boxes for place in drafts.layout().places
    ], "boxes that were found stay where they were found"


def test_a_copied_block_takes_along_what_repeats_its_numbers() -> None:
    grid = Grid((20.0, 30.0), (120.0, 130.0), (10.0, 10.0))
    bubbles = Bubbles((252.0, 266.0, 280.0), tuple(140.0 + 5 * i for i in range(10)), 4.0)
    whole = replace(
        drafts.place(250.0, 120.0, "calon_1"),
        tally=grid,
        row_sums=grid,
        bubbles=bubbles,
        words=(20.0, 160.0, 100.0, 20.0),
        words_print=(30.0, 170.0, 10.0, 5.0),
    )
    draft = edits.copy_down(drafts.with_places(drafts.fresh(), whole), 1, [0], 1, 80.0)
    copy = draft.pages[0].places[1]
    assert copy.field == "calon_2"
    assert copy == replace(edits.moved(whole, 0.0, 80.0), field="calon_2")
    assert copy.tally is not None
    assert copy.tally.y == (200.0, 210.0)
    assert copy.bubbles is not None
    assert copy.bubbles.y[0] == 220.0
    assert copy.words == (20.0, 240.0, 100.0, 20.0)


def test_numbers_are_added_where_they_are_read() -> None:
    draft = edits.add(drafts.fresh(), 1, (200.0, 91.0, 12.0, 12.0), 3, 2.0)
    assert draft.pages[0].places[3].extent[0] == 200.0
    assert draft.pages[0].places[4].extent[0] == 250.0


def test_numbers_are_moved_reshaped_and_deleted() -> None:
    draft = edits.move(drafts.named(), 1, [0, 1], 1.5, -2.0)
    assert draft.pages[0].places[1].boxes[0] == (201.5, 58.0, 12.0, 12.0)
    draft = edits.reshape(draft, 1, 1, (200.0, 58.0, 9.0, 11.0), 4, 1.0)
    assert draft.pages[0].places[1].boxes[3] == (230.0, 58.0, 9.0, 11.0)
    assert draft.pages[0].places[1].field == "pengguna_total_p"
    assert len(edits.delete(draft, 1, [0, 3]).fields) == 9


def test_what_has_no_name_can_be_thrown_away() -> None:
    draft = edits.delete_unnamed(edits.name(drafts.fresh(), 1, 4, "paslon_1"), 1)
    assert [place.field for place in draft.pages[0].places] == ["paslon_1"]


def test_looking_again_keeps_what_has_a_name() -> None:
    draft = edits.delete(drafts.named(), 1, [0])
    again = edits.take_found(draft, 1, drafts.layout())
    assert len(again.pages[0].places) == 11
    assert again.pages[0].places[0].field == ""
    assert again.fields == draft.fields


def test_parts_and_words_of_a_number_change() -> None:
    draft = edits.set_words(drafts.fresh(), 1, 8, (30.0, 220.0, 200.0, 12.0))
    assert draft.pages[0].places[8].words == (30.0, 220.0, 200.0, 12.0)
    assert edits.drop_part(draft, 1, 8, "words") == drafts.fresh()
    with pytest.raises(KeyError):
        edits.drop_part(draft, 1, 8, "boxes")


def test_the_sheet_itself_changes() -> None:
    draft = edits.set_tag(edits.set_repeat(drafts.fresh(), 1, "paslon"), 1, 580)
    draft = edits.set_head(
        edits.set_title(draft, 1, " LEMBAR SATU "), 1, (1, 2, 3, 4), {"desa": (5, 6)}
    )
    page = draft.page(1)
    assert (page.tag, page.repeat, page.title, page.head) == (
        580,
        "paslon",
        "LEMBAR SATU",
        (1, 2, 3, 4),
    )
    assert page.writing == {"desa": (5, 6)}
    assert edits.describe(draft, title=" Lain ").form.title == "Lain"
    assert edits.set_marks(draft, [], 0.0).form.marks == ()


def test_a_sheet_that_goes_renumbers_the_others() -> None:
    draft = with_sheet(drafts.fresh(), replace(drafts.layout(), tag=None))
    draft = edits.drop_page(draft, 1)
    assert [(page.number, page.tag) for page in draft.pages] == [(1, NO_TAG)]
    with pytest.raises(KeyError):
        edits.set_tag(draft, 2, 5)


def test_every_known_row_can_be_named_and_has_words() -> None:
    for row in known_rows():
        places = [drafts.place(20.0 + 50 * i, 60.0) for i in range(len(row.fields))]
        draft = drafts.with_places(drafts.fresh(), *places)
        draft = edits.name_row(draft, 1, range(len(places)), row.name)
        assert draft.fields == row.fields
        assert row.label
        assert row.section


def test_rows_follow_the_paper_and_keep_their_words() -> None:
    form = finished(drafts.named())
    assert [row.fields for row in form.rows] == [
        ("pengguna_total_l", "pengguna_total_p", "pengguna_total_j"),
        ("surat_suara_diterima",),
        *((f"paslon_{n}",) for n in range(1, 5)),
        ("suara_sah",),
        ("suara_tidak_sah",),
        ("suara_total",),
    ]
    other = Row("BAGIAN LAIN", "Surat suara masuk", ("surat_suara_diterima",), "9")
    worded = edits.word_row(drafts.named(), other)
    assert other in finished(worded).rows
    assert other in finished(fitting(edits.delete(worded, 1, [0, 1, 2]))).rows


def test_a_field_of_ones_own_has_a_row() -> None:
    draft = edits.name(drafts.fresh(), 1, 3, "surat_suara_rusak")
    assert outline_of(draft.fields, ()) == (Row("", "surat suara rusak", ("surat_suara_rusak",)),)


def test_every_step_can_be_taken_back_and_done_again() -> None:
    first = drafts.fresh()
    second = edits.name(first, 1, 4, "paslon_1")
    third = edits.name(second, 1, 5, "paslon_2")
    history = History(first).then(second).then(third)
    assert history.undone().now == second
    assert history.undone().undone().now == first
    assert history.undone().undone().undone().now == first
    assert history.undone().redone() == history
    assert history.redone() == history
    other = history.undone().then(first)
    assert other.future == ()
    assert history.then(third) is history
