"""What the formulas of a rule ask, in the words of the form."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"\{partai\}\w+(?:\*|\b)|[A-Za-z][\w*]*(?:\{x\})?|\{\w+\}|<=")
_SPOKEN = {"{field}": "setiap angka", "<=": "≤"}
_COLUMNS = " (L, P, dan J masing-masing)"


def condition_of(says: str, names: Mapping[str, str], limits: Mapping[str, int]) -> str:
    """One sentence of a rule file for people; `names` as the file has them.

    They stand under a field, a row, or a token such as `choice_*` and `{choice}`.
    """

    def word(match: re.Match[str]) -> str:
        token = match[0]
        stem, _, last = token.rpartition("_")
        if token in _SPOKEN:
            return _SPOKEN[token]
        if token in names:
            return names[token]
        if token.startswith("{"):
            return str(limits[token[1:-1]])
        return names[stem] if last == "{x}" else f"{names[stem]} {last.upper()}"

    return _TOKEN.sub(word, says) + (_COLUMNS if "{x}" in says else "")
