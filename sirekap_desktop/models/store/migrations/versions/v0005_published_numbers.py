"""What KPU published of each TPS, beside the numbers, and what persons said of the differences."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sirekap_desktop.models.store.migrations import guards

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "published",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("tps", sa.String(length=13), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_published_election_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published")),
    )
    op.create_index("ix_published_election_id", "published", ["election_id", "tps"], unique=False)
    op.create_table(
        "published_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("tps", sa.String(length=13), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("ours", sa.Integer(), nullable=False),
        sa.Column("theirs", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_published_word_election_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_word")),
    )
    op.create_index(
        "ix_published_word_election_id", "published_word", ["election_id", "tps"], unique=False
    )
    guards.guard("published")
    guards.guard("published_word")
