"""Who acts, on which store, at what time: handed to every act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Contestant, Election
from sirekap_desktop.models.folding import minutes_of
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Minutes
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import SECOND, Act, may
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.models.store import Store, Unit
from sirekap_desktop.workflow.voters import Heard


@dataclass(frozen=True)
class Desk:
    """One person at one screen; `clock` gives the time with its zone.

    `contest` is the election that is worked on, the first one when None. `second` is another
    member of the committee who has signed in beside the person for one act that needs two.
    """

    store: Store
    person: Person
    templates: Mapping[str, Template]
    clock: Callable[[], datetime]
    contest: int | None = None
    second: Person | None = None
    settled: dict[tuple[int, ...], Mapping[str, Reading]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What the pages of a TPS say together, by the ids of its sheets: worked out once."""
    lines: dict[int, dict[str, Any]] = field(default_factory=dict, compare=False, repr=False)
    """What `workflow.lines` has worked out, by contest and TPS."""
    voters: dict[int, Heard] = field(default_factory=dict, compare=False, repr=False)
    """What `workflow.voters` has read, by contest."""
    bound: dict[tuple[str, tuple[Contestant, ...]], Template] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The forms as they are printed for the contestants of an election."""

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One act on the contest: kept together, or not at all.

        Where there are accounts, raises `account_off` for who has none that is in force.
        """
        with self.store.unit(self.contest) as unit:
            _need_accounts(unit, self.person, self.second)
            yield unit

    def look(self) -> AbstractContextManager[Unit]:
        """One consistent look at the contest."""
        return self.store.look(self.contest)

    def election(self) -> Election:
        """The election of this desk; raises `no_election` before the master data came."""
        with self.look() as unit:
            return self.election_in(unit)

    def election_in(self, unit: Unit) -> Election:
        """The election inside a transaction that is already open; raises `no_election`."""
        election = unit.elections.get()
        if election is None:
            raise SirekapError("no_election")
        return election

    @property
    def template(self) -> Template:
        """The form of this desk's election; raises `no_election` or `form_unknown`."""
        return self.template_of(self.election())

    def template_of(self, election: Election) -> Template:
        """The form on which an election is counted, with its contestants.

        Raises `form_unknown` or `contestants_other`.
        """
        template = self.templates.get(election.form)
        if template is None:
            raise SirekapError("form_unknown", form=election.form)
        key = (election.form, election.contestants)
        if key not in self.bound:
            self.bound[key] = bind(template, election.contestants)
        return self.bound[key]

    def need(self, act: Act) -> None:
        """Let pass who may do this; raises `not_allowed`, `second_needed` or `second_same`."""
        if not may(self.person.role, act):
            raise SirekapError("not_allowed", role=self.person.role, act=act)
        if act in SECOND:
            if self.second is None or self.second.role not in SECOND[act]:
                raise SirekapError("second_needed", act=act)
            if self.second.name == self.person.name:
                raise SirekapError("second_same", who=self.second.name)

    def minutes_in(self, unit: Unit, tps: str | None = None) -> Minutes:
        """The record of the plenary; with `tps` only the course of that one is in it."""
        steps = unit.steps.all() if tps is None else unit.steps.of_tps(tps)
        return minutes_of(steps, unit.elections.key())


def _need_accounts(unit: Unit, *people: Person | None) -> None:
    """Somebody may have been switched off, or given another role, while sitting at the desk."""
    kept = unit.accounts.all()
    in_force = {account.person for account in kept if account.active}
    for person in people:
        if kept and person is not None and person not in in_force:
            raise SirekapError("account_off", who=person.name)


def is_closed(desk: Desk, unit: Unit, tps: str) -> bool:
    """Whether the plenary has closed a TPS."""
    return desk.minutes_in(unit, tps).course(tps).reached is Reached.SELESAI


def need_open(election: Election, minutes: Minutes, tps: str) -> None:
    """Let no closed TPS be changed; raises `tps_closed` or `tps_unknown`."""
    name = spoken(election, tps)
    if minutes.course(tps).reached is Reached.SELESAI:
        raise SirekapError("tps_closed", tps=name)


def spoken(election: Election, tps: str) -> str:
    """How a TPS is named behind the word TPS, e.g. `003 Contoh`; raises `tps_unknown`."""
    desa, station = election.find(tps)
    return f"{station.number:03d} {desa.region.name}"
