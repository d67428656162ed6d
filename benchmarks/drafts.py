"""The public drafts: photographs that others took, and designs filled and photographed here.

`python -m benchmarks.drafts --sheets 6` fills each blank design so many times, every other one with
the guide drawn as lines, as an older print has it, and photographs them at every level.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.reader.reading import make_reader
from benchmarks.reader.records import SHARED
from sirekap_desktop.models.form import Box, Template
from sirekap_desktop.models.form_files import drafts
from sirekap_desktop.models.reading import SheetReading, Status
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.simulation import field
from sirekap_desktop.simulation.sheet import Habits, Pen, fill_page
from sirekap_desktop.simulation.strokes import Hand

Image = NDArray[np.uint8]

DESIGNS = SHARED / "forms" / "draft_2024"
PHOTOS = SHARED / "photos"
SCALE = 3.0
GUIDE: Box = (0.28, 0.18, 0.44, 0.64)
"""Where an older print has its guide, in parts of a digit box."""
GREY = (198, 198, 198)


@dataclass
class Figures:
    """Numbers of some sheets: how many were right, wrong, unread, sure, and sure but wrong."""

    numbers: int = 0
    right: int = 0
    wrong: int = 0
    unread: int = 0
    sure: int = 0
    silent: int = 0
    refused: int = 0

    def add(self, truth: Mapping[str, int], reading: SheetReading) -> None:
        """Count the numbers of one sheet; `refused` counts those of sheets that were not read."""
        if reading.refused or {r.field for r in reading.readings} != truth.keys():
            self.refused += len(truth)
            return
        for one in reading.readings:
            right, sure = one.value == truth[one.field], one.status is Status.SURE
            self.numbers += 1
            self.right += right
            self.unread += one.value is None
            self.wrong += one.value is not None and not right
            self.sure += sure
            self.silent += sure and not right


def design_of(form: str) -> Image:
    """The blank design (BGR, SCALE px/mm) of a draft."""
    known = {path.stem.replace(".", "_").removesuffix("_v2"): path for path in designs()}
    picture = cv2.imread(str(known[form.rpartition("/")[2]]), cv2.IMREAD_COLOR)
    return np.asarray(picture, np.uint8)


def designs() -> list[Path]:
    """The blank designs that were published."""
    return sorted(DESIGNS.glob("*.png"))


def photographs() -> dict[str, dict[str, int]]:
    """Each photograph of a draft with its numbers by field; three of a row are L, P and J."""
    known = json.loads((PHOTOS / "truth.json").read_text("utf-8"))
    found = {}
    for name, told in known.items():
        if told["form"].startswith("draft_2024"):
            found[name] = {
                place: number
                for row, numbers in told["values"].items()
                for place, number in zip(_fields(row, len(numbers)), numbers, strict=True)
            }
    return found


def _fields(row: str, count: int) -> list[str]:
    return [row] if count == 1 else [f"{row}_{column}" for column in "lpj"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the photographs, then drawn sheets by level; 1 when a number was wrong in silence."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drafts", description=__doc__)
    parser.add_argument("--sheets", type=int, default=6, help="of each design at each level")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    if not DESIGNS.is_dir():
        print(f"{DESIGNS}: no designs to fill")
        return 0
    reader = make_reader()
    lines = {"photographs": _photographed(reader)}
    for level in field.LEVELS if chosen.sheets else ():
        lines[level] = _drawn(reader, level, chosen.sheets, chosen.seed)
    names = [one.name for one in fields(Figures)]
    print(f"| {' | '.join(['', *names])} |\n|{'---|' * (len(names) + 1)}")
    for name, found in lines.items():
        print(f"| {name} | {' | '.join(str(getattr(found, one)) for one in names)} |")
    return 1 if any(found.silent for found in lines.values()) else 0


def _photographed(reader: PageReader) -> Figures:
    found = Figures()
    for name, truth in photographs().items():
        (result,) = reader.read_file((PHOTOS / name).read_bytes())
        found.add(truth, result.reading)
    return found


def _drawn(reader: PageReader, level: field.Level, sheets: int, seed: int) -> Figures:
    found = Figures()
    for place, template in enumerate(drafts().values()):
        for number in range(sheets):
            rng = np.random.default_rng([seed, place, number])
            image = design_of(template.form)
            if number % 2:
                _line_guides(image, template)
            hand = Hand.from_seed(int(rng.integers(1 << 30)))
            pen = Pen(image, SCALE, hand, rng, Habits.from_rng(hand.unused, rng))
            truth = numbers_of(template, rng)
            fill_page(pen, template.pages[0], truth, {"desa": "Contoh", "tps": "001"})
            (result,) = reader.read_file(field.take(image, SCALE, level, rng))
            found.add(truth, result.reading)
    return found


def _line_guides(image: Image, template: Template) -> None:
    left, top, across, down = GUIDE
    for place in template.pages[0].places:
        for x, y, w, h in place.boxes:
            sides = (x + left * w, y + top * h, x + (left + across) * w, y + (top + down) * h)
            x0, y0, x1, y1 = (round(side * SCALE) for side in sides)
            cv2.rectangle(image, (x0, y0), (x1, y1), GREY, 3)
            cv2.line(image, (x0, (y0 + y1) // 2), (x1, (y0 + y1) // 2), GREY, 3)


def numbers_of(template: Template, rng: np.random.Generator) -> dict[str, int]:
    """Made-up numbers under which the equations of a draft hold."""
    equations = [f for rule in template.rules for f in rule.says if f.sign == "="]
    sums = [(f.left[0].field, f.right) for f in equations if len(f.right) > 1]
    sums += [(f.right[0].field, f.left) for f in equations if len(f.right) == 1]
    made = {name for name, _ in sums}
    most = 140 if "paslon_1" in template.fields else 45
    values = {one: int(rng.integers(0, most)) for one in template.fields if one not in made}
    while made - values.keys():
        for name, terms in sums:
            if name not in values and all(term.field in values for term in terms):
                values[name] = sum(term.value(values) for term in terms)
    return values


if __name__ == "__main__":
    sys.exit(main())
