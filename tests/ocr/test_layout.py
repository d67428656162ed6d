"""The studio finds boxes, bubbles, grids, marks and codes of a blank sheet by itself."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.form import FieldPlace, Grid, Page
from sirekap_desktop.models.layout import Layout
from sirekap_desktop.ocr.blank_page import blank_pages, scanned
from sirekap_desktop.ocr.layout import find_layout
from tests import paper

Image = NDArray[np.uint8]

NEAR = 0.5
"""Millimetres."""
KPU = paper.SHARED / "forms" / "C.HASIL-PPWP.pdf"
SALINAN = paper.SHARED / "forms" / "C.HASIL SALINAN-PPWP.pdf"
DRAFTS = paper.SHARED / "forms" / "draft_2024"


@cache
def own() -> tuple[Layout, ...]:
    return layouts(blank_form(paper.template()))


def layouts(data: bytes, width: float | None = None) -> tuple[Layout, ...]:
    return tuple(find_layout(page.picture, page.size) for page in blank_pages(data, width))


def found_at(layout: Layout, place: FieldPlace) -> FieldPlace:
    """The number that was found where this one is printed."""
    left, top, _, _ = place.extent
    return min(layout.places, key=lambda one: abs(one.extent[0] - left) + abs(one.extent[1] - top))


def off(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    assert len(one) == len(other)
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def grid_off(one: Grid | None, other: Grid | None) -> float:
    assert one is not None
    assert other is not None
    return max(off(one.x, other.x), off(one.y, other.y), off(one.cell, other.cell))


def boxes_off(layout: Layout, page: Page) -> float:
    return max(
        off(box, seen)
        for place in page.places
        for box, seen in zip(place.boxes, found_at(layout, place).boxes, strict=True)
    )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_box_of_our_own_sheet_is_found(number: int) -> None:
    page, layout = paper.template().pages[number - 1], own()[number - 1]
    assert boxes_off(layout, page) <= NEAR
    assert sum(len(place.boxes) for place in page.places) == {1: 66, 2: 9, 3: 9}[number]
    assert layout.frame_width == pytest.approx(paper.template().frame_width, abs=0.1)


def test_only_the_boxes_of_the_date_are_found_besides() -> None:
    more = [len(own()[n].places) - len(paper.template().pages[n].places) for n in range(3)]
    assert more == [0, 0, 3]


def test_what_repeats_a_number_is_found_with_it() -> None:
    for page, layout in zip(paper.template().pages, own(), strict=True):
        for place in page.places:
            seen = found_at(layout, place)
            assert (seen.bubbles is None) == (place.bubbles is None), place.field
            assert (seen.tally is None) == (place.tally is None), place.field
            assert (seen.words is None) == (place.words is None), place.field
            assert seen.guided == place.guided, place.field
            if place.bubbles and seen.bubbles:
                assert off(seen.bubbles.x, place.bubbles.x) <= NEAR
                assert off(seen.bubbles.y, place.bubbles.y) <= NEAR
                assert abs(seen.bubbles.diameter - place.bubbles.diameter) <= NEAR
            if place.tally:
                assert grid_off(seen.tally, place.tally) <= NEAR
                assert grid_off(seen.row_sums, place.row_sums) <= NEAR
            if place.words and seen.words:
                assert off(seen.words, place.words) <= 1.5, place.field


def test_marks_and_tag_are_found() -> None:
    form = paper.template()
    for page, layout in zip(form.pages, own(), strict=True):
        assert layout.mark_side == pytest.approx(form.mark_side, abs=0.2)
        assert all(off(a, b) <= NEAR for a, b in zip(layout.marks, form.marks, strict=True))
        assert layout.tag is not None
        assert layout.tag.number == page.tag
        assert off(layout.tag.box, form.tag_box) <= NEAR
        assert layout.tag.turned == 180
        assert layout.code is None
        assert not layout.squares


def test_printed_lines_are_kept() -> None:
    frames = [frame.box for frame in own()[1].frames]
    assert any(off(box, (73.0, 258.0, 377.0, 62.0)) <= NEAR for box in frames)


def rotated(picture: Image, degrees: float) -> Image:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), borderValue=(250, 250, 250))
    return np.asarray(turned, np.uint8)


@pytest.mark.parametrize("degrees", [0.8, -1.6])
def test_a_slanted_and_grainy_scan_is_turned_straight(degrees: float) -> None:
    rng = np.random.default_rng(1)
    clean = next(iter(blank_pages(blank_form(paper.template(), [2])))).picture
    grain = rng.normal(0, 2.5, clean.shape)
    scan = np.clip(rotated(clean, degrees) * 0.96 + grain, 0, 255).astype(np.uint8)
    page = scanned(scan, 600.0)
    layout = find_layout(page.picture, page.size)
    assert page.size == pytest.approx((600.0, 900.0), abs=0.3)
    assert len(layout.places) == 3
    assert boxes_off(layout, paper.template().pages[1]) <= 0.8
    assert all(place.bubbles and place.tally and place.row_sums for place in layout.places)


def test_a_scan_without_width_is_refused() -> None:
    _, png = cv2.imencode(".png", np.full((60, 40, 3), 255, np.uint8))
    with pytest.raises(SirekapError) as caught:
        next(iter(blank_pages(bytes(png))))
    assert caught.value.code == "width_missing"
    with pytest.raises(SirekapError) as caught:
        next(iter(blank_pages(bytes(png), 3.0)))
    assert caught.value.code == "width_unlikely"


def test_an_empty_sheet_shows_nothing() -> None:
    layout = find_layout(np.full((900, 600, 3), 255, np.uint8), (200.0, 300.0))
    assert not [*layout.places, *layout.frames, *layout.marks, *layout.squares]
    assert layout.tag is None
    assert layout.code is None


@pytest.mark.skipif(not KPU.exists(), reason="no print file of KPU here")
def test_every_box_of_the_print_file_is_found() -> None:
    form = paper.template()
    seen = layouts(KPU.read_bytes())
    for page, layout in zip(form.pages, seen, strict=True):
        assert boxes_off(layout, page) <= NEAR
        assert all(off(a, b) <= NEAR for a, b in zip(layout.marks, form.marks, strict=True))
        assert layout.tag is not None
        assert layout.tag.number == page.tag
    assert [len(layout.places) for layout in seen] == [22, 3, 6]
    assert all(place.bubbles and place.row_sums and place.words for place in seen[1].places)


@pytest.mark.skipif(not SALINAN.exists(), reason="no print file of KPU here")
def test_boxes_without_gaps_are_parted_by_the_heads_of_their_columns() -> None:
    first, second = layouts(SALINAN.read_bytes())[:2]
    assert [len(place.boxes) for place in first.places] == [3] * 22
    assert sorted(len(place.boxes) for place in second.places) == [2, 2, 3, 3, 3, 3, 3, 4]


@pytest.mark.skipif(not DRAFTS.exists(), reason="no draft designs here")
@pytest.mark.parametrize(
    ("name", "code", "numbers", "tallies", "letters"),
    [
        ("c.hasil_data", "010200-01", 34, 0, 0),
        ("c.hasil_pwp_3", "010200-02", 6, 4, 8),
        ("c.hasil_dpr_s08_v2", "199999-02", 10, 9, 2),
        ("c.hasil_dpr_s10_v2", "299999-04", 12, 11, 2),
        ("c.hasil_dpr_j_v2", "199999-18", 3, 1, 5),
    ],
)
def test_other_designs_are_understood(
    name: str, code: str, numbers: int, tallies: int, letters: int
) -> None:
    layout = layouts((DRAFTS / f"{name}.png").read_bytes(), 600.0)[0]
    guided = [place for place in layout.places if place.guided]
    assert len(guided) == numbers
    assert all(len(place.boxes) == 3 for place in guided)
    assert sum(place.tally is not None for place in guided) == tallies
    assert sum(place.row_sums is not None for place in guided) == tallies
    assert sum(len(place.letters.y) for place in guided if place.letters) == letters
    assert not layout.letters
    assert layout.frame_grey == pytest.approx(0.8, abs=0.15)
    assert layout.code is not None
    assert layout.code.text == code
    assert len(layout.marks) == 4
    assert layout.mark_side == pytest.approx(8.0, abs=0.5)
