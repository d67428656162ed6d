"""From a file to proposals: the whole way of one picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop import paths
from sirekap_desktop.models.form import Box, Page, Template
from sirekap_desktop.models.form_files import copies as copied_forms
from sirekap_desktop.models.form_files import drafts
from sirekap_desktop.models.reading import Problem, Reading, SheetReading
from sirekap_desktop.ocr import (
    boxes,
    enlarge,
    features,
    finding,
    identify,
    load,
    locate,
    numbers,
    printed,
    quality,
    solve,
    view,
)
from sirekap_desktop.ocr.copies import Copies, places_of, small_boxes
from sirekap_desktop.ocr.digits import DigitReader
from sirekap_desktop.ocr.guides import without_guides
from sirekap_desktop.ocr.letters import LetterReader
from sirekap_desktop.ocr.shrink import Levels, halves

FINEST, COARSEST = 4.0, 2.0
"""Pixels per mm of the flattened sheet; small pictures are enlarged a little to be cut well."""
FINE = 3.0
"""Pixels per mm that are enough; below them a picture unpacked smaller is unpacked whole."""
LOOSE = 12.0
"""How far around its place, in mm, the sheet is flattened: folds, margins and frames."""
MOST_LOST = 0.34
"""Part of the frames that may be missing before the whole sheet is refused."""


@dataclass(frozen=True)
class Steps:
    """What was seen on the way to a reading, for `ocr.explain`; references, no copies.

    `shape` (height, width) is that of the grey picture in whose pixels tags and plane stand.
    `crops` and the rows of `answers` follow the boxes of `found`, one `found` for each field.
    """

    source: load.Source
    shape: tuple[int, int]
    tags: tuple[identify.Tag, ...] = ()
    template: Template | None = None
    page: Page | None = None
    plane: locate.Plane | None = None
    larger: float = 1.0
    """How many times larger than on paper `template`, `plane` and `found` take a small copy."""
    found: tuple[boxes.Found, ...] = ()
    crops: tuple[NDArray[np.uint8], ...] = ()
    answers: NDArray[np.float32] | None = None


@dataclass(frozen=True)
class PageResult:
    """What was read; `scale` (px/mm) of the flattened sheet, 0 where none was found."""

    reading: SheetReading
    scale: float
    steps: Steps

    def flatten(self) -> NDArray[np.uint8] | None:
        """The whole sheet flat (BGR) for a person's eyes; None when it was refused.

        Unpacks the picture once more, in colour; raises as `ocr.load`.
        """
        plane, template = self.steps.plane, self.steps.template
        if self.reading.refused or plane is None or template is None:
            return None
        scale = self.scale / self.steps.larger
        return view.flatten(self.steps.source.colour(), plane, template.size, scale)


class PageReader:
    """Reads C forms; holds the networks, so one per worker, not thread-safe."""

    def __init__(self, templates: Mapping[str, Template], weights: Path) -> None:
        """`templates` are the forms that elections have; copies and drafts are known besides."""
        self._templates = templates
        self._marked = {**drafts(), **templates}
        copied = copied_forms()
        self._blanks = features.Blanks(copied.values(), paths.resources() / "forms")
        self._digits = DigitReader(weights)
        self._copies = Copies(LetterReader(weights))
        widths = {
            len(place.boxes)
            for template in (*self._marked.values(), *copied.values())
            for page in template.pages
            for place in page.places
        }
        self._meanings = {width: numbers.Meanings.of(width) for width in widths}

    def read_file(self, data: bytes) -> list[PageResult]:
        """Every page of a file; raises SirekapError for what is no picture (see `ocr.load`)."""
        return [self._read(source) for source in load.sources(data)]

    def read(self, picture: NDArray[np.uint8]) -> PageResult:
        """One upright picture (BGR) of one sheet."""
        return self._read(load.Held(picture))

    def _read(self, source: load.Source) -> PageResult:
        result = self._look(source)
        if source.has_finer and (result.reading.refused or result.scale < FINE):
            return self._look(source.whole())
        return result

    def _look(self, source: load.Source) -> PageResult:
        grey = source.grey()
        levels = halves(grey)
        tags = finding.find_tags(levels, self._marked)
        steps = Steps(source, (grey.shape[0], grey.shape[1]), tags)
        sheet = finding.find_sheet(levels, tags, self._marked, self._blanks)
        steps = replace(steps, template=sheet.template, page=sheet.page)
        if isinstance(sheet, finding.NoSheet):
            return _refused(steps, self._named(steps, sheet.problem))
        located = sheet.located
        return self._read_sheet(
            levels,
            sheet,
            replace(steps, plane=located.plane, found=located.found, larger=sheet.larger),
        )

    def _read_sheet(self, levels: Levels, sheet: finding.Sheet, steps: Steps) -> PageResult:
        template, page, located = sheet.template, sheet.page, sheet.located
        scale = min(FINEST, max(COARSEST, located.plane.scale))
        seen = view.View(levels, located.plane, template.size, scale)
        seen.see([place.extent for place in page.places], LOOSE)
        good = _measured(seen, sheet)
        bad = quality.problems(good) if good is not None else ()
        fatal = [problem for problem in bad if problem.fatal]
        lost = sum(not one.is_sound for one in located.found)
        if lost > MOST_LOST * len(located.found):
            fatal.append(Problem("frames_missing"))
        if fatal:
            return _refused(steps, fatal[0])
        doubts = quality.doubted_fields(good) if good is not None else {}
        readings, steps = self._numbers(seen, sheet, doubts, steps)
        unseen = (r.field for r in readings if r.why == "frame")
        missing = (Problem("frame_missing", (("field", f),), fatal=False) for f in unseen)
        problems = (*located.problems, *bad, *missing)
        if sheet.larger != 1.0:
            readings = enlarge.reduced(readings, sheet.larger)
        reading = SheetReading(template.form, page.number, problems, readings)
        return PageResult(reading, scale * sheet.larger, steps)

    def _numbers(
        self, seen: view.View, sheet: finding.Sheet, doubts: Mapping[str, str], steps: Steps
    ) -> tuple[tuple[Reading, ...], Steps]:
        """Every number of the sheet, all boxes of the page in one batch of the network."""
        page, found, shift = sheet.page, sheet.located.found, sheet.located.bend.at
        seen.see(places_of(page), LOOSE)
        crops = [boxes.cut(seen.grey, seen.scale, box) for one in found for box in one.boxes]
        if sheet.template.frame_grey:
            crops = without_guides(crops)
        small = small_boxes(seen, page, shift)
        answers = self._digits.classify([*crops, *(crop for one in small for crop in one.crops)])
        of_sums = np.split(answers[len(crops) :], np.cumsum([len(one.crops) for one in small])[:-1])
        others = self._copies.evidence(seen, page, shift, list(zip(small, of_sums, strict=False)))
        rows = iter(answers)
        readings = [
            numbers.weigh(
                place.field,
                np.array([next(rows) for _ in place.boxes]),
                others[place.field],
                _around(one.boxes),
                meanings=self._meanings[len(place.boxes)],
                frames_sound=one.is_sound,
                spoilt_by=doubts.get(place.field, ""),
            )
            for place, one in zip(page.places, found, strict=True)
        ]
        steps = replace(steps, crops=tuple(crops), answers=answers[: len(crops)])
        return solve.settle(readings, sheet.template), steps

    def _named(self, steps: Steps, problem: Problem) -> Problem:
        """A sheet without a known tag is named by its printed title, where that can be read."""
        if problem.code != "tag_missing":
            return problem
        said = printed.read_print(steps.source.colour(), self._templates.values())
        if said is None:
            return problem
        return Problem("sheet_looks_like", (("model", said.model), ("page", str(said.page))))


def _measured(seen: view.View, sheet: finding.Sheet) -> quality.Quality | None:
    """The quality of the picture at the boxes whose frames were found."""
    found = sheet.located.found
    places = {
        place.field: [box for box, sound in zip(one.boxes, one.sound, strict=True) if sound]
        for place, one in zip(sheet.page.places, found, strict=True)
    }
    boxes_seen = [box for group in places.values() for box in group]
    if not boxes_seen:
        return None
    pixels = quality.pixels_per_mm(sheet.located.plane.to_picture, boxes_seen)
    form = sheet.template
    printed = 1 - form.frame_grey
    return quality.measure(seen.grey, seen.scale, places, form.frame_width, pixels, printed)


def _refused(steps: Steps, problem: Problem) -> PageResult:
    form = steps.template.form if steps.template is not None else None
    number = steps.page.number if steps.page is not None else None
    return PageResult(SheetReading(form, number, (problem,), ()), 0.0, steps)


def _around(found: Sequence[Box]) -> Box:
    left, top = min(b[0] for b in found), min(b[1] for b in found)
    right = max(b[0] + b[2] for b in found)
    bottom = max(b[1] + b[3] for b in found)
    return (round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))
