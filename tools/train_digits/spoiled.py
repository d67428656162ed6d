"""What is no character: boxes struck out, written over, smeared or half under fluid, and no boxes.

Made from real crops, because that is what the network must not take for a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .paper import patch

Grey = NDArray[np.uint8]
Real = tuple[Grey, str]
"""A crop and the symbol that stands in it."""

SIDE: Final = 64
INNER: Final = slice(9, 55)
"""Where writing lies, inside the frame."""
LEAST_OWN: Final = 0.45
"""Part of each figure's ink that the other must leave free, or the two look like one."""
MIXED: Final = frozenset((*"0123456789", "X"))
LOOPS: Final = frozenset("01689")
"""Figures that make the X of an unused box, with all that people add to it, when crossed out."""
TRIES: Final = 12


def spoiled(real: Sequence[Real], rng: np.random.Generator) -> Grey:
    """A picture that must be read as "?"."""
    makers: tuple[Callable[[Sequence[Real], np.random.Generator], Grey], ...] = (
        overwritten,
        struck,
        blotted,
        half_hidden,
        misplaced,
    )
    shares = (0.42, 0.26, 0.07, 0.09, 0.16)
    return makers[int(rng.choice(len(makers), p=shares))](real, rng)


def overwritten(real: Sequence[Real], rng: np.random.Generator) -> Grey:
    """One symbol written over another, neither hidden by the other."""
    for _ in range(TRIES):
        (first, one), (second, two) = _pick(real, rng), _pick(real, rng)
        if one == two or not {one, two} <= MIXED or ("X" in (one, two) and {one, two} & LOOPS):
            continue
        below, above = ink_of(first), _shifted(ink_of(second), rng)
        if _own(below, above) > LEAST_OWN and _own(above, below) > LEAST_OWN:
            return inked(first, above * rng.uniform(0.8, 1.3))
    return struck(real, rng)


def struck(real: Sequence[Real], rng: np.random.Generator) -> Grey:
    """A figure with lines through it, or scribbled out."""
    grey, symbol = _figure(real, rng)
    kinds = ["double", "scribble", "zigzag"] * 2
    kinds += ["diagonal"] * (symbol not in "01") + ["single"] * (symbol not in "17")
    kinds += ["cross"] * (symbol not in LOOPS)
    kind = kinds[int(rng.integers(len(kinds)))]
    return inked(grey, _lines(kind, ink_of(grey), rng) * rng.uniform(0.8, 1.3))


def blotted(real: Sequence[Real], rng: np.random.Generator) -> Grey:
    """Ink that has run, a blot, or a thumb drawn over wet ink."""
    grey, _ = _figure(real, rng)
    ink = ink_of(grey)
    if rng.random() < 0.5:
        reach = int(rng.integers(13, 27))
        kernel = np.zeros((reach, reach), np.float32)
        angle, middle = rng.uniform(0, np.pi), reach // 2
        end = (np.array([np.cos(angle), np.sin(angle)]) * middle).round().astype(int)
        far, near = middle + end, middle - end
        cv2.line(kernel, (int(near[0]), int(near[1])), (int(far[0]), int(far[1])), (1.0,), 1)
        smear = cv2.filter2D(ink, -1, kernel / kernel.sum()) * rng.uniform(1.6, 2.6)
        return inked(_without(grey, ink), np.maximum(smear, ink * rng.uniform(0, 0.5)))
    blot = np.zeros((SIDE, SIDE), np.float32)
    for _ in range(int(rng.integers(1, 4))):
        at, axes = rng.integers(18, 46, 2), rng.integers(7, 17, 2)
        where = ((int(at[0]), int(at[1])), (int(axes[0]), int(axes[1])))
        cv2.ellipse(blot, *where, float(rng.uniform(0, 180)), 0, 360, (1.0,), -1, cv2.LINE_AA)
    return inked(grey, blot * rng.uniform(0.6, 1.2))


