"""How long a 12-megapixel page takes on one core, decoding included (at most 1.0 s)."""

from __future__ import annotations

import statistics
import sys
import time

import cv2
import numpy as np

from sirekap_desktop import paths, raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.simulation import camera, sheet, village
from sirekap_desktop.simulation.strokes import Hand

FORM = "pemilu_2024/c_hasil_ppwp"
LIMIT = 1.0
"""Seconds for one page."""
RUNS = 9


def photograph(page: int) -> bytes:
    """A filled sheet as a JPEG of 3024 × 4032 pixels."""
    template = catalog()[FORM]
    rng = np.random.default_rng(page)
    election = village.make_election(FORM, "Uji", rng, desa=1, tps=1)
    values = village.make_result(election.desa[0].tps[0], 3, rng)
    image = raster.render(blank_form(template, [page]), 0, 25.4 * 4)
    pen = sheet.Pen(image, 4.0, Hand.from_seed(page), rng)
    sheet.fill_page(pen, template.pages[page - 1], values, {})
    return camera.as_jpeg(camera.photograph(image, camera.Shot(), rng), 88)


def main() -> int:
    """Print seconds per page and their spread; 1 when the median of a page is over the limit."""
    cv2.setNumThreads(1)
    reader = PageReader(catalog(), paths.resources() / "ocr")
    slowest = 0.0
    for page in (1, 2, 3):
        data = photograph(page)
        (result,) = reader.read_file(data)
        if result.reading.refused:
            print(f"page {page}: refused, {result.reading.problems}")
            return 1
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            reader.read_file(data)
            times.append(time.process_time() - start)
        median = statistics.median(times)
        slowest = max(slowest, median)
        spread = f"{min(times):.2f}-{max(times):.2f}"
        print(f"page {page}: {len(result.reading.readings)} numbers {median:.2f} s ({spread})")
    return 0 if slowest <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
