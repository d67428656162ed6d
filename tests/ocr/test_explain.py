"""The pictures of the steps: all there, and showing what they say."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from sirekap_desktop.ocr import explain
from tests import paper


def drawn(folder: Path) -> dict[str, paper.Image]:
    return {
        file.stem[-1]: np.asarray(cv2.imread(str(file)), np.uint8) for file in folder.glob("*.png")
    }


def has(picture: paper.Image, colour: explain.Colour) -> int:
    return int((np.abs(picture.astype(int) - colour).max(axis=2) < 3).sum())


def test_every_step_of_a_read_sheet_is_drawn(tmp_path: Path) -> None:
    sheet = paper.filled(2)
    result = paper.reader().read(sheet.photo())
    explain.write(result, tmp_path / "langkah", "foto")
    pictures = drawn(tmp_path / "langkah")
    assert pictures.keys() == {"1", "2", "3", "4"}
    assert max(pictures["1"].shape) == explain.LONG_SIDE
    for colour in (explain.BLUE, explain.GREEN, explain.RED):
        assert has(pictures["1"], colour) > 100
    assert pictures["2"].shape == (2700, 1800, 3)
    looks = {explain._LOOKS[r.status][0] for r in result.reading.readings}
    assert all(has(pictures["2"], colour) > 1000 for colour in looks)
    told = (tmp_path / "langkah" / "foto.txt").read_text("utf-8")
    assert f"page 2, picture {paper.PLAIN.width} x {paper.PLAIN.height}" in told
    for reading in result.reading.readings:
        assert f"{reading.field}: frames" in told
        assert all(f"{source.kind}: {source.text}" in told for source in reading.sources)


def test_a_box_is_drawn_where_it_was_found(tmp_path: Path) -> None:
    result = paper.reader().read(paper.filled(3).photo())
    explain.write(result, tmp_path, "foto")
    picture = drawn(tmp_path)["2"]
    for reading in result.reading.readings:
        x, y, w, _ = (round(side * explain.SHEET_SCALE) for side in reading.box)
        edge = picture[y - 1 : y + 2, x : x + w]
        assert has(edge, explain._LOOKS[reading.status][0]) > 0.4 * w


def test_a_refused_sheet_is_drawn_as_far_as_it_came(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (900, 700, 3)).astype(np.uint8)
    explain.write(paper.reader().read(noise), tmp_path, "foto")
    assert drawn(tmp_path).keys() == {"1"}
    assert "problem tag_missing:  (refused)" in (tmp_path / "foto.txt").read_text("utf-8")
