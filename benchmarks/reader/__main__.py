"""The bench: `python -m benchmarks.reader --forms 80 --jobs 2 --out out/bench`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reader import memory
from benchmarks.reader.pages import chooser, draw_form, template
from benchmarks.reader.records import SHARED, records
from benchmarks.reader.table import table
from benchmarks.reader.tally import LevelFigures, figures
from benchmarks.reader.tesseract import share
from benchmarks.reader.work import Done, Task, run
from sirekap_desktop.simulation.field import LEVELS, take

FORMS = 80
"""28 numbers a form at five levels: more than 10,000 numbers."""
LEAST_CHARACTERS = 0.997
PARTS = ("test", "validation", "train")


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, photograph, read, judge; write `results.json` and `table.md` and print the table."""
    chosen = _arguments(arguments)
    if not (SHARED / "digits").is_dir():
        print(f"{SHARED}: no real writing to draw with")
        return 0
    chosen.out.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    done = _all_done(list(_tasks(chosen)), chosen.jobs)
    levels = _figures(done, chosen.levels)
    asked = {
        level: share([s for one in done for s in one.samples.get(level, [])])
        for level in chosen.levels
    }
    text = table(levels, asked, _memory(chosen.out, chosen.part, chosen.seed))
    text += _foreign_text(done)
    (chosen.out / "table.md").write_text(text, "utf-8")
    results = _results(chosen, levels, asked, done)
    (chosen.out / "results.json").write_text(json.dumps(results, indent=1), "utf-8")
    print(text)
    print(f"{(time.monotonic() - start) / 60:.1f} minutes; details in {chosen.out}")
    missed = [line for figures in levels for line in _missed(figures)]
    print("\n".join(missed))
    return 1 if missed else 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("--forms", type=int, default=FORMS)
    parser.add_argument("--first", type=int, default=0, help="number of the first form")
    parser.add_argument("--levels", type=lambda text: tuple(text.split(",")), default=LEVELS)
    parser.add_argument("--part", choices=PARTS, default="test")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--tesseract", type=int, default=300, help="boxes a level, 0 for none")
    parser.add_argument("--foreign", type=int, default=2, help="forms behind foreign pictures")
    parser.add_argument("--out", type=Path, default=Path("out/bench"))
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.levels) - set(LEVELS)
    if unknown:
        parser.error(f"no level {', '.join(sorted(unknown))}; there are {', '.join(LEVELS)}")
    return chosen


def _tasks(chosen: argparse.Namespace) -> Iterator[Task]:
    asked = -(-chosen.tesseract // max(1, chosen.forms))
    for form in range(chosen.first, chosen.first + chosen.forms):
        yield Task(form, chosen.seed, chosen.levels, chosen.part, chosen.out, asked)
    for form in range(chosen.foreign):
        yield Task(form, chosen.seed, chosen.levels, chosen.part, chosen.out, 0, foreign=True)


def _all_done(tasks: Sequence[Task], jobs: int) -> list[Done]:
    if jobs == 1:
        return [_told(count, len(tasks), run(task)) for count, task in enumerate(tasks, start=1)]
    done: list[Done | None] = [None] * len(tasks)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(run, task): index for index, task in enumerate(tasks)}
        for count, future in enumerate(as_completed(waiting), start=1):
            done[waiting[future]] = _told(count, len(tasks), future.result())
    return [one for one in done if one is not None]


def _told(count: int, total: int, one: Done) -> Done:
    """Show how far the bench has come."""
    end = "\n" if count == total else ""
    print(f"\r{count} of {total}", end=end, file=sys.stderr, flush=True)
    return one


def _figures(done: Sequence[Done], levels: Sequence[str]) -> list[LevelFigures]:
    pages = [page for one in done for page in one.pages]
    count = len(template().fields)
    found = [figures(level, [p for p in pages if p.level == level], count) for level in levels]
    return [*found, figures("all", pages, count)]


def _missed(found: LevelFigures) -> Iterator[str]:
    """What falls short of issue 3's marks that hold for any number of forms."""
    read = found.characters
    if found.silent * 10_000 > found.numbers:
        yield f"{found.level}: {found.silent} numbers wrong in silence"
    if found.mistaken or (found.refused and found.level not in ("hard", "all")):
        yield f"{found.level}: {found.refused} refused, {found.mistaken} taken for another page"
    if read.right < LEAST_CHARACTERS * read.boxes or read.crosses_as_sure_digit:
        yield f"{found.level}: {read.boxes - read.right} of {read.boxes} characters wrong"


def _memory(out: Path, part: str, seed: int) -> float:
    """Peak memory over one form photographed at the level of the largest pictures."""
    rng = np.random.default_rng([seed, 77])
    files = []
    for page in draw_form(rng, records()[0], chooser(part)):
        files.append(out / f"memory_{page.page}.jpg")
        files[-1].write_bytes(take(page.image, page.scale, "normal", rng))
    return memory.peak(files)


def _foreign_text(done: Sequence[Done]) -> str:
    results = [result for one in done for result in one.foreign]
    if not results:
        return ""
    wrong = [f"- {r.name}: taken for {r.taken_for}, {r.wrong}" for r in results if r.wrong]
    refused = sum(bool(result.refused) for result in results)
    empty = [r.name for r in results if r.mistaken and not r.wrong]
    lines = [
        f"\nForeign and spoilt pictures: {len(results)}, refused {refused}",
        f"read as something they are not: {len(wrong)}",
        *wrong,
        f"taken for another page with no number shown: {len(empty)} ({', '.join(empty)})",
    ]
    return "\n".join(lines) + "\n"


def _results(
    chosen: argparse.Namespace,
    levels: Sequence[LevelFigures],
    asked: dict[str, str],
    done: Sequence[Done],
) -> dict[str, Any]:
    numbers = [number for one in done for page in one.pages for number in page.numbers]
    pages = [page for one in done for page in one.pages]
    return {
        "forms": chosen.forms,
        "part": chosen.part,
        "seed": chosen.seed,
        "levels": [level.as_row() for level in levels],
        "tesseract": asked,
        "silent": [number.as_row() for number in numbers if number.silent],
        "wrong": [n.as_row() for n in numbers if n.truth.legible and not n.right and not n.silent],
        "doubted": [n.as_row() for n in numbers if n.truth.legible and n.right and not n.sure],
        "refused": [
            {"form": p.form, "page": p.page, "level": p.level, "why": p.refused}
            for p in pages
            if p.refused or p.mistaken
        ],
        "foreign": [vars(result) for one in done for result in one.foreign],
    }


if __name__ == "__main__":
    sys.exit(main())
