"""Flat sheets as the import makes them: as large, as full of paper grain, as long to decode."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from benchmarks.desk.kecamatan import Shape, election_of
from sirekap_desktop import raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.simulation.sheet import Pen, fill_page
from sirekap_desktop.simulation.strokes import Hand
from sirekap_desktop.simulation.village import make_result
from sirekap_desktop.workflow.importing import JPEG_QUALITY

SCALE = 3.9
"""Pixels per mm that a 12-megapixel phone sees of a sheet."""
GRAIN = 3.0


def make_flats(variants: int, shape: Shape, contest: int) -> dict[int, list[bytes]]:
    """For each page of a contest so many pictures that differ only in their hash."""
    template = shape.template(contest)
    election = election_of(replace(shape, desa=1, tps=1), contest)
    _, tps = next(election.every_tps())
    values = make_result(tps, election.contestants, np.random.default_rng(1))
    pdf = blank_form(template)
    flats = {}
    for index, page in enumerate(template.pages):
        chance = np.random.default_rng([2, page.number])
        sheet = raster.render(pdf, index, SCALE * 25.4)
        fill_page(Pen(sheet, SCALE, Hand.from_seed(3), chance), page, values, {})
        grain = chance.normal(0, GRAIN, sheet.shape[:2])[..., np.newaxis]
        grained = np.clip(sheet + grain, 0, 255).astype(np.uint8)
        _, data = cv2.imencode(".jpg", grained, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        flats[page.number] = [bytes(data) + bytes([n]) for n in range(variants)]
    return flats
