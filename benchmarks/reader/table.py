"""Writes the figures as a table that a person can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from benchmarks.reader.tally import LevelFigures

Line = tuple[str, Callable[[LevelFigures], str]]

LINES: tuple[Line, ...] = (
    ("pages", lambda f: str(f.pages)),
    ("pages refused (all wrongly)", lambda f: f"{f.refused} ({_share(f.refused, f.pages)})"),
    ("taken for another page or form", lambda f: str(f.mistaken)),
    ("boxes", lambda f: str(f.characters.boxes)),
    ("characters right", lambda f: _share(f.characters.right, f.characters.boxes)),
    ("- of these one filler for another", lambda f: str(f.characters.filler_for_filler)),
    ("X read as a digit", lambda f: f"{f.characters.crosses_as_digit} of {f.characters.crosses}"),
    ("X read as a sure digit", lambda f: str(f.characters.crosses_as_sure_digit)),
    ("numbers on pages not refused", lambda f: str(f.numbers)),
    ("legible numbers right", lambda f: f"{_share(f.right, f.legible)} of {f.legible}"),
    ("left to a person", lambda f: _share(f.to_person, f.numbers)),
    ("left to a person, legible", lambda f: _share(f.legible_to_person, f.legible)),
    ("silent errors", lambda f: f"{f.silent} ({_per_10000(f.silent, f.numbers)} in 10,000)"),
    ("- of these in legible numbers", lambda f: str(f.silent_legible)),
    ("left, pages of a TPS together", lambda f: _share(f.together_to_person, f.numbers)),
    ("silent, pages of a TPS together", lambda f: str(f.together_silent)),
    ("forms wholly right", lambda f: f"{f.forms_right} of {f.forms}"),
    ("forms wholly sure", lambda f: f"{f.forms_sure} of {f.forms}"),
    ("CPU ms a page, median (95 %)", lambda f: f"{f.time_median:.0f} ({f.time_worst:.0f})"),
)


def table(levels: Sequence[LevelFigures], tesseract: Mapping[str, str], memory: float) -> str:
    """The table in Markdown; `tesseract` by level, `memory` the reading process's peak in MB."""
    heads = [level.level for level in levels]
    rows = [[name, *(say(level) for level in levels)] for name, say in LINES]
    rows.append(["Tesseract, same boxes", *(tesseract.get(head, "") for head in heads)])
    parts = [_markdown(["", *heads], rows)]
    steps = list(levels[-1].steps) if levels else []
    times = [[step, *(_time(level, step) for level in levels)] for step in steps]
    parts.append("CPU ms a page by step, median (95 %)\n\n" + _markdown(["step", *heads], times))
    parts.append(_counts("reason why not sure", levels, lambda f: f.reasons))
    parts.append(_counts("refusal", levels, lambda f: f.refusals))
    parts.append(_counts("wrote > saw", levels, lambda f: f.characters.confusions))
    parts.append(f"Peak memory of a process that only reads: {memory:.0f} MB")
    return "\n\n".join(part for part in parts if part) + "\n"


def _counts(
    title: str, levels: Sequence[LevelFigures], of: Callable[[LevelFigures], Mapping[str, int]]
) -> str:
    names = sorted({n for level in levels for n in of(level)}, key=lambda n: -_sum(levels, of, n))
    rows = [[name, *(str(of(level).get(name, 0)) for level in levels)] for name in names[:20]]
    return _markdown([title, *(level.level for level in levels)], rows) if rows else ""


def _sum(
    levels: Sequence[LevelFigures],
    of: Callable[[LevelFigures], Mapping[str, int]],
    name: str,
) -> int:
    return sum(of(level).get(name, 0) for level in levels)


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (heads, *rows)
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "-"


def _per_10000(part: int, whole: int) -> str:
    return f"{part / whole * 10_000:.1f}" if whole else "-"


def _time(level: LevelFigures, step: str) -> str:
    median, worst = level.steps.get(step, (0.0, 0.0))
    return f"{median:.0f} ({worst:.0f})"
