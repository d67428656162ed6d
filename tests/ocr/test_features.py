"""Sheets without marker: found by their blank wherever they lie, and never mistaken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop import paths, raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.models.form_files import copies
from sirekap_desktop.ocr import features
from sirekap_desktop.ocr.features import Blank, Blanks, Match
from sirekap_desktop.ocr.planes import project
from sirekap_desktop.simulation import camera
from sirekap_desktop.simulation.sheet import Pen
from tests import paper
from tests.documents.test_blank_copy import OFFICIAL, theirs

Image = NDArray[np.uint8]
COPY = "pemilu_2024/c_hasil_salinan_ppwp"
SCALE = 8.0
"""Pixels per mm of the drawn sheets, about as fine as a phone's camera sees A4."""
SEES = (1000, 1400)
"""The picture as KPU publishes it, in pixels."""


@cache
def form() -> Template:
    return copies()[COPY]


@cache
def blanks() -> tuple[Blank, ...]:
    return Blanks([form()], paths.resources() / "forms").all


def recognised(grey: Image) -> tuple[Template, Page, Match] | None:
    return features.recognise(grey, blanks())


def grey_of(image: Image) -> Image:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


def drawn(template: Template, page: int) -> Image:
    return raster.render(blank_form(template), page - 1, 25.4 * SCALE)


def filled(sheet: Image, page: int, seed: int = 0) -> Image:
    """A sheet with three figures in each number."""
    rng = np.random.default_rng(seed)
    image = sheet.copy()
    hand = replace(paper.neat_hand(seed), pen_mm=0.5)
    pen = Pen(image, image.shape[1] / form().size[0], hand, rng)
    for place in form().pages[page - 1].places:
        for box in place.boxes:
            pen.symbol(str(rng.choice(list("0123456789X"))), box)
    return image


@cache
def sheet(page: int) -> Image:
    return filled(drawn(form(), page), page)


def view(turn: float, slant: float = 0.05) -> NDArray[np.float64]:
    """Sheet millimetres to the pixels of a picture of SEES, turned by degrees and slanted."""
    width, height = form().size
    corners = np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]])
    angle = np.deg2rad(turn)
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    around = (corners - [width / 2, height / 2]) @ turned.T
    fit = min(SEES[0] / np.ptp(around[:, 0]), SEES[1] / np.ptp(around[:, 1])) * 0.92
    lean = 1 + slant * around[:, 1:] / height
    seen = around * fit * lean + np.array(SEES) / 2
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), seen.astype(np.float32))
    return np.asarray(matrix, np.float64)


def photograph(image: Image, matrix: NDArray[np.float64]) -> Image:
    """What the camera sees of a sheet on a dark table, in grey."""
    scale = image.shape[1] / form().size[0]
    fine = cv2.GaussianBlur(image, (0, 0), 0.4 * scale / 4)
    to_picture = matrix @ np.diag([1 / scale, 1 / scale, 1.0])
    seen = cv2.warpPerspective(fine, to_picture, SEES, borderValue=(90, 90, 90))
    return grey_of(np.asarray(seen, np.uint8))


def worst_error(match: Match, page: int, matrix: NDArray[np.float64]) -> float:
    """How far, in mm, a box lies at most from where it is taken for."""
    boxes = [box for place in form().pages[page - 1].places for box in place.boxes]
    middles = np.array([(x + w / 2, y + h / 2) for x, y, w, h in boxes], np.float64)
    to_sheet = np.asarray(np.linalg.inv(match.plane.to_picture), np.float64)
    back = project(to_sheet, project(matrix, middles))
    return float(np.hypot(*(back - middles).T).max())


@pytest.mark.parametrize(("page", "turn"), [(1, 0), (1, 183), (2, 92), (2, -88)])
def test_a_filled_page_is_found_whatever_its_turn(page: int, turn: float) -> None:
    matrix = view(turn)
    found = recognised(photograph(sheet(page), matrix))
    assert found is not None
    template, seen, match = found
    assert (template.form, seen.number) == (COPY, page)
    assert worst_error(match, page, matrix) < 0.3
    assert match.plane.scale == pytest.approx(4.4, abs=0.5 if turn in (0, 183) else 1.6)
    assert match.residual < 0.4


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="KPU's print file is absent")
@pytest.mark.parametrize("page", [1, 2])
def test_kpus_own_print_is_found_though_its_letters_differ(page: int) -> None:
    image = filled(cv2.cvtColor(theirs(page), cv2.COLOR_GRAY2BGR).astype(np.uint8), page)
    shot = camera.Shot(*SEES, slant=0.06, turn=4.0, wave=0.002, blur=0.6, noise=3.0)
    seen = camera.photograph(image, shot, np.random.default_rng(page))
    found = recognised(grey_of(seen))
    assert found is not None
    assert found[1].number == page
    assert found[2].residual < 1.0


