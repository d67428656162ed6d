"""What spoils a picture: light, shadow, motion, grain, a screen's lines, a thumb, the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Table = Literal["plain", "wood", "wall", "dark", "cloth"]
TABLES: tuple[Table, ...] = ("plain", "wood", "wall", "dark", "cloth")

CASTS = ((0.78, 0.93, 1.0), (1.0, 0.93, 0.82), (0.9, 1.0, 0.9), (1.0, 0.88, 0.95), (0.7, 0.86, 1.0))
"""Colours of light (BGR): bulb, shade, tube, tent, evening."""
SKIN = ((126, 158, 205), (92, 124, 172), (66, 92, 134), (52, 66, 92))
COARSE = 16
"""Pixels between the places where light is worked out."""


@dataclass(frozen=True)
class Light:
    """How a sheet is lit: white paper's grey, how uneven, how deep a shadow, what colour."""

    paper: float = 235.0
    shade: float = 0.1
    shadow: float = 0.0
    cast: tuple[float, float, float] = (1.0, 1.0, 1.0)
    table: Table = "plain"

    @classmethod
    def from_rng(
        cls, rng: np.random.Generator, least: float, most: float, *, shadow: bool = False
    ) -> Light:
        """Light of a room: `least` to `most` uneven, with the shadow of somebody or not."""
        return cls(
            paper=float(rng.uniform(175, 242)),
            shade=float(rng.uniform(least, most)),
            shadow=float(rng.uniform(0.1, 0.35)) if shadow else 0.0,
            cast=tuple(rng.uniform(0.93, 1.0, 3)),
            table=TABLES[int(rng.integers(len(TABLES)))],
        )


def cast(rng: np.random.Generator) -> tuple[float, float, float]:
    """The colour of a bad lamp."""
    return CASTS[int(rng.integers(len(CASTS)))]


def lit(picture: Image, light: Light, rng: np.random.Generator) -> Image:
    """The picture under a light."""
    height, width = picture.shape[:2]
    size = (max(4, width // COARSE), max(4, height // COARSE))
    uneven = 1.0 - light.shade * rng.uniform(0, 1, (4, 3)).astype(np.float32)
    factor = cv2.resize(uneven, size, interpolation=cv2.INTER_CUBIC)
    if light.shadow > 0:
        factor = factor * _shadow(size, light.shadow, rng)
    colour = np.asarray(light.cast, np.float32) * np.float32(light.paper / 255)
    small = np.clip(factor[..., None] * colour * 255, 40, 255).astype(np.uint8)
    full = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.multiply(picture, full, scale=1 / 255), np.uint8)


def _shadow(size: tuple[int, int], depth: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """The shadow of an arm or a head: a few soft blobs that come in from one edge."""
    mask = np.zeros((size[1], size[0]), np.float32)
    span = np.array(size, float)
    side = int(rng.integers(4))
    start = rng.uniform(0.15, 0.85, 2) * span
    start[side % 2] = 0 if side < 2 else span[side % 2]
    end = start + (span * rng.uniform(0.3, 0.7, 2) - start) * rng.uniform(0.6, 1.1)
    thick = max(2, round(float(min(size) * rng.uniform(0.12, 0.4))))
    first, last = ((round(float(x)), round(float(y))) for x, y in (start, end))
    cv2.line(mask, first, last, 1.0, thick)
    cv2.circle(mask, last, round(thick * 0.62), 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), max(1.0, min(size) * float(rng.uniform(0.01, 0.05))))
    return np.asarray(1 - depth * soft, np.float32)


def creased(picture: Image, slope: NDArray[np.float64]) -> Image:
    """The picture with folds that catch the light; `slope` for each of the coarse places."""
    height, width = picture.shape[:2]
    factor = np.clip((1 - 0.07 - slope) * 255, 0, 255).astype(np.uint8)
    full = cv2.resize(factor, (width, height), interpolation=cv2.INTER_LINEAR)
    channels = cv2.merge([full, full, full])
    return np.asarray(cv2.multiply(picture, channels, scale=1 / (255 * 0.93)), np.uint8)


def moved(picture: Image, length: float, rng: np.random.Generator) -> Image:
    """The smear of a hand that moved `length` pixels while the shutter was open."""
    side = int(np.ceil(length)) | 1
    fine = np.zeros((side * 8, side * 8), np.float32)
    angle = rng.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * length * 4
    middle = np.array([side * 4, side * 4])
    first, last = ((round(float(x)), round(float(y))) for x, y in (middle - reach, middle + reach))
    cv2.line(fine, first, last, 1.0, 8)
    kernel = cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), np.uint8)


