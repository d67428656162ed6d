from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.store import Images


def test_a_picture_comes_back(tmp_path: Path) -> None:
    images = Images(tmp_path)
    assert images.empty
    sha256 = images.put(b"picture")
    assert sha256 == hashlib.sha256(b"picture").hexdigest()
    assert images.get(sha256) == b"picture"
    assert images.path(sha256) == tmp_path / sha256[:2] / sha256
    assert not images.empty


def test_the_same_picture_is_one_file(tmp_path: Path) -> None:
    images = Images(tmp_path)
    assert images.put(b"picture") == images.put(b"picture")
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


def test_a_damaged_picture_is_named_and_can_be_brought_again(tmp_path: Path) -> None:
    images = Images(tmp_path)
    sha256 = images.put(b"picture")
    images.path(sha256).write_bytes(b"pictur?")
    with pytest.raises(SirekapError, match="picture_damaged"):
        images.get(sha256)
    assert images.put(b"picture") == sha256
    assert images.get(sha256) == b"picture"


def test_a_lost_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(SirekapError, match="picture_missing"):
        Images(tmp_path).get("0" * 64)


def test_everything_is_on_the_disk_before_put_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")  # noqa: PTH112
        fsync(handle)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    Images(tmp_path).put(b"picture")
    assert steps == ["folder", "file", "rename", "folder"]


def test_a_full_disk_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    images = Images(tmp_path)
    images.put(b"first")
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(Path, "mkdir", lambda *_args, **_more: None)
    monkeypatch.setattr(Images, "path", lambda _self, sha: before[0] / sha)
    with pytest.raises(SirekapError, match="disk_full"):
        images.put(b"picture")
    assert sorted(tmp_path.rglob("*")) == before


def test_leftovers_of_a_killed_program_are_removed(tmp_path: Path) -> None:
    images = Images(tmp_path)
    folder = images.path(images.put(b"picture")).parent
    old, young = folder / "old.part", folder / "young.part"
    for leftover in (old, young):
        leftover.write_bytes(b"half")
    os.utime(old, (1, 1))
    Images(tmp_path)
    assert not old.exists()
    assert young.exists(), "another desk may be writing it"
