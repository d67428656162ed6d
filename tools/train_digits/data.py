"""The real crops: labels, and a split by polling station that anyone can repeat."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES

Part = Literal["train", "validation", "test"]

CODE: Final = re.compile(r"_C_(\d{9,13})_", re.IGNORECASE)
LABELS: Final = Path(__file__).with_name("labels.csv")
ALIKE: Final = 0.985
"""Correlation of two 20 x 20 thumbnails above which they count as the same picture."""


@dataclass(frozen=True)
class Crop:
    """One box of a real sheet; `station` is "" where the file name does not tell it."""

    path: Path
    label: str
    folder_label: str
    station: str
    part: Part

    def read(self) -> NDArray[np.uint8]:
        """The crop in grey, as the program sees it."""
        image = cv2.imread(str(self.path), cv2.IMREAD_COLOR)
        if image is None:
            raise FileNotFoundError(self.path)
        return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8)

    @property
    def number(self) -> int:
        """The place of the label among the classes."""
        return CLASSES.index(self.label)


def part_of(station: str) -> Part:
    """A fifth of the polling stations is held out, a tenth tunes the temperature."""
    if not station:
        return "train"
    bucket = int(hashlib.sha256(station.encode()).hexdigest(), 16) % 10
    return "test" if bucket < 2 else "validation" if bucket == 2 else "train"


def corrections() -> dict[str, str]:
    """Our own labels by file, "drop" for what nobody can read; the rest of folder 0 is X."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row["label"] for row in csv.DictReader(file)}


def crops(folder: Path) -> list[Crop]:
    """Every usable crop; a picture met twice is kept once, where it was held out first."""
    ours = corrections()
    found = []
    for path in sorted(_files(folder)):
        name = path.relative_to(folder).as_posix()
        folder_label = path.parent.name.replace("0", "X")
        label = ours.get(name, folder_label)
        if label == "drop":
            continue
        match = CODE.search(path.name)
        station = match[1] if match else ""
        found.append(Crop(path, label, folder_label, station, part_of(station)))
    order: tuple[Part, ...] = ("test", "validation", "train")
    found.sort(key=lambda crop: order.index(crop.part))
    return list(_without_copies(found))


def _files(folder: Path) -> Iterator[Path]:
    for source in ("ds9", "ds3"):
        yield from (folder / source).glob("*/*.jpg")


def _without_copies(found: list[Crop]) -> Iterator[Crop]:
    prints = np.stack([_thumbnail(crop.read()) for crop in found])
    for start in range(0, len(found), 500):
        alike = prints[start : start + 500] @ prints.T > ALIKE
        first = alike.argmax(axis=1)
        yield from (found[start + i] for i in range(len(alike)) if first[i] == start + i)


def _thumbnail(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    small = cv2.resize(grey, (20, 20), interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    small -= small.mean()
    return (small / max(float(np.linalg.norm(small)), 1e-6)).astype(np.float32)
