from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.words import words
from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.letter_boxes import cells_in
from sirekap_desktop.ocr.letters import ALPHABET, LetterReader, Trust
from sirekap_desktop.ocr.spelled import (
    LEAST,
    STRONGEST,
    Spelled,
    letters_seen,
    log_likelihoods,
    spelled,
)
from sirekap_desktop.ocr.writing import line_in
from sirekap_desktop.simulation.strokes import Hand, write

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "resources" / "ocr"
PHOTOS = ROOT.parent / "shared" / "photos"
PLAIN = Trust(temperature=1.0, number=(1.0, 2.0, 0.0))


@pytest.fixture(scope="module")
def reader() -> LetterReader:
    return LetterReader(MODEL)


def columns(text: str, sure: float = 0.97, each: int = 2) -> NDArray[np.float32]:
    """What a network would say of clean writing: each letter once, then blanks."""
    said: list[int] = []
    for letter in text:
        said += [0] if letter == " " else [ALPHABET.index(letter)] + [0] * (each - 1)
    rows = np.full((len(said), len(ALPHABET)), (1 - sure) / (len(ALPHABET) - 1))
    rows[np.arange(len(said)), said] = sure
    return np.asarray(np.log(rows), np.float32)


def of(text: str, sure: float = 0.97) -> Spelled:
    answer = spelled(columns(text, sure), PLAIN)
    assert answer is not None
    return answer


@pytest.mark.parametrize("value", [*range(0, 30), *range(31, 1000, 23), 999])
def test_a_number_in_words_is_that_number(value: int) -> None:
    answer = of(words(value).upper())
    assert answer.value == value
    assert answer.probability > 0.9


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SERATUSDUAPULUHTIGA", 123),
        ("SE RATUS DUA PULUH TIGA", 123),
        ("SATU RATUS SATU", 101),
        ("KOSONG", 0),
        ("NIHIL", 0),
        ("NOL NOL DELAPAN", 8),
        ("NOL DUA PULUH ENAM", 26),
        ("DUA LIMA EMPAT", 254),
        ("LAPAN PULU TUJU", 87),
        ("SEBLAS", 11),
        ("SATU PULUH", 10),
        ("DUA RATUS SUARA", 200),
        ("SERATUS SATU", 101),
        ("TUJHH RATUS", 700),
        ("SEMBILAM PULUH AMPAT", 94),
    ],
)
def test_spellings_and_slips_of_people(text: str, value: int) -> None:
    assert of(text).value == value


def test_a_letter_written_twice_needs_a_gap() -> None:
    together = columns("TIGA", each=1)
    held = np.repeat(together, 3, axis=0)
    assert log_likelihoods(held).argmax() == 3
    assert letters_seen(held) == 4


def test_letters_may_follow_each_other_without_a_gap() -> None:
    likely = log_likelihoods(columns("DUA PULUH LIMA", each=1))
    assert likely.argmax() == 25
    assert likely[25] > -6


@pytest.mark.parametrize("text", ["KAMPUNG BARU", "SAKSI", "KETUA KPPS", "XXXXXX", "A"])
def test_other_words_say_nothing(text: str) -> None:
    assert spelled(columns(text), PLAIN) is None


def test_no_letters_say_nothing() -> None:
    even = np.full((40, len(ALPHABET)), -np.log(len(ALPHABET)), np.float32)
    assert spelled(columns("     "), PLAIN) is None
    assert spelled(even, PLAIN) is None


def test_evidence_is_bounded_and_the_best_is_zero() -> None:
    for text in ("DUA RATUS LIMA PULUH EMPAT", "LIMA", "ENAM PULU"):
        answer = of(text)
        assert answer.evidence.shape == (1000,)
        assert answer.evidence.max() == 0.0
        assert answer.evidence[answer.value] == 0.0
        assert answer.evidence.min() >= -np.log(STRONGEST) - 1e-9
        assert 0.0 < answer.probability <= STRONGEST / (STRONGEST + 1)


def test_clear_words_reach_nearly_the_cap() -> None:
    answer = of("DUA RATUS LIMA PULUH EMPAT")
    others = np.delete(answer.evidence, 254)
    assert others.max() < -0.8 * np.log(STRONGEST)


def test_what_is_alike_is_held_against_less() -> None:
    rows = np.exp(columns("LIMA PULUH"))
    other = np.exp(columns("LIMA"))
    other[:] = np.exp(columns("TIGA"))
    rows[:8] = 0.55 * rows[:8] + 0.45 * other
    answer = spelled(np.log(rows).astype(np.float32), PLAIN)
    assert answer is not None
    assert answer.value == 50
    assert answer.evidence[30] > answer.evidence[70]
    assert answer.evidence[30] > -np.log(STRONGEST) + 0.1


