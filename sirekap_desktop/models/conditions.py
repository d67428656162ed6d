"""What the formulas of a rule ask, in the words of the form."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"paslon_\*|[A-Za-z][A-Za-z0-9_]*(?:\*|\{x\})?|\{\w+\}|<=")
_SPOKEN = {
    "paslon_*": "jumlah suara semua paslon",
    "{paslon}": "suara tiap paslon",
    "{field}": "setiap angka",
    "<=": "≤",
}
_COLUMNS = " (L, P, dan J masing-masing)"


def condition_of(says: str, names: Mapping[str, str], limits: Mapping[str, int]) -> str:
    """One sentence of a rule file for people; `names` as the file has them, by field or row."""

    def word(match: re.Match[str]) -> str:
        token = match[0]
        stem, _, last = token.rpartition("_")
        if token in _SPOKEN:
            return _SPOKEN[token]
        if token.startswith("{"):
            return str(limits[token[1:-1]])
        if token in names:
            return names[token]
        if last == "*":
            return f"jumlah semua {names[stem]}"
        return names[stem] if last == "{x}" else f"{names[stem]} {last.upper()}"

    return _TOKEN.sub(word, says) + (_COLUMNS if "{x}" in says else "")
