from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import Document
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.minutes import Step
from sirekap_desktop.models.people import Account, Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.published import Published, Word
from sirekap_desktop.models.reading import SheetReading
from sirekap_desktop.models.second import Outcome, SecondEntry
from sirekap_desktop.models.store import SheetNew, Store, tables
from sirekap_desktop.models.store.tallies import Tallies
from sirekap_desktop.models.tally import Entry, Tally
from tests import desks

JAKARTA = timezone(timedelta(hours=7))
WHEN = datetime(2029, 2, 15, 9, 30, 0, 123456, tzinfo=JAKARTA)
DOCUMENT = Document(0, "d_hasil_kecamatan", WHEN, "Ketua Satu", "d" * 64, "p" * 64, decisions=3)


def entry(value: int = 60, seen: int = 0, tps: str = desks.FIRST, field: str = "paslon_1") -> Entry:
    return Entry(tps, field, value, "Operator Satu", WHEN, "", seen, 61)


def sheet(sha256: str = "ab" * 32, leaf: int = 0, tps: str | None = None) -> SheetNew:
    template = catalog()[desks.FORM]
    return SheetNew(
        sha256=sha256,
        leaf=leaf,
        name="foto-é.jpg",
        flat="cd" * 32,
        scale=3.3,
        tps=tps,
        received_at=WHEN,
        received_by="Operator Satu",
        reading=desks.reading_of(template, 2, desks.GOOD, frozenset({"paslon_2"})),
    )


@pytest.fixture
def filled(store: Store) -> Store:
    with store.unit() as unit:
        unit.elections.put(desks.election())
    return store


def test_an_empty_store_has_no_election(store: Store) -> None:
    with store.look() as unit:
        assert unit.elections.get() is None
        with pytest.raises(SirekapError, match="no_election"):
            unit.sheets.all()


def test_an_election_comes_back_as_it_went_in(filled: Store) -> None:
    with filled.look() as unit:
        assert unit.elections.get() == desks.election()


def test_an_election_is_replaced_while_nothing_is_confirmed(filled: Store) -> None:
    other = desks.election()
    fewer = replace(
        other, desa=other.desa[:1], title="Pemilu lain", contestants=other.contestants[::-1]
    )
    with filled.unit() as unit:
        kept = unit.sheets.add(sheet(tps=desks.OTHER))
        unit.elections.put(fewer)
        assert unit.elections.get() == fewer
        assert unit.sheets.get(kept.id).tps is None, "its TPS is gone"


def test_an_election_with_entries_is_not_replaced(filled: Store) -> None:
    with filled.unit() as unit:
        unit.tallies.add(entry())
    with pytest.raises(SirekapError, match="election_exists"), filled.unit() as unit:
        unit.elections.put(desks.election())


def test_a_sheet_comes_back_as_it_went_in(filled: Store) -> None:
    new = sheet(tps=desks.FIRST)
    with filled.unit() as unit:
        kept = unit.sheets.add(new)
    assert (kept.reading, kept.tps, kept.name) == (new.reading, desks.FIRST, "foto-é.jpg")
    for _ in range(2):
        with filled.look() as unit:
            assert unit.sheets.all() == (kept,)
            assert unit.sheets.of_tps(desks.FIRST) == (kept,)
            assert unit.sheets.of_tps(desks.SECOND) == ()
            assert unit.sheets.get(kept.id) == kept
            assert unit.sheets.by_hash("ab" * 32, 0) == kept
            assert unit.sheets.by_hash("ab" * 32, 1) is None
            assert unit.sheets.hashes() == {"ab" * 32}


def test_a_reading_is_unpacked_once(filled: Store) -> None:
    with filled.unit() as unit:
        unit.sheets.add(sheet())
    with filled.look() as unit:
        (first,) = unit.sheets.all()
    with filled.look() as unit:
        assert unit.sheets.all()[0].reading is first.reading


