"""Buttons that say why they cannot be pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import Act, may


def permit(button: QAbstractButton, error: SirekapError | None) -> None:
    """Let a button be pressed, or say in its tool tip and to screen readers why not."""
    said = None if error is None else sentence(error.code, error.facts)
    withhold(button, "" if said is None else "\n".join(filter(None, (said.what, said.do))))


def forbidden(person: Person, act: Act) -> str:
    """Why the role of a person does not allow an act, "" where it does; the act asks once more."""
    if may(person.role, act):
        return ""
    said = sentence("not_allowed", {"role": person.role, "act": act})
    return f"{said.what}\n{said.do}"


def allow(button: QWidget, person: Person, act: Act, *, ready: bool = True) -> None:
    """Let the person at the desk use a button if the role allows its act, and it is `ready`."""
    withhold(button, forbidden(person, act))
    if not ready:
        button.setEnabled(False)


def withhold(button: QWidget, why: str) -> None:
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
