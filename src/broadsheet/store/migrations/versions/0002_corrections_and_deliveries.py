"""Corrections of printed Lines, and deliveries of editions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_corrections_and_deliveries"
down_revision = "0001_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("edition_hash", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_corrections_edition_hash", "corrections", ["edition_hash"])
    op.create_index("ix_corrections_at", "corrections", ["at"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("edition_hash", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.CheckConstraint("state IN ('sending', 'sent', 'failed', 'unknown')", name="ck_deliveries_state"),
    )
    op.create_index("ix_deliveries_edition_hash", "deliveries", ["edition_hash"])
    op.create_table(
        "reader_rules",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("story_id", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_reader_rules_story_id", "reader_rules", ["story_id"])
