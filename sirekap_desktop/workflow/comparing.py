"""What KPU has published is taken in beside the numbers, and compared with what was confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange.sirekap_json import read_record
from sirekap_desktop.intake.files import files_in, read_bytes
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.election import Desa, Tps
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.published import Comparison, Published, Word, compare
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow.desk import Desk, spoken
from sirekap_desktop.workflow.importing import Refused

SUFFIXES = frozenset({".json"})


@dataclass(frozen=True)
class PublishedReport:
    """What became of each file; `empty` names those of TPS of which nothing was published yet."""

    taken: tuple[Published, ...] = ()
    refused: tuple[Refused, ...] = ()
    known: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class TpsComparison:
    """A TPS beside what was published of it."""

    desa: Desa
    tps: Tps
    comparison: Comparison

    @property
    def name(self) -> str:
        """What it is called in the room."""
        return f"{self.tps.label} {self.desa.region.name}"


def import_published(desk: Desk, paths: Sequence[Path], progress: Progress) -> PublishedReport:
    """Take files and folders of published results of this contest; a bad file stops no other.

    Nothing that is confirmed or proposed changes by it. Raises `no_election`, `no_published` or
    `not_allowed`.
    """
    desk.need(Act.IMPORT)
    files = list(files_in(paths, SUFFIXES))
    if paths and not files:
        raise SirekapError("no_published", names=", ".join(path.absolute().name for path in paths))
    with desk.unit() as unit:
        taker = _Taker(desk, unit)
        for path in progress.each(files):
            taker.take(path)
        if taker.taken:
            unit.events.append(
                desk.clock(),
                desk.person,
                "published_taken",
                contest=unit.elections.key(),
                files=len(taker.taken),
                refused=len(taker.refused),
            )
    return PublishedReport(
        tuple(taker.taken), tuple(taker.refused), tuple(taker.known), tuple(taker.empty)
    )


class _Taker:
    """Takes file after file in one transaction."""

    def __init__(self, desk: Desk, unit: Unit) -> None:
        election = desk.election_in(unit)
        self._desk = desk
        self._unit = unit
        self._form = election.form
        self._fields = desk.template_of(election).fields
        self._tps = {tps.code for _, tps in election.every_tps()}
        self._hashes = set(unit.published.hashes())
        self.taken: list[Published] = []
        self.refused: list[Refused] = []
        self.known: list[str] = []
        self.empty: list[str] = []

    def take(self, path: Path) -> None:
        """Keep what a file tells, or why it tells nothing."""
        name = path.name.encode("utf-8", "replace").decode()
        try:
            data = read_bytes(path)
            sha256 = hashlib.sha256(data + name.encode()).hexdigest()
            if sha256 in self._hashes:
                self.known.append(name)
                return
            record = read_record(data, name, self._form, self._fields)
            if record.tps not in self._tps:
                raise SirekapError("published_foreign", tps=record.tps)
        except SirekapError as error:
            if error.code == "published_empty":
                self.empty.append(name)
                return
            facts = {key: str(value) for key, value in error.facts.items()}
            self.refused.append(Refused(name, 0, error.code, facts))
            return
        who, at = self._desk.person.name, self._desk.clock()
        one = Published(record.tps, name, sha256, record.stamp, record.numbers, at, who)
        self._unit.published.add(one)
        self._hashes.add(sha256)
        self.taken.append(one)


def comparison(desk: Desk) -> tuple[TpsComparison, ...]:
    """Every TPS of which something was published, desa by desa."""
    with desk.look() as unit:
        election = desk.election_in(unit)
        published, words = unit.published.latest(), unit.published.words()
        if not published:
            return ()
        confirmed = unit.tallies.latest(desk.template_of(election).fields)
    return tuple(
        TpsComparison(
            desa,
            tps,
            compare(published[tps.code], confirmed.get(tps.code, {}), words.get(tps.code, ())),
        )
        for desa, tps in election.every_tps()
        if tps.code in published
    )


def explain_difference(desk: Desk, tps: str, field: str, words: str) -> Word:
    """Say why a confirmed number is not the published one; it holds for these two figures.

    Raises `not_allowed`, `reason_needed`, `tps_unknown`, or `published_same` when they do not
    differ.
    """
    desk.need(Act.EXPLAIN)
    if not words.strip():
        raise SirekapError("reason_needed", field=field)
    with desk.unit() as unit:
        name = spoken(desk.election_in(unit), tps)
        published = unit.published.latest().get(tps)
        ours = unit.tallies.latest([field], tps).get(tps, {}).get(field)
        theirs = None if published is None else dict(published.numbers).get(field)
        if ours is None or theirs is None or ours == theirs:
            raise SirekapError("published_same", tps=name, field=field)
        at = desk.clock()
        word = Word(tps, field, ours, theirs, words.strip(), desk.person.name, at)
        unit.published.say(word)
        unit.events.append(
            at,
            desk.person,
            "published_explained",
            contest=unit.elections.key(),
            tps=tps,
            field=field,
            ours=ours,
            theirs=theirs,
            words=word.words,
        )
    return word
