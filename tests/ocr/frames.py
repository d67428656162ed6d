"""Digit boxes drawn with nothing around them, for what measures pictures."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box

LINE = 1.06
PAPER, PRINT = 215.0, 30.0
FINE = 4
BOXES: tuple[Box, ...] = tuple(
    (10.0 + 23.0 * column, 10.0 + 23.0 * row, 18.0, 18.0) for row in range(4) for column in range(6)
)
SIDES = [18.0] * len(BOXES)
SIZE = (155.0, 110.0)
"""Width and height in mm."""


def drawn(scale: float, sigma: float, *, symbol: str = "") -> NDArray[np.uint8]:
    """The boxes at `scale` px/mm with a blur of `sigma` mm and the same mark in each of them.

    Marks: an X from corner to corner, a `frame` inside the frame, a `dot`, a dotted `guide`.
    """
    fine = scale * FINE
    grey = np.full((round(SIZE[1] * fine), round(SIZE[0] * fine)), PAPER, np.float32)
    for x, y, w, h in BOXES:
        for inset, value in ((-LINE / 2, PRINT), (LINE / 2, PAPER)):
            first = (round((x + inset) * fine), round((y + inset) * fine))
            last = (round((x + w - inset) * fine), round((y + h - inset) * fine))
            cv2.rectangle(grey, first, (last[0] - 1, last[1] - 1), value, -1)
        _mark(grey, symbol, (x, y, w, h), fine)
    small = cv2.resize(grey, (round(SIZE[0] * scale), round(SIZE[1] * scale)), interpolation=3)
    if sigma > 0:
        small = cv2.GaussianBlur(small, (0, 0), sigma * scale)
    return np.asarray(np.rint(small), np.uint8)


def _mark(grey: NDArray[np.float32], symbol: str, box: Box, fine: float) -> None:
    x, y, w, h = box
    thick = max(1, round(0.8 * fine))

    def at(across: float, down: float) -> tuple[int, int]:
        return round((x + across * w) * fine), round((y + down * h) * fine)

    if symbol == "X":
        cv2.line(grey, at(0, 0), at(1, 1), 60.0, thick)
        cv2.line(grey, at(1, 0), at(0, 1), 60.0, thick)
    elif symbol == "frame":
        cv2.rectangle(grey, at(0.1, 0.3), at(0.6, 0.9), 60.0, thick)
    elif symbol == "dot":
        cv2.circle(grey, at(0.5, 0.5), round(4 * fine), 60.0, -1)
    elif symbol == "guide":
        for step in np.linspace(0.15, 0.85, 15):
            for place in (at(0.3, step), at(0.7, step), at(step, 0.17), at(step, 0.5)):
                cv2.circle(grey, place, max(1, round(0.25 * fine)), 150.0, -1)
