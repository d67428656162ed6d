"""A store of the first layout goes on with the newest program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.minutes import Step
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.models.store import Store, connect, tables
from sirekap_desktop.workflow import checking, convening, correcting, hearing, issuing, noting
from sirekap_desktop.workflow.desk import Desk
from tests import desks, postgres
from tests.models.store import old


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The address of a database without any table: None stands for SQLite."""
    if request.param == "sqlite":
        yield None
        return
    running: postgres.Server = request.getfixturevalue("postgres_server")
    name = running.fresh()
    yield running.url(name)
    running.drop(name)


@pytest.fixture
def store(tmp_path: Path, url: str | None) -> Iterator[Store]:
    """The old store, opened by this program."""
    engine = connect.engine_for(tmp_path, url)
    old.make(engine)
    engine.dispose()
    opened = Store.open(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    return desks.desk_of(store, catalog())


def test_closings_become_the_whole_course_of_a_tps(store: Store) -> None:
    with store.look() as unit:
        steps = unit.steps.all()
    whole = (Act.PRESENT, Act.COMPARE, Act.AGREE, Act.CLOSE)
    acts = {tps: [s.act for s in steps if s.tps == tps] for tps in (desks.FIRST, desks.SECOND)}
    assert acts == {
        desks.FIRST: [*whole],
        desks.SECOND: [*whole, Act.REOPEN, *whole],
    }
    assert steps[3] == Step(
        id=steps[3].id,
        act=Act.CLOSE,
        who="Ketua Satu",
        role="",
        at=old.AT,
        contest=1,
        tps=desks.FIRST,
        words="salah tulis di kertas",
        facts={"codes": ["R4", "R8"]},
    )
    (reopened,) = [step for step in steps if step.act is Act.REOPEN]
    assert (reopened.words, reopened.at) == ("keberatan saksi", old.AT + timedelta(minutes=2))
    assert [step.words for step in steps if step.act is Act.PRESENT] == [""] * 4


def test_the_recap_stands_and_no_document_is_outdated(desk: Desk) -> None:
    recap = issuing.recap(desk)
    assert recap.missing == ()
    assert recap.total == {field: 3 * value for field, value in desks.GOOD.items()}
    (document,) = issuing.documents(desk)
    assert not document.outdated
    with desk.store.look() as unit:
        assert unit.events.first_break() is None


def test_the_words_of_a_closing_stand_in_a_new_document(desk: Desk) -> None:
    with desk.look() as unit:
        minutes, tallies = desk.minutes_in(unit), unit.tallies.all()
    told = [note.text for note in noting.notes(desk.election(), desk.template, minutes, tallies)]
    assert told == [
        "salah tulis di kertas",
        "sudah dicocokkan",
        "keberatan saksi (Ketua Satu)",
    ]


def test_the_plenary_goes_on_where_it_stood(desk: Desk) -> None:
    assert convening.minutes(desk).sitting is Sitting.BELUM
    assert checking.look(desk, desks.SECOND).course.reached is Reached.SELESAI
    convening.open_sitting(desk, "Aula", "Koreksi")
    hearing.reopen(desk, desks.SECOND, "keberatan saksi")
    (document,) = issuing.documents(desk)
    assert document.outdated
    correcting.confirm(desk, desks.SECOND, "paslon_1", 61, seen=1, why="dihitung ulang")
    desks.close(desk, desks.SECOND)
    assert issuing.recap(desk).total["paslon_1"] == 181


def test_the_guards_hold_afterwards(store: Store) -> None:
    with store.look() as unit:
        connection = unit.steps._connection
        assert "closing" not in inspect(connection).get_table_names()
    convening.note_event(desks.desk_of(store, catalog()), "listrik padam")
    for name in ("entry", "step", "event", "document"):
        column = tables.metadata.tables[name].columns.keys()[0]
        for change in (f"UPDATE {name} SET {column} = {column}", f"DELETE FROM {name}"):
            with pytest.raises(DBAPIError, match="append-only"), store.unit() as unit:
                unit.steps._connection.execute(text(change))


def test_an_empty_store_of_the_first_layout(tmp_path: Path) -> None:
    engine = connect.engine_for(tmp_path, None)
    old.lay(engine)
    engine.dispose()
    Store.open(tmp_path).close()
    Store.open(tmp_path).close()
