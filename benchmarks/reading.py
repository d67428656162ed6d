"""How long reading takes and how much memory: 12-megapixel pages, alone and many at once.

Marks: the median page at most 0.3 s on one core, decoding included; 300 pages as an import reads
them, with their flat pictures, at most 60 s on two cores; a worker at most 300 MB.
"""

from __future__ import annotations

import re
import resource
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from sirekap_desktop import paths, pool, raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.simulation import camera, sheet, village
from sirekap_desktop.simulation.strokes import Hand

FORM = "pemilu_2024/c_hasil_ppwp"
PAGE_LIMIT = 0.3
"""Seconds of one core for the median page."""
IMPORT_LIMIT = 60.0
"""Seconds for MANY pages on CORES cores."""
MEMORY_LIMIT = 300.0
"""MB that a worker may take at its highest."""
RUNS = 9
FORMS = 4
MANY, CORES = 300, 2


def photographs(seed: int) -> list[bytes]:
    """The three filled sheets of a TPS as JPEGs of 3024 × 4032 pixels."""
    template = catalog()[FORM]
    rng = np.random.default_rng(seed)
    election = village.make_election(FORM, "Uji", rng, desa=1, tps=1)
    values = village.make_result(election.desa[0].tps[0], election.contestants, rng)
    taken = []
    for page in template.pages:
        image = raster.render(blank_form(template, [page.number]), 0, 25.4 * 4)
        pen = sheet.Pen(image, 4.0, Hand.from_seed(seed), rng)
        sheet.fill_page(pen, page, values, {})
        shot = camera.Shot.from_rng(rng)
        taken.append(camera.as_jpeg(camera.photograph(image, shot, rng), shot.quality))
    return taken


class Importer:
    """Reads a page and makes the picture that an import keeps; says its highest memory in MB."""

    def __init__(self) -> None:
        self._reader: PageReader | None = None

    def take(self, path: Path) -> float:
        """The memory of this process so far; raises ValueError for a page that is refused."""
        self._reader = self._reader or make_reader()
        for result in self._reader.read_file(path.read_bytes()):
            flat = result.flatten()
            if flat is None:
                raise ValueError(f"{path.name}: {result.reading.problems}")
            cv2.imencode(".jpg", flat, [cv2.IMWRITE_JPEG_QUALITY, 85])
        status = Path("/proc/self/status").read_text("ascii")
        return int(re.findall(r"VmHWM:\s*(\d+) kB", status)[0]) / 1000


def make_reader() -> PageReader:
    """As the program makes it."""
    return PageReader(catalog(), paths.resources() / "ocr")


def one_page(pages: list[bytes]) -> float:
    """The median seconds of a page; prints each page's figures."""
    cv2.setNumThreads(1)
    reader = make_reader()
    medians = []
    for number, data in enumerate(pages, 1):
        (result,) = reader.read_file(data)
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            reader.read_file(data)
            times.append(time.process_time() - start)
        medians.append(statistics.median(times))
        told = f"{len(result.reading.readings)} numbers {medians[-1]:.2f} s"
        print(f"page {number}: {told} ({min(times):.2f}-{max(times):.2f})")
    return statistics.median(medians)


def many_pages(files: list[Path]) -> tuple[float, float]:
    """Seconds for MANY pages on CORES cores, and the highest memory of a worker in MB."""
    start = time.perf_counter()
    peaks = []
    given = [files[number % len(files)] for number in range(MANY)]
    for file, peak in zip(given, pool.spread(Importer().take, given, CORES), strict=True):
        if isinstance(peak, pool.Fault):
            raise SystemExit(f"{file.name}: {peak.report}")
        peaks.append(peak)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{MANY} pages: {spent.ru_utime + spent.ru_stime:.0f} s of processor in all")
    return time.perf_counter() - start, max(peaks)


def main() -> int:
    """Print the figures; 1 when one misses its mark."""
    forms = [photographs(seed) for seed in range(FORMS)]
    page = one_page(forms[0])
    with TemporaryDirectory() as place:
        files = [Path(place, f"{number:03d}.jpg") for number in range(3 * FORMS)]
        for file, data in zip(files, (data for form in forms for data in form), strict=True):
            file.write_bytes(data)
        seconds, memory = many_pages(files)
    print(f"median page {page:.2f} s of one core (mark {PAGE_LIMIT} s)")
    print(f"{MANY} pages, {CORES} processes: {seconds:.0f} s (mark {IMPORT_LIMIT:.0f} s)")
    print(f"highest memory of a worker {memory:.0f} MB (mark {MEMORY_LIMIT:.0f} MB)")
    kept = page <= PAGE_LIMIT and seconds <= IMPORT_LIMIT and memory <= MEMORY_LIMIT
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
