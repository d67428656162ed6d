"""Files and folders that the operator points to."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from sirekap_desktop.errors import SirekapError

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf", ".heic", ".heif"})
"""What is taken out of a folder; a file that is named itself is tried whatever its name."""


LARGEST = 200_000_000
"""Bytes; no picture of a sheet is larger."""


def read_bytes(path: Path) -> bytes:
    """The file as it is; raises `file_unreadable`, or `file_too_large` before it is loaded."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise SirekapError("file_too_large", bytes=size, limit=LARGEST)
        return path.read_bytes()
    except OSError as error:
        raise SirekapError("file_unreadable", reason=error.strerror or "") from error


def pictures_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and in their order the pictures inside the folders; each once."""
    return files_in(paths, SUFFIXES)


def files_in(paths: Iterable[Path], suffixes: Collection[str]) -> Iterator[Path]:
    """The files themselves, and in their order those of these kinds inside the folders; once."""
    seen: set[Path] = set()
    for path in paths:
        for file in _inside(path, suffixes) if path.is_dir() else (path,):
            place = file.absolute()
            if place not in seen:
                seen.add(place)
                yield place


def _inside(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(place, name)
            if file.suffix.lower() in suffixes and not name.startswith("."):
                yield file
