"""Drawn lines as the program will meet them: ink on paper, photographed, cut by its own finder."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.ocr.boxes import darkness
from sirekap_desktop.ocr.letter_boxes import cells_in
from sirekap_desktop.ocr.letters import HEIGHT, Strip
from sirekap_desktop.ocr.writing import line_in

from .glyphs import Stroke
from .hands import Hand, written

FINER = 2
"""Supersampling."""
IN_CELLS = 0.2
SHORTEST_MM, LONGEST_MM = 90.0, 262.0


def line(
    text: str, hand: Hand, rng: np.random.Generator, *, cells: bool | None = None
) -> Strip | None:
    """A strip of the text on a words box, or in letter boxes; None where the finder finds none."""
    in_cells = bool(rng.random() < IN_CELLS) if cells is None else cells
    scale = float(rng.choice([2.0, rng.uniform(2.0, 4.0)]))
    if in_cells:
        image, boxes = _on_cells(text, hand, rng, scale)
        return cells_in(darkness(_seen(image, rng), scale), scale, boxes)
    return line_in(darkness(_seen(_on_paper(text, hand, rng, scale), rng), scale), scale)


def _on_paper(text: str, hand: Hand, rng: np.random.Generator, scale: float) -> NDArray[np.float32]:
    """Grey paper with the text in one or two lines."""
    letter = float(np.clip(np.exp(rng.normal(np.log(6.5), 0.25)), 4.0, 13.0))
    lines = [written(text, hand, rng)]
    if " " in text and rng.random() < 0.07:
        words = text.split(" ")
        half = (len(words) + 1) // 2
        lines = [written(" ".join(part), hand, rng) for part in (words[:half], words[half:])]
    longest = max(float(np.vstack(strokes)[:, 0].max()) for strokes in lines)
    letter = min(letter, LONGEST_MM / (longest + 1))
    left, top = rng.uniform(3.0, 12.0), rng.uniform(2.5, 9.0)
    wide = min(max(left + longest * letter + rng.uniform(3.0, 30.0), SHORTEST_MM), 275.0)
    pitch = letter * rng.uniform(1.7, 2.2)
    high = max(top + letter * 1.5 + pitch * (len(lines) - 1) + rng.uniform(2.0, 10.0), 30.0)
    image = np.full((round(high * scale), round(wide * scale)), 1.0, np.float32)
    _printed(image, rng, scale, top + letter * 1.05)
    for number, strokes in enumerate(lines):
        place = np.array([left, top + number * pitch])
        _put(image, [(s * letter + place) * scale for s in strokes], hand, rng, letter * scale)
    return image


def _on_cells(
    text: str, hand: Hand, rng: np.random.Generator, scale: float
) -> tuple[NDArray[np.float32], list[Box]]:
    """A row of letter boxes; the finder is told places that are a little off."""
    wide, high = rng.uniform(6.0, 11.0), rng.uniform(9.0, 14.0)
    count = len(text) + int(rng.integers(1, 8))
    left, top = 5.0, 5.0
    size = (round((high + 10) * scale), round((wide * count + 10) * scale))
    image = np.full(size, 1.0, np.float32)
    grey = 1 - float(rng.uniform(0.12, 0.6))
    thick = max(round(rng.uniform(0.3, 0.7) * scale), 1)
    letter = high * rng.uniform(0.42, 0.75)
    row = rng.normal(0.0, 0.06) * high
    for number in range(count):
        corner = (round((left + number * wide) * scale), round(top * scale))
        far = (round((left + (number + 1) * wide) * scale), round((top + high) * scale))
        cv2.rectangle(image, corner, far, grey, thick, cv2.LINE_AA)
    for number, symbol in enumerate(text):
        strokes = written(symbol, hand, rng) if symbol != " " else []
        if not strokes:
            continue
        points = np.vstack(strokes)
        fit = min(1.0, 0.95 * wide / (float(np.ptp(points[:, 0])) * letter + 1e-6))
        middle = (points.min(axis=0) + points.max(axis=0)) / 2
        at = np.array([left + (number + 0.5) * wide, top + high / 2 + row])
        at += rng.normal(0.0, 0.035, 2) * high
        one = [((s - [middle[0], 0.5]) * [fit * letter, letter] + at) * scale for s in strokes]
        _put(image, one, hand, rng, letter * scale)
    shift = rng.normal(0.0, 0.35, 2)
    boxes = [(left + n * wide + shift[0], top + shift[1], wide, high) for n in range(count)]
    return image, boxes


def _put(
    image: NDArray[np.float32],
    strokes: list[Stroke],
    hand: Hand,
    rng: np.random.Generator,
    letter_px: float,
) -> None:
    """Ink the strokes (pixels) onto the paper."""
    cover = np.zeros((image.shape[0] * FINER, image.shape[1] * FINER), np.uint8)
    thick = max(round(hand.pen * letter_px * FINER), 1)
    for stroke in strokes:
        points = np.rint(stroke * FINER * 16).astype(np.int32)
        tone = int(rng.uniform(190, 255))
        cv2.polylines(cover, [points], False, tone, thick, cv2.LINE_AA, 4)
    size = (image.shape[1], image.shape[0])
    ink = cv2.resize(cover, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    image *= 1 - ink * np.float32(rng.uniform(0.35, 0.92))


def _printed(
    image: NDArray[np.float32], rng: np.random.Generator, scale: float, base_mm: float
) -> None:
    """A frame's edge, a dotted or a solid guide line."""
    height, width = image.shape
    if rng.random() < 0.4:
        row = round(rng.uniform(0.0, 1.5) * scale)
        cv2.line(
            image, (0, row), (width, row + int(rng.integers(-2, 3))), 0.15, max(round(scale), 1)
        )
    if rng.random() < 0.3:
        column = round(rng.uniform(0.0, 1.5) * scale)
        cv2.line(image, (column, 0), (column, height), 0.15, max(round(scale), 1))
    draw = rng.random()
    row = round((base_mm + rng.uniform(-0.5, 1.5)) * scale)
    if draw < 0.18:
        for x in np.arange(4 * scale, width, 1.65 * scale):
            cv2.circle(image, (round(x), row), max(round(0.25 * scale), 1), 0.3, -1)
    elif draw < 0.26:
        cv2.line(image, (round(3 * scale), row), (width, row), float(rng.uniform(0.2, 0.7)), 1)


