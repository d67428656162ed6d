"""What the program makes of drawn lines: the common ground of `calibrate` and `evaluate`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.words import words
from sirekap_desktop.ocr.letters import LetterReader
from sirekap_desktop.ocr.number_words import LARGEST, SPELLINGS, phrases
from sirekap_desktop.ocr.spelled import Letters, letters_seen, log_likelihoods

from .samples import Sample

AT_ONCE = 16


@dataclass(frozen=True)
class Judged:
    """A line, the letters read on it and its likelihoods; `value` is None for other words."""

    letters: Letters
    likely: NDArray[np.float64]
    seen: int
    value: int | None


def judged(samples: Sequence[Sample], reader: LetterReader) -> list[Judged]:
    """Read all lines."""
    found = []
    for start in range(0, len(samples), AT_ONCE):
        some = samples[start : start + AT_ONCE]
        for one, letters in zip(some, reader.read([s.strip for s in some]), strict=True):
            value = value_of(one.text) if one.is_number else None
            found.append(Judged(letters, log_likelihoods(letters), letters_seen(letters), value))
    return found


def value_of(text: str) -> int:
    """The number that a drawn text means; raises KeyError for what is none."""
    return _values()[_plain(text)]


def _plain(text: str) -> str:
    spelled = text.replace(" ", "")
    return spelled.removesuffix("SUARA")


_KNOWN: dict[str, int] = {}


def _values() -> dict[str, int]:
    """Every spelling of every phrase; where two values share one, the usual one stands."""
    if not _KNOWN:
        for phrase in sorted(phrases(), key=lambda one: one.share):
            for text in _texts(phrase.words):
                _KNOWN[text] = phrase.value
        _KNOWN.update({words(n).upper().replace(" ", ""): n for n in range(LARGEST + 1)})
    return _KNOWN


def _texts(names: Sequence[str]) -> list[str]:
    texts = [""]
    for name in names:
        texts = [text + way for text in texts for way in SPELLINGS[name]]
    return texts
