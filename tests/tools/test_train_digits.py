"""What makes the training's pictures and the figures of digits.toml; torch is not needed."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_desktop.ocr.boxes import Found
from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.simulation.sheet import Pen
from sirekap_desktop.simulation.strokes import Hand
from tools.train_digits import calibrate, page_crops, pages, spoiled
from tools.train_digits.augment import seen
from tools.train_digits.boxes import box, emptied, free
from tools.train_digits.data import LABELS, corrections, part_of
from tools.train_digits.mnist import Figures
from tools.train_digits.samples import Material, epoch

SHARED = Path(__file__).parents[3] / "shared" / "digits"
Grey = NDArray[np.uint8]


@pytest.fixture(scope="module")
def real() -> list[tuple[Grey, str]]:
    """Drawn boxes in place of real ones."""
    rng = np.random.default_rng(1)
    return [(box(symbol, rng), symbol) for symbol in "0123456789X" for _ in range(3)]


@pytest.mark.parametrize(
    "make", [spoiled.overwritten, spoiled.struck, spoiled.blotted, spoiled.half_hidden]
)
def test_a_spoiled_box_is_another_picture(real: list[tuple[Grey, str]], make: object) -> None:
    assert callable(make)
    rng = np.random.default_rng(2)
    plain = np.stack([spoiled.ink_of(grey) > 0.35 for grey, _ in real])
    pictures = [make(real, rng) for _ in range(20)]
    assert {picture.shape for picture in pictures} == {(64, 64)}
    changed = [(plain ^ (spoiled.ink_of(picture) > 0.35)).sum(axis=(1, 2)) for picture in pictures]
    assert np.mean([found.min() > 12 for found in changed]) >= 0.8


def test_two_figures_that_look_like_one_are_not_written_over_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pair that hides each other is no lesson: the box is struck instead."""
    struck = np.zeros((64, 64), np.uint8)
    monkeypatch.setattr(spoiled, "struck", lambda _real, _rng: struck)
    monkeypatch.setattr(spoiled, "_shifted", lambda ink, _rng: ink)
    same = [(box("8", np.random.default_rng(5)), symbol) for symbol in "38"]
    rng = np.random.default_rng(3)
    assert all(spoiled.overwritten(same, rng) is struck for _ in range(10))


def test_a_figure_on_fluid_keeps_its_ink(real: list[tuple[Grey, str]]) -> None:
    rng = np.random.default_rng(4)
    for grey, _ in real[:12]:
        before = spoiled.ink_of(grey) > 0.5
        after = spoiled.ink_of(spoiled.rewritten(grey, rng)) > 0.3
        assert (before & after).sum() >= 0.8 * before.sum()


def test_an_emptied_box_holds_no_ink() -> None:
    rng = np.random.default_rng(6)
    for _ in range(10):
        grey = box("1", rng)
        assert spoiled.ink_of(emptied(grey)).sum() < 0.5 * spoiled.ink_of(grey).sum()


def test_an_epoch_can_be_repeated_and_holds_every_class(real: list[tuple[Grey, str]]) -> None:
    known = [(grey, CLASSES.index(symbol)) for grey, symbol in real]
    drawn = page_crops.PageCrops(
        np.stack([cv2.resize(real[0][0], (48, 48)).astype(np.uint8)] * 5),
        np.full(5, 11, np.int64),
        np.array(["scan"] * 5),
    )
    figure = np.zeros((2, 28, 28), np.uint8)
    figure[:, 6:22, 13:16] = 255
    material = Material(known, Figures(figure, np.array([1, 1])), [drawn])
    first, second = epoch(material, 1, share=0.02), epoch(material, 1, share=0.02)
    assert np.array_equal(first.pictures, second.pictures)
    assert set(first.classes.tolist()) == set(range(len(CLASSES)))
    assert not np.array_equal(epoch(material, 2, share=0.02).pictures[:5], first.pictures[:5])


def test_a_picture_stays_legible_in_any_light() -> None:
    rng = np.random.default_rng(7)
    ready = seen(box("4", rng), rng)
    assert ready.shape == (40, 40)
    assert ready.min() < -0.5


def test_a_figure_of_mnist_stands_inside_its_box() -> None:
    rng = np.random.default_rng(8)
    figure = np.zeros((28, 28), np.uint8)
    figure[4:24, 12:16] = 255
    for ground in (None, emptied(box("1", rng))):
        made = free(figure, ground, rng)
        assert spoiled.ink_of(made).sum() > 40


def test_page_crops_outlive_the_order_of_the_classes(tmp_path: Path) -> None:
    pictures = np.zeros((2, 48, 48), np.uint8)
    kept = page_crops.PageCrops(pictures, np.array([13, 0]), np.array(["scan", "hard"]))
    page_crops.stored(kept, tmp_path / "crops.npz")
    with np.load(tmp_path / "crops.npz") as raw:
        assert raw["symbols"].tolist() == ["?", "0"]
    again = page_crops.load(tmp_path / "crops.npz")
    assert again.classes.tolist() == [13, 0]
    assert again.levels.tolist() == ["scan", "hard"]


