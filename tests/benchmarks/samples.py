"""Readings and truths made by hand, for the judging parts of the bench."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.reader.pages import FORM, Truth
from benchmarks.reader.reading import Read
from sirekap_desktop.models.reading import Problem, Reading, SheetReading, Source, Status
from sirekap_desktop.ocr.page import PageResult
from tests import paper

TRUTH = Truth("suara_sah", 16, ("X", "1", "6"))


def reading(text: str, value: int | None, status: Status = Status.SURE, why: str = "") -> Reading:
    """What the reader might say about TRUTH's field."""
    source = Source("digits", text, value, 0.99)
    return Reading(TRUTH.field, value, 0.99, None, status, (source,), (455, 166, 67, 20), why)


def read(*readings: Reading, page: int = 3, form: str | None = FORM, refused: str = "") -> Read:
    """A picture that was read so, in 30 ms."""
    problems = (Problem(refused),) if refused else ()
    result = _a_result()
    sheet = SheetReading(form, page, problems, readings)
    return Read(replace(result, reading=sheet), {"load": 0.01, "rest": 0.02})


def _a_result() -> PageResult:
    return paper.reader().read(np.full((60, 40, 3), 255, np.uint8))
