"""What was chosen on this laptop, for the screens that ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sirekap_desktop.settings import Settings


def _forget(settings: Settings) -> None:
    del settings


@dataclass(frozen=True)
class Memory:
    """How to look up and to keep it; a choice without a place to keep it is forgotten.

    `keep` raises `folder_unwritable`.
    """

    load: Callable[[], Settings] = Settings
    keep: Callable[[Settings], None] = _forget
