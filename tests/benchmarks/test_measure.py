"""What counts as right, as left to a person, and as a silent error."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.reader.measure import Characters, NumberResult, PageOutcome, judge, outcome
from benchmarks.reader.pages import FORM, Truth
from benchmarks.reader.reading import Read
from benchmarks.reader.table import table
from benchmarks.reader.tally import figures
from sirekap_desktop.models.reading import Reading, Status

from .samples import TRUTH, read, reading

ILLEGIBLE = replace(TRUTH, symbols=("X", "1", "?"), legible=False, note="struck")


def judged(truth: Truth, said: Reading | None) -> NumberResult:
    return judge(truth, said, form=1, page=3, level="normal")


def page(one: Read, *truths: Truth) -> PageOutcome:
    return outcome(one, truths or (TRUTH,), form=1, page=3, level="normal", form_id=FORM)


@pytest.mark.parametrize(
    ("said", "right", "sure", "silent"),
    [
        (reading("X16", 16), True, True, False),
        (reading("X16", 16, Status.CHECK, "faint"), True, False, False),
        (reading("X76", 76), False, True, True),
        (reading("X76", 76, Status.CHECK, "sum"), False, False, False),
        (reading("___", None, Status.UNREAD, "blank"), False, False, False),
        (None, False, False, False),
    ],
)
def test_a_number_is_right_or_doubted_or_a_silent_error(
    said: Reading | None, right: bool, sure: bool, silent: bool
) -> None:
    number = judged(TRUTH, said)
    assert (number.right, number.sure, number.silent) == (right, sure, silent)


def test_a_spoilt_number_may_be_guessed_right_but_not_wrong() -> None:
    assert not judged(ILLEGIBLE, reading("X16", 16)).silent
    assert judged(ILLEGIBLE, reading("X19", 19)).silent
    assert not judged(ILLEGIBLE, reading("X19", 19, Status.CHECK, "faint")).silent


@pytest.mark.parametrize(
    ("text", "right", "fillers", "as_digit", "as_sure_digit"),
    [
        ("X16", 3, 0, 0, 0),
        ("-16", 3, 1, 0, 0),
        ("_16", 3, 1, 0, 0),
        ("816", 2, 0, 1, 1),
        ("X76", 2, 0, 0, 0),
        ("XX6", 2, 0, 0, 0),
    ],
)
def test_boxes_are_counted_one_by_one(
    text: str, right: int, fillers: int, as_digit: int, as_sure_digit: int
) -> None:
    count = Characters()
    count.add(judged(TRUTH, reading(text, 16)))
    assert (count.boxes, count.crosses) == (3, 1)
    assert (count.right, count.filler_for_filler) == (right, fillers)
    assert (count.crosses_as_digit, count.crosses_as_sure_digit) == (as_digit, as_sure_digit)


def test_a_cross_read_as_a_digit_is_not_sure_when_a_person_is_asked() -> None:
    count = Characters()
    count.add(judged(TRUTH, reading("816", 816, Status.CHECK, "conflict")))
    assert (count.crosses_as_digit, count.crosses_as_sure_digit) == (1, 0)
    assert count.confusions == {"X>8": 1}


def test_a_struck_box_is_no_character() -> None:
    count = Characters()
    count.add(judged(ILLEGIBLE, reading("X14", 14)))
    assert (count.boxes, count.right) == (2, 2)


def test_a_refused_page_has_no_numbers_and_says_why() -> None:
    found = page(read(refused="blurred"))
    assert (found.refused, found.numbers) == ("blurred", ())


def test_a_page_taken_for_another_lends_it_no_numbers() -> None:
    found = page(read(reading("X16", 16), page=2))
    assert found.mistaken
    assert [number.value for number in found.numbers] == [None]
    assert page(read(reading("X16", 16), form="other/form")).mistaken
    assert not page(read(reading("X16", 16))).mistaken


def test_the_figures_of_a_level() -> None:
    pages = [
        page(read(reading("X16", 16))),
        replace(page(read(reading("X76", 76))), form=2),
        replace(page(read(reading("X16", 16, Status.CHECK, "faint"))), form=3),
        replace(page(read(reading("X19", 19, Status.CHECK, "sum")), ILLEGIBLE), form=4),
        replace(page(read(refused="blurred")), form=5),
        replace(page(read(reading("X16", 16, Status.CHECK, "faint")), ILLEGIBLE), form=6),
    ]
    found = figures("normal", pages, 1)
    assert (found.pages, found.refused, found.refusals) == (6, 1, {"blurred": 1})
    assert (found.numbers, found.numbers_refused, found.legible) == (5, 1, 3)
    assert (found.right, found.silent, found.silent_legible) == (2, 1, 1)
    assert (found.to_person, found.legible_to_person) == (3, 1)
    assert (found.forms, found.forms_right, found.forms_sure) == (6, 4, 1)
    assert found.reasons == {"faint": 2, "sum": 1}
    assert found.time_median == pytest.approx(30)
    assert list(found.steps) == ["rest", "load"]


def test_the_table_says_what_was_counted() -> None:
    found = figures("normal", [page(read(reading("X76", 76)))], 1)
    text = table([found], {"normal": "31 %"}, 210.4)
    cells = [[cell.strip() for cell in line.split("|")] for line in text.split("\n")]
    rows = {line[1]: line[2] for line in cells if len(line) == 4}
    assert rows["silent errors"] == "1 (10000.0 in 10,000)"
    assert rows["legible numbers right"] == "0.00% of 1"
    assert rows["1>7"] == "1"
    assert rows["Tesseract, same boxes"] == "31 %"
    assert "210 MB" in text


def test_no_pages_make_an_empty_line_and_no_failure() -> None:
    assert "normal" in table([figures("normal", [], 28)], {}, 0.0)
