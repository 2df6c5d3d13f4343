"""The ledger as it first was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_ledger"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("outlet_id", sa.Text, nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.Column("first_version", sa.DateTime),
        sa.Column("search_row", sa.Integer),
    )
    op.create_index("ix_articles_first_version", "articles", ["first_version"])
    op.create_index("ix_articles_outlet_id", "articles", ["outlet_id"])
    op.create_table(
        "editions",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("recipe", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("start", sa.DateTime, nullable=False),
        sa.Column("end", sa.DateTime, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("folder", name="uq_editions_folder"),
    )
    op.create_index("ix_editions_recipe", "editions", ["recipe"])
    op.create_table(
        "links",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("capture_id", sa.Text, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "outlets",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("cutoff", sa.DateTime, nullable=False),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("done", sa.DateTime),
        sa.Column("grouped", sa.DateTime),
        sa.CheckConstraint("kind IN ('fetch', 'import')", name="ck_rounds_kind"),
    )
    op.create_table(
        "sightings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("capture_id", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("offset", sa.Integer, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.CheckConstraint("kind IN ('response', 'resource', 'revisit')", name="ck_sightings_kind"),
        sa.UniqueConstraint("file", "offset", name="uq_sightings_file_offset"),
    )
    op.create_index("ix_sightings_capture_id", "sightings", ["capture_id"])
    op.create_index("ix_sightings_url", "sightings", ["url"])
    op.create_table(
        "source_states",
        sa.Column("source_id", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("into", sa.Text, nullable=False),
        sa.Column("opened", sa.DateTime, nullable=False),
        sa.Column("updated", sa.DateTime, nullable=False),
    )
    op.create_index("ix_stories_updated", "stories", ["updated"])
    op.create_table(
        "texts",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "addresses",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column(
            "article_id", sa.Text, sa.ForeignKey("articles.id", name="fk_addresses_article_id_articles"), nullable=False
        ),
    )
    op.create_index("ix_addresses_article_id", "addresses", ["article_id"])
    op.create_table(
        "memberships",
        sa.Column(
            "article_id",
            sa.Text,
            sa.ForeignKey("articles.id", name="fk_memberships_article_id_articles"),
            primary_key=True,
        ),
        sa.Column("report_id", sa.Text, nullable=False),
        sa.Column("relation", sa.Text, nullable=False),
        sa.Column("original_id", sa.Text),
        sa.Column("containment", sa.Float, nullable=False),
        sa.CheckConstraint("relation IN ('original', 'copy', 'abridged', 'extended')", name="ck_memberships_relation"),
    )
    op.create_index("ix_memberships_report_id", "memberships", ["report_id"])
    op.create_table(
        "readings",
        sa.Column(
            "round_id", sa.Integer, sa.ForeignKey("rounds.id", name="fk_readings_round_id_rounds"), primary_key=True
        ),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("capture_id", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("link_id", sa.Text, nullable=False),
        sa.Column("outlet_id", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "round_items",
        sa.Column(
            "round_id", sa.Integer, sa.ForeignKey("rounds.id", name="fk_round_items_round_id_rounds"), primary_key=True
        ),
        sa.Column("stage", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("outcome", sa.Text),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("detail", sa.Text, nullable=False, server_default=""),
        sa.CheckConstraint("outcome IN ('made', 'unchanged', 'rejected', 'failed')", name="ck_round_items_outcome"),
    )
    op.create_table(
        "story_articles",
        sa.Column(
            "article_id",
            sa.Text,
            sa.ForeignKey("articles.id", name="fk_story_articles_article_id_articles"),
            primary_key=True,
        ),
        sa.Column(
            "story_id", sa.Text, sa.ForeignKey("stories.id", name="fk_story_articles_story_id_stories"), nullable=False
        ),
    )
    op.create_index("ix_story_articles_story_id", "story_articles", ["story_id"])
    op.create_table(
        "story_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "round_id", sa.Integer, sa.ForeignKey("rounds.id", name="fk_story_changes_round_id_rounds"), nullable=False
        ),
        sa.Column("story_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("articles", sa.Text, nullable=False),
        sa.Column("other", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.CheckConstraint("kind IN ('opened', 'grew', 'merged', 'split')", name="ck_story_changes_kind"),
    )
    op.create_index("ix_story_changes_other", "story_changes", ["other"])
    op.create_index("ix_story_changes_story_id", "story_changes", ["story_id"])
    op.create_table(
        "versions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "article_id", sa.Text, sa.ForeignKey("articles.id", name="fk_versions_article_id_articles"), nullable=False
        ),
        sa.Column(
            "text_hash", sa.Text, sa.ForeignKey("texts.hash", name="fk_versions_text_hash_texts"), nullable=False
        ),
        sa.Column("captured", sa.DateTime, nullable=False),
        sa.Column("moment", sa.DateTime, nullable=False),
        sa.Column(
            "round_id", sa.Integer, sa.ForeignKey("rounds.id", name="fk_versions_round_id_rounds"), nullable=False
        ),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_versions_article_id_captured", "versions", ["article_id", "captured"])
    op.create_index("ix_versions_round_id", "versions", ["round_id"])
    op.create_table(
        "signatures",
        sa.Column(
            "version_id",
            sa.Text,
            sa.ForeignKey("versions.id", name="fk_signatures_version_id_versions"),
            primary_key=True,
        ),
        sa.Column("stage_version", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "statement_runs",
        sa.Column(
            "version_id",
            sa.Text,
            sa.ForeignKey("versions.id", name="fk_statement_runs_version_id_versions"),
            primary_key=True,
        ),
        sa.Column("stage_version", sa.Text, nullable=False),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "version_id",
            sa.Text,
            sa.ForeignKey("versions.id", name="fk_statements_version_id_versions"),
            nullable=False,
        ),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("speaker", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_statements_speaker", "statements", ["speaker"])
    op.create_index("ix_statements_version_id_start", "statements", ["version_id", "start"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5("
            "version_id UNINDEXED, article_id UNINDEXED, title, body, tokenize='unicode61 remove_diacritics 2')"
        )


def downgrade() -> None:
    raise NotImplementedError("the first migration has nothing before it")
