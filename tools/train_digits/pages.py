"""python -m tools.train_digits.pages --part train --sheets 30 --out pages.npz.

Draws sheets full of boxes, photographs them at every level and cuts the boxes out again through
our own locating: the crops that the program will really see. The .npz stays outside the repository.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.reader.pages import SCALE, chooser, template
from sirekap_desktop import raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form import Box, FieldPlace, Frame, Template
from sirekap_desktop.ocr import boxes, identify, load, locate, view
from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.ocr.shrink import halves
from sirekap_desktop.simulation import blemish, field
from sirekap_desktop.simulation.sheet import Chooser, Pen
from sirekap_desktop.simulation.strokes import Hand

from .page_crops import PageCrops, fitted, stored

Image = NDArray[np.uint8]
Crop = tuple[Image, str]

SYMBOLS: Final[dict[str, float]] = {
    **dict.fromkeys("0123456789", 0.066),
    "X": 0.12,
    "-": 0.07,
    "": 0.07,
    "?": 0.08,
}
"""How often a box of a drawn sheet holds each symbol."""
FLUID, SMUDGED, BESIDE = 0.05, 0.02, 0.04
"""Share of boxes corrected with fluid, smeared but legible, and cut in the wrong place."""
SPOILS: Final = ("struck", "overwritten", "smeared", "covered")
LEAST_OWN: Final = 0.45
"""Part of each figure's ink that the other must leave free, or nobody sees that there are two."""
TRIES, DARKER = 8, 30
NEAR, ASTRAY = 13, 3.0
"""A place that moved so many mm more than so many places around it was taken for another."""
FINEST, COARSEST = 4.0, 2.0
"""Pixels per mm within which the program flattens a sheet."""
SMALL_LINE, SMALL_GREY = 0.53, 0.7
"""The boxes of row sums are printed thin and grey; mm and 0 black to 1 white."""


@dataclass(frozen=True)
class Sheet:
    """A sheet full of boxes (BGR) and what stands in the boxes of each place."""

    image: Image
    form: Template
    symbols: tuple[tuple[str, ...], ...]


def crowded(guided: bool) -> Template:
    """The C form's markers around as many boxes as fit: large in threes, small in twos."""
    large = [
        FieldPlace("", tuple((x + step * pitch, y, side, side) for step in range(3)), guided)
        for row, y in enumerate(np.arange(150.0, 850.0, 27.0))
        for x in np.arange(62.0, 500.0, 79.0)
        if row % 4
        for side, pitch in [(18.0, 23.0) if row % 2 else (20.0, 23.5)]
    ]
    small = [
        FieldPlace("", ((x, y, 12.0, 16.0), (x + 12.0, y, 12.0, 16.0)))
        for row, y in enumerate(np.arange(150.0, 850.0, 27.0))
        for x in np.arange(62.0, 515.0, 36.0)
        if not row % 4
    ]
    frames = tuple(Frame(box, SMALL_LINE, SMALL_GREY) for place in small for box in place.boxes)
    page = replace(template().pages[0], places=tuple(large), frames=frames, lines=(), labels=())
    drawn = replace(template(), pages=(page,))
    return replace(drawn, pages=(page, replace(page, places=tuple(large + small))))


def draw(rng: np.random.Generator, choose: Chooser) -> Sheet:
    """One sheet; every place is written by somebody else."""
    form = crowded(bool(rng.random() < 0.5))
    blank = raster.render(blank_form(replace(form, pages=form.pages[:1])), 0, 25.4 * SCALE)
    image = blank.copy()
    written = []
    for place in form.pages[1].places:
        hand = Hand.from_seed(int(rng.integers(1 << 31)))
        pen = Pen(image, SCALE, hand, rng, chooser=choose)
        chosen = rng.choice(list(SYMBOLS), len(place.boxes), p=list(SYMBOLS.values()))
        for box, symbol in zip(place.boxes, chosen, strict=True):
            _write(pen, box, str(symbol), blank)
        written.append(tuple(str(symbol) for symbol in chosen))
    return Sheet(image, form, tuple(written))


def _write(pen: Pen, box: Box, symbol: str, blank: Image) -> None:
    """One symbol, sometimes corrected or smudged; "?" is a figure that was spoilt."""
    if symbol == "?":
        _spoil(pen, box, blank)
        return
    draw = pen.rng.random()
    if symbol.isdigit() and draw < FLUID:
        pen.symbol(_figure(pen.rng), box)
        blemish.paint_over(pen, box)
    if symbol:
        pen.symbol(symbol, box)
    if symbol.isdigit() and draw > 1 - SMUDGED:
        blemish.smear(pen, box, blank, 2.0)


def _spoil(pen: Pen, box: Box, blank: Image) -> None:
    pen.symbol(_figure(pen.rng), box)
    kind = SPOILS[int(pen.rng.integers(len(SPOILS)))]
    if kind == "overwritten" and write_over(pen, box, blank):
        return
    if kind == "smeared":
        blemish.smear(pen, box, blank, float(pen.rng.uniform(7, 12)))
    elif kind == "covered":
        x, y, w, h = box
        part = pen.rng.uniform(0.45, 0.6)
        corner = pen.rng.uniform(0.0, 1 - part, 2)
        blemish.paint_over(pen, (x + corner[0] * w, y + corner[1] * h, part * w, part * h))
    else:
        blemish.strike(pen, box)


