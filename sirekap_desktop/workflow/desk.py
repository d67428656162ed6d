"""Who acts, on which store, at what time: handed to every act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.models.store import Store, Unit


@dataclass(frozen=True)
class Desk:
    """One person at one screen; `clock` gives the time with its zone."""

    store: Store
    person: Person
    templates: Mapping[str, Template]
    clock: Callable[[], datetime]
    settled: dict[tuple[int, ...], Mapping[str, Reading]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What the pages of a TPS say together, by the ids of its sheets: worked out once."""

    def election(self) -> Election:
        """The election of this store; raises `no_election` before the master data came."""
        with self.store.look() as unit:
            return self.election_in(unit)

    def election_in(self, unit: Unit) -> Election:
        """The election inside a transaction that is already open; raises `no_election`."""
        election = unit.elections.get()
        if election is None:
            raise SirekapError("no_election")
        return election

    @property
    def template(self) -> Template:
        """The form of this store's election; raises `no_election` or `form_unknown`."""
        return self.template_of(self.election())

    def template_of(self, election: Election) -> Template:
        """The form on which an election is counted; raises `form_unknown`."""
        template = self.templates.get(election.form)
        if template is None:
            raise SirekapError("form_unknown", form=election.form)
        return template

    def need_chair(self) -> None:
        """Let only the chair pass; raises `chair_needed`."""
        if self.person.role is not Role.KETUA:
            raise SirekapError("chair_needed", who=self.person.name)


def need_open(election: Election, unit: Unit, tps: str) -> None:
    """Let no closed TPS be changed; raises `tps_closed` or `tps_unknown`."""
    name = spoken(election, tps)
    closing = unit.closings.latest(tps)
    if closing is not None and closing.closed:
        raise SirekapError("tps_closed", tps=name)


def spoken(election: Election, tps: str) -> str:
    """How a TPS is named behind the word TPS, e.g. `003 Contoh`; raises `tps_unknown`."""
    desa, station = election.find(tps)
    return f"{station.number:03d} {desa.region.name}"