def test_the_temperature_mends_scores_that_are_too_sure() -> None:
    rng = np.random.default_rng(9)
    honest = rng.normal(0, 2.5, (4000, len(CLASSES)))
    chances = np.exp(honest) / np.exp(honest).sum(axis=1, keepdims=True)
    classes = np.array([rng.choice(len(CLASSES), p=row) for row in chances])
    found = calibrate.temperature((honest * 3).astype(np.float32), classes).temperature
    assert found == pytest.approx(3, 0.1)


def test_the_residual_is_an_upper_limit() -> None:
    rows = np.full((3000, len(CLASSES)), 1e-6)
    rows[:, 4] = 1 - 13e-6
    right = np.full(3000, 4)
    assert calibrate.residual(rows, right) == pytest.approx(0.001)
    right[:8] = 9
    assert calibrate.residual(rows, right) > 8 / 3000


def test_what_is_seldom_on_real_sheets_is_not_suspected_everywhere() -> None:
    """The score of "?" is lowered until it keeps what it promises at its true frequency."""
    rng = np.random.default_rng(10)
    honest = rng.normal(0, 2.5, (6000, len(CLASSES)))
    chances = np.exp(honest) / np.exp(honest).sum(axis=1, keepdims=True)
    classes = np.array([rng.choice(len(CLASSES), p=row) for row in chances])
    belief = calibrate.fitted(honest.astype(np.float32), classes)
    assert np.exp(-belief.scarcity) == pytest.approx(calibrate.SPOILT_WEIGHT, abs=0.08)


def test_the_threshold_keeps_its_promise() -> None:
    rows = np.full((20_000, len(CLASSES)), 0.0005)
    sure = np.where(np.arange(20_000) < 12_000, 0.9965, 0.984)
    rows[:, 3] = sure
    right = np.full(20_000, 3)
    assert calibrate.threshold(rows, right) == calibrate.TRIED[0]
    right[12_000:12_400] = 8
    assert calibrate.threshold(rows, right) == 0.985
    right[:200] = 8
    assert calibrate.threshold(rows, right) == 1.0


def test_confusions_say_what_a_box_is_when_the_answer_is_wrong() -> None:
    rows = np.full((200, len(CLASSES)), 0.01)
    rows[:, 7] = 0.87
    table = calibrate.confusions(rows, np.full(200, 1))
    assert table[7].argmax() == 1
    assert np.allclose(table.sum(axis=1), 1)
    assert not np.diag(table).any()
    assert (table + np.eye(len(CLASSES)) > 0).all()


def test_a_station_is_in_one_part_for_ever() -> None:
    assert [part_of(code) for code in ("5171031003022", "5271021003008", "")] == [
        part_of("5171031003022"),
        part_of("5271021003008"),
        "train",
    ]
    assert part_of("") == "train"


def test_our_labels_name_known_classes_and_pictures_that_exist() -> None:
    labels = corrections()
    assert set(labels.values()) <= {*CLASSES, "drop"}
    with LABELS.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(labels)
    if not SHARED.is_dir():
        pytest.skip("the real crops are not beside the repository")
    assert all((SHARED / name).is_file() for name in labels)


def test_a_crowded_sheet_leaves_its_markers_free() -> None:
    form = pages.crowded(True)
    left, top, width, height = form.tag_box
    boxes = [box for place in form.pages[1].places for box in place.boxes]
    assert len(boxes) > 300
    assert len(set(boxes)) == len(boxes)
    for x, y, w, h in boxes:
        assert x + w < left or x > left + width or y > top + height + 5 or y + h < top
        for mark_x, mark_y in form.marks:
            assert not (abs(x + w / 2 - mark_x) < 20 and abs(y + h / 2 - mark_y) < 20)
        assert 52.0 < x < x + w < 548.0


def test_a_place_found_where_its_neighbours_are_not_is_left_out() -> None:
    places = pages.crowded(False).pages[1].places
    found = [
        Found(tuple((x + 1.5, y - 2.0, w, h) for x, y, w, h in p.boxes), (0.9,)) for p in places
    ]
    assert pages.at_home(places, found).all()
    x, y, w, h = places[40].boxes[0]
    found[40] = Found(((x, y + 8.0, w, h), *found[40].boxes[1:]), (0.9,))
    left_out = np.flatnonzero(~pages.at_home(places, found))
    assert left_out.tolist() == [40]


def test_figures_that_hide_each_other_are_not_written_over() -> None:
    """Without real boxes the hand draws; a second 1 on a first 1 must not pass for two figures."""
    blank = np.full((160, 160, 3), 230, np.uint8)
    rng = np.random.default_rng(11)
    written = []
    for seed in range(12):
        image = blank.copy()
        pen = Pen(image, 4.0, Hand.from_seed(seed), rng)
        pen.symbol("1", (10.0, 10.0, 20.0, 20.0))
        before = image.copy()
        if pages.write_over(pen, (10.0, 10.0, 20.0, 20.0), blank):
            written.append((before.astype(int) - image > 30).any(axis=2).sum())
        else:
            assert np.array_equal(before, image)
    assert len(written) >= 6
    assert min(written) > 60
