"""How good a picture is, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.messages import sentence
from sirekap_desktop.models.form import Box
from sirekap_desktop.ocr.quality import (
    BLURRED,
    BURNT,
    DIM,
    GRAINY,
    PALE,
    SHADED,
    SHAKEN,
    SMALLEST,
    SOFT,
    SOFTEST,
    STRIPED,
    FieldQuality,
    Quality,
    blur,
    doubted_fields,
    is_featureless,
    measure,
    pixels_per_mm,
    problems,
    unlocated,
)
from tests.ocr.frames import BOXES, LINE, drawn

SIDE = 32.0
SCALE = 3.0
GOOD = Quality(
    fields=tuple(FieldQuality(f"paslon_{n}", 0.3, 0.95, 0.0, 0.05) for n in (1, 2, 3)),
    pixels=3.0,
    blur=0.3,
    shake=0.1,
    contrast=0.95,
    light=200.0,
    shadow=0.1,
    noise=0.01,
    ripple=0.03,
)


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


def places() -> dict[str, tuple[Box, ...]]:
    """Three boxes a number, as on the form: two numbers in each of four rows."""
    return {f"n{first // 3}": BOXES[first : first + 3] for first in range(0, len(BOXES), 3)}


def seen(grey: NDArray[np.uint8], pixels: float = 3.0) -> Quality:
    quality = measure(grey, SCALE, places(), LINE, pixels)
    assert quality is not None
    return quality


def worst(quality: Quality, what: str) -> str:
    """The field with the highest value."""
    return max(quality.fields, key=lambda field: float(getattr(field, what))).field


def area(box: Box, edge: float) -> tuple[slice, slice]:
    """The rows and columns of a box and `edge` mm around it."""
    x, y, w, h = box
    rows = slice(round((y - edge) * SCALE), round((y + h + edge) * SCALE))
    return rows, slice(round((x - edge) * SCALE), round((x + w + edge) * SCALE))


def test_a_good_sheet_has_nothing_said_of_it() -> None:
    quality = seen(drawn(SCALE, 0.3, symbol="X"))
    assert [field.field for field in quality.fields] == list(places())
    assert problems(quality) == ()
    assert doubted_fields(quality) == {}
    assert problems(GOOD) == ()


def test_blur_in_one_place_is_told_of_that_number_only() -> None:
    grey = drawn(SCALE, 0.3)
    part = area(BOXES[7], 2.4)
    grey[part] = cv2.GaussianBlur(grey, (0, 0), 1.3 * SCALE)[part]
    quality = seen(grey)
    assert worst(quality, "blur") == "n2"
    assert list(doubted_fields(quality)) == ["n2"]
    assert quality.blur < 0.4


def test_a_moved_camera_is_told_from_a_wrong_focus() -> None:
    grey = drawn(SCALE, 0.3)
    moved = cv2.GaussianBlur(grey, (0, 0), sigmaX=1.5 * SCALE, sigmaY=0.5 * SCALE)
    unfocused = cv2.GaussianBlur(grey, (0, 0), 1.1 * SCALE)
    codes = [problems(seen(np.asarray(p, np.uint8)))[0].code for p in (moved, unfocused)]
    assert codes == ["shaken", "soft"]


def test_a_burnt_box_is_told_and_white_paper_of_a_scan_is_not() -> None:
    grey = drawn(SCALE, 0.3, symbol="X")
    x, y, w, h = BOXES[4]
    centre = (round((x + w / 2) * SCALE), round((y + h / 2) * SCALE))
    cv2.circle(grey, centre, round(6 * SCALE), 255, -1)
    quality = seen(grey)
    assert worst(quality, "burnt") == "n1"
    assert doubted_fields(quality) == {"n1": "glare"}
    scan = np.minimum(drawn(SCALE, 0.2, symbol="X").astype(np.float32) * 1.25, 255)
    assert doubted_fields(seen(scan.astype(np.uint8))) == {}


def test_one_box_washed_out_makes_its_number_pale() -> None:
    grey = drawn(SCALE, 0.3)
    part = area(BOXES[10], 2.4)
    grey[part] = (215 - (215 - grey[part].astype(np.float32)) * 0.05).astype(np.uint8)
    assert doubted_fields(seen(grey)) == {"n3": "pale"}


def test_the_edge_of_a_shadow_is_told_where_it_crosses_a_box() -> None:
    grey = drawn(SCALE, 0.3).astype(np.float32)
    x, _, w, _ = BOXES[1]
    middle = round((x + w / 2) * SCALE)
    grey[:, middle:] *= 0.2
    quality = seen(grey.astype(np.uint8))
    assert set(doubted_fields(quality)) == {"n0", "n2", "n4", "n6"}
    assert quality.shadow == pytest.approx(0.8, abs=0.03)


def test_light_that_fades_slowly_over_the_sheet_is_no_edge() -> None:
    grey = drawn(SCALE, 0.3).astype(np.float32)
    grey *= np.linspace(1.0, 0.3, grey.shape[1], dtype=np.float32)
    quality = seen(grey.astype(np.uint8))
    assert quality.shadow > 0.5
    assert max(field.shade for field in quality.fields) < 0.3
    assert problems(quality) == ()


def test_grain_counts_against_the_darkness_of_the_print() -> None:
    rng = np.random.default_rng(5)
    grey = drawn(SCALE, 0.3).astype(np.float32)
    grain = rng.normal(0, 3, grey.shape)
    bright, dark = (np.clip(grey * part + grain, 0, 255).astype(np.uint8) for part in (1.0, 0.1))
    assert seen(dark).noise > 4 * seen(bright).noise
    assert problems(seen(bright)) == ()


def test_nothing_is_measured_without_a_frame() -> None:
    grey = drawn(SCALE, 0.3)
    assert measure(grey, SCALE, {}, LINE, 3.0) is None
    assert measure(grey, SCALE, {"paslon_1": ()}, LINE, 3.0) is None
    one = measure(grey, SCALE, {"paslon_1": (), "paslon_2": BOXES[:3]}, LINE, 3.0)
    assert one is not None
    assert [field.field for field in one.fields] == ["paslon_2"]


def test_the_smallest_box_of_a_slanted_view_counts() -> None:
    even = np.diag([2.5, 2.5, 1.0])
    assert pixels_per_mm(even, BOXES) == pytest.approx(2.5)
    squeezed = np.diag([2.5, 1.5, 1.0])
    assert pixels_per_mm(squeezed, BOXES) == pytest.approx(1.5)
    slanted = np.array([[2.5, 0, 0], [0, 2.5, 0], [0.002, 0, 1.0]])
    assert 1.2 < pixels_per_mm(slanted, BOXES) < pixels_per_mm(slanted, BOXES[:1]) < 2.5


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (replace(GOOD, pixels=SMALLEST - 0.01), "too_small"),
        (replace(GOOD, blur=BLURRED), "blurred"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_word(bad: Quality, code: str) -> None:
    (problem,) = problems(replace(bad, noise=GRAINY, ripple=STRIPED))
    assert (problem.code, problem.fatal) == (code, True)


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (replace(GOOD.fields[1], burnt=BURNT), "glare"),
        (replace(GOOD.fields[1], blur=SOFT), "soft"),
        (replace(GOOD.fields[1], contrast=PALE - 0.001), "pale"),
        (replace(GOOD.fields[1], shade=SHADED), "shadow"),
    ],
)
def test_a_doubted_number_is_named_with_its_reason_and_counted(
    spoilt: FieldQuality, why: str
) -> None:
    bad = replace(GOOD, fields=(GOOD.fields[0], spoilt, replace(spoilt, field="paslon_4")))
    assert doubted_fields(bad) == {"paslon_2": why, "paslon_4": why}
    (problem,) = problems(bad)
    assert (problem.code, problem.facts, problem.fatal) == (why, (("count", "2"),), False)
    assert "2 angka" in sentence(problem.code, dict(problem.facts)).text


def test_the_worst_reason_is_told_first() -> None:
    spoilt = replace(GOOD.fields[0], burnt=BURNT, blur=SOFT, shade=SHADED)
    assert doubted_fields(replace(GOOD, fields=(spoilt,))) == {"paslon_1": "glare"}


@pytest.mark.parametrize(
    ("bad", "code"),
    [(replace(GOOD, noise=GRAINY), "grainy"), (replace(GOOD, ripple=STRIPED), "screen")],
)
def test_a_weak_picture_is_read_with_advice(bad: Quality, code: str) -> None:
    (problem,) = problems(bad)
    assert (problem.code, problem.fatal) == (code, False)
    assert doubted_fields(bad) == {}
    assert sentence(code, {}).do.startswith("Foto ulang")


def test_soft_edges_of_ink_are_not_taken_for_a_screen() -> None:
    soft = replace(GOOD.fields[0], blur=SOFT)
    bad = replace(GOOD, fields=(soft,), ripple=STRIPED, shake=SHAKEN)
    assert [problem.code for problem in problems(bad)] == ["shaken"]


def test_a_picture_without_a_sheet_says_what_is_wrong_with_it() -> None:
    sheet = drawn(SCALE, 0.3)
    assert unlocated(sheet) is None
    for dark in (np.zeros((300, 400), np.uint8), (sheet * (DIM / 255)).astype(np.uint8)):
        problem = unlocated(dark)
        assert problem is not None
        assert problem.code == "dark"
    problem = unlocated(np.full((300, 400), 128, np.uint8))
    assert problem is not None
    assert (problem.code, problem.fatal) == ("blurred", True)
