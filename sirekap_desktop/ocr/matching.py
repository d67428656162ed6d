"""Finding a pattern in a picture to a part of a pixel."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def match(
    picture: NDArray[np.float32],
    pattern: NDArray[np.float32],
    heed: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """The likeness (-1 to 1) of the pattern at each place; 0 where either is plain.

    With `heed`, only where that is 1 does the picture have to be like the pattern.
    """
    answer = np.asarray(
        cv2.matchTemplate(picture, pattern, cv2.TM_CCOEFF_NORMED, mask=heed), np.float32
    )
    answer[~(np.abs(answer) <= 1.001)] = 0.0  # what is plain gives anything, not a number too
    return answer


def summit(answer: NDArray[np.float32], column: int, row: int) -> tuple[float, float]:
    """The top (x, y) of the parabolas through a maximum and its neighbours."""
    return _top(answer[row], column), _top(answer[:, column], row)


def _top(values: NDArray[np.float32], at: int) -> float:
    if not 0 < at < len(values) - 1:
        return float(at)
    before, here, after = (float(value) for value in values[at - 1 : at + 2])
    bend = before - 2 * here + after
    return at + (0.5 * (before - after) / bend if bend < 0 else 0.0)
