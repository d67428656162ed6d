"""What `app` builds and hands down to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from sirekap_desktop.settings import Settings

if TYPE_CHECKING:
    from sirekap_desktop.jobs import Progress
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.importing import MakeReader, Spread


class Training(Protocol):
    """The practice folder; everything here runs in the background."""

    def open(self, progress: Progress, spread: Spread) -> Desk:
        """Its desk; filled first when the folder is new."""

    def begin_anew(self, progress: Progress, spread: Spread) -> Desk:
        """Throw away what was practised, and fill the folder again."""

    def close(self) -> None:
        """Let go of its store."""


@dataclass(frozen=True)
class Services:
    """`open_desk` gives a desk at which nobody sits yet; it and `make_reader` run in the
    background. `keep` stores the settings of this laptop; without `training` none is offered.
    """

    open_desk: Callable[[], Desk]
    make_reader: MakeReader
    training: Training | None = None
    settings: Settings = field(default_factory=Settings)
    keep: Callable[[Settings], None] = lambda _: None
