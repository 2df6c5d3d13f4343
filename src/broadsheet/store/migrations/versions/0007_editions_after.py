"""The last round before each edition, by which is known what came in after it. Of older editions it is not known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_editions_after"
down_revision = "0006_search_by_stems"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("editions", sa.Column("after", sa.Integer))


def downgrade() -> None:
    raise NotImplementedError("without it the next edition would not know what came in late")
