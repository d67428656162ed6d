"""A whole kecamatan straight into a store: sheets as they are read, numbers, plenary, events.

Nothing is photographed or read here, so that 300 TPS in 5 contests are there within seconds; the
rows are those that the program itself would have written.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, insert, update

from benchmarks.desk import rows
from benchmarks.desk.rows import Row
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.plenary import Place
from sirekap_desktop.models.store import Images, Store, connect, tables
from sirekap_desktop.models.store.elections import Elections
from sirekap_desktop.simulation.ballots import BALLOTS
from sirekap_desktop.simulation.village import make_election, make_result

BEGUN = datetime(2024, 2, 15, 1, 0, tzinfo=UTC)

_A_TPS = timedelta(seconds=40)
"""So long a TPS took."""

PEMILU = ("ppwp", "dpr", "dpd", "dprd-prov", "dprd-kabko")
"""The five contests of 2024: three of them with 18 parties, 20 sheets and 205 numbers a TPS."""

MIDDAY = (
    *[Place.SELESAI] * 6,
    Place.DIPUTUSKAN,
    Place.DIPERSOALKAN,
    *[Place.SESUAI] * 7,
    *[Place.TERBACA] * 3,
    Place.DIFOTO,
    Place.KOSONG,
)
"""How far the TPS are in the middle of the work; most numbers are confirmed."""


@dataclass(frozen=True)
class Shape:
    """How large the kecamatan is; `places` are dealt out to its TPS again and again."""

    desa: int = 20
    tps: int = 15
    ballots: Sequence[str] = PEMILU
    """What is counted in each contest, by the word that a rehearsal knows it by."""
    places: Sequence[Place] = MIDDAY
    sitting: bool = True
    """Whether the plenary is running."""

    def template(self, contest: int) -> Template:
        """The form of a contest, from 1, with everybody on the ballot."""
        counted = BALLOTS[self.ballots[contest - 1]]
        return bind(catalog()[counted.form], counted.contestants)


Flats = Mapping[int, Mapping[int, Sequence[bytes]]]
"""By contest and page the flat pictures that its sheets share."""


def build(folder: Path, shape: Shape = Shape(), flats: Flats | None = None) -> None:
    """Fill a new store in `folder`.

    The clock of the newest entry is the present, so that the pace of the last hour is not empty.
    """
    Store.open(folder).close()
    images = Images(folder / "gambar")
    engine = connect.engine_for(folder, None)
    chain = rows.Chain()
    for number in range(1, len(shape.ballots) + 1):
        keys = _keep(images, (flats or {}).get(number, {}))
        with connect.writing(engine) as connection:
            _fill(connection, _Contest(number, shape, keys), chain)
    engine.dispose()


def election_of(shape: Shape, number: int) -> Election:
    """The contest of that number: the same kecamatan and voters, another ballot."""
    ballot = BALLOTS[shape.ballots[number - 1]]
    template = catalog()[ballot.form]
    return make_election(
        template.form,
        template.title,
        np.random.default_rng(7),
        desa=shape.desa,
        tps=shape.tps,
        contestants=ballot.contestants,
    )


class _Contest:
    """The rows of one contest, in the order in which they came."""

    def __init__(self, number: int, shape: Shape, flats: Mapping[int, Sequence[str]]) -> None:
        self.election = election_of(shape, number)
        self.number = number
        self.template = shape.template(number)
        self.sitting = shape.sitting
        self.flats = flats
        self.chance = random.Random(number)
        self.places = list(shape.places)
        count = shape.desa * shape.tps
        self.clock = datetime.now(UTC) - _A_TPS * count
        self.sheets: list[Row] = []
        self.entries: list[Row] = []
        self.steps: list[Row] = []
        self.events: list[rows.Told] = []

    def make(self) -> None:
        """Everything that was done with every TPS."""
        if self.sitting and self.number == 1:
            facts = {"place": "Aula Latihan", "agenda": "Rekapitulasi"}
            self.steps.append(rows.step("open", BEGUN, None, None, facts))
        dealt = [self.places[n % len(self.places)] for n in range(self.count)]
        self.chance.shuffle(dealt)
        for (_, tps), place in zip(self.election.every_tps(), dealt, strict=True):
            self._make_tps(tps, place)

    @property
    def count(self) -> int:
        """How many TPS there are."""
        return sum(len(desa.tps) for desa in self.election.desa)

    def _make_tps(self, tps: Tps, place: Place) -> None:
        self.clock += _A_TPS
        rng = np.random.default_rng([self.number, int(tps.code) % 2**31])
        paper = make_result(tps, self.election.contestants, rng)
        read = rows.misread(paper, self.chance)
        pages = {Place.KOSONG: 0, Place.DIFOTO: 2}.get(place, len(self.template.pages))
        self._photograph(tps, read, pages)
        if place in (Place.KOSONG, Place.DIFOTO):
            return
        fields = list(self.template.fields)
        if place is Place.TERBACA:
            fields = fields[: self.chance.choice((0, 0, 6, 22))]
        for field in fields:
            self._confirm(tps, field, paper[field], read.get(field))
        self._hear(tps, place)

    def _photograph(self, tps: Tps, read: Mapping[str, int | None], pages: int) -> None:
        for page in self.template.pages[:pages]:
            name = f"{tps.code}_hal{page.number}.jpg"
            sha256 = hashlib.sha256(f"{self.number} {name}".encode()).hexdigest()
            shared = self.flats.get(page.number, ())
            flat = (
                shared[len(self.sheets) // len(self.template.pages) % len(shared)]
                if shared
                else sha256
            )
            at = BEGUN + timedelta(seconds=len(self.sheets))
            row = rows.sheet(self.template, page, read, self.chance)
            row |= {"name": name, "sha256": sha256, "flat": flat, "received_at": at}
            self.sheets.append(row | {"tps": tps.code})
            facts: rows.Facts = {"name": name, "sha256": sha256, "page": page.number}
            self.events.append((at, "picture_taken", facts | {"leaf": 0, "tps": tps.code}))

    def _confirm(self, tps: Tps, field: str, value: int, proposed: int | None) -> None:
        row = rows.entry(tps.code, field, value, proposed, self.clock)
        self.entries.append(row)
        facts: rows.Facts = {"tps": tps.code, "field": field, "value": value}
        self.events.append((self.clock, "number_confirmed", facts | {"proposed": proposed}))

    def _hear(self, tps: Tps, place: Place) -> None:
        acts = {
            Place.DIPERSOALKAN: ("present", "object"),
            Place.DIPUTUSKAN: ("present", "compare", "agree"),
            Place.SELESAI: ("present", "compare", "agree", "close"),
        }
        for act in acts.get(place, ()):
            facts: dict[str, object] = {"codes": []} if act == "close" else {}
            if act == "object":
                facts = {"by": "Saksi Contoh", "of": "Paslon 1"}
            self.steps.append(rows.step(act, self.clock, self.number, tps.code, facts))
            self.events.append((self.clock, f"tps_{act}", {"tps": tps.code}))


def _fill(connection: Connection, made: _Contest, chain: rows.Chain) -> None:
    made.make()
    key = Elections(connection).add(made.election)
    first = chain.sheets + 1
    chain.sheets += len(made.sheets)
    numbered = [{**row, "id": first + n} for n, row in enumerate(made.sheets)]
    laid = [{"sheet_id": row["id"], "tps": row.pop("tps")} for row in numbered]
    for table, some in (
        (tables.sheet, [row | {"election_id": key} for row in numbered]),
        (tables.assignment, laid),
        (tables.entry, [row | {"election_id": key} for row in made.entries]),
        (tables.step, made.steps),
        (tables.event, [chain.seal(*told) for told in made.events]),
    ):
        if some:
            connection.execute(insert(table), some)
    connection.execute(update(tables.chain).values(seq=chain.seq, digest=chain.digest))


def _keep(images: Images, flats: Mapping[int, Sequence[bytes]]) -> dict[int, list[str]]:
    return {page: [images.put(data) for data in some] for page, some in flats.items()}
