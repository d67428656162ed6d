"""Triggers that keep a table append-only, in the words of each database.

A migration that rebuilds a guarded table (batch mode) must guard it again.
"""

from __future__ import annotations

from alembic import op

_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only';
END $$
"""


def prepare() -> None:
    """Make what the guards of all tables share."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSE)


def guard(table: str) -> None:
    """Let no row of `table` be changed or removed."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for act in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        )


def unguard(table: str) -> None:
    """Take the guard from a table that a migration is about to drop."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        return
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{act}")
