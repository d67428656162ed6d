"""Finds polling stations by what people say: "TPS 14 Sukamaju", "14 suka", "sukamaju", "014"."""

from __future__ import annotations

import re
import unicodedata

from sirekap_desktop.models.election import Desa, Election, Tps

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_SAID_ANYWAY = frozenset({"tps", "desa", "kelurahan", "kel"})
"""Words that are said before a number or a name; they tell nothing."""

_EXACT, _COMPLETED, _INSIDE = 0, 1, 3
"""How far a word is from what it was found in."""
_UNSAID = 1
"""What each word of the desa's name costs that was not asked for."""
_LONGER = 20
"""A number that only begins like that comes behind every TPS with that very number."""


def find_tps(election: Election, query: str) -> tuple[str, ...]:
    """The codes of the TPS that are meant, the likeliest first; none for an empty query.

    Each part of the query has to be found: a number as that of the TPS or in the desa's name, a
    word as a beginning or a piece of a word of the name. The 13 digits of a code name one TPS.
    """
    parts = [part for part in _parts(query) if part not in _SAID_ANYWAY]
    if not parts:
        return ()
    found = []
    for order, (desa, tps) in enumerate(election.every_tps()):
        distance = 0 if parts == [tps.code] else _distance(parts, desa, tps)
        if distance is not None:
            found.append((distance, order, tps.code))
    return tuple(code for _, _, code in sorted(found))


def _distance(parts: list[str], desa: Desa, tps: Tps) -> int | None:
    """How far the TPS is from what was said, None when it cannot be meant."""
    numbers = [part for part in parts if part.isdigit()]
    ways = [_of_name(parts, desa)]
    for number in dict.fromkeys(numbers):
        others = list(parts)
        others.remove(number)
        ways.append(_sum(_of_number(number, tps), _of_name(others, desa)))
    return min((way for way in ways if way is not None), default=None)


def _of_number(said: str, tps: Tps) -> int | None:
    if int(said) == tps.number:
        return _EXACT
    begun = said.lstrip("0") and str(tps.number).startswith(said)
    return _LONGER if begun or f"{tps.number:03d}".startswith(said) else None


def _of_name(said: list[str], desa: Desa) -> int | None:
    """Every word that was said takes the word of the name that is nearest to it."""
    left = _parts(desa.region.name)
    distance = 0
    for part in said:
        near = min(((_of_word(part, word), word) for word in left), default=(_NEVER, ""))
        if near[0] == _NEVER:
            return None
        distance += near[0]
        left.remove(near[1])
    return distance + (_UNSAID * len(left) if said else 0)


def _of_word(part: str, word: str) -> int:
    if part == word or (part.isdigit() and word.isdigit() and int(part) == int(word)):
        return _EXACT
    if word.startswith(part):
        return _COMPLETED
    return _INSIDE if part in word and not part.isdigit() else _NEVER


_NEVER = 100


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _parts(text: str) -> list[str]:
    """Words and numbers, small letters without marks; "tps14" has two parts."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _PARTS.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
