"""Handwriting from strokes, for training and for sheets to practise on.

A hand is one person: the same seed writes alike everywhere, no two figures quite the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.simulation.glyphs import CAPITALS, FREE, GUIDED, UNUSED, Stroke, ways

GUIDE = (0.29, 0.165, 0.71, 0.825)
"""Left, top, right, bottom of the dotted guide, as parts of the box; from KPU's print file."""

PENS: tuple[tuple[tuple[int, int, int], float], ...] = (
    ((120, 48, 28), 0.38),
    ((150, 70, 30), 0.12),
    ((48, 42, 40), 0.30),
    ((20, 18, 18), 0.08),
    ((110, 108, 106), 0.07),
    ((40, 36, 170), 0.05),
)
"""Ink (BGR) and how often it is met: blue and black ball pens, markers, pencil, red."""

SUPERSAMPLING = 3


@dataclass(frozen=True)
class Hand:
    """How one person writes; lengths as parts of the box unless named otherwise."""

    seed: int
    slant: float
    tilt: float
    warp: float
    tremor: float
    size: tuple[float, float]
    ink_bgr: tuple[int, int, int]
    pen_mm: float
    pressure: float
    guided: bool
    unused: Literal["X", "0", "-", ""]
    corner_to_corner: bool

    @classmethod
    def from_seed(cls, seed: int) -> Hand:
        """Draw a person; the shares follow what is seen on real sheets."""
        rng = np.random.default_rng([seed, 0x5143])
        pen = int(rng.choice(len(PENS), p=[share for _, share in PENS]))
        marker = rng.random() < 0.15
        height = min(max(rng.normal(0.62, 0.09), 0.32), 0.85)
        unused: Literal["X", "0", "-", ""] = "X"
        draw = rng.random()
        if draw > 0.8:
            unused = "0" if draw < 0.92 else "-" if draw < 0.97 else ""
        return cls(
            seed=seed,
            slant=float(rng.normal(0.06, 0.10)),
            tilt=float(rng.normal(0.0, 0.04)),
            warp=float(rng.uniform(0.015, 0.06)),
            tremor=float(rng.uniform(0.002, 0.012)),
            size=(min(max(height * rng.normal(0.62, 0.09), 0.2), 0.7), height),
            ink_bgr=PENS[pen][0],
            pen_mm=float(rng.uniform(1.2, 2.2) if marker else rng.uniform(0.45, 1.0)),
            pressure=float(rng.uniform(0.35, 0.6) if pen == 4 else rng.uniform(0.6, 1.0)),
            guided=bool(rng.random() < 0.5),
            unused=unused,
            corner_to_corner=bool(rng.random() < 0.45),
        )


def strokes_of(symbol: str, hand: Hand, rng: np.random.Generator) -> list[Stroke]:
    """Strokes of one symbol as polylines in the unit box (the printed frame), y down."""
    if symbol in ("", " "):
        return []
    left, top, right, bottom = _place(symbol, hand, rng)
    centre = np.array([(left + right) / 2, (top + bottom) / 2])
    size = np.array([right - left, bottom - top])
    moved = [(s - 0.5) * size + centre for s in _written(symbol, hand, rng)]
    return [s + hand.tremor * _wave(len(s), rng) for s in moved]


def write(
    image: NDArray[np.uint8],
    text: str,
    hand: Hand,
    rng: np.random.Generator,
    *,
    origin_px: tuple[float, float],
    letter_px: tuple[float, float],
    px_per_mm: float,
) -> None:
    """A line of capitals and figures, one letter to a cell of `letter_px`."""
    cell = np.array(letter_px)
    strokes: list[Stroke] = []
    drift = 0.0
    for number, letter in enumerate(text.upper()):
        if letter == " ":
            continue
        drift += float(rng.normal(0.0, 0.02))
        corner = np.array([number + rng.normal(0.12, 0.03), 0.12 + drift])
        reach = np.array([rng.normal(0.72, 0.05), rng.normal(0.76, 0.04)])
        strokes += [(s * reach + corner) * cell for s in _written(letter, hand, rng)]
    ink(image, strokes, hand, rng, origin_px=origin_px, size_px=(1.0, 1.0), px_per_mm=px_per_mm)


def ink(
    image: NDArray[np.uint8],
    strokes: Sequence[Stroke],
    hand: Hand,
    rng: np.random.Generator,
    *,
    origin_px: tuple[float, float],
    size_px: tuple[float, float],
    px_per_mm: float,
) -> None:
    """Put strokes on a BGR sheet in place, darkening what is there as ink does."""
    if not strokes:
        return
    placed = [s * np.array(size_px) + np.array(origin_px) for s in strokes]
    width = max(hand.pen_mm * px_per_mm, 0.7)
    everything = np.vstack(placed)
    low = np.maximum(np.floor(everything.min(axis=0) - width - 1), 0).astype(int)
    limit = np.array([image.shape[1], image.shape[0]])
    high = np.minimum(np.ceil(everything.max(axis=0) + width + 1).astype(int), limit)
    if (high <= low).any():
        return
    cover = _cover([s - low for s in placed], width, high - low, rng)
    part = image[low[1] : high[1], low[0] : high[0]]
    strength = (cover * hand.pressure)[..., None]
    tint = 1.0 - strength * (1.0 - np.array(hand.ink_bgr) / 255.0)
    part[:] = np.rint(part * tint).astype(np.uint8)


