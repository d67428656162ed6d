"""A whole sheet found: boxes, bend, and a measure of how well it all fits."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.ocr import identify, locate, sheet
from sirekap_desktop.ocr.planes import project
from sirekap_desktop.ocr.shrink import halves
from tests import paper

BENT = 2.0
"""How far the paper of these tests is bent, in mm."""


def bend(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A known wave of the paper: how far each point lies from its place, in mm."""
    x, y = points.T
    return np.stack([BENT * np.sin(y / 90), BENT * np.cos(x / 110)], axis=1)


@cache
def wavy(page: int) -> paper.Image:
    """A filled sheet seen from above at SCALE px/mm, bent by `bend`."""
    image = paper.filled(page).image
    height, width = image.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float64)
    goal = np.stack([columns.ravel(), rows.ravel()], axis=1) / paper.SCALE
    source = goal - bend(goal - bend(goal))
    at = (source * paper.SCALE).astype(np.float32).reshape(height, width, 2)
    bent = cv2.remap(image, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    return np.asarray(cv2.copyMakeBorder(bent, 90, 90, 90, 90, cv2.BORDER_CONSTANT), np.uint8)


def found_in(picture: paper.Image, page: int) -> sheet.Located | locate.Lost:
    levels = halves(np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8))
    (tag,) = identify.tags_in(levels, "36h10")
    template = paper.template()
    return sheet.locate_sheet(levels, tag, template, template.pages[page - 1])


def located(picture: paper.Image, page: int) -> sheet.Located:
    found = found_in(picture, page)
    assert isinstance(found, sheet.Located)
    return found


def true_places(points: NDArray[np.float64], on: sheet.Located) -> NDArray[np.float64]:
    """Where points of the wavy sheet really lie on the flattened one, in mm."""
    pixels = (points + bend(points)) * paper.SCALE + 90 - 0.5
    return project(np.asarray(np.linalg.inv(on.plane.to_picture), np.float64), pixels)


def middles(page: int) -> NDArray[np.float64]:
    boxes = [box for place in paper.template().pages[page - 1].places for box in place.boxes]
    return np.array([(x + w / 2, y + h / 2) for x, y, w, h in boxes])


def found_middles(found: sheet.Located) -> NDArray[np.float64]:
    boxes = [box for one in found.found for box in one.boxes]
    return np.array([(x + w / 2, y + h / 2) for x, y, w, h in boxes])


@pytest.mark.parametrize("page", [1, 2, 3])
def test_each_box_is_placed_where_the_bent_paper_has_it(page: int) -> None:
    found = located(wavy(page), page)
    error = np.hypot(*(found_middles(found) - true_places(middles(page), found)).T)
    assert error.max() < 0.6
    assert all(one.is_sound for one in found.found)


@pytest.mark.parametrize("page", [1, 2])
def test_the_bend_is_known_between_the_boxes(page: int) -> None:
    found = located(wavy(page), page)
    rng = np.random.default_rng(0)
    points = rng.uniform([200, 185], [520, 620], (60, 2))
    away = true_places(points, found) - points
    assert np.hypot(*away.T).max() > 1.0
    assert np.median(np.hypot(*(found.bend(points) - away).T)) < 0.6


def test_a_hidden_box_says_so_and_is_placed_by_its_neighbours() -> None:
    page, field, hidden = 1, 7, 1
    image = wavy(page).copy()
    x, y, w, h = paper.template().pages[0].places[field].boxes[hidden]
    middle = np.array([[x + w / 2, y + h / 2]])
    cx, cy = ((middle + bend(middle)) * paper.SCALE + 90)[0].round().astype(int)
    half = round(11 * paper.SCALE)
    image[cy - half : cy + half, cx - half : cx + half] = 250
    found = located(image, page)
    one = found.found[field]
    assert one.sound == (True, False, True)
    assert not one.is_sound
    seen = np.array([[one.boxes[hidden][0] + w / 2, one.boxes[hidden][1] + h / 2]])
    assert np.hypot(*(seen - true_places(middle, found)).T)[0] < 0.8


def test_the_residual_tells_flat_paper_from_bent() -> None:
    flat = cv2.copyMakeBorder(paper.filled(1).image, 90, 90, 90, 90, cv2.BORDER_CONSTANT)
    straight = located(np.asarray(flat, np.uint8), 1).residual
    bent = located(wavy(1), 1).residual
    assert straight.median < 0.3
    assert straight.share > 0.9
    assert bent.median > 2 * straight.median
    assert bent.worst > bent.median


def test_a_page_whose_lines_are_others_is_not_believed() -> None:
    """Page 3 that carries page 2's tag has all its marks in place, and is refused."""
    image = paper.filled(3).image.copy()
    x, y, w, h = (round(side * paper.SCALE) for side in paper.template().tag_box)
    part = np.s_[y - 9 : y + h + 9, x - 9 : x + w + 9]
    image[part] = paper.filled(2).image[part]
    framed = np.asarray(cv2.copyMakeBorder(image, 90, 90, 90, 90, cv2.BORDER_CONSTANT), np.uint8)
    assert isinstance(found_in(framed, 2), locate.Lost)


def test_a_corner_that_was_not_seen_is_told() -> None:
    image = wavy(3).copy()
    x, y = paper.template().marks[2]
    at = (round(x * paper.SCALE) + 90, round(y * paper.SCALE) + 90)
    cv2.circle(image, at, round(14 * paper.SCALE), (60, 90, 140), -1)
    (problem,) = located(image, 3).problems
    assert (problem.code, problem.fatal) == ("corner_by_lines", False)
    assert dict(problem.facts) == {"corner": "kiri bawah"}
