"""The template of C.HASIL-PPWP against KPU's print file and against itself."""

from __future__ import annotations

import json
import shutil
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest

from sirekap_desktop import paths
from sirekap_desktop.models import form_files
from sirekap_desktop.models.form import Box, FieldPlace, Grid, Template
from sirekap_desktop.models.form_files import catalog, copies, drafts, load
from tests.paper import FORM, SHARED

GEOMETRY = SHARED / "forms" / "c_hasil_ppwp_geometry.json"
KPU_NAMES = {
    "pengguna_dpk": "pengguna_non_dpt",
    "ss_diterima": "surat_suara_diterima",
    "ss_digunakan": "surat_suara_digunakan",
    "ss_dikembalikan_rusak": "surat_suara_dikembalikan",
    "ss_tidak_digunakan": "surat_suara_tidak_digunakan",
}
"""What the measured geometry calls differently."""
NEAR = 0.05
"""Millimetres: how exactly the print file was measured."""

PAGES = (
    (
        *(f"pemilih_dpt_{x}" for x in "lpj"),
        *(f"pengguna_dpt_{x}" for x in "lpj"),
        *(f"pengguna_dptb_{x}" for x in "lpj"),
        *(f"pengguna_non_dpt_{x}" for x in "lpj"),
        *(f"pengguna_total_{x}" for x in "lpj"),
        "surat_suara_diterima",
        "surat_suara_digunakan",
        "surat_suara_dikembalikan",
        "surat_suara_tidak_digunakan",
        *(f"disabilitas_{x}" for x in "lpj"),
    ),
    ("paslon_1", "paslon_2", "paslon_3"),
    ("suara_sah", "suara_tidak_sah", "suara_total"),
)


@pytest.fixture(scope="module")
def template() -> Template:
    return catalog()[FORM]


def places(template: Template) -> list[FieldPlace]:
    return [place for page in template.pages for place in page.places]


def inside(inner: Box, outer: Box) -> bool:
    right, bottom = outer[0] + outer[2], outer[1] + outer[3]
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[0] + inner[2] <= right
        and inner[1] + inner[3] <= bottom
    )


def overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def bubbles_of(place: FieldPlace) -> list[Box]:
    if place.bubbles is None:
        return []
    side = place.bubbles.diameter
    return [(x, y, side, side) for x in place.bubbles.x for y in place.bubbles.y]


def cells_of(grid: Grid | None) -> list[Box]:
    return [(x, y, *grid.cell) for x in grid.x for y in grid.y] if grid else []


def all_boxes(place: FieldPlace) -> list[Box]:
    """Everything that is written by hand for a field."""
    words = [place.words] if place.words else []
    grids = (place.tally, place.row_sums)
    return [*place.boxes, *bubbles_of(place), *chain(*map(cells_of, grids)), *words]


def test_the_form_is_found_under_its_own_name(template: Template) -> None:
    assert FORM in catalog()
    assert load(paths.resources() / "forms" / FORM) == template
    assert (template.model, template.size) == ("C.HASIL-PPWP", (600.0, 900.0))
    assert template.recap_model == "D.HASIL KECAMATAN-PPWP"


def test_every_form_is_found_without_reading_it_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    home = paths.resources() / "forms"
    read = [load(file.parent) for file in sorted(home.glob("*/*/template.toml"))]
    monkeypatch.setattr(form_files, "load", lambda _: pytest.fail("a form was read"))
    assert [*catalog()] == [form.form for form in read if not (form.copy_of or form.draft)]
    assert [*copies()] == [form.form for form in read if form.copy_of]
    assert [*drafts()] == [form.form for form in read if form.draft]


def test_a_form_that_was_received_stands_before_the_one_of_the_program(
    tmp_path: Path, template: Template
) -> None:
    shutil.copytree(paths.resources() / "forms" / FORM, tmp_path / FORM)
    file = tmp_path / FORM / "template.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(template.title, "Judul lain", 1))
    known = catalog(tmp_path)
    assert known[FORM].title == "Judul lain"
    assert [*known] == [*catalog()]


