"""Made-up paper for tests: filled sheets and photographs of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop import paths, raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models import form_files
from sirekap_desktop.models.form import Template
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.simulation import camera, sheet, village
from sirekap_desktop.simulation.strokes import Hand

Image = NDArray[np.uint8]

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
FORM = "pemilu_2024/c_hasil_ppwp"
SCALE = 3.0
PLAIN = camera.Shot(
    width=1900, height=2600, slant=0.03, turn=1.0, wave=0.002, blur=0.6, noise=2.0, shade=0.2
)


@cache
def template() -> Template:
    """The presidential C form."""
    return form_files.catalog()[FORM]


@cache
def reader() -> PageReader:
    """One reader for all tests of a process."""
    return PageReader(form_files.catalog(), paths.resources() / "ocr")


@cache
def blank(page: int) -> Image:
    """The drawn blank sheet of a page (1…), BGR at SCALE px/mm."""
    return raster.render(blank_form(template(), [page]), 0, 25.4 * SCALE)


@dataclass(frozen=True)
class Paper:
    """A filled sheet and the numbers that stand on it."""

    page: int
    values: dict[str, int]
    image: Image

    def photo(self, shot: camera.Shot = PLAIN, seed: int = 1) -> Image:
        """A photograph of it."""
        return camera.photograph(self.image, shot, np.random.default_rng(seed))


def neat_hand(seed: int = 0) -> Hand:
    """A legible hand with a pen that the camera sees well, crossing unused boxes."""
    hands = (Hand.from_seed(number) for number in range(seed * 100, seed * 100 + 400))
    return next(h for h in hands if h.unused == "X" and max(h.ink_bgr) < 160 and h.pressure > 0.75)


@cache
def filled(page: int, seed: int = 0) -> Paper:
    """A page with made-up numbers in a legible hand."""
    rng = np.random.default_rng(seed)
    election = village.make_election(FORM, "Latihan", rng, desa=1, tps=1)
    result = village.make_result(election.desa[0].tps[0], election.contestants, rng)
    image = blank(page).copy()
    pen = sheet.Pen(image, SCALE, neat_hand(seed), rng)
    place = template().pages[page - 1]
    sheet.fill_page(pen, place, result, {"desa": "Contoh", "tps": "001"})
    fields = {p.field for p in place.places}
    return Paper(page, {f: v for f, v in result.items() if f in fields}, image)
