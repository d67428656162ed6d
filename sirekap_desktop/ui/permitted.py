"""Buttons that say why they cannot be pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence


def permit(button: QAbstractButton, error: SirekapError | None) -> None:
    """Let a button be pressed, or say in its tool tip and to screen readers why not."""
    said = None if error is None else sentence(error.code, error.facts)
    withhold(button, "" if said is None else "\n".join(filter(None, (said.what, said.do))))


def withhold(button: QAbstractButton, why: str) -> None:
    """The same with words of the screen; "" lets it be pressed."""
    button.setEnabled(not why)
    button.setToolTip(why)
    button.setAccessibleDescription(why)


def set_primary(button: QWidget, primary: bool) -> None:
    """Make a button the one that the eye finds first, or one among others."""
    role = "primary" if primary else ""
    if button.property("role") != role:
        button.setProperty("role", role)
        button.style().unpolish(button)
        button.style().polish(button)
