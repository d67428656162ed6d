"""Photographs that are never perfect, yet legible."""

from __future__ import annotations

from dataclasses import asdict, replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.simulation.camera import Shot, as_jpeg, photograph

Image = NDArray[np.uint8]

STILL = Shot(width=450, height=600, slant=0.0, turn=0.0, wave=0.0, blur=0.0, noise=0.0, shade=0.0)
RED, GREEN, BLUE, WHITE = (30, 30, 200), (30, 200, 30), (200, 30, 30), (240, 240, 240)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def sheet() -> Image:
    """White paper with a coloured square at three corners."""
    image = np.full((900, 600, 3), WHITE, np.uint8)
    image[:150, :150] = RED
    image[:150, -150:] = GREEN
    image[-150:, :150] = BLUE
    return image


def middle_of(picture: Image, colour: tuple[int, int, int]) -> tuple[float, float]:
    """The centre (x, y) of what has a colour."""
    near = (np.abs(picture.astype(int) - colour) < 40).all(axis=2)
    assert near.any()
    rows, columns = np.nonzero(near)
    return float(columns.mean()), float(rows.mean())


def test_the_picture_has_the_size_of_the_camera() -> None:
    assert photograph(sheet(), STILL, rng()).shape == (600, 450, 3)
    wide = replace(STILL, width=640, height=480)
    assert photograph(sheet(), wide, rng()).shape == (480, 640, 3)


def test_the_sheet_lies_whole_and_upright_on_a_table() -> None:
    picture = photograph(sheet(), STILL, rng())
    red, green, blue = (middle_of(picture, colour) for colour in (RED, GREEN, BLUE))
    assert red[0] < 225 < green[0]
    assert red[1] < 300 < blue[1]
    assert abs(red[1] - green[1]) < 3
    assert abs(red[0] - blue[0]) < 3
    for row, column in ((0, 0), (0, -1), (-1, 0), (-1, -1)):
        assert picture[row, column].max() < 200


@pytest.mark.parametrize("seed", range(6))
def test_a_slanted_sheet_is_never_cut_off(seed: int) -> None:
    shot = replace(STILL, slant=0.08, turn=3.0, wave=0.005)
    picture = photograph(sheet(), shot, rng(seed))
    paper = (picture.min(axis=2) > 225).astype(np.uint8)
    assert paper[:, [0, -1]].sum() == 0
    assert paper[[0, -1]].sum() == 0
    for colour in (RED, GREEN, BLUE):
        middle_of(picture, colour)


def test_turning_turns_the_sheet() -> None:
    turned = photograph(sheet(), replace(STILL, turn=20.0), rng())
    red, green = middle_of(turned, RED), middle_of(turned, GREEN)
    angle = np.degrees(np.arctan2(green[1] - red[1], green[0] - red[0]))
    assert abs(abs(angle) - 20) < 2


def test_shade_darkens_and_never_brightens() -> None:
    bright = photograph(sheet(), STILL, rng(3))
    dark = photograph(sheet(), replace(STILL, shade=0.6), rng(3))
    assert dark.mean() < bright.mean() - 15


def test_blur_softens_edges() -> None:
    sharp, soft = (
        photograph(sheet(), replace(STILL, blur=sigma), rng(1)).astype(float)
        for sigma in (0.0, 3.0)
    )
    assert np.abs(np.diff(soft, axis=1)).max() < 0.6 * np.abs(np.diff(sharp, axis=1)).max()


def test_noise_is_grain_around_the_same_picture() -> None:
    plain = photograph(sheet(), STILL, rng(1)).astype(float)
    grainy = photograph(sheet(), replace(STILL, noise=5.0), rng(1)).astype(float)
    paper = (slice(250, 350), slice(180, 270))
    assert grainy[paper].std() > plain[paper].std() + 2
    assert abs(grainy[paper].mean() - plain[paper].mean()) < 1.5


def test_waves_bend_straight_lines() -> None:
    lined = np.full((900, 600, 3), 240, np.uint8)
    lined[448:452] = 0

    def spread(wave: float) -> float:
        """Pixels by which the line leaves its mean height, in the worst of some pictures."""
        pictures = [photograph(lined, replace(STILL, wave=wave), rng(seed)) for seed in range(5)]
        heights = [p.min(axis=2)[200:400, 100:350].argmin(axis=0) for p in pictures]
        return max(float(height.std()) for height in heights)

    assert spread(0.0) < 1.0
    assert spread(0.02) > 2.0


def test_the_same_chance_takes_the_same_picture() -> None:
    shot = Shot.from_rng(rng(2))
    small = replace(shot, width=300, height=400)
    assert np.array_equal(photograph(sheet(), small, rng(4)), photograph(sheet(), small, rng(4)))
    assert not np.array_equal(
        photograph(sheet(), small, rng(4)), photograph(sheet(), small, rng(5))
    )


def test_the_sheet_itself_is_not_touched() -> None:
    own = sheet()
    photograph(own, replace(Shot.from_rng(rng(1)), width=300, height=400), rng(1))
    assert np.array_equal(own, sheet())


def test_ordinary_pictures_are_ordinary() -> None:
    shots = [Shot.from_rng(rng(seed)) for seed in range(200)]
    assert len({tuple(asdict(shot).values()) for shot in shots}) == 200
    assert all(0.01 <= shot.slant <= 0.08 and 0 <= shot.wave <= 0.005 for shot in shots)
    assert all(0.5 <= shot.blur <= 1.4 and 75 <= shot.quality < 94 for shot in shots)
    assert {(shot.width, shot.height) for shot in shots} == {(3024, 4032)}


def test_a_jpeg_is_the_same_picture_and_smaller_when_poorer() -> None:
    picture = photograph(sheet(), replace(STILL, noise=3.0), rng())
    good, poor = as_jpeg(picture, 95), as_jpeg(picture, 40)
    assert good[:2] == b"\xff\xd8"
    assert len(poor) < len(good)
    back = cv2.imdecode(np.frombuffer(good, np.uint8), cv2.IMREAD_COLOR)
    assert back is not None
    assert np.abs(back.astype(int) - picture).mean() < 4