def test_a_rolled_back_sheet_leaves_no_reading_behind(filled: Store) -> None:
    with suppress(ZeroDivisionError), filled.unit() as unit:
        unit.sheets.add(sheet())
        unit.sheets.all()
        raise ZeroDivisionError
    other = replace(sheet(sha256="ef" * 32), reading=SheetReading(desks.FORM, 3, (), ()))
    with filled.unit() as unit:
        kept = unit.sheets.add(other)
    with filled.look() as unit:
        assert unit.sheets.all() == (kept,)


def test_the_same_page_of_the_same_file_is_kept_once(filled: Store) -> None:
    with filled.unit() as unit:
        unit.sheets.add(sheet())
        unit.sheets.add(sheet(leaf=1))
    with pytest.raises(IntegrityError), filled.unit() as unit:
        unit.sheets.add(sheet())


def test_the_sheet_that_was_assigned_last_comes_last(filled: Store) -> None:
    with filled.unit() as unit:
        first = unit.sheets.add(sheet("11" * 32, tps=desks.FIRST))
        second = unit.sheets.add(sheet("22" * 32, tps=desks.FIRST))
        unit.sheets.assign(first.id, None)
        unit.sheets.assign(first.id, desks.FIRST)
    with filled.look() as unit:
        assert [s.id for s in unit.sheets.of_tps(desks.FIRST)] == [second.id, first.id]


def test_an_unknown_sheet(filled: Store) -> None:
    with filled.look() as unit, pytest.raises(SirekapError, match="sheet_unknown"):
        unit.sheets.get(77)


def test_entries_come_back_in_order(filled: Store) -> None:
    entries = [entry(60, 0), entry(62, 1), entry(7, 0, desks.SECOND, "suara_sah")]
    with filled.unit() as unit:
        for one in entries:
            unit.tallies.add(one)
    with filled.look() as unit:
        assert unit.tallies.get(desks.FIRST).entries == tuple(entries[:2])
        assert unit.tallies.get(desks.OTHER) == Tally(desks.OTHER)
        assert unit.tallies.all() == {
            desks.FIRST: Tally(desks.FIRST, tuple(entries[:2])),
            desks.SECOND: Tally(desks.SECOND, tuple(entries[2:])),
        }
        at = unit.tallies.get(desks.FIRST).entries[0].at
    assert at == WHEN
    assert at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (entry(1000), "number_out_of_range"),
        (entry(-1), "number_out_of_range"),
        (entry(seen=1), "stale_entry"),
        (entry(tps="9999999999999"), "tps_unknown"),
    ],
)
def test_an_entry_that_may_not_be(filled: Store, bad: Entry, code: str) -> None:
    with pytest.raises(SirekapError, match=code), filled.unit() as unit:
        unit.tallies.add(bad)
    with filled.look() as unit:
        assert unit.tallies.all() == {}


