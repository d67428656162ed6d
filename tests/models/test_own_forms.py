"""Every form that is shipped, bound to the smallest and the largest ballots that there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import pytest

from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant
from sirekap_desktop.models.form import Box, FieldPlace, Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.formulas import kind_of
from tests.models.test_form_files import all_boxes, bubbles_of, inside, overlap

FORMS = {name: form for name, form in catalog().items() if form.tag_family}
OWN = {name: form for name, form in FORMS.items() if not form.checked}
LIMITS = {"pemilu_2024": (300, 20), "pilkada_2024": (600, 25)}
HEAD = {"provinsi", "kabkota", "kecamatan", "desa", "tps", "tps_kata"}


def pairs(count: int) -> list[Contestant]:
    return [
        Contestant(ChoiceKind.PASLON, n, f"Calon {n}", f"Wakil {n}") for n in range(1, count + 1)
    ]


def single() -> list[Contestant]:
    return [*pairs(1), Contestant(ChoiceKind.KOLOM_KOSONG, 2, "Kolom Kosong")]


def candidates(count: int) -> list[Contestant]:
    return [Contestant(ChoiceKind.CALON, n, f"Calon {n}") for n in range(1, count + 1)]


def parties(numbers: Sequence[int], calon: int) -> list[Contestant]:
    people = [Calon(n, f"Calon {n}") for n in range(1, calon + 1)]
    return [Contestant(ChoiceKind.PARTAI, n, f"Partai {n}", calon=tuple(people)) for n in numbers]


BALLOTS = {
    "paslon": [pairs(2), pairs(3), single(), pairs(8)],
    "calon": [candidates(1), candidates(8), candidates(54)],
    "partai": [
        parties([1], 3),
        parties([*range(1, 18), 24], 8),
        parties(range(1, 25), 12),
        parties(range(1, 25), 15),
    ],
}
"""For each kind of ballot the smallest, usual and largest ones."""


def bound() -> Iterator[tuple[str, Template]]:
    for name, form in FORMS.items():
        for number, ballot in enumerate(BALLOTS[kind_of(form.fields)]):
            yield f"{name} {number}", bind(form, ballot)


BOUND = dict(bound())


def test_the_forms_of_both_elections_are_here() -> None:
    assert {name.split("/")[1] for name in OWN} == {
        "c_hasil_kwk_gubernur",
        "c_hasil_kwk_bupati",
        "c_hasil_kwk_walikota",
        "c_hasil_dpd",
        "c_hasil_dpr",
        "c_hasil_dprd_prov",
        "c_hasil_dprd_kabko",
    }
    assert {form.recap_model for form in OWN.values()} == {
        f"D.HASIL KECAMATAN-{form.model.removeprefix('C.HASIL-')}" for form in OWN.values()
    }


@pytest.mark.parametrize("name", OWN)
def test_the_law_of_the_election_stands_in_its_rules(name: str) -> None:
    form = OWN[name]
    voters, reserve = LIMITS[name.split("/")[0]]
    found = {rule.code: dict(rule.limits) for rule in form.rules if rule.limits}
    assert found["R12"]["largest"] == voters
    assert found["R15"]["permille"] == reserve
    said = " ".join(row.label for row in form.rows)
    assert ("DPPh" in said) == (voters == 600)
    printed = " ".join(label.text for label in form.pages[0].labels)
    assert ("2,5%" in printed) == (reserve == 25)
    assert ("DPPh" in printed) == ("DPPh" in said)


@pytest.mark.parametrize("name", BOUND)
def test_no_two_sheets_are_taken_for_each_other(name: str) -> None:
    form = BOUND[name]
    assert len({page.tag for page in form.pages}) == len(form.pages)
    if form.checked:
        return
    assert len({page.title for page in form.pages}) == len(form.pages)
    for page in form.pages:
        said = [label.text for label in page.labels]
        assert said.count(page.title) == 1
        assert said.count(form.model) == 1
        assert str(page.tag) in said
        assert any(text.endswith(f" - Hal {page.number} dari {len(form.pages)}") for text in said)


def test_no_two_forms_share_a_tag_whatever_stands_on_the_ballot() -> None:
    owner: dict[tuple[str, int], str] = {}
    for name, form in [*BOUND.items(), *((f"{name} -", form) for name, form in FORMS.items())]:
        for page in form.pages:
            held = owner.setdefault((form.tag_family, page.tag), name.split()[0])
            assert held == name.split()[0], page.tag


@pytest.mark.parametrize("name", OWN)
def test_a_tag_means_the_same_boxes_with_and_without_a_ballot(name: str) -> None:
    """A photograph that is read without master data must not be laid under another sheet."""
    drawn = {page.tag: page for page in OWN[name].pages}
    for ballot in BALLOTS[kind_of(OWN[name].fields)]:
        for page in bind(OWN[name], ballot).pages:
            if page.tag in drawn:
                assert {p.boxes for p in page.places} <= {p.boxes for p in drawn[page.tag].places}


@pytest.mark.parametrize("name", OWN)
def test_everything_that_is_written_stands_on_the_sheet_and_nothing_overlaps(name: str) -> None:
    form = OWN[name]
    left, top = form.marks[0]
    right, bottom = form.marks[3]
    frame = (left, top, right - left, bottom - top)
    assert inside(form.tag_box, frame)
    for page in form.pages:
        assert page.writing.keys() == HEAD
        assert all(inside((*at, 1.0, 1.0), frame) for at in page.writing.values())
        boxes = [
            ("tag", form.tag_box),
            ("head", page.head),
            *((p.field, box) for p in page.places for box in written(p)),
        ]
        for field, box in boxes:
            assert inside(box, frame), (page.number, field)
        for (one, first), (other, second) in combinations(boxes, 2):
            assert not overlap(shrunk(first), shrunk(second)), (page.number, one, other)


def written(place: FieldPlace) -> list[Box]:
    """The boxes, bubbles and words of a number, and each grid as one."""
    grids = [grid for grid in (place.tally, place.row_sums) if grid]
    around = [
        (
            grid.x[0],
            grid.y[0],
            grid.x[-1] + grid.cell[0] - grid.x[0],
            grid.y[-1] + grid.cell[1] - grid.y[0],
        )
        for grid in grids
    ]
    words = [place.words] if place.words else []
    return [*place.boxes, *bubbles_of(place), *around, *words]


def shrunk(box: Box) -> Box:
    """A box without the line that it shares with its neighbour."""
    return (box[0] + 0.15, box[1] + 0.15, box[2] - 0.3, box[3] - 0.3)


@pytest.mark.parametrize("name", OWN)
def test_what_is_printed_leaves_the_boxes_free(name: str) -> None:
    for page in OWN[name].pages:
        for label in page.labels:
            for place in page.places:
                for box in all_boxes(place)[:3]:
                    assert not inside((*label.at, 0.0, 0.0), box), (label.text, place.field)


@pytest.mark.parametrize("name", OWN)
def test_a_tally_holds_every_vote_of_the_largest_tps(name: str) -> None:
    voters, _ = LIMITS[name.split("/")[0]]
    for place in chain(*(page.places for page in OWN[name].pages if page.repeat)):
        if place.tally is None:
            assert place.field == "partai_total"
            continue
        assert 5 * len(place.tally.x) * len(place.tally.y) >= voters
        assert 5 * len(place.tally.x) < 100, "the sum of a row has two boxes"
        assert place.row_sums is not None
        assert place.row_sums.y == place.tally.y


@pytest.mark.parametrize("name", BOUND)
def test_every_number_has_one_row_and_rules_speak_of_the_form_alone(name: str) -> None:
    form = BOUND[name]
    rows = [field for row in form.rows for field in row.fields]
    assert sorted(rows) == sorted(form.fields)
    assert len(rows) == len(set(rows))
    named = {f for rule in form.rules for says in rule.says for f in says.fields}
    assert named <= set(form.fields)
    asked = {rule.code for rule in form.rules}
    assert ("R6" in asked) == (kind_of(form.fields) == "partai")
    assert {"R1", "R2", "R4", "R5", "R12", "R15"} <= asked


def test_nobody_is_named_where_nobody_stands() -> None:
    form = bind(FORMS["pemilu_2024/c_hasil_dpr"], parties([4], 6))
    sheet = form.pages[1]
    said = " ".join(label.text for label in sheet.labels)
    assert "{" not in said
    assert "Calon 6" in said
    assert len(sheet.places) == 8
