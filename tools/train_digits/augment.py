"""What paper, light, lens and compression do to a box before the program sees it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import prepare

WORK = 64


def seen(grey: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
    """One more way the box might have been photographed, ready for the network."""
    return prepare(shot(grey, rng))


def shot(grey: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """The same, as a crop of the page that the program would cut."""
    return _squeezed(_lit(_cut(_moved(_bolder(grey, rng), rng), rng), rng), rng)


def _bolder(grey: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Strokes a little thicker or thinner."""
    draw = rng.random()
    if draw > 0.16:
        return grey
    big = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    kernel = np.ones((2, 2) if rng.random() < 0.6 else (3, 3), np.uint8)
    changed = cv2.erode(big, kernel) if draw < 0.1 else cv2.dilate(big, kernel)
    return changed.astype(np.uint8)


def _moved(grey: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Margin, shift, turn, slant and perspective; edges go on as they are or mirrored."""
    height, width = grey.shape
    zoom = rng.uniform(0.86, 1.13) * rng.uniform(0.95, 1.05, 2)
    turn, shear = rng.normal(0.0, 0.035), rng.normal(0.0, 0.04)
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64) * zoom
    corners = corners @ np.array(
        [[np.cos(turn), np.sin(turn)], [shear - np.sin(turn), np.cos(turn)]]
    )
    corners += rng.normal(0.0, 0.05, 2) + rng.normal(0.0, 0.025, (4, 2))
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    target = ((corners + 1) / 2 * WORK).astype(np.float32)
    border = cv2.BORDER_REPLICATE if rng.random() < 0.7 else cv2.BORDER_REFLECT_101
    matrix = cv2.getPerspectiveTransform(source, target)
    flags = cv2.INTER_LINEAR if max(height, width) < 1.6 * WORK else cv2.INTER_AREA
    return cv2.warpPerspective(grey, matrix, (WORK, WORK), flags=flags, borderMode=border).astype(
        np.uint8
    )


def _cut(grey: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """The line of a neighbour at the edge, or a side of the frame that was not printed."""
    draw = rng.random()
    if draw > 0.2:
        return grey
    turns = int(rng.integers(4))
    turned = np.rot90(grey, turns).copy()
    dark, paper = (float(tone) for tone in np.percentile(turned, (4.0, 60.0)))
    if draw < 0.15:
        width = int(rng.integers(1, 4))
        turned[:, :width] = round(dark + (paper - dark) * rng.uniform(0.0, 0.5))
    else:
        reach = int(rng.integers(7, 14))
        start, end = sorted(int(at) for at in rng.integers(0, WORK + 1, 2))
        turned[start:end, :reach] = round(paper)
    return np.rot90(turned, -turns).copy()


def _lit(grey: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
    """Contrast, gamma, a shadow, a fold, moire of a photographed screen."""
    image = grey.astype(np.float32) / 255.0
    y, x = np.mgrid[0:WORK, 0:WORK].astype(np.float32) / WORK
    image = image ** np.float32(np.exp(rng.normal(0.0, 0.3)))
    if rng.random() < 0.35:
        angle = rng.uniform(0, 2 * np.pi)
        edge = np.cos(angle) * (x - rng.random()) + np.sin(angle) * (y - rng.random())
        depth = rng.uniform(0.1, 0.42)
        image *= 1 - depth / (1 + np.exp(-edge * rng.uniform(3, 60)))
    if rng.random() < 0.06:
        angle = rng.uniform(0, 2 * np.pi)
        edge = np.cos(angle) * (x - rng.random()) + np.sin(angle) * (y - rng.random())
        image *= 1 + rng.uniform(-0.25, 0.15) * np.exp(-((edge * rng.uniform(20, 60)) ** 2))
    if rng.random() < 0.13:
        angle, pitch = rng.uniform(0, 2 * np.pi), np.exp(rng.uniform(np.log(2.5), np.log(32)))
        bend = rng.normal(0.0, 0.15) * (x - y) ** 2
        wave = np.sin(2 * np.pi * pitch * (np.cos(angle) * x + np.sin(angle) * y + bend))
        image *= 1 + rng.uniform(0.02, 0.16) * wave
    contrast = rng.uniform(0.45, 1.1)
    return (image * contrast + rng.uniform(0.0, max(1.0 - contrast * 0.85, 0.02))).astype(
        np.float32
    )


def _squeezed(image: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Lens, sensor, a smaller picture and JPEG."""
    draw = rng.random()
    if draw < 0.3:
        image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.4, 2.0))).astype(np.float32)
    elif draw < 0.4:
        kernel = np.zeros((11, 11), np.float32)
        reach = rng.uniform(-4, 4, 2)
        ends = (
            (round(5 - reach[0]), round(5 - reach[1])),
            (round(5 + reach[0]), round(5 + reach[1])),
        )
        cv2.line(kernel, *ends, (1.0,), 1)
        image = cv2.filter2D(image, -1, kernel / kernel.sum()).astype(np.float32)
    side = int(rng.integers(24, 40)) if rng.random() < 0.4 else int(rng.integers(40, WORK + 1))
    small = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)
    small = small + rng.normal(0.0, rng.uniform(0.0, 0.035), small.shape)
    grey: NDArray[np.uint8] = np.clip(small * 255, 0, 255).astype(np.uint8)
    if rng.random() < 0.45:
        packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(22, 92))])
        unpacked = cv2.imdecode(packed[1], cv2.IMREAD_GRAYSCALE)
        assert unpacked is not None
        grey = unpacked.astype(np.uint8)
    if rng.random() < 0.4:
        side = int(side * rng.uniform(1.1, 2.0))
        grey = cv2.resize(grey, (side, side), interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    return grey
