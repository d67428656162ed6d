"""The forms of all elections: `python -m benchmarks.reader.elections --numbers 1000`.

Each form with its made-up ballot is drawn with real writing, photographed, and read as in the
program: with the contestants of its election, all sheets of a polling station heard together.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from benchmarks.reader.pages import SCALE, DrawnPage, Image, chooser, draw_sheets
from benchmarks.reader.records import SHARED
from sirekap_desktop import paths, pool, raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.reading import Reading, Status
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.ocr.solve import settle
from sirekap_desktop.simulation.ballots import BALLOTS
from sirekap_desktop.simulation.field import LEVELS, Level, take
from sirekap_desktop.simulation.village import make_result
from sirekap_desktop.workflow.evening import make_election

HEADS = ("election", "level", "sheets", "refused", "numbers", "sure", "left to a person", "silent")


@dataclass(frozen=True)
class Task:
    """One polling station of an election, photographed at one level."""

    election: str
    station: int
    level: Level
    seed: int


@dataclass(frozen=True)
class Score:
    """What became of its numbers; `silent` names those that are wrong and called sure."""

    counts: Counter[str]
    silent: tuple[str, ...] = field(default=())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of every election and level, and every number that is wrong in silence."""
    chosen = _arguments(arguments)
    if not (SHARED / "digits").is_dir():
        print(f"{SHARED}: no real writing to draw with")
        return 0
    tasks = list(_tasks(chosen))
    totals: dict[tuple[str, str], Counter[str]] = {}
    silent: list[str] = []
    for task, score in zip(tasks, pool.spread(run, tasks, chosen.jobs), strict=True):
        if isinstance(score, pool.Fault):
            raise RuntimeError(score.report)
        totals.setdefault((task.election, task.level), Counter()).update(score.counts)
        silent += score.silent
    print("| " + " | ".join(HEADS) + " |\n" + "|---" * len(HEADS) + "|")
    for (name, level), counts in sorted(totals.items(), key=lambda item: item[0]):
        figures = [str(counts[head]) for head in HEADS[2:]]
        print("| " + " | ".join([name, level, *figures]) + " |")
    print("\n".join(silent))
    return 1 if silent else 0


def run(task: Task) -> Score:
    """Draw, photograph and read one polling station."""
    form, election = _bound(task.election)
    station = list(BALLOTS).index(task.election)
    rng = np.random.default_rng([task.seed, station, task.station])
    tps = election.desa[0].tps[task.station]
    reserve = form.law["limits"]["cadangan_permil"]
    values = make_result(tps, election.contestants, rng, reserve)
    drawn = draw_sheets(form, values, rng, chooser("test"), lambda page: _blank(form, page))
    return _read(task, form, drawn, np.random.default_rng([task.seed, station, task.station, 1]))


def _read(
    task: Task, form: Template, drawn: Sequence[DrawnPage], rng: np.random.Generator
) -> Score:
    reader = _reader(task.election)
    counts = Counter[str]()
    readings: list[Reading] = []
    for page in drawn:
        data = take(page.image, page.scale, task.level, rng)
        (result,) = reader.read_file(data)
        counts["sheets"] += 1
        if result.reading.refused or result.reading.page != page.page:
            counts["refused"] += 1
        else:
            readings += result.reading.readings
    truth = {one.field: one.value for page in drawn for one in page.truths}
    silent = []
    for reading in settle(readings, form):
        counts["numbers"] += 1
        if reading.status is not Status.SURE:
            counts["left to a person"] += 1
        elif reading.value == truth[reading.field]:
            counts["sure"] += 1
        else:
            counts["silent"] += 1
            place = f"{task.election} {task.level} {task.station} {reading.field}"
            silent.append(f"{place}: {reading.value}, written {truth[reading.field]}")
    return Score(counts, tuple(silent))


@cache
def _bound(name: str) -> tuple[Template, Election]:
    """The form with the contestants of its made-up election."""
    ballot = BALLOTS[name]
    pattern = catalog()[ballot.form]
    election = make_election(pattern, ballot, 1, desa=1, tps=99)
    return bind(pattern, ballot.contestants), election


@cache
def _reader(name: str) -> PageReader:
    form, _ = _bound(name)
    return PageReader({form.form: form}, paths.resources() / "ocr")


def _blank(form: Template, page: int) -> Image:
    return raster.render(blank_form(form, [page]), 0, 25.4 * SCALE)


def _tasks(chosen: argparse.Namespace) -> Iterator[Task]:
    """So many polling stations of each election that its numbers come to what was asked."""
    for name in chosen.elections:
        numbers = len(_bound(name)[0].fields) * len(chosen.levels)
        for station in range(-(-chosen.numbers // numbers)):
            for level in chosen.levels:
                yield Task(name, station, level, chosen.seed)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    def listed(text: str) -> tuple[str, ...]:
        return tuple(text.split(","))

    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reader.elections", description=__doc__
    )
    parser.add_argument("--elections", type=listed, default=tuple(BALLOTS)[1:])
    parser.add_argument("--levels", type=listed, default=LEVELS)
    parser.add_argument("--numbers", type=int, default=1000, help="of each election")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
