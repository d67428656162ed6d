"""What the operator chose last: a small TOML file in the data folder."""

from __future__ import annotations

import logging
import os
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sirekap_desktop.errors import SirekapError

FILE = "pengaturan.toml"
DAMAGED = "pengaturan.rusak.toml"
_log = logging.getLogger(__name__)
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in map(chr, [*range(32), 127])}
_ESCAPES |= {ord("\\"): "\\\\", ord('"'): '\\"'}


@dataclass(frozen=True)
class Settings:
    """Who sits at this desk, where pictures came from, and how this laptop looks.

    `role` is as in `models.people.Role`; `dress` is light, dark, contrast, or "" for that of the
    system; `text_size` is in percent, "" for that of the system; `language` is id or en;
    `contest` is the number of the one that was worked on last; `columns` is what the columns of
    other systems' tables were said to be (`workflow.upstreaming`).
    """

    name: str = ""
    role: str = ""
    last_folder: str = ""
    dress: str = ""
    text_size: str = ""
    language: str = "id"
    lock_minutes: str = "10"
    projection_screen: str = ""
    projection_dress: str = ""
    contest: str = ""
    columns: str = ""

    @property
    def idle_minutes(self) -> int:
        """Minutes without key or mouse until the desk is locked."""
        return max(1, int(self.lock_minutes)) if self.lock_minutes.isdecimal() else 10


def load(folder: Path) -> Settings:
    """The settings in a data folder; defaults when there are none.

    A damaged file is set aside, not obeyed: settings must never keep the window from opening.
    """
    file = folder / FILE
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except OSError:
        return Settings()
    except ValueError:
        _log.warning("settings are damaged and set aside")
        with suppress(OSError):
            file.replace(folder / DAMAGED)
        return Settings()
    known = {field.name for field in fields(Settings)}
    return Settings(**{k: v for k, v in table.items() if k in known and isinstance(v, str)})


def save(folder: Path, settings: Settings) -> None:
    """Write the settings, wholly or not at all; raises `folder_unwritable`."""
    lines = (f'{key} = "{value.translate(_ESCAPES)}"' for key, value in asdict(settings).items())
    unfinished = folder / f".{FILE}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text("\n".join(lines) + "\n", "utf-8")
        unfinished.replace(folder / FILE)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise SirekapError("folder_unwritable") from error
