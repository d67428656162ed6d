"""A sheet without its tag is read only when marks, lines and words all prove the page."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from sirekap_desktop.models.form import Page
from sirekap_desktop.ocr import untagged
from sirekap_desktop.ocr.planes import project
from sirekap_desktop.ocr.shrink import halves
from sirekap_desktop.simulation import camera
from tests import paper

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is absent")

DRAFTS = paper.SHARED / "forms" / "draft_2024"
SHOT = camera.Shot(
    width=1900, height=2600, slant=0.03, turn=1.0, wave=0.001, blur=0.5, noise=1.0, shade=0.2
)


@cache
def torn(page: int) -> paper.Image:
    """A filled sheet whose tag is gone."""
    image = paper.filled(page).image.copy()
    x, y, w, h = (round(side * paper.SCALE) for side in paper.template().tag_box)
    image[y - 6 : y + h + 9, x - 24 : x + w + 9] = 255
    return image


def photo(image: paper.Image) -> paper.Image:
    return camera.photograph(image, SHOT, np.random.default_rng(8))


def seen(picture: paper.Image) -> untagged.Recognised | None:
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    return untagged.locate_untagged(halves(grey), [paper.template()])


def without_words(page: int) -> paper.Image:
    """The torn sheet with everything above its tables painted white but the corner marks."""
    image = torn(page).copy()
    scale = paper.SCALE
    image[round(76 * scale) : round(142 * scale), round(65 * scale) : round(535 * scale)] = 255
    image[round(884 * scale) :] = 255
    return image


@pytest.mark.parametrize(("page", "quarters"), [(1, 0), (2, 1), (3, 2), (1, 3)])
def test_a_sheet_without_tag_is_known_whichever_way_up(page: int, quarters: int) -> None:
    picture = photo(torn(page))
    found = seen(np.ascontiguousarray(np.rot90(picture, quarters)))
    assert found is not None
    assert found.page.number == page
    assert [(p.code, p.fatal) for p in found.located.problems] == [("tag_unseen", False)]
    assert all(one.is_sound for one in found.located.found)
    # the sheet's upper edge is where it was turned to
    up, down = project(found.located.plane.to_picture, np.array([[300.0, 50.0], [300.0, 850.0]]))
    way = [(0, 1), (1, 0), (0, -1), (-1, 0)][quarters]
    assert float((down - up) @ np.array(way)) > 0.9 * float(np.linalg.norm(down - up))


def test_a_mirrored_sheet_is_nothing() -> None:
    assert seen(photo(np.ascontiguousarray(torn(2)[:, ::-1]))) is None


@pytest.mark.parametrize("page", [1, 3])
def test_lines_without_the_words_are_not_enough(page: int) -> None:
    """Sheets of another election may be ruled alike."""
    assert seen(photo(without_words(page))) is None


def test_the_words_of_another_form_are_not_enough() -> None:
    """The same sheet, judged by a form of the same lines that has another name."""
    template = paper.template()

    def renamed(page: Page) -> Page:
        labels = tuple(
            replace(label, text=label.text.replace("PPWP", "DPD").replace("PRESIDEN", "DAERAH"))
            for label in page.labels
        )
        return replace(page, labels=labels)

    other = replace(
        template, model="C.HASIL-DPD", pages=tuple(renamed(page) for page in template.pages)
    )
    grey = np.asarray(cv2.cvtColor(photo(torn(3)), cv2.COLOR_BGR2GRAY), np.uint8)
    assert untagged.locate_untagged(halves(grey), [other]) is None


def test_words_without_the_lines_are_not_enough() -> None:
    """Marks and head of page 3 over the tables of page 2."""
    image, head = torn(2).copy(), round(142 * paper.SCALE)
    image[:head] = torn(3)[:head]
    assert seen(photo(image)) is None


def test_three_corners_without_tag_are_not_enough() -> None:
    image = torn(2).copy()
    x, y = (round(side * paper.SCALE) for side in paper.template().marks[2])
    image[y - 40 : y + 40, x - 40 : x + 40] = 255
    assert seen(photo(image)) is None


@pytest.mark.skipif(not DRAFTS.is_dir(), reason="the shared drafts are absent")
@pytest.mark.parametrize("name", ["c.hasil_pwp_3", "c.hasil_data", "c.hasil_dpr_j_v2"])
def test_other_forms_with_such_marks_are_nothing(name: str) -> None:
    draft = cv2.imread(str(DRAFTS / f"{name}.png"), cv2.IMREAD_COLOR)
    assert draft is not None
    assert seen(np.asarray(draft, np.uint8)) is None


def test_of_two_forms_ruled_the_same_the_words_tell_and_none_is_guessed() -> None:
    template = paper.template()
    other = replace(
        template,
        form="other",
        pages=tuple(
            replace(
                page,
                labels=tuple(
                    replace(label, text=label.text.replace("PRESIDEN", "GUBERNUR"))
                    for label in page.labels
                ),
                title=page.title.replace("PRESIDEN", "GUBERNUR"),
            )
            for page in template.pages
        ),
    )
    grey = np.asarray(cv2.cvtColor(photo(torn(1)), cv2.COLOR_BGR2GRAY), np.uint8)
    found = untagged.locate_untagged(halves(grey), [other, template])
    assert found is not None
    assert (found.template.form, found.page.number) == (template.form, 1)
    twin = replace(template, form="twin")
    assert untagged.locate_untagged(halves(grey), [template, twin]) is None
