"""Work on several processes: ordered, bounded, and one broken piece is only one."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sirekap_desktop import pool
from sirekap_desktop.pool import Fault
from tests import pieces

PATIENCE = 20.0


def until(true: Callable[[], bool]) -> bool:
    """Wait for something that has to happen soon."""
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def lives(process: int) -> bool:
    """Whether a process is there, and not only waiting for its parent to notice its end."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


class Counted(Sequence[int]):
    """Numbers that know how far somebody has asked for them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked = 0

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, place: object) -> int:  # type: ignore[override]
        assert isinstance(place, int)
        self.asked = max(self.asked, place + 1)
        return place


def test_results_come_in_order_from_other_processes() -> None:
    results = list(pool.spread(pieces.where, range(40), 2))
    squares = [result[0] for result in results if not isinstance(result, Fault)]
    assert squares == [number * number for number in range(40)]
    makers = {result[1] for result in results if not isinstance(result, Fault)}
    assert len(makers) == 2
    assert os.getpid() not in makers
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 3])
def test_a_broken_piece_and_a_dead_process_cost_one_piece_each(workers: int) -> None:
    results = list(pool.spread(pieces.frail, range(9), workers))
    broken = {number: one for number, one in enumerate(results) if isinstance(one, Fault)}
    assert broken.keys() == {3, 5, 6}
    assert "ZeroDivisionError: tiga" in broken[3].report
    assert "ended with 7" in broken[5].report
    assert "ended with -9" in broken[6].report
    assert [one for one in results if not isinstance(one, Fault)] == [0, 1, 4, 16, 49, 64]
    assert multiprocessing.active_children() == []


def test_no_process_runs_far_ahead_of_the_slowest() -> None:
    numbers = Counted(100)
    results = pool.spread(pieces.where, numbers, 2)
    assert next(results) is not None
    assert 2 < numbers.asked <= 2 * pool.AHEAD
    results.close()  # type: ignore[attr-defined]


def test_few_pieces_stay_in_this_process() -> None:
    (one, two) = pool.spread(pieces.where, [4, 5], 2)
    assert (one, two) == ((16, os.getpid()), (25, os.getpid()))
    (fault,) = pool.spread(pieces.frail, [3], 2)
    assert isinstance(fault, Fault)
    assert "ZeroDivisionError" in fault.report
    assert list(pool.spread(pieces.where, [], 2)) == []


def test_what_cannot_travel_is_a_bug_at_once() -> None:
    with pytest.raises((AttributeError, TypeError), match=r"lambda|local"):
        list(pool.spread(lambda number: number, range(3), 2))


def test_closing_ends_processes_that_wait_and_those_that_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 0.2)
    results = pool.spread(pieces.marked_once, [tmp_path] * 3, 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
    crew = pool._Crew(pieces.marked, 1)
    crew.give(0, tmp_path)
    assert until(lambda: len([*tmp_path.iterdir()]) >= 2)
    crew.dismiss()
    assert multiprocessing.active_children() == []
    assert not any(lives(int(file.name)) for file in tmp_path.iterdir())


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("what", ["busy", "waiting"])
def test_a_killed_program_takes_its_processes_along(what: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.pieces", str(tmp_path), what]
    with subprocess.Popen(command) as program:
        assert until(lambda: len([*tmp_path.iterdir()]) == 2)
        processes = [int(file.name) for file in tmp_path.iterdir()]
        assert all(lives(process) for process in processes)
        program.kill()
    assert until(lambda: not any(lives(process) for process in processes))
