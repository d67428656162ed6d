"""One form's way through the bench: drawn, photographed at each level, read, judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from benchmarks.reader import foreign, tesseract
from benchmarks.reader.clock import Clock, watch
from benchmarks.reader.measure import NumberResult, PageOutcome, outcome
from benchmarks.reader.pages import FORM, DrawnPage, chooser, draw_form, template
from benchmarks.reader.reading import Read, make_reader, read_form, together
from benchmarks.reader.records import records
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.simulation.field import Level, take
from tools.train_digits.data import Part

AROUND = 4.0
"""mm of paper shown around a number that went wrong."""


@dataclass(frozen=True)
class Task:
    """What a worker is told: which form, at which levels, how much else."""

    form: int
    seed: int
    levels: tuple[Level, ...]
    part: Part
    out: Path
    tesseract: int
    """Boxes of this form at each level that Tesseract reads as well."""
    foreign: bool = False


@dataclass
class Done:
    """What came of it."""

    pages: list[PageOutcome] = field(default_factory=list)
    samples: dict[str, list[tesseract.Sample]] = field(default_factory=dict)
    foreign: list[foreign.ForeignResult] = field(default_factory=list)


@cache
def _worker() -> Worker:
    """One for each process."""
    return Worker()


def run(task: Task) -> Done:
    """Do a task in whatever process this is."""
    return _worker().run(task)


class Worker:
    """Holds the reader, so one per process."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        self._clock = Clock()
        watch(self._clock)
        self._reader: PageReader = make_reader()

    def run(self, task: Task) -> Done:
        """Do one task; the same task gives the same pictures on every machine."""
        done = Done()
        drawn = self._drawn(task)
        if task.foreign:
            rng = np.random.default_rng([task.seed, task.form, 9])
            for one in foreign.foreigners(drawn, rng):
                (read,) = read_form(self._reader, [one.data], self._clock)
                result = foreign.judged(one, read)
                done.foreign.append(result)
                if result.wrong:
                    _keep(task.out / "foreign" / f"{one.name}.jpg", one.data)
            return done
        for number, level in enumerate(task.levels):
            rng = np.random.default_rng([task.seed, task.form, 100 + number])
            pictures = [take(page.image, page.scale, level, rng) for page in drawn]
            reads = read_form(self._reader, pictures, self._clock)
            heard = together(reads)
            for page, data, read in zip(drawn, pictures, reads, strict=True):
                done.pages.append(_with(self._judged(task, level, page, data, read), heard))
                done.samples.setdefault(level, []).extend(_asked(task, level, page, read))
        return done

    def _drawn(self, task: Task) -> tuple[DrawnPage, ...]:
        rng = np.random.default_rng([task.seed, task.form])
        known = records()
        return draw_form(rng, known[int(rng.integers(len(known)))], chooser(task.part))

    def _judged(
        self, task: Task, level: Level, page: DrawnPage, data: bytes, read: Read
    ) -> PageOutcome:
        found = outcome(
            read, page.truths, form=task.form, page=page.page, level=level, form_id=FORM
        )
        stem = f"{level}_{task.form:04d}_{page.page}"
        if found.refused or found.mistaken:
            _keep(task.out / "refused" / f"{stem}.jpg", data)
        numbers = tuple(_pictured(task, stem, number, read) for number in found.numbers)
        return replace(found, numbers=numbers)


def _with(page: PageOutcome, heard: Mapping[str, Reading]) -> PageOutcome:
    """Each number also with its status after all pages were heard."""
    numbers = (
        replace(n, together=heard[n.truth.field].status if n.truth.field in heard else n.status)
        for n in page.numbers
    )
    return replace(page, numbers=tuple(numbers))


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _pictured(task: Task, stem: str, number: NumberResult, read: Read) -> NumberResult:
    """A number that went wrong gets the picture of its boxes."""
    is_wrong = number.silent or (number.truth.legible and not number.right)
    flat = read.flat() if is_wrong else None
    if read.result is None or flat is None:
        return number
    reading = next((r for r in read.result.reading.readings if r.field == number.truth.field), None)
    if reading is None:
        return number
    scale = read.result.scale
    x, y, w, h = reading.box
    left, top = max(0, round((x - AROUND) * scale)), max(0, round((y - AROUND) * scale))
    right, bottom = round((x + w + AROUND) * scale), round((y + h + AROUND) * scale)
    path = task.out / "wrong" / f"{stem}_{number.truth.field}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), flat[top:bottom, left:right])
    return replace(number, picture=path.relative_to(task.out).as_posix())


def _asked(task: Task, level: Level, page: DrawnPage, read: Read) -> list[tesseract.Sample]:
    """A few boxes of the page, as Tesseract reads them."""
    flat = read.flat() if task.tesseract else None
    if read.result is None or flat is None:
        return []
    rng = np.random.default_rng([task.seed, task.form, page.page, len(level)])
    places = {place.field: place for place in template().pages[page.page - 1].places}
    readings = {reading.field: reading for reading in read.result.reading.readings}
    boxes = [
        (truth, index)
        for truth in page.truths
        for index, symbol in enumerate(truth.symbols)
        if symbol.isdigit() or symbol == "X"
    ]
    chosen = rng.permutation(len(boxes))[: -(-task.tesseract // 3)]
    samples = []
    for truth, index in (boxes[i] for i in chosen):
        if truth.field in readings:
            said = tesseract.ask(
                flat,
                read.result.scale,
                places[truth.field],
                readings[truth.field],
                index,
            )
            samples.append(tesseract.Sample(truth.symbols[index], said))
    return samples
