"""A copy on A4 as if it were as large as C.HASIL: every distance in `ocr` is that of its boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

import numpy as np

from sirekap_desktop.models.form import Box, Page, Template
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.ocr.locate import Plane

SIDE: Final = 18.0
"""Width of a digit box on C.HASIL, in mm."""


def factor_of(template: Template) -> float:
    """How many times larger the sheet must be taken for its boxes to be of the usual size."""
    return SIDE / median(
        box[2] for page in template.pages for place in page.places for box in place.boxes
    )


def enlarged(template: Template, by: float) -> Template:
    """The sheet with its digit boxes so many times larger; copies have nothing else to read."""
    return replace(
        template,
        size=(template.size[0] * by, template.size[1] * by),
        frame_width=template.frame_width * by,
        pages=tuple(_page(page, by) for page in template.pages),
    )


def enlarged_plane(plane: Plane, by: float) -> Plane:
    """The plane of the enlarged sheet in the same picture."""
    matrix = plane.to_picture @ np.diag([1 / by, 1 / by, 1.0])
    return replace(plane, to_picture=matrix, scale=plane.scale / by)


def reduced(readings: Sequence[Reading], by: float) -> tuple[Reading, ...]:
    """Readings of the enlarged sheet with their places on the sheet as it is."""
    return tuple(replace(r, box=_box(r.box, 1 / by)) for r in readings)


def _page(page: Page, by: float) -> Page:
    places = (
        replace(place, boxes=tuple(_box(box, by) for box in place.boxes)) for place in page.places
    )
    return replace(page, places=tuple(places))


def _box(box: Box, by: float) -> Box:
    x, y, w, h = box
    return (x * by, y * by, w * by, h * by)
