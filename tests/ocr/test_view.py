"""The sheet through its plane: only where somebody looked, and the same as laid flat whole."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.locate import Plane
from sirekap_desktop.ocr.shrink import halves
from sirekap_desktop.ocr.view import View, flatten

SIZE = (300.0, 400.0)
SCALE = 3.0
TILTED = np.array([[3.9, 0.12, 60.0], [-0.1, 4.1, 90.0], [4e-5, 6e-5, 1.0]])
BOX: Box = (100.0, 150.0, 40.0, 18.0)


def paper(shade: float = 0.0) -> NDArray[np.uint8]:
    """A picture of a sheet with a thick frame around BOX, darker to the right by `shade`."""
    rows, columns = np.mgrid[0:1800, 0:1400].astype(np.float64)
    places = np.linalg.inv(TILTED) @ np.stack([columns, rows, np.ones_like(rows)]).reshape(3, -1)
    x, y = (places[:2] / places[2]).reshape(2, *rows.shape)
    away = np.maximum(abs(x - 120) - 20, abs(y - 159) - 9)
    line = (abs(away) < 1.0).astype(np.float64)
    light = 1 - shade * np.clip(x / SIZE[0], 0, 1)
    return np.asarray(np.clip((230 - 190 * line) * light, 0, 255), np.uint8)


def seen(picture: NDArray[np.uint8], *boxes: Box, reach: float = 5.0) -> View:
    view = View(halves(picture), Plane(TILTED, 4.0), SIZE, SCALE)
    view.see(boxes, reach)
    return view


def at(box: Box, reach: float = 0.0) -> tuple[slice, slice]:
    x, y, w, h = (side * SCALE for side in box)
    more = reach * SCALE
    return (
        slice(round(y - more), round(y + h + more)),
        slice(round(x - more), round(x + w + more)),
    )


def test_what_was_asked_for_is_the_sheet_laid_flat() -> None:
    picture = paper()
    view = seen(picture, BOX)
    whole = flatten(picture, Plane(TILTED, 4.0), SIZE, SCALE)
    assert whole.shape == view.grey.shape == view.dark.shape == (1200, 900)
    part = at(BOX, reach=5.0)
    difference = np.abs(view.grey[part].astype(int) - whole[part])
    assert difference.max() <= 2
    assert whole[part].std() > 30


def test_nobody_looks_elsewhere() -> None:
    view = seen(paper(), BOX)
    rows, columns = np.nonzero(view.grey < 255)
    assert rows.min() > 0.25 * view.grey.shape[0]
    assert rows.max() < 0.6 * view.grey.shape[0]
    assert columns.max() < 0.65 * view.grey.shape[1]
    assert not view.dark[: rows.min()].any()


def test_a_frame_is_dark_and_paper_is_not_in_any_light() -> None:
    for shade in (0.0, 0.6):
        dark = seen(paper(shade), BOX).dark
        edge = dark[at((BOX[0] + 5, BOX[1] - 0.5, 30.0, 1.0))]
        inside = dark[at((BOX[0] + 5, BOX[1] + 5, 30.0, 8.0))]
        assert edge.mean() > 0.7
        assert inside.max() < 0.08


def test_the_darkness_is_that_of_the_whole_sheet() -> None:
    picture = paper(0.5)
    picture[500:900, 700:1000] = 12
    view = seen(picture, (0.0, 0.0, *SIZE))
    whole = darkness(flatten(picture, Plane(TILTED, 4.0), SIZE, SCALE), SCALE)
    difference = np.abs(view.dark - whole)[30:-30, 30:-30]
    assert difference.mean() < 0.005
    assert np.percentile(difference, 99.5) < 0.04


def test_looking_again_changes_nothing_and_looking_elsewhere_adds() -> None:
    view = seen(paper(0.3), BOX)
    part, before = at(BOX, 5.0), view.dark.copy()
    view.see([BOX], 2.0)
    assert np.array_equal(view.dark, before)
    view.see([(20.0, 300.0, 10.0, 10.0)], 1.0)
    assert np.array_equal(view.dark[part], before[part])
    assert (view.grey[at((20.0, 300.0, 10.0, 10.0))] < 255).all()


def test_tiles_meet_without_a_seam() -> None:
    picture = paper(0.4)
    whole = seen(picture, (0.0, 0.0, *SIZE))
    for left in range(95, 130, 7):
        part = (float(left), 148.0, 30.0, 25.0)
        few = seen(picture, part, reach=0.0)
        assert np.abs(few.dark[at(part)] - whole.dark[at(part)]).max() < 0.01


@pytest.mark.parametrize("box", [(-50.0, -50.0, 20.0, 20.0), (290.0, 395.0, 200.0, 200.0)])
def test_what_lies_beyond_the_sheet_is_no_matter(box: Box) -> None:
    assert seen(paper(), box).grey.shape == (1200, 900)


def test_beyond_the_picture_there_is_paper() -> None:
    half = paper()[:, :500]
    view = seen(half, (200.0, 100.0, 60.0, 40.0))
    assert (view.grey[at((200.0, 100.0, 60.0, 40.0))] == 255).all()
    assert view.dark[at((200.0, 100.0, 60.0, 40.0))].max() == 0


def test_a_coloured_sheet_is_laid_flat_in_colour() -> None:
    picture = np.dstack([paper(), paper() // 2, paper() // 3])
    flat = flatten(picture, Plane(TILTED, 4.0), SIZE, 1.0)
    assert flat.shape == (400, 300, 3)
    assert flat[200, 150].tolist() == pytest.approx([230, 115, 76], abs=2)


def test_a_picture_that_is_much_finer_is_not_sampled_here_and_there() -> None:
    grain = np.random.default_rng(1).integers(0, 255, (1800, 1400)).astype(np.uint8)
    plane = Plane(TILTED, 4.0)
    few = flatten(grain, plane, SIZE, 1.0)[50:300, 50:250]
    assert few.std() < 30
    view = View(halves(grain), plane, SIZE, 1.0)
    view.see([(0.0, 0.0, *SIZE)], 0.0)
    assert np.abs(view.grey[50:300, 50:250].astype(int) - few).max() <= 2
    frame = flatten(paper(), plane, SIZE, 1.0).astype(int)
    assert frame[150, 120] < frame[147, 120] - 60
    assert frame[150, 120] < frame[153, 120] - 60
