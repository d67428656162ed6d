"""Blank sheets for the panels of Periksa, large enough to be moved about."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QImage

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.reading import Reading, Source, Status
from sirekap_desktop.ui.sheet_panel import Paper
from tests import desks

SCALE = 2.0
TEMPLATE = catalog()[desks.FORM]


def blank(colour: str = "#ffffff") -> QImage:
    """A sheet on which nothing is written."""
    width, height = TEMPLATE.size
    image = QImage(round(width * SCALE), round(height * SCALE), QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def papers(*pages: int) -> dict[int, Paper]:
    """Blank sheets of these pages."""
    return {page: Paper(f"lembar {page}", blank(), SCALE) for page in pages}


def readings(
    values: Mapping[str, int] = desks.GOOD, template: Template = TEMPLATE
) -> dict[str, Reading | None]:
    """What would be read from them, surely."""
    return {
        place.field: sure(place.field, values[place.field])
        for page in template.pages
        for place in page.places
    }


def sure(field: str, value: int, *copies: Source) -> Reading:
    """A number that was read well, with its copies."""
    place = TEMPLATE.page_of(field)[1]
    digits = Source("digits", f"{value:03d}", value, 0.99)
    return Reading(field, value, 0.99, None, Status.SURE, (digits, *copies), place.extent)
