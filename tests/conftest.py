"""What tests of several rooms share: stores on both databases."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import accounts
from tests import postgres

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One server for all tests of this process."""
    folder = postgres.programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.server(folder) as running:
        yield running


@pytest.fixture(scope="session")
def postgres_template(
    postgres_server: postgres.Server, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The name of a database that has the newest tables and nothing in them."""
    name = postgres_server.fresh()
    Store.open(tmp_path_factory.mktemp("template"), postgres_server.url(name)).close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The address of a migrated, empty database: None stands for SQLite."""
    if request.param == "sqlite":
        yield None
        return
    running: postgres.Server = request.getfixturevalue("postgres_server")
    name = running.fresh(request.getfixturevalue("postgres_template"))
    yield running.url(name)
    running.drop(name)


@pytest.fixture
def open_store(tmp_path: Path, database: str | None) -> Iterator[Callable[[], Store]]:
    """Opens the same store again and again, as several desks do; closed by the test's end."""
    stores: list[Store] = []

    def opened() -> Store:
        stores.append(Store.open(tmp_path / "data", database))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    """An empty store, on each database."""
    return open_store()


@pytest.fixture
def cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real argon2, but not a quarter of a second for each PIN."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "_hasher", lambda: hasher)
