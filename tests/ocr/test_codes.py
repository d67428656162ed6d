"""A QR code names form and page, whichever way up the sheet lies."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
import segno
from numpy.typing import NDArray

from sirekap_desktop.models.form import NO_TAG
from sirekap_desktop.models.form_files import drafts
from sirekap_desktop.ocr import features, finding, identify
from sirekap_desktop.ocr.shrink import halves
from tests import paper

DESIGNS = paper.SHARED / "forms" / "draft_2024"
DATA = "draft_2024/c_hasil_data"
SIDE = 4
"""Pixels of a module."""
TEXT = "299999-04"

Grey = NDArray[np.uint8]


def sheet(text: str) -> tuple[Grey, float]:
    """A light sheet with a QR code whose upper left corner is at (900, 200), and its side."""
    modules = np.array([list(row) for row in segno.make(text, micro=False).matrix], np.uint8)
    code = cv2.resize(255 - 215 * modules, None, fx=SIDE, fy=SIDE, interpolation=cv2.INTER_NEAREST)
    picture = np.full((1600, 1100), 235, np.uint8)
    picture[200 : 200 + len(code), 900 : 900 + len(code)] = np.minimum(code, 235)
    return picture, float(len(code))


def code_in(picture: Grey) -> identify.Tag:
    (code,) = identify.codes_in(halves(picture))
    return code


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_code_is_found_whichever_way_up(quarters: int) -> None:
    picture, side = sheet(TEXT)
    code = code_in(np.ascontiguousarray(np.rot90(picture, quarters)))
    assert (code.text, code.number, code.name) == (TEXT, NO_TAG, f"code {TEXT}")
    corners = np.array([[900, 200]]) + np.array([[0, 0], [side, 0], [side, side], [0, side]])
    for _ in range(quarters):  # a quarter to the left: x is y, y counts from the right edge
        corners = np.stack([corners[:, 1], picture.shape[1] - corners[:, 0]], axis=1)
        picture = np.rot90(picture)
    assert np.abs(code.corners - corners).max() < 0.6 * SIDE


def test_a_small_code_is_found_in_the_whole_picture() -> None:
    picture, _ = sheet(TEXT)
    large = np.full((6000, 4500), 235, np.uint8)
    large[:1600, :1100] = picture
    assert code_in(large).text == TEXT


def test_where_no_code_is_nothing_is_found() -> None:
    assert identify.codes_in(halves(np.full((1600, 1100), 235, np.uint8))) == ()


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("299999-04", {"c_hasil_dpr_s10"}),
        ("299999-01", {"c_hasil_dpr_s10", "c_hasil_data"}),
        ("199999-18", {"c_hasil_dpr_s08", "c_hasil_dpr_j"}),
        ("010200-02", {"c_hasil_pwp_3"}),
        ("010200-03", set()),
        ("299999-", set()),
        ("299999-0A", set()),
        ("https://example.org/299999-04", set()),
    ],
)
def test_blanks_of_a_code_stand_for_figures(text: str, forms: set[str]) -> None:
    tag = identify.Tag(NO_TAG, np.zeros((4, 2)), text)
    found = {form.form for form, _ in identify.pages_of(tag, drafts().values())}
    assert found == {f"draft_2024/{form}" for form in forms}


def test_a_tag_is_no_code_and_a_code_no_tag() -> None:
    forms = [paper.template(), *drafts().values()]
    tag = identify.page_of(identify.Tag(102, np.zeros((4, 2))), forms)
    assert tag == (paper.template(), paper.template().pages[1])
    assert identify.page_of(identify.Tag(NO_TAG, np.zeros((4, 2)), "102"), forms) is None


def test_a_code_of_no_known_form_is_no_sheet() -> None:
    picture, _ = sheet("https://example.org")
    assert finding.find_tags(halves(picture), drafts()) == ()


def design(name: str) -> Grey:
    picture = cv2.imread(str(DESIGNS / f"{name}.png"), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return np.asarray(picture, np.uint8)


@pytest.mark.skipif(not DESIGNS.is_dir(), reason="the shared designs are absent")
def test_lines_tell_forms_of_one_code_apart_and_none_is_guessed() -> None:
    levels = halves(design("c.hasil_dpr_s10_v2"))
    ten = drafts()["draft_2024/c_hasil_dpr_s10"]
    pages = tuple(replace(page, code=ten.pages[0].code) for page in drafts()[DATA].pages)
    forms = {"ten": ten, "data": replace(drafts()[DATA], pages=pages)}
    tags = finding.find_tags(levels, forms)
    blanks = features.Blanks((), paper.SHARED)
    seen = finding.find_sheet(levels, tags, forms, blanks)
    assert isinstance(seen, finding.Sheet)
    assert seen.template is ten
    twice = {"ten": ten, "twin": replace(ten, form="twin")}
    doubt = finding.find_sheet(levels, tags, twice, blanks)
    assert isinstance(doubt, finding.NoSheet)
    assert doubt.problem.code == "forms_alike"
