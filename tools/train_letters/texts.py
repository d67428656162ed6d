"""What the training hands write: numbers in words, most of all, and other words."""

from __future__ import annotations

from typing import Final

import numpy as np

from sirekap_desktop.ocr.number_words import FOLLOWED, SPELLINGS, phrases

OTHER: Final = 0.25
FEW: Final = 0.1
VOWELS: Final = "AAAIIUUEO"
CONSONANTS: Final = "BCDFGHJKLMNPQRSTVWXYZNGRSTKLM"


def text(rng: np.random.Generator) -> tuple[str, bool]:
    """A line and whether it is a number in words."""
    draw = rng.random()
    if draw < OTHER:
        return other(rng), False
    if draw < OTHER + FEW:
        letters = [chr(65 + int(code)) for code in rng.integers(0, 26, int(rng.integers(2, 9)))]
        return "".join(letters), False
    return number(int(rng.integers(0, 400 if rng.random() < 0.5 else 1000)), rng), True


def number(value: int, rng: np.random.Generator) -> str:
    """The value in words, as somebody may put and spell it."""
    known = [phrase for phrase in phrases()[_start(value) :] if phrase.value == value][:8]
    phrase = known[int(rng.choice(len(known), p=_shares([one.share for one in known])))]
    words = [_spelled(word, rng) for word in phrase.words]
    if rng.random() < FOLLOWED:
        words.append("SUARA")
    return " ".join(words)


def other(rng: np.random.Generator) -> str:
    """Words that are no number: syllables as in names and places."""
    words = []
    for _ in range(int(rng.integers(1, 5))):
        word = ""
        for _ in range(int(rng.integers(1, 5))):
            word += str(rng.choice(list(CONSONANTS))) if rng.random() < 0.85 else ""
            word += str(rng.choice(list(VOWELS)))
            word += str(rng.choice(list("NMGHRSTLK"))) if rng.random() < 0.3 else ""
        words.append(word)
    return " ".join(words)


def _start(value: int) -> int:
    """Where the phrases of a value begin."""
    low, high = 0, len(phrases())
    while low < high:
        middle = (low + high) // 2
        if phrases()[middle].value < value:
            low = middle + 1
        else:
            high = middle
    return low


def _spelled(word: str, rng: np.random.Generator) -> str:
    ways = SPELLINGS[word]
    chosen = str(rng.choice(list(ways), p=_shares(list(ways.values()))))
    return "SE RATUS" if chosen == "SERATUS" and rng.random() < 0.03 else chosen


def _shares(shares: list[float]) -> list[float]:
    return [share / sum(shares) for share in shares]
