from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.models.words import words
from sirekap_desktop.ocr.letters import ALPHABET, HEIGHT, Trust
from sirekap_desktop.ocr.spelled import number_chance
from tools.train_letters.calibrate import number_weights, temperature
from tools.train_letters.facts import facts_text
from tools.train_letters.glyphs import CAPITALS, SMALL, UNSEEN, ways
from tools.train_letters.hands import Hand, written
from tools.train_letters.judge import Judged, value_of
from tools.train_letters.lines import line
from tools.train_letters.samples import batches, drawn, load, padded, save
from tools.train_letters.texts import number, text


def test_every_letter_has_shapes_and_unseen_ones_are_others() -> None:
    assert sorted(CAPITALS) == sorted(SMALL) == sorted(ALPHABET[1:])
    for letter, spec in UNSEEN.items():
        known = {part.strip() for part in CAPITALS[letter].split("|")}
        assert not known & {part.strip() for part in spec.split("|")}
        assert all(way.strokes for way in ways(spec))


def test_what_is_drawn_means_what_was_wanted() -> None:
    rng = np.random.default_rng(3)
    for value in range(0, 1000, 7):
        assert value_of(number(value, rng)) == value
        assert value_of(words(value).upper()) == value


def test_texts_are_numbers_and_other_words() -> None:
    rng = np.random.default_rng(1)
    every = [text(rng) for _ in range(300)]
    assert 120 < sum(is_number for _, is_number in every) < 250
    assert {letter for said, _ in every for letter in said} <= {*ALPHABET[1:], " "}
    for said, is_number in every:
        if is_number:
            assert 0 <= value_of(said) <= 999


@pytest.mark.parametrize("cells", [True, False])
def test_a_seed_draws_the_same_line_again(cells: bool) -> None:
    strips = []
    for _ in range(2):
        rng = np.random.default_rng(6)
        strips.append(line("DUA RATUS", Hand.drawn(rng), rng, cells=cells))
    assert strips[0] is not None
    assert strips[1] is not None
    assert np.array_equal(strips[0], strips[1])
    assert strips[0].shape[0] == HEIGHT


def test_hands_differ() -> None:
    rng = np.random.default_rng(6)
    one, other = (np.vstack(written("TIGA", Hand.drawn(rng), rng)) for _ in range(2))
    assert one.shape != other.shape or np.abs(one - other).max() > 0.1


def test_lines_survive_storing(tmp_path: Path) -> None:
    lines = drawn(3, 5)
    save(lines, tmp_path / "lines.npz")
    for one, other in zip(lines, load(tmp_path / "lines.npz"), strict=True):
        assert np.array_equal(one.stored, other.stored)
        assert (one.text, one.is_number, one.letters) == (
            other.text,
            other.is_number,
            other.letters,
        )
    pictures, texts = next(batches(lines, np.random.default_rng(1)))
    assert pictures.shape[:3] == (3, 1, HEIGHT)
    assert sorted(map(len, texts)) == sorted(len(one.letters) for one in lines)


def test_shorter_strips_end_in_paper() -> None:
    batch = padded([np.ones((HEIGHT, 50), np.float32), np.ones((HEIGHT, 90), np.float32)])
    assert batch.shape == (2, 1, HEIGHT, 92)
    assert batch[0].sum() == 50 * HEIGHT


def judged(likely: NDArray[np.float64], value: int | None, seen: int = 10) -> Judged:
    return Judged(np.zeros((1, len(ALPHABET)), np.float32), likely, seen, value)


def test_the_temperature_is_that_of_the_mistakes() -> None:
    """Two values 4 nats apart, right three times in four: honest at 4 / ln 3."""
    likely = np.full(1000, -1e3)
    likely[5], likely[7] = 0.0, -4.0
    found = [judged(likely, 5)] * 75 + [judged(likely, 7)] * 25
    assert temperature(found) == pytest.approx(4 / np.log(3), rel=0.03)


def test_numbers_are_told_from_other_words() -> None:
    rng = np.random.default_rng(2)
    found = []
    for _ in range(80):
        for value, mean in ((3, -8.0), (None, -40.0)):
            likely = np.full(1000, -1e3)
            likely[3] = rng.normal(mean, 4.0)
            found.append(judged(likely, value))
    first, second, third = number_weights(found)
    trust = Trust(1.0, (first, second, third))
    good, bad = np.full(1000, -1e3), np.full(1000, -1e3)
    good[3], bad[3] = -8.0, -40.0
    assert number_chance(good, 10, trust) > 0.95
    assert number_chance(bad, 10, trust) < 0.05


def test_facts_are_read_as_they_were_written() -> None:
    facts: dict[str, object] = {"file": "letters.onnx", "number": [1.0, -2.5, 0.0], "height": 32}
    assert tomllib.loads(facts_text(facts)) == facts
