"""Numbers in Indonesian words, as they stand on the forms."""

from __future__ import annotations

_ONES = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
_ONES += ["sepuluh", "sebelas"]
_LARGE = ((10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))


def words(number: int) -> str:
    """The number from 0 to 999,999,999,999 in words; raises ValueError outside."""
    if not 0 <= number < 10**12:
        raise ValueError(number)
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    for unit, name in _LARGE:
        count, rest = divmod(number, unit)
        if count:
            head = f"se{name}" if count == 1 and unit in (100, 1000) else f"{words(count)} {name}"
            return f"{head} {words(rest)}" if rest else head
    raise AssertionError(number)
