from __future__ import annotations

import hashlib
import re
import shutil
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.ocr.digits import CLASSES, INPUT, DigitReader, prepare, prepare_all
from sirekap_desktop.simulation.strokes import GUIDE, Hand, ink, strokes_of

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "resources" / "ocr"
REAL = ROOT.parent / "shared" / "digits"
Grey = NDArray[np.uint8]


@pytest.fixture(scope="module")
def reader() -> DigitReader:
    return DigitReader(MODEL)


def drawn(symbols: str, seed: int, *, guide: bool = True, side: int = 60) -> Grey:
    """A box as printed, with a symbol in somebody's hand, or with several one over the other."""
    hand, rng = Hand.from_seed(seed), np.random.default_rng(seed)
    image = np.full((72, 72, 3), (214, 216, 220), np.uint8)
    cv2.rectangle(image, (6, 6), (66, 66), (40, 40, 40), 2, cv2.LINE_AA)
    if guide:
        for x in np.linspace(6 + 60 * GUIDE[0], 6 + 60 * GUIDE[2], 3):
            for y in np.linspace(6 + 60 * GUIDE[1], 6 + 60 * GUIDE[3], 9):
                cv2.circle(image, (round(x), round(y)), 1, (170, 170, 170), -1)
    for symbol in symbols:
        strokes = strokes_of(symbol, hand, rng)
        ink(image, strokes, hand, rng, origin_px=(6, 6), size_px=(60, 60), px_per_mm=3)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return cv2.resize(grey, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8)


def said(reader: DigitReader, boxes: list[Grey]) -> list[str]:
    return [CLASSES[number] for number in reader.classify(boxes).argmax(axis=1)]


def overwritten(count: int) -> list[Grey]:
    """Two figures in one box, the second beside the first so that they are no third figure."""
    boxes = []
    for seed in range(count):
        first, second = drawn("23568"[seed % 5], seed), drawn("69352"[seed % 5], seed + 1000)
        written = np.full_like(second, 255)
        written[10:50, 16:50] = second[14:54, 10:44]
        boxes.append(np.minimum(first, written))
    return boxes


def scribbled(seed: int) -> Grey:
    """A figure with three thick lines through it."""
    rng = np.random.default_rng(seed)
    box = cv2.cvtColor(drawn("23456789"[seed % 8], seed), cv2.COLOR_GRAY2BGR)
    for height in (22, 30, 38):
        left, right = (int(x) for x in rng.normal((12, 48), 2))
        cv2.line(box, (left, height), (right, height + 2), (60, 50, 50), 2, cv2.LINE_AA)
    return cv2.cvtColor(box, cv2.COLOR_BGR2GRAY).astype(np.uint8)


@pytest.mark.parametrize("symbol", CLASSES[:-1])
@pytest.mark.parametrize("side", [29, 60])
def test_drawn_boxes_are_read(reader: DigitReader, symbol: str, side: int) -> None:
    boxes = [drawn(symbol, seed, guide=seed % 2 == 0, side=side) for seed in range(60)]
    assert said(reader, boxes).count(symbol) >= 57


def test_a_cross_is_never_taken_for_a_figure(reader: DigitReader) -> None:
    answers = reader.classify([drawn("X", seed) for seed in range(200)])
    figures = answers[:, :10]
    assert not (figures.max(axis=1) >= reader.sure_threshold).any()
    assert (figures.argmax(axis=1)[answers.argmax(axis=1) < 10] != 8).all()


@pytest.mark.parametrize("guide", [True, False])
def test_an_empty_box_is_empty_on_any_paper(reader: DigitReader, guide: bool) -> None:
    rng = np.random.default_rng(4)
    plain = drawn("", 1, guide=guide)
    shade = np.linspace(0.55, 1.0, 60)
    boxes = [
        plain,
        cv2.GaussianBlur(plain, (0, 0), 1.5).astype(np.uint8),
        (plain * shade).astype(np.uint8),
        (plain * 0.4).astype(np.uint8),
        np.clip(plain + rng.normal(0, 8, plain.shape), 0, 255).astype(np.uint8),
    ]
    assert said(reader, boxes) == [""] * len(boxes)


def test_a_figure_written_over_another_is_not_read_surely(reader: DigitReader) -> None:
    """Not never: two figures of one pen can make a third one; the card has the shares."""
    answers = reader.classify(overwritten(100))
    assert (answers[:, :-1].max(axis=1) >= reader.sure_threshold).mean() <= 0.15
    assert (answers.argmax(axis=1) == CLASSES.index("?")).mean() >= 0.6


def test_a_struck_figure_is_no_character(reader: DigitReader) -> None:
    answers = reader.classify([scribbled(seed) for seed in range(80)])
    assert (answers.argmax(axis=1) == CLASSES.index("?")).mean() >= 0.9
    assert not (answers[:, :-1].max(axis=1) >= reader.sure_threshold).any()


def test_halves_of_two_boxes_are_no_character(reader: DigitReader) -> None:
    boxes = [drawn(str(seed % 10), seed) for seed in range(40)]
    halves = [np.hstack([a[:, 30:], b[:, :30]]) for a, b in pairwise(boxes)]
    assert said(reader, halves).count("?") >= 0.9 * len(halves)


def test_paper_without_a_frame_is_no_figure(reader: DigitReader) -> None:
    answers = reader.classify([np.full((50, 50), tone, np.uint8) for tone in (30, 128, 250)])
    assert set(answers.argmax(axis=1)) <= {CLASSES.index(""), CLASSES.index("?")}


