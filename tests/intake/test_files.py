"""What is taken out of the folders that an operator drops on the window."""

from __future__ import annotations

from pathlib import Path

from sirekap_desktop.intake.files import pictures_in


def test_a_folder_gives_its_pictures_in_order(tmp_path: Path) -> None:
    for name in ("b/2.JPG", "b/1.png", "a.pdf", "catatan.txt", ".tersembunyi.jpg"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
    found = [file.relative_to(tmp_path).as_posix() for file in pictures_in([tmp_path])]
    assert found == ["a.pdf", "b/1.png", "b/2.JPG"]


def test_a_named_file_is_tried_whatever_its_name_but_only_once(tmp_path: Path) -> None:
    odd = tmp_path / "foto.tmp"
    odd.write_bytes(b"x")
    assert list(pictures_in([odd, odd, tmp_path])) == [odd]
