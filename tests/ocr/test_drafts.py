"""Forms that the reader was not made for: public drafts with QR code, photographed by others.

The templates were measured on the blank designs; the photographs show an older print of them.
"""

from __future__ import annotations

import json
from functools import cache

import cv2
import numpy as np
import pytest

from sirekap_desktop.models.form_files import catalog, drafts
from sirekap_desktop.models.reading import Reading, Status
from sirekap_desktop.ocr.page import PageResult
from tests import paper

PHOTOS = paper.SHARED / "photos"
DESIGNS = paper.SHARED / "forms" / "draft_2024"
FORMS = {
    "data_sample_01.jpg": "c_hasil_data",
    "pwp_sample_02.jpg": "c_hasil_pwp_3",
    "dpr10_sample_01.jpeg": "c_hasil_dpr_s10",
}
BLANKS = {
    "c.hasil_data": "c_hasil_data",
    "c.hasil_pwp_3": "c_hasil_pwp_3",
    "c.hasil_dpr_s10_v2": "c_hasil_dpr_s10",
    "c.hasil_dpr_s08_v2": "c_hasil_dpr_s08",
    "c.hasil_dpr_j_v2": "c_hasil_dpr_j",
}
LEAST_RIGHT = 0.95

with_photos = pytest.mark.skipif(not PHOTOS.is_dir(), reason="the shared photographs are absent")


@cache
def result_of(photo: str) -> PageResult:
    (result,) = paper.reader().read_file((PHOTOS / photo).read_bytes())
    return result


def true_numbers(photo: str) -> dict[str, int]:
    """Field id to number, as `truth.json` tells them: three to a row are L, P and J."""
    rows = json.loads((PHOTOS / "truth.json").read_text("utf-8"))[photo]["values"]
    numbers: dict[str, int] = {}
    for row, values in rows.items():
        names = [row] if len(values) == 1 else [f"{row}_{column}" for column in "lpj"]
        numbers |= dict(zip(names, values, strict=True))
    return numbers


def readings_of(photo: str) -> dict[str, Reading]:
    return {reading.field: reading for reading in result_of(photo).reading.readings}


@with_photos
@pytest.mark.parametrize("photo", FORMS)
def test_the_sheet_is_named_by_its_code(photo: str) -> None:
    reading = result_of(photo).reading
    assert not reading.refused
    assert (reading.form, reading.page) == (f"draft_2024/{FORMS[photo]}", 1)
    assert {r.field for r in reading.readings} == set(true_numbers(photo))


@with_photos
@pytest.mark.parametrize("photo", FORMS)
def test_every_number_is_right_or_to_be_checked(photo: str) -> None:
    read = readings_of(photo)
    for field, number in true_numbers(photo).items():
        assert read[field].value == number or read[field].status is not Status.SURE, field


@with_photos
def test_nearly_all_numbers_are_right() -> None:
    pairs = [
        (readings_of(photo)[field].value, number)
        for photo in FORMS
        for field, number in true_numbers(photo).items()
    ]
    right = sum(read == number for read, number in pairs)
    assert len(pairs) == 52
    assert right >= LEAST_RIGHT * len(pairs)


@with_photos
def test_letter_boxes_and_row_sums_tell_the_same_numbers() -> None:
    """One capital a box, also where the words go on in a second row."""
    words = {
        field: source.value
        for photo in ("pwp_sample_02.jpg", "dpr10_sample_01.jpeg")
        for field, reading in readings_of(photo).items()
        for source in reading.sources
        if source.kind == "words"
    }
    assert words == {**true_numbers("pwp_sample_02.jpg"), "partai_total": 113}
    sums = {
        field: source.value
        for field, reading in readings_of("dpr10_sample_01.jpeg").items()
        for source in reading.sources
        if source.kind == "row_sums"
    }
    assert sums.items() <= true_numbers("dpr10_sample_01.jpeg").items()
    assert len(sums) >= 10


@pytest.mark.skipif(not DESIGNS.is_dir(), reason="the shared designs are absent")
@pytest.mark.parametrize("design", BLANKS)
def test_a_blank_design_is_unread_everywhere(design: str) -> None:
    picture = cv2.imread(str(DESIGNS / f"{design}.png"), cv2.IMREAD_COLOR)
    assert picture is not None
    reading = paper.reader().read(np.asarray(picture, np.uint8)).reading
    assert (reading.form, reading.refused) == (f"draft_2024/{BLANKS[design]}", False)
    assert {r.status for r in reading.readings} == {Status.UNREAD}


def test_no_election_is_held_with_a_draft() -> None:
    assert len(drafts()) == len(BLANKS)
    assert not drafts().keys() & catalog().keys()
