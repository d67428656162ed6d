from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.letters import ALPHABET, HEIGHT, STRIDE, WIDEST, LetterReader, Strip
from sirekap_desktop.ocr.writing import line_in
from sirekap_desktop.simulation.strokes import Hand, write

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "resources" / "ocr"


@pytest.fixture(scope="module")
def reader() -> LetterReader:
    return LetterReader(MODEL)


def strip(text: str, seed: int) -> Strip:
    image = np.full((60, 320, 3), 235, np.uint8)
    rng = np.random.default_rng(seed)
    hand = Hand.from_seed(seed)
    write(image, text, hand, rng, origin_px=(10, 20), letter_px=(10, 13), px_per_mm=2.0)
    found = line_in(darkness(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)), 2.0), 2.0)
    assert found is not None
    return found


def greedy(letters: NDArray[np.float32]) -> str:
    best = letters.argmax(axis=1)
    changed = best != np.concatenate([[0], best[:-1]])
    return "".join(ALPHABET[number] for number in best[changed])


def test_columns_hold_probabilities(reader: LetterReader) -> None:
    picture = strip("TIGA RATUS", 3)
    (letters,) = reader.read([picture])
    assert letters.shape == (-(-picture.shape[1] // STRIDE), len(ALPHABET))
    assert letters.dtype == np.float32
    assert np.allclose(np.exp(letters).sum(axis=1), 1.0, atol=1e-4)


def test_drawn_letters_are_mostly_read(reader: LetterReader) -> None:
    text = "SEMBILAN PULUH DUA"
    wanted = set(enumerate(text.replace(" ", "")))
    right = 0
    for answer in reader.read([strip(text, seed) for seed in range(20)]):
        right += len(wanted & set(enumerate(greedy(answer))))
    assert right > 0.6 * 20 * len(wanted)


def test_company_and_order_change_nothing_that_matters(reader: LetterReader) -> None:
    strips = [strip(text, 5) for text in ("NOL", "SERATUS LIMA", "DUA PULUH")]
    together = reader.read(strips)
    for one, beside in zip(strips, together, strict=True):
        (alone,) = reader.read([one])
        assert greedy(alone) == greedy(beside)
        assert np.abs(np.exp(alone[:-4]) - np.exp(beside[:-4])).max() < 0.15
    for one, other in zip(reader.read(strips[::-1])[::-1], together, strict=True):
        assert np.allclose(one, other, atol=1e-3)


def test_paper_holds_no_letters(reader: LetterReader) -> None:
    (letters,) = reader.read([np.zeros((HEIGHT, 200), np.float32)])
    assert greedy(letters) == ""


def test_no_strips_give_no_answers(reader: LetterReader) -> None:
    assert reader.read([]) == []


def test_a_very_wide_strip_is_squeezed(reader: LetterReader) -> None:
    (letters,) = reader.read([np.zeros((HEIGHT, 3 * WIDEST), np.float32)])
    assert len(letters) == WIDEST // STRIDE


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    for name in ("letters.onnx", "letters.toml"):
        shutil.copyfile(MODEL / name, tmp_path / name)
    weights = bytearray((tmp_path / "letters.onnx").read_bytes())
    weights[len(weights) // 2] ^= 1
    (tmp_path / "letters.onnx").write_bytes(weights)
    with pytest.raises(SirekapError) as refusal:
        LetterReader(tmp_path)
    assert refusal.value.code == "model_damaged"


@pytest.mark.parametrize(
    ("held", "other"),
    [("ABCDEF", "BACDEF"), ("height = 32", "height = 48"), ("stride = 4", "stride = 8")],
)
def test_facts_of_another_network_are_refused(tmp_path: Path, held: str, other: str) -> None:
    shutil.copyfile(MODEL / "letters.onnx", tmp_path / "letters.onnx")
    facts = (MODEL / "letters.toml").read_text("utf-8")
    assert held in facts
    (tmp_path / "letters.toml").write_text(facts.replace(held, other), "utf-8")
    with pytest.raises(SirekapError) as refusal:
        LetterReader(tmp_path)
    assert refusal.value.code == "model_damaged"


def test_the_network_is_small() -> None:
    assert (MODEL / "letters.onnx").stat().st_size <= 600_000


def test_the_card_names_these_weights() -> None:
    digest = hashlib.sha256((MODEL / "letters.onnx").read_bytes()).hexdigest()
    card = (MODEL / "LETTERS.md").read_text("utf-8")
    assert re.search(digest, card)
