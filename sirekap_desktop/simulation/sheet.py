"""Fills a blank sheet by hand: digits, bubbles, words, tally strokes and the head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Bubbles, FieldPlace, Grid, Page
from sirekap_desktop.models.words import words
from sirekap_desktop.simulation.strokes import Hand, ink, strokes_of, write

Image = NDArray[np.uint8]

STROKES_A_CELL = 5
LETTER = 6.0
"""Height of handwritten capitals in mm."""


@dataclass(frozen=True)
class Pen:
    """A hand at work on one sheet: the picture (BGR), its scale in px/mm and the chance."""

    image: Image
    scale: float
    hand: Hand
    rng: np.random.Generator

    def symbol(self, symbol: str, box: Box) -> None:
        """Write one symbol into a box in mm."""
        x, y, w, h = (side * self.scale for side in box)
        strokes = strokes_of(symbol, self.hand, self.rng)
        ink(
            self.image,
            strokes,
            self.hand,
            self.rng,
            origin_px=(x, y),
            size_px=(w, h),
            px_per_mm=self.scale,
        )

    def text(self, text: str, x: float, y: float, width: float) -> None:
        """Write capitals from x, y (upper left, mm), narrow enough for `width` mm."""
        advance = min(LETTER * 0.85, width / max(1, len(text)))
        write(
            self.image,
            text.upper(),
            self.hand,
            self.rng,
            origin_px=(x * self.scale, y * self.scale),
            letter_px=(advance * self.scale, LETTER * self.scale),
            px_per_mm=self.scale,
        )

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A straight stroke between two points in mm, with a tremor."""
        (x1, y1), (x2, y2) = start, end
        steps = np.linspace(0, 1, 12)[:, None]
        points = np.array([[x1, y1]]) * (1 - steps) + np.array([[x2, y2]]) * steps
        points += self.rng.normal(0, 0.12, points.shape)
        ink(
            self.image,
            [points],
            self.hand,
            self.rng,
            origin_px=(0.0, 0.0),
            size_px=(self.scale, self.scale),
            px_per_mm=self.scale,
        )


def fill_page(pen: Pen, page: Page, values: Mapping[str, int], head: Mapping[str, str]) -> None:
    """Write the numbers of `values` and the head's names onto the blank sheet, in place."""
    for name, (x, y) in page.writing.items():
        if head.get(name):
            pen.text(head[name], x, y - LETTER, 100.0)
    for place in page.places:
        if place.field in values:
            _fill_place(pen, place, values[place.field])


def symbols_of(value: int, hand: Hand, width: int) -> tuple[str, ...]:
    """How this hand writes a number into `width` boxes: `XX6`, `006`, `--6` …, zero as `XX0`."""
    digits = str(value)
    fill = hand.unused
    return (*[fill] * (width - len(digits)), *digits)


def _fill_place(pen: Pen, place: FieldPlace, value: int) -> None:
    symbols = symbols_of(value, pen.hand, len(place.boxes))
    for symbol, box in zip(symbols, place.boxes, strict=True):
        if symbol:
            pen.symbol(symbol, box)
    if place.bubbles:
        _fill_bubbles(pen, place.bubbles, value)
    if place.tally:
        _fill_tally(pen, place.tally, value)
    if place.row_sums and place.tally:
        _fill_row_sums(pen, place.row_sums, value, len(place.tally.x) * STROKES_A_CELL)
    if place.words:
        x, y, width, height = place.words
        pen.text(words(value), x + 5, y + min(8.0, height / 4), width - 10)


def _fill_bubbles(pen: Pen, bubbles: Bubbles, value: int) -> None:
    radius = bubbles.diameter / 2
    for x, digit in zip(bubbles.x, f"{value:03d}", strict=True):
        y = bubbles.y[int(digit)]
        _blacken(pen, (x + radius, y + radius), radius)


def _blacken(pen: Pen, centre: tuple[float, float], radius: float) -> None:
    """Fill a circle as people do: a wobbly edge, a little off, not everywhere equally dark."""
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    radii = radius * pen.rng.normal(0.96, 0.06, len(angles))
    middle = np.array(centre) + pen.rng.normal(0, 0.25, 2)
    edge = middle + np.stack([np.cos(angles) * radii, np.sin(angles) * radii], axis=1)
    mask = np.zeros(pen.image.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(edge * pen.scale).astype(np.int32)], 255, cv2.LINE_AA)
    rows, columns = np.nonzero(mask)
    top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
    part = pen.image[top:bottom, left:right].astype(np.float32)
    cover = mask[top:bottom, left:right, None].astype(np.float32) / 255
    cover = cover * pen.rng.uniform(0.85, 1.0)
    dark = np.asarray(pen.hand.ink_bgr, np.float32) * 0.7
    pen.image[top:bottom, left:right] = (part * (1 - cover) + dark * cover).astype(np.uint8)


def _fill_tally(pen: Pen, grid: Grid, value: int) -> None:
    width, height = grid.cell
    cells = [(x, y) for y in grid.y for x in grid.x]
    for index, (x, y) in enumerate(cells):
        strokes = min(STROKES_A_CELL, value - index * STROKES_A_CELL)
        for stroke in range(max(0, min(4, strokes))):
            at = x + width * (0.2 + 0.17 * stroke)
            pen.line((at, y + height * 0.2), (at, y + height * 0.8))
        if strokes == STROKES_A_CELL:
            pen.line((x + width * 0.1, y + height * 0.7), (x + width * 0.85, y + height * 0.3))
    _strike_unused_rows(pen, grid, value)


def _strike_unused_rows(pen: Pen, grid: Grid, value: int) -> None:
    used = -(-value // (len(grid.x) * STROKES_A_CELL))
    if used >= len(grid.y):
        return
    width, height = grid.cell
    left, right = grid.x[0] + width * 0.3, grid.x[-1] + width * 0.7
    top, bottom = grid.y[used] + height * 0.4, grid.y[-1] + height * 0.6
    pen.line((left, top), (right, top))
    if bottom - top > height * 0.5:
        pen.line((right, top), (left, bottom))
        pen.line((left, bottom), (right, bottom))


def _fill_row_sums(pen: Pen, grid: Grid, value: int, row_holds: int) -> None:
    for row, y in enumerate(grid.y):
        count = min(row_holds, value - row * row_holds)
        if count <= 0:
            break
        for x, symbol in zip(grid.x, f"{count:2d}".replace(" ", "X"), strict=True):
            pen.symbol(symbol, (x, y, *grid.cell))
