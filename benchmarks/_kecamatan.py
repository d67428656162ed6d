"""A store as large as a kecamatan's: 300 TPS in 5 contests, for the benches that look at one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sqlalchemy import create_engine, insert

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.store import Store, tables
from sirekap_desktop.simulation.village import make_election, make_result
from sirekap_desktop.workflow import mastering
from sirekap_desktop.workflow.desk import Desk

FORM = "pemilu_2024/c_hasil_ppwp"
DESA, TPS, CONTESTS = 20, 15, 5
CHAIR = Person("Ketua Latihan", Role.KETUA)
_WHEN = datetime(2024, 2, 20, tzinfo=UTC)
_WAY = (Act.PRESENT, Act.COMPARE, Act.AGREE, Act.CLOSE)

Values = dict[str, object]


def fill(folder: Path) -> tuple[Desk, str]:
    """The chair's desk at a store of closed TPS; the code of the one that is only agreed on.

    The rows are written at once: through the acts it would take minutes.
    """
    desk = Desk(Store.open(folder), CHAIR, catalog(), lambda: datetime.now(UTC))
    chance = np.random.default_rng(1)
    election = make_election(FORM, "Pemilu Latihan 1", chance, desa=DESA, tps=TPS)
    mastering.adopt(desk, election)
    for number in range(2, CONTESTS + 1):
        mastering.add_contest(desk, replace(election, title=f"Pemilu Latihan {number}"))
    *_, (_, last) = election.every_tps()
    engine = create_engine(f"sqlite:///{folder / 'sirekap.db'}")
    with engine.begin() as connection:
        opened = _step(None, None, Act.OPEN, {"place": "Aula", "agenda": "Rekapitulasi"})
        connection.execute(insert(tables.step), [opened, *_steps(election, last.code)])
        connection.execute(insert(tables.entry), list(_entries(election, chance)))
    engine.dispose()
    return desk, last.code


def _steps(election: Election, last: str) -> Iterator[Values]:
    for contest in range(1, CONTESTS + 1):
        for _, tps in election.every_tps():
            for act in _WAY:
                if (contest, tps.code, act) != (1, last, Act.CLOSE):
                    yield _step(contest, tps.code, act, {"parties": [], "codes": []})


def _step(contest: int | None, tps: str | None, act: Act, facts: Values) -> Values:
    return {
        "election_id": contest,
        "tps": tps,
        "act": act.value,
        "who": CHAIR.name,
        "role": CHAIR.role.value,
        "at": _WHEN,
        "words": "",
        "facts": facts,
    }


def _entries(election: Election, chance: np.random.Generator) -> Iterator[Values]:
    for contest in range(1, CONTESTS + 1):
        for _, tps in election.every_tps():
            for field, value in make_result(tps, len(election.paslon), chance).items():
                yield {
                    "election_id": contest,
                    "tps": tps.code,
                    "field": field,
                    "value": value,
                    "who": CHAIR.name,
                    "at": _WHEN,
                    "why": "",
                    "seen": 0,
                }
