"""Parts of a sheet and its surroundings that are not boxes for figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

SIDE: Final = 64


def patch(rng: np.random.Generator) -> Grey:
    """A picture as a wrong cut shows it: lines, bubbles, tally, print, table top, bare paper."""
    makers: tuple[Callable[[Grey, float, np.random.Generator], None], ...] = (
        _lines,
        _bubbles,
        _tally,
        _print,
        _table_top,
        _bare,
    )
    paper = float(rng.uniform(110, 240))
    image = np.full((SIDE, SIDE), paper, np.uint8)
    tone = float(paper * rng.uniform(0.1, 0.6))
    makers[int(rng.integers(len(makers)))](image, tone, rng)
    return image


def _lines(image: Grey, tone: float, rng: np.random.Generator) -> None:
    """Rules of the table, a corner of it, a fold."""
    width = int(rng.integers(1, 5))
    for _ in range(int(rng.integers(1, 4))):
        at, lean = rng.integers(4, 60, 2), rng.normal(0, 3, 2)
        ends = ((-5, int(at[1] - lean[0])), (70, int(at[1] + lean[0])))
        if rng.random() < 0.5:
            ends = ((int(at[0] - lean[1]), -5), (int(at[0] + lean[1]), 70))
        cv2.line(image, *ends, (tone,), width, cv2.LINE_AA)


def _bubbles(image: Grey, tone: float, rng: np.random.Generator) -> None:
    """Circles of a column, with their printed figures, some filled."""
    radius = int(rng.integers(8, 19))
    x, y = (int(v) for v in rng.integers(12, 52, 2))
    pitch = int(radius * rng.uniform(2.3, 3.2))
    for row in range(-3, 4):
        centre = (x, y + row * pitch)
        if rng.random() < 0.25:
            cv2.circle(image, centre, radius, (tone,), -1, cv2.LINE_AA)
            continue
        cv2.circle(image, centre, radius, (tone,), int(rng.integers(1, 3)), cv2.LINE_AA)
        place = (centre[0] - radius // 2, centre[1] + radius // 2)
        figure, size = str(int(rng.integers(10))), radius / 18
        cv2.putText(image, figure, place, cv2.FONT_HERSHEY_SIMPLEX, size, (tone,), 1, cv2.LINE_AA)


def _tally(image: Grey, tone: float, rng: np.random.Generator) -> None:
    """Cells of the tally with strokes in fives."""
    left, top = (int(v) for v in rng.integers(-30, 20, 2))
    wide, high = int(rng.integers(44, 64)), int(rng.integers(36, 54))
    for x in range(left, SIDE + wide, wide):
        for y in range(top, SIDE + high, high):
            cv2.rectangle(image, (x, y), (x + wide, y + high), (tone,), 1, cv2.LINE_AA)
            strokes = int(rng.integers(0, 6))
            for number in range(min(strokes, 4)):
                at = x + int(wide * (0.2 + 0.17 * number))
                ends = (
                    (at, y + int(high * 0.2)),
                    (at + int(rng.normal(0, 2)), y + int(high * 0.8)),
                )
                cv2.line(image, *ends, (tone,), 2, cv2.LINE_AA)
            if strokes == 5:
                far = (x + int(wide * 0.85), y + int(high * 0.3))
                cv2.line(image, (x + 4, y + int(high * 0.7)), far, (tone,), 2, cv2.LINE_AA)


def _print(image: Grey, tone: float, rng: np.random.Generator) -> None:
    """Printed or written words."""
    size = float(rng.uniform(0.3, 1.6))
    for y in range(int(rng.integers(5, 25)), 90, int(14 + 26 * size)):
        letters = "".join(
            rng.choice(list("ABCDEFGHIKLMNOPRSTUWacdeghiklmnoprstu ")) for _ in range(12)
        )
        left = int(rng.integers(-30, 12))
        font = int(rng.choice([cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_TRIPLEX]))
        cv2.putText(image, letters, (left, y), font, size, (tone,), int(rng.integers(1, 4)))


def _table_top(image: Grey, tone: float, rng: np.random.Generator) -> None:
    """Wood, cloth, a hand: smooth shades and grain with an edge somewhere."""
    cells = int(rng.integers(2, 12))
    shades = rng.uniform(tone, float(image[0, 0]), (cells, int(rng.integers(2, 12))))
    image[:] = cv2.resize(
        shades.astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC
    ).clip(0, 255)
    if rng.random() < 0.4:
        edge = int(rng.integers(10, 54))
        image[:, edge:] = np.clip(image[:, edge:] * rng.uniform(0.4, 0.8), 0, 255)
        if rng.random() < 0.5:
            image[:] = image.T.copy()


def _bare(image: Grey, tone: float, rng: np.random.Generator) -> None:
    """Paper without anything, evenly lit or not."""
    level = float(image[0, 0])
    slope = np.linspace(0.0, rng.uniform(0.0, 0.1) * (level - tone), SIDE)[:, None]
    grain = rng.normal(0.0, rng.uniform(0.0, 5.0), (SIDE, SIDE))
    image[:] = np.clip(level - slope + grain * (rng.random() < 0.7), 0, 255)
