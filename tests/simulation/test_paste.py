"""The ink of a real box on a drawn sheet: nothing of its paper, nothing of its frame."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.simulation.paste import Ink, find_frame, paste

Grey = NDArray[np.uint8]
Image = NDArray[np.uint8]

SIDE, MARGIN = 60, 10
BOX = (5.0, 5.0, 20.0, 20.0)
SCALE = 4.0
BLUE = Ink((200, 60, 30), 1.0)


def crop(
    *,
    turn: float = 0.0,
    shade: float = 0.0,
    neighbour: bool = False,
    beyond: bool = False,
    frame: bool = True,
    blur: float = 0.7,
) -> Grey:
    """A box as others cut it out: paper at 180, a frame, and a stroke down its middle."""
    side = SIDE + 2 * MARGIN
    picture = np.full((side, side), 180, np.uint8)
    far = MARGIN + SIDE
    if frame:
        cv2.rectangle(picture, (MARGIN, MARGIN), (far, far), 70, 3)
    if neighbour:
        cv2.line(picture, (side - 2, MARGIN), (side - 2, far), 70, 3)
    lowest = side - 1 if beyond else far - 14
    cv2.line(picture, (side // 2, MARGIN + 14), (side // 2, lowest), 60, 3)
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), turn, 1.0)
    turned = cv2.warpAffine(picture, matrix, (side, side), borderMode=cv2.BORDER_REPLICATE)
    light = 1 - shade * np.linspace(0, 1, side)[None, :]
    return np.asarray(cv2.GaussianBlur(turned * light, (0, 0), blur), np.uint8)


def blank() -> Image:
    """White paper with nothing on it: whatever is dark after pasting was pasted."""
    return np.full((120, 120, 3), 255, np.uint8)


def pasted(picture: Grey) -> Image:
    sheet = blank()
    assert paste(sheet, SCALE, BOX, picture, BLUE)
    return sheet


def inked(sheet: Image, left: int, top: int, right: int, bottom: int) -> float:
    return float((sheet[top:bottom, left:right].min(axis=2) < 160).mean())


@pytest.mark.parametrize("turn", [-7.0, 0.0, 5.0])
def test_the_stroke_stands_upright_in_the_middle_of_the_box(turn: float) -> None:
    sheet = pasted(crop(turn=turn))
    dark = sheet.min(axis=2) < 160
    rows, columns = np.nonzero(dark)
    assert abs(columns.mean() - 60) < 2.5
    assert abs(rows.mean() - 60) < 2.5
    assert columns.max() - columns.min() < 12, "it is as upright as its own frame says"
    assert 34 < rows.max() - rows.min() < 56


@pytest.mark.parametrize("shade", [0.0, 0.5])
def test_paper_and_frame_of_the_crop_stay_behind(shade: float) -> None:
    sheet = pasted(crop(turn=3.0, shade=shade))
    away = np.abs(np.arange(120) - 60) > 12
    assert (sheet[:, away] > 235).all()


def test_the_ink_has_the_colour_of_the_pen() -> None:
    sheet = pasted(crop())
    darkest = sheet.reshape(-1, 3)[sheet.sum(axis=2).argmin()]
    assert np.abs(darkest.astype(int) - BLUE.bgr).max() < 12


def test_ink_darkens_the_print_and_never_brightens_it() -> None:
    sheet = np.full((120, 120, 3), 90, np.uint8)
    assert paste(sheet, SCALE, BOX, crop(), BLUE)
    assert sheet.max() == 90
    assert sheet.min() < 60


def test_a_stroke_that_leaves_the_frame_goes_on() -> None:
    assert inked(pasted(crop(beyond=True)), 56, 102, 64, 108) > 0.1
    assert inked(pasted(crop()), 40, 102, 80, 116) == 0.0


def test_the_frame_of_the_next_box_is_no_stroke() -> None:
    picture = crop(neighbour=True)
    cv2.line(picture, (40, 40), (78, 40), 60, 3)
    sheet = pasted(picture)
    assert inked(sheet, 70, 50, 98, 70) > 0.1, "the stroke that touches it stays inside"
    assert inked(sheet, 104, 0, 120, 52) == 0.0
    assert inked(sheet, 104, 68, 120, 120) == 0.0


def test_a_crop_without_a_frame_is_refused_and_leaves_the_sheet_alone() -> None:
    sheet = blank()
    for picture in (crop(frame=False), np.full((60, 60), 128, np.uint8), crop()[:12, :12]):
        assert find_frame(picture) is None
        assert not paste(sheet, SCALE, BOX, picture, BLUE)
    assert (sheet == 255).all()


def test_a_frame_found_on_the_next_box_is_refused() -> None:
    wide = np.hstack([np.full((80, 26), 180, np.uint8), crop()])
    cv2.line(wide, (3, 10), (3, 70), 60, 4)
    sheet = blank()
    if paste(sheet, SCALE, BOX, np.ascontiguousarray(wide), BLUE):
        assert inked(sheet, 20, 20, 100, 100) < 0.08, "no line of a frame inside the box"


def test_a_box_at_the_edge_of_the_sheet_is_cut_off() -> None:
    sheet = blank()
    assert paste(sheet, SCALE, (-10.0, 22.0, 20.0, 20.0), crop(), BLUE)
    assert (sheet < 160).any()


def test_a_stroke_that_lies_on_the_frame_is_refused_since_it_would_be_lost() -> None:
    picture = crop()
    cv2.line(picture, (30, MARGIN + SIDE - 4), (56, MARGIN + SIDE - 4), 60, 5)
    sheet = blank()
    assert not paste(sheet, SCALE, BOX, picture, BLUE)
    assert (sheet == 255).all()
