"""How blurred a picture is, measured in millimetres of the sheet."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.ocr.quality import SMALLEST, SOFTEST, blur, is_featureless

SIDE = 32.0


def tag(
    scale: float, sigma_mm: float, turn: float = 0.0, number: int = 101
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """A tag of `SIDE` mm at `scale` px/mm, blurred, turned by `turn` degrees; its corners."""
    fine = round(SIDE * scale)
    margin = fine
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    picture = np.full((fine + 2 * margin, fine + 2 * margin), 225, np.uint8)
    marker = cv2.aruco.generateImageMarker(family, number, fine)
    picture[margin : margin + fine, margin : margin + fine] = np.where(marker > 0, 225, 40)
    corners = np.array([[0, 0], [fine, 0], [fine, fine], [0, fine]], np.float64) + margin
    middle = picture.shape[1] / 2
    matrix = cv2.getRotationMatrix2D((middle, middle), turn, 1.0)
    turned = cv2.warpAffine(picture, matrix, picture.shape[::-1], borderValue=225)
    corners = corners @ matrix[:, :2].T + matrix[:, 2]
    if sigma_mm > 0:
        turned = cv2.GaussianBlur(turned, (0, 0), sigma_mm * scale)
    return np.asarray(turned, np.uint8), corners


@pytest.mark.parametrize("scale", [2.0, 4.0, 6.0])
@pytest.mark.parametrize("sigma", [0.5, 0.8, 1.2])
def test_the_blur_is_told_in_millimetres_at_every_scale(scale: float, sigma: float) -> None:
    picture, corners = tag(scale, sigma)
    assert blur(picture, corners, SIDE) == pytest.approx(sigma, rel=0.25)


def test_a_sharp_tag_is_hardly_blurred_and_blur_grows() -> None:
    told = [blur(*tag(4.0, sigma), SIDE) for sigma in (0.5, 0.8, 1.2, 2.0)]
    assert told == sorted(told)
    assert told[0] < SOFTEST / 2
    assert told[-1] > 0.9 * SOFTEST


@pytest.mark.parametrize("scale", [2.0, 4.0, 6.0, 8.0, 12.0])
@pytest.mark.parametrize("number", [101, 102, 103])
def test_a_perfectly_sharp_scan_is_not_taken_for_blurred(scale: float, number: int) -> None:
    for sigma in (0.0, 0.1, 0.2):
        picture, corners = tag(scale, sigma, number=number)
        assert blur(picture, corners, SIDE) < 0.5


@pytest.mark.parametrize("turn", [30.0, 90.0, 180.0])
def test_the_way_up_does_not_matter(turn: float) -> None:
    upright = blur(*tag(4.0, 0.8), SIDE)
    assert blur(*tag(4.0, 0.8, turn), SIDE) == pytest.approx(upright, rel=0.15)


def test_dim_light_does_not_look_like_blur() -> None:
    picture, corners = tag(4.0, 0.8)
    dim = (picture.astype(np.float32) * 0.4 + 15).astype(np.uint8)
    assert blur(dim, corners, SIDE) == pytest.approx(blur(picture, corners, SIDE), rel=0.1)


def test_a_tag_without_any_edge_is_endlessly_blurred() -> None:
    flat = np.full((200, 200), 128, np.uint8)
    corners = np.array([[50, 50], [150, 50], [150, 150], [50, 150]], np.float64)
    assert blur(flat, corners, SIDE) == float("inf")


@pytest.mark.parametrize("size", [(300, 400), (3000, 2000)])
def test_a_picture_without_sharp_edges_is_featureless(size: tuple[int, int]) -> None:
    assert is_featureless(np.full(size, 128, np.uint8))
    slope = np.linspace(20, 230, size[1], dtype=np.float32)[None, :].repeat(size[0], axis=0)
    assert is_featureless(slope.astype(np.uint8))
    picture = np.full(size, 230, np.uint8)
    for row in range(20, size[0], 40):
        cv2.putText(picture, "RAPAT PLENO " * 20, (5, row), 0, 1.0, 30, 2)
    assert not is_featureless(picture)
    defocused = np.asarray(cv2.GaussianBlur(picture, (0, 0), max(size) / 60), np.uint8)
    assert is_featureless(defocused)


def test_a_digit_box_has_the_pixels_that_the_network_has_learnt() -> None:
    assert SMALLEST * 18.0 >= 23
