"""Sums the outcomes of one level into the figures of the table."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.reader.measure import Characters, NumberResult, PageOutcome
from sirekap_desktop.models.reading import Status

WORST = 0.95
"""The share of pages that take no longer than the second figure of a time."""


@dataclass(frozen=True)
class LevelFigures:
    """Everything the bench says about one level; shares from 0 to 1, times in ms of CPU."""

    level: str
    pages: int
    refused: int
    refusals: dict[str, int]
    mistaken: int
    numbers: int
    numbers_refused: int
    """Numbers on refused pages; they are left to a person and stand in no other figure."""
    legible: int
    right: int
    to_person: int
    legible_to_person: int
    silent: int
    silent_legible: int
    together_to_person: int
    together_silent: int
    """The same once the pages of each polling station were heard together."""
    reasons: dict[str, int]
    characters: Characters
    forms: int
    forms_right: int
    forms_sure: int
    time_median: float
    time_worst: float
    steps: dict[str, tuple[float, float]]

    def as_row(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def figures(level: str, pages: Sequence[PageOutcome], numbers_a_form: int) -> LevelFigures:
    """The figures of all pages of a level (or of several, for the last line)."""
    refused = [page for page in pages if page.refused]
    read = [number for page in pages for number in page.numbers]
    legible = [number for number in read if number.truth.legible]
    characters = Characters()
    for number in read:
        characters.add(number)
    forms = _forms(pages)
    whole = [numbers for numbers in forms if len(numbers) == numbers_a_form]
    total = [sum(page.seconds.values()) * 1000 for page in pages]
    per_form = len({page.page for page in pages})
    return LevelFigures(
        level=level,
        pages=len(pages),
        refused=len(refused),
        refusals=dict(Counter(page.refused for page in refused)),
        mistaken=sum(page.mistaken for page in pages),
        numbers=len(read),
        numbers_refused=len(forms) * numbers_a_form - len(read) if per_form else 0,
        legible=len(legible),
        right=sum(number.right for number in legible),
        to_person=sum(not number.sure for number in read),
        legible_to_person=sum(not number.sure for number in legible),
        silent=sum(number.silent for number in read),
        silent_legible=sum(number.silent for number in legible),
        together_to_person=sum(number.together != Status.SURE for number in read),
        together_silent=sum(number.silent_together for number in read),
        reasons=dict(Counter(n.why or "(none)" for n in read if not n.sure)),
        characters=characters,
        forms=len(forms),
        forms_right=sum(_all_right(numbers) for numbers in whole),
        forms_sure=sum(all(n.sure and n.right for n in numbers) for numbers in whole),
        time_median=statistics.median(total) if total else 0.0,
        time_worst=_quantile(total),
        steps=_steps(pages),
    )


def _all_right(numbers: Iterable[NumberResult]) -> bool:
    """Every legible number right, and nothing wrong said surely about the others."""
    return all(n.right if n.truth.legible else not n.silent for n in numbers)


def _forms(pages: Sequence[PageOutcome]) -> list[list[NumberResult]]:
    found: dict[tuple[int, str], list[NumberResult]] = {}
    for page in pages:
        found.setdefault((page.form, page.level), []).extend(page.numbers)
    return list(found.values())


def _steps(pages: Sequence[PageOutcome]) -> dict[str, tuple[float, float]]:
    """Median and 95 % of each step in ms, the slowest first."""
    names = {name for page in pages for name in page.seconds}
    found = {}
    for name in names:
        times = [page.seconds.get(name, 0.0) * 1000 for page in pages]
        found[name] = (statistics.median(times), _quantile(times))
    return dict(sorted(found.items(), key=lambda item: -item[1][0]))


def _quantile(times: Sequence[float]) -> float:
    ordered = sorted(times)
    return ordered[min(int(WORST * len(ordered)), len(ordered) - 1)] if ordered else 0.0
