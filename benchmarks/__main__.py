"""Runs every measurement, each in a process of its own; 1 when one misses its mark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
READER = ("reader", "--forms", "4", "--tesseract", "60", "--foreign", "1")
"""A short run of the reader's bench; the whole one takes half an hour."""


def main() -> int:
    """Measure one after another so that none disturbs another."""
    missed = []
    names = [file.stem for file in sorted(HERE.glob("[a-z]*.py"))]
    for name, *more in (*([name] for name in (*names, "desk")), READER):
        print(f"== {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *more], check=False)
        if done.returncode:
            missed.append(name)
    print("missed: " + ", ".join(missed) if missed else "all within their marks")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
