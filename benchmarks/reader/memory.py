"""The memory that reading takes: a process that does nothing else reads a few pictures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2

from benchmarks.reader.reading import make_reader


def peak(pictures: Sequence[Path]) -> float:
    """The peak resident memory in MB of a process that reads these pictures one after another."""
    command = [sys.executable, "-m", "benchmarks.reader.memory", *map(str, pictures)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Read the pictures named and print the peak."""
    cv2.setNumThreads(1)
    reader = make_reader()
    for name in sys.argv[1:]:
        reader.read_file(Path(name).read_bytes())
    print(_peak())


def _peak() -> float:
    """This process's own peak in MB: what `getrusage` tells counts the process that began it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmHWM:"))) / 1024


if __name__ == "__main__":
    main()
