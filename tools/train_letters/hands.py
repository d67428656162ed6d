"""People who write letters: every hand has its own shapes, size, slant, spacing and habits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from .glyphs import CAPITALS, SMALL, UNSEEN, Stroke, Way, ways

Case = Literal["capitals", "title", "small", "mixed"]
CASES: Final[tuple[Case, ...]] = ("capitals", "title", "small", "mixed")
SHARES: Final = (0.62, 0.12, 0.1, 0.16)


@dataclass(frozen=True)
class Hand:
    """One person; lengths as parts of the height of a capital."""

    case: Case
    shape: NDArray[np.int64]
    """Which way is taken for each letter, of each alphabet."""
    unseen: bool
    wobble: float
    slant: float
    width: float
    spacing: float
    word_gap: float
    drift: float
    uneven: float
    round_off: bool
    joined: float
    """How often a small letter runs on into the next."""
    low: float
    """Height of small letters in a mixed hand."""
    pen: float

    @classmethod
    def drawn(cls, rng: np.random.Generator, *, unseen: bool = False) -> Hand:
        """Somebody; `unseen` prefers shapes that no training hand has."""
        case = CASES[int(rng.choice(len(CASES), p=SHARES))]
        tight = rng.random() < 0.3
        return cls(
            case=case,
            shape=rng.integers(0, 60, (3, 26)),
            unseen=unseen,
            wobble=float(rng.uniform(0.02, 0.075)),
            slant=float(rng.normal(0.06, 0.16)),
            width=float(np.exp(rng.normal(0.0, 0.18))),
            spacing=float(rng.uniform(0.04, 0.16) if tight else rng.uniform(0.12, 0.6)),
            word_gap=float(rng.choice([0.0, 1.0], p=[0.06, 0.94]) * rng.uniform(0.25, 1.1)),
            drift=float(rng.normal(0.0, 0.02)),
            uneven=float(rng.uniform(0.02, 0.09)),
            round_off=bool(rng.random() < 0.5),
            joined=float(rng.choice([0.0, 0.5, 0.9], p=[0.5, 0.25, 0.25])),
            low=float(rng.uniform(0.6, 1.0)),
            pen=float(np.exp(rng.normal(np.log(0.1), 0.38))),
        )


def written(text: str, hand: Hand, rng: np.random.Generator) -> list[Stroke]:
    """The strokes of a line; x from 0, base line at y 1, a capital is 1 high."""
    strokes: list[Stroke] = []
    x, wave = 0.0, rng.uniform(0, 2 * np.pi)
    before: Stroke | None = None
    for place, letter in enumerate(text):
        if letter == " ":
            x += hand.word_gap + hand.spacing
            before = None
            continue
        small = _is_small(text, place, hand, rng)
        way = _way(letter, hand, rng, small=small)
        own = [_stroke(curved, points, hand, rng) for curved, points in way.strokes]
        width = max(way.width * hand.width, 0.08) * np.exp(rng.normal(0.0, 0.09))
        height = np.exp(rng.normal(0.0, hand.uneven))
        if small and hand.case == "mixed":
            own = [_raised(stroke, hand.low) for stroke in own]
        y = hand.drift * x + 0.05 * np.sin(0.5 * x + wave) + rng.normal(0.0, hand.uneven * 0.5)
        placed = []
        for stroke in own:
            rise = 1 - stroke[:, 1]
            across = stroke[:, 0] * width + hand.slant * rise
            placed.append(np.stack([x + across, 1 + y - rise * height], axis=1))
        if small and before is not None and rng.random() < hand.joined:
            strokes.append(_join(before[-1], placed[0][0]))
        strokes += placed
        before = placed[-1] if small else None
        x += width + hand.spacing * np.exp(rng.normal(0.0, 0.3))
    return strokes


def _is_small(text: str, place: int, hand: Hand, rng: np.random.Generator) -> bool:
    if hand.case == "mixed":
        return bool(rng.random() < 0.3)
    first = place == 0 or text[place - 1] == " "
    return hand.case == "small" or (hand.case == "title" and not first)


def _way(letter: str, hand: Hand, rng: np.random.Generator, *, small: bool) -> Way:
    number = ord(letter) - 65
    kind = 1 if small else 0
    spec = SMALL[letter] if small else CAPITALS[letter]
    if hand.unseen and not small and letter in UNSEEN and hand.shape[2, number] % 4:
        kind, spec = 2, UNSEEN[letter]
    choices = ways(spec)
    habit = int(hand.shape[kind, number])
    taken = habit if rng.random() < 0.85 else int(rng.integers(60))
    return choices[taken % len(choices)]


def _stroke(curved: bool, points: Stroke, hand: Hand, rng: np.random.Generator) -> Stroke:
    """Control points moved, ends over- or undershot, then drawn out."""
    moved = points + rng.normal(0.0, hand.wobble, points.shape)
    if len(moved) >= 2:
        reach = rng.normal(0.0, 0.07, 2)
        moved[0] += (moved[0] - moved[1]) * reach[0]
        moved[-1] += (moved[-1] - moved[-2]) * reach[1]
    if len(moved) < 3:
        return moved
    return _curve(moved) if curved else _chaikin(moved) if hand.round_off else moved


def _curve(points: Stroke) -> Stroke:
    """A Catmull-Rom curve through the points."""
    ends = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    a, b, c, d = (ends[i : len(ends) - 3 + i, None] for i in range(4))
    t = np.linspace(0.0, 1.0, 6)[None, :-1, None]
    parts = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    return np.vstack([parts.reshape(-1, 2), points[-1:]])


def _chaikin(points: Stroke) -> Stroke:
    """Corners taken off twice."""
    for _ in range(2):
        a, b = points[:-1], points[1:]
        cut = np.stack([a + 0.25 * (b - a), a + 0.75 * (b - a)], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], cut, points[-1:]])
    return points


def _raised(stroke: Stroke, low: float) -> Stroke:
    """A small letter written as high as capitals are."""
    top = 0.45 * (1 - low)
    grown = np.where(
        stroke[:, 1] > 0.4, top + (stroke[:, 1] - 0.45) * (1 - top) / 0.55, stroke[:, 1]
    )
    return np.stack([stroke[:, 0] * 1.2, np.minimum(grown, 1.5)], axis=1)


def _join(start: Stroke, end: Stroke) -> Stroke:
    """The hair line from one letter to the next."""
    middle = (start + end) / 2 + np.array([0.0, 0.08])
    return _curve(np.stack([start, middle, end]))
