"""LOCAL ONLY until the branch with the accounts is merged; never committed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui.session import Session


def ask_second(session: Session, act: Act, parent: QWidget) -> Person | None:
    """Somebody."""
    return Person("Anggota Satu", Role.ANGGOTA)
