"""Work for `sirekap_desktop.pool` in tests: whole functions that a spawned process can import."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from sirekap_desktop import pool


def where(number: int) -> tuple[int, int]:
    """The square, and the process that made it; the first is the slowest."""
    time.sleep(0.5 * (number == 0))
    return number * number, os.getpid()


def frail(number: int) -> int:
    """Breaks at 3, dies at 5 and 6, later pieces arrive earlier."""
    if number == 3:
        raise ZeroDivisionError("tiga")
    if number == 5:
        os._exit(7)
    if number == 6:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02 * (number % 3 == 0))
    return number * number


def marked(folder: Path) -> int:
    """Leaves the number of its process as a file, then works for ever."""
    (folder / str(os.getpid())).touch()
    while True:
        time.sleep(0.1)


def marked_once(folder: Path) -> int:
    """Leaves the number of its process as a file."""
    (folder / str(os.getpid())).touch()
    return os.getpid()


def main() -> None:
    """A program that never ends: its processes are `busy`, or wait for their next piece."""
    work = marked if sys.argv[2] == "busy" else marked_once
    for _ in pool.spread(work, [Path(sys.argv[1])] * 4, 2):
        while True:
            time.sleep(1)


if __name__ == "__main__":
    main()
