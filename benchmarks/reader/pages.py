"""Draws a polling station's three sheets with real writing; knows what stands in every box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from benchmarks.reader.records import SHARED, Values, completed
from sirekap_desktop import raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form import FieldPlace, Page, Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.simulation import blemish
from sirekap_desktop.simulation.sheet import (
    Chooser,
    Habits,
    Pen,
    fill_head,
    repeat,
    symbols_of,
    write_boxes,
)
from sirekap_desktop.simulation.strokes import Hand
from tools.train_digits.data import Part, crops

Image = NDArray[np.uint8]
Filler = Literal["X", "0", "-", ""]

FORM = "pemilu_2024/c_hasil_ppwp"
SCALE = 4.0
"""Pixels per mm at which sheets are drawn."""

FILLERS: tuple[Filler, ...] = ("X", "0", "-", "")
FILLER_SHARES = (0.7, 0.14, 0.08, 0.08)
OTHER_FILLER = 0.02
"""Share of numbers whose leading boxes are not filled as the rest of the form."""
SPOILT = 0.005
"""Share of numbers that are struck, overwritten or smeared until the boxes no longer tell them."""
FLUID = 0.01
SMUDGED = 0.003
"""Share of numbers that are smeared a little and still legible."""
STAMPED, SIGNED = 0.1, 0.1
"""Share of pages with a stamp, or somebody's initials, over the edge of boxes."""
NAMES = ("CONTOH", "LATIHAN", "SIMULASI", "UJI COBA", "PERCOBAAN")


@dataclass(frozen=True)
class Truth:
    """What stands in a field: the number meant, one symbol a box (`?` where none is legible).

    `note` says what befell it: struck, rewritten, overwritten, smeared, smudged or fluid; `crops`
    names the real boxes the figures came from, empty where they are drawn.
    """

    field: str
    value: int
    symbols: tuple[str, ...]
    legible: bool = True
    note: str = ""
    crops: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawnPage:
    """A filled sheet (BGR, `scale` px/mm) and what stands on it."""

    page: int
    image: Image
    scale: float
    truths: tuple[Truth, ...]


@cache
def template() -> Template:
    """The presidential C form."""
    return catalog()[FORM]


@cache
def blank(page: int, scale: float = SCALE) -> Image:
    """The drawn blank sheet of a page (1…), BGR; not to be written on."""
    image = raster.render(blank_form(template(), [page]), 0, 25.4 * scale)
    image.flags.writeable = False
    return image


@cache
def chooser(part: Part, folder: Path = SHARED / "digits") -> Chooser:
    """Real boxes of one part of the polling stations, by symbol; each call draws another."""
    boxes: dict[str, list[tuple[str, Image]]] = {}
    for crop in crops(folder):
        if crop.part == part and crop.label in "0123456789X" and crop.label:
            name = crop.path.relative_to(folder).as_posix()
            boxes.setdefault(crop.label, []).append((name, crop.read()))

    def choose(symbol: str, rng: np.random.Generator) -> tuple[str, Image] | None:
        found = boxes.get(symbol)
        return found[int(rng.integers(len(found)))] if found else None

    return choose


def draw_form(
    rng: np.random.Generator, record: Values, choose: Chooser, scale: float = SCALE
) -> tuple[DrawnPage, ...]:
    """The three sheets of one polling station in one hand; `record` by field id (see `records`)."""
    values = completed(record, rng)
    return draw_sheets(template(), values, rng, choose, lambda page: blank(page, scale), scale)


def draw_sheets(
    form: Template,
    values: Values,
    rng: np.random.Generator,
    choose: Chooser,
    blank_of: Callable[[int], Image],
    scale: float = SCALE,
) -> tuple[DrawnPage, ...]:
    """The sheets of any form in one hand; `blank_of` gives the empty one of a page at `scale`."""
    unused = FILLERS[int(rng.choice(len(FILLERS), p=FILLER_SHARES))]
    hand = replace(Hand.from_seed(int(rng.integers(1 << 31))), unused=unused)
    habits = Habits.from_rng(unused, rng)
    head = {name: str(rng.choice(NAMES)) for name in ("provinsi", "kabkota", "kecamatan", "desa")}
    head["tps"] = f"{int(rng.integers(1, 60)):03d}"
    drawn = []
    for page in form.pages:
        empty = blank_of(page.number)
        image = empty.copy()
        pen = Pen(image, scale, hand, rng, habits, choose)
        fill_head(pen, page, head)
        truths = tuple(_write(pen, place, values[place.field], empty) for place in page.places)
        _witness(pen, page, FOOT.get(page.number, FOOTS) if form == template() else FOOTS)
        drawn.append(DrawnPage(page.number, image, scale, truths))
    return tuple(drawn)


