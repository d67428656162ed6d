"""The plane of a sheet: four corners, fewer with proof, none where there is no proof."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.ocr import identify, locate
from sirekap_desktop.ocr.planes import project
from sirekap_desktop.simulation import camera
from tests import paper

SHOT = camera.Shot(
    width=1500, height=2100, slant=0.05, turn=2.0, wave=0.0, blur=0.6, noise=2.0, shade=0.2
)
FLAT = camera.Shot(
    width=1500, height=2100, slant=0.0, turn=0.0, wave=0.0, blur=0.4, noise=1.0, shade=0.1
)


def covered(image: paper.Image, corners: list[int], reach: float) -> paper.Image:
    """The sheet with a dark thing of `reach` mm lying on some of its corner marks."""
    image = image.copy()
    for number in corners:
        x, y = (round(side * paper.SCALE) for side in paper.template().marks[number])
        cv2.circle(image, (x, y), round(reach * paper.SCALE), (60, 90, 140), -1)
    return image


def located(picture: paper.Image) -> locate.Plane | locate.Lost:
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    (tag,) = identify.find_tags(grey, "36h10")
    return locate.find_plane(grey, tag, paper.template())


def view(image: paper.Image, shot: camera.Shot = SHOT, seed: int = 5) -> paper.Image:
    return camera.photograph(image, shot, np.random.default_rng(seed))


def apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The most, in mm, that two planes differ at the corners of the sheet."""
    width, height = paper.template().size
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float64)
    back = np.asarray(np.linalg.inv(other), np.float64)
    return float(np.hypot(*(project(back, project(one, corners)) - corners).T).max())


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_four_corners_give_the_plane_whichever_way_up(quarters: int) -> None:
    picture = np.ascontiguousarray(np.rot90(view(paper.filled(3).image), quarters))
    plane = located(picture)
    assert isinstance(plane, locate.Plane)
    assert plane.unseen == ()


@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize("corner", [0, 1, 2, 3])
def test_without_one_corner_the_printed_lines_prove_the_same_plane(page: int, corner: int) -> None:
    image = paper.filled(page).image
    whole = located(view(image))
    part = located(view(covered(image, [corner], 16)))
    assert isinstance(whole, locate.Plane)
    assert isinstance(part, locate.Plane)
    assert part.unseen == (locate.CORNERS[corner],)
    assert apart(part.to_picture, whole.to_picture) < 3.0


@pytest.mark.parametrize(("one", "other"), [(0, 3), (1, 2), (2, 3)])
def test_one_square_gone_at_each_of_two_corners(one: int, other: int) -> None:
    image = paper.filled(1).image.copy()
    for number in (one, other):
        x, y = paper.template().marks[number]
        left, top, end = (round(v * paper.SCALE) for v in (x - 9, y - 9, 9.0))
        image[top : top + end, left : left + end] = 255
    whole, part = located(view(paper.filled(1).image)), located(view(image))
    assert isinstance(whole, locate.Plane)
    assert isinstance(part, locate.Plane)
    assert apart(part.to_picture, whole.to_picture) < 3.0


def test_three_corners_without_the_pages_lines_prove_nothing() -> None:
    """The tag says page 3, the paper shows another page's lines: nothing is made up."""
    second, third = paper.filled(2).image.copy(), paper.filled(3).image
    x, y, w, h = (round(side * paper.SCALE) for side in paper.template().tag_box)
    second[y - 9 : y + h + 9, x - 9 : x + w + 9] = third[y - 9 : y + h + 9, x - 9 : x + w + 9]
    plane = located(view(covered(second, [2], 16)))
    assert isinstance(plane, locate.Lost)
    assert "kiri bawah" in plane.corners


def test_with_no_corner_to_be_seen_the_sheet_is_lost() -> None:
    plane = located(view(covered(paper.filled(3).image, [0, 1, 2, 3], 16)))
    assert plane == locate.Lost(locate.CORNERS)


def test_scale_is_pixels_per_millimetre() -> None:
    plane = located(view(paper.blank(3), FLAT))
    assert isinstance(plane, locate.Plane)
    left, right = project(plane.to_picture, np.array([[100.0, 450.0], [500.0, 450.0]]))
    assert plane.scale == pytest.approx(float(np.linalg.norm(right - left)) / 400, rel=0.02)
