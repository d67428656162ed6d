"""Draws the blank sheets of forms without marker as small grey PNG beside their templates.

`python -m tools.blank_pages`; `ocr.features` recognises such a sheet by them, and an engine may
not draw documents itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop import paths, raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import copies

PER_MM = 4.0
GREYS = 16
"""Shades that are kept: the file is a third as large."""


def pictures(template: Template) -> Iterator[NDArray[np.uint8]]:
    """Each page of a form in grey, `PER_MM` pixels per mm."""
    pdf = blank_form(template)
    size = tuple(round(side * PER_MM) for side in template.size)
    for page in template.pages:
        fine = cv2.cvtColor(
            raster.render(pdf, page.number - 1, 25.4 * PER_MM * 2), cv2.COLOR_BGR2GRAY
        )
        grey = cv2.resize(fine, size, interpolation=cv2.INTER_AREA)
        step = 255 / (GREYS - 1)
        yield np.asarray(np.round(np.round(grey / step) * step), np.uint8)


def main() -> None:
    """Writes `blank_<page>.png` into the folder of every form that has no marker."""
    for template in copies().values():
        folder = paths.resources() / "forms" / template.form
        for page, picture in zip(template.pages, pictures(template), strict=True):
            file = Path(folder) / f"blank_{page.number}.png"
            cv2.imwrite(str(file), picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
            print(file.name, file.stat().st_size, picture.shape)


if __name__ == "__main__":
    main()
