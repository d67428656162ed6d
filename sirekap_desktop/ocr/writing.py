"""Finds the written line inside a words box and lays it straight: one strip of even height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sirekap_desktop.models.form import Box, Label
from sirekap_desktop.ocr.letters import HEIGHT, STRIDE, Strip
from sirekap_desktop.ocr.strips import (
    COARSE,
    LETTER,
    Dark,
    Mask,
    coarse,
    erase,
    even,
    ink_in,
    joined,
    part,
    rules_in,
    warped,
    without,
)

RULE_MM, UPRIGHT_MM = 16.0, 9.0
"""Straight lines longer than this, along and (at the sides) upright, are no letters."""
UPRIGHT_PART: Final = 0.65
"""Part of the box's height that an upright line has at least."""
SIDE_MM: Final = 7.0
GAP: Final = 16
"""Pixels between two lines that are joined into one strip."""
STEEPEST: Final = 0.1
MARGIN: Final = 12
AROUND_MM: Final = 2.0
"""How far printed text may lie off its place."""


@dataclass(frozen=True)
class _Band:
    """One line on the straightened coarse mask, in its pixels."""

    left: float
    right: float
    top: float
    bottom: float
    letter: float


def printed_boxes(labels: Sequence[Label]) -> tuple[Box, ...]:
    """Where a page's printed labels stand (mm on the sheet), with room for folded paper.

    Dotted guides are left out: people write on them.
    """
    return tuple(_around(label) for label in labels if "..." not in label.text)


def line_on(dark: Dark, scale: float, box: Box, printed: Sequence[Box] = ()) -> Strip | None:
    """The line in a words box of a whole sheet's darkness; `box` and `printed` in mm on it."""
    x, y, w, h = box
    inside = [
        (px - x, py - y, pw, ph)
        for px, py, pw, ph in printed
        if px < x + w and x < px + pw and py < y + h and y < py + ph
    ]
    return line_in(dark[part(box, scale)], scale, inside)


def line_in(dark: Dark, scale: float, printed: Sequence[Box] = ()) -> Strip | None:
    """The writing in a box's darkness (`scale` px/mm), lines joined; None where nothing is written.

    `printed` are boxes in mm from the patch's corner whose content is the form's own text.
    """
    clean = without(dark, scale, printed)
    small = coarse(clean, scale)
    tall = max(UPRIGHT_MM, UPRIGHT_PART * dark.shape[0] / scale)
    rules = rules_in(small, RULE_MM, tall, side_mm=SIDE_MM)
    ink, letter = ink_in(small, rules)
    if ink is None:
        return None
    slope = _slope(ink)
    bands = _bands(ink, slope, letter)
    if not bands:
        return None
    erase(clean, rules)
    strips = [_cut(clean, scale / COARSE, slope, band) for band in bands]
    return even(joined(strips, GAP))


def _around(label: Label) -> Box:
    width = label.fit or 0.6 * label.size * len(label.text)
    x, y = label.at
    left = x - {"center": width / 2, "right": width}.get(label.align, 0.0)
    return (
        left - AROUND_MM,
        y - label.size - AROUND_MM,
        width + 2 * AROUND_MM,
        1.35 * label.size + 2 * AROUND_MM,
    )


def _slope(ink: Mask) -> float:
    """The rise of the line: where the rows of ink are sharpest."""
    y, x = np.nonzero(ink)
    step = max(len(x) // 3000, 1)
    x, y = x[::step], y[::step]
    best = (-1.0, 0.0)
    for slope in np.linspace(-STEEPEST, STEEPEST, 33):
        rows = np.bincount(np.rint(y - slope * x + STEEPEST * ink.shape[1]).astype(int))
        best = max(best, (float((rows.astype(float) ** 2).sum()), float(slope)), key=lambda a: a[0])
    return best[1]


def _bands(ink: Mask, slope: float, letter: float) -> list[_Band]:
    """The lines of writing from top to bottom, on rows along the slope."""
    y, x = np.nonzero(ink)
    row = y - slope * x
    low = float(row.min())
    counts = np.bincount(np.rint(row - low).astype(int)).astype(float)
    reach = max(int(letter * 0.3), 1)
    smooth = np.convolve(counts, np.ones(reach) / reach, "same")
    filled = np.concatenate([[False], smooth > 0.12 * smooth.max(), [False]])
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    found = []
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        inside = (row - low >= top - 0.5) & (row - low < bottom + 0.5)
        share = inside.sum() / len(row)
        across = np.ptp(x[inside]) if inside.any() else 0
        if bottom - top < 0.5 * letter or share < 0.08 or across < 1.2 * letter:
            continue
        usual = min(max(letter, 0.45 * (bottom - top)), 1.1 * (bottom - top))
        found.append(
            _Band(
                float(x[inside].min()), float(x[inside].max() + 1), low + top, low + bottom, usual
            )
        )
    return found


def _cut(clean: Dark, zoom: float, slope: float, band: _Band) -> Strip:
    """A band laid straight, `LETTER` pixels to its letters; `zoom` is patch to coarse pixels."""
    fine = LETTER / band.letter
    fitted = min(fine, 1.1 * (HEIGHT - 2) / (band.bottom - band.top))
    width = max(int((band.right - band.left) * fitted) + 2 * MARGIN, STRIDE)
    middle = (band.top + band.bottom) / 2
    across = zoom / fitted
    into = np.array(
        [
            [across, 0.0, zoom * band.left - across * MARGIN],
            [
                slope * across,
                across,
                zoom * (middle + slope * band.left) - across * (HEIGHT / 2 + slope * MARGIN),
            ],
        ]
    )
    strip = warped(clean, into, width, across)
    over = max(0.28 * band.letter, 1.0) * fitted
    half = (band.bottom - band.top) / 2 * fitted + over
    strip[: max(round(HEIGHT / 2 - half), 0)] = 0.0
    strip[min(round(HEIGHT / 2 + half), HEIGHT) :] = 0.0
    return strip
