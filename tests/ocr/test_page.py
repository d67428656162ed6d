"""Reading a whole sheet, and refusing what cannot be read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from sirekap_desktop.models.reading import SheetReading, Status
from sirekap_desktop.simulation import camera
from tests import paper


def codes(reading: SheetReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def wrong_in_silence(reading: SheetReading, values: dict[str, int]) -> list[str]:
    return [
        r.field for r in reading.readings if r.status is Status.SURE and r.value != values[r.field]
    ]


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_plain_photo_is_read_with_hardly_a_doubt(page: int) -> None:
    sheet = paper.filled(page)
    reading = paper.reader().read(sheet.photo()).reading
    assert (reading.form, reading.page, codes(reading)) == (paper.FORM, page, [])
    assert [r.field for r in reading.readings] == list(sheet.values)
    assert wrong_in_silence(reading, sheet.values) == []
    right = [r for r in reading.readings if r.value == sheet.values[r.field]]
    assert len(right) >= 0.9 * len(sheet.values)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_photo_is_read_like_an_upright_one(quarters: int) -> None:
    sheet = paper.filled(3)
    turned = np.ascontiguousarray(np.rot90(sheet.photo(), quarters))
    reading = paper.reader().read(turned).reading
    assert {r.field: r.value for r in reading.readings} == sheet.values


def test_a_wavy_sheet_finds_each_box_where_it_really_lies() -> None:
    sheet = paper.filled(1)
    shot = camera.Shot(width=1900, height=2600, slant=0.02, wave=0.006, blur=0.5, noise=1.0)
    result = paper.reader().read(sheet.photo(shot, seed=3))
    assert not result.reading.refused
    assert wrong_in_silence(result.reading, sheet.values) == []
    moved = [
        np.hypot(r.box[0] - place.extent[0], r.box[1] - place.extent[1])
        for r, place in zip(result.reading.readings, paper.template().pages[0].places, strict=True)
    ]
    assert max(moved) > 1.0


def test_a_blank_sheet_is_unread_everywhere() -> None:
    for page in (1, 2, 3):
        photo = camera.photograph(paper.blank(page), paper.PLAIN, np.random.default_rng(2))
        reading = paper.reader().read(photo).reading
        assert {(r.status, r.value) for r in reading.readings} == {(Status.UNREAD, None)}


def test_the_flat_sheet_shows_the_boxes_where_the_reading_says() -> None:
    sheet = paper.filled(2)
    result = paper.reader().read(sheet.photo())
    assert result.flat is not None
    assert result.flat.shape[:2] == (round(900 * result.scale), round(600 * result.scale))
    for reading in result.reading.readings:
        x, y, w, h = (round(side * result.scale) for side in reading.box)
        top_line = result.flat[y - 2 : y + 3, x : x + w].mean(axis=(1, 2)).min()
        inside = np.median(result.flat[y : y + h, x : x + w])
        assert top_line < inside - 30


def without_tag(image: paper.Image) -> paper.Image:
    x, y, w, h = (round(side * paper.SCALE) for side in paper.template().tag_box)
    bare = image.copy()
    bare[y - 9 : y + h + 9, x - 9 : x + w + 9] = 255
    return bare


def test_a_sheet_without_tag_is_refused_and_named_by_its_title() -> None:
    photo = camera.photograph(
        without_tag(paper.filled(1).image), paper.PLAIN, np.random.default_rng(1)
    )
    result = paper.reader().read(photo)
    assert codes(result.reading) == ["sheet_looks_like"]
    assert dict(result.reading.problems[0].facts) == {"model": "C.HASIL-PPWP", "page": "1"}
    assert result.reading.refused
    assert result.flat is None
    assert result.reading.readings == ()


@pytest.mark.parametrize(
    ("corner", "x", "y"),
    [("kiri atas", 0, 0), ("kanan bawah", 1, 1), ("kiri bawah", 0, 1), ("kanan atas", 1, 0)],
)
def test_a_covered_corner_is_refused_by_name(corner: str, x: int, y: int) -> None:
    image = paper.filled(3).image.copy()
    mark = paper.template().marks[2 * y + x]
    centre = (round(mark[0] * paper.SCALE), round(mark[1] * paper.SCALE))
    cv2.circle(image, centre, round(16 * paper.SCALE), (60, 90, 140), -1)
    photo = camera.photograph(image, paper.PLAIN, np.random.default_rng(1))
    reading = paper.reader().read(photo).reading
    assert codes(reading) == ["corner_missing"]
    assert dict(reading.problems[0].facts)["corner"] == corner


@pytest.mark.parametrize("side", ["left", "bottom", "top"])
def test_a_photo_that_cuts_the_sheet_is_refused(side: str) -> None:
    photo = paper.filled(1).photo()
    height, width = photo.shape[:2]
    cut = {
        "left": photo[:, width // 4 :],
        "bottom": photo[: height * 5 // 6],
        "top": photo[height // 7 :],
    }[side]
    reading = paper.reader().read(np.ascontiguousarray(cut)).reading
    assert reading.refused
    assert codes(reading)[0] in {"corner_missing", "corners_unclear", "sheet_looks_like"}


def test_a_blurred_photo_is_refused() -> None:
    photo = cv2.GaussianBlur(paper.filled(1).photo(), (0, 0), 7)
    reading = paper.reader().read(np.asarray(photo, np.uint8)).reading
    assert codes(reading) == ["blurred"]


def test_a_softening_photo_loses_certainty_before_truth() -> None:
    sheet = paper.filled(1)
    for sigma in (1.5, 2.5, 3.5, 4.5):
        photo = np.asarray(cv2.GaussianBlur(sheet.photo(), (0, 0), sigma), np.uint8)
        reading = paper.reader().read(photo).reading
        assert wrong_in_silence(reading, sheet.values) == []


def test_a_small_photo_is_refused() -> None:
    small = cv2.resize(
        paper.filled(1).photo(), None, fx=0.45, fy=0.45, interpolation=cv2.INTER_AREA
    )
    assert codes(paper.reader().read(np.asarray(small, np.uint8)).reading) == ["too_small"]


def test_two_sheets_in_one_photo_are_refused() -> None:
    both = np.hstack([paper.filled(1).photo(), paper.filled(3).photo()])
    assert codes(paper.reader().read(both).reading) == ["two_sheets"]


def test_a_picture_of_something_else_is_refused() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (900, 700, 3)).astype(np.uint8)
    assert codes(paper.reader().read(noise).reading) == ["tag_missing"]
    flat = np.full((900, 700, 3), 128, np.uint8)
    assert codes(paper.reader().read(flat).reading) == ["blurred"]


def test_a_tag_of_another_form_is_refused() -> None:
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    sheet = np.full((900, 700), 255, np.uint8)
    sheet[300:500, 300:500] = cv2.aruco.generateImageMarker(family, 7, 200)
    picture = np.asarray(cv2.cvtColor(sheet, cv2.COLOR_GRAY2BGR), np.uint8)
    reading = paper.reader().read(picture).reading
    assert codes(reading) == ["tag_unknown"]
    assert dict(reading.problems[0].facts) == {"tag": "7"}
