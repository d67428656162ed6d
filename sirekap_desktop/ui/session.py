"""What every screen needs: the desk, what it counts, and who runs the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import Role
from sirekap_desktop.ui.memory import Memory
from sirekap_desktop.ui.runner import Runner

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.importing import Reader


@dataclass
class Session:
    """One sitting at the desk; `desk` is replaced when another person takes over."""

    desk: Desk
    election: Election
    template: Template
    runner: Runner
    make_reader: Callable[[], Reader]
    memory: Memory = field(default_factory=Memory)

    @property
    def is_chair(self) -> bool:
        """Whether the person at the desk may do what the law leaves to the chair."""
        return self.desk.person.role is Role.KETUA
