"""Files and folders that the operator points to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf", ".heic", ".heif"})
"""What is taken out of a folder; a file that is named itself is tried whatever its name."""


def pictures_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and in their order those inside the folders; each once."""
    seen: set[Path] = set()
    for path in paths:
        for file in _inside(path) if path.is_dir() else (path,):
            place = file.absolute()
            if place not in seen:
                seen.add(place)
                yield place


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(place, name)
            if file.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield file
