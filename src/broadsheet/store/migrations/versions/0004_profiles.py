"""What was learned of outlets' pages, and an index by which an outlet's last Articles are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_profiles"
down_revision = "0003_waiting_and_withdrawn"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profiles",
        sa.Column("outlet_id", sa.Text, primary_key=True),
        sa.Column("since", sa.DateTime, primary_key=True),
        sa.Column("pages", sa.Integer, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_articles_outlet_id_first_version", "articles", ["outlet_id", "first_version"])


def downgrade() -> None:
    raise NotImplementedError("Versions name the profile that they were read with")
