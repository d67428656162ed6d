"""What the person at the desk may do now, shown on the buttons: they say why they cannot."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import Act, may


def forbidden(person: Person, act: Act) -> str:
    """Why somebody may not do it, "" where they may; the act asks once more."""
    role = person.role
    return "" if may(role, act) else sentence("not_allowed", {"role": role, "act": act}).what


def allow(button: QWidget, person: Person, act: Act, *, ready: bool = True) -> None:
    """Let the person at the desk use `button` if they may do `act`; else its tool tip says why.

    `ready` is whether there is anything to do it to.
    """
    why = forbidden(person, act)
    own = button.property("own_tip")
    if own is None:
        own = button.toolTip()
        button.setProperty("own_tip", own)
    button.setEnabled(ready and not why)
    button.setToolTip(why or own)
    button.setAccessibleDescription(why)


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
