"""A form that no file knows: found, named, saved, filled by hand, photographed, read."""

from __future__ import annotations

import numpy as np
import pytest

from sirekap_desktop import paths, raster
from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models import form_files
from sirekap_desktop.models.draft_rules import fitting
from sirekap_desktop.models.drafting import Draft, Titles
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.reading import Status
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.simulation import camera, sheet
from sirekap_desktop.workflow import templating
from tests import paper, unknown_form

TITLES = Titles("pemilu_2024/contoh_baru", "Pemilihan Contoh", "C.CONTOH-BARU", "D.CONTOH-BARU")
VALUES = {
    **{f"pengguna_dpt_{x}": n for x, n in zip("lpj", (101, 117, 218), strict=True)},
    **{f"pengguna_dptb_{x}": n for x, n in zip("lpj", (3, 4, 7), strict=True)},
    **{f"pengguna_non_dpt_{x}": n for x, n in zip("lpj", (2, 0, 2), strict=True)},
    **{f"pengguna_total_{x}": n for x, n in zip("lpj", (106, 121, 227), strict=True)},
    "surat_suara_diterima": 255,
    "surat_suara_digunakan": 227,
    **{f"paslon_{n}": votes for n, votes in enumerate((98, 56, 41, 19), start=1)},
    "suara_sah": 214,
    "suara_tidak_sah": 13,
    "suara_total": 227,
}


def named(draft: Draft) -> Draft:
    """The acts of an operator who knows what stands on the paper."""
    for line, row in enumerate(unknown_form.ADMIN):
        draft = edits.name_row(draft, 1, range(3 * line, 3 * line + 3), row)
    for index, row in enumerate(unknown_form.BALLOTS, start=12):
        draft = edits.name_row(draft, 1, [index], row)
    draft = edits.name_row(draft, 2, [0], "paslon")
    draft = edits.copy_down(draft, 2, [0], 3, 62.0)
    for index, row in enumerate(unknown_form.TOTALS, start=4):
        draft = edits.name_row(draft, 2, [index], row)
    for page in (1, 2):
        draft = edits.set_title(draft, page, f"HALAMAN {page} DARI 2")
    return fitting(draft)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    sheets = templating.look_at(unknown_form.blank(), None)
    draft = named(templating.begin(sheets, TITLES, "pemilu_2024"))
    assert templating.troubles(draft, form_files.catalog()) == ()
    folder = tmp_path_factory.mktemp("forms") / TITLES.form
    templating.save(draft, folder, sheets)
    assert {file.name for file in folder.iterdir()} >= {"template.toml", "blank_1.png"}
    return form_files.load(folder)


@pytest.mark.parametrize("page", [1, 2])
def test_the_boxes_are_where_they_were_drawn(template: Template, page: int) -> None:
    boxes = [box for place in template.pages[page - 1].places for box in place.boxes]
    assert len(boxes) == {1: 42, 2: 21}[page]
    assert np.abs(np.subtract(template.marks, unknown_form.MARKS)).max() <= 0.2
    assert template.tag_turned == 0
    assert template.checked
    assert template.pages[page - 1].tag == unknown_form.TAGS[page - 1]


def test_strokes_and_words_are_found_with_their_numbers(template: Template) -> None:
    for field in template.fields:
        _, place = template.page_of(field)
        assert (place.tally is not None) == field.startswith("paslon")
        assert (place.row_sums is not None) == field.startswith("paslon")
        assert (place.words is not None) == field.startswith(("paslon", "suara_"))


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("page", [1, 2])
def test_a_photographed_sheet_is_read(template: Template, page: int, seed: int) -> None:
    scale = 4.0
    image = raster.render(unknown_form.blank(), page - 1, 25.4 * scale)
    rng = np.random.default_rng(seed)
    pen = sheet.Pen(image, scale, paper.neat_hand(seed), rng)
    sheet.fill_page(pen, template.pages[page - 1], VALUES, {})
    picture = camera.photograph(image, paper.PLAIN, rng)
    reader = PageReader({template.form: template}, paths.resources() / "ocr")
    reading = reader.read(picture).reading
    assert (reading.form, reading.page) == (TITLES.form, page), reading.problems
    found = {one.field: one for one in reading.readings}
    assert found.keys() == {place.field for place in template.pages[page - 1].places}
    wrong = {f: (r.value, VALUES[f], r.status) for f, r in found.items() if r.value != VALUES[f]}
    assert not [f for f, (_, _, status) in wrong.items() if status is Status.SURE], wrong
    assert len(wrong) <= 0.05 * len(found), wrong
