"""The plenary's steps in place of closings; second entries, accounts, entries that take back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sirekap_desktop.models.store.migrations.guards import guard, unguard

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _entries()
    _steps()
    _closings_become_steps()
    _second_entries()
    _accounts()
    op.create_index(op.f("ix_assignment_tps"), "assignment", ["tps"], unique=False)
    for table in ("step", "second_entry", "account"):
        guard(table)


def _entries() -> None:
    op.add_column("entry", sa.Column("undoes", sa.Integer(), nullable=True))
    op.add_column(
        "entry", sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def _steps() -> None:
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=True),
        sa.Column("tps", sa.String(length=13), nullable=True),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_step_election_id")),
        sa.ForeignKeyConstraint(
            ["election_id", "tps"], ["tps.election_id", "tps.code"], name=op.f("fk_step_tps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index("ix_step_election_id", "step", ["election_id", "tps"], unique=False)


def _closings_become_steps() -> None:
    """A closing of the first layout passed through the whole course in one act."""
    connection = op.get_bind()
    closing = sa.table(
        "closing",
        *(sa.column(name) for name in ("id", "election_id", "tps", "closed", "who", "explanation")),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("codes", sa.JSON()),
    )
    step = sa.table(
        "step",
        *(sa.column(name) for name in ("election_id", "tps", "act", "who", "role", "words")),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("facts", sa.JSON()),
    )
    for row in connection.execute(sa.select(closing).order_by(closing.c.id)):
        acts = ("present", "compare", "agree", "close") if row.closed else ("reopen",)
        for act in acts:
            last = act in ("close", "reopen")
            values = {
                "election_id": row.election_id,
                "tps": row.tps,
                "act": act,
                "who": row.who,
                "role": "",
                "at": row.at,
                "words": row.explanation if last else "",
                "facts": {"codes": row.codes} if act == "close" else {},
            }
            connection.execute(sa.insert(step).values(values))
    unguard("closing")
    op.drop_table("closing")


def _second_entries() -> None:
    op.create_table(
        "second_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("tps", sa.String(length=13), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.CheckConstraint("value BETWEEN 0 AND 999", name=op.f("ck_second_entry_three_boxes")),
        sa.ForeignKeyConstraint(
            ["election_id", "tps"],
            ["tps.election_id", "tps.code"],
            name=op.f("fk_second_entry_election_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_entry")),
    )
    op.create_index(
        "ix_second_entry_election_id", "second_entry", ["election_id", "tps"], unique=False
    )


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
