"""The one place where the bench calls the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.reader.clock import REST, Clock
from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.ocr.page import PageReader, PageResult
from sirekap_desktop.ocr.solve import settle


@dataclass(frozen=True)
class Read:
    """One picture as it was read (None: the file itself was refused) and CPU seconds by step."""

    result: PageResult | None
    seconds: dict[str, float]

    @property
    def refused(self) -> str:
        """The code of the refusal, or nothing."""
        if self.result is None:
            return "file"
        fatal = [p.code for p in self.result.reading.problems if p.fatal]
        return fatal[0] if fatal else ""

    def flat(self) -> NDArray[np.uint8] | None:
        """The flattened sheet (BGR, `result.scale` px/mm), None where there is none."""
        return None if self.result is None or self.refused else self.result.flatten()


def make_reader() -> PageReader:
    """The reader as the program builds it."""
    return PageReader(catalog(), paths.resources() / "ocr")


def read_form(reader: PageReader, pictures: Sequence[bytes], clock: Clock) -> list[Read]:
    """The pictures of one polling station, each as the program would propose its numbers."""
    return [_read(reader, data, clock) for data in pictures]


def together(reads: Sequence[Read]) -> dict[str, Reading]:
    """What the pages of one polling station say once each vouches for the others."""
    pages = [read.result.reading for read in reads if read.result is not None and not read.refused]
    forms = {page.form for page in pages}
    if len(forms) != 1:
        return {}
    readings = [reading for page in pages for reading in page.readings]
    return {r.field: r for r in settle(readings, catalog()[str(forms.pop())])}


def _read(reader: PageReader, data: bytes, clock: Clock) -> Read:
    clock.take()
    result: PageResult | None = None
    with clock.step(REST):
        try:
            results = reader.read_file(data)
            result = results[0] if results else None
        except SirekapError:
            result = None
    return Read(result, clock.take())