def half_hidden(real: Sequence[Real], rng: np.random.Generator) -> Grey:
    """Correction fluid over a good part of a figure, and nothing written anew."""
    for _ in range(TRIES):
        grey, symbol = _figure(real, rng)
        if symbol == "1":
            continue
        ink = ink_of(grey) > 0.35
        fluid = _fluid(rng)
        hidden = (ink & (fluid > 0.5)).sum() / max(int(ink.sum()), 1)
        if 0.3 < hidden < 0.8:
            return _covered(grey, fluid, rng.uniform(0.93, 1.0), rng)
    return struck(real, rng)


def rewritten(grey: Grey, rng: np.random.Generator) -> Grey:
    """The same figure, but written on correction fluid: it keeps its meaning."""
    ink = ink_of(grey)
    ground = _covered(_without(grey, ink), _fluid(rng), rng.uniform(0.7, 1.0), rng)
    return inked(ground, ink * rng.uniform(0.85, 1.15))


def misplaced(real: Sequence[Real], rng: np.random.Generator) -> Grey:
    """A crop that does not hold one box: halves of two, or another part of the sheet."""
    if rng.random() < 0.45:
        return patch(rng)
    (first, _), (second, _) = _pick(real, rng), _pick(real, rng)
    a, b = _square(first), _square(second)
    cut = int(rng.integers(24, 41))
    if rng.random() < 0.5:
        b = patch(rng) if rng.random() < 0.4 else b
        return _together(a[:, cut:], b[:, :cut], rng)
    if rng.random() < 0.5:
        return _together(a[cut:].T, patch(rng)[:cut].T, rng).T.copy()
    return _together(patch(rng)[cut:].T, a[:cut].T, rng).T.copy()


def ink_of(grey: Grey) -> NDArray[np.float32]:
    """How dark the writing of a crop is, 0 to about 1, at SIDE x SIDE, without frame and guide."""
    square = _square(grey).astype(np.float32)
    dark, paper = np.percentile(square, (4.0, 60.0))
    depth = np.clip((paper - square) / max(float(paper - dark), 12.0), 0.0, 1.3)
    ink = np.zeros((SIDE, SIDE), np.float32)
    ink[INNER, INNER] = np.clip((depth[INNER, INNER] - 0.22) / 0.5, 0.0, 1.0)
    return np.asarray(ink * np.clip(depth, 0.6, 1.2), np.float32)


def inked(grey: Grey, ink: NDArray[np.float32]) -> Grey:
    """A crop with more ink on it, as dark as its own."""
    square = _square(grey).astype(np.float32)
    dark, paper = np.percentile(square, (4.0, 60.0))
    written = paper - ink * max(float(paper - dark), 25.0)
    return np.asarray(np.clip(np.minimum(square, written), 0, 255), np.uint8)


def _without(grey: Grey, ink: NDArray[np.float32]) -> Grey:
    mask = cv2.dilate((ink > 0.1).astype(np.uint8) * np.uint8(255), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.inpaint(_square(grey), mask, 3, cv2.INPAINT_TELEA), np.uint8)


def _square(grey: Grey) -> Grey:
    method = cv2.INTER_AREA if max(grey.shape) > SIDE else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grey, (SIDE, SIDE), interpolation=method), np.uint8)


def _pick(real: Sequence[Real], rng: np.random.Generator) -> Real:
    return real[int(rng.integers(len(real)))]


def _figure(real: Sequence[Real], rng: np.random.Generator) -> Real:
    while True:
        grey, symbol = _pick(real, rng)
        if symbol.isdigit():
            return grey, symbol


