"""The grammar of numbers in words, 0 to 999, with the spellings people use.

A phrase is a row of words, a word a set of spellings; both carry the share with which they are
met. The shares are guesses with one purpose: what is unusual costs something and is not excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

LARGEST: Final = 999

SPELLINGS: Final[dict[str, dict[str, float]]] = {
    "0": {"NOL": 0.86, "KOSONG": 0.08, "NIHIL": 0.06},
    "1": {"SATU": 1.0},
    "2": {"DUA": 0.98, "DUWA": 0.02},
    "3": {"TIGA": 1.0},
    "4": {"EMPAT": 0.96, "AMPAT": 0.02, "EMPT": 0.02},
    "5": {"LIMA": 1.0},
    "6": {"ENAM": 0.96, "ANAM": 0.02, "NAM": 0.02},
    "7": {"TUJUH": 0.95, "TUJU": 0.04, "TUJH": 0.01},
    "8": {"DELAPAN": 0.94, "LAPAN": 0.03, "DLAPAN": 0.02, "DELPAN": 0.01},
    "9": {"SEMBILAN": 0.95, "SEMILAN": 0.02, "SEMBLAN": 0.02, "SMBILAN": 0.01},
    "10": {"SEPULUH": 0.95, "SEPULU": 0.04, "SPULUH": 0.01},
    "11": {"SEBELAS": 0.97, "SEBLAS": 0.03},
    "100": {"SERATUS": 0.98, "SRATUS": 0.02},
    "BELAS": {"BELAS": 0.96, "BLAS": 0.03, "BLS": 0.01},
    "PULUH": {"PULUH": 0.95, "PULU": 0.04, "PLH": 0.01},
    "RATUS": {"RATUS": 0.98, "RTS": 0.02},
    "SUARA": {"SUARA": 1.0},
}
"""Each word and how it is spelled. Words may be written with or without spaces."""

FOLLOWED: Final = 0.02
"""How often the unit (SUARA) stands behind the number."""

SPOKEN, COUNTED, LEADING = 0.96, 0.015, 0.025
"""Shares of DUA PULUH ENAM, of DUA ENAM (figure by figure), of NOL DUA PULUH ENAM."""


@dataclass(frozen=True)
class Phrase:
    """A way to say a value: the names of its words, and how usual it is."""

    words: tuple[str, ...]
    value: int
    share: float


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every way to say every value; the shares of one value sum to one."""
    found = []
    for value in range(LARGEST + 1):
        ways = _ways(value)
        total = sum(share for _, share in ways)
        found += [Phrase(words, value, share / total) for words, share in ways]
    return tuple(found)


def _ways(value: int) -> list[tuple[tuple[str, ...], float]]:
    spoken = _spoken(value)
    ways = [(words, share * SPOKEN) for words, share in spoken]
    figures = tuple(str(value))
    if len(figures) > 1:
        ways.append((figures, COUNTED))
    if value < 100:
        ways.append((tuple(f"{value:03d}"), LEADING / 2))
        ways += [(("0", *words), share * LEADING / 2) for words, share in spoken if value > 9]
    return ways


def _spoken(value: int) -> list[tuple[tuple[str, ...], float]]:
    """As it is said, and with SATU in place of SE-."""
    if value < 100:
        return _below_hundred(value)
    count, rest = divmod(value, 100)
    heads = [(("100",), 0.97), (("1", "RATUS"), 0.03)] if count == 1 else [_plain(count, "RATUS")]
    tails = _below_hundred(rest) if rest else [((), 1.0)]
    return [(head + tail, a * b) for head, a in heads for tail, b in tails]


def _below_hundred(value: int) -> list[tuple[tuple[str, ...], float]]:
    if value < 10:
        return [((str(value),), 1.0)]
    tens, ones = divmod(value, 10)
    if value < 12:
        other = ("1", "PULUH") if value == 10 else ("1", "BELAS")
        return [((str(value),), 0.97), (other, 0.03)]
    if tens == 1:
        return [_plain(ones, "BELAS")]
    head, share = _plain(tens, "PULUH")
    return [(head + ((str(ones),) if ones else ()), share)]


def _plain(count: int, unit: str) -> tuple[tuple[str, ...], float]:
    return (str(count), unit), 1.0
