"""Which number is written in words: the letters of a line weighed under the grammar of numbers.

Evidence only: it says how much likelier each value becomes, never more than `STRONGEST`, and
nothing at all where no number can be made out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.letters import ALPHABET, Trust
from sirekap_desktop.ocr.number_words import FOLLOWED, LARGEST, SPELLINGS, phrases

Letters = NDArray[np.float32]
"""Log-probabilities of `ALPHABET`, one row a column of the line."""

STRONGEST: Final = 20.0
"""No value is held more often as likely as another: the network knows drawn hands only, and of
real lines too few were read to claim more (`resources/ocr/LETTERS.md`)."""
SLIP: Final = 0.02
"""Part of each column's belief that is spread over all letters: nobody writes without slips."""
LONGEST: Final = 64
"""Columns that one word may take."""
LEAST: Final = 0.5
"""Below this chance that a number stands there, nothing is said."""


@dataclass(frozen=True)
class Spelled:
    """What the words say: `evidence` for 0 to 999 in log-likelihood (best 0, least -log 20).

    `probability` is the chance that `value` is what was written, never above 20 in 21.
    """

    evidence: NDArray[np.float64]
    value: int
    probability: float


@dataclass(frozen=True)
class _Spelling:
    """All spellings of all words as one list of letters."""

    letters: NDArray[np.int64]
    begins: NDArray[np.bool_]
    doubled: NDArray[np.bool_]
    """Whether a letter equals the one before, so that a gap must part them."""
    ends: NDArray[np.int64]
    shares: NDArray[np.float64]
    """One row a word: how much of it each spelling's end is."""


@dataclass(frozen=True)
class _Tree:
    """Beginnings of phrases, and each phrase as a beginning with its last word."""

    levels: tuple[tuple[tuple[int, NDArray[np.int64], NDArray[np.int64]], ...], ...]
    """For each length: word, the shorter beginnings, the longer ones."""
    size: int
    start: NDArray[np.int64]
    last: NDArray[np.int64]
    value: NDArray[np.int64]
    share: NDArray[np.float64]


def spelled(letters: Letters, trust: Trust) -> Spelled | None:
    """The evidence of a line as `LetterReader.read` gives it; None where it says nothing."""
    seen = letters_seen(letters)
    if seen == 0:
        return None
    likely = log_likelihoods(letters)
    best = int(likely.argmax())
    number = number_chance(likely, seen, trust)
    if number < LEAST:
        return None
    beside = np.exp((likely - likely[best]) / trust.temperature)
    lowest = 1 / (STRONGEST - 1) + (1 - number)
    evidence = np.log((number * beside + lowest) / (number + lowest))
    chance = chance_of_best(likely, number, trust)
    return Spelled(evidence, best, min(chance, STRONGEST / (STRONGEST + 1)))


def chance_of_best(likely: NDArray[np.float64], number: float, trust: Trust) -> float:
    """The chance of the likeliest value as drawn hands justify it."""
    beside = np.exp((likely - likely.max()) / trust.temperature)
    return float(number / beside.sum())


def number_chance(likely: NDArray[np.float64], seen: int, trust: Trust) -> float:
    """The chance that a number in words stands there at all."""
    any_number = float(np.logaddexp.reduce(likely))
    odds = float(np.dot(trust.number, (any_number, seen, 1.0)))
    return float(1 / (1 + np.exp(-np.clip(odds, -30.0, 30.0))))


def letters_seen(letters: Letters) -> int:
    """How many letters the likeliest reading has."""
    best = letters.argmax(axis=1)
    return int(((best > 0) & (best != np.concatenate([[0], best[:-1]]))).sum())


