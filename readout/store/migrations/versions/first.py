"""The first schema. A copy: later changes of `tables.py` do not reach back here."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None

metadata = MetaData()

report = Table(
    "report", metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("ref", Text), Column("url", Text), Column("title", Text), Column("publisher", Text), Column("wire", Text),
    Column("byline", Text), Column("language", String), Column("published", String), Column("day", String),
    Column("text", Text, nullable=False),
    Column("current", Integer),
    Column("added", String, nullable=False),
    Index("report_day", "day"),
)  # fmt: skip

version = Table(
    "version", metadata,
    Column("n", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("report.n"), nullable=False),
    Column("reader", String, nullable=False), Column("weights", String, nullable=False),
    Column("made", String, nullable=False), Column("record", Text, nullable=False),
    Index("version_report", "report"),
)  # fmt: skip

item = Table(
    "item", metadata,
    Column("n", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("report.n"), nullable=False),
    Column("family", String, nullable=False), Column("item", String, nullable=False),
    Column("key", String, nullable=False),
    Column("day", String), Column("until", String),
    Column("type", String), Column("mode", String), Column("status", String), Column("country", String),
    Column("label", Text), Column("unit", Text), Column("low", Float), Column("high", Float),
    Column("claim", String), Column("words", Text, nullable=False), Column("evidence", Text, nullable=False),
    Index("item_report", "report"),
    Index("item_day", "family", "day", "n"),
    Index("item_type", "family", "type", "day", "n"),
    Index("item_status", "family", "status", "day", "n"),
    Index("item_country", "family", "country", "day", "n"),
)  # fmt: skip

actor = Table(
    "actor", metadata,
    Column("n", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("folded", Text, nullable=False),
    Column("kind", String), Column("country", String), Column("sector", String), Column("role", Text),
    Column("wikidata", String), Column("held", Integer, nullable=False, server_default="0"),
    Index("actor_held", "held", "n"),
    Index("actor_folded", "folded"),
    Index("actor_country", "country"),
)  # fmt: skip

item_actor = Table(
    "item_actor", metadata,
    Column("item", Integer, ForeignKey("item.n"), primary_key=True),
    Column("actor", Integer, ForeignKey("actor.n"), primary_key=True),
    Column("side", String, primary_key=True),
    Column("family", String, nullable=False), Column("day", String),
    Index("item_actor_day", "actor", "family", "day", "item"),
)  # fmt: skip

review = Table(
    "review", metadata,
    Column("n", Integer, primary_key=True),
    Column("report_id", String, nullable=False), Column("key", String, nullable=False),
    Column("verdict", String, nullable=False), Column("fields", Text, nullable=False),
    Column("who", Text, nullable=False), Column("made", String, nullable=False),
    Index("review_item", "report_id", "key"),
)  # fmt: skip

decision = Table(
    "decision", metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", String, nullable=False), Column("left", Text, nullable=False),
    Column("right", Text, nullable=False), Column("same", Boolean, nullable=False),
    Column("who", Text, nullable=False), Column("made", String, nullable=False),
    UniqueConstraint("kind", "left", "right", "made", "who", name="decision_once"),
    Index("decision_pair", "kind", "left", "right"),
)  # fmt: skip

_SQLITE = (
    "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='report', content_rowid='n')",
    "CREATE TRIGGER report_added AFTER INSERT ON report BEGIN "
    "INSERT INTO report_words(rowid, title, text) VALUES (new.n, new.title, new.text); END",
)
_POSTGRESQL = (
    "CREATE INDEX report_words ON report USING gin (to_tsvector('simple', coalesce(title, '') || ' ' || text))",
)


def upgrade() -> None:
    """Make the tables and the index of words."""
    bind = op.get_bind()
    metadata.create_all(bind, checkfirst=False)
    for statement in _SQLITE if bind.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
