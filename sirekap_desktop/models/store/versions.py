"""Which layout the database has, and how it becomes the newest one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.store import connect

NEWEST = "0006"
"""The last migration; a test compares it with the folder."""

_version = table("alembic_version", column("version_num"))


def of(connection: Connection) -> str | None:
    """The database's version, None while it has no tables; raises `database_newer`."""
    if not inspect(connection).has_table(_version.name):
        return None
    version = connection.scalar(select(_version.c.version_num))
    if version is not None and version > NEWEST:
        raise SirekapError("database_newer", version=version)
    return version


def upgrade(engine: Engine) -> None:
    """Bring the tables to the newest version in one transaction; another desk may do it first."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    with connect.writing(engine) as connection:
        connect.wait_for_migration(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
