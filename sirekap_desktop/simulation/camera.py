"""Photographs a sheet as a phone does in a hall: slanted, wavy, badly lit, a little blurred."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class Shot:
    """How a picture is taken; sizes in pixels, `wave` in parts of the sheet's width."""

    width: int = 3024
    height: int = 4032
    slant: float = 0.05
    turn: float = 2.0
    wave: float = 0.004
    blur: float = 0.8
    noise: float = 3.0
    shade: float = 0.3
    quality: int = 88

    @classmethod
    def from_rng(cls, rng: np.random.Generator) -> Shot:
        """An ordinary picture: legible, never perfect."""
        return cls(
            slant=float(rng.uniform(0.01, 0.08)),
            turn=float(rng.normal(0, 2.5)),
            wave=float(rng.uniform(0.0, 0.005)),
            blur=float(rng.uniform(0.5, 1.4)),
            noise=float(rng.uniform(1, 5)),
            shade=float(rng.uniform(0.05, 0.45)),
            quality=int(rng.integers(75, 94)),
        )


def photograph(sheet: Image, shot: Shot, rng: np.random.Generator) -> Image:
    """The sheet (BGR) lying on a table, as the camera sees it (BGR, height × width)."""
    bent = _bend(sheet, shot, rng)
    matrix = _view(bent, shot, rng)
    size = (shot.width, shot.height)
    table = _table(shot, rng)
    paper = cv2.warpPerspective(bent, matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full(bent.shape[:2], 255, np.uint8), matrix, size)
    seen = np.where(mask[..., None] > 127, paper, table)
    picture = seen.astype(np.float32) * _light(shot, rng)[..., None]
    if shot.blur > 0:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), shot.blur), np.float32)
    if shot.noise > 0:
        grain = rng.standard_normal((shot.height // 2, shot.width // 2, 3), np.float32)
        picture += cv2.resize(grain * shot.noise, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(picture, 0, 255), np.uint8)


def as_jpeg(picture: Image, quality: int) -> bytes:
    """The picture as the bytes of a JPEG file."""
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return bytes(data)


def _bend(sheet: Image, shot: Shot, rng: np.random.Generator) -> Image:
    """Folds and waves: each point moves by a smooth field of `wave` times the width."""
    height, width = sheet.shape[:2]
    amplitude = shot.wave * width
    if amplitude <= 0:
        return sheet
    coarse = rng.normal(0, amplitude / 2, (6, 4, 2)).astype(np.float32)
    field = cv2.resize(coarse, (width // 8, height // 8), interpolation=cv2.INTER_CUBIC)
    field = cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    bent = cv2.remap(
        sheet,
        columns + field[..., 0],
        rows + field[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(bent, np.uint8)


def _view(sheet: Image, shot: Shot, rng: np.random.Generator) -> NDArray[np.float64]:
    height, width = sheet.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    fit = min(shot.width / width, shot.height / height) * rng.uniform(0.88, 0.95)
    angle = np.deg2rad(shot.turn)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    centred = (corners - [width / 2, height / 2]) * fit @ rotation.T
    reach = shot.slant * min(shot.width, shot.height)
    seen = centred * (1 - shot.slant) + rng.uniform(-reach, reach, (4, 2)) / 2
    seen += [shot.width / 2, shot.height / 2]
    seen = np.clip(seen, 2, [shot.width - 3, shot.height - 3])
    return np.asarray(cv2.getPerspectiveTransform(corners, seen.astype(np.float32)), np.float64)


def _table(shot: Shot, rng: np.random.Generator) -> Image:
    colour = rng.uniform(60, 150, 3)
    grain = rng.normal(0, 14, (shot.height // 24, shot.width // 6, 1))
    coarse = np.clip(colour + grain, 0, 255).astype(np.uint8)
    size = (shot.width, shot.height)
    return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _light(shot: Shot, rng: np.random.Generator) -> NDArray[np.float32]:
    """A lamp on one side and the shadow of a hand, as a factor for each pixel."""
    coarse = 1.0 - shot.shade * rng.uniform(0, 1, (4, 3)).astype(np.float32)
    size = (shot.width // 8, shot.height // 8)
    light = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    light = cv2.resize(light, (shot.width, shot.height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(light, 0.25, 1.05), np.float32)
