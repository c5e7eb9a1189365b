"""The tables of the store: one schema for SQLite and PostgreSQL.

`report`, `version`, `review` and `decision` are kept; `item`, `actor` and `item_actor` are derived from each report's
current version and can be rebuilt. A change here needs a migration in `migrations/versions`; a test compares them.
"""

from __future__ import annotations

from typing import Any

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
    text,
)

metadata = MetaData()


def _where(condition: str) -> dict[str, Any]:
    """An index of the rows that have a value alone: most items have no status and no country."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


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
    Column("reviewed", String),
    Index("item_report", "report"),
    Index("item_day", "family", "day", "n"),
    Index("item_type", "family", "type", "day", "n"),
    Index("item_status", "family", "status", "day", "n", **_where("status IS NOT NULL")),
    Index("item_country", "family", "country", "day", "n", **_where("country IS NOT NULL")),
    Index("item_reviewed", "reviewed", **_where("reviewed IS NOT NULL")),
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
    sqlite_with_rowid=False,
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
