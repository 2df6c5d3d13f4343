"""What is in hand while a round goes on, so that what breaks a process off is found; times that are out of range."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_in_hand"
down_revision = "0004_profiles"
branch_labels = None
depends_on = None

_STORIES = sa.text(
    "SELECT DISTINCT story_id FROM story_articles WHERE article_id IN (SELECT article_id FROM versions"
    " WHERE moment < '1990-01-01' OR julianday(moment) > julianday(captured) + 2)"
)
_VERSIONS = sa.text(
    "UPDATE versions SET moment = captured WHERE moment < '1990-01-01' OR julianday(moment) > julianday(captured) + 2"
)
_TIMES = sa.text(
    "UPDATE stories SET opened = (SELECT min(v.moment) FROM versions v JOIN story_articles a ON a.article_id ="
    " v.article_id WHERE a.story_id = :id), updated = (SELECT max(v.moment) FROM versions v JOIN story_articles a"
    " ON a.article_id = v.article_id WHERE a.story_id = :id) WHERE id = :id"
)


def upgrade() -> None:
    op.create_table(
        "in_hand",
        sa.Column("stage", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("held", sa.Boolean, nullable=False),
        sa.Column("breaks", sa.Integer, nullable=False),
    )
    # Stories that were dated by year 1 or year 9999 stood at one end of every list for good.
    stories = [row[0] for row in op.get_bind().execute(_STORIES)]
    op.get_bind().execute(_VERSIONS)
    for id in stories:
        op.get_bind().execute(_TIMES, {"id": id})


def downgrade() -> None:
    raise NotImplementedError("the times as they were stated are in the archive")
