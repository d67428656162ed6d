"""What befalls a number once written: struck, overwritten, painted over, smeared, stamped."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box
from sirekap_desktop.simulation.paste import Ink, darken
from sirekap_desktop.simulation.sheet import Pen

STAMP_INKS = ((150, 60, 60), (140, 50, 110), (160, 80, 40), (120, 40, 90))
"""Blue and purple stamp pads (BGR)."""
PALE = 90
"""Grey of the print above which writing can be told from it."""
FIRM = 0.75
"""Pressure with which a mistake is struck at least."""
STAMP_RADIUS = 17.0
"""mm; the round stamp of a polling station."""


def strike(pen: Pen, box: Box) -> None:
    """One or two lines through what stands in a box."""
    pen = replace(pen, hand=replace(pen.hand, pressure=max(pen.hand.pressure, FIRM)))
    x, y, w, h = box
    count = int(pen.rng.integers(1, 3))
    slope = pen.rng.normal(0, 0.12) + (0.5 if pen.rng.random() < 0.4 else 0.0)
    for line in range(count):
        middle = y + h * (0.5 + 0.16 * (line - (count - 1) / 2) + pen.rng.normal(0, 0.04))
        left, right = x + w * pen.rng.uniform(0, 0.2), x + w * pen.rng.uniform(0.82, 1.05)
        rise = slope * w / 2
        pen.line((left, middle + rise), (right, middle - rise))


def write_small(pen: Pen, box: Box, symbol: str) -> None:
    """A small figure above a struck one or beside it, where paper is free."""
    x, y, w, h = box
    side = w * pen.rng.uniform(0.34, 0.46)
    above = pen.rng.random() < 0.7
    at = (x + w * pen.rng.uniform(0.3, 0.75), y - side * 1.05)
    if not above:
        at = (x + w * 0.99, y + h * pen.rng.uniform(-0.1, 0.5))
    plain = Pen(pen.image, pen.scale, pen.hand, pen.rng, pen.habits)
    plain.symbol(symbol, (*at, side, side * 1.3))


def paint_over(pen: Pen, box: Box) -> None:
    """A dab of correction fluid over what stands in a box, with an edge nobody drew straight."""
    x, y, w, h = box
    middle = np.array([x + w / 2, y + h / 2]) + pen.rng.normal(0, 0.06, 2) * w
    radii = np.array([w, h]) * pen.rng.uniform(0.42, 0.6, 2)
    angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    wobble = np.ones(len(angles))
    for turns in (2, 3, 5, 7):
        wobble += pen.rng.normal(0, 0.05) * np.sin(turns * angles + pen.rng.uniform(0, 6))
    edge = middle + np.stack([np.cos(angles), np.sin(angles)], axis=1) * radii * wobble[:, None]
    corner = np.floor(edge.min(axis=0) * pen.scale).astype(int) - 2
    size = np.ceil(edge.max(axis=0) * pen.scale).astype(int) + 3 - corner
    mask = np.zeros((size[1], size[0]), np.uint8)
    cv2.fillPoly(mask, [np.round(edge * pen.scale - corner).astype(np.int32)], 255, cv2.LINE_AA)
    part = pen.image[corner[1] : corner[1] + size[1], corner[0] : corner[0] + size[0]]
    cover = mask[: part.shape[0], : part.shape[1], None].astype(np.float32) / 255
    cover = cover * pen.rng.uniform(0.96, 1.0)
    streaks = cv2.resize(pen.rng.normal(0, 2.5, (12, 3)), (part.shape[1], part.shape[0]))
    white = np.clip(pen.rng.uniform(244, 252) + streaks, 0, 255)[..., None]
    part[:] = (part * (1 - cover) + white * cover).astype(np.uint8)


def smear(pen: Pen, box: Box, before: NDArray[np.uint8], length: float) -> None:
    """Wet ink that a sleeve dragged `length` mm; `before` is the whole sheet without writing."""
    rows, columns = _region(pen, box, 0.25)
    printed = before[rows, columns].astype(np.float32)
    ink = np.minimum(pen.image[rows, columns] / np.maximum(printed, 1), 1)
    ink = np.where(printed > PALE, ink, 1).astype(np.float32)
    reach = max(3, round(length * pen.scale)) | 1
    kernel = np.zeros((reach, reach), np.float32)
    rise = float(pen.rng.uniform(-0.35, 0.35)) * reach / 2
    middle = reach // 2
    cv2.line(kernel, (0, round(middle + rise)), (reach - 1, round(middle - rise)), 1.0, 2)
    dragged = cv2.filter2D(ink, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)
    kept = float(np.clip(2.0 / length, 0.1, 0.6) * pen.rng.uniform(0.7, 1.0))
    mixed = kept * ink + (1 - kept) * dragged
    pen.image[rows, columns] = np.clip(printed * mixed, 0, 255).astype(np.uint8)


def stamp(pen: Pen, centre: tuple[float, float]) -> None:
    """A round stamp around a point in mm: two rings, a line of small print, unevenly inked."""
    per_mm = pen.scale
    side = round((STAMP_RADIUS * 2 + 4) * per_mm)
    cover = np.zeros((side, side), np.uint8)
    middle = (side // 2, side // 2)
    for radius, thick in ((1.0, 0.9), (0.66, 0.5)):
        cv2.circle(
            cover, middle, round(STAMP_RADIUS * radius * per_mm), 255, max(1, round(thick * per_mm))
        )
    for angle in np.arange(0, 330, 15):
        turn = np.deg2rad(angle + pen.rng.normal(0, 1.5))
        at = (
            np.array(middle) + np.array([np.cos(turn), np.sin(turn)]) * STAMP_RADIUS * 0.83 * per_mm
        )
        size = (max(1, round(1.0 * per_mm)), max(1, round(1.7 * per_mm)))
        tall = (round(float(at[0])), round(float(at[1])))
        cv2.ellipse(cover, tall, size, float(angle), 0, float(pen.rng.uniform(180, 360)), 255, 2)
    for row in (-0.22, 0.0, 0.22):
        y = round(side / 2 + row * STAMP_RADIUS * per_mm)
        half = round(STAMP_RADIUS * 0.5 * per_mm)
        for x in range(middle[0] - half, middle[0] + half, max(2, round(1.9 * per_mm))):
            up = round(float(pen.rng.uniform(0.8, 1.5)) * per_mm)
            cv2.line(
                cover, (x, y), (x + round(0.6 * per_mm), y - up), 255, max(1, round(0.4 * per_mm))
            )
    turned = cv2.getRotationMatrix2D((side / 2, side / 2), float(pen.rng.uniform(-40, 40)), 1.0)
    cover = cv2.warpAffine(cover, turned, (side, side)).astype(np.uint8)
    patches = cv2.resize(
        pen.rng.uniform(0.35, 1.0, (7, 7)), (side, side), interpolation=cv2.INTER_CUBIC
    )
    colour = STAMP_INKS[int(pen.rng.integers(len(STAMP_INKS)))]
    ink = Ink(colour, float(pen.rng.uniform(0.4, 0.75)))
    corner = (round(centre[0] * per_mm - side / 2), round(centre[1] * per_mm - side / 2))
    darken(pen.image, np.asarray(cover / 255 * np.clip(patches, 0, 1), np.float32), corner, ink)


def sign(pen: Pen, centre: tuple[float, float], width: float) -> None:
    """A signature or initials around a point, `width` mm wide: loops that run to the right."""
    turns = pen.rng.uniform(2.5, 5.5)
    along = np.linspace(0, 1, 90)
    size = width * pen.rng.uniform(0.18, 0.3)
    swell = np.interp(along, np.linspace(0, 1, 7), pen.rng.uniform(0.25, 1.0, 7))
    angle = along * turns * 2 * np.pi + pen.rng.uniform(0, 6)
    x = (along - 0.5) * width * 0.8 + np.cos(angle) * size * swell * 0.6
    y = np.sin(angle) * size * swell + (0.5 - along) * width * pen.rng.uniform(-0.1, 0.3)
    pen.curve(np.stack([x, y], axis=1) + np.array(centre))
    if pen.rng.random() < 0.5:
        low = centre[1] + size * 0.8
        pen.line((centre[0] - width * 0.4, low), (centre[0] + width * 0.5, low - size * 0.5))


def _region(pen: Pen, box: Box, edge: float) -> tuple[slice, slice]:
    x, y, w, h = box
    left, top = max(0, round((x - edge * w) * pen.scale)), max(0, round((y - edge * h) * pen.scale))
    right, bottom = round((x + w + edge * w) * pen.scale), round((y + h + edge * h) * pen.scale)
    return slice(top, bottom), slice(left, right)
