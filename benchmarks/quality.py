"""Sheets photographed ever worse, one trouble at a time: what is still read, and what is measured.

Each row is one step of one trouble, read with the limits of `ocr.quality` set aside; "refuse",
"advise" and "doubted" say what these limits would do. The limits are points in this table; the
long run is `python -m benchmarks.quality --sheets 12 --every 1`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.reader import pages
from benchmarks.reader.records import SHARED, records
from sirekap_desktop import paths
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.reading import Status
from sirekap_desktop.ocr import quality, view
from sirekap_desktop.ocr.page import PageReader, PageResult
from sirekap_desktop.simulation import camera

PLAIN = camera.Shot(width=1500, height=2150, slant=0.02, blur=0.5, noise=0.0, shade=0.15)
"""About 2.2 px/mm: between a phone's picture and one as KPU published them."""
GRAIN = 2.0
EXPOSURE = 0.85
"""White paper is seldom white in a picture that a phone has metered."""

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Photo:
    """A good picture (BGR as float) of a filled sheet, to be spoilt."""

    picture: Floats
    per_mm: float
    values: dict[str, int]
    rng: np.random.Generator


def expit(values: Floats) -> Floats:
    """A soft step from 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-values.clip(-30, 30))), np.float32)


def blurred(photo: Photo, sigma: float) -> Floats:
    """Out of focus by a sigma in mm."""
    return np.asarray(cv2.GaussianBlur(photo.picture, (0, 0), sigma * photo.per_mm), np.float32)


def moved(photo: Photo, length: float) -> Floats:
    """The camera moved by so many mm of the sheet, in any direction."""
    size = max(3, round(length * photo.per_mm)) | 1
    angle = photo.rng.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * length * photo.per_mm / 2
    kernel = np.zeros((size + 2, size + 2), np.float32)
    middle = np.array([size + 1, size + 1]) / 2
    ends = [tuple(int(v * 16) for v in middle + sign * reach) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_AA, 4)
    return np.asarray(cv2.filter2D(photo.picture, -1, kernel / kernel.sum()), np.float32)


def glared(photo: Photo, radius: float) -> Floats:
    """Lamps mirrored in the sheet: five spots with a burnt core of so many mm."""
    height, width = photo.picture.shape[:2]
    rows, columns = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
    light = np.zeros_like(rows)
    for x, y in photo.rng.uniform((0.5, 0.4), (0.9, 0.8), (5, 2)):
        away = np.hypot(columns - x * width, rows - y * height) / photo.per_mm
        light += 260 * expit((radius - away) / max(1.0, radius / 6))
    light = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(photo.picture + light[..., None], np.float32)


def shaded(photo: Photo, depth: float) -> Floats:
    """The shadow of an arm across the boxes, with an edge of a few mm, `depth` of the light."""
    height, width = photo.picture.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = photo.rng.uniform(0, np.pi)
    away = (columns - 0.7 * width) * np.cos(angle) + (rows - 0.6 * height) * np.sin(angle)
    bands = np.cos(away / photo.per_mm / 60 * 2 * np.pi) * 12
    below_the_tag = expit((rows - 0.3 * height) / photo.per_mm / 10)
    factor = 1 - depth * expit(bands) * below_the_tag
    return np.asarray(photo.picture * factor[..., None], np.float32)


def darkened(photo: Photo, part: float) -> Floats:
    """So much of the light is missing; the grain stays."""
    return np.asarray(photo.picture * (1 - part), np.float32)


def hazed(photo: Photo, part: float) -> Floats:
    """A greasy lens or a mist: so much of the contrast is gone."""
    return np.asarray(photo.picture * (1 - part) + 215 * part, np.float32)


def grainy(photo: Photo, sigma: float) -> Floats:
    """Grain of so many grey levels."""
    grain = photo.rng.standard_normal(photo.picture.shape, np.float32)
    return np.asarray(photo.picture + sigma * grain, np.float32)


def striped(photo: Photo, part: float) -> Floats:
    """The stripes of a photographed screen, `part` of the light deep."""
    height, width = photo.picture.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    angle, period = photo.rng.uniform(0.2, 1.3), photo.rng.uniform(2.5, 6.0) * photo.per_mm
    bow = 6 * np.sin(rows / height * 3) * photo.per_mm
    phase = (columns * np.cos(angle) + (rows + bow) * np.sin(angle)) / period * 2 * np.pi
    waves = np.stack([np.cos(phase + shift) for shift in (0.0, 1.5, 0.4)], axis=-1)
    return np.asarray(photo.picture * (1 - part / 2 + part / 2 * waves), np.float32)


def shrunk(photo: Photo, per_mm: float) -> Floats:
    """A small copy with so many pixels per mm."""
    part = per_mm / photo.per_mm
    small = cv2.resize(photo.picture, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def untouched(photo: Photo, _: float) -> Floats:
    """As it is: the trouble comes with the JPEG."""
    return photo.picture


@dataclass(frozen=True)
class Trouble:
    """How a picture gets worse, step by step, and what of `Quality` should tell it."""

    spoil: Callable[[Photo, float], Floats]
    steps: tuple[float, ...]
    tells: str


TROUBLES = {
    "blur": Trouble(blurred, (0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.6), "blur"),
    "motion": Trouble(moved, (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0), "blur"),
    "glare": Trouble(glared, (2.0, 4.0, 8.0, 16.0, 32.0), "burnt"),
    "shadow": Trouble(shaded, (0.2, 0.4, 0.6, 0.7, 0.8, 0.9), "shade"),
    "dark": Trouble(darkened, (0.3, 0.6, 0.8, 0.85, 0.9, 0.93, 0.95), "noise"),
    "haze": Trouble(hazed, (0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93), "contrast"),
    "grain": Trouble(grainy, (5, 10, 20, 30, 40, 55, 70), "noise"),
    "screen": Trouble(striped, (0.04, 0.08, 0.12, 0.2, 0.3, 0.45), "ripple"),
    "small": Trouble(shrunk, (2.0, 1.6, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8), "pixels"),
    "jpeg": Trouble(untouched, (60, 30, 20, 12, 8, 5), "noise"),
}


def photograph(seed: int) -> Photo:
    """A good picture of a first page: 22 numbers that stand nowhere else on the sheet."""
    rng = np.random.default_rng([seed, 3])
    every = records()
    record = every[int(rng.integers(len(every)))]
    page = pages.draw_form(rng, record, pages.chooser("validation"))[0]
    picture = camera.photograph(page.image, PLAIN, rng) * np.float32(EXPOSURE)
    values = {truth.field: truth.value for truth in page.truths if truth.legible}
    per_mm = PLAIN.width / pages.template().size[0] * 0.88
    return Photo(picture, per_mm, values, rng)


def delivered(picture: Floats, jpeg: int, rng: np.random.Generator) -> Image:
    """The picture as it comes out of the file that the camera wrote."""
    grain = rng.standard_normal(picture.shape, np.float32)
    whole = np.clip(picture + GRAIN * grain, 0, 255).astype(np.uint8)
    data = np.frombuffer(camera.as_jpeg(whole, jpeg), np.uint8)
    read = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert read is not None
    return np.asarray(read, np.uint8)


def measured(result: PageResult) -> quality.Quality | None:
    """The quality of a page that was located, refused or not."""
    steps = result.steps
    if steps.plane is None or steps.template is None or steps.page is None or not steps.found:
        return None
    size, scale = steps.template.size, result.scale or steps.plane.scale
    flat = view.flatten(steps.source.grey(), steps.plane, size, scale)
    pairs = zip(steps.page.places, steps.found, strict=True)
    found = {place.field: one.boxes for place, one in pairs if one.is_sound}
    smallest = quality.pixels_per_mm(
        steps.plane.to_picture, [box for group in found.values() for box in group]
    )
    return quality.measure(flat, scale, found, steps.template.frame_width, smallest)


@dataclass(frozen=True)
class Read:
    """One number of one spoilt picture; what was measured of its boxes and of its sheet."""

    trouble: str
    step: float
    sheet: int
    field: str
    right: bool
    sure: bool
    own: quality.FieldQuality | None
    whole: quality.Quality | None
    refusal: str
    """Code of the problem for which the page gave no numbers, whatever was measured."""


def read_step(reader: PageReader, seed: int, photo: Photo, name: str, step: float) -> list[Read]:
    """Each number of one sheet at one step of one trouble."""
    jpeg = round(step) if name == "jpeg" else 85
    result = reader.read(delivered(TROUBLES[name].spoil(photo, step), jpeg, photo.rng))
    whole = measured(result)
    own = {field.field: field for field in whole.fields} if whole else {}
    readings = {reading.field: reading for reading in result.reading.readings}
    refusal = "".join(problem.code for problem in result.reading.problems if problem.fatal)
    found = []
    for field, value in photo.values.items():
        seen = readings.get(field)
        right = seen is not None and seen.value == value
        sure = seen is not None and seen.status is Status.SURE
        found.append(Read(name, step, seed, field, right, sure, own.get(field), whole, refusal))
    return found


def line_of(reads: Sequence[Read]) -> str:
    """One row of the table from the numbers of one step."""
    numbers = len(reads)
    tells = TROUBLES[reads[0].trouble].tells
    kept = [read for read in reads if not read.refusal]
    silent = sum(read.sure and not read.right for read in reads)
    values = [value for read in kept if (value := told(read, tells)) is not None]
    sheets = {read.sheet: read for read in reads}.values()
    problems = [quality.problems(read.whole) if read.whole else () for read in sheets]
    refused = sum(any(p.fatal for p in found) for found in problems)
    advised = sum(bool(found) for found in problems) - refused
    gone = sum(bool(read.refusal) for read in sheets)
    doubted = sum(
        read.whole is not None and read.field in quality.doubted_fields(read.whole) for read in kept
    )
    share = max(len(kept), 1)
    return (
        f"{reads[0].trouble:<8}{reads[0].step:>6g}{gone:>7}{refused:>8}{advised:>8}"
        f"{sum(r.right for r in kept) / share:>9.1%}{sum(r.sure for r in kept) / share:>8.1%}"
        f"{silent:>7}{doubted / numbers:>9.1%}  "
        + (f"{tells} {np.median(values):.3f} (worst {_worst(tells, values):.3f})" if values else "")
    )


def told(read: Read, tells: str) -> float | None:
    """What was measured for a number: of its own boxes where that is told, else of its sheet."""
    for held in (read.own, read.whole):
        if held is not None and hasattr(held, tells):
            return float(getattr(held, tells))
    return None


def _worst(tells: str, values: Sequence[float]) -> float:
    return min(values) if tells in ("contrast", "pixels") else max(values)


def main() -> int:
    """Print the table; with --json also every number of it, to choose limits from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=1)
    parser.add_argument("--every", type=int, default=3, help="take each so manieth step")
    parser.add_argument("--trouble", choices=TROUBLES, action="append")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print("no real boxes to measure on")
        return 0
    cv2.setNumThreads(1)
    reader = PageReader(catalog(), paths.resources() / "ocr")
    names = asked.trouble or list(TROUBLES)
    aside = {"SMALLEST": 0.0, "SOFTEST": float("inf"), "BLURRED": float("inf")}
    with patch.dict(vars(quality), aside):
        reads = [
            read
            for seed in range(asked.sheets)
            for photo in (photograph(seed),)
            for name in names
            for step in TROUBLES[name].steps[:: asked.every]
            for read in read_step(reader, seed, photo, name, step)
        ]
    print("trouble   step  no page  refuse  advise   right    sure silent  doubted  measured")
    for name in names:
        for step in TROUBLES[name].steps[:: asked.every]:
            print(line_of([r for r in reads if (r.trouble, r.step) == (name, step)]))
    if asked.json is not None:
        asked.json.write_text(json.dumps([asdict(read) for read in reads]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