def test_waves_of_the_paper_are_evened_out() -> None:
    """The points alone leave rows of boxes 1.1 mm off; the pieces all over the sheet 0.3 mm."""
    height, width = sheet(1).shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    wave = (1.5 * SCALE * np.sin(rows / height * 1.5 * np.pi)).astype(np.float32)
    bent = cv2.remap(
        sheet(1), columns + wave, rows + wave, cv2.INTER_LINEAR, borderValue=(255,) * 3
    )
    matrix = view(2)
    found = recognised(photograph(np.asarray(bent, np.uint8), matrix))
    assert found is not None
    assert worst_error(found[2], 1, matrix) < 2.5
    assert 0.1 < found[2].residual < 0.6


def with_title(page: int, text: str) -> Template:
    """Another election's copy: all the same but for the title."""
    pages = list(form().pages)
    old = pages[page - 1]
    labels = tuple(
        replace(label, text=text) if label.text == old.title else label for label in old.labels
    )
    pages[page - 1] = replace(old, labels=labels)
    return replace(form(), pages=tuple(pages))


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (1, "GUBERNUR DAN WAKIL GUBERNUR"),
        (1, "DEWAN PERWAKILAN DAERAH"),
        (2, "IV. DATA PEROLEHAN SUARA PASANGAN CALON GUBERNUR DAN WAKIL GUBERNUR"),
    ],
)
def test_the_same_tables_under_another_title_are_another_form(page: int, title: str) -> None:
    image = filled(drawn(with_title(page, title), page), page)
    assert recognised(photograph(image, view(0))) is None


def without_boxes(image: Image) -> Image:
    """All the rows of boxes but the last are gone."""
    image = image.copy()
    for place in form().pages[0].places[:-4]:
        x, y, w, h = (round(side * SCALE) for side in place.extent)
        image[y - 5 : y + h + 5, x - 5 : x + w + 5] = 255
    return image


def half(image: Image) -> Image:
    image = image.copy()
    image[image.shape[0] // 2 :] = 90
    return image


@pytest.mark.parametrize("spoil", [without_boxes, half, np.fliplr])
def test_a_sheet_that_is_not_wholly_there_is_not_taken(spoil: Callable[[Image], Image]) -> None:
    spoiled = np.ascontiguousarray(spoil(sheet(1)))
    assert recognised(photograph(spoiled, view(0))) is None


def test_two_pages_in_one_picture_are_neither() -> None:
    both = np.hstack([sheet(1), sheet(2)])
    assert recognised(grey_of(cv2.resize(both, (2000, 1414)).astype(np.uint8))) is None


def test_two_sheets_of_the_same_page_are_neither() -> None:
    other = filled(drawn(form(), 1), 1, seed=1)
    both = np.hstack([sheet(1), other])
    assert recognised(grey_of(cv2.resize(both, (2000, 1414)).astype(np.uint8))) is None


@pytest.mark.parametrize("page", [1, 2, 3])
def test_the_large_form_is_not_taken_for_its_copy(page: int) -> None:
    assert recognised(grey_of(paper.filled(page).image)) is None


def test_an_empty_picture_and_a_restless_one_show_nothing() -> None:
    rng = np.random.default_rng(0)
    assert recognised(np.full((600, 400), 200, np.uint8)) is None
    assert recognised(rng.integers(0, 255, (1400, 1000), np.uint8)) is None


def test_blanks_are_read_when_first_needed() -> None:
    assert Blanks([form()], paths.resources() / "nowhere") is not None
    with pytest.raises(FileNotFoundError):
        _ = Blanks([form()], paths.resources() / "nowhere").all
    assert [blank.page.number for blank in blanks()] == [1, 2]
    assert {blank.scale for blank in blanks()} == {4.0}
