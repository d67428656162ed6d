"""Frames that moved are found again; what is not there is not made up."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace
from sirekap_desktop.ocr.boxes import MARGIN, Found, cut, darkness, find_boxes
from tests import paper

SCALE = 3.0
PRECISE = 0.3
"""Millimetres: how well a frame is to be found."""

Shift = tuple[float, float]


def places() -> tuple[FieldPlace, ...]:
    return paper.template().pages[0].places


def line() -> float:
    return paper.template().frame_width


def moved(box: Box, shift: Shift) -> Box:
    return (box[0] + shift[0], box[1] + shift[1], box[2], box[3])


def drawn(places: Sequence[FieldPlace], shifts: Sequence[Shift]) -> NDArray[np.uint8]:
    """A grey sheet with every frame at its place moved by its shift, and a figure inside."""
    fine = 4
    width, height = (round(side * SCALE) for side in paper.template().size)
    sheet = np.full((height, width), 235, np.uint8)
    for place, shift in zip(places, shifts, strict=True):
        for box in place.boxes:
            x, y, w, h = (side * SCALE for side in moved(box, shift))
            left, top = int(x) - 6, int(y) - 6
            size = int(w) + 14
            patch = np.full((size * fine, size * fine), 235, np.uint8)
            near = (fine - 1) / 2
            corner = (round((x - left) * fine + near), round((y - top) * fine + near))
            far = (round((x + w - left) * fine + near), round((y + h - top) * fine + near))
            cv2.rectangle(patch, corner, far, 60, round(line() * SCALE * fine))
            middle = (round((x + w / 2 - left) * fine), round((y + h / 2 - top) * fine))
            radius = round(w / 4 * fine)
            cv2.ellipse(patch, middle, (radius // 2, radius), 5, 0, 300, 90, 3 * fine)
            small = cv2.resize(patch, (size, size), interpolation=cv2.INTER_AREA)
            sheet[top : top + size, left : left + size] = small
    return sheet


def found_in(grey: NDArray[np.uint8], which: Sequence[FieldPlace]) -> tuple[Found, ...]:
    return find_boxes(darkness(grey, SCALE), SCALE, which, line())


def error(found: Found, place: FieldPlace, shift: Shift) -> float:
    """The largest distance in mm between a found box and where it was drawn."""
    return max(
        float(np.hypot(seen[0] - true[0] - shift[0], seen[1] - true[1] - shift[1]))
        for seen, true in zip(found.boxes, place.boxes, strict=True)
    )


@pytest.mark.parametrize(
    "shift", [(0.0, 0.0), (0.4, -0.7), (3.0, 2.0), (-6.0, 0.0), (0.0, 6.0), (4.2, -4.2)]
)
def test_frames_that_all_moved_are_found(shift: Shift) -> None:
    grey = drawn(places(), [shift] * len(places()))
    for found, place in zip(found_in(grey, places()), places(), strict=True):
        assert found.is_sound
        assert error(found, place, shift) < PRECISE, place.field
        assert [box[2:] for box in found.boxes] == [box[2:] for box in place.boxes]


def test_a_wave_moves_every_row_by_another_way() -> None:
    rng = np.random.default_rng(4)
    tops = [place.extent[1] for place in places()]
    shifts = [
        (2.5 * float(np.sin(top / 90)) + float(rng.uniform(-0.3, 0.3)), 3 * float(np.cos(top / 70)))
        for top in tops
    ]
    grey = drawn(places(), shifts)
    for found, place, shift in zip(found_in(grey, places()), places(), shifts, strict=True):
        assert error(found, place, shift) < PRECISE, place.field


def test_a_row_that_lies_two_millimetres_beside_its_neighbours_is_found() -> None:
    shifts: list[Shift] = [(1.0, 1.0)] * len(places())
    odd = 7
    shifts[odd] = (1.0, 3.0)
    found = found_in(drawn(places(), shifts), places())
    for one, place, shift in zip(found, places(), shifts, strict=True):
        assert error(one, place, shift) < PRECISE, place.field


def test_neighbours_vouch_for_a_row_beside_a_stronger_stranger() -> None:
    """A row struck out faintly, with a clear row of frames printed 7 mm away, stays itself."""
    shift = (0.5, 0.5)
    grey = drawn(places(), [shift] * len(places()))
    odd = places()[9]
    x, y, w, h = (round(side * SCALE) for side in odd.extent)
    reach = round(10 * SCALE)
    grey[y - 6 : y + h + reach, x - 6 : x + w + reach] = 235
    pale = drawn([odd], [shift])
    stranger = drawn([odd], [(6.5, 5.5)])
    weak = 235 - (235 - pale.astype(np.float32)) * 0.35
    grey = np.minimum(np.minimum(grey, weak), stranger).astype(np.uint8)
    found = found_in(grey, places())[9]
    assert error(found, odd, shift) < 1.5


def test_one_box_may_move_a_little_by_itself() -> None:
    place = places()[0]
    alone = [FieldPlace(f"box_{n}", (box,)) for n, box in enumerate(place.boxes)]
    shifts = [(0.0, 0.0), (0.9, -0.8), (0.0, 0.0)]
    (found,) = found_in(drawn(alone, shifts), [place])
    for seen, true, shift in zip(found.boxes, place.boxes, shifts, strict=True):
        assert seen[:2] == pytest.approx(moved(true, shift)[:2], abs=PRECISE)


def test_a_missing_frame_is_not_sound_and_the_others_stay() -> None:
    gone = 5
    kept = [place for n, place in enumerate(places()) if n != gone]
    found = found_in(drawn(kept, [(1.0, -1.0)] * len(kept)), places())
    assert [one.is_sound for one in found] == [n != gone for n in range(len(places()))]


def test_on_a_white_sheet_nothing_is_sound() -> None:
    white = np.full((2700, 1800), 240, np.uint8)
    found = found_in(white, places())
    assert not any(one.is_sound for one in found)
    assert all(np.isfinite(one.boxes).all() for one in found)


def test_among_handwriting_without_frames_nothing_is_sound() -> None:
    rng = np.random.default_rng(2)
    grey = np.full((2700, 1800), 235, np.uint8)
    for _ in range(1500):
        x, y = int(rng.integers(0, 1800)), int(rng.integers(0, 2700))
        dx, dy = (int(step) for step in rng.integers(-40, 40, 2))
        cv2.line(grey, (x, y), (x + dx, y + dy), 70, 3)
    sound = [one.is_sound for one in found_in(grey, places())]
    assert not any(sound)


def test_a_sheet_that_ends_in_the_middle_of_a_row_does_not_break() -> None:
    grey = drawn(places(), [(0.0, 0.0)] * len(places()))
    ends = (410.0, 500.0)
    part = np.ascontiguousarray(grey[: round(ends[1] * SCALE), : round(ends[0] * SCALE)])
    seen = 0
    for found, place in zip(found_in(part, places()), places(), strict=True):
        left, top, width, height = place.extent
        if left + width < ends[0] and top + height < ends[1]:
            assert found.is_sound
            assert error(found, place, (0.0, 0.0)) < PRECISE
            seen += 1
        elif left > ends[0] or top > ends[1]:
            assert not found.is_sound
    assert seen == 4


def test_a_cut_shows_its_box_with_a_little_margin() -> None:
    place = places()[0]
    grey = drawn([place], [(0.0, 0.0)])
    box = place.boxes[1]
    crop = cut(grey, SCALE, box)
    side = round(box[2] * (1 + 2 * MARGIN) * SCALE)
    assert crop.shape == (side, side)
    rows, columns = (np.nonzero((crop < 150).any(axis=axis))[0] for axis in (1, 0))
    margin = MARGIN * box[2] * SCALE
    for dark in (rows, columns):
        first, last = float(dark[0]), float(side - 1 - dark[-1])
        half = line() * SCALE / 2
        assert first == pytest.approx(margin - half, abs=1.5)
        assert last == pytest.approx(margin - half, abs=1.5)


@pytest.mark.parametrize("box", [(-9.0, 4.0, 18.0, 18.0), (31.0, 22.0, 18.0, 18.0)])
def test_a_cut_over_the_edge_repeats_the_edge_and_makes_up_no_ink(box: Box) -> None:
    white = np.full((90, 120), 240, np.uint8)
    crop = cut(white, SCALE, box)
    assert crop.shape == (64, 64)
    assert (crop == 240).all()


def test_darkness_forgets_shadows_but_not_ink() -> None:
    grey = drawn(places(), [(0.0, 0.0)] * len(places())).astype(np.float32)
    shadow = np.linspace(1.0, 0.45, grey.shape[1], dtype=np.float32)[None, :]
    plain = darkness(grey.astype(np.uint8), SCALE)
    shaded = darkness((grey * shadow).astype(np.uint8), SCALE)
    assert plain.min() >= 0
    assert plain.max() <= 1
    assert np.percentile(shaded, 80) < 0.05
    assert np.abs(plain - shaded).mean() < 0.02
    x, y, _, h = (round(side * SCALE) for side in places()[0].boxes[0])
    assert shaded[y : y + h, x - 1 : x + 2].mean() > 0.4


@pytest.mark.parametrize("guided", [False, True])
def test_pale_frames_are_found_whatever_is_written_in_them(guided: bool) -> None:
    """Crosses over the whole box and a guide as dark as the frame: only the frame counts."""
    sheet = np.full((240, 300), 235, np.uint8)
    row = FieldPlace("x", tuple((12.0 + 24 * n, 20.0, 18.0, 22.0) for n in range(3)))
    for x, y, w, h in row.boxes:
        left, top, right, bottom = (round(at * SCALE) for at in (x, y, x + w, y + h))
        cv2.rectangle(sheet, (left + 5, top - 4), (right + 5, bottom - 4), 190, 3)
        if guided:
            cv2.rectangle(sheet, (left + 20, top + 10), (right - 10, bottom - 18), 190, 3)
        cv2.line(sheet, (left + 3, top), (right + 8, bottom - 6), 60, 6)
        cv2.line(sheet, (right + 8, top), (left + 3, bottom - 6), 60, 6)
    dark = np.minimum(darkness(sheet, SCALE), np.float32(0.22))
    (found,) = find_boxes(dark, SCALE, [row], 1.0, pale=True)
    assert found.is_sound
    for box, printed in zip(found.boxes, row.boxes, strict=True):
        assert np.abs(np.subtract(box, printed)[:2] - (5 / SCALE, -4 / SCALE)).max() < PRECISE
