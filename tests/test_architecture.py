"""The picture of the house in CONTRIBUTING.md, checked."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sirekap_desktop"
LARGEST_ROOM = 400


def test_imports_go_downwards_only() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--config", "pyproject.toml", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda f: f.stem)
def test_rooms_stay_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LARGEST_ROOM


def test_threads_and_processes_live_in_two_rooms_only() -> None:
    users = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if _starts_threads(node)
    }
    assert users <= {"ui/runner.py", "pool.py"}


_STARTERS = {
    "Thread",
    "ThreadPoolExecutor",
    "Process",
    "ProcessPoolExecutor",
    "Pool",
    "QThread",
    "QThreadPool",
}


def _starts_threads(node: ast.AST) -> bool:
    named = isinstance(node, ast.Attribute | ast.Name)
    name = getattr(node, "attr", getattr(node, "id", "")) if named else ""
    return name in _STARTERS
