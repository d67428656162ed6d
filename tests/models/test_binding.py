"""A form and its contestants: sheets, places, rows and rules for every ballot there can be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.binding import bind, rows_of
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant
from sirekap_desktop.models.form import FieldPlace, Label, Page, Row
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.rules import check_tps
from tests.models.numbers import FORM

PPWP = catalog()[FORM]
NAMES = st.text(st.characters(categories=("Lu", "Ll", "Zs", "Po")), min_size=1, max_size=60)


def place(field: str, row: int) -> FieldPlace:
    return FieldPlace(field, tuple((400.0 + 20 * n, 50.0 + 20 * row, 18.0, 18.0) for n in range(3)))


def party_page(number: int, slots: int) -> Page:
    fields = ["partai", *(f"calon_{n}" for n in range(1, slots + 1)), "partai_total"]
    labels = (
        Label("{number}. {name}", (10, 10), 5, "bold", "left", 0),
        *(Label(f"{{calon_{n}}}", (10, 10 + n), 5, "bold", "left", 0) for n in range(1, slots + 1)),
        Label("Halaman {page} dari {pages}", (10, 90), 5, "bold", "left", 0),
    )
    places = tuple(place(field, row) for row, field in enumerate(fields))
    title = "PARTAI NOMOR {number}, LEMBAR {page}"
    return Page(number, 202, title, places, (0, 0, 1, 1), repeat="partai", labels=labels)


OUTLINE = (
    *(row for row in PPWP.outline if not row.each),
    Row("IV", "Partai", (), each="partai"),
    Row("IV", "Calon", (), each="partai_calon"),
    Row("IV", "Jumlah suara partai dan calon", (), each="partai_total"),
)
FIRST, _, LAST = PPWP.pages
SHEETS = (
    replace(FIRST, tag=201),
    party_page(2, 4),
    party_page(3, 8),
    replace(LAST, tag=203, number=4),
)
PARTIES = replace(PPWP, pages=SHEETS, outline=OUTLINE, rows=rows_of(OUTLINE, ()), model="C.PARTAI")


def pairs(count: int) -> list[Contestant]:
    return [
        Contestant(ChoiceKind.PASLON, n, f"Calon {n}", f"Wakil {n}") for n in range(1, count + 1)
    ]


def party(number: int, calon: int) -> Contestant:
    people = tuple(Calon(n, f"Calon {number}.{n}") for n in range(1, calon + 1))
    return Contestant(ChoiceKind.PARTAI, number, f"Partai {number}", calon=people)


def test_three_pairs_are_the_form_itself_with_their_names() -> None:
    bound = bind(PPWP, pairs(3))
    assert [page.tag for page in bound.pages] == [101, 102, 103]
    assert bound.fields == PPWP.fields
    assert bound.rules == PPWP.rules
    assert bound.row_of("paslon_2").label == "Calon 2 – Wakil 2"
    assert PPWP.row_of("paslon_2").label == "Pasangan calon nomor urut 2"


@pytest.mark.parametrize(("count", "sheets"), [(1, 3), (2, 3), (4, 4), (8, 5)])
def test_so_many_sheets_as_the_pairs_need(count: int, sheets: int) -> None:
    bound = bind(PPWP, pairs(count))
    assert [page.number for page in bound.pages] == list(range(1, sheets + 1))
    assert [page.tag for page in bound.pages] == list(range(101, 101 + sheets))
    assert [f for f in bound.fields if "paslon" in f] == [one.field for one in pairs(count)]
    (total,) = [rule for rule in bound.rules if rule.code == "R3"]
    assert total.says[0].fields == ("suara_sah", *(one.field for one in pairs(count)))
    typist = next(rule.typist for rule in bound.rules if rule.code == "R4")
    assert f"lembar {sheets}" in typist


def test_a_sum_names_as_many_terms_as_there_are_pairs() -> None:
    two = bind(PPWP, pairs(2)).row_of("suara_sah").label
    assert two == "Jumlah seluruh suara sah (IV.1 + IV.2)"
    assert PPWP.row_of("suara_sah").label == "Jumlah seluruh suara sah (IV.1 + IV.2 + IV.3)"


def test_the_empty_column_stands_where_a_pair_would() -> None:
    single = [pairs(1)[0], Contestant(ChoiceKind.KOLOM_KOSONG, 2, "Kolom Kosong")]
    assert bind(PPWP, single).row_of("paslon_2").label == "Kolom Kosong"


def test_each_party_has_its_sheet_of_the_smallest_size_with_room() -> None:
    bound = bind(PARTIES, [party(1, 3), party(4, 8), party(24, 10)])
    assert [page.tag for page in bound.pages] == [201, 202, 203, 204, 205, 206]
    sizes = [len(page.places) for page in bound.pages[1:5]]
    assert sizes == [5, 10, 9, 3]
    assert bound.page_of("partai_24")[0].number == 4
    assert bound.page_of("partai_24_calon_9")[0].number == 5
    assert bound.page_of("partai_24_total")[0].number == 5
    assert bound.page_of("suara_total")[0].number == 6


def test_labels_name_those_who_stand_on_the_sheet_and_nobody_else() -> None:
    sheet = bind(PARTIES, [party(7, 2)]).pages[1]
    said = [label.text for label in sheet.labels]
    assert said == ["7. Partai 7", "Calon 7.1", "Calon 7.2", "Halaman 2 dari 3"]


def test_the_rows_of_a_party_stand_together() -> None:
    bound = bind(PARTIES, [party(2, 2), party(5, 1)])
    rows = [(row.party, row.number, row.label, *row.fields) for row in bound.rows if row.party]
    assert rows == [
        (2, "2", "Partai 2", "partai_2"),
        (2, "1", "Calon 2.1", "partai_2_calon_1"),
        (2, "2", "Calon 2.2", "partai_2_calon_2"),
        (2, "", "Jumlah suara partai dan calon", "partai_2_total"),
        (5, "5", "Partai 5", "partai_5"),
        (5, "1", "Calon 5.1", "partai_5_calon_1"),
        (5, "", "Jumlah suara partai dan calon", "partai_5_total"),
    ]


def test_valid_votes_are_no_sum_of_parties_that_are_not_known() -> None:
    pattern = catalog()["pemilu_2024/c_hasil_dpr"]
    said = [formula.fields for rule in pattern.rules for formula in rule.says]
    assert ("suara_sah", "partai_total") not in said
    bound = bind(pattern, [party(1, 2), party(2, 1)])
    said = [formula.fields for rule in bound.rules for formula in rule.says]
    assert ("suara_sah", "partai_1_total", "partai_2_total") in said


def test_a_number_of_a_party_is_named_with_its_party() -> None:
    bound = bind(PARTIES, [party(2, 2), party(5, 1)])
    fields = ("partai_5", "partai_5_calon_1", "partai_2_total", "pemilih_dpt_l")
    assert [bound.name_of(field) for field in fields] == [
        "Partai 5",
        "Calon 5.1 (Partai 5)",
        "Jumlah suara partai dan calon (Partai 2)",
        "Jumlah pemilih dalam Daftar Pemilih Tetap (DPT) (L)",
    ]


def test_r6_asks_each_party_and_all_of_them() -> None:
    bound = bind(PARTIES, [party(2, 2), party(5, 1)])
    numbers = {
        "partai_2": 1, "partai_2_calon_1": 2, "partai_2_calon_2": 3, "partai_2_total": 6,
        "partai_5": 4, "partai_5_calon_1": 0, "partai_5_total": 5,
        "suara_sah": 12,
    }  # fmt: skip
    found = [f for f in check_tps(bound, numbers, None) if f.code == "R6"]
    told = {finding.fields[0]: finding.explanation for finding in found}
    assert set(told) == {"partai_5_total", "suara_sah"}
    assert "Jumlah suara partai 5 tertulis 5" in told["partai_5_total"]
    assert "R3" not in {rule.code for rule in bound.rules}
    right = numbers | {"partai_5_total": 4, "suara_sah": 10}
    assert "R6" not in {f.code for f in check_tps(bound, right, None)}


def test_sheets_with_tags_of_their_own_leave_those_of_the_others_alone() -> None:
    first, four, eight, last = SHEETS
    apart = (first, replace(four, tag=211), replace(eight, tag=251), replace(last, tag=202))
    bound = bind(replace(PARTIES, pages=apart), [party(1, 3), party(4, 8), party(24, 10)])
    assert [page.tag for page in bound.pages] == [201, 211, 251, 252, 212, 202]
    near = (first, four, replace(eight, tag=203), replace(last, tag=230))
    with pytest.raises(SirekapError, match="tag_twice"):
        bind(replace(PARTIES, pages=near), [party(1, 3), party(2, 8), party(4, 3)])


def test_a_sheet_is_titled_after_its_party_and_says_its_tag() -> None:
    said = Label("{tag}", (10, 95), 5, "bold", "turned", 0)
    sheets = tuple(replace(page, labels=(*page.labels, said)) for page in SHEETS)
    bound = bind(replace(PARTIES, pages=sheets), [party(7, 2), party(9, 2)])
    assert [page.title for page in bound.pages[1:3]] == [
        "PARTAI NOMOR 7, LEMBAR 2",
        "PARTAI NOMOR 9, LEMBAR 3",
    ]
    assert [page.labels[-1].text for page in bound.pages] == ["201", "202", "203", "204"]


@pytest.mark.parametrize(
    "ballot",
    [[party(1, 2)], [Contestant(ChoiceKind.CALON, 1, "Calon A")], [*pairs(2), party(3, 1)]],
)
def test_a_form_of_another_ballot_is_refused(ballot: list[Contestant]) -> None:
    with pytest.raises(SirekapError, match="contestants_other"):
        bind(PPWP, ballot)


def test_a_form_that_does_not_repeat_takes_only_so_many_as_it_has_places_for() -> None:
    fixed = replace(PPWP, pages=tuple(replace(page, repeat="") for page in PPWP.pages))
    assert bind(fixed, pairs(3)).fields == PPWP.fields
    with pytest.raises(SirekapError, match="contestants_other"):
        bind(fixed, pairs(2))


def test_a_party_without_candidates_has_a_sheet_and_a_sum_of_its_own_votes_alone() -> None:
    bound = bind(PARTIES, [party(2, 2), party(5, 0)])
    assert [row.fields for row in bound.rows if row.party == 5] == [
        ("partai_5",),
        ("partai_5_total",),
    ]
    assert bound.page_of("partai_5")[0] is bound.page_of("partai_5_total")[0]
    own = [f for rule in bound.rules for f in rule.says if "partai_5_total" in f.fields]
    sums = [f for f in own if "partai_5" in f.fields]
    assert [[term.field for term in f.right] for f in sums] == [["partai_5"]]
    assert sums[0].holds({"partai_5": 7, "partai_5_total": 7})
    assert not sums[0].holds({"partai_5": 7, "partai_5_total": 8})


@settings(deadline=None, max_examples=40)
@given(
    sizes=st.lists(st.integers(0, 15), min_size=1, max_size=24),
    name=NAMES,
)
def test_whatever_the_ballot_every_number_has_one_place_and_one_row(
    sizes: list[int], name: str
) -> None:
    ballot = [replace(party(n, size), name=name) for n, size in enumerate(sizes, start=1)]
    bound = bind(PARTIES, ballot)
    wanted = [field for one in ballot for field in one.fields]
    placed = [f for f in bound.fields if f.startswith("partai")]
    assert sorted(placed) == sorted(wanted)
    assert [f for row in bound.rows for f in row.fields if f.startswith("partai")] == wanted
    assert len({page.tag for page in bound.pages}) == len(bound.pages)
    names = dict(bound.rules[0].names)
    assert set(names) == set(bound.fields)
    assert bind(bound, ballot) == bound