def test_the_database_itself_refuses_a_stale_entry(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should two desks ever get past the lock, the unique key still lets only one win."""
    with filled.unit() as unit:
        unit.tallies.add(entry())
    monkeypatch.setattr(Tallies, "get", lambda _self, tps: Tally(tps))
    with pytest.raises(SirekapError, match="stale_entry"), filled.unit() as unit:
        unit.tallies.add(entry(61))


def test_a_naive_time_is_a_bug(filled: Store) -> None:
    naive = replace(entry(), at=datetime(2029, 2, 15))
    with pytest.raises(StatementError, match="without zone"), filled.unit() as unit:
        unit.tallies.add(naive)


def step(act: Act, tps: str | None = desks.FIRST, **facts: object) -> Step:
    contest = None if tps is None else 1
    return Step(0, act, "Ketua Satu", "ketua", WHEN, contest, tps, "salah tulis", facts)


def test_steps_keep_their_order_and_their_facts(filled: Store) -> None:
    wanted = (
        step(Act.OPEN, None, place="Aula", agenda=""),
        step(Act.PRESENT),
        step(Act.CLOSE, codes=["R4", "R8"]),
        step(Act.PRESENT, desks.SECOND),
    )
    with filled.unit() as unit:
        kept = tuple(unit.steps.add(one) for one in wanted)
    with filled.look() as unit:
        assert unit.steps.all() == kept
        assert [replace(one, id=0) for one in kept] == list(wanted)
        assert unit.steps.of_tps(desks.FIRST) == kept[:3]
        assert unit.steps.counts() == {desks.FIRST: 2, desks.SECOND: 1}
        assert unit.steps.count_of(frozenset({Act.OPEN, Act.CLOSE})) == 2


def test_the_newest_account_of_a_name_counts(filled: Store) -> None:
    first = Account("Operator Satu", Role.OPERATOR, "hash", True, WHEN, "Ketua Satu")
    with filled.unit() as unit:
        unit.accounts.add(first)
        unit.accounts.add(replace(first, name="Ketua Satu", role=Role.KETUA))
        unit.accounts.add(replace(first, active=False))
    with filled.look() as unit:
        assert [(a.name, a.active) for a in unit.accounts.all()] == [
            ("Operator Satu", False),
            ("Ketua Satu", True),
        ]
        assert unit.accounts.get("Operator Dua") is None


def test_second_entries_of_a_tps(filled: Store) -> None:
    entry = SecondEntry(desks.FIRST, "paslon_1", 61, "Operator Dua", WHEN, Outcome.DIFFERS)
    with filled.unit() as unit:
        unit.seconds.add(entry)
    with filled.look() as unit:
        assert unit.seconds.of_tps(desks.FIRST) == (entry,)
        assert unit.seconds.of_tps(desks.SECOND) == ()


def test_contests_keep_their_numbers_apart(filled: Store) -> None:
    with filled.unit() as unit:
        other = unit.elections.add(replace(desks.election(), title="Pemilu lain"))
        unit.tallies.add(entry())
    with filled.look(other) as unit:
        assert unit.tallies.all() == {}
        assert unit.beside(1).tallies.get(desks.FIRST).values == {"paslon_1": 60}
        assert [contest.title for contest in unit.elections.all()][1] == "Pemilu lain"
        assert unit.elections.count_tps() == 3


def test_documents_and_their_signatures(filled: Store) -> None:
    with filled.unit() as unit:
        made = unit.documents.add(DOCUMENT)
        unit.documents.add_signed(made.id, "p" * 64, "1" * 64)
        unit.documents.add_signed(made.id, "1" * 64, "2" * 64)
    expected = replace(DOCUMENT, id=made.id, signed=("1" * 64, "2" * 64))
    with filled.look() as unit:
        assert unit.documents.all() == (expected,)
        assert unit.documents.get(made.id).newest == "2" * 64
        with pytest.raises(SirekapError, match="document_unknown"):
            unit.documents.get(made.id + 1)


def test_a_signature_on_an_old_state_is_refused(filled: Store) -> None:
    with filled.unit() as unit:
        made = unit.documents.add(DOCUMENT)
        unit.documents.add_signed(made.id, "p" * 64, "1" * 64)
    with pytest.raises(SirekapError, match="document_changed"), filled.unit() as unit:
        unit.documents.add_signed(made.id, "p" * 64, "2" * 64)


def test_a_unit_is_kept_wholly_or_not_at_all(filled: Store) -> None:
    with suppress(ZeroDivisionError), filled.unit() as unit:
        unit.tallies.add(entry())
        unit.events.append(WHEN, desks.KETUA, "number_confirmed")
        raise ZeroDivisionError
    with filled.look() as unit:
        assert unit.tallies.all() == {}
        assert unit.events.all() == ()


def test_a_look_sees_one_state_and_makes_nobody_wait(
    filled: Store, open_store: Callable[[], Store]
) -> None:
    other = open_store()
    with filled.look() as looking:
        assert looking.tallies.all() == {}
        with other.unit() as unit:
            unit.tallies.add(entry())
        assert looking.tallies.all() == {}
    with filled.look() as looking:
        assert list(looking.tallies.all()) == [desks.FIRST]


def test_a_store_that_is_opened_again_knows_everything(
    filled: Store, open_store: Callable[[], Store]
) -> None:
    with filled.unit() as unit:
        unit.tallies.add(entry())
    filled.close()
    with open_store().look() as unit:
        assert unit.elections.get() == desks.election()
        assert unit.tallies.get(desks.FIRST).values == {"paslon_1": 60}


@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_what_was_kept_is_never_changed(filled: Store, change: str) -> None:
    with filled.unit() as unit:
        unit.sheets.add(sheet(tps=desks.FIRST))
        unit.tallies.add(entry())
        unit.steps.add(step(Act.PRESENT))
        unit.seconds.add(SecondEntry(desks.FIRST, "paslon_1", 6, "Ani", WHEN, Outcome.SAME))
        unit.accounts.add(Account("Ketua Satu", Role.KETUA, "hash", True, WHEN, "Ketua Satu"))
        made = unit.documents.add(DOCUMENT)
        unit.documents.add_signed(made.id, "p" * 64, "1" * 64)
        unit.published.add(
            Published(desks.FIRST, "a.json", "a" * 64, "", (("paslon_1", 6),), WHEN, "Ani")
        )
        unit.published.say(Word(desks.FIRST, "paslon_1", 5, 6, "salah baca", "Ani", WHEN))
        unit.events.append(WHEN, desks.KETUA, "made_up")
    for name in tables.APPEND_ONLY:
        statement = change.format(name, tables.metadata.tables[name].columns.keys()[0])
        with pytest.raises(DBAPIError, match="append-only"), filled.unit() as unit:
            unit.events._connection.execute(text(statement))


def test_published_numbers_come_back_as_they_went_in(filled: Store) -> None:
    old, new = (
        Published(desks.FIRST, "a.json", n * 64, stamp, (("paslon_1", 6),), WHEN, "Ani")
        for n, stamp in (("a", "2029-02-15"), ("b", "2029-02-16"))
    )
    word = Word(desks.FIRST, "paslon_1", 5, 6, "salah baca", "Ani", WHEN)
    with filled.unit() as unit:
        assert unit.published.latest() == {}
        for one in (new, old):
            unit.published.add(one)
        unit.published.say(word)
    with filled.look() as unit:
        assert unit.published.latest() == {desks.FIRST: new}
        assert unit.published.words() == {desks.FIRST: [word]}
        assert unit.published.hashes() == {"a" * 64, "b" * 64}


def test_the_latest_entries_of_some_fields(filled: Store) -> None:
    with filled.unit() as unit:
        unit.tallies.add(entry())
        field, value = entry().field, entry().value
        assert unit.tallies.latest([field, "lain"]) == {desks.FIRST: {field: value}}
        assert unit.tallies.latest([field], desks.SECOND) == {}
        unit.tallies.add(replace(entry(), seen=1, value=value + 1))
        assert unit.tallies.latest([field], desks.FIRST) == {desks.FIRST: {field: value + 1}}
        unit.tallies.add(replace(entry(), seen=2, withdrawn=True, undoes=1))
        assert unit.tallies.latest([field]) == {desks.FIRST: {}}


def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store.look() as unit:
        told = [
            unit.elections._connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]
    store.close()
    assert told == ["wal", 1, 2]


def test_another_program_that_writes_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sirekap_desktop.models.store.connect.PATIENCE", 0.05)
    store = Store.open(tmp_path)
    other = sqlite3.connect(tmp_path / "sirekap.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SirekapError, match="database_busy"), store.unit():
        pass
    other.execute("ROLLBACK")
    other.close()
    with store.unit() as unit:
        assert unit.events.all() == ()
    store.close()
