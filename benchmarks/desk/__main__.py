"""The speed of the desk with 300 TPS in the 5 contests of a Pemilu: `python -m benchmarks.desk`."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

TIMES = 7
CONTESTS = {1: "PPWP, 28 numbers a TPS", 2: "DPR, 205 numbers a TPS"}
"""The contests in which the desk is used here."""
MARKS = {
    "next number: cursor": 0.050,
    "next number: on the disk": 0.050,
    "a TPS opened in Periksa": 0.150,
    "a TPS opened in Pleno": 0.150,
    "Beranda, cold": 0.300,
    "Beranda, warm": 0.300,
    "start until Beranda": 2.0,
}
"""Seconds, of the median."""


def main() -> int:
    """Build the store, measure, print; exit status 1 when a median misses its mark."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--store", type=Path, help="a folder to build the store in and to keep")
    words.add_argument("--child", type=int, help=argparse.SUPPRESS)
    given = words.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if given.child is not None:
        return _child(given.store, given.child)
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder)
        if not (store / "sirekap.db").exists():
            _build(store)
        missed = _measure_all(store)
    return 1 if missed else 0


def _build(store: Path) -> None:
    from benchmarks.desk.flats import make_flats
    from benchmarks.desk.kecamatan import Shape, build

    begun = time.perf_counter()
    shape = Shape()
    flats = {contest: make_flats(2 * TIMES, shape, contest) for contest in CONTESTS}
    build(store, shape, flats)
    print(f"store built in {time.perf_counter() - begun:.1f} s", flush=True)


def _measure_all(store: Path) -> list[str]:
    """Print every figure; what misses its mark."""
    from sirekap_desktop.ui import application

    app = application.make(sys.argv[:1])
    missed = []
    for contest, name in CONTESTS.items():
        print(f"\n{name}", flush=True)
        found = _measure(store, contest)
        missed += [what for what, seconds in found.items() if _told(what, seconds)]
    del app
    return missed


def _measure(store: Path, contest: int) -> dict[str, list[float]]:
    from benchmarks.desk.measure import (
        desktop,
        drop_summaries,
        keep_summaries,
        opened_before,
        waiting,
    )

    keep_summaries(store)
    found = {"start until Beranda": [_start(store, contest) for _ in range(TIMES)]}
    with desktop(store, contest) as here:
        cold = []
        for _ in range(TIMES):
            here.forget()
            cold.append(here.look())
        found["Beranda, cold"] = cold
        found["Beranda, warm"] = [here.look() for _ in range(TIMES)]
        drop_summaries(store)
        here.forget()
        found["Beranda after a new version of the program"] = [here.look()]
        codes = opened_before(here.frame)
        here.open(codes[0])
        here.rest()
        found["a TPS opened in Periksa"] = []
        for code in codes[1 : TIMES + 1]:
            found["a TPS opened in Periksa"].append(here.open(code))
            here.rest()
        heard = [here.hear(code) for code in codes[TIMES + 1 : 2 * TIMES + 1]]
        found["a TPS opened in Pleno"] = [numbers for numbers, _ in heard]
        found["a TPS opened in Pleno, with its pictures"] = [whole for _, whole in heard]
        here.open(waiting(here.frame)[0])
        here.rest()
        numbers = []
        for _ in range(TIMES):
            numbers.append(here.confirm_next())
            here.rest()
        found["next number: cursor"] = [moved for moved, _ in numbers]
        found["next number: on the disk"] = [kept for _, kept in numbers]
    return found


def _start(store: Path, contest: int) -> float:
    """From starting the process until the tiles are painted, signed in at once."""
    begun = time.perf_counter()
    words = [sys.executable, "-m", "benchmarks.desk", "--store", str(store)]
    words += ["--child", str(contest)]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True)
    return float(done.stdout) - begun


def _child(store: Path, contest: int) -> int:
    from benchmarks.desk.measure import Desktop
    from sirekap_desktop.ui import application

    app = application.make(sys.argv[:1])
    here = Desktop(store, contest)
    here.begin()
    print(time.perf_counter(), flush=True)
    here.close()
    del app
    return 0


def _told(name: str, seconds: Sequence[float]) -> bool:
    """Print a figure; whether it misses its mark."""
    median, mark = statistics.median(seconds), MARKS.get(name)
    every = " ".join(f"{1000 * one:.0f}" for one in seconds)
    asked = "" if mark is None else f"  asked {1000 * mark:.0f}"
    print(f"{name:44s} {1000 * median:6.0f} ms{asked}  ({every})")
    return mark is not None and median > mark


if __name__ == "__main__":
    raise SystemExit(main())
