"""A copy on A4 is read as if it were a large sheet, and told in its own millimetres."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sirekap_desktop import raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import copies
from sirekap_desktop.models.reading import Status
from sirekap_desktop.ocr.enlarge import SIDE, enlarged, factor_of
from sirekap_desktop.simulation import field
from sirekap_desktop.simulation.sheet import Pen
from sirekap_desktop.simulation.strokes import Hand
from tests import paper

SCALE = 10.0
NUMBERS = {"paslon_1": 105, "paslon_2": 22, "paslon_3": 61, "suara_sah": 188}


@cache
def form() -> Template:
    return copies()["pemilu_2024/c_hasil_salinan_ppwp"]


def test_the_usual_box_becomes_as_wide_as_on_the_large_sheet() -> None:
    large = enlarged(form(), factor_of(form()))
    widths = [b[2] for page in large.pages for place in page.places for b in place.boxes]
    assert np.median(widths) == pytest.approx(SIDE)
    assert large.size[0] / large.size[1] == pytest.approx(form().size[0] / form().size[1])


def test_a_photographed_copy_is_read_and_its_boxes_are_told_where_they_are() -> None:
    rng = np.random.default_rng(4)
    page = form().pages[1]
    image = raster.render(blank_form(form()), 1, 25.4 * SCALE)
    pen = Pen(image, SCALE, Hand.from_seed(5), rng)
    for place in page.places:
        if place.field in NUMBERS:
            for symbol, box in zip(f"{NUMBERS[place.field]:X>3}", place.boxes, strict=True):
                pen.symbol(symbol, box)
    data = field.take(image, SCALE * form().size[0] / paper.template().size[0], "easy", rng)
    (result,) = paper.reader().read_file(data)
    reading = result.reading
    assert (reading.form, reading.page, reading.refused) == (form().form, 2, False)
    read = {r.field: r for r in reading.readings}
    assert {f: read[f].value for f in NUMBERS} == NUMBERS
    assert read["suara_total"].status is Status.UNREAD
    for place in page.places:
        assert read[place.field].box == pytest.approx(place.extent, abs=1.0)
    flat = result.flatten()
    assert flat is not None
    assert flat.shape[1] == pytest.approx(form().size[0] * result.scale, abs=1)