def log_likelihoods(letters: Letters) -> NDArray[np.float64]:
    """The logarithm of the probability that the letters spell each value from 0 to 999."""
    shown = (1 - SLIP) * np.exp(letters.astype(np.float64)) + SLIP / len(ALPHABET)
    top = shown.max(axis=1, keepdims=True)
    shown /= top
    gaps = _gaps(shown[:, 0])
    words = _words(shown)
    tree = _tree()
    ways = np.zeros((tree.size, len(shown) + 1))
    ways[0] = gaps[0]
    for level in tree.levels:
        for word, shorter, longer in level:
            ways[longer] = ways[shorter] @ words[word]
        reached = np.concatenate([longer for _, _, longer in level])
        ways[reached] = ways[reached] @ gaps
    end = gaps[:, -1]
    over = (1 - FOLLOWED) * end + FOLLOWED * (gaps @ (words[_names()["SUARA"]] @ end))
    scores = (ways @ (words @ over).T)[tree.start, tree.last] * tree.share
    sums = np.bincount(tree.value, scores, LARGEST + 1)
    return np.asarray(np.log(np.maximum(sums, 1e-300)) + np.log(top).sum())


def _gaps(blank: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probability that nothing is written from one column up to another."""
    count = len(blank) + 1
    gaps = np.zeros((count, count))
    for begin in range(count):
        gaps[begin, begin] = 1.0
        gaps[begin, begin + 1 :] = np.cumprod(blank[begin:])
    return gaps


def _words(shown: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each word, the probability that it fills the columns from one up to another (CTC)."""
    spelling = _spelling()
    count = len(shown)
    longest = min(LONGEST, count)
    later = np.vstack([shown, np.zeros((longest, len(ALPHABET)))])
    emitted = np.ascontiguousarray(later[:, spelling.letters].T)
    words = np.zeros((len(spelling.shares), count + 1, count + 1))
    begins = np.arange(count)
    letter = np.where(spelling.begins[:, None], emitted[:, :count], 0.0)
    blank = np.zeros_like(letter)
    parted = spelling.doubled | spelling.begins
    for taken in range(1, longest + 1):
        here = begins[: count - taken + 1]
        words[:, here, here + taken] = spelling.shares @ letter[spelling.ends, : len(here)]
        since = letter + blank
        before = np.where(parted[1:, None], blank[:-1], since[:-1])
        before[spelling.begins[1:]] = 0.0
        letter[1:] += before
        letter *= emitted[:, taken : taken + count]
        np.multiply(since, later[taken : taken + count, 0], out=blank)
    return words


@cache
def _names() -> dict[str, int]:
    return {name: number for number, name in enumerate(SPELLINGS)}


@cache
def _spelling() -> _Spelling:
    every = [(name, way, share) for name, ways in SPELLINGS.items() for way, share in ways.items()]
    letters = [ALPHABET.index(letter) for _, way, _ in every for letter in way]
    begins = [place == 0 for _, way, _ in every for place in range(len(way))]
    doubled = [
        place > 0 and way[place - 1] == way[place]
        for _, way, _ in every
        for place in range(len(way))
    ]
    ends = np.cumsum([len(way) for _, way, _ in every]) - 1
    shares = np.zeros((len(SPELLINGS), len(every)))
    for column, (name, _, share) in enumerate(every):
        shares[_names()[name], column] = share
    return _Spelling(np.array(letters), np.array(begins), np.array(doubled), ends, shares)


@cache
def _tree() -> _Tree:
    places: dict[tuple[str, ...], int] = {(): 0}
    for phrase in phrases():
        for length in range(1, len(phrase.words)):
            places.setdefault(phrase.words[:length], len(places))
    levels = []
    for length in range(1, max(len(begin) for begin in places) + 1):
        level: dict[int, list[tuple[int, int]]] = {}
        for begin, place in places.items():
            if len(begin) == length:
                level.setdefault(_names()[begin[-1]], []).append((places[begin[:-1]], place))
        levels.append(
            tuple(
                (word, np.array([a for a, _ in pairs]), np.array([b for _, b in pairs]))
                for word, pairs in level.items()
            )
        )
    return _Tree(
        tuple(levels),
        len(places),
        np.array([places[phrase.words[:-1]] for phrase in phrases()]),
        np.array([_names()[phrase.words[-1]] for phrase in phrases()]),
        np.array([phrase.value for phrase in phrases()]),
        np.array([phrase.share for phrase in phrases()]),
    )