def test_its_28_fields_stand_on_their_pages_in_the_order_of_the_paper(template: Template) -> None:
    assert tuple(tuple(p.field for p in page.places) for page in template.pages) == PAGES
    assert template.fields == tuple(chain(*PAGES))
    assert len(set(template.fields)) == 28
    assert [page.number for page in template.pages] == [1, 2, 3]


def test_it_has_84_digit_boxes(template: Template) -> None:
    counted = [sum(len(place.boxes) for place in page.places) for page in template.pages]
    assert counted == [66, 9, 9]
    assert {len(place.boxes) for place in places(template)} == {3}


def test_the_boxes_of_a_number_stand_in_one_line_from_left_to_right(template: Template) -> None:
    for place in places(template):
        lefts = [box[0] for box in place.boxes]
        assert lefts == sorted(lefts)
        assert len({box[1:] for box in place.boxes}) == 1
        assert place.extent == (
            lefts[0],
            place.boxes[0][1],
            lefts[-1] + place.boxes[-1][2] - lefts[0],
            place.boxes[0][3],
        )


def test_votes_stand_four_times(template: Template) -> None:
    for place in template.pages[1].places:
        assert place.bubbles is not None
        assert place.tally is not None
        assert place.row_sums is not None
        assert place.words is not None
        assert place.guided
        assert (len(place.bubbles.x), len(place.bubbles.y)) == (3, 10)
        assert (len(place.tally.x), len(place.tally.y)) == (12, 5)
        assert (len(place.row_sums.x), len(place.row_sums.y)) == (2, 5)
        for x, box in zip(place.bubbles.x, place.boxes, strict=True):
            assert x + place.bubbles.diameter / 2 == pytest.approx(box[0] + box[2] / 2, abs=NEAR)
        assert min(place.bubbles.y) > box[1] + box[3]
    assert not any(bubbles_of(p) for page in template.pages[::2] for p in page.places)


def test_every_box_lies_inside_the_corner_marks(template: Template) -> None:
    xs, ys = zip(*template.marks, strict=True)
    frame = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    assert inside(frame, (0.0, 0.0, *template.size))
    assert inside(template.tag_box, frame)
    for place in places(template):
        for box in all_boxes(place):
            assert inside(box, frame), place.field


def test_no_two_boxes_overlap(template: Template) -> None:
    for page in template.pages:
        digits = [(p.field, box) for p in page.places for box in (*p.boxes, *bubbles_of(p))]
        rest = [("tag", template.tag_box), ("head", page.head)]
        for (one, first), (other, second) in combinations([*digits, *rest], 2):
            assert not overlap(first, second), (one, other)


def test_the_head_is_written_on_the_sheet(template: Template) -> None:
    for page in template.pages:
        assert page.writing.keys() == {
            "provinsi",
            "kabkota",
            "kecamatan",
            "desa",
            "tps",
            "tps_kata",
        }
        for at in page.writing.values():
            assert inside((*at, 1.0, 1.0), (0.0, 0.0, *template.size))


def test_tags_and_titles_tell_the_pages_apart(template: Template) -> None:
    assert [page.tag for page in template.pages] == [101, 102, 103]
    assert len({page.title for page in template.pages}) == 3
    tags = [(one.tag_family, page.tag) for one in catalog().values() for page in one.pages]
    assert len(tags) == len(set(tags))


def test_every_field_stands_in_exactly_one_row_in_the_order_of_the_paper(
    template: Template,
) -> None:
    assert tuple(chain(*(row.fields for row in template.rows))) == template.fields
    for row in template.rows:
        assert len(row.fields) in (1, 3)
        assert row.section
        assert row.label
        if len(row.fields) == 3:
            assert [field[-2:] for field in row.fields] == ["_l", "_p", "_j"]
    labels = [(row.section, row.number, row.label) for row in template.rows]
    assert len(labels) == len(set(labels))