def _shifted(ink: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    zoom = float(rng.uniform(0.8, 1.15))
    matrix = np.array([[zoom, 0, 32 - 32 * zoom], [0, zoom, 32 - 32 * zoom]], np.float32)
    matrix[:, 2] += rng.normal(0, 3.0, 2)
    return np.asarray(cv2.warpAffine(ink, matrix, (SIDE, SIDE)), np.float32)


def _own(ink: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Part of the ink that lies apart from the other's."""
    wide = cv2.dilate(other, np.ones((5, 5), np.uint8)) > 0.35
    mine = ink > 0.35
    return float((mine & ~wide).sum() / max(int(mine.sum()), 1))


def _lines(kind: str, ink: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Strokes across the writing, reaching beyond it on both sides."""
    rows, columns = np.nonzero(ink > 0.35)
    if not len(rows):
        rows, columns = np.array([16, 48]), np.array([20, 44])
    top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
    over = rng.uniform(3.0, 10.0, 2)
    low = np.array([left, top]) - over
    high = np.array([right, bottom]) + over
    lines = [np.array(line) for line in _ways(kind, rng)]
    if kind in ("scribble", "zigzag") and rng.random() < 0.5:
        lines = [line[:, ::-1] for line in lines]
    drawn = np.zeros((SIDE * 4, SIDE * 4), np.uint8)
    width = max(round(4 * rng.uniform(1.0, 4.0)), 3)
    for line in lines:
        at = low + line * (high - low) + rng.normal(0, 1.5, (len(line), 2))
        cv2.polylines(drawn, [np.rint(at * 4).astype(np.int32)], False, (255,), width, cv2.LINE_AA)
    small = cv2.resize(drawn, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / np.float32(255)


def _ways(kind: str, rng: np.random.Generator) -> list[list[tuple[float, float]]]:
    """Lines from corner to corner of the writing, as parts of it."""
    match kind:
        case "single":
            return [[(0, 0.5), (1, 0.5)]]
        case "double":
            return [[(0, 0.4), (1, 0.38)], [(0, 0.62), (1, 0.6)]]
        case "diagonal":
            return [[(0, 1), (1, 0)]] if rng.random() < 0.7 else [[(0, 0), (1, 1)]]
        case "cross":
            return [[(0, 0), (1, 1)], [(1, 0), (0, 1)]]
        case "zigzag":
            return [[(turn / 4, turn % 2) for turn in range(5)]]
        case _:
            return [[(turn / 10 + rng.normal(0, 0.05), turn % 2) for turn in range(11)]]


def _fluid(rng: np.random.Generator) -> NDArray[np.float32]:
    """Where a brush of correction fluid went, 0 to 1."""
    cover = np.zeros((SIDE, SIDE), np.float32)
    at, axes = rng.integers(14, 50, 2), rng.integers(9, 26, 2)
    centre, size = (int(at[0]), int(at[1])), (int(axes[0]), int(axes[1]))
    if rng.random() < 0.6:
        cv2.ellipse(cover, centre, size, float(rng.uniform(0, 180)), 0, 360, (1.0,), -1)
    else:
        far = rng.integers(6, 58, 2)
        cv2.line(cover, centre, (int(far[0]), int(far[1])), (1.0,), int(rng.integers(14, 30)))
    return np.asarray(cv2.GaussianBlur(cover, (0, 0), float(rng.uniform(0.6, 1.8))), np.float32)


def _covered(
    grey: Grey, fluid: NDArray[np.float32], strength: float, rng: np.random.Generator
) -> Grey:
    square = _square(grey).astype(np.float32)
    paper = float(np.percentile(square, 60.0))
    white = np.float32(min(paper * rng.uniform(1.03, 1.3) + 6, 255.0))
    cover = fluid * np.float32(strength)
    return np.asarray(square * (1 - cover) + white * cover, np.uint8)


def _together(left: Grey, right: Grey, rng: np.random.Generator) -> Grey:
    """Two parts side by side in one light, with the paper between them."""
    bright = float(np.percentile(left, 60.0)) / max(float(np.percentile(right, 60.0)), 1.0)
    other = np.clip(right * bright, 0, 255).astype(np.uint8)
    gap = np.full((left.shape[0], int(rng.integers(0, 9))), np.percentile(left, 70), np.uint8)
    return np.hstack([left, gap, other])
