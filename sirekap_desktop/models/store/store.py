"""The store of one kecamatan: opened once by the program, closed at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.reading import SheetReading
from sirekap_desktop.models.store import connect, versions
from sirekap_desktop.models.store.images import Images
from sirekap_desktop.models.store.unit import Unit


class Store:
    """A database and the files beside it; several desks may have the same one open."""

    def __init__(self, engine: Engine, images: Images, folder: Path) -> None:
        self._engine = engine
        self.folder = folder
        self._readings: dict[int, SheetReading] = {}
        self.images = images

    @classmethod
    def open(cls, folder: Path, url: str | None = None) -> Store:
        """Open or make the store in `folder`; `url` names a PostgreSQL server to share.

        Raises `database_newer`, `database_damaged`, `database_busy`, `database_unreachable`,
        `folder_unwritable` or `disk_full`.
        """
        images = Images(folder / "gambar")
        engine = connect.engine_for(folder, url)
        try:
            with connect.reading(engine) as connection:
                version = versions.of(connection)
            if version is None and url is None and not images.empty:
                raise SirekapError("database_damaged")
            if version != versions.NEWEST:
                versions.upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, images, folder)

    @contextmanager
    def unit(self, contest: int | None = None) -> Iterator[Unit]:
        """One act: everything in it is kept together, or nothing; other desks wait meanwhile."""
        with connect.writing(self._engine) as connection:
            unit = Unit(connection, contest)
            unit.events.hold()
            yield unit

    @contextmanager
    def look(self, contest: int | None = None) -> Iterator[Unit]:
        """One consistent look that writes nothing and waits for nobody."""
        with connect.reading(self._engine) as connection:
            yield Unit(connection, contest, self._readings)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
