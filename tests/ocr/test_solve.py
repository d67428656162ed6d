"""Numbers of a form against each other: who is sure, who is doubted, what is suggested."""

from __future__ import annotations

import pytest

from sirekap_desktop.models.reading import Reading, Source, Status, Suggestion
from sirekap_desktop.ocr.solve import settle
from tests import paper

CLEAR, FAINT = 9.0, 3.3
"""Nats by which a clear number and a faint one lead over what they might be taken for."""
PAGE_3 = {"suara_sah": 254, "suara_tidak_sah": 6, "suara_total": 260}


def read(field: str, value: int | None, *others: tuple[int, float], why: str = "faint") -> Reading:
    """A reading as `numbers.weigh` gives it, with the values it might be taken for."""
    text = "___" if value is None else f"{value:X>3}"
    return Reading(
        field,
        value,
        0.99,
        None,
        Status.UNREAD if value is None else Status.CHECK,
        (Source("digits", text, value, 0.99),),
        (0.0, 0.0, 1.0, 1.0),
        why,
        () if value is None else ((value, 0.0), *others),
    )


def clear(**values: int) -> list[Reading]:
    """Numbers that might each be one more or less, were they not so clear."""
    return [read(f, v, (v + 1, CLEAR), (abs(v - 1), CLEAR)) for f, v in values.items()]


def settled(readings: list[Reading]) -> dict[str, Reading]:
    return {r.field: r for r in settle(readings, paper.template())}


def test_clear_numbers_that_add_up_are_sure() -> None:
    found = settled(clear(**PAGE_3))
    assert {r.status for r in found.values()} == {Status.SURE}
    assert {r.why for r in found.values()} == {""}


def test_a_sum_vouches_for_a_figure_that_is_a_little_faint() -> None:
    others = clear(suara_sah=254, suara_tidak_sah=6)
    faint = read("suara_total", 260, (160, FAINT))
    assert settled([faint])["suara_total"].status is Status.CHECK
    assert settled([*others, faint])["suara_total"].status is Status.SURE


def test_a_sum_does_not_vouch_for_what_is_hardly_legible() -> None:
    others = clear(suara_sah=254, suara_tidak_sah=6)
    found = settled([*others, read("suara_total", 260, (160, 0.8))])
    assert (found["suara_total"].status, found["suara_total"].why) == (Status.CHECK, "faint")


def test_what_the_rules_would_change_is_offered_and_never_done() -> None:
    found = settled([*clear(suara_sah=254, suara_tidak_sah=6), read("suara_total", 60, (260, 4.0))])
    total = found["suara_total"]
    assert (total.value, total.status) == (60, Status.CHECK)
    assert total.suggestion == Suggestion(260, ("R4",))
    assert all(r.suggestion is None for field, r in found.items() if field != "suara_total")


def test_a_struck_number_is_offered_from_its_sum() -> None:
    guesses = tuple((value, 0.0) for value in range(10, 1000, 100))
    struck = Reading(
        "suara_total",
        None,
        0.0,
        None,
        Status.UNREAD,
        (Source("digits", "?60", None, 0.0),),
        (0.0, 0.0, 1.0, 1.0),
        "struck",
        tuple((value + 50, cost) for value, cost in guesses),
    )
    template = paper.template()
    others = clear(suara_sah=254, suara_tidak_sah=6)
    once = settle([*others, struck], template)
    total = once[-1]
    assert (total.value, total.status, total.why) == (260, Status.CHECK, "struck")
    assert total.suggestion == Suggestion(260, ("R4",))
    assert settle(once, template) == once
    alone = settle([total], template)[0]
    assert (alone.value, alone.status, alone.suggestion) == (None, Status.UNREAD, None)


def test_a_sheet_that_is_wrong_on_paper_is_not_bent() -> None:
    """Real sheets break sums; numbers that nothing plausible could mend stay as they are, sure."""
    found = settled(clear(suara_sah=254, suara_tidak_sah=6, suara_total=300))
    assert {f: r.value for f, r in found.items()} == {**PAGE_3, "suara_total": 300}
    assert {r.status for r in found.values()} == {Status.SURE}


def test_whoever_could_mend_a_failing_sum_is_doubted() -> None:
    found = settled(clear(suara_sah=254, suara_tidak_sah=6, suara_total=261))
    assert {(r.status, r.why) for r in found.values()} == {(Status.CHECK, "sum")}


def test_two_figures_that_cancel_are_not_sure_because_the_sum_holds() -> None:
    """116 + 24 was published for 66 + 74."""
    found = settled(
        [
            read("suara_sah", 116, (66, 2.5)),
            read("suara_tidak_sah", 24, (74, 2.5)),
            read("suara_total", 140, (141, CLEAR)),
        ]
    )
    assert found["suara_sah"].status is found["suara_tidak_sah"].status is Status.CHECK


def test_what_was_not_read_neither_proves_nor_disproves() -> None:
    readings = [*clear(suara_sah=254, suara_total=999), read("suara_tidak_sah", None, why="blank")]
    found = settled(readings)
    assert found["suara_sah"].status is found["suara_total"].status is Status.SURE
    assert found["suara_tidak_sah"].status is Status.UNREAD


@pytest.mark.parametrize("why", ["conflict", "layout", "frame", "struck"])
def test_sums_settle_no_doubt_that_only_a_person_can(why: str) -> None:
    readings = [*clear(suara_sah=254, suara_tidak_sah=6), read("suara_total", 260, why=why)]
    total = settled(readings)["suara_total"]
    assert (total.status, total.why) == (Status.CHECK, why)


def test_sums_do_not_vouch_for_how_many_figures_there_are() -> None:
    """Where every leading 1 looks like a cross, 3 + 10 = 13 as well as 103 + 110 = 213."""
    others = clear(suara_sah=254, suara_total=260)
    other_length = read("suara_tidak_sah", 6, (16, 2.0))
    same_length = read("suara_tidak_sah", 6, (8, 2.0))
    assert settled([*others, same_length])["suara_tidak_sah"].status is Status.SURE
    assert settled([*others, other_length])["suara_tidak_sah"].status is Status.CHECK


def test_an_empty_box_must_be_clear_by_itself() -> None:
    """On a faintly written sheet many figures vanish at once, and then wrong sums hold."""
    faint = read("suara_tidak_sah", 6, (106, FAINT))
    blank = Source("digits", "__6", 6, 0.97)
    seen = Reading(**{**vars(faint), "sources": (blank,)})
    others = clear(suara_sah=254, suara_total=260)
    assert settled([*others, faint])["suara_tidak_sah"].status is Status.SURE
    assert settled([*others, seen])["suara_tidak_sah"].status is Status.CHECK


def test_pages_settled_alone_are_settled_again_together() -> None:
    """Page 2 alone does not know the sum of its votes; page 3 does."""
    page_2 = [read(f"paslon_{n}", v, (v + 100, FAINT)) for n, v in ((1, 123), (2, 71), (3, 60))]
    page_3 = clear(**PAGE_3)
    alone = [*settle(page_2, paper.template()), *settle(page_3, paper.template())]
    assert [r.status for r in alone[:3]] == [Status.CHECK] * 3
    together = settle(alone, paper.template())
    assert together == settle([*page_2, *page_3], paper.template())
    assert [r.status for r in together[:3]] == [Status.SURE] * 3


def test_readings_of_an_older_version_stay_as_they_were() -> None:
    old = Reading("suara_sah", 254, 0.99, None, Status.SURE, (), (0.0, 0.0, 1.0, 1.0))
    assert settle([old], paper.template()) == (old,)