def test_doubt_whether_it_is_a_number_weakens_the_evidence() -> None:
    text = columns("DUA PULUH")
    likely = float(np.logaddexp.reduce(log_likelihoods(text)))
    faint = spelled(text, Trust(1.0, (0.0, 0.0, 0.1)))
    clear = spelled(text, Trust(1.0, (0.0, 0.0, 9.0)))
    assert likely < 0
    assert faint is not None
    assert clear is not None
    assert faint.evidence.min() > clear.evidence.min() + 0.5
    assert LEAST <= faint.probability < clear.probability


def test_a_high_temperature_makes_the_answer_modest() -> None:
    text = columns("DUA PULUH", 0.8)
    hot = spelled(text, Trust(20.0, PLAIN.number))
    cold = spelled(text, Trust(0.5, PLAIN.number))
    assert hot is not None
    assert cold is not None
    assert hot.probability < 0.5 < cold.probability


def drawn(value: int, seed: int) -> NDArray[np.float32]:
    """A words box as `simulation.sheet` fills it: hands of another make than the training's."""
    image = np.full((72, 538, 3), 230, np.uint8)
    text = words(value).upper()
    cell = (min(5.1, 255 / len(text)) * 2, 12.0)
    rng = np.random.default_rng(seed)
    hand = Hand.from_seed(seed)
    write(image, text, hand, rng, origin_px=(10, 16), letter_px=cell, px_per_mm=2.0)
    return darkness(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8), 2.0)


def test_drawn_words_are_read(reader: LetterReader) -> None:
    rng = np.random.default_rng(8)
    values = [int(value) for value in rng.integers(0, 400, 30)]
    strips = [line_in(drawn(value, 50 + n), 2.0) for n, value in enumerate(values)]
    letters = reader.read([strip for strip in strips if strip is not None])
    answers = [spelled(one, reader.trust) for one in letters]
    assert len(answers) == len(values)
    right = sum(a is not None and a.value == v for a, v in zip(answers, values, strict=True))
    wrong = sum(a is not None and a.value != v for a, v in zip(answers, values, strict=True))
    assert right >= 24
    assert wrong <= 2


needs_photos = pytest.mark.skipif(not PHOTOS.is_dir(), reason="../shared/photos is not there")

CORNERS = np.array([(630, 1007), (1967, 974), (2027, 2434), (683, 2513)], np.float32)
"""Outer corners of the first and the last long row of letter boxes on the photograph, in pixels."""
ROWS: tuple[tuple[tuple[float, float, float, float], int, int, int], ...] = (
    ((0.0, 0.0, 315.0, 12.1), 35, 1, 98),
    ((0.9, 87.0, 313.5, 12.2), 35, 1, 76),
    ((1.2, 174.1, 313.5, 12.0), 35, 1, 54),
    ((1.1, 225.2, 241.3, 24.0), 27, 2, 228),
    ((0.0, 350.0, 315.0, 12.3), 35, 1, 10),
    ((0.3, 384.2, 243.0, 23.5), 27, 2, 238),
)
"""Each row of letter boxes in mm on the plane of these corners: box, columns, rows, value."""


@needs_photos
def test_letter_boxes_of_a_photographed_draft_are_read(reader: LetterReader) -> None:
    scale, edge = 3.0, 12.0
    grey = cv2.imread(str(PHOTOS / "pwp_sample_02.jpg"), cv2.IMREAD_GRAYSCALE)
    assert grey is not None
    plane = (np.array([(0, 0), (315, 0), (315, 350), (0, 350)], np.float32) + edge) * scale
    matrix = cv2.getPerspectiveTransform(CORNERS, plane.astype(np.float32))
    flat = cv2.warpPerspective(grey, matrix, (1017, 1308)).astype(np.uint8)
    dark = darkness(flat, scale)
    for (x, y, w, h), across, down, value in ROWS:
        cells = [
            (edge + x + n * w / across, edge + y + m * h / down, w / across, h / down)
            for m in range(down)
            for n in range(across)
        ]
        hint = (edge + x + w - 52, edge + y + h - (10 if down == 2 else 1), 54.0, 12.0)
        strip = cells_in(dark, scale, cells, [hint])
        assert strip is not None
        answer = spelled(reader.read([strip])[0], reader.trust)
        assert answer is not None
        assert answer.value == value
