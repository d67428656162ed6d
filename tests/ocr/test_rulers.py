"""What the frames and the paper of digit boxes tell about a picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.ocr import rulers
from tests.ocr.frames import BOXES, LINE, PAPER, PRINT, SIDES, drawn

SCALES = [1.6, 2.0, 3.0, 4.0]


def lines(grey: NDArray[np.uint8], scale: float) -> tuple[float, float, float]:
    """Sigma of upright and level lines, and the contrast, at the median box."""
    sigma, contrast = rulers.lines(rulers.cut(grey, scale, BOXES), SIDES, LINE)
    across, along = np.median(sigma, axis=0)
    return float(across), float(along), float(np.median(contrast))


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("sigma", [0.4, 0.7, 1.0])
def test_the_frames_tell_the_blur_in_millimetres_at_every_scale(scale: float, sigma: float) -> None:
    across, along, _ = lines(drawn(scale, sigma), scale)
    assert across == pytest.approx(sigma, rel=0.2)
    assert along == pytest.approx(sigma, rel=0.2)


@pytest.mark.parametrize("scale", SCALES)
def test_blur_in_which_neighbouring_lines_run_together_is_never_told_as_little(
    scale: float,
) -> None:
    assert max(lines(drawn(scale, 0.0), scale)[:2]) < 0.3
    for sigma in (1.2, 1.5, 1.7, 2.0):
        assert min(lines(drawn(scale, sigma), scale)[:2]) > 1.04


@pytest.mark.parametrize("length", [2.5, 3.5])
def test_a_long_move_is_told_as_much_blur_and_hardly_darker_print(length: float) -> None:
    kernel = np.ones((1, round(length * 3)), np.float32)
    moved = cv2.filter2D(drawn(3.0, 0.3), -1, kernel / kernel.sum()).astype(np.uint8)
    across, along, contrast = lines(moved, 3.0)
    assert 1.1 < across < 1.8
    assert along == pytest.approx(0.3, rel=0.25)
    assert contrast < 1.8


@pytest.mark.parametrize("symbol", ["X", "frame", "dot"])
def test_writing_in_the_boxes_is_not_taken_for_blur(symbol: str) -> None:
    clean = lines(drawn(3.0, 0.5), 3.0)
    written = lines(drawn(3.0, 0.5, symbol=symbol), 3.0)
    assert max(written[:2]) < 1.1 * max(clean[:2])
    assert written[2] > 0.75 * clean[2]


def test_the_contrast_of_the_print_is_told_through_blur_and_light() -> None:
    wanted = 1 - PRINT / PAPER
    for sigma in (0.2, 0.5, 0.9):
        assert lines(drawn(3.0, sigma), 3.0)[2] == pytest.approx(wanted, rel=0.12)
    dim = (drawn(3.0, 0.5) * 0.5).astype(np.uint8)
    assert lines(dim, 3.0)[2] == pytest.approx(wanted, rel=0.12)
    pale = (PAPER - (PAPER - drawn(3.0, 0.5).astype(np.float32)) * 0.3).astype(np.uint8)
    assert lines(pale, 3.0)[2] == pytest.approx(0.3 * wanted, rel=0.15)


def test_a_box_beyond_the_edge_of_the_sheet_is_cut_all_the_same() -> None:
    beyond: tuple[Box, ...] = ((-9.0, -9.0, 18.0, 18.0), (5000.0, 20.0, 18.0, 18.0))
    patches = rulers.cut(drawn(2.0, 0.4), 2.0, beyond)
    assert patches.shape == (2, rulers.GRID, rulers.GRID)


def test_the_paper_is_seen_between_the_strokes() -> None:
    paper = rulers.paper(rulers.cut(drawn(3.0, 0.4, symbol="X"), 3.0, BOXES))
    assert paper.shape == (len(BOXES), 16)
    assert paper.min() > 0.97 * PAPER


@pytest.mark.parametrize("sigma", [3.0, 8.0, 16.0])
def test_grain_is_told_in_grey_levels(sigma: float) -> None:
    grey = drawn(rulers.GRID / 18 / (1 + 2 * rulers.EDGE), 0.4).astype(np.float32)
    noisy = grey + np.random.default_rng(1).normal(0, sigma, grey.shape)
    told = rulers.grain(rulers.cut(np.clip(noisy, 0, 255).astype(np.uint8), 2.822, BOXES))
    assert 0.4 * sigma < told < 1.1 * sigma


def test_stripes_of_a_screen_are_one_even_wave_and_paper_is_not() -> None:
    rng = np.random.default_rng(2)
    grey = drawn(3.0, 0.4, symbol="frame").astype(np.float32)
    grey += cv2.GaussianBlur(rng.normal(0, 12, grey.shape), (0, 0), 1.0)
    rows, columns = np.mgrid[0 : grey.shape[0], 0 : grey.shape[1]]
    wave = np.cos((columns * 0.8 + rows * 0.6) / (4.0 * 3.0) * 2 * np.pi)

    def told(depth: float) -> float:
        striped = np.clip(grey * (1 + depth * wave), 0, 255).astype(np.uint8)
        return rulers.ripple(rulers.cut(striped, 3.0, BOXES))

    assert told(0.0) < 0.1
    assert told(0.04) > 0.15
    assert told(0.04) > 1.5 * told(0.01)


def test_the_printed_dots_that_guide_a_figure_are_no_screen() -> None:
    dotted = drawn(3.0, 0.4, symbol="guide")
    assert rulers.ripple(rulers.cut(dotted, 3.0, BOXES)) < 0.1
