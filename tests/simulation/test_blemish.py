"""What befalls a written number shows where it should and leaves the rest alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.simulation import blemish
from sirekap_desktop.simulation.sheet import Pen
from tests import paper

Image = NDArray[np.uint8]

BOX = (40.0, 40.0, 18.0, 18.0)
SCALE = 4.0
SIDE = 400


def pen(seed: int = 1, tone: int = 255) -> Pen:
    image = np.full((SIDE, SIDE, 3), tone, np.uint8)
    return Pen(image, SCALE, paper.neat_hand(), np.random.default_rng(seed))


def part(image: Image, box: tuple[float, float, float, float]) -> Image:
    x, y, w, h = (round(side * SCALE) for side in box)
    return image[y : y + h, x : x + w]


@pytest.mark.parametrize("seed", range(8))
def test_a_strike_goes_through_the_box_from_side_to_side(seed: int) -> None:
    own = pen(seed)
    blemish.strike(own, BOX)
    dark = part(own.image, BOX).min(axis=2) < 150
    assert dark.any(axis=0).mean() > 0.6
    assert dark.mean() < 0.25


def test_even_a_pale_hand_strikes_firmly() -> None:
    own = pen()
    blemish.strike(replace(own, hand=replace(own.hand, pressure=0.2)), BOX)
    assert own.image.min() < 130


@pytest.mark.parametrize("seed", range(6))
def test_the_new_figure_stands_small_outside_the_box(seed: int) -> None:
    own = pen(seed)
    blemish.write_small(own, BOX, "8")
    rows, columns = np.nonzero(own.image.min(axis=2) < 200)
    assert rows.size
    assert (columns.max() - columns.min()) < 0.6 * 18 * SCALE
    inner = (BOX[0] + 2, BOX[1] + 4, BOX[2] - 4, BOX[3] - 6)
    assert (part(own.image, inner) < 200).mean() < 0.05


@pytest.mark.parametrize("seed", range(6))
def test_fluid_covers_what_stood_there_and_can_be_written_on(seed: int) -> None:
    own = pen(seed, tone=60)
    blemish.paint_over(own, BOX)
    middle = part(own.image, (46.0, 46.0, 6.0, 6.0))
    assert middle.min() > 200
    assert (own.image[:40] == 60).all(), "only there"
    own.symbol("4", BOX)
    assert part(own.image, BOX).min() < 150


def test_a_smear_drags_ink_and_leaves_the_print() -> None:
    own = pen()
    own.image[150:240, 150:152] = 0
    before = own.image.copy()
    own.symbol("1", BOX)
    written = part(own.image, BOX).astype(int).sum()
    sharp = own.image.copy()
    blemish.smear(own, BOX, before, 12.0)
    assert (own.image[150:240, 150:152] == 0).all(), "print does not smear"
    assert own.image[150:156, 142:150].min() > 252, "nor does it leave a veil"
    assert np.abs(np.diff(part(own.image, BOX)[..., 0].astype(int), axis=1)).max() < (
        0.7 * np.abs(np.diff(part(sharp, BOX)[..., 0].astype(int), axis=1)).max()
    )
    assert abs(part(own.image, BOX).astype(int).sum() - written) < 0.1 * written


def _stamped(own: Pen) -> None:
    blemish.stamp(own, (49.0, 49.0))


def _signed(own: Pen) -> None:
    blemish.sign(own, (49.0, 49.0), 24.0)


@pytest.mark.parametrize("act", [_stamped, _signed])
def test_a_stamp_and_a_signature_let_what_lies_under_them_show(act: Callable[[Pen], None]) -> None:
    own = pen()
    own.image[190:200] = 0
    act(own)
    assert not own.image[190:200].any(), "ink never brightens"
    rows, columns = np.nonzero(own.image.min(axis=2)[:190] < 235)
    assert rows.size
    assert abs(columns.mean() / SCALE - 49) < 6
    assert (columns.max() - columns.min()) / SCALE < 40


def test_a_stamp_is_blue_or_purple() -> None:
    own = pen()
    blemish.stamp(own, (49.0, 49.0))
    ink = own.image[own.image.min(axis=2) < 220].mean(axis=0)
    assert ink[0] > ink[1] + 10
