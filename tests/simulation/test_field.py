"""Five levels of pictures: each of its own size and trouble, the same chance the same bytes."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.simulation import flaws
from sirekap_desktop.simulation.field import LEVELS, PHONE, Level, Take, how, shoot, take

Image = NDArray[np.uint8]

SCALE = 1.0
PLAIN = Take(
    size=(700, 1000),
    tilt=0.0,
    roll=0.0,
    bend=0.0,
    folded=False,
    light=flaws.Light(paper=255.0, shade=0.0, table="dark"),
    blur=0.0,
    noise=0.0,
    quality=95,
)
CORNERS = ((47.0, 65.0), (553.0, 65.0), (553.0, 871.0), (47.0, 871.0))


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def sheet() -> Image:
    """A sheet with a black square where each corner mark is."""
    image = np.full((900, 600, 3), 255, np.uint8)
    for x, y in CORNERS:
        cv2.rectangle(image, (int(x) - 8, int(y) - 8), (int(x) + 8, int(y) + 8), (0, 0, 0), -1)
    return image


def opened(data: bytes) -> Image:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def squares(picture: Image) -> int:
    """How many black squares show whole on the paper."""
    grey = picture.max(axis=2)
    paper = cv2.morphologyEx((grey > 140).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((41, 41)))
    black = ((grey < 100) & (cv2.erode(paper, np.ones((9, 9))) > 0)).astype(np.uint8)
    _, _, facts, _ = cv2.connectedComponentsWithStats(black)
    areas = facts[1:, cv2.CC_STAT_AREA]
    return int(((areas > 150) & (areas < 500)).sum())


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_delivers_a_jpeg_and_the_same_chance_the_same(level: Level) -> None:
    first = take(sheet(), SCALE, level, rng(3))
    assert first[:2] == b"\xff\xd8"
    assert first == take(sheet(), SCALE, level, rng(3))
    assert first != take(sheet(), SCALE, level, rng(4))


def test_each_level_has_its_size() -> None:
    for seed in range(3):
        assert opened(take(sheet(), SCALE, "published", rng(seed))).shape[1] == 1000
    assert opened(take(sheet(), SCALE, "easy", rng())).shape == (PHONE[1], PHONE[0], 3)
    for seed in range(30):
        width, height = how("scan", rng(seed)).size
        assert 1750 < width < 2420
        assert 1.4 < height / width < 1.6


def test_levels_grow_worse() -> None:
    def mean(level: Level, name: str) -> float:
        return float(np.mean([getattr(how(level, rng(seed)), name) for seed in range(150)]))

    for name in ("tilt", "bend", "noise"):
        assert mean("scan", name) < mean("easy", name) < mean("normal", name)
    assert mean("published", "bend") > mean("normal", "bend")
    assert mean("hard", "tilt") > mean("normal", "tilt")
    assert max(how("hard", rng(seed)).tilt for seed in range(300)) <= 35


def test_hard_pictures_know_every_trouble_and_none_has_all() -> None:
    takes = [how("hard", rng(seed)) for seed in range(400)]
    assert {t.quarter_turns for t in takes} == {0, 1, 2, 3}
    troubles = [
        (
            t.tilt > 12,
            t.motion > 1,
            t.noise > 7,
            t.moire,
            bool(t.copies),
            t.cover_corner,
            t.cut_corner,
        )
        for t in takes
    ]
    assert np.array(troubles).any(axis=0).all()
    assert max(sum(row) for row in troubles) <= 4
    assert not any(t.moire and t.copies for t in takes), "nobody could read that"


def test_a_plain_take_shows_the_sheet_whole_with_its_four_corners() -> None:
    picture = opened(shoot(sheet(), SCALE, PLAIN, rng()))
    assert picture.shape == (1000, 700, 3)
    assert squares(picture) == 4


@pytest.mark.parametrize("seed", range(6))
def test_a_cut_corner_takes_one_square_and_no_other(seed: int) -> None:
    picture = opened(shoot(sheet(), SCALE, replace(PLAIN, cut_corner=True, roll=6.0), rng(seed)))
    assert squares(picture) == 3


@pytest.mark.parametrize("seed", range(6))
def test_a_covered_corner_hides_one_square_and_no_other(seed: int) -> None:
    picture = opened(shoot(sheet(), SCALE, replace(PLAIN, cover_corner=True), rng(seed)))
    assert squares(picture) == 3


def test_turning_by_a_quarter_swaps_the_sides() -> None:
    picture = opened(shoot(sheet(), SCALE, replace(PLAIN, quarter_turns=1), rng()))
    assert picture.shape == (700, 1000, 3)


def test_copies_shrink_to_a_width_or_to_a_longest_side() -> None:
    by_width = shoot(sheet(), SCALE, replace(PLAIN, copies=((-350, 70),)), rng())
    assert opened(by_width).shape[1] == 350
    by_side = shoot(sheet(), SCALE, replace(PLAIN, copies=((500, 70),)), rng())
    assert max(opened(by_side).shape) == 500
    larger = shoot(sheet(), SCALE, replace(PLAIN, copies=((4000, 70),)), rng())
    assert max(opened(larger).shape) == 1000, "a copy never grows"


@pytest.mark.parametrize(
    "worse",
    [
        replace(PLAIN, blur=3.0),
        replace(PLAIN, motion=9.0),
        replace(PLAIN, noise=15.0),
        replace(PLAIN, moire=True),
        replace(PLAIN, light=flaws.Light(paper=255, shade=0.6, table="dark")),
        replace(PLAIN, light=flaws.Light(paper=255, shade=0.0, shadow=0.6, table="dark")),
        replace(PLAIN, light=flaws.Light(paper=255, cast=(0.6, 0.8, 1.0), table="dark")),
    ],
)
def test_every_trouble_changes_the_picture_and_the_sheet_stays_as_it_is(worse: Take) -> None:
    own = sheet()
    plain = opened(shoot(own, SCALE, PLAIN, rng(1))).astype(int)
    other = opened(shoot(own, SCALE, worse, rng(1))).astype(int)
    assert np.abs(plain - other).mean() > 1
    assert np.array_equal(own, sheet())
