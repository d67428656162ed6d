"""Builds the one-dir bundle and lets it test itself: what ships is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Build into dist/sirekap; returns the exit code of the bundle's own self-test."""
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    subprocess.run([*build, *places, str(ROOT / "installer" / "sirekap.spec")], check=True)
    bundle = ROOT / "dist" / "sirekap"
    size = sum(file.stat().st_size for file in bundle.rglob("*") if not file.is_symlink())
    sys.stdout.write(f"{bundle.relative_to(ROOT)}: {size / 2**20:.0f} MiB\n")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [bundle / "sirekap", "self-test"], env=environment, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
