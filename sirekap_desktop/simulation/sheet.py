"""Fills a blank sheet by hand: digits, bubbles, words, tally strokes and the head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Bubbles, FieldPlace, Grid, Page
from sirekap_desktop.models.words import words
from sirekap_desktop.simulation.paste import Ink, paste
from sirekap_desktop.simulation.strokes import Hand, ink, strokes_of, write

Image = NDArray[np.uint8]

Chooser = Callable[[str, np.random.Generator], tuple[str, Image] | None]
"""A real box (its name and its grey picture) that holds a symbol, None where there is none."""

STROKES_A_CELL = 5
LETTER = 6.0
"""Height of handwritten capitals in mm."""
ATTEMPTS = 6
"""Real boxes that are tried before a symbol is drawn by strokes."""


@dataclass(frozen=True)
class Habits:
    """How one person fills a form, beyond the shape of the figures.

    `zero` is how 0 stands in three boxes; `crossed_bubbles`: bubble 0 is filled for an unused box.
    """

    zero: tuple[str, ...] = ("X", "X", "0")
    bubble: Literal["full", "half", "tick"] = "full"
    crossed_bubbles: bool = True
    row_filler: str = "X"

    @classmethod
    def from_rng(cls, unused: str, rng: np.random.Generator) -> Habits:
        """Draw a person whose unused boxes hold `unused`; zero is mostly written in their way."""
        fill = unused or "X"
        draw = rng.random()
        last = "0" if draw < 0.8 or fill == "0" else fill
        zero = (unused, unused, "0") if draw < 0.75 else (fill, fill, last)
        kind = rng.random()
        return cls(
            zero=("0", "0", "0") if rng.random() < 0.06 else zero,
            bubble="full" if kind < 0.8 else "half" if kind < 0.94 else "tick",
            crossed_bubbles=bool(rng.random() < 0.55),
            row_filler="X" if rng.random() < 0.7 else "",
        )


@dataclass(frozen=True)
class Pen:
    """A hand at work on one sheet: the picture (BGR), its scale in px/mm and the chance.

    With a `chooser`, figures are taken from real boxes where it has one.
    """

    image: Image
    scale: float
    hand: Hand
    rng: np.random.Generator
    habits: Habits = Habits()
    chooser: Chooser | None = None

    def symbol(self, symbol: str, box: Box) -> str:
        """Write one symbol into a box in mm; the name of the real box it came from, or nothing."""
        if self.chooser is not None:
            colour = Ink(self.hand.ink_bgr, float(self.rng.uniform(0.75, 1.0)))
            for _ in range(ATTEMPTS):
                chosen = self.chooser(symbol, self.rng)
                if chosen is None:
                    break
                if paste(self.image, self.scale, box, chosen[1], colour):
                    return chosen[0]
            if symbol == "-" and not self.hand.corner_to_corner:
                self._dash(box)
                return ""
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
        return ""

    def _dash(self, box: Box) -> None:
        """A small dash, sometimes a wave: what strokes also know, a small Z, looks like a 2."""
        x, y, w, h = box
        along = np.linspace(-0.5, 0.5, 14)
        wave = 0.07 * h * (self.rng.random() < 0.3) * np.sin(along * 2 * np.pi)
        length = w * self.rng.uniform(0.25, 0.6)
        middle = np.array([x + w / 2, y + h / 2]) + self.rng.normal(0, 0.05, 2) * w
        rise = self.rng.normal(0, 0.06) * length
        self.curve(np.stack([along * length, wave + along * rise], axis=1) + middle)

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
        self.curve(points + self.rng.normal(0, 0.12, points.shape))

    def curve(self, points: NDArray[np.float64]) -> None:
        """A stroke through points (n, 2) in mm."""
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
    fill_head(pen, page, head)
    for place in page.places:
        if place.field in values:
            value = values[place.field]
            symbols = symbols_of(value, pen.hand, len(place.boxes))
            write_boxes(pen, place, symbols)
            repeat(pen, place, value, symbols)


def fill_head(pen: Pen, page: Page, head: Mapping[str, str]) -> None:
    """Write the names of `head` where the page has room for them."""
    for name, (x, y) in page.writing.items():
        if head.get(name):
            pen.text(head[name], x, y - LETTER, 100.0)


def symbols_of(value: int, hand: Hand, width: int) -> tuple[str, ...]:
    """How this hand writes a number into `width` boxes: `XX6`, `006`, `--6` …, zero as `XX0`."""
    digits = str(value)
    fill = hand.unused
    return (*[fill] * (width - len(digits)), *digits)


def write_boxes(pen: Pen, place: FieldPlace, symbols: tuple[str, ...]) -> tuple[str, ...]:
    """Write one symbol a box; the names of the real boxes they came from."""
    pairs = zip(symbols, place.boxes, strict=True)
    return tuple(pen.symbol(symbol, box) if symbol else "" for symbol, box in pairs)


def repeat(pen: Pen, place: FieldPlace, value: int, symbols: tuple[str, ...]) -> None:
    """Write the number again wherever the form asks for it: bubbles, tally, sums and words."""
    if place.bubbles:
        _fill_bubbles(pen, place.bubbles, value, symbols)
    if place.tally:
        _fill_tally(pen, place.tally, value)
    if place.row_sums and place.tally:
        _fill_row_sums(pen, place.row_sums, value, len(place.tally.x) * STROKES_A_CELL)
    if place.words:
        x, y, width, height = place.words
        pen.text(words(value), x + 5, y + min(8.0, height / 4), width - 10)
    if place.letters:
        _fill_letters(pen, place.letters, words(value))


def _fill_letters(pen: Pen, grid: Grid, text: str) -> None:
    """One capital a box; where the row ends within a word, it goes on in the next one."""
    width, height = grid.cell
    cells = ((x, y) for y in grid.y for x in grid.x)
    for letter, (x, y) in zip(text, cells, strict=False):
        if letter != " ":
            pen.text(letter, x + 0.2 * width, y + (height - LETTER) / 2, 0.6 * width)


def _fill_bubbles(pen: Pen, bubbles: Bubbles, value: int, symbols: tuple[str, ...]) -> None:
    radius = bubbles.diameter / 2
    for x, digit, symbol in zip(bubbles.x, f"{value:03d}", symbols, strict=True):
        if not symbol.isdigit() and not pen.habits.crossed_bubbles:
            continue
        centre = (x + radius, bubbles.y[int(digit)] + radius)
        if pen.habits.bubble == "tick":
            _tick(pen, centre, radius)
        else:
            _blacken(pen, centre, radius * (1.0 if pen.habits.bubble == "full" else 0.66))


def _tick(pen: Pen, centre: tuple[float, float], radius: float) -> None:
    """A check mark through a bubble, drawn twice as people do who press hard."""
    shape = np.array([[-0.9, -0.1], [-0.25, 0.75], [1.1, -1.0]])
    for _ in range(2):
        points = np.array(centre) + radius * (shape + pen.rng.normal(0, 0.08, shape.shape))
        pen.curve(points)


def _blacken(pen: Pen, centre: tuple[float, float], radius: float) -> None:
    """Fill a circle as people do: a wobbly edge, a little off, not everywhere equally dark."""
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    radii = radius * pen.rng.normal(0.96, 0.06, len(angles))
    middle = np.array(centre) + pen.rng.normal(0, 0.25, 2)
    edge = middle + np.stack([np.cos(angles) * radii, np.sin(angles) * radii], axis=1)
    corner = np.floor(edge.min(axis=0) * pen.scale).astype(int) - 1
    size = np.ceil(edge.max(axis=0) * pen.scale).astype(int) + 2 - corner
    mask = np.zeros((size[1], size[0]), np.uint8)
    cv2.fillPoly(mask, [np.round(edge * pen.scale - corner).astype(np.int32)], 255, cv2.LINE_AA)
    part = pen.image[corner[1] : corner[1] + size[1], corner[0] : corner[0] + size[0]]
    cover = mask[: part.shape[0], : part.shape[1], None].astype(np.float32) / 255
    cover = cover * pen.rng.uniform(0.85, 1.0)
    dark = np.asarray(pen.hand.ink_bgr, np.float32) * 0.7
    part[:] = (part * (1 - cover) + dark * cover).astype(np.uint8)


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
        text = str(count)
        symbols = (*[pen.habits.row_filler] * (2 - len(text)), *text)
        for x, symbol in zip(grid.x, symbols, strict=True):
            if symbol:
                pen.symbol(symbol, (x, y, *grid.cell))
