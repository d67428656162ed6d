"""What every screen needs: the desk, what it counts, who runs the work, what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sirekap_desktop.models.election import Contest, Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import Occasion
from sirekap_desktop.models.permits import Act, may
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui.runner import Runner

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.importing import MakeReader, Refused


@dataclass
class Practised:
    """Whether the hall's window was looked at, and whether the card was put away."""

    wall: bool = False
    dismissed: bool = False


@dataclass
class Session:
    """One sitting at the desk; `desk` is replaced when another person takes over.

    What the screens remember that is in no store (`refused`, `occasion`) outlives them here: they
    are built afresh when the look changes.
    """

    desk: Desk
    election: Election
    template: Template
    runner: Runner
    make_reader: MakeReader
    settings: Settings = field(default_factory=Settings)
    keep: Callable[[Settings], None] = lambda _: None
    refused: list[Refused] = field(default_factory=list)
    occasion: Occasion | None = None
    contests: tuple[Contest, ...] = ()
    """All that are in the folder."""
    practised: Practised | None = None
    """In the practice folder: what of the exercise the store does not know."""

    def choose(self, **chosen: str) -> None:
        """Change settings of this laptop; they are kept, and what changes the look is seen."""
        self.settings = replace(self.settings, **chosen)
        self.keep(self.settings)

    @property
    def decides(self) -> bool:
        """Whether this is one who may explain findings, and is told them in full; others type."""
        return may(self.desk.person.role, Act.EXPLAIN)
