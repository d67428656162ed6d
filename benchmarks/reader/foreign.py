"""Pictures that are no page of the form, or not to be read: nothing on them may become a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.drafts import PHOTOS, SCALE, design_of, photographs
from benchmarks.reader.measure import judge
from benchmarks.reader.pages import FORM, DrawnPage, Image, Truth, template
from benchmarks.reader.reading import Read
from benchmarks.reader.records import SHARED
from sirekap_desktop import raster
from sirekap_desktop.models.form_files import drafts
from sirekap_desktop.simulation import field, flaws
from sirekap_desktop.simulation.camera import as_jpeg
from sirekap_desktop.simulation.field import Level, Take

SALINAN_FORM = "pemilu_2024/c_hasil_salinan_ppwp"
LEVELS: tuple[Level, ...] = ("easy", "normal", "hard")
STRANGE_TAG = 207
"""A tag of the same family that stands on no known form."""


@dataclass(frozen=True)
class Foreign:
    """A picture (JPEG), what it shows, which forms it may be taken for, and what stands on it."""

    name: str
    data: bytes
    forms: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    truths: tuple[Truth, ...] = ()


@dataclass(frozen=True)
class ForeignResult:
    """How a foreign picture ended: refused, harmless, or wrong and why; `mistaken` for what."""

    name: str
    refused: str
    taken_for: str
    wrong: str
    mistaken: bool = False


def foreigners(drawn: tuple[DrawnPage, ...], rng: np.random.Generator) -> Iterator[Foreign]:
    """Every kind of foreign picture at a few levels, made from one drawn form and other sheets."""
    for level in LEVELS:
        for name, sheet, scale in _sheets(drawn):
            yield Foreign(f"{name} {level}", field.take(sheet, scale, level, rng))
        for name, sheet, scale in _copies():
            data = field.take(sheet, scale, level, rng)
            yield Foreign(f"{name} {level}", data, (SALINAN_FORM,), (1, 2))
        yield from _parts(drawn, level, rng)
        yield Foreign(f"desk {level}", _desk(rng))
        yield from _drafts(level, rng)
    yield from _spoilt(drawn, rng)
    yield from _photographs()


def judged(foreign: Foreign, read: Read) -> ForeignResult:
    """Whether anything on it was taken for what it is not."""
    if read.result is None or read.refused:
        return ForeignResult(foreign.name, read.refused, "", "")
    sheet = read.result.reading
    taken = f"{sheet.form} {sheet.page}"
    if sheet.form not in foreign.forms or sheet.page not in foreign.pages:
        sure = [r.field for r in sheet.readings if r.status == "sure"]
        shown = [r.field for r in sheet.readings if r.value is not None]
        wrong = f"{len(sure)} sure, {len(shown)} shown" if shown else ""
        return ForeignResult(foreign.name, "", taken, wrong, mistaken=True)
    known = {truth.field: truth for truth in foreign.truths}
    wrong_fields = [
        reading.field
        for reading in sheet.readings
        if reading.status == "sure"
        and (
            reading.field not in known
            or judge(known[reading.field], reading, form=0, page=0, level="").silent
        )
    ]
    return ForeignResult(foreign.name, "", taken, ", ".join(wrong_fields))


def _sheets(drawn: tuple[DrawnPage, ...]) -> Iterator[tuple[str, Image, float]]:
    """Whole sheets that no reader may accept."""
    second, third = drawn[1], drawn[2]
    yield "mirrored", np.ascontiguousarray(second.image[:, ::-1]), second.scale
    yield "strange tag", _tagged(second, STRANGE_TAG), second.scale
    yield "tag of another page", _tagged(third, template().pages[1].tag), third.scale
    yield "back of the sheet", _back(second), second.scale


def _drafts(level: Level, rng: np.random.Generator) -> Iterator[Foreign]:
    """Blank designs of the drafts: known forms, on which nothing stands."""
    for form in drafts():
        data = field.take(design_of(form), SCALE, level, rng)
        yield Foreign(f"draft {form.rpartition('/')[2]} {level}", data, (form,), (1,))


def _photographs() -> Iterator[Foreign]:
    """Drafts filled and photographed by others, in an older print."""
    for name, numbers in photographs().items():
        truths = tuple(
            Truth(place, number, tuple(f"{number:>3}".replace(" ", "X")))
            for place, number in numbers.items()
        )
        forms = tuple(form.form for form in drafts().values() if set(form.fields) == set(numbers))
        yield Foreign(f"photo {name}", (PHOTOS / name).read_bytes(), forms, (1,), truths)


def _copies() -> Iterator[tuple[str, Image, float]]:
    """The blank A4 copy for witnesses: another form, which may be known by its own name only."""
    pdf = _bytes(SHARED / "forms" / "C.HASIL SALINAN-PPWP.pdf")
    for page in range(min(raster.page_count(pdf), 2)):
        image = raster.render(pdf, page, 150)
        yield f"salinan {page + 1}", image, image.shape[0] / 900


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _parts(
    drawn: tuple[DrawnPage, ...], level: Level, rng: np.random.Generator
) -> Iterator[Foreign]:
    """Half sheets: what can be read of them must be right, and sure only where it is there."""
    second = drawn[1]
    height, width = second.image.shape[:2]
    halves = {
        "upper half": second.image[: height // 2],
        "lower half": second.image[height // 2 :],
        "right half": second.image[:, width // 2 :],
    }
    for name, part in halves.items():
        data = field.take(np.ascontiguousarray(part), second.scale, level, rng)
        yield Foreign(f"{name} {level}", data, (FORM,), (second.page,), second.truths)


def _spoilt(drawn: tuple[DrawnPage, ...], rng: np.random.Generator) -> Iterator[Foreign]:
    """Pictures made unreadable on purpose: refusing them is right, guessing is not."""
    takes = {
        "out of focus": Take(blur=14.0),
        "shaken": Take(motion=40.0),
        "tiny": Take(copies=((420, 70),)),
        "in the dark": Take(light=flaws.Light(paper=24.0, shade=0.6), noise=14.0, quality=60),
        "crushed by JPEG": Take(copies=((900, 6),)),
    }
    for name, take in takes.items():
        for page in drawn:
            data = field.shoot(page.image, page.scale, take, rng)
            yield Foreign(f"{name} {page.page}", data, (FORM,), (page.page,), page.truths)


def _tagged(page: DrawnPage, number: int) -> Image:
    """A sheet with another number in its tag."""
    image = page.image.copy()
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    cells = family.markerSize + 2
    bits = cv2.aruco.generateImageMarker(family, number, cells)[::-1, ::-1]
    left, top, width, height = (round(side * page.scale) for side in template().tag_box)
    patch = cv2.resize(bits, (width, height), interpolation=cv2.INTER_NEAREST)
    image[top : top + height, left : left + width] = patch[..., None]
    return image


def _back(page: DrawnPage) -> Image:
    """The sheet seen through its back: mirrored and faint."""
    faint = 255 - (255 - page.image[:, ::-1].astype(np.float32)) * 0.18
    return np.ascontiguousarray(cv2.GaussianBlur(faint, (0, 0), 2.0).astype(np.uint8))


def _desk(rng: np.random.Generator) -> bytes:
    """A table with some other papers on it."""
    picture = flaws.table((3024, 4032), "wood", rng)
    for _ in range(5):
        x, y = (int(side) for side in rng.integers(0, 2400, 2))
        w, h = (int(side) for side in rng.integers(300, 1500, 2))
        tone = tuple(float(channel) for channel in rng.uniform(30, 255, 3))
        cv2.rectangle(picture, (x, y), (x + w, y + h), tone, -1)
        for line in range(y + 60, min(y + h - 40, 4000), 70):
            end = x + int(w * rng.uniform(0.3, 0.9))
            cv2.line(picture, (x + 40, line), (end, line), (30, 30, 30), int(rng.integers(2, 9)))
    return as_jpeg(flaws.grainy(picture, 4.0, rng), 85)
