"""Runs every measurement, each in a process of its own; 1 when one misses its mark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Measure one after another so that none disturbs another."""
    missed = []
    for file in sorted(HERE.glob("[a-z]*.py")):
        print(f"== {file.stem}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{file.stem}"], check=False)
        if done.returncode:
            missed.append(file.stem)
    print("missed: " + ", ".join(missed) if missed else "all within their marks")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