def test_probabilities_of_a_box_sum_to_one(reader: DigitReader) -> None:
    answers = reader.classify([drawn("5", 1), drawn("X", 2)])
    assert answers.shape == (2, len(CLASSES))
    assert answers.dtype == np.float32
    assert np.allclose(answers.sum(axis=1), 1.0, atol=1e-5)
    assert 0.5 < reader.sure_threshold < 1.0


def test_nothing_is_believed_impossible(reader: DigitReader) -> None:
    answers = reader.classify([drawn("5", seed) for seed in range(40)])
    assert answers.min() > 1e-8
    assert reader.sure_threshold < answers.max() < 1 - 1e-5


def test_no_boxes_give_no_answers(reader: DigitReader) -> None:
    assert reader.classify([]).shape == (0, len(CLASSES))


def test_company_and_order_change_nothing(reader: DigitReader) -> None:
    boxes = [drawn(symbol, 7, side=40 + number) for number, symbol in enumerate(CLASSES[:-1])]
    together = reader.classify(boxes)
    assert np.allclose(reader.classify(boxes[::-1])[::-1], together, atol=1e-5)
    alone = np.vstack([reader.classify([one]) for one in boxes])
    assert np.allclose(alone, together, atol=1e-5)


def test_colour_and_grey_crops_are_read_alike(reader: DigitReader) -> None:
    grey = drawn("9", 3)
    colour = np.dstack([grey] * 3)
    assert np.allclose(reader.classify([grey]), reader.classify([colour]), atol=1e-5)


def test_boxes_are_prepared_together_as_alone() -> None:
    boxes = [drawn(symbol, 3, side=20 + 9 * number) for number, symbol in enumerate("0123456789X")]
    boxes.append(np.dstack([boxes[0]] * 3))
    together = prepare_all(boxes)
    assert np.array_equal(together, np.stack([prepare(box) for box in boxes]))
    assert together.dtype == np.float32
    assert -2.0 <= together.min() < -0.9
    assert together.max() <= 2.0


@pytest.mark.parametrize("shape", [(1, 1), (24, 31), (48, 48), (300, 200)])
def test_any_size_becomes_one_size(shape: tuple[int, int]) -> None:
    ready = prepare(np.full(shape, 90, np.uint8))
    assert ready.shape == (INPUT, INPUT)
    assert ready.dtype == np.float32
    assert not ready.any()


def test_light_and_contrast_hardly_matter() -> None:
    box = drawn("4", 5)
    dim = (box * 0.5 + 20).astype(np.uint8)
    assert np.abs(prepare(box) - prepare(dim)).mean() < 0.02


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    for name in ("digits.onnx", "digits.toml"):
        shutil.copyfile(MODEL / name, tmp_path / name)
    weights = bytearray((tmp_path / "digits.onnx").read_bytes())
    weights[len(weights) // 2] ^= 1
    (tmp_path / "digits.onnx").write_bytes(weights)
    with pytest.raises(SirekapError) as refusal:
        DigitReader(tmp_path)
    assert refusal.value.code == "model_damaged"


def test_facts_of_another_network_are_refused(tmp_path: Path) -> None:
    shutil.copyfile(MODEL / "digits.onnx", tmp_path / "digits.onnx")
    facts = (MODEL / "digits.toml").read_text("utf-8").replace('"X", "-"', '"-", "X"')
    (tmp_path / "digits.toml").write_text(facts, "utf-8")
    with pytest.raises(SirekapError) as refusal:
        DigitReader(tmp_path)
    assert refusal.value.code == "model_damaged"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("residual", "0.0"),
        ("residual", "0.2"),
        ("confusions", "[[1.0]]"),
        ("confusions", f"{[[0.5] * 14] * 14}"),
        ("confusions", f"{[[2.0, -1.0] + [0.0] * 12] * 14}"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, name: str, value: str) -> None:
    shutil.copyfile(MODEL / "digits.onnx", tmp_path / "digits.onnx")
    facts = (MODEL / "digits.toml").read_text("utf-8")
    end = r"(?ms)^{} = .*?(?=^\w|\Z)" if name == "residual" else r"(?ms)^{} = \[.*?^\]\n"
    (tmp_path / "digits.toml").write_text(re.sub(end.format(name), f"{name} = {value}\n", facts))
    with pytest.raises(SirekapError) as refusal:
        DigitReader(tmp_path)
    assert refusal.value.code == "model_damaged"


def test_the_network_is_small() -> None:
    assert (MODEL / "digits.onnx").stat().st_size <= 1_000_000


def test_real_boxes_of_unseen_stations_are_read(reader: DigitReader) -> None:
    """Folder 0 mixes 0 and X, so either counts there; the card has the exact figures."""
    if not REAL.is_dir():
        pytest.skip("the real crops are not beside the repository")
    found = [path for path in sorted((REAL / "ds9").glob("*/*.jpg")) if _held_out(path)]
    assert len(found) > 1000
    boxes = [_picture(path) for path in found]
    pairs = zip(said(reader, boxes), found, strict=True)
    right = [got in ("0X" if path.parent.name == "0" else path.parent.name) for got, path in pairs]
    assert np.mean(right) >= 0.99


def _picture(path: Path) -> NDArray[np.uint8]:
    image = cv2.imread(str(path))
    assert image is not None
    return image.astype(np.uint8)


def _held_out(path: Path) -> bool:
    code = re.search(r"_C_(\d{9,13})_", path.name, re.IGNORECASE)
    return code is not None and int(hashlib.sha256(code[1].encode()).hexdigest(), 16) % 10 < 2
