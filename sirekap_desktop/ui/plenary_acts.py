"""The acts behind the screen Pleno, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.minutes import Minutes
from sirekap_desktop.ui.check_acts import Loaded, papers_of
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.sheet_panel import Paper
from sirekap_desktop.workflow import convening, overview
from sirekap_desktop.workflow.docket import Docket

if TYPE_CHECKING:
    from sirekap_desktop.ui.session import Session
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.overview import TpsLine

T = TypeVar("T")

PLENARY = "pleno"
"""The act name of what the plenary changes."""


@dataclass(frozen=True)
class Heard:
    """A TPS as the screen shows it, with the pictures of its newest sheets by page.

    Pictures may still be missing: they take longer than everything else.
    """

    docket: Docket
    papers: Mapping[int, Paper]

    @property
    def whole(self) -> bool:
        """Whether the picture of every sheet is here."""
        return self.papers.keys() == self.docket.view.sheets.keys()

    @property
    def loaded(self) -> Loaded:
        """The same for those who only look at the TPS."""
        return Loaded(self.docket.view, self.papers)


@dataclass(frozen=True)
class Assembly:
    """The room and every TPS of the contest."""

    minutes: Minutes
    lines: tuple[TpsLine, ...]


class Acts:
    """Does what the screens of the plenary ask for, as whoever sits at the desk at that moment.

    `tps` is the one that the acts concern, None for the whole room.
    """

    def __init__(self, session: Session, tps: str | None = None) -> None:
        self._session = session
        self._tps = tps

    def on(self, tps: str) -> Acts:
        """The same for one TPS."""
        return Acts(self._session, tps)

    def do(
        self,
        act: Callable[[Desk], T],
        then: Callable[[T], None],
        refuse: Callable[[SirekapError], None],
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Do an act in the background; every screen hears of it. `stopped`: neither came of it."""
        desk, change = self._session.desk, Change(PLENARY, self._tps)
        self._session.runner.start(
            lambda _: act(desk), then, refuse=refuse, stopped=stopped, change=change
        )

    def ask(self, look: Callable[[Desk], T], then: Callable[[T], None]) -> None:
        """Look something up in the background."""
        desk = self._session.desk
        self._session.runner.start(lambda _: look(desk), then)


def heard(found: Docket, have: Iterable[Paper]) -> Heard:
    """A TPS with those of its pictures that are there."""
    known = {paper.flat: paper for paper in have}
    sheets = found.view.sheets.items()
    return Heard(found, {page: known[s.flat] for page, s in sheets if s.flat in known})


def papers(desk: Desk, now: Heard) -> tuple[Paper, ...]:
    """Every picture of a TPS, empty where it is lost or damaged."""
    have = {paper.flat: paper for paper in now.papers.values()}
    return tuple(papers_of(desk, now.docket.view, have).values())


def assembly(desk: Desk) -> Assembly:
    """Look at the room and at every TPS."""
    return Assembly(convening.minutes(desk), overview.overview(desk))