def _symbols(pen: Pen, value: int, width: int) -> tuple[str, ...]:
    """How this person writes a number today."""
    if value == 0 and width == len(pen.habits.zero):
        return pen.habits.zero
    hand = pen.hand
    if pen.rng.random() < OTHER_FILLER:
        hand = replace(hand, unused=FILLERS[int(pen.rng.integers(len(FILLERS)))])
    return symbols_of(value, hand, width)


def _write(pen: Pen, place: FieldPlace, value: int, empty: Image) -> Truth:
    """Write a number with all that repeats it, and let happen to it what happens."""
    symbols = _symbols(pen, value, len(place.boxes))
    draw = pen.rng.random()
    if draw < SPOILT:
        truth = _spoil(pen, place, value, symbols, empty)
    elif draw < SPOILT + FLUID:
        truth = _correct(pen, place, value, symbols)
    elif draw < SPOILT + FLUID + SMUDGED:
        names = write_boxes(pen, place, symbols)
        blemish.smear(pen, _any_digit(pen, place, symbols)[1], empty, 2.0)
        truth = Truth(place.field, value, symbols, note="smudged", crops=names)
    else:
        truth = Truth(place.field, value, symbols, crops=write_boxes(pen, place, symbols))
    repeat(pen, place, value, symbols)
    return truth


def _any_digit(
    pen: Pen, place: FieldPlace, symbols: tuple[str, ...]
) -> tuple[int, tuple[float, float, float, float]]:
    """One of the boxes that hold a figure."""
    digits = [index for index, symbol in enumerate(symbols) if symbol.isdigit()]
    index = digits[int(pen.rng.integers(len(digits)))] if digits else len(symbols) - 1
    return index, place.boxes[index]


def _spoil(
    pen: Pen, place: FieldPlace, value: int, symbols: tuple[str, ...], empty: Image
) -> Truth:
    """One box is spoilt: nobody can say from the boxes alone what the number is."""
    index, box = _any_digit(pen, place, symbols)
    note = str(pen.rng.choice(["struck", "rewritten", "overwritten", "smeared"]))
    first = list(symbols)
    if note != "smeared":
        first[index] = _another(pen, symbols[index])
    names = write_boxes(pen, place, tuple(first))
    match note:
        case "struck" | "rewritten":
            blemish.strike(pen, box)
            if note == "rewritten":
                blemish.write_small(pen, box, symbols[index])
        case "overwritten":
            pen.symbol(symbols[index], box)
        case _:
            blemish.smear(pen, box, empty, float(pen.rng.uniform(10, 16)))
    seen = tuple("?" if i == index else symbol for i, symbol in enumerate(symbols))
    return Truth(place.field, value, seen, legible=False, note=note, crops=names)


def _correct(pen: Pen, place: FieldPlace, value: int, symbols: tuple[str, ...]) -> Truth:
    """A wrong figure under correction fluid, the right one written on it."""
    index, box = _any_digit(pen, place, symbols)
    first = list(symbols)
    first[index] = _another(pen, symbols[index])
    names = list(write_boxes(pen, place, tuple(first)))
    blemish.paint_over(pen, box)
    names[index] = pen.symbol(symbols[index], box)
    return Truth(place.field, value, symbols, note="fluid", crops=tuple(names))


def _another(pen: Pen, symbol: str) -> str:
    """A figure that somebody wrote by mistake."""
    others = [digit for digit in "0123456789" if digit != symbol]
    return others[int(pen.rng.integers(len(others)))]


def _witness(pen: Pen, page: Page, foot: float) -> None:
    """Signatures at the foot; sometimes a stamp or initials over the edge of boxes."""
    for x in np.arange(105, 520, 65):
        if pen.rng.random() < 0.6:
            blemish.sign(pen, (float(x), foot + pen.rng.normal(0, 3)), 36.0)
    if pen.rng.random() < STAMPED:
        left, top, width, height = _a_place(pen, page).extent
        away = blemish.STAMP_RADIUS - pen.rng.uniform(0.5, 2.5)
        along = pen.rng.uniform(0, 1)
        below = (left + width * along, top + height + away)
        beside = (left + width + away, top + height * along)
        blemish.stamp(pen, below if pen.rng.random() < 0.5 else beside)
    if pen.rng.random() < SIGNED:
        left, top, width, height = _a_place(pen, page).extent
        middle = (left + width + pen.rng.uniform(5, 9), top + height * pen.rng.uniform(0.2, 1.1))
        other = Pen(pen.image, pen.scale, Hand.from_seed(int(pen.rng.integers(1 << 31))), pen.rng)
        blemish.sign(other, middle, float(pen.rng.uniform(14, 22)))


def _a_place(pen: Pen, page: Page) -> FieldPlace:
    return page.places[int(pen.rng.integers(len(page.places)))]


FOOTS = 770.0
FOOT = {2: 766.0, 3: 440.0}
"""Where the members of the polling station sign, in mm; on pages of the presidential form."""
