"""From a file to proposals: the whole way of one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Page, Template
from sirekap_desktop.models.reading import Problem, Reading, SheetReading
from sirekap_desktop.ocr import (
    boxes,
    identify,
    load,
    locate,
    marks,
    numbers,
    printed,
    quality,
    solve,
)
from sirekap_desktop.ocr.digits import DigitReader

FINEST, COARSEST = 4.0, 2.0
"""Pixels per mm of the flattened sheet; small pictures are enlarged a little to be cut well."""
MOST_LOST = 0.34
"""Part of the frames that may be missing before the whole sheet is refused."""


@dataclass(frozen=True)
class PageResult:
    """What was read and the flattened sheet (BGR, `scale` px/mm), None where none was found."""

    reading: SheetReading
    flat: NDArray[np.uint8] | None
    scale: float


class PageReader:
    """Reads C forms; holds the network, so one per worker, not thread-safe."""

    def __init__(self, templates: Mapping[str, Template], weights: Path) -> None:
        self._templates = templates
        self._digits = DigitReader(weights)
        widths = {
            len(place.boxes)
            for template in templates.values()
            for page in template.pages
            for place in page.places
        }
        self._meanings = {width: numbers.Meanings.of(width) for width in widths}

    def read_file(self, data: bytes) -> list[PageResult]:
        """Every page of a file; raises SirekapError for what is no picture (see `ocr.load`)."""
        return [self.read(picture) for picture in load.pictures(data)]

    def read(self, picture: NDArray[np.uint8]) -> PageResult:
        """One upright picture (BGR) of one sheet."""
        grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
        families = {template.tag_family for template in self._templates.values()}
        tags = tuple(tag for family in families for tag in identify.find_tags(grey, family))
        known = [
            (tag, found)
            for tag in tags
            if (found := identify.page_of(tag, self._templates.values())) is not None
        ]
        if not known:
            return self._refuse_untagged(picture, grey, tags)
        tag, (template, page) = known[0]
        if len(known) > 1:
            return _refused(template, page, Problem("two_sheets"))
        return self._read_tagged(picture, grey, tag, template, page)

    def _read_tagged(
        self,
        picture: NDArray[np.uint8],
        grey: NDArray[np.uint8],
        tag: identify.Tag,
        template: Template,
        page: Page,
    ) -> PageResult:
        plane = locate.find_plane(grey, tag, template)
        softness = quality.blur(grey, tag.corners, template.tag_box[2])
        if softness > quality.SOFTEST:
            return _refused(template, page, Problem("blurred"))
        if isinstance(plane, locate.Lost):
            where = ", ".join(plane.corners)
            problem = Problem("corner_missing", (("corner", where),))
            return _refused(template, page, problem if where else Problem("corners_unclear"))
        if plane.scale < quality.SMALLEST:
            return _refused(template, page, Problem("too_small"))
        scale = min(FINEST, max(COARSEST, plane.scale))
        flat = _flatten(picture, plane, template, scale)
        numbers_read = self._numbers(flat, scale, template, page)
        readings = solve.doubt_failed_sums(numbers_read, template)
        lost = [reading for reading in readings if reading.why == "frame"]
        if len(lost) > MOST_LOST * len(readings):
            return _refused(template, page, Problem("frames_missing"))
        problems = tuple(
            Problem("frame_missing", (("field", reading.field),), fatal=False) for reading in lost
        )
        return PageResult(SheetReading(template.form, page.number, problems, readings), flat, scale)

    def _numbers(
        self, flat: NDArray[np.uint8], scale: float, template: Template, page: Page
    ) -> tuple[Reading, ...]:
        grey = np.asarray(cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY), np.uint8)
        dark = boxes.darkness(grey, scale)
        found = boxes.find_boxes(dark, scale, page.places, template.frame_width)
        crops = [boxes.cut(grey, scale, box) for one in found for box in one.boxes]
        answers = iter(self._digits.classify(crops))
        readings = []
        for place, one in zip(page.places, found, strict=True):
            width = len(place.boxes)
            rows = np.array([next(answers) for _ in range(width)])
            bubbles = None
            if place.bubbles is not None:
                bubbles = marks.read_bubbles(dark, scale, place.bubbles, place.boxes, one.boxes)
            readings.append(
                numbers.weigh(
                    place.field,
                    rows,
                    bubbles,
                    _around(one.boxes),
                    meanings=self._meanings[width],
                    sure=self._digits.sure_threshold,
                    frames_sound=one.is_sound,
                )
            )
        return tuple(readings)

    def _refuse_untagged(
        self,
        picture: NDArray[np.uint8],
        grey: NDArray[np.uint8],
        tags: tuple[identify.Tag, ...],
    ) -> PageResult:
        if tags:
            number = ", ".join(str(tag.number) for tag in tags)
            problem = Problem("tag_unknown", (("tag", number),))
            return PageResult(SheetReading(None, None, (problem,), ()), None, 0.0)
        if quality.is_featureless(grey):
            return PageResult(SheetReading(None, None, (Problem("blurred"),), ()), None, 0.0)
        said = printed.read_print(picture, self._templates.values())
        problem = Problem("tag_missing")
        if said is not None:
            facts = (("model", said.model), ("page", str(said.page)))
            problem = Problem("sheet_looks_like", facts)
        return PageResult(SheetReading(None, None, (problem,), ()), None, 0.0)


def _refused(template: Template, page: Page, problem: Problem) -> PageResult:
    return PageResult(SheetReading(template.form, page.number, (problem,), ()), None, 0.0)


def _flatten(
    picture: NDArray[np.uint8], plane: locate.Plane, template: Template, scale: float
) -> NDArray[np.uint8]:
    width, height = (round(side * scale) for side in template.size)
    to_picture = plane.to_picture @ np.diag([1 / scale, 1 / scale, 1.0])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(
        picture, to_picture, (width, height), flags=flags, borderValue=(255, 255, 255)
    )
    return np.asarray(flat, np.uint8)


def _around(found: tuple[Box, ...]) -> Box:
    left, top = min(b[0] for b in found), min(b[1] for b in found)
    right = max(b[0] + b[2] for b in found)
    bottom = max(b[1] + b[3] for b in found)
    return (round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))
