"""What repeats the numbers of a sheet: bubbles, row sums, tally strokes and words, as evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace, Page
from sirekap_desktop.models.reading import Source
from sirekap_desktop.models.words import words
from sirekap_desktop.ocr import letter_boxes, marks, row_sums, spelled, tally, writing
from sirekap_desktop.ocr.grids import Shift, snap
from sirekap_desktop.ocr.letters import LetterReader, Strip
from sirekap_desktop.ocr.numbers import Evidence, from_bubbles, mixed
from sirekap_desktop.ocr.view import View

SPREAD_WRONG = 0.01
"""What row sums and strokes leave to every number, beside the doubt they bring themselves."""
TALLY_A_CELL = 5


@dataclass(frozen=True)
class SmallBoxes:
    """The row sums' boxes of one field and their pictures."""

    field: str
    crops: tuple[NDArray[np.uint8], ...]


def places_of(page: Page) -> Iterator[Box]:
    """Where on the sheet something repeats a number, in mm."""
    for place in page.places:
        yield from place.repeats.values()


def small_boxes(sheet: View, page: Page, shift: Shift) -> tuple[SmallBoxes, ...]:
    """The row sums' boxes of every field, to be read in the page's one batch."""
    found = []
    for place in page.places:
        if place.row_sums is not None:
            lie = row_sums.places(sheet.dark, sheet.scale, place.row_sums, page.frames, shift)
            crops = row_sums.crops(sheet.grey, sheet.scale, lie)
            found.append(SmallBoxes(place.field, tuple(crops)))
    return tuple(found)


class Copies:
    """Reads what repeats the numbers; holds the network for letters, so one per worker."""

    def __init__(self, letters: LetterReader) -> None:
        self._letters = letters

    def evidence(
        self,
        sheet: View,
        page: Page,
        shift: Shift,
        sums: Sequence[tuple[SmallBoxes, NDArray[np.float32]]],
    ) -> dict[str, list[Evidence]]:
        """All evidence by field; `sums` are the small boxes with the digit network's answers."""
        found: dict[str, list[Evidence]] = {place.field: [] for place in page.places}
        ringed = [place for place in page.places if place.bubbles is not None]
        bubbles = [place.bubbles for place in ringed if place.bubbles is not None]
        for place, seen in zip(
            ringed, marks.read_page(sheet.dark, sheet.scale, bubbles, shift), strict=True
        ):
            found[place.field] += filter(None, [from_bubbles(seen)])
        by_field = {place.field: place for place in page.places}
        for boxes, answers in sums:
            found[boxes.field] += _from_sums(by_field[boxes.field], answers)
        for place in page.places:
            found[place.field] += _from_tally(sheet, place, page, shift)
        for field, one in self._from_words(sheet, page, shift):
            found[field].append(one)
        return found

    def _from_words(self, sheet: View, page: Page, shift: Shift) -> Iterator[tuple[str, Evidence]]:
        signs = tuple(place.words_print for place in page.places if place.words_print is not None)
        printed = (*writing.printed_boxes(page.labels), *signs)
        strips = ((place, _strip(sheet, place, page, shift, printed)) for place in page.places)
        lines = [(place, strip) for place, strip in strips if strip is not None]
        read = self._letters.read([strip for _, strip in lines])
        for (place, _), letters in zip(lines, read, strict=True):
            said = spelled.spelled(letters, self._letters.trust)
            if said is not None:
                source = Source("words", words(said.value), said.value, round(said.probability, 4))
                yield place.field, Evidence(source, _fitted(np.exp(said.evidence), place))


def _strip(
    sheet: View, place: FieldPlace, page: Page, shift: Shift, printed: Sequence[Box]
) -> Strip | None:
    """The number in words as a strip for the letter network, from a line or from letter boxes."""
    if place.letters is not None:
        moved = snap(sheet.dark, sheet.scale, place.letters, page.frames, shift)
        return letter_boxes.cells_on(sheet.dark, sheet.scale, place.letters, moved, printed)
    if place.words is None:
        return None
    x, y, w, h = place.words
    dx, dy = shift(x + w / 2, y + h / 2)
    near = [(px + dx, py + dy, pw, ph) for px, py, pw, ph in printed]
    return writing.line_on(sheet.dark, sheet.scale, (x + dx, y + dy, w, h), near)


def _from_sums(place: FieldPlace, answers: NDArray[np.float32]) -> Iterator[Evidence]:
    if place.tally is not None:
        holds = len(place.tally.x) * TALLY_A_CELL
        sums = row_sums.total(answers, holds)
        if sums.value is not None:
            used = sums.rows[: max(1, -(-sums.value // holds))]
            source = Source("row_sums", " ".join(used), sums.value, round(sums.probability, 4))
            yield Evidence(source, mixed(_fitted(sums.spread, place), SPREAD_WRONG))


def _from_tally(sheet: View, place: FieldPlace, page: Page, shift: Shift) -> Iterator[Evidence]:
    if place.tally is not None:
        seen = tally.count(sheet.dark, sheet.scale, place.tally, page.frames, shift)
        if seen is not None:
            sure = float(seen.spread[seen.low : seen.high + 1].sum())
            source = Source("tally", f"{seen.low}–{seen.high}", None, round(sure, 4))
            yield Evidence(source, mixed(_fitted(seen.spread, place), SPREAD_WRONG))


def _fitted(spread: NDArray[np.float64], place: FieldPlace) -> NDArray[np.float64]:
    """A distribution over as many values as the digit boxes can hold."""
    values = 10 ** len(place.boxes)
    if len(spread) >= values:
        return spread[:values]
    return np.pad(spread, (0, values - len(spread)))
