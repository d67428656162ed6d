from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.store import Store, connect, tables, versions
from tests import postgres


@pytest.fixture
def engine(tmp_path: Path, database: str | None) -> Iterator[Engine]:
    Store.open(tmp_path, database).close()
    engine = connect.engine_for(tmp_path, database)
    yield engine
    engine.dispose()


def test_migrations_make_the_tables_of_the_program(engine: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with connect.reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []


def test_the_program_knows_the_newest_migration() -> None:
    from alembic.script import ScriptDirectory

    folder = Path(versions.__file__).with_name("migrations")
    assert ScriptDirectory(str(folder)).get_heads() == [versions.NEWEST]


def test_alembic_is_not_needed_for_a_current_database(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    code = (
        "import sys; from pathlib import Path; from sirekap_desktop.models.store import Store;"
        "Store.open(Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, tmp_path], check=False).returncode == 0


def test_a_newer_database_is_refused(engine: Engine, tmp_path: Path, database: str | None) -> None:
    with connect.writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SirekapError, match="database_newer"):
        Store.open(tmp_path, database)


def test_several_desks_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    def opened(_number: int) -> None:
        Store.open(tmp_path).close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(opened, range(4)))


def test_several_desks_may_open_a_new_database_at_once(
    tmp_path: Path, postgres_server: postgres.Server
) -> None:
    name = postgres_server.fresh()

    def opened(number: int) -> None:
        Store.open(tmp_path / str(number), postgres_server.url(name)).close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(opened, range(4)))
    postgres_server.drop(name)


def test_a_folder_with_a_percent_sign(tmp_path: Path) -> None:
    folder = tmp_path / "100 % siap"
    Store.open(folder).close()
    assert (folder / "sirekap.db").stat().st_size > 0


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "sirekap.db").write_bytes(b"not a database at all, but long enough " * 200)
    with pytest.raises(SirekapError, match="database_damaged"):
        Store.open(tmp_path)


def test_a_torn_database(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    file = tmp_path / "sirekap.db"
    data = bytearray(file.read_bytes())
    data[100:4096] = b"\xff" * 3996
    file.write_bytes(data)
    with pytest.raises(SirekapError, match="database_damaged"):
        Store.open(tmp_path)


def test_pictures_without_their_database(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.images.put(b"picture")
    store.close()
    (tmp_path / "sirekap.db").write_bytes(b"")
    with pytest.raises(SirekapError, match="database_damaged"):
        Store.open(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SirekapError, match="folder_unwritable"):
        Store.open(tmp_path / "file" / "data")


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    nobody = "postgresql+psycopg://sirekap@127.0.0.1:1/nothing"
    with pytest.raises(SirekapError, match="database_unreachable"):
        Store.open(tmp_path, nobody)


def test_a_database_that_the_server_does_not_have(
    tmp_path: Path, postgres_server: postgres.Server
) -> None:
    with pytest.raises(SirekapError, match="database_unreachable"):
        Store.open(tmp_path, postgres_server.url("nothing"))


def test_a_copied_store_opens_elsewhere(tmp_path: Path) -> None:
    Store.open(tmp_path / "one").close()
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    Store.open(tmp_path / "two").close()
    with sqlite3.connect(tmp_path / "two" / "sirekap.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
