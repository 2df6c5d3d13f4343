"""The table of stories, kept in step with the StoryChanges that are the record.

Merged stories keep a row that leads on (`into`); a Story's times are those of its Articles' first Versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from broadsheet.model import StoryChange
from broadsheet.store import tables
from broadsheet.store.rows import chunks

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def replayed(changes: Iterable[StoryChange]) -> tuple[dict[str, str], dict[str, str]]:
    """Article -> Story, and merged Story -> the Story it went into, after all changes in order."""
    home: dict[str, str] = {}
    into: dict[str, str] = {}
    for change in changes:
        if change.kind == "split":
            home.update(dict.fromkeys(change.article_ids, change.other))
        else:
            home.update(dict.fromkeys(change.article_ids, change.story_id))
        if change.kind == "merged":
            into[change.other] = change.story_id
    return home, into


def apply(connection: Connection, changes: Sequence[StoryChange]) -> None:
    """Brings the tables of stories and their Articles up to date."""
    if not changes:
        return
    home, into = replayed(changes)
    named = {change.story_id for change in changes} | {change.other for change in changes if change.other}
    rows = [{"id": id, "into": "", "opened": _EPOCH, "updated": _EPOCH} for id in sorted(named)]
    connection.execute(insert(tables.stories).on_conflict_do_nothing(), rows)
    for gone, target in into.items():
        connection.execute(tables.stories.update().where(tables.stories.c.id == gone).values(into=target))
    placed = [{"article_id": article, "story_id": story} for article, story in sorted(home.items())]
    if placed:
        statement = insert(tables.story_articles)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["article_id"], set_={"story_id": statement.excluded.story_id}
            ),
            placed,
        )
    _set_times(connection, sorted(named))


def _set_times(connection: Connection, ids: Sequence[str]) -> None:
    for some in chunks(ids):
        for id, opened, updated in times(connection, some):
            connection.execute(
                tables.stories.update().where(tables.stories.c.id == id).values(opened=opened, updated=updated)
            )


def times(connection: Connection, ids: Sequence[str]) -> list[tuple[str, datetime, datetime]]:
    """For each Story with Articles: the earliest and the latest moment of their first Versions."""
    placed, versions = tables.story_articles, tables.versions
    first = (
        sa.select(versions.c.article_id, sa.func.min(versions.c.moment, type_=tables.Utc).label("moment"))
        .group_by(versions.c.article_id)
        .where(versions.c.article_id.in_(sa.select(placed.c.article_id).where(placed.c.story_id.in_(ids))))
        .subquery()
    )
    found = connection.execute(
        sa.select(
            placed.c.story_id,
            sa.func.min(first.c.moment, type_=tables.Utc),
            sa.func.max(first.c.moment, type_=tables.Utc),
        )
        .join(first, first.c.article_id == placed.c.article_id)
        .where(placed.c.story_id.in_(ids))
        .group_by(placed.c.story_id)
    )
    return [(row[0], row[1], row[2]) for row in found]
