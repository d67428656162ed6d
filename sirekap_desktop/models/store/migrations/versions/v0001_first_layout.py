"""The first layout: master data, sheets, entries, closings, documents and the event chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sirekap_desktop.models.store.migrations.guards import guard, prepare

revision = "0001"
down_revision = None

APPEND_ONLY = ("sheet", "assignment", "entry", "closing", "document", "signed", "event")


def upgrade() -> None:
    _master()
    _sheets()
    _numbers()
    _documents()
    _events()
    prepare()
    for table in APPEND_ONLY:
        guard(table)


def _master() -> None:
    op.create_table(
        "election",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("provinsi_code", sa.String(length=13), nullable=False),
        sa.Column("provinsi_name", sa.Text(), nullable=False),
        sa.Column("kabkota_code", sa.String(length=13), nullable=False),
        sa.Column("kabkota_name", sa.Text(), nullable=False),
        sa.Column("kecamatan_code", sa.String(length=13), nullable=False),
        sa.Column("kecamatan_name", sa.Text(), nullable=False),
        sa.Column("simulation", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
    )
    op.create_table(
        "desa",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_desa_election_id")),
        sa.PrimaryKeyConstraint("election_id", "code", name=op.f("pk_desa")),
    )
    op.create_table(
        "tps",
        sa.Column("election_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("desa_code", sa.String(length=13), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dpt_l", sa.Integer(), nullable=False),
        sa.Column("dpt_p", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id", "desa_code"],
            ["desa.election_id", "desa.code"],
            name=op.f("fk_tps_election_id"),
        ),
        sa.PrimaryKeyConstraint("election_id", "code", name=op.f("pk_tps")),
    )
    op.create_table(
        "paslon",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("deputy", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_paslon_election_id")
        ),
        sa.PrimaryKeyConstraint("election_id", "number", name=op.f("pk_paslon")),
    )


def _sheets() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("leaf", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("flat", sa.String(length=64), nullable=False),
        sa.Column("scale", sa.Float(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_sheet_election_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("election_id", "sha256", "leaf", name=op.f("uq_sheet_election_id")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("tps", sa.String(length=13), nullable=True),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_assignment_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_sheet_id"), "assignment", ["sheet_id"], unique=False)


def _numbers() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("tps", sa.String(length=13), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=True),
        sa.CheckConstraint("value BETWEEN 0 AND 999", name=op.f("ck_entry_three_boxes")),
        sa.ForeignKeyConstraint(
            ["election_id", "tps"],
            ["tps.election_id", "tps.code"],
            name=op.f("fk_entry_election_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint(
            "election_id", "tps", "field", "seen", name=op.f("uq_entry_election_id")
        ),
    )
    op.create_table(
        "closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("tps", sa.String(length=13), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id", "tps"],
            ["tps.election_id", "tps.code"],
            name=op.f("fk_closing_election_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
    )


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("recap_digest", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.String(length=64), nullable=False),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_document_election_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_table(
        "signed",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_signed_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_signed")),
    )


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
    )
    op.create_table(
        "chain",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )
    op.execute("INSERT INTO chain (id, seq, digest) VALUES (1, 0, '" + "0" * 64 + "')")
