"""Ballots of every kind: pairs, the empty column, candidates, parties with their candidates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "contestant",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("deputy", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_contestant_election_id")
        ),
        sa.PrimaryKeyConstraint("election_id", "number", name=op.f("pk_contestant")),
    )
    op.create_table(
        "calon",
        sa.Column("election_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contestant", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id", "contestant"],
            ["contestant.election_id", "contestant.number"],
            name=op.f("fk_calon_election_id_contestant"),
        ),
        sa.PrimaryKeyConstraint("election_id", "contestant", "number", name=op.f("pk_calon")),
    )
    op.execute(
        "INSERT INTO contestant (election_id, number, position, kind, name, deputy) "
        "SELECT election_id, number, position, 'paslon', head, deputy FROM paslon"
    )
    op.drop_table("paslon")
