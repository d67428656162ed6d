"""Pictures of each step of a reading, for whoever asks why a number was read so."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, FieldPlace
from sirekap_desktop.models.reading import Reading, Status
from sirekap_desktop.ocr import view
from sirekap_desktop.ocr.boxes import Found
from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.ocr.locate import Plane
from sirekap_desktop.ocr.page import PageResult, Steps

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

LONG_SIDE = 1600
"""Pixels of the first picture."""
SHEET_SCALE = 3.0
"""Pixels per mm of the second and the fourth."""
CELL, TEXT_ROOM = 96, 34
"""Side of a crop in the third, and the room below it for its answers, in pixels."""
ROWS = 11
"""Fields below each other in the third."""
AROUND = 4.0
"""Paper around a part of the fourth picture, in mm."""
GREEN, ORANGE, RED, BLUE, GREY, INK = (
    (60, 150, 40),
    (0, 130, 240),
    (40, 40, 220),
    (200, 110, 20),
    (140, 140, 140),
    (30, 30, 30),
)
_LOOKS = {Status.SURE: (GREEN, "S"), Status.CHECK: (ORANGE, "C"), Status.UNREAD: (RED, "U")}
"""Colour and letter of a status: S sure, C check, U unread."""


def write(result: PageResult, folder: Path, name: str) -> None:
    """Write `name`-1 to `name`-4 as PNG, as far as the reading came, and `name`.txt beside them.

    1 tag and marks on the picture, 2 the flat sheet with each box as found and its likeness, 3 the
    cut boxes with their likeliest answers, 4 what repeats the numbers. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    steps = result.steps
    colour = steps.source.colour()
    drawings = [_on_picture(colour, steps)]
    if steps.plane is not None and steps.template is not None and steps.found:
        flat = view.flatten(colour, steps.plane, steps.template.size, SHEET_SCALE)
        drawings += [_on_sheet(flat, result), _crops(steps), _others(flat, result)]
    for number, drawing in enumerate(drawings, 1):
        (folder / f"{name}-{number}.png").write_bytes(bytes(cv2.imencode(".png", drawing)[1]))
    (folder / f"{name}.txt").write_text("\n".join(_words(result)) + "\n", "utf-8")


def _on_picture(colour: Picture, steps: Steps) -> Picture:
    """The picture with every tag, and the marks and the sheet where the plane puts them."""
    factor = min(1.0, LONG_SIDE / max(colour.shape[:2]))
    small = cv2.resize(colour, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    drawing = np.asarray(small, np.uint8)
    for tag in steps.tags:
        _outline(drawing, tag.corners * factor, BLUE)
        _say(drawing, tag.name, tag.corners.max(axis=0) * factor, BLUE)
    if steps.plane is not None and steps.template is not None:
        width, height = steps.template.size
        edge = np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]])
        _outline(drawing, _project(steps.plane, edge) * factor, GREEN)
        for at in _project(steps.plane, np.array(steps.template.marks)) * factor:
            cv2.drawMarker(drawing, _pixel(at), RED, cv2.MARKER_CROSS, 30, 2)
            cv2.circle(drawing, _pixel(at), 14, RED, 2)
    return drawing


def _on_sheet(flat: Picture, result: PageResult) -> Picture:
    drawing = flat.copy()
    for place, found, reading in _fields(result):
        colour, letter = _look(reading)
        for printed, box in zip(place.boxes, found.boxes, strict=True):
            _frame(drawing, printed, GREY, 1)
            _frame(drawing, box, colour, 2)
        value = "" if reading is None or reading.value is None else f" {reading.value}"
        left, bottom = found.boxes[0][0], found.boxes[0][1] + found.boxes[0][3]
        at = np.array([left, bottom + 4.4]) * SHEET_SCALE
        _say(drawing, f"{letter}{value} ({found.likeness:.2f})", at, colour)
    return drawing