def grainy(picture: Image, noise: float, rng: np.random.Generator) -> Image:
    """Grain of a small sensor: coarse, coloured, the same strength everywhere."""
    height, width = picture.shape[:2]
    tile = rng.standard_normal((height // 4 + 1, width // 4 + 1, 3), np.float32)
    tile = cv2.resize(tile, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR) * (1.25 * noise)
    grain = np.tile(np.rint(tile).astype(np.int16), (2, 2, 1))[:height, :width]
    return np.asarray(cv2.add(picture, grain, dtype=cv2.CV_8U), np.uint8)


def on_screen(sheet: Image, scale: float, rng: np.random.Generator) -> Image:
    """The sheet as a screen shows it: in the screen's own, larger pixels."""
    factor = rng.uniform(1.9, 2.6) / scale
    height, width = sheet.shape[:2]
    shown = cv2.resize(sheet, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(shown, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def moire(picture: Image, rng: np.random.Generator) -> Image:
    """The bent, coloured stripes of a screen's grid against the sensor's."""
    height, width = picture.shape[:2]
    rows, columns = np.mgrid[0 : height // 2, 0 : width // 2].astype(np.float32)
    stripes = np.ones((height // 2, width // 2, 3), np.float32)
    for _ in range(2):
        angle, period = rng.uniform(0, np.pi), rng.uniform(7, 60)
        bow = rng.uniform(-1, 1) * 1e-4
        along = columns * np.cos(angle) + rows * np.sin(angle)
        across = rows * np.cos(angle) - columns * np.sin(angle)
        phase = (along + bow * across**2) * (2 * np.pi / period)
        depth = rng.uniform(0.025, 0.08)
        for channel in range(3):
            stripes[..., channel] *= 1 - depth * (1 + np.sin(phase + channel * rng.uniform(0, 1)))
    full = cv2.resize((stripes * 255).astype(np.uint8), (width, height))
    return np.asarray(cv2.multiply(picture, full, scale=1 / 255), np.uint8)


def thumb(
    picture: Image,
    to_picture: NDArray[np.float64],
    extent: tuple[float, float],
    rng: np.random.Generator,
) -> None:
    """A finger or a black clip over one of the corner squares, drawn in place."""
    corner = int(rng.integers(4))
    right, below = corner in (1, 2), corner >= 2
    x, y = extent[0] * (0.92 if right else 0.08), extent[1] * (0.968 if below else 0.072)
    outward = (rng.normal(0, 18), 60.0 + (y if not below else extent[1] - y))
    away = (x + outward[0], y + (outward[1] if below else -outward[1]))
    inner = (x + rng.normal(0, 1.5), y - (3.0 if below else -3.0))
    (px, py), (ex, ey) = (_seen(to_picture, point) for point in (inner, away))
    per_mm = float(np.hypot(px - ex, py - ey)) / float(np.hypot(*np.subtract(inner, away)))
    is_clip = rng.random() < 0.3
    colour = (28.0, 26.0, 24.0) if is_clip else SKIN[int(rng.integers(len(SKIN)))]
    thick = round(float(rng.uniform(26, 34)) * per_mm)
    cv2.line(picture, (round(px), round(py)), (round(ex), round(ey)), colour, thick, cv2.LINE_AA)


def _seen(matrix: NDArray[np.float64], point: tuple[float, float]) -> tuple[float, float]:
    x, y, w = matrix @ np.array([*point, 1.0])
    return float(x / w), float(y / w)


def table(size: tuple[int, int], kind: Table, rng: np.random.Generator) -> Image:
    """What the sheet lies or hangs on, (height, width, 3)."""
    width, height = size
    if kind == "plain":
        return np.full((height, width, 3), rng.uniform(150, 250), np.uint8)
    bases = {"wood": (95, 130, 170), "wall": (190, 205, 210), "dark": (38, 36, 36)}
    base = np.array(bases.get(kind, rng.uniform(50, 190, 3))) * rng.uniform(0.7, 1.15)
    grains = {"wood": (6, 60), "wall": (40, 30), "dark": (20, 20), "cloth": (150, 200)}
    down, across = grains[kind]
    depth = 22.0 if kind in ("wood", "cloth") else 7.0
    coarse = rng.normal(0, depth, (across, down, 1)) + rng.normal(0, depth / 2, (across, 1, 1))
    small = np.clip(base + coarse, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_CUBIC), np.uint8)
