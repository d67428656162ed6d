"""Where things lie: the program's own resources and the operator's data."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import platformdirs


@cache
def resources() -> Path:
    """The folder `resources/`, in the source tree or inside the bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"


def data() -> Path:
    """The folder of databases and pictures when the operator names no other."""
    return Path(platformdirs.user_data_dir("sirekap-desktop", appauthor=False))


def training(data: Path) -> Path:
    """The folder for practice beside a folder of real data, never inside it."""
    home = data.resolve()
    return home.parent / f"{home.name}-latihan"


def forms(data: Path) -> Path:
    """The folder of forms that were made or received here, inside the data."""
    return data / "forms"


def form_drafts(data: Path) -> Path:
    """The folder of forms that are still being made in the studio."""
    return data / "konsep_formulir"
