"""What the first screen asks for at every look: the entries of the last hour, and summaries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("ix_entry_at", "entry", ["election_id", "at"], unique=False)
    op.create_table(
        "summary",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("tps", sa.String(length=13), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_summary_election_id")
        ),
        sa.PrimaryKeyConstraint("election_id", "tps", name=op.f("pk_summary")),
    )
