"""Whether the ledger is consistent with itself, in words."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from broadsheet.errors import InputError
from broadsheet.model import StoryChange
from broadsheet.store import tables
from broadsheet.store.domains import story_rows
from broadsheet.store.packing import unpack_statements
from broadsheet.store.rows import version_of
from broadsheet.text.codec import from_json
from broadsheet.text.hashing import text_hash


def problems(connection: Connection) -> tuple[str, ...]:
    """Everything that does not fit; empty when all is sound."""
    return (*_database(connection), *_versions(connection), *_stories(connection), *_rounds(connection))


def _database(connection: Connection) -> list[str]:
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"a row of {row[0]} points at a missing row of {row[2]}"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return found


def _versions(connection: Connection) -> list[str]:
    """Each text has its hash, and what was said in it lies in it."""
    found = []
    query = sa.select(tables.versions.c.id, tables.versions.c.body, tables.texts.c.body.label("text")).join(
        tables.texts, tables.texts.c.hash == tables.versions.c.text_hash
    )
    lengths: dict[str, int] = {}
    for row in connection.execute(query):
        try:
            version = version_of(row.body, row.text)
        except (InputError, ValueError) as error:
            found.append(f"version {row.id} cannot be read: {error}")
            continue
        lengths[version.id] = len(version.text.content)
        if text_hash(version.title, version.text) != version.text_hash:
            found.append(f"the text of version {version.id} does not have its hash")
    return found + _statements(connection, lengths)


def _statements(connection: Connection, lengths: Mapping[str, int]) -> list[str]:
    """Each Span of a Statement lies in its text, the length of which is known."""
    found = []
    for row in connection.execute(sa.select(tables.statements.c.version_id, tables.statements.c.body)):
        try:
            statements = unpack_statements(row.body)
        except InputError as error:
            found.append(f"the statements of version {row.version_id} cannot be read: {error}")
            continue
        found += [
            f"a Span of statement {statement.id} lies outside of version {span.version_id}"
            for statement in statements
            for span in (*statement.content, *statement.cue, *statement.source)
            if span.end > lengths.get(span.version_id, 0)
        ]
    return found


def _stories(connection: Connection) -> list[str]:
    """The table of stories is what the StoryChanges give."""
    table = tables.story_changes
    changes = [
        StoryChange(row.story_id, row.kind, from_json(row.articles, tuple[str, ...]), row.other, row.round_id)
        for row in connection.execute(sa.select(table).order_by(table.c.id))
    ]
    home, into = story_rows.replayed(changes)
    kept = {row.article_id: row.story_id for row in connection.execute(sa.select(tables.story_articles))}
    leads = {row.id: row.into for row in connection.execute(sa.select(tables.stories)) if row.into}
    found = [f"article {id} is in story {kept.get(id)}, by its changes in {home.get(id)}"
             for id in sorted(set(home) | set(kept)) if home.get(id) != kept.get(id)]  # fmt: skip
    if leads != into:
        found.append("merged stories do not lead where their changes say")
    return found


def _rounds(connection: Connection) -> list[str]:
    """A closed round has no item without an outcome."""
    items, rounds = tables.round_items, tables.rounds
    query = (
        sa.select(items.c.round_id, items.c.stage, items.c.key)
        .join(rounds, rounds.c.id == items.c.round_id)
        .where(rounds.c.done.is_not(None), items.c.outcome.is_(None))
    )
    return [
        f"item {row.key} of stage {row.stage} has no outcome, yet round {row.round_id} is closed"
        for row in connection.execute(query)
    ]