def test_a_field_knows_its_page_and_its_row(template: Template) -> None:
    for number, fields in enumerate(PAGES, start=1):
        for field in fields:
            page, place = template.page_of(field)
            assert (page.number, place.field) == (number, field)
            assert field in template.row_of(field).fields
    row = template.row_of("pengguna_dptb_p")
    assert row.fields == ("pengguna_dptb_l", "pengguna_dptb_p", "pengguna_dptb_j")


@pytest.mark.parametrize("field", ["paslon_4", "", "pemilih_dpt"])
def test_a_field_that_the_form_does_not_have_is_a_mistake_of_the_caller(
    template: Template, field: str
) -> None:
    with pytest.raises(KeyError):
        template.page_of(field)
    with pytest.raises(KeyError):
        template.row_of(field)


def test_every_rule_speaks_of_fields_of_the_form(template: Template) -> None:
    named = {f for rule in template.rules for says in rule.says for f in says.fields}
    assert named
    assert named <= set(template.fields)


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    if not GEOMETRY.is_file():
        pytest.skip("../shared/forms is not here")
    told: dict[str, Any] = json.loads(GEOMETRY.read_text("utf-8"))
    return told


def fields_measured(page: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What was measured on a page, under KPU's field ids; `boxes` are the digit boxes."""
    found: dict[str, dict[str, Any]] = {}
    for name, parts in page.items():
        stem = KPU_NAMES.get(name, name)
        columns = [x for x in "lpj" if x in parts]
        for x in columns:
            field = f"{stem}_{x}" if len(columns) == 3 else stem
            found[field] = {**parts, "boxes": parts[x]}
    return found


def test_every_digit_box_lies_where_kpu_prints_it(
    template: Template, measured: dict[str, Any]
) -> None:
    compared = 0
    for page in template.pages:
        told = fields_measured(measured["pages"][str(page.number)])
        assert told.keys() == {place.field for place in page.places}
        for place in page.places:
            for box, real in zip(place.boxes, told[place.field]["boxes"], strict=True):
                assert box == pytest.approx(tuple(real), abs=NEAR), place.field
                compared += 1
    assert compared == 84


def test_every_bubble_and_cell_lies_where_kpu_prints_it(
    template: Template, measured: dict[str, Any]
) -> None:
    told = fields_measured(measured["pages"]["2"])
    for place in template.pages[1].places:
        real = told[place.field]
        assert place.bubbles is not None
        assert place.bubbles.x == pytest.approx(real["bubbles_8mm_x"], abs=NEAR)
        assert place.bubbles.y == pytest.approx(real["bubbles_y_for_digit_0_to_9"], abs=NEAR)
        assert place.bubbles.diameter == 8.0
        for grid, name in ((place.tally, "tally"), (place.row_sums, "row_sums")):
            assert grid is not None
            assert grid.x == pytest.approx(real[name]["x"], abs=NEAR)
            assert grid.y == pytest.approx(real[name]["y"], abs=NEAR)
            assert grid.cell == pytest.approx(real[name]["cell"], abs=NEAR)


def test_tag_and_marks_lie_where_kpu_prints_them(
    template: Template, measured: dict[str, Any]
) -> None:
    assert template.size == pytest.approx(measured["page_size_mm"])
    assert template.tag_family == measured["apriltag"]["family"]
    tags = {str(page.number): page.tag for page in template.pages}
    assert tags == measured["apriltag"]["ids"]
    assert template.tag_box == pytest.approx(measured["apriltag"]["outer_black_square"], abs=0.4)
    squares = [tuple(square) for square in measured["fiducials_7.2mm_squares"]]
    side = template.mark_side
    for x, y in template.marks:
        assert (x - side, y - side) in [pytest.approx(s, abs=NEAR) for s in squares]
        assert (x, y) in [pytest.approx(s, abs=NEAR) for s in squares]
