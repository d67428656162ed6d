from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.form import Label
from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.letters import HEIGHT
from sirekap_desktop.ocr.strips import LETTER
from sirekap_desktop.ocr.writing import line_in, line_on, printed_boxes
from sirekap_desktop.simulation.strokes import Hand, write

SCALE = 3.0
Paper = NDArray[np.uint8]


def paper(width_mm: float = 200.0, height_mm: float = 36.0) -> Paper:
    return np.full((round(height_mm * SCALE), round(width_mm * SCALE), 3), 230, np.uint8)


def put(
    image: Paper, text: str, at: tuple[float, float], height: float = 6.0, seed: int = 2
) -> None:
    write(
        image,
        text,
        Hand.from_seed(seed),
        np.random.default_rng(seed),
        origin_px=(at[0] * SCALE, at[1] * SCALE),
        letter_px=(height * 0.85 * SCALE, height * SCALE),
        px_per_mm=SCALE,
    )


def dark(image: Paper) -> NDArray[np.float32]:
    return darkness(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8), SCALE)


def ink_height(strip: NDArray[np.float32]) -> int:
    rows = np.flatnonzero((strip > 0.5).any(axis=1))
    return int(rows[-1] - rows[0] + 1)


def test_nothing_written_gives_nothing() -> None:
    image = paper()
    rng = np.random.default_rng(1)
    noisy = np.clip(image + rng.normal(0, 6, image.shape), 0, 255).astype(np.uint8)
    assert line_in(dark(image), SCALE) is None
    assert line_in(dark(noisy), SCALE) is None


def test_a_frame_and_dots_are_no_writing() -> None:
    image = paper()
    cv2.rectangle(image, (2, 2), (596, 105), (30, 30, 30), 3)
    for x in range(20, 580, 5):
        cv2.circle(image, (x, 70), 1, (90, 90, 90), -1)
    assert line_in(dark(image), SCALE) is None


@pytest.mark.parametrize("height", [4.0, 6.0, 12.0])
def test_letters_come_out_equally_high(height: float) -> None:
    image = paper(height_mm=50)
    put(image, "DUA RATUS", (8, 10), height)
    strip = line_in(dark(image), SCALE)
    assert strip is not None
    assert strip.shape[0] == HEIGHT
    assert 0.7 * LETTER <= ink_height(strip) <= HEIGHT
    assert 0.9 <= strip.max() <= 1.4
    assert strip.min() == 0.0


def test_a_slanting_line_is_laid_straight() -> None:
    image = paper(height_mm=60)
    put(image, "SEMBILAN PULUH DUA", (8, 20))
    turn = cv2.getRotationMatrix2D((300, 80), 3.0, 1.0)
    size = (image.shape[1], image.shape[0])
    turned = cv2.warpAffine(image, turn, size, borderValue=(230, 230, 230)).astype(np.uint8)
    straight, found = line_in(dark(image), SCALE), line_in(dark(turned), SCALE)
    assert straight is not None
    assert found is not None
    assert ink_height(found) <= ink_height(straight) + 4
    assert abs(found.shape[1] - straight.shape[1]) < 0.1 * straight.shape[1]


def test_the_frame_beside_the_writing_is_taken_away() -> None:
    plain, framed = paper(), paper()
    for image in (plain, framed):
        put(image, "TIGA BELAS", (8, 10))
    cv2.rectangle(framed, (1, 1), (597, 106), (30, 30, 30), 3)
    cv2.line(framed, (200, 30 + 36), (590, 30 + 36), (40, 40, 40), 2)
    one, other = line_in(dark(plain), SCALE), line_in(dark(framed), SCALE)
    assert one is not None
    assert other is not None
    assert abs(one.shape[1] - other.shape[1]) <= 12


def test_the_forms_own_text_is_left_out() -> None:
    image = paper()
    put(image, "KAPITAL", (120, 22), 4.0)
    assert line_in(dark(image), SCALE) is not None
    assert line_in(dark(image), SCALE, [(115.0, 20.0, 60.0, 9.0)]) is None


def test_two_lines_become_one() -> None:
    short, long = paper(height_mm=50), paper(height_mm=50)
    put(short, "DUA RATUS", (8, 8))
    put(long, "DUA RATUS", (8, 8))
    put(long, "LIMA PULUH", (8, 24))
    one, two = line_in(dark(short), SCALE), line_in(dark(long), SCALE)
    assert one is not None
    assert two is not None
    assert two.shape[1] > 1.8 * one.shape[1]
    assert ink_height(two) <= HEIGHT


def test_the_darkness_given_stays_as_it_is() -> None:
    image = paper()
    put(image, "LIMA", (8, 10))
    given = dark(image)
    before = given.copy()
    line_in(given, SCALE, [(0.0, 0.0, 30.0, 30.0)])
    assert np.array_equal(given, before)


def test_printed_labels_are_found_by_their_place() -> None:
    labels = [
        Label("( huruf kapital )", (100.0, 50.0), 4.0, "italic", "center", 40.0),
        Label("JUMLAH", (100.0, 50.0), 4.0, "bold", "left", 0.0),
        Label("............", (100.0, 50.0), 4.0, "bold", "left", 30.0),
    ]
    (left, top, width, height), (start, _, _, _) = printed_boxes(labels)
    assert left < 80.0
    assert left + width > 120.0
    assert top < 46.0
    assert top + height > 51.0
    assert start < 100.0 < start + 10


def test_a_line_is_found_on_the_whole_sheet() -> None:
    image = paper(220.0, 120.0)
    put(image, "DUA PULUH", (68, 50))
    put(image, "KAPITAL", (140, 62), 4.0)
    put(image, "LAIN", (10, 10))
    box, hint = (60.0, 40.0, 150.0, 36.0), (135.0, 60.0, 60.0, 9.0)
    sheet = dark(image)
    found = line_on(sheet, SCALE, box, [hint, (0.0, 0.0, 20.0, 20.0)])
    alone = paper(220.0, 120.0)
    put(alone, "DUA PULUH", (68, 50))
    wanted = line_on(dark(alone), SCALE, box)
    assert found is not None
    assert wanted is not None
    assert found.shape == wanted.shape
    assert line_on(sheet, SCALE, (60.0, 80.0, 150.0, 30.0)) is None
