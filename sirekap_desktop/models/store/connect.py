"""The only place that knows which database it is: connections, locks and refusals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from sirekap_desktop.errors import SirekapError

PATIENCE = 15
"""Seconds to wait for another desk that is writing."""

_READING = "sirekap_reading"

_SQLITE_CODES = {
    sqlite3.SQLITE_CORRUPT: "database_damaged",
    sqlite3.SQLITE_NOTADB: "database_damaged",
    sqlite3.SQLITE_BUSY: "database_busy",
    sqlite3.SQLITE_LOCKED: "database_busy",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "folder_unwritable",
    sqlite3.SQLITE_CANTOPEN: "folder_unwritable",
    sqlite3.SQLITE_IOERR: "folder_unwritable",
}
_POSTGRES_CODES = {"55P03": "database_busy", "40P01": "database_busy", "53100": "disk_full"}


def engine_for(folder: Path, url: str | None) -> Engine:
    """SQLite in `folder`, or the PostgreSQL server of `url`; nothing is opened yet.

    A desk that waited for another one must see what that one wrote, however the server is set.
    """
    if url is None:
        return _sqlite(folder / "sirekap.db")
    return create_engine(
        make_url(url),
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": PATIENCE, "options": f"-c lock_timeout={PATIENCE}s"},
    )


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that commits on a clean exit; on SQLite it holds the write lock at once."""
    with _refusals(), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A look at one consistent state that waits for nobody and writes nothing."""
    options: dict[str, object] = {_READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    looking = engine.execution_options(**options)
    with _refusals(), looking.begin() as connection:
        yield connection


def wait_for_migration(connection: Connection) -> None:
    """Let one desk alone change the tables; the others wait here until it has committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7314752)"))


def _sqlite(file: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)), connect_args={"timeout": PATIENCE}
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        assert isinstance(connection, sqlite3.Connection)
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        looking = connection.get_execution_options().get(_READING, False)
        connection.exec_driver_sql("BEGIN" if looking else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the operator can mend into a refusal; everything else stays a bug."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        code = _code(error)
        if code is None:
            raise
        raise SirekapError(code) from error


def _code(error: DBAPIError | sqlite3.Error) -> str | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _SQLITE_CODES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return "database_unreachable"
    state = getattr(cause, "sqlstate", None)
    if state is None and type(cause).__name__ in ("OperationalError", "ConnectionTimeout"):
        return "database_unreachable"
    return _POSTGRES_CODES.get(state or "")
