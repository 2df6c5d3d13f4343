"""Bodies are kept compressed, the Statements of a Version in one of them, and no word of a text twice.

A ledger took 41 kB an article, of which its text was 6 kB. All of it happens in one transaction: broken off, the ledger
is as it was. The file becomes smaller when it is written anew after it (`connection.shrink`), for which `user_version`
is the mark.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby

import sqlalchemy as sa
from alembic import context, op

from broadsheet.store.packing import pack, packed

revision = "0008_packed"
down_revision = "0007_editions_after"
branch_labels = None
depends_on = None

STEP = 5000  # rows between two words on how far it is


def upgrade() -> None:
    old = op.get_bind().connection.driver_connection
    assert isinstance(old, sqlite3.Connection)
    tell = context.config.attributes.get("tell") or (lambda said: None)
    _indices()
    _links(old, tell)
    _texts(old, tell)
    _versions(old, tell)
    _statements(old, tell)
    _search(old, tell)
    _signatures(old)
    broken = old.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise ValueError(f"a row of {broken[0]} points at a missing row of {broken[2]}")
    if old.execute("SELECT 1 FROM texts").fetchone():
        op.execute("PRAGMA user_version = 1")


def _indices() -> None:
    """Those that no query uses."""
    op.drop_index("ix_articles_outlet_id", "articles")
    op.drop_index("ix_withdrawals_capture_id", "withdrawals")
    op.drop_index("ix_reader_rules_story_id", "reader_rules")


def _each(old: sqlite3.Connection, table: str, query: str, what: str, tell: Callable[[str], None]) -> Iterator[tuple]:  # type: ignore[type-arg]
    """The rows of a query, one for each row of a table, and now and then a word on how far it is."""
    (total,) = old.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a name of ours
    for number, row in enumerate(old.execute(query), 1):
        if number % STEP == 0:
            tell(f"Bringing the ledger up to date: {number:,} of {total:,} {what}.")
        yield row


def _swap(name: str) -> None:
    op.drop_table(name)
    op.rename_table(f"{name}_packed", name)


def _links(old: sqlite3.Connection, tell: Callable[[str], None]) -> None:
    op.create_table(
        "links_packed",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("capture_id", sa.Text, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    rows = _each(old, "links", "SELECT id, source_id, capture_id, seen, body FROM links", "links", tell)
    old.executemany(
        "INSERT INTO links_packed VALUES (?, ?, ?, ?, ?)", ((*row[:4], packed(row[4].encode())) for row in rows)
    )
    _swap("links")


def _texts(old: sqlite3.Connection, tell: Callable[[str], None]) -> None:
    op.create_table(
        "texts_packed",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    rows = _each(old, "texts", "SELECT hash, body FROM texts", "texts", tell)
    old.executemany("INSERT INTO texts_packed VALUES (?, ?)", ((hash, _text(body)) for hash, body in rows))
    _swap("texts")


def _text(body: str) -> bytes:
    """A Text without the places of its blocks: they are the lines of its words."""
    text = json.loads(body)
    return pack([text["content"], [block["kind"] for block in text["blocks"]], text.get("standfirst")])


def _versions(old: sqlite3.Connection, tell: Callable[[str], None]) -> None:
    op.create_table(
        "versions_packed",
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
        sa.Column("access", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    query = (
        "SELECT id, article_id, text_hash, captured, moment, round_id, coalesce(json_extract(body, '$.access'), 'full'),"
        " body FROM versions"
    )
    rows = _each(old, "versions", query, "versions", tell)
    old.executemany(
        "INSERT INTO versions_packed VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((*row[:7], packed(row[7].encode())) for row in rows),
    )
    _swap("versions")
    op.create_index("ix_versions_article_id_captured", "versions", ["article_id", "captured"])
    op.create_index("ix_versions_round_id", "versions", ["round_id"])


def _statements(old: sqlite3.Connection, tell: Callable[[str], None]) -> None:
    op.create_table(
        "statements_packed",
        sa.Column(
            "version_id",
            sa.Text,
            sa.ForeignKey("versions.id", name="fk_statements_version_id_versions"),
            primary_key=True,
        ),
        sa.Column("stage_version", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    query = "SELECT version_id, body FROM statements ORDER BY version_id, start, id"
    insert = "INSERT INTO statements_packed VALUES (?, '', ?, ?)"
    for id, rows in groupby(_each(old, "statements", query, "statements", tell), key=lambda row: row[0]):
        bodies = [row[1] for row in rows]
        old.execute(insert, (id, len(bodies), packed(f"[{','.join(bodies)}]".encode())))
    # A Version of which the run found nothing has a row too; the stage's version stood in the other table.
    old.execute(
        "INSERT INTO statements_packed SELECT version_id, stage_version, 0, ? FROM statement_runs WHERE true"
        " ON CONFLICT (version_id) DO UPDATE SET stage_version = excluded.stage_version",
        (packed(b"[]"),),
    )
    op.drop_table("statement_runs")
    _swap("statements")


def _signatures(old: sqlite3.Connection) -> None:
    """Those of Versions captured three weeks before the newest one are made again when they are needed."""
    old.execute(
        "UPDATE signatures SET body = x'' WHERE length(body) > 512 AND version_id IN (SELECT id FROM versions"
        " WHERE julianday(captured) < (SELECT max(julianday(captured)) FROM versions) - 21)"
    )


def _search(old: sqlite3.Connection, tell: Callable[[str], None]) -> None:
    op.create_table(
        "searchable",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column(
            "article_id",
            sa.Text,
            sa.ForeignKey("articles.id", name="fk_searchable_article_id_articles"),
            nullable=False,
        ),
        sa.Column(
            "version_id",
            sa.Text,
            sa.ForeignKey("versions.id", name="fk_searchable_version_id_versions"),
            nullable=False,
        ),
        sa.UniqueConstraint("article_id", name="uq_searchable_article_id"),
    )
    old.execute(
        "CREATE VIRTUAL TABLE search_packed USING fts5(title, body, content='',"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    query = "SELECT rowid, article_id, version_id, title, body FROM search ORDER BY rowid"
    for row, article, version, title, body in _each(old, "search", query, "texts to search", tell):
        old.execute("INSERT INTO searchable VALUES (?, ?, ?)", (row, article, version))
        old.execute("INSERT INTO search_packed (rowid, title, body) VALUES (?, ?, ?)", (row, title, body))
    old.execute("DROP TABLE search")
    old.execute("ALTER TABLE search_packed RENAME TO search")
    old.execute("ALTER TABLE articles DROP COLUMN search_row")


def downgrade() -> None:
    raise NotImplementedError("a program that reads the older form is not there any more")