def _seen(image: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Light, lens, sensor, a smaller copy and JPEG."""
    height, width = image.shape
    ramp = np.linspace(rng.uniform(0.6, 1.0), rng.uniform(0.6, 1.0), width, dtype=np.float32)
    picture: NDArray[Any] = image * ramp * np.float32(rng.uniform(150, 245))
    if rng.random() < 0.6:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.5))
    if rng.random() < 0.35:
        part = rng.uniform(0.5, 0.9)
        small = cv2.resize(picture, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
        picture = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    picture = picture + rng.normal(0.0, rng.uniform(0.5, 7.0), picture.shape)
    grey = np.clip(picture, 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        quality = int(rng.integers(30, 92))
        _, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    return np.asarray(grey, np.uint8)


def again(strip: Strip, rng: np.random.Generator) -> Strip:
    """A strip once more, a little different: each epoch shows each line in another way."""
    height, width = strip.shape
    wide = max(round(width * rng.uniform(0.82, 1.2) / 4) * 4, 8)
    zoom, shear = rng.uniform(0.85, 1.15), rng.normal(0.0, 0.1)
    across = wide / width
    into = np.array(
        [
            [across, shear, -shear * height / 2],
            [rng.normal(0.0, 0.004), zoom, height / 2 * (1 - zoom) + rng.normal(0.0, 1.0)],
        ]
    )
    moved = cv2.warpAffine(strip, into, (wide, HEIGHT), flags=cv2.INTER_LINEAR)
    draw = rng.random()
    if draw < 0.12:
        moved = cv2.dilate(moved, np.ones((2, 2), np.uint8))
    elif draw < 0.24:
        moved = cv2.GaussianBlur(moved, (0, 0), rng.uniform(0.5, 1.2))
    moved = moved * rng.uniform(0.8, 1.1) + rng.normal(0.0, rng.uniform(0.0, 0.06), moved.shape)
    return np.asarray(np.clip(moved, -0.1, 1.4), np.float32)
