"""Articles, their addresses, what was read of them, their Versions, what was learned of their outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from broadsheet.model import Link, Reading, Version
from broadsheet.store import tables
from broadsheet.store.contract import ArticleRow, LateRow, LinkLeft, ProfileRow, UnreadRow
from broadsheet.store.domains.base import Reads, where
from broadsheet.store.domains.rounds import RoundWrites
from broadsheet.store.domains.search import put_in, take_out
from broadsheet.store.packing import pack_text, unpack
from broadsheet.store.rows import chunks, reading_of, version_body, version_of
from broadsheet.text.addresses import normal


def _with_text(query: sa.Select[Any]) -> sa.Select[Any]:
    """The query for the rows of Versions with their texts."""
    return query.add_columns(tables.versions.c.id, tables.versions.c.body, tables.texts.c.body.label("text")).join(
        tables.texts, tables.texts.c.hash == tables.versions.c.text_hash
    )


def _newest(*, before: bool) -> sa.Select[Any]:
    """The query for article and id of the newest Version of each of some Articles."""
    table = tables.versions
    rank = sa.func.row_number().over(
        partition_by=table.c.article_id, order_by=(table.c.captured.desc(), table.c.round_id.desc(), table.c.id.desc())
    )
    inner = sa.select(table.c.id, table.c.article_id, rank.label("rank")).where(
        table.c.article_id.in_(sa.bindparam("ids", expanding=True))
    )
    if before:
        inner = inner.where(table.c.captured < sa.bindparam("before"))
    sub = inner.subquery()
    return sa.select(sub.c.id, sub.c.article_id).where(sub.c.rank == 1)


_ARTICLE_OF = where(tables.addresses, "url", "article_id")
_ARTICLE = where(tables.articles, "id")
_ADDRESSES = where(tables.addresses, "article_id", "url").order_by(tables.addresses.c.url)
_VERSIONS = _with_text(
    sa.select().select_from(tables.versions).where(tables.versions.c.id.in_(sa.bindparam("ids", expanding=True)))
)
_NEWEST = _newest(before=False)
_NEWEST_BEFORE = _newest(before=True)
_NEWEST_ID = (
    sa.select(tables.versions.c.id)
    .where(tables.versions.c.article_id == sa.bindparam("article_id"))
    .order_by(tables.versions.c.captured.desc(), tables.versions.c.round_id.desc(), tables.versions.c.id.desc())
    .limit(1)
)
_NOTED = sa.select(tables.articles.c.first_version, _NEWEST_ID.scalar_subquery().label("newest")).where(
    tables.articles.c.id == sa.bindparam("article_id")
)
_NOTE = (
    tables.articles.update()
    .where(tables.articles.c.id == sa.bindparam("article_id"))
    .values(first_version=sa.bindparam("first_version"))
)


class ArticleReads(Reads):
    """What `contract.articles` promises of reading."""

    def article_of(self, url: str) -> str | None:
        row = self._row(_ARTICLE_OF, url=url)
        return row.article_id if row else None

    def article(self, article_id: str) -> ArticleRow | None:
        row = self._row(_ARTICLE, id=article_id)
        return ArticleRow(row.id, row.url, row.outlet_id, row.first_seen) if row else None

    def addresses(self, article_id: str) -> tuple[str, ...]:
        return tuple(row.url for row in self._rows(_ADDRESSES, article_id=article_id))

    def reading(self, round_id: int, key: str) -> Reading | None:
        table = tables.readings
        row = self._row(sa.select(table).where(table.c.round_id == round_id, table.c.key == key))
        return reading_of(row) if row else None

    def readings(self, round_id: int) -> tuple[Reading, ...]:
        table, items, seen = tables.readings, tables.round_items, tables.sightings
        first = (
            sa.select(seen.c.capture_id, sa.func.min(seen.c.id).label("id"))
            .where(seen.c.kind != "revisit")
            .group_by(seen.c.capture_id)
            .subquery()
        )
        query = (
            sa.select(table)
            .join(
                items,
                sa.and_(items.c.round_id == table.c.round_id, items.c.stage == "articles", items.c.key == table.c.key),
            )
            .outerjoin(first, first.c.capture_id == table.c.capture_id)
            .outerjoin(seen, seen.c.id == first.c.id)
            .where(table.c.round_id == round_id, items.c.outcome.is_(None))
            .order_by(seen.c.at, seen.c.url, table.c.key)
        )
        return tuple(map(reading_of, self._rows(query)))

    def readings_of(self, article_id: str) -> tuple[Reading, ...]:
        table = tables.readings
        query = sa.select(table).where(table.c.article_id == article_id).order_by(table.c.round_id, table.c.key)
        return tuple(map(reading_of, self._rows(query)))

    def version(self, version_id: str) -> Version | None:
        found = self.versions([version_id])
        return found[0] if found else None

    def versions(self, ids: Sequence[str]) -> tuple[Version, ...]:
        rows = [row for some in chunks(list(dict.fromkeys(ids))) for row in self._rows(_VERSIONS, ids=some)]
        return tuple(version_of(row.body, row.text) for row in sorted(rows, key=lambda row: row.id))

    def versions_of(self, article_id: str) -> tuple[Version, ...]:
        table = tables.versions
        query = _with_text(sa.select().select_from(table)).where(table.c.article_id == article_id)
        rows = self._rows(query.order_by(table.c.captured, table.c.round_id, table.c.id))
        return tuple(version_of(row.body, row.text) for row in rows)

    def newest_versions(self, article_ids: Sequence[str], *, before: datetime | None = None) -> tuple[Version, ...]:
        found: dict[str, str] = {}
        for some in chunks(list(dict.fromkeys(article_ids))):
            rows = (
                self._rows(_NEWEST, ids=some) if before is None else self._rows(_NEWEST_BEFORE, ids=some, before=before)
            )
            found.update({row.article_id: row.id for row in rows})
        versions = {version.article_id: version for version in self.versions(list(found.values()))}
        return tuple(versions[id] for id in sorted(versions))

    def articles_seen(self, start: datetime, end: datetime) -> tuple[str, ...]:
        table = tables.articles
        query = sa.select(table.c.id).where(table.c.first_version >= start, table.c.first_version < end)
        return tuple(row.id for row in self._rows(query.order_by(table.c.id)))

    def came_late(self, end: datetime, *, after: int) -> tuple[LateRow, ...]:
        article, version = tables.articles, tables.versions
        new = sa.select(version.c.article_id).where(version.c.round_id > after)
        query = (
            sa.select(article.c.id, article.c.first_version, sa.func.min(version.c.round_id).label("round_id"))
            .join(version, version.c.article_id == article.c.id)
            .where(article.c.id.in_(new), article.c.first_version < end)
            .group_by(article.c.id, article.c.first_version)
            .having(sa.func.min(version.c.round_id) > after)
            .order_by(article.c.id)
        )
        return tuple(LateRow(row.id, row.first_version, row.round_id) for row in self._rows(query))

    def unread(self, start: datetime, end: datetime) -> tuple[UnreadRow, ...]:
        item, reading, seen, rounds = tables.round_items, tables.readings, tables.sightings, tables.rounds
        when = sa.case((reading.c.key.like("link:%"), rounds.c.started), else_=seen.c.at)
        query = (
            sa.select(reading.c.article_id, item.c.reason, item.c.detail)
            .select_from(item)
            .join(reading, sa.and_(reading.c.round_id == item.c.round_id, reading.c.key == item.c.key))
            .join(rounds, rounds.c.id == item.c.round_id)
            .join(seen, sa.and_(seen.c.capture_id == reading.c.capture_id, seen.c.kind != "revisit"))
            .where(item.c.stage == "articles", item.c.outcome.in_(("rejected", "failed")), when >= start, when < end)
            .order_by(reading.c.article_id, item.c.reason, item.c.detail)
            .distinct()
        )
        return tuple(UnreadRow(row.article_id, row.reason, row.detail) for row in self._rows(query))

    def links_left(self, start: datetime, end: datetime) -> tuple[LinkLeft, ...]:
        link, item, waiting, rounds = tables.links, tables.round_items, tables.waiting_links, tables.rounds
        # By round, since that is what the items are sorted by; one that saw a Link was begun not long before.
        asked = sa.select(item.c.key).join(rounds, rounds.c.id == item.c.round_id).where(item.c.stage == "pages")
        known = {row.key for row in self._rows(asked.where(rounds.c.started >= start - timedelta(days=2)))}
        query = (
            sa.select(link.c.id, link.c.body, waiting.c.link_id.is_not(None).label("waits"))
            .outerjoin(waiting, waiting.c.link_id == link.c.id)
            .where(link.c.seen >= start, link.c.seen < end)
            .order_by(link.c.id)
        )
        found: dict[str, LinkLeft] = {}
        for row in self._rows(query):
            if row.id in known and not row.waits:
                continue
            address = normal(unpack(row.body, Link).url)
            if self.article_of(address) is None:
                found.setdefault(address, LinkLeft(row.id, bool(row.waits)))
        return tuple(sorted(found.values(), key=lambda each: each.id))

    def last_articles(self, outlet_id: str, *, limit: int) -> Mapping[str, datetime]:
        table = tables.articles
        query = sa.select(table.c.id, table.c.first_version).where(
            table.c.outlet_id == outlet_id, table.c.first_version.is_not(None)
        )
        rows = self._rows(query.order_by(table.c.first_version.desc(), table.c.id).limit(limit))
        return {row.id: row.first_version for row in rows}

    def outlets_read(self, round_id: int) -> tuple[str, ...]:
        table, items, seen = tables.readings, tables.round_items, tables.sightings
        query = (
            sa.select(table.c.outlet_id)
            .distinct()
            .join(
                items,
                sa.and_(items.c.round_id == table.c.round_id, items.c.stage == "articles", items.c.key == table.c.key),
            )
            .join(seen, sa.and_(seen.c.capture_id == table.c.capture_id, seen.c.kind == "response"))
            .where(table.c.round_id == round_id, table.c.why == "", items.c.outcome == "made")
        )
        return tuple(row.outlet_id for row in self._rows(query.order_by(table.c.outlet_id)))

    def round_articles(self, round_id: int) -> tuple[str, ...]:
        table = tables.versions
        query = sa.select(table.c.article_id).distinct().where(table.c.round_id == round_id)
        return tuple(row.article_id for row in self._rows(query.order_by(table.c.article_id)))

    def access(self, start: datetime) -> Mapping[tuple[str, str], int]:
        articles, versions = tables.articles, tables.versions
        newest = (
            sa.select(versions.c.article_id, sa.func.max(versions.c.captured).label("captured"))
            .group_by(versions.c.article_id)
            .subquery()
        )
        query = (
            sa.select(articles.c.outlet_id, versions.c.access, sa.func.count(articles.c.id.distinct()).label("number"))
            .join(newest, newest.c.article_id == articles.c.id)
            .join(
                versions,
                sa.and_(versions.c.article_id == articles.c.id, versions.c.captured == newest.c.captured),
            )
            .where(articles.c.first_version >= start)
            .group_by(articles.c.outlet_id, versions.c.access)
            .order_by(articles.c.outlet_id, versions.c.access)
        )
        return {(row.outlet_id, row.access): row.number for row in self._rows(query)}

    def newest_articles(self) -> Mapping[str, datetime]:
        table = tables.articles
        newest = sa.func.max(table.c.first_version, type_=tables.Utc).label("newest")
        query = sa.select(table.c.outlet_id, newest).where(table.c.first_version.is_not(None))
        rows = self._rows(query.group_by(table.c.outlet_id).order_by(table.c.outlet_id))
        return {row.outlet_id: row.newest for row in rows}

    def profiles(self, outlet_id: str) -> tuple[ProfileRow, ...]:
        table = tables.profiles
        query = sa.select(table).where(table.c.outlet_id == outlet_id).order_by(table.c.since, table.c.pages)
        return tuple(ProfileRow(**row._mapping) for row in self._rows(query))


class ArticleWrites(RoundWrites):
    """What `contract.articles` promises of writing."""

    def put_article(self, article: ArticleRow) -> None:
        self._once(
            tables.articles,
            id=article.id,
            url=article.url,
            outlet_id=article.outlet_id,
            first_seen=article.first_seen,
        )
        self.put_address(article.url, article.id)

    def put_address(self, url: str, article_id: str) -> None:
        self._once(tables.addresses, url=url, article_id=article_id)

    def put_reading(self, round_id: int, reading: Reading) -> None:
        self.plan(round_id, "articles", [reading.key])
        self._once(tables.readings, round_id=round_id, **asdict(reading))

    def put_version(self, version: Version, round_id: int) -> None:
        self._once(tables.texts, hash=version.text_hash, body=pack_text(version.text))
        moment = version.published.at if version.published else version.captured
        new = self._once(
            tables.versions,
            id=version.id,
            article_id=version.article_id,
            text_hash=version.text_hash,
            captured=version.captured,
            moment=moment,
            round_id=round_id,
            access=version.access,
            body=version_body(version),
        )
        if new:
            self._note_version(version)

    def _note_version(self, version: Version) -> None:
        """Keeps the time of the Article's first Version and makes its newest one searchable."""
        named = {"article_id": version.article_id}
        row = self._connection.execute(_NOTED, named).one()
        first = min(row.first_version or version.captured, version.captured)
        if row.newest == version.id:
            if row.first_version is not None:
                take_out(self._connection, version.article_id)
            put_in(self._connection, version)
        if first != row.first_version:
            self._connection.execute(_NOTE, {**named, "first_version": first})

    def put_profile(self, profile: ProfileRow) -> None:
        self._once(tables.profiles, **asdict(profile))
