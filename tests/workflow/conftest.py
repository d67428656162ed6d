from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import importing, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks


@pytest.fixture(scope="session")
def templates() -> Mapping[str, Template]:
    return catalog()


@pytest.fixture
def empty_desk(tmp_path: Path, templates: Mapping[str, Template]) -> Iterator[Desk]:
    """The chair at a store without an election."""
    store = Store.open(tmp_path / "data")
    yield desks.desk_of(store, templates)
    store.close()


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """The chair at a store with the small kecamatan."""
    mastering.adopt(empty_desk, desks.election())
    return empty_desk


@pytest.fixture
def take(desk: Desk, tmp_path: Path) -> Callable[..., importing.ImportReport]:
    """Imports pictures that the test makes: `take({"name.jpg": bytes}, tps=…)`."""

    def taken(files: Mapping[str, bytes], tps: str | None = None) -> importing.ImportReport:
        paths: list[Path] = []
        for name, data in files.items():
            path = tmp_path / "foto" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            paths.append(path)
        return bring(desk, paths, tps=tps)

    return taken


def bring(
    desk: Desk, paths: Sequence[Path], progress: Progress | None = None, tps: str | None = None
) -> importing.ImportReport:
    """Import with a reader that reads what the test wrote."""
    return importing.import_files(
        desk,
        paths,
        progress or Progress(),
        tps=tps,
        make_reader=lambda _: desks.FakeReader(desk.template),
    )
