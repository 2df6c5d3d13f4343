"""Links that wait for a later round, texts that were withdrawn, archive files that were replaced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_waiting_and_withdrawn"
down_revision = "0002_corrections_and_deliveries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_links",
        sa.Column(
            "link_id", sa.Text, sa.ForeignKey("links.id", name="fk_waiting_links_link_id_links"), primary_key=True
        ),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("published", sa.DateTime),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("ix_waiting_links_source_id", "waiting_links", ["source_id"])
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("version_id", sa.Text, nullable=False),
        sa.Column("capture_id", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("text_hash", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_withdrawals_article_id", "withdrawals", ["article_id"])
    op.create_index("ix_withdrawals_capture_id", "withdrawals", ["capture_id"])
    op.create_index("ix_withdrawals_text_hash", "withdrawals", ["text_hash"])
    op.create_table(
        "retired_files",
        sa.Column("file", sa.Text, primary_key=True),
        sa.Column("successor", sa.Text, nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("a withdrawal is never undone")
