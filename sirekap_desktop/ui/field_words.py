"""What is told of one number: what was read, and who confirmed what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from sirekap_desktop.workflow.checking import FieldView


def history_of(field: FieldView) -> str:
    """Every confirmed value with name, time and reason, oldest first; "" while there is none."""
    told = []
    for entry in field.history:
        why = f": {entry.why}" if entry.why else ""
        told.append(f"{entry.value} ({entry.who}, {entry.at.astimezone():%d-%m %H:%M}{why})")
    if not told:
        return ""
    words = QCoreApplication.translate("history", "Confirmed: {entries}")
    return words.format(entries="  →  ".join(told))