def write_over(pen: Pen, box: Box, blank: Image) -> bool:
    """Another figure over the one that stands there; False when the two would look like one."""
    x, y, w, h = (round(side * SCALE) for side in box)
    inside = (slice(y, y + h), slice(x, x + w))
    first = _inked(blank, pen.image, inside)
    for _ in range(TRIES):
        figure, seed = _figure(pen.rng), int(pen.rng.integers(1 << 31))
        scratch = blank.copy()
        replace(pen, image=scratch, rng=np.random.default_rng(seed)).symbol(figure, box)
        second = _inked(blank, scratch, inside)
        if _own(first, second) > LEAST_OWN and _own(second, first) > LEAST_OWN:
            replace(pen, rng=np.random.default_rng(seed)).symbol(figure, box)
            return True
    return False


def _inked(before: Image, after: Image, inside: tuple[slice, slice]) -> Image:
    darker = before[inside].astype(np.int16).min(axis=2) - after[inside].min(axis=2)
    return np.asarray(darker > DARKER, np.uint8)


def _own(ink: Image, other: Image) -> float:
    """Part of the ink that lies clearly apart from the other's."""
    wide = cv2.dilate(other, np.ones((9, 9), np.uint8)) > 0
    return float(ink[~wide].sum() / max(int(ink.sum()), 1))


def _figure(rng: np.random.Generator) -> str:
    return str(int(rng.integers(10)))


def cut(data: bytes, sheet: Sheet, rng: np.random.Generator) -> Iterator[Crop]:
    """The boxes of a photographed sheet as the program finds them; none when it does not."""
    form, page = sheet.form, sheet.form.pages[1]
    levels = halves(next(iter(load.sources(data))).grey())
    tags = [tag for tag in identify.tags_in(levels, form.tag_family) if tag.number == page.tag]
    plane = locate.plane_of(levels, tags[0], form) if tags else None
    if not isinstance(plane, locate.Plane):
        return
    scale = min(FINEST, max(COARSEST, plane.scale))
    flat = view.View(levels, plane, form.size, scale)
    flat.see([(0.0, 0.0, *form.size)], 0.0)
    found = boxes.find_boxes(flat.dark, scale, page.places, form.frame_width)
    homes = at_home(page.places, found)
    for symbols, one, is_home in zip(sheet.symbols, found, homes, strict=True):
        for symbol, box in zip(symbols, one.boxes, strict=True):
            if one.is_sound and is_home:
                yield boxes.cut(flat.grey, scale, box), symbol
                if rng.random() < BESIDE:
                    yield boxes.cut(flat.grey, scale, _beside(box, rng)), "?"


def at_home(places: Sequence[FieldPlace], found: Sequence[boxes.Found]) -> NDArray[np.bool_]:
    """Whether each place was found where its neighbours lie: so crowded, one is taken for another.

    The program has no such sheets; without this, halves of boxes would be learnt as figures.
    """
    printed = np.array([place.extent[:2] for place in places])
    moved = np.array([one.boxes[0][:2] for one in found]) - printed
    near = np.argsort(np.hypot(*(printed[:, None] - printed[None]).transpose(2, 0, 1)), axis=1)
    usual = np.median(moved[near[:, :NEAR]], axis=1)
    return np.asarray(np.hypot(*(moved - usual).T) < ASTRAY)


def _beside(box: Box, rng: np.random.Generator) -> Box:
    """A place half a box away, or more."""
    x, y, w, h = box
    angle, away = rng.uniform(0, 2 * np.pi), rng.uniform(0.5, 0.7)
    return (x + away * w * float(np.cos(angle)), y + away * h * float(np.sin(angle)), w, h)


def of_sheets(part: str, sheets: int, seed: int) -> Iterator[tuple[str, Crop]]:
    """Every box of every sheet at every level, with the level's name."""
    choose = chooser("train" if part == "train" else "test" if part == "test" else "validation")
    for number in range(sheets):
        rng = np.random.default_rng([seed, number])
        sheet = draw(rng, choose)
        kept = []
        for level in field.LEVELS:
            crops = list(cut(field.take(sheet.image, SCALE, level, rng), sheet, rng))
            kept.append(f"{level} {len(crops)}")
            yield from ((level, crop) for crop in crops)
        print(number, ", ".join(kept), flush=True)


def main() -> None:
    """Draw, photograph, cut and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("train", "validation", "test"), default="train")
    parser.add_argument("--sheets", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    made = list(of_sheets(given.part, given.sheets, given.seed))
    pictures = np.stack([fitted(grey) for _, (grey, _) in made])
    classes = np.array([CLASSES.index(symbol) for _, (_, symbol) in made])
    stored(PageCrops(pictures, classes, np.array([level for level, _ in made])), given.out)


if __name__ == "__main__":
    main()
