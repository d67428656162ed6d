"""Boxes as they are printed, with what a hand puts into them: for what real crops lack."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.simulation.strokes import GUIDE, Hand, ink, strokes_of

BOX_PX = 72
"""Side of a drawn box; KPU prints it 18 or 20 mm wide with a line of 1 mm."""


def box(symbol: str, rng: np.random.Generator) -> NDArray[np.uint8]:
    """A grey crop of a box that holds the symbol."""
    image, margin, hand = _printed(symbol, rng)
    strokes = strokes_of(symbol, hand, rng)
    size = (BOX_PX, BOX_PX)
    scale = BOX_PX / 20
    ink(image, strokes, hand, rng, origin_px=(margin, margin), size_px=size, px_per_mm=scale)
    return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8)


def written(grey: NDArray[np.uint8], symbol: str, rng: np.random.Generator) -> NDArray[np.uint8]:
    """A real crop that was emptied, with a symbol drawn into it."""
    hand = Hand.from_seed(int(rng.integers(1 << 31)))
    image = cv2.cvtColor(cv2.resize(grey, (BOX_PX, BOX_PX)), cv2.COLOR_GRAY2BGR).astype(np.uint8)
    edge = BOX_PX * rng.uniform(0.06, 0.12)
    size = (BOX_PX - 2 * edge, BOX_PX - 2 * edge)
    strokes = strokes_of(symbol, hand, rng)
    ink(image, strokes, hand, rng, origin_px=(edge, edge), size_px=size, px_per_mm=3.0)
    return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8)


def free(
    figure: NDArray[np.uint8], ground: NDArray[np.uint8] | None, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """A figure of MNIST (28 x 28, ink bright) in a printed box, or in `ground`, an emptied crop."""
    if ground is None:
        image, margin, hand = _printed("0", rng)
    else:
        large = cv2.resize(ground, (BOX_PX, BOX_PX))
        image = np.asarray(cv2.cvtColor(large, cv2.COLOR_GRAY2BGR), np.uint8)
        margin, hand = 7, Hand.from_seed(int(rng.integers(1 << 31)))
    inside = image.shape[0] - 2 * margin
    side = int(inside * rng.uniform(0.72, 1.12))
    large = cv2.resize(figure, (side, side), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.5:
        large = cv2.erode(large, np.ones((2, 2), np.uint8))
    place = np.eye(2, 3) + np.array([[0, 0, 1], [0, 0, 1]]) * (image.shape[0] - side) / 2
    place[:, 2] += rng.normal(0, 0.05 * inside, 2)
    cover = cv2.warpAffine(large, place, (image.shape[1], image.shape[0])).astype(np.float32) / 255
    tint = 1 - (cover * hand.pressure)[..., None] * (1 - np.array(hand.ink_bgr) / 255)
    return cv2.cvtColor((image * tint).astype(np.uint8), cv2.COLOR_BGR2GRAY).astype(np.uint8)


def _printed(symbol: str, rng: np.random.Generator) -> tuple[NDArray[np.uint8], int, Hand]:
    """A printed box that waits for the symbol, its margin in pixels, and who will write."""
    hand = Hand.from_seed(int(rng.integers(1 << 31)))
    margin = int(BOX_PX * rng.uniform(0.06, 0.22))
    side = BOX_PX + 2 * margin
    paper = np.array(
        rng.choice([(222, 224, 226), (200, 214, 225), (225, 205, 200), (205, 222, 205)])
    )
    paper = paper * rng.uniform(0.55, 1.0)
    image = np.full((side, side, 3), paper, np.uint8)
    grey_print = rng.random() < 0.25
    tone = float(paper.mean() * rng.uniform(0.5, 0.85) if grey_print else rng.uniform(20, 110))
    _frames(image, margin, tone, rng)
    draw = rng.random()
    if grey_print and draw < 0.7:
        _solid_guide(image, margin, tone, rng)
        hand = replace(hand, ink_bgr=(48, 30, 26), pressure=0.95)
    elif draw < 0.7:
        _guide(image, margin, rng)
    if rng.random() < (0.12 if symbol == "" else 0.05):
        _fluid(image, rng)
    if rng.random() < (0.25 if symbol == "" else 0.1):
        _ghost(image, margin, rng)
    return image, margin, hand


def emptied(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A real crop with the writing painted over by its own paper: empty boxes are rare."""
    height, width = grey.shape
    dark, paper = np.percentile(grey, (4.0, 60.0))
    writing = np.zeros_like(grey)
    inner = (
        slice(int(0.13 * height), int(0.87 * height)),
        slice(int(0.13 * width), int(0.87 * width)),
    )
    writing[inner] = (grey[inner] < paper - 0.22 * (paper - dark)) * np.uint8(255)
    writing = cv2.dilate(writing, np.ones((3, 3), np.uint8)).astype(np.uint8)
    return cv2.inpaint(grey, writing, 3, cv2.INPAINT_TELEA).astype(np.uint8)


