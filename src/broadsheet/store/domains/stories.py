"""Reports and stories: which Articles are one, and what became of each story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Row

from broadsheet.model import Membership, Story, StoryChange
from broadsheet.store import tables
from broadsheet.store.domains import story_rows
from broadsheet.store.domains.base import Reads, Writes, where
from broadsheet.text.codec import from_json, to_json

_STORY_OF = where(tables.story_articles, "article_id", "story_id")


def _change(row: Row[Any]) -> StoryChange:
    return StoryChange(row.story_id, row.kind, from_json(row.articles, tuple[str, ...]), row.other, row.round_id)


class StoryReads(Reads):
    """What `contract.stories` promises of reading."""

    def memberships(self, article_ids: Sequence[str]) -> tuple[Membership, ...]:
        return self._memberships(tables.memberships.c.article_id, article_ids)

    def members_of(self, report_ids: Sequence[str]) -> tuple[Membership, ...]:
        return self._memberships(tables.memberships.c.report_id, report_ids)

    def _memberships(self, column: sa.ColumnElement[str], ids: Sequence[str]) -> tuple[Membership, ...]:
        rows = self._among(sa.select(tables.memberships), column, ids)
        return tuple(
            Membership(row.article_id, row.report_id, row.relation, row.original_id, row.containment)
            for row in sorted(rows, key=lambda row: row.article_id)
        )

    def story(self, story_id: str) -> Story | None:
        table = tables.stories
        seen: set[str] = set()
        row = None
        while story_id and story_id not in seen:
            seen.add(story_id)
            row = self._row(sa.select(table).where(table.c.id == story_id))
            story_id = row.into if row else ""
        found = self._stories([row] if row else [])
        return found[0] if found else None

    def stories(
        self, *, start: datetime | None = None, end: datetime | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[Story, ...]:
        table = tables.stories
        placed = sa.select(tables.story_articles.c.story_id)
        query = sa.select(table).where(table.c.into == "", table.c.id.in_(placed))
        query = query.where(table.c.updated >= start) if start is not None else query
        query = query.where(table.c.opened < end) if end is not None else query
        return self._stories(self._rows(query.order_by(table.c.updated.desc(), table.c.id).limit(limit).offset(offset)))

    def _stories(self, rows: Sequence[Row[Any]]) -> tuple[Story, ...]:
        table = tables.story_articles
        articles: dict[str, list[str]] = {row.id: [] for row in rows}
        for row in self._among(sa.select(table), table.c.story_id, list(articles)):
            articles[row.story_id].append(row.article_id)
        return tuple(Story(row.id, tuple(sorted(articles[row.id])), row.opened, row.updated) for row in rows)

    def story_of(self, article_id: str) -> str | None:
        row = self._row(_STORY_OF, article_id=article_id)
        return row.story_id if row else None

    def stories_of(self, article_ids: Sequence[str]) -> Mapping[str, str]:
        table = tables.story_articles
        return {row.article_id: row.story_id for row in self._among(sa.select(table), table.c.article_id, article_ids)}

    def story_changes(self, story_id: str) -> tuple[StoryChange, ...]:
        table = tables.story_changes
        query = sa.select(table).where(sa.or_(table.c.story_id == story_id, table.c.other == story_id))
        return tuple(map(_change, self._rows(query.order_by(table.c.id))))

    def story_round(self, round_id: int) -> bool:
        row = self._row(sa.select(tables.rounds.c.grouped).where(tables.rounds.c.id == round_id))
        return row is not None and row.grouped is not None


class StoryWrites(Writes):
    """What `contract.stories` promises of writing."""

    def replace_memberships(self, memberships: Sequence[Membership]) -> None:
        if not memberships:
            return
        statement = insert(tables.memberships)
        change = {name: statement.excluded[name] for name in ("report_id", "relation", "original_id", "containment")}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["article_id"], set_=change),
            [asdict(member) for member in memberships],
        )

    def add_story_changes(self, changes: Sequence[StoryChange], round_id: int, at: datetime) -> None:
        rows = [
            {
                "round_id": round_id,
                "story_id": change.story_id,
                "kind": change.kind,
                "articles": to_json(change.article_ids).decode(),
                "other": change.other,
                "at": at,
            }
            for change in changes
        ]
        if rows:
            self._connection.execute(tables.story_changes.insert(), rows)
        story_rows.apply(self._connection, changes)
        self._connection.execute(tables.rounds.update().where(tables.rounds.c.id == round_id).values(grouped=at))
