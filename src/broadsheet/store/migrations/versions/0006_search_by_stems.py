"""Full text that finds a word in each of its forms: "derailed" by "derail"."""

from __future__ import annotations

from alembic import op

revision = "0006_search_by_stems"
down_revision = "0005_in_hand"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute(
        "CREATE VIRTUAL TABLE search_by_stems USING fts5(version_id UNINDEXED, article_id UNINDEXED, title, body, "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    # The rows keep their numbers, by which `articles.search_row` knows them.
    op.execute(
        "INSERT INTO search_by_stems (rowid, version_id, article_id, title, body) "
        "SELECT rowid, version_id, article_id, title, body FROM search ORDER BY rowid"
    )
    op.execute("DROP TABLE search")
    op.execute("ALTER TABLE search_by_stems RENAME TO search")


def downgrade() -> None:
    raise NotImplementedError("the words are in the texts; nothing is gained by an index that finds fewer of them")