def _frames(image: NDArray[np.uint8], margin: int, tone: float, rng: np.random.Generator) -> None:
    """The box and, sometimes, the edges of its neighbours."""
    width = int(rng.integers(2, 6))
    far = margin + BOX_PX
    gap = int(BOX_PX * rng.uniform(0.14, 0.3))
    cv2.rectangle(image, (margin, margin), (far, far), (tone,) * 3, width, cv2.LINE_AA)
    for step in (-1, 1):
        if rng.random() < 0.3:
            left = margin + step * (BOX_PX + gap)
            cv2.rectangle(image, (left, margin), (left + BOX_PX, far), (tone,) * 3, width)
    if rng.random() < 0.15:
        centre = (side_middle := margin + BOX_PX // 2, far + gap)
        cv2.circle(image, centre, BOX_PX // 5, (tone,) * 3, 1, cv2.LINE_AA)
        if rng.random() < 0.4:
            cv2.circle(image, (side_middle, far + gap), BOX_PX // 6, (tone,) * 3, -1)


def _guide(image: NDArray[np.uint8], margin: int, rng: np.random.Generator) -> None:
    """The dotted seven-segment guide: three columns, three rows."""
    left, top, right, bottom = (margin + BOX_PX * part for part in GUIDE)
    tone = (float(rng.uniform(0.55, 0.95)) * float(image[margin + 6, margin + 6].mean()),) * 3
    across = np.linspace(left, right, 5)
    down = np.linspace(top, bottom, 9)
    size = int(rng.integers(1, 3))
    dots = [(x, y) for x in across[::2] for y in down] + [(x, y) for x in across for y in down[::4]]
    for x, y in dots:
        corner = (round(x), round(y))
        cv2.rectangle(image, corner, (corner[0] + size, corner[1] + size), tone, -1)


def _solid_guide(
    image: NDArray[np.uint8], margin: int, tone: float, rng: np.random.Generator
) -> None:
    """A guide in thin lines as grey as the frame, as in KPU's earlier drafts of the form."""
    centre = np.array([0.51, 0.5]) + rng.normal(0.0, 0.025, 2)
    half = rng.uniform((0.13, 0.24), (0.21, 0.33))
    left, top = (round(value) for value in margin + BOX_PX * (centre - half))
    right, bottom = (round(value) for value in margin + BOX_PX * (centre + half))
    middle = round(margin + BOX_PX * centre[1])
    grey = (min(tone * float(rng.uniform(0.97, 1.12)), 255.0),) * 3
    width = int(rng.integers(1, 3))
    cv2.rectangle(image, (left, top), (right, bottom), grey, width, cv2.LINE_AA)
    cv2.line(image, (left, middle), (right, middle), grey, width, cv2.LINE_AA)


def _fluid(image: NDArray[np.uint8], rng: np.random.Generator) -> None:
    """A blob of correction fluid, brighter than the paper."""
    side = image.shape[0]
    middle = rng.uniform(0.3, 0.7, 2) * side
    axes = rng.uniform(0.12, 0.35, 2) * side
    centre = (round(middle[0]), round(middle[1]))
    size = (round(axes[0]), round(axes[1]))
    tone = (float(rng.uniform(225, 250)),) * 3
    cv2.ellipse(image, centre, size, float(rng.uniform(0, 180)), 0, 360, tone, -1, cv2.LINE_AA)


def _ghost(image: NDArray[np.uint8], margin: int, rng: np.random.Generator) -> None:
    """Writing from the back of the sheet: mirrored, wide, faint."""
    hand = Hand.from_seed(int(rng.integers(1 << 31)))
    other = str(rng.choice(list("0123456789X")))
    strokes = [s * (-1, 1) + (1, 0) for s in strokes_of(other, hand, rng)]
    layer = np.full_like(image, 255)
    ink(
        layer, strokes, hand, rng, origin_px=(margin, margin), size_px=(BOX_PX, BOX_PX), px_per_mm=5
    )
    faint = 255 - (255 - cv2.GaussianBlur(layer, (0, 0), 2.0)) * rng.uniform(0.03, 0.10)
    image[:] = (image * (faint / 255.0)).astype(np.uint8)