def _place(symbol: str, hand: Hand, rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Where in the box a symbol goes: on the guide, free, or over the whole box."""
    if symbol in "X-" and hand.corner_to_corner:
        edges = rng.normal((0.05, 0.05, 0.95, 0.95), 0.03)
    elif symbol in GUIDED and hand.guided:
        edges = rng.normal(GUIDE, 0.018)
    else:
        width, height = np.array(hand.size) * rng.normal(1.0, 0.07, 2)
        if symbol in "X-":
            width, height = max(width, 0.6 * height), height * rng.uniform(0.55, 1.0)
        middle = rng.normal((0.5, 0.5), (0.05, 0.04))
        edges = np.array(
            [
                middle[0] - width / 2,
                middle[1] - height / 2,
                middle[0] + width / 2,
                middle[1] + height / 2,
            ]
        )
    return float(edges[0]), float(edges[1]), float(edges[2]), float(edges[3])


def _written(symbol: str, hand: Hand, rng: np.random.Generator) -> list[Stroke]:
    """One symbol in its own frame, bent by the hand."""
    choices = ways(_spec(symbol, hand, rng))
    habit = np.random.default_rng([hand.seed, ord(symbol[0])]).integers(len(choices))
    chosen = choices[int(habit) if rng.random() < 0.8 else int(rng.integers(len(choices)))]
    frequencies = rng.uniform(-1.6, 1.6, (3, 2))
    phases = rng.uniform(0.0, 2 * np.pi, (3, 2))
    push = rng.normal(0.0, hand.warp, (3, 2))
    bent = []
    for stroke in chosen:
        points = _dense(stroke)
        waves = np.sin(points @ (np.pi * frequencies.T))[..., None]
        swing = np.cos(points @ (np.pi * frequencies.T))[..., None]
        points = points + ((waves * np.cos(phases) + swing * np.sin(phases)) * push).sum(axis=1)
        points = points + rng.normal(0.0, hand.warp * 0.4, 2)
        points[:, 0] -= hand.slant * (points[:, 1] - 0.5)
        points[:, 1] += hand.tilt * (points[:, 0] - 0.5)
        bent.append(points)
    return bent


def _spec(symbol: str, hand: Hand, rng: np.random.Generator) -> str:
    """The skeletons a hand chooses from for a symbol."""
    draw = rng.random()
    if symbol == "X":
        return UNUSED["circled" if draw < 0.05 else "overstruck" if draw < 0.1 else "X"]
    if symbol == "-":
        wide = ("dash", "wave", "strike", "zigzag", "slash")
        small = ("dash", "dash", "dash", "dash", "dash", "dash", "wave", "wave", "wave", "strike")
        kinds = wide if hand.corner_to_corner else small
        return UNUSED[kinds[int(draw * len(kinds))]]
    if symbol in GUIDED:
        return GUIDED[symbol] if hand.guided else FREE[symbol]
    if symbol in CAPITALS:
        return CAPITALS[symbol]
    raise ValueError(f"no strokes for {symbol!r}")


def _dense(stroke: Stroke) -> Stroke:
    """The stroke with a point at least every 0.06, so that bending it shows."""
    parts = []
    for start, end in pairwise(stroke):
        count = max(int(np.ceil(np.hypot(*(end - start)) / 0.06)), 1)
        parts.append(start + (end - start) * np.arange(count)[:, None] / count)
    return np.vstack([*parts, stroke[-1:]])


def _wave(count: int, rng: np.random.Generator) -> Stroke:
    """Slow noise along a stroke: the tremor of a hand."""
    noise = rng.normal(0.0, 1.0, (count + 6, 2))
    kernel = np.ones(7) / np.sqrt(7)
    return np.stack([np.convolve(noise[:, axis], kernel, "valid") for axis in (0, 1)], axis=1)


def _cover(
    strokes: Sequence[Stroke], width: float, size: NDArray[np.int_], rng: np.random.Generator
) -> NDArray[np.float32]:
    """How much of each pixel is under ink, 0 to 1, with pressure that comes and goes."""
    fine = np.zeros((int(size[1]) * SUPERSAMPLING, int(size[0]) * SUPERSAMPLING), np.uint8)
    for stroke in strokes:
        level = 0.88 + 0.08 * _wave(len(stroke), rng)[:, 0].clip(-2.5, 1.5)
        points = np.rint(stroke * SUPERSAMPLING * 16).astype(int)
        for start, end, force in zip(points, points[1:], level, strict=False):
            thick = max(round(width * SUPERSAMPLING * (0.75 + 0.28 * force)), 1)
            tone = int(255 * min(max(force, 0.3), 1.0))
            _line(fine, start, end, tone, thick)
    return cv2.resize(fine, (int(size[0]), int(size[1])), interpolation=cv2.INTER_AREA).astype(
        np.float32
    ) / np.float32(255.0)


def _line(
    image: NDArray[np.uint8], start: NDArray[np.int_], end: NDArray[np.int_], tone: int, thick: int
) -> None:
    first, last = (int(start[0]), int(start[1])), (int(end[0]), int(end[1]))
    cv2.line(image, first, last, (tone,), thick, cv2.LINE_AA, 4)
