"""The ledger's schema, once for every back end. Alembic's chain in `migrations` leads to exactly this."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from broadsheet.text.times import in_zone


class Utc(TypeDecorator[datetime]):
    """A time that goes in aware and comes out in UTC: SQLite itself would give it back naive."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be kept: {value!r}")
        return in_zone(value, UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) else None


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=options.pop("nullable", False), **options)


def _packed() -> sa.Column[bytes]:
    """A body as `packing` makes it."""
    return sa.Column("body", sa.LargeBinary, nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


rounds = sa.Table(
    "rounds",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("kind"),
    _text("sources"),
    sa.Column("cutoff", Utc, nullable=False),
    sa.Column("started", Utc, nullable=False),
    sa.Column("done", Utc),
    sa.Column("grouped", Utc),
    sa.CheckConstraint("kind IN ('fetch', 'import')", name="kind"),
)

round_items = sa.Table(
    "round_items",
    metadata,
    sa.Column("round_id", sa.Integer, sa.ForeignKey("rounds.id"), primary_key=True),
    _key("stage"),
    _key("key"),
    _text("outcome", nullable=True),
    _text("reason", server_default=""),
    _text("detail", server_default=""),
    sa.CheckConstraint("outcome IN ('made', 'unchanged', 'rejected', 'failed')", name="outcome"),
)

# What is worked on: a row that a process leaves behind as held was in its hand when it was broken off.
in_hand = sa.Table(
    "in_hand",
    metadata,
    _key("stage"),
    _key("key"),
    sa.Column("held", sa.Boolean, nullable=False),
    sa.Column("breaks", sa.Integer, nullable=False),
)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("round_id", sa.Integer, sa.ForeignKey("rounds.id"), primary_key=True),
    _key("key"),
    _text("capture_id"),
    _text("article_id"),
    _text("link_id"),
    _text("outlet_id"),
    _text("why"),
)

outlets = sa.Table("outlets", metadata, _key("id"), _text("body"))

source_states = sa.Table("source_states", metadata, _key("source_id"), _text("body"))

links = sa.Table(
    "links",
    metadata,
    _key("id"),
    _text("source_id"),
    _text("capture_id"),
    sa.Column("seen", Utc, nullable=False),
    _packed(),
)

# Links whose page is still to be fetched: beyond the cap of their round, or failed in passing.
waiting_links = sa.Table(
    "waiting_links",
    metadata,
    sa.Column("link_id", sa.Text, sa.ForeignKey("links.id"), primary_key=True),
    _text("source_id", index=True),
    sa.Column("published", Utc),
    sa.Column("tries", sa.Integer, nullable=False),
)

sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("capture_id", index=True),
    _text("url", index=True),
    sa.Column("at", Utc, nullable=False),
    _text("kind"),
    sa.Column("status", sa.Integer, nullable=False),
    _text("digest"),
    _text("file"),
    sa.Column("offset", sa.Integer, nullable=False),
    sa.Column("length", sa.Integer, nullable=False),
    sa.UniqueConstraint("file", "offset"),
    sa.CheckConstraint("kind IN ('response', 'resource', 'revisit')", name="kind"),
)

articles = sa.Table(
    "articles",
    metadata,
    _key("id"),
    _text("url"),
    _text("outlet_id"),
    sa.Column("first_seen", Utc, nullable=False),
    sa.Column("first_version", Utc, index=True),
    sa.Index("ix_articles_outlet_id_first_version", "outlet_id", "first_version"),
)

# What was learned of an outlet's pages: a row each time, so that what a Version was read with is found.
profiles = sa.Table(
    "profiles",
    metadata,
    _key("outlet_id"),
    sa.Column("since", Utc, primary_key=True),
    sa.Column("pages", sa.Integer, primary_key=True),
    _text("version"),
    _text("body"),
)

addresses = sa.Table(
    "addresses",
    metadata,
    _key("url"),
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), nullable=False, index=True),
)

texts = sa.Table("texts", metadata, _key("hash"), _packed())

