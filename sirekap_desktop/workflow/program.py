"""Which program this is, as far as it works things out about numbers."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

import sirekap_desktop
from sirekap_desktop import paths

_WORKED_OUT_BY = ("models/*.py", "workflow/*.py", "ocr/solve.py", "ocr/joint.py")


@cache
def fingerprint() -> str:
    """Another one for every program that might come to another answer, forms and rules included.

    In a bundle the files of the program lie inside the executable, which is told by size and time.
    """
    found = hashlib.sha256(sirekap_desktop.__version__.encode())
    if getattr(sys, "frozen", False):
        seen = Path(sys.executable).stat()
        found.update(f"{seen.st_size} {seen.st_mtime_ns}".encode())
    else:
        package = Path(sirekap_desktop.__file__).parent
        for pattern in _WORKED_OUT_BY:
            _take_in(found, package, pattern)
    _take_in(found, paths.resources() / "forms", "**/*.toml")
    return found.hexdigest()


def forms_of(folder: Path) -> str:
    """Another word for any other forms that were installed in a data folder."""
    found = hashlib.sha256()
    _take_in(found, paths.forms(folder), "**/*.toml")
    return found.hexdigest()


def _take_in(found: hashlib._Hash, folder: Path, pattern: str) -> None:
    for file in sorted(folder.glob(pattern)):
        data = file.read_bytes()
        found.update(f"{file.relative_to(folder).as_posix()} {len(data)}\n".encode())
        found.update(data)
