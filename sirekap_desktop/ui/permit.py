"""What the role of the person at the desk allows, shown on the buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

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