def _crops(steps: Steps) -> Picture:
    """A row for each field: its crops as the network saw them, each with its two best answers."""
    assert steps.page is not None
    assert steps.answers is not None
    most = max(len(found.boxes) for found in steps.found)
    rows, crops, answers = [], iter(steps.crops), iter(steps.answers)
    for place, found in zip(steps.page.places, steps.found, strict=True):
        row = np.full((CELL + TEXT_ROOM, 220 + most * (CELL + 70), 3), 255, np.uint8)
        _say(row, place.field, np.array([6, CELL // 2]), INK)
        for column in range(len(found.boxes)):
            left = 220 + column * (CELL + 70)
            crop = cv2.resize(next(crops), (CELL, CELL), interpolation=cv2.INTER_NEAREST)
            row[2 : CELL + 2, left : left + CELL] = crop[..., None]
            _say(row, _best_two(next(answers)), np.array([left, CELL + 22]), INK)
        rows.append(row)
    rows += [np.full_like(rows[0], 255)] * (-len(rows) % ROWS)
    bands = [np.vstack(rows[first : first + ROWS]) for first in range(0, len(rows), ROWS)]
    return np.hstack(bands)


def _others(flat: Picture, result: PageResult) -> Picture:
    """A column for each field: the parts of the sheet that repeat it, and what each source says."""
    columns = []
    for place, _, reading in _fields(result):
        lines = [place.field, *(_told(reading) if reading is not None else ())]
        parts = [_words_above(lines), *(_part(flat, box) for box in place.repeats.values())]
        width = max(part.shape[1] for part in parts)
        columns.append(np.vstack([_widened(part, width, 0) for part in parts]))
    height = max(column.shape[0] for column in columns)
    wide = max(1, LONG_SIDE // max(column.shape[1] for column in columns))
    columns = [_widened(column, column.shape[1] + 12, height) for column in columns]
    bands = [np.hstack(columns[first : first + wide]) for first in range(0, len(columns), wide)]
    width = max(band.shape[1] for band in bands)
    return np.vstack([_widened(band, width, 0) for band in bands])


def _words(result: PageResult) -> Iterator[str]:
    """The same as text."""
    reading, steps = result.reading, result.steps
    yield f"form {reading.form}, page {reading.page}, picture {steps.shape[1]} x {steps.shape[0]}"
    for problem in reading.problems:
        facts = ", ".join(f"{key} {value}" for key, value in problem.facts)
        yield f"problem {problem.code}: {facts}" + (" (refused)" if problem.fatal else "")
    for tag in steps.tags:
        yield f"{tag.name} at {tag.corners.mean(axis=0).round(1).tolist()}"
    if steps.plane is not None:
        yield "plane " + _facts(steps.plane)
    for place, found, one in _fields(result):
        moved = max(
            float(np.hypot(box[0] - printed[0], box[1] - printed[1]))
            for printed, box in zip(place.boxes, found.boxes, strict=True)
        )
        yield f"{place.field}: frames {_facts(found)}, moved {moved:.1f} mm"
        if one is not None:
            yield f"  {one.status.value} {one.value} {one.confidence:.4f} {one.why}".rstrip()
            yield from (f"  {told}" for told in _told(one))


def _fields(result: PageResult) -> Iterator[tuple[FieldPlace, Found, Reading | None]]:
    """Each field with its boxes as found, and its reading where the sheet was not refused."""
    page = result.steps.page
    readings = {reading.field: reading for reading in result.reading.readings}
    if page is not None and result.steps.found:
        for place, found in zip(page.places, result.steps.found, strict=True):
            yield place, found, readings.get(place.field)


def _told(reading: Reading) -> Iterator[str]:
    for one in reading.sources:
        value = "" if one.value is None else f" = {one.value}"
        yield f"{one.kind}: {one.text}{value} ({one.confidence:.2f})"


def _facts(value: object) -> str:
    """The plain numbers and words of a frozen value."""
    told = []
    for field in dataclasses.fields(value):  # type: ignore[arg-type]
        said = getattr(value, field.name)
        if isinstance(said, float):
            told.append(f"{field.name} {said:.2f}")
        elif isinstance(said, str | int):
            told.append(f"{field.name} {said}")
    return ", ".join(told)


def _best_two(row: NDArray[np.float32]) -> str:
    best = np.argsort(row)[::-1][:2]
    return "  ".join(f"{CLASSES[place] or '_'}: {row[place]:.3f}" for place in best)


def _look(reading: Reading | None) -> tuple[Colour, str]:
    return (GREY, "-") if reading is None else _LOOKS[reading.status]


def _part(flat: Picture, box: Box) -> Picture:
    x, y, w, h = box
    left, top, right, bottom = (
        max(0, round(at * SHEET_SCALE))
        for at in (x - AROUND, y - AROUND, x + w + AROUND, y + h + AROUND)
    )
    return flat[top:bottom, left:right]


def _words_above(lines: list[str]) -> Picture:
    part = np.full((22 * len(lines) + 10, 300, 3), 255, np.uint8)
    for number, line in enumerate(lines):
        _say(part, line, np.array([4, 20 + 22 * number]), INK)
    return part


def _widened(part: Picture, width: int, height: int) -> Picture:
    """The part with white to its right and below it, at least so large."""
    more = (max(0, height - part.shape[0]), max(0, width - part.shape[1]))
    return np.pad(part, ((0, more[0]), (0, more[1]), (0, 0)), constant_values=255)


def _project(plane: Plane, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n, 2) of the sheet in mm as pixels of the picture."""
    seen = cv2.perspectiveTransform(points.reshape(-1, 1, 2), plane.to_picture)
    return np.asarray(seen, np.float64).reshape(-1, 2)


def _frame(drawing: Picture, box: Box, colour: Colour, line: int) -> None:
    x, y, w, h = (side * SHEET_SCALE for side in box)
    cv2.rectangle(drawing, (round(x), round(y)), (round(x + w), round(y + h)), colour, line)


def _outline(drawing: Picture, corners: NDArray[np.float64], colour: Colour) -> None:
    cv2.polylines(drawing, [corners.round().astype(np.int32)], True, colour, 2)


def _say(drawing: Picture, text: str, at: NDArray[np.float64], colour: Colour) -> None:
    cv2.putText(drawing, text, _pixel(at), cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, 1, cv2.LINE_AA)


def _pixel(at: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(at[0])), round(float(at[1]))
