"""Files by their SHA-256: originals, rectified pictures and documents, never changed."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sirekap_desktop.errors import SirekapError

_UNFINISHED = ".part"
_STALE = 600.0
"""Seconds after which an unfinished file belongs to nobody any more."""


class Images:
    """The folder of files; what `put` returned is on the disk, also after a power cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _writing():
            folder.mkdir(parents=True, exist_ok=True)
            self._sweep()

    def put(self, data: bytes) -> str:
        """Keep `data` and give its SHA-256; raises `disk_full` or `folder_unwritable`."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if _holds(target, sha256):
            return sha256
        with _writing():
            if not target.parent.exists():
                target.parent.mkdir(exist_ok=True)
                _sync_folder(self._folder)
            unfinished = target.with_name(f"{sha256}.{uuid4().hex}{_UNFINISHED}")
            try:
                with unfinished.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                unfinished.replace(target)
            finally:
                unfinished.unlink(missing_ok=True)
            _sync_folder(target.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The file's bytes; raises `picture_missing`, or `picture_damaged` when they changed."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise SirekapError("picture_missing", sha256=sha256) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise SirekapError("picture_damaged", sha256=sha256)
        return data

    def path(self, sha256: str) -> Path:
        """Where the file of that hash lies."""
        return self._folder / sha256[:2] / sha256

    @property
    def empty(self) -> bool:
        """Whether nothing was ever kept here."""
        return next(self._folder.glob("??/*"), None) is None

    def _sweep(self) -> None:
        """Remove what a killed program left half written; another desk's work is younger."""
        for leftover in self._folder.glob(f"??/*{_UNFINISHED}"):
            try:
                if time.time() - leftover.stat().st_mtime > _STALE:
                    leftover.unlink()
            except FileNotFoundError:
                continue


def _holds(target: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(target.read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    """Make a new name last; Windows keeps names safe by itself and cannot open folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "disk_full" if error.errno == errno.ENOSPC else "folder_unwritable"
        raise SirekapError(code, reason=error.strerror or "") from error
