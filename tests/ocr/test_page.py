"""Reading a whole sheet, and refusing what cannot be read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from sirekap_desktop.models.reading import SheetReading, Status
from sirekap_desktop.ocr import load, page
from sirekap_desktop.ocr.page import FINE
from sirekap_desktop.simulation import camera
from tests import paper


def codes(reading: SheetReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def wrong_in_silence(reading: SheetReading, values: dict[str, int]) -> list[str]:
    return [
        r.field for r in reading.readings if r.status is Status.SURE and r.value != values[r.field]
    ]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_plain_photo_is_read_with_hardly_a_doubt(number: int) -> None:
    sheet = paper.filled(number)
    reading = paper.reader().read(sheet.photo()).reading
    assert (reading.form, reading.page, codes(reading)) == (paper.FORM, number, [])
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
    for number in (1, 2, 3):
        photo = camera.photograph(paper.blank(number), paper.PLAIN, np.random.default_rng(2))
        reading = paper.reader().read(photo).reading
        assert {(r.status, r.value) for r in reading.readings} == {(Status.UNREAD, None)}


def test_the_flat_sheet_shows_the_boxes_where_the_reading_says() -> None:
    sheet = paper.filled(2)
    result = paper.reader().read(sheet.photo())
    flat = result.flatten()
    assert flat is not None
    assert flat.shape[:2] == (round(900 * result.scale), round(600 * result.scale))
    for reading in result.reading.readings:
        x, y, w, h = (round(side * result.scale) for side in reading.box)
        top_line = flat[y - 2 : y + 3, x : x + w].mean(axis=(1, 2)).min()
        inside = np.median(flat[y : y + h, x : x + w])
        assert top_line < inside - 30


def test_a_huge_photo_is_read_from_a_smaller_copy_where_that_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = paper.filled(3)
    photo = np.asarray(cv2.resize(sheet.photo(), None, fx=2, fy=2), np.uint8)
    data = camera.as_jpeg(photo, 88)
    monkeypatch.setattr(load, "ENOUGH", paper.PLAIN.height)
    for fine, shrunk in ((2.0, True), (FINE, False)):
        monkeypatch.setattr(page, "FINE", fine)
        (result,) = paper.reader().read_file(data)
        assert {r.field: r.value for r in result.reading.readings} == sheet.values
        assert result.steps.source.has_finer is shrunk
        assert result.steps.shape == (
            photo.shape[0] // (1 + shrunk),
            photo.shape[1] // (1 + shrunk),
        )
        flat = result.flatten()
        assert flat is not None
        x, y, w, h = (round(side * result.scale) for side in result.reading.readings[0].box)
        assert flat[y - 2 : y + 3, x : x + w].mean() < np.median(flat[y : y + h, x : x + w]) - 30


def test_a_refusal_is_never_for_want_of_pixels_that_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = camera.as_jpeg(paper.filled(3).photo(), 95)
    monkeypatch.setattr(load, "ENOUGH", paper.PLAIN.height // 4)
    (result,) = paper.reader().read_file(data)
    assert not result.reading.refused
    assert not result.steps.source.has_finer


def without_tag(image: paper.Image) -> paper.Image:
    x, y, w, h = (round(side * paper.SCALE) for side in paper.template().tag_box)
    bare = image.copy()
    bare[y - 9 : y + h + 9, x - 9 : x + w + 9] = 255
    return bare


def test_a_sheet_without_tag_is_known_by_marks_lines_and_title() -> None:
    sheet = paper.filled(1)
    photo = camera.photograph(without_tag(sheet.image), paper.PLAIN, np.random.default_rng(1))
    reading = paper.reader().read(photo).reading
    assert (reading.form, reading.page, codes(reading)) == (
        paper.template().form,
        1,
        ["tag_unseen"],
    )
    assert not reading.refused
    assert wrong_in_silence(reading, sheet.values) == []


def test_a_sheet_without_tag_and_marks_is_refused_and_named_by_its_title() -> None:
    bare = without_tag(paper.filled(1).image)
    for x, y in paper.template().marks:
        left, top = (round((at - 9) * paper.SCALE) for at in (x, y))
        bare[top : top + round(18 * paper.SCALE), left : left + round(18 * paper.SCALE)] = 255
    result = paper.reader().read(camera.photograph(bare, paper.PLAIN, np.random.default_rng(1)))
    assert codes(result.reading) == ["sheet_looks_like"]
    assert dict(result.reading.problems[0].facts) == {"model": "C.HASIL-PPWP", "page": "1"}
    assert result.reading.refused
    assert result.flatten() is None
    assert result.reading.readings == ()


@pytest.mark.parametrize(
    ("corner", "x", "y"),
    [("kiri atas", 0, 0), ("kanan bawah", 1, 1), ("kiri bawah", 0, 1), ("kanan atas", 1, 0)],
)
def test_a_covered_corner_is_told_and_the_lines_place_the_sheet(
    corner: str, x: int, y: int
) -> None:
    sheet = paper.filled(3)
    image = sheet.image.copy()
    mark = paper.template().marks[2 * y + x]
    centre = (round(mark[0] * paper.SCALE), round(mark[1] * paper.SCALE))
    cv2.circle(image, centre, round(16 * paper.SCALE), (60, 90, 140), -1)
    photo = camera.photograph(image, paper.PLAIN, np.random.default_rng(1))
    reading = paper.reader().read(photo).reading
    assert codes(reading) == ["corner_by_lines"]
    assert dict(reading.problems[0].facts)["corner"] == corner
    assert not reading.refused
    assert {r.field: r.value for r in reading.readings} == {
        r.field: sheet.values[r.field] for r in reading.readings
    }


@pytest.mark.parametrize("side", ["left", "top"])
def test_a_photo_that_cuts_two_corners_is_read_from_its_lines(side: str) -> None:
    sheet = paper.filled(1)
    photo = sheet.photo()
    height, width = photo.shape[:2]
    cut = {"left": photo[:, width // 4 :], "top": photo[height // 7 :]}[side]
    reading = paper.reader().read(np.ascontiguousarray(cut)).reading
    assert codes(reading) == ["corner_by_lines"]
    assert wrong_in_silence(reading, sheet.values) == []


def test_a_photo_that_cuts_numbers_off_is_refused() -> None:
    photo = paper.filled(1).photo()
    cut = np.ascontiguousarray(photo[: photo.shape[0] * 5 // 6])
    reading = paper.reader().read(cut).reading
    assert reading.refused
    assert codes(reading) == ["corner_missing"]


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
    small = cv2.resize(paper.filled(1).photo(), None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA)
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
