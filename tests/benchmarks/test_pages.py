"""Drawn forms: what the truth says stands in the boxes, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.reader import pages
from benchmarks.reader.pages import DrawnPage, Truth, blank, chooser, draw_form, template
from benchmarks.reader.records import SHARED, records
from sirekap_desktop.models.form import Box
from tools.train_digits.data import Crop, Part

needs_shared = pytest.mark.skipif(
    not ((SHARED / "digits").is_dir() and (SHARED / "sirekap_tps").is_dir()),
    reason="../shared/digits or ../shared/sirekap_tps is absent",
)

SCALE = 2.0


def drawn(seed: int) -> tuple[DrawnPage, ...]:
    """A form with strokes only: no real box is read, so it is quick."""
    record = records()[seed % len(records())]
    return draw_form(np.random.default_rng(seed), record, _nothing_real, SCALE)


def _nothing_real(*_: object) -> None:
    return None


def inked(page: DrawnPage, box: Box) -> float:
    before, after = blank(page.page, SCALE), page.image
    x, y, w, h = (round(side * SCALE) for side in box)
    darker = before[y : y + h, x : x + w].astype(int) - after[y : y + h, x : x + w]
    return float((darker.max(axis=2) > 50).mean())


def all_truths(count: int) -> list[Truth]:
    return [truth for seed in range(count) for page in drawn(seed) for truth in page.truths]


@needs_shared
def test_a_form_has_every_number_once() -> None:
    form = drawn(1)
    assert [page.page for page in form] == [1, 2, 3]
    assert [truth.field for page in form for truth in page.truths] == list(template().fields)


@needs_shared
def test_ink_stands_in_the_boxes_that_hold_something_and_in_no_other() -> None:
    for page in drawn(3):
        places = {place.field: place for place in template().pages[page.page - 1].places}
        for truth in page.truths:
            if truth.note:
                continue
            for symbol, box in zip(truth.symbols, places[truth.field].boxes, strict=True):
                inner = (box[0] + 2, box[1] + 2, box[2] - 4, box[3] - 4)
                if symbol:
                    assert inked(page, inner) > 0.004, (truth, symbol)


@needs_shared
def test_symbols_mean_the_value() -> None:
    for truth in all_truths(4):
        digits = "".join(symbol for symbol in truth.symbols if symbol.isdigit())
        if truth.legible:
            assert int(digits or "0") == truth.value, truth
        else:
            assert "?" in truth.symbols


@needs_shared
def test_every_way_to_fill_unused_boxes_is_met(monkeypatch: pytest.MonkeyPatch) -> None:
    styles, zeros = set(), set()
    for act in ("write_boxes", "repeat", "fill_head", "_witness"):
        monkeypatch.setattr(pages, act, lambda *_: ())
    monkeypatch.setattr(pages, "SPOILT", 0.0)
    monkeypatch.setattr(pages, "FLUID", 0.0)
    monkeypatch.setattr(pages, "SMUDGED", 0.0)
    for truth in all_truths(30):
        if truth.value == 0:
            zeros.add(truth.symbols)
        elif len(str(truth.value)) < 3:
            styles.add(truth.symbols[0])
    assert {"X", "0", "-", ""} <= styles
    assert {("X", "X", "0"), ("0", "0", "0"), ("X", "X", "X"), ("-", "-", "0")} <= zeros


@needs_shared
def test_corrections_are_met_and_say_what_befell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SPOILT", 0.3)
    monkeypatch.setattr(pages, "FLUID", 0.2)
    notes = {truth.note: truth.legible for truth in all_truths(3)}
    assert not any(notes.get(note) for note in ("struck", "rewritten", "overwritten", "smeared"))
    assert notes["fluid"]
    assert notes[""]


@needs_shared
def test_the_same_chance_draws_the_same_and_another_does_not() -> None:
    first, again, other = drawn(5), drawn(5), drawn(6)
    assert all(np.array_equal(a.image, b.image) for a, b in zip(first, again, strict=True))
    assert [page.truths for page in first] == [page.truths for page in again]
    assert not np.array_equal(first[0].image, other[0].image)


@needs_shared
def test_a_blank_sheet_is_never_written_on() -> None:
    before = blank(1, SCALE).copy()
    drawn(2)
    assert np.array_equal(blank(1, SCALE), before)


def test_the_writing_comes_from_the_part_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def crop(name: str, label: str, part: Part) -> Crop:
        path = tmp_path / name
        cv2.imwrite(str(path), np.full((30, 30), 200, np.uint8))
        return Crop(path, label, label, "1", part)

    known = [crop("a.png", "7", "test"), crop("b.png", "7", "train"), crop("c.png", "", "test")]
    monkeypatch.setattr(pages, "crops", lambda folder: known if folder == tmp_path else [])
    choose, rng = chooser("test", tmp_path), np.random.default_rng(1)
    assert {chosen[0] for _ in range(9) if (chosen := choose("7", rng))} == {"a.png"}
    assert choose("-", rng) is None, "no real dash: it is drawn"
    assert choose("", rng) is None, "an empty box is left empty"
