"""What the printed frames of digit boxes and the paper in them tell about a picture.

A frame is a dark line of known width all over the sheet. How wide it has become tells the blur,
how much darkness is left in it the contrast.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box

Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]
Patches = NDArray[np.uint8]
"""Boxes of any size with `EDGE` of their side around them, (n, GRID, GRID)."""

GRID = 64
EDGE = 0.13
INNER = slice(8, -8)
"""The part of a patch inside its frame."""
REACH = 13
"""Pixels across a frame's line that its profile takes in (4.6 mm for boxes of 18 mm)."""
PIXEL_BLUR = 0.45
"""Sigma, in pixels of a patch, that cutting the patch adds."""
WIDEST = 4.6
"""Sigma, in pixels of a patch, at which a line reaches its neighbours and grows no wider."""
INK = 0.88
"""Part of the paper's brightness below which something is written or printed."""
SLOWEST, FASTEST = 3.5, 18.0
"""Waves in the inner part of a patch that can be stripes; slower ones are shade and soft ink."""
ENOUGH = 16
"""So many boxes show what is alike all over a sheet."""


def cut(grey: Grey, scale: float, boxes: Sequence[Box]) -> Patches:
    """The patches of boxes (mm) on a flattened sheet of `scale` px/mm."""
    patches = np.empty((len(boxes), GRID, GRID), np.uint8)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    border = cv2.BORDER_REPLICATE
    for patch, (x, y, w, h) in zip(patches, boxes, strict=True):
        across, down = ((1 + 2 * EDGE) * side * scale / GRID for side in (w, h))
        left = (x - EDGE * w) * scale + across / 2 - 0.5
        top = (y - EDGE * h) * scale + down / 2 - 0.5
        matrix = np.array([[across, 0, left], [0, down, top]])
        cv2.warpAffine(grey, matrix, (GRID, GRID), dst=patch, flags=flags, borderMode=border)
    return patches


def lines(patches: Patches, sides: Sequence[float], line: float) -> tuple[Floats, Floats]:
    """Sigma (n, 2) in mm of the blur of upright and of level lines, and their contrast (n).

    `sides` of the boxes and the printed width `line` of their frames are in mm. The contrast is
    a part of the paper's brightness, as it would be without the blur.
    """
    step = np.asarray(sides, np.float32) * (1 + 2 * EDGE) / GRID
    profiles = _profiles(patches)
    width, area, light = _shape(profiles)
    sigmas, widths, areas = _table(round(line / float(np.median(step)), 2))
    sigma = np.interp(width, widths, sigmas).astype(np.float32)
    contrast = area / np.interp(sigma, sigmas, areas) / np.maximum(light, 1)
    # Writing that touches a line widens that side only: the narrower of two opposite sides counts.
    narrow = np.stack([sigma[:, :2].min(axis=1), sigma[:, 2:].min(axis=1)], axis=1)
    sigma_mm = np.asarray(narrow * step[:, None], np.float32)
    return sigma_mm, np.asarray(np.median(contrast, axis=1), np.float32)


def paper(patches: Patches) -> Floats:
    """Brightness of the bare paper in sixteen parts of each patch, (n, 16)."""
    tall = patches.reshape(-1, GRID)
    small = cv2.resize(tall, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    blocks = np.asarray(small, np.float32).reshape(-1, 4, 4, 4, 4)
    return np.asarray(blocks.max(axis=(2, 4)).reshape(-1, 16), np.float32)


def grain(patches: Patches) -> float:
    """Sigma of the paper's grain in grey levels."""
    few = _few(patches).astype(np.float32)
    bend = np.abs(2 * few[:, :, 1:-1] - few[:, :, :-2] - few[:, :, 2:])
    return float(np.median(bend)) / 0.6745 / math.sqrt(6)


def ripple(patches: Patches) -> float:
    """The largest part that a single oblique wave has in the paper's unrest, at the median box.

    Printed lines and dots run level or upright and are left out, and so is what is written.
    """
    few = _few(patches)[:, INNER, INNER].astype(np.float32)
    size = few.shape[1]
    light = np.percentile(few, 70, axis=(1, 2), keepdims=True)
    bare = few / np.maximum(light, 1)
    # Soft edges of slanting strokes would be waves too.
    away = cv2.erode(bare.reshape(-1, size), np.ones((5, 5), np.uint8)).reshape(bare.shape)
    unrest = np.where(away < INK, 0, bare - 1).clip(-0.1, 0.1)
    unrest -= unrest.mean(axis=(1, 2), keepdims=True)
    window = np.hanning(size)
    power = np.abs(np.fft.rfft2(unrest * np.outer(window, window))) ** 2
    down = np.abs(np.fft.fftfreq(size) * size)[:, None]
    across = np.arange(size // 2 + 1)[None]
    waves_a_patch = np.hypot(down, across)
    oblique = (
        (down > 1.5) & (across > 1.5) & (waves_a_patch >= SLOWEST) & (waves_a_patch <= FASTEST)
    )
    waves = power[:, oblique]
    return float(np.median(waves.max(axis=1) / np.maximum(waves.sum(axis=1), 1e-9)))


def _few(patches: Patches) -> Patches:
    return patches[:: -(-len(patches) // ENOUGH)]


def _profiles(patches: Patches) -> Floats:
    """Across the left, right, upper and lower line of each frame from outside, (n, 4, REACH)."""
    half = GRID // 4
    middle = slice(half, -half)
    across, down = patches[:, middle], patches[:, :, middle].transpose(0, 2, 1)
    sides = [
        np.partition(strip, half, axis=1)[:, half]
        for view in (across, down)
        for strip in (view[:, :, :REACH], view[:, :, : -REACH - 1 : -1])
    ]
    return np.stack(sides, axis=1).astype(np.float32)


def _shape(profiles: Floats) -> tuple[Floats, Floats, Floats]:
    """Width (area by height, in pixels) and area of the dark line in each profile; its paper."""
    first, last = profiles[..., :2].mean(axis=-1), profiles[..., -2:].mean(axis=-1)
    share = np.linspace(0, 1, REACH, dtype=np.float32)
    dark = first[..., None] * (1 - share) + last[..., None] * share - profiles
    top = dark[..., 2:-2].argmax(axis=-1)[..., None] + 2
    before, here, after = (np.take_along_axis(dark, top + at, -1)[..., 0] for at in (-1, 0, 1))
    bend = np.minimum(before - 2 * here + after, -1e-3)
    height = np.maximum(here + np.minimum((before - after) ** 2 / -bend / 8, here), 1e-3)
    area = dark.sum(axis=-1)
    return area / height, area, (first + last) / 2


@cache
def _table(line: float) -> tuple[Floats, Floats, Floats]:
    """Sigma of a blur, and the width and area that a line of `line` pixels shows under it."""
    sigmas = np.arange(0.02, WIDEST, 0.02)
    at = np.arange(REACH) - (REACH - 1) / 2
    place = at[:, None] + np.array([-0.4, -0.2, 0.0, 0.2, 0.4])
    spread = np.hypot(sigmas, PIXEL_BLUR)[:, None, None] * math.sqrt(2)
    erf = np.vectorize(math.erf)
    dark = (erf((place + line / 2) / spread) - erf((place - line / 2) / spread)) / 2
    width, area, _ = _shape((1 - dark).swapaxes(1, 2).astype(np.float32))
    return (
        sigmas.astype(np.float32),
        np.maximum.accumulate(width.mean(axis=1)),
        area.mean(axis=1),
    )
