"""A store as the first layout of the tables kept it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, insert, update

from sirekap_desktop.models.events import START, seal
from sirekap_desktop.models.store import connect, versions
from tests import desks

AT = datetime(2024, 2, 20, 2, 30, 0, 123456, tzinfo=UTC)
CLOSINGS: tuple[tuple[str, bool, str, list[str]], ...] = (
    (desks.FIRST, True, "salah tulis di kertas", ["R4", "R8"]),
    (desks.SECOND, True, "", []),
    (desks.SECOND, False, "keberatan saksi", []),
    (desks.OTHER, True, "", []),
    (desks.SECOND, True, "sudah dicocokkan", ["R9"]),
)
"""TPS, closed or opened again, the words and the codes of findings."""


def lay(engine: Engine) -> None:
    """The tables of layout 0001, and nothing in them."""
    config = Config()
    folder = Path(versions.__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder))
    with connect.writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")


def make(engine: Engine) -> None:
    """The small kecamatan with every number, closed, and a document of it, in layout 0001."""
    lay(engine)
    with connect.writing(engine) as connection:
        old = MetaData()
        old.reflect(connection)
        rows = _rows()
        for name in ("election", "desa", "tps", "paslon", "entry", "closing", "document", "event"):
            connection.execute(insert(old.tables[name]), rows[name])
        last = rows["event"][-1]
        head = {"seq": last["seq"], "digest": last["digest"]}
        connection.execute(update(old.tables["chain"]).values(head))


def _rows() -> dict[str, list[dict[str, object]]]:
    election = desks.election()
    regions = {
        f"{level}_{part}": value
        for level, region in (
            ("provinsi", election.provinsi),
            ("kabkota", election.kabkota),
            ("kecamatan", election.kecamatan),
        )
        for part, value in (("code", region.code), ("name", region.name))
    }
    head = {"id": 1, "form": election.form, "title": election.title, "day": election.day}
    places = list(enumerate(election.every_tps()))
    return {
        "election": [{**head, **regions, "simulation": election.simulation}],
        "desa": [
            {"election_id": 1, "code": d.region.code, "name": d.region.name, "position": place}
            for place, d in enumerate(election.desa)
        ],
        "tps": [
            {"election_id": 1, "desa_code": d.region.code, "position": place, **vars(tps)}
            for place, (d, tps) in places
        ],
        "paslon": [
            {"election_id": 1, "position": p.number, "number": p.number}
            | {"head": p.name, "deputy": p.deputy}
            for p in election.contestants
        ],
        "entry": [
            {
                "election_id": 1,
                "tps": tps.code,
                "field": field,
                "value": value,
                "who": "Operator Satu",
                "at": AT,
                "why": "",
                "seen": 0,
                "proposed": None,
            }
            for _, (_, tps) in places
            for field, value in desks.GOOD.items()
        ],
        "closing": [
            {
                "election_id": 1,
                "tps": tps,
                "closed": closed,
                "who": "Ketua Satu",
                "at": AT + timedelta(minutes=place),
                "explanation": words,
                "codes": codes,
            }
            for place, (tps, closed, words, codes) in enumerate(CLOSINGS)
        ],
        "document": [
            {
                "election_id": 1,
                "kind": "d_hasil_kecamatan",
                "made_at": AT,
                "made_by": "Ketua Satu",
                "recap_digest": "d" * 64,
                "pdf": "p" * 64,
                "decisions": len(CLOSINGS),
            }
        ],
        "event": _events(),
    }


def _events() -> list[dict[str, object]]:
    events: list[dict[str, object]] = []
    previous = START
    for seq in (1, 2):
        event = seal(seq, AT, "Ketua Satu", "ketua", "tps_closed", {"tps": desks.FIRST}, previous)
        events.append({**vars(event), "facts": dict(event.facts)})
        previous = event.digest
    return events
