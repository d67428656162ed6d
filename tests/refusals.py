"""What a refused act must leave behind: its code, a whole sentence, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.store import Store, Unit

Record = tuple[object, ...]


def record_of(store: Store) -> Record:
    """Everything that acts write, of every contest; the chain of events must be whole."""
    with store.look() as unit:
        assert unit.events.first_break() is None
        contests = [_contest(unit.beside(contest.id)) for contest in unit.elections.all()]
        return (unit.events.all(), unit.accounts.all(), *contests)


def _contest(unit: Unit) -> Record:
    election = unit.elections.get()
    assert election is not None
    return (
        election,
        unit.sheets.all(),
        unit.tallies.all(),
        tuple(unit.seconds.of_tps(tps.code) for _, tps in election.every_tps()),
        unit.steps.all(),
        unit.documents.all(),
    )


@contextmanager
def refused(store: Store, code: str) -> Iterator[None]:
    """The act inside is refused with that code, can be told to a person, and changes nothing."""
    before = record_of(store)
    with pytest.raises(SirekapError) as caught:
        yield
    assert caught.value.code == code
    told = sentence(code, caught.value.facts).text
    assert "TPS TPS" not in told
    assert record_of(store) == before