versions = sa.Table(
    "versions",
    metadata,
    _key("id"),
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), nullable=False),
    sa.Column("text_hash", sa.Text, sa.ForeignKey("texts.hash"), nullable=False),
    sa.Column("captured", Utc, nullable=False),
    sa.Column("moment", Utc, nullable=False),
    sa.Column("round_id", sa.Integer, sa.ForeignKey("rounds.id"), nullable=False, index=True),
    _text("access"),
    _packed(),
    sa.Index("ix_versions_article_id_captured", "article_id", "captured"),
)

# A signature outside of its window is dropped: its row stays, with an empty body.
signatures = sa.Table(
    "signatures",
    metadata,
    sa.Column("version_id", sa.Text, sa.ForeignKey("versions.id"), primary_key=True),
    _text("stage_version"),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# All Statements of a Version in one body: they are never read one by one.
statements = sa.Table(
    "statements",
    metadata,
    sa.Column("version_id", sa.Text, sa.ForeignKey("versions.id"), primary_key=True),
    _text("stage_version"),
    sa.Column("number", sa.Integer, nullable=False),
    _packed(),
)

# Which Version of an Article is searched, and the number of its row in the index: the index holds no words that could be
# read back, so that what is taken out of it has to be told to it again.
searchable = sa.Table(
    "searchable",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), nullable=False, unique=True),
    sa.Column("version_id", sa.Text, sa.ForeignKey("versions.id"), nullable=False),
)

memberships = sa.Table(
    "memberships",
    metadata,
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
    _text("report_id", index=True),
    _text("relation"),
    _text("original_id", nullable=True),
    sa.Column("containment", sa.Float, nullable=False),
    sa.CheckConstraint("relation IN ('original', 'copy', 'abridged', 'extended')", name="relation"),
)

story_changes = sa.Table(
    "story_changes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("round_id", sa.Integer, sa.ForeignKey("rounds.id"), nullable=False),
    _text("story_id", index=True),
    _text("kind"),
    _text("articles"),
    _text("other", index=True),
    sa.Column("at", Utc, nullable=False),
    sa.CheckConstraint("kind IN ('opened', 'grew', 'merged', 'split')", name="kind"),
)

stories = sa.Table(
    "stories",
    metadata,
    _key("id"),
    _text("into"),
    sa.Column("opened", Utc, nullable=False),
    sa.Column("updated", Utc, nullable=False, index=True),
)

story_articles = sa.Table(
    "story_articles",
    metadata,
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("story_id", sa.Text, sa.ForeignKey("stories.id"), nullable=False, index=True),
)

editions = sa.Table(
    "editions",
    metadata,
    _key("hash"),
    _text("recipe", index=True),
    _text("date"),
    sa.Column("start", Utc, nullable=False),
    sa.Column("end", Utc, nullable=False),
    _text("folder", unique=True),
    _text("body"),
    sa.Column("after", sa.Integer),
)

corrections = sa.Table(
    "corrections",
    metadata,
    _key("id"),
    _text("edition_hash", index=True),
    sa.Column("at", Utc, nullable=False, index=True),
    _text("body"),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    _key("id"),
    _text("edition_hash", index=True),
    _text("address"),
    _text("state"),
    sa.Column("started", Utc, nullable=False),
    _text("body"),
    sa.CheckConstraint("state IN ('sending', 'sent', 'failed', 'unknown')", name="state"),
)

# Texts that were erased on demand: hash and reason stay.
withdrawals = sa.Table(
    "withdrawals",
    metadata,
    _key("id"),
    _text("article_id", index=True),
    _text("version_id"),
    _text("capture_id"),
    _text("url"),
    _text("text_hash", index=True),
    _text("digest"),
    _text("reason"),
    sa.Column("at", Utc, nullable=False),
)

# Archive files that another one has replaced, until the old one is gone from the disk.
retired_files = sa.Table("retired_files", metadata, _key("file"), _text("successor"))

reader_rules = sa.Table("reader_rules", metadata, _key("id"), _text("story_id"), _text("body"))

# Full text is a table of SQLite's own (FTS5), made by the migration and known to no other back end. It keeps no texts of
# its own; `domains.search.TOKENS` says how it takes words apart.
