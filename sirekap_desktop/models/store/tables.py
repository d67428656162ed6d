"""The tables as the program knows them; the migrations make the same ones, shown by a test."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)


class Moment(TypeDecorator[datetime]):
    """A point in time with its zone: UTC in the database, UTC out of it; naive times are a bug."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone for {dialect.name}: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back where the database forgot it."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

election = Table(
    "election",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("form", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("provinsi_code", String(13), nullable=False),
    Column("provinsi_name", Text, nullable=False),
    Column("kabkota_code", String(13), nullable=False),
    Column("kabkota_name", Text, nullable=False),
    Column("kecamatan_code", String(13), nullable=False),
    Column("kecamatan_name", Text, nullable=False),
    Column("simulation", Boolean, nullable=False),
    Column("dapil", Text, nullable=False, server_default=text("''")),
)

desa = Table(
    "desa",
    metadata,
    Column("election_id", ForeignKey("election.id"), primary_key=True),
    Column("code", String(13), primary_key=True),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
)

tps = Table(
    "tps",
    metadata,
    Column("election_id", Integer, primary_key=True, autoincrement=False),
    Column("code", String(13), primary_key=True),
    Column("desa_code", String(13), nullable=False),
    Column("position", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("dpt_l", Integer, nullable=False),
    Column("dpt_p", Integer, nullable=False),
    ForeignKeyConstraint(["election_id", "desa_code"], ["desa.election_id", "desa.code"]),
)

contestant = Table(
    "contestant",
    metadata,
    Column("election_id", ForeignKey("election.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("deputy", Text, nullable=False),
)

calon = Table(
    "calon",
    metadata,
    Column("election_id", Integer, primary_key=True, autoincrement=False),
    Column("contestant", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    ForeignKeyConstraint(
        ["election_id", "contestant"], ["contestant.election_id", "contestant.number"]
    ),
)

sheet = Table(
    "sheet",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("election_id", ForeignKey("election.id"), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("leaf", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("flat", String(64), nullable=False),
    Column("scale", Float, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("received_by", Text, nullable=False),
    Column("reading", JSON, nullable=False),
    UniqueConstraint("election_id", "sha256", "leaf"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sheet_id", ForeignKey("sheet.id"), nullable=False, index=True),
    Column("tps", String(13), index=True),
)
"""Which TPS a sheet belongs to: the newest row of a sheet counts; no key to `tps`, because the
master may still be replaced while nothing is confirmed."""

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("election_id", Integer, nullable=False),
    Column("tps", String(13), nullable=False),
    Column("field", String(64), nullable=False),
    Column("value", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("proposed", Integer),
    Column("undoes", Integer),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    ForeignKeyConstraint(["election_id", "tps"], ["tps.election_id", "tps.code"]),
    UniqueConstraint("election_id", "tps", "field", "seen"),
    CheckConstraint("value BETWEEN 0 AND 999", name="three_boxes"),
    Index("ix_entry_at", "election_id", "at"),
)

step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("election_id", ForeignKey("election.id")),
    Column("tps", String(13)),
    Column("act", String(16), nullable=False),
    Column("who", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("words", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    ForeignKeyConstraint(
        ["election_id", "tps"], ["tps.election_id", "tps.code"], name="fk_step_tps"
    ),
    Index("ix_step_election_id", "election_id", "tps"),
)
"""What was done in the plenary; without election and TPS it concerns the whole room."""

second_entry = Table(
    "second_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("election_id", Integer, nullable=False),
    Column("tps", String(13), nullable=False),
    Column("field", String(64), nullable=False),
    Column("value", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False),
    ForeignKeyConstraint(["election_id", "tps"], ["tps.election_id", "tps.code"]),
    CheckConstraint("value BETWEEN 0 AND 999", name="three_boxes"),
    Index("ix_second_entry_election_id", "election_id", "tps"),
)
"""What another person read without seeing the first entry, and how the two compared."""

published = Table(
    "published",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("election_id", ForeignKey("election.id"), nullable=False),
    Column("tps", String(13), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("stamp", Text, nullable=False),
    Column("numbers", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Index("ix_published_election_id", "election_id", "tps"),
)
"""What KPU published of a TPS: something to compare with, never a result. No key to `tps`, because
the master may still be replaced while nothing is confirmed."""

published_word = Table(
    "published_word",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("election_id", ForeignKey("election.id"), nullable=False),
    Column("tps", String(13), nullable=False),
    Column("field", String(64), nullable=False),
    Column("ours", Integer, nullable=False),
    Column("theirs", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_published_word_election_id", "election_id", "tps"),
)
"""Why a confirmed number is not the published one, in the words of a person."""

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("secret", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
)
"""The newest row of a name counts."""

summary = Table(
    "summary",
    metadata,
    Column("election_id", ForeignKey("election.id"), primary_key=True),
    Column("tps", String(13), primary_key=True),
    Column("seal", String(64), nullable=False),
    Column("body", JSON, nullable=False),
)
"""What was worked out of a TPS, to be had at once at the next start. It may be lost or thrown away
at any time: `seal` tells whether it still fits what it was worked out from."""

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("election_id", ForeignKey("election.id"), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("recap_digest", String(64), nullable=False),
    Column("pdf", String(64), nullable=False),
    Column("decisions", Integer, nullable=False),
)

signed = Table(
    "signed",
    metadata,
    Column("document_id", ForeignKey("document.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)

chain = Table(
    "chain",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)
"""One row: the head of the event chain, locked by whoever writes."""

APPEND_ONLY = (
    "sheet",
    "assignment",
    "entry",
    "step",
    "second_entry",
    "published",
    "published_word",
    "account",
    "document",
    "signed",
    "event",
)
