"""The ledger in one SQLite file: what is read from it, and the way to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from broadsheet.errors import LedgerError, NotFoundError
from broadsheet.model import (
    Correction,
    Delivery,
    Edition,
    EditionRow,
    Group,
    ItemOutcome,
    Link,
    Membership,
    Outlet,
    Place,
    ReaderRule,
    Reading,
    Round,
    Sighting,
    SourceState,
    Statement,
    Story,
    StoryChange,
    Version,
)
from broadsheet.model.outcome import BREAKS
from broadsheet.store import checks, searching, tables
from broadsheet.store.connection import begin_immediately, check_revision, engine_for, migrate, told
from broadsheet.store.contract import ArticleRow, Hit, LinkLeft, ProfileRow, UnreadRow, WaitingLink, Withdrawal
from broadsheet.store.locking import WriteLock
from broadsheet.store.rows import (
    chunks,
    lead_of,
    link_of,
    links_to,
    outcome_of,
    reading_of,
    round_of,
    sighting_of,
    version_of,
)
from broadsheet.store.writer import SqliteWriter
from broadsheet.text.addresses import normal
from broadsheet.text.codec import from_json
from broadsheet.text.queries import parse

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _where(table: sa.Table, key: str, *columns: str) -> sa.Select[Any]:
    """These columns (all without a name) of the row that has the key."""
    query = sa.select(*(table.c[name] for name in columns)) if columns else sa.select(table)
    return query.where(table.c[key] == sa.bindparam(key))


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


# What is asked for each item is put together once: SQLAlchemy takes some ten times as long to build such a query as
# SQLite to answer it.
_OUTLET = _where(tables.outlets, "id", "body")
_LINK = _where(tables.links, "id", "body", "seen")
_SIGHTING = (
    _where(tables.sightings, "capture_id")
    .where(tables.sightings.c.kind != "revisit")
    .order_by(tables.sightings.c.id)
    .limit(1)
)
_ARTICLE_OF = _where(tables.addresses, "url", "article_id")
_ARTICLE = _where(tables.articles, "id")
_ADDRESSES = _where(tables.addresses, "article_id", "url").order_by(tables.addresses.c.url)
_VERSIONS = _with_text(
    sa.select().select_from(tables.versions).where(tables.versions.c.id.in_(sa.bindparam("ids", expanding=True)))
)
_NEWEST = _newest(before=False)
_NEWEST_BEFORE = _newest(before=True)
_STORY_OF = _where(tables.story_articles, "article_id", "story_id")
_WITHDRAWN = _where(tables.withdrawals, "article_id", "id").limit(1)
_WITHDRAWN_TEXT = _where(tables.withdrawals, "text_hash", "id").limit(1)


class SqliteLedger:
    """Reads run on one connection, inside of `writing()` on that of its transaction, and see what it wrote."""

    def __init__(self, path: Path, engine: sa.Engine, connection: Connection, lock: WriteLock | None) -> None:
        self._path = path
        self._engine = engine
        self._connection = connection
        self._lock = lock

    @classmethod
    def open(
        cls, path: Path, *, write: bool, command: str, wait: float, waiting: Callable[[str], None] | None
    ) -> SqliteLedger:
        if not write and not path.exists():
            raise NotFoundError(f"there is no ledger at {path}.", hint="Make a paper: broadsheet init DIR")
        lock = None
        if write:
            lock = WriteLock(path.with_name(path.name + ".lock"), command=command, wait=wait, waiting=waiting)
        try:
            with told(path, "opened"):
                engine = engine_for(path, write=write)
                connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                if write:
                    connection = _migrated(engine, connection)
                check_revision(connection, path)
        except BaseException:
            if lock:
                lock.release()
            raise
        return cls(path, engine, connection, lock)

    @contextmanager
    def writing(self) -> Iterator[SqliteWriter]:
        if self._lock is None:
            raise LedgerError(f"the ledger {self._path} was opened to be read.", hint="Open it with write=True.")
        with told(self._path, "written"):
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield SqliteWriter(self._connection)
                self._connection.exec_driver_sql("COMMIT")
            except BaseException:
                if _in_transaction(self._connection):
                    self._connection.exec_driver_sql("ROLLBACK")
                raise

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    def _rows(self, query: sa.Executable, **values: Any) -> Sequence[Row[Any]]:
        with told(self._path, "read"):
            return self._connection.execute(query, values).all()

    def _row(self, query: sa.Executable, **values: Any) -> Row[Any] | None:
        with told(self._path, "read"):
            return self._connection.execute(query, values).first()

    def _among(self, query: sa.Select[Any], column: sa.ColumnElement[str], ids: Sequence[str]) -> list[Row[Any]]:
        """Rows whose column has one of the values, in chunks."""
        return [row for some in chunks(list(dict.fromkeys(ids))) for row in self._rows(query.where(column.in_(some)))]

    # Rounds and their items

    def open_rounds(self) -> tuple[Round, ...]:
        table = tables.rounds
        return tuple(map(round_of, self._rows(sa.select(table).where(table.c.done.is_(None)).order_by(table.c.id))))

    def rounds(self, *, limit: int = 50) -> tuple[Round, ...]:
        table = tables.rounds
        return tuple(map(round_of, self._rows(sa.select(table).order_by(table.c.id.desc()).limit(limit))))

    def pending(self, round_id: int, stage: str) -> tuple[str, ...]:
        table = tables.round_items
        query = sa.select(table.c.key).where(
            table.c.round_id == round_id, table.c.stage == stage, table.c.outcome.is_(None)
        )
        return tuple(row.key for row in self._rows(query.order_by(table.c.key)))

    def outcomes(self, round_id: int) -> tuple[ItemOutcome, ...]:
        table = tables.round_items
        query = sa.select(table).where(table.c.round_id == round_id, table.c.outcome.is_not(None))
        return tuple(map(outcome_of, self._rows(query.order_by(table.c.stage, table.c.key))))

    def counts(self, round_id: int) -> Mapping[tuple[str, str, str], int]:
        table = tables.round_items
        query = (
            sa.select(table.c.stage, table.c.outcome, table.c.reason, sa.func.count().label("items"))
            .where(table.c.round_id == round_id, table.c.outcome.is_not(None))
            .group_by(table.c.stage, table.c.outcome, table.c.reason)
            .order_by(table.c.stage, table.c.outcome, table.c.reason)
        )
        return {(row.stage, row.outcome, row.reason): row.items for row in self._rows(query)}

    def suspects(self, stage: str) -> Mapping[str, int]:
        table = tables.in_hand
        rows = self._rows(sa.select(table.c.key, table.c.breaks).where(table.c.stage == stage).order_by(table.c.key))
        return {row.key: row.breaks for row in rows}

    def set_aside(self) -> tuple[ItemOutcome, ...]:
        table = tables.round_items
        query = sa.select(table).where(table.c.outcome == "failed", table.c.reason.in_(sorted(BREAKS)))
        return tuple(map(outcome_of, self._rows(query.order_by(table.c.round_id, table.c.stage, table.c.key))))

    # Outlets, sources, links, captures

    def outlet(self, outlet_id: str) -> Outlet | None:
        row = self._row(_OUTLET, id=outlet_id)
        return from_json(row.body, Outlet) if row else None

    def source_state(self, source_id: str) -> SourceState | None:
        table = tables.source_states
        row = self._row(sa.select(table.c.body).where(table.c.source_id == source_id))
        return from_json(row.body, SourceState) if row else None

    def source_states(self) -> tuple[SourceState, ...]:
        table = tables.source_states
        rows = self._rows(sa.select(table.c.body).order_by(table.c.source_id))
        return tuple(from_json(row.body, SourceState) for row in rows)

    def link(self, link_id: str) -> Link | None:
        row = self._row(_LINK, id=link_id)
        return link_of(row.body, row.seen) if row else None

    def link_capture(self, link_id: str) -> str:
        row = self._row(sa.select(tables.links.c.capture_id).where(tables.links.c.id == link_id))
        return row.capture_id if row else ""

    def known_links(self, ids: Sequence[str]) -> frozenset[str]:
        return frozenset(row.id for row in self._among(sa.select(tables.links.c.id), tables.links.c.id, ids))

    def links_to(self, article_id: str) -> tuple[Link, ...]:
        with told(self._path, "read"):
            return links_to(self._connection, article_id)

    def waiting(self, source_ids: Sequence[str]) -> tuple[WaitingLink, ...]:
        table = tables.waiting_links
        rows = self._among(sa.select(table), table.c.source_id, source_ids)
        found = [WaitingLink(row.link_id, row.source_id, row.published, row.tries) for row in rows]
        found.sort(key=lambda each: each.link_id)
        return tuple(sorted(found, key=lambda each: each.published or _EPOCH, reverse=True))

    def sighting(self, capture_id: str) -> Sighting | None:
        row = self._row(_SIGHTING, capture_id=capture_id)
        return sighting_of(row) if row else None

    def sightings(self, url: str) -> tuple[Sighting, ...]:
        table = tables.sightings
        return tuple(
            map(sighting_of, self._rows(sa.select(table).where(table.c.url == url).order_by(table.c.at, table.c.id)))
        )

    def has_sighting(self, place: Place) -> bool:
        table = tables.sightings
        query = sa.select(table.c.id).where(table.c.file == place.file, table.c.offset == place.offset)
        return self._row(query) is not None

    def sightings_in(self, file: str) -> tuple[Sighting, ...]:
        table = tables.sightings
        rows = self._rows(sa.select(table).where(table.c.file == file).order_by(table.c.offset))
        return tuple(map(sighting_of, rows))

    def retired(self) -> Mapping[str, str]:
        table = tables.retired_files
        return {row.file: row.successor for row in self._rows(sa.select(table).order_by(table.c.file))}

    def archive_ends(self) -> Mapping[str, int]:
        table = tables.sightings
        end = sa.func.max(table.c.offset + table.c.length).label("end")
        rows = self._rows(sa.select(table.c.file, end).group_by(table.c.file).order_by(table.c.file))
        return {row.file: row.end for row in rows}

    # Articles and Versions

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
            address = normal(from_json(row.body, Link).url)
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

    def profiles(self, outlet_id: str) -> tuple[ProfileRow, ...]:
        table = tables.profiles
        query = sa.select(table).where(table.c.outlet_id == outlet_id).order_by(table.c.since, table.c.pages)
        return tuple(ProfileRow(**row._mapping) for row in self._rows(query))

    def round_articles(self, round_id: int) -> tuple[str, ...]:
        table = tables.versions
        query = sa.select(table.c.article_id).distinct().where(table.c.round_id == round_id)
        return tuple(row.article_id for row in self._rows(query.order_by(table.c.article_id)))

    def without_signature(self, round_id: int, stage_version: str) -> tuple[str, ...]:
        return self._without(tables.signatures, round_id, stage_version)

    def without_statements(self, round_id: int, stage_version: str) -> tuple[str, ...]:
        return self._without(tables.statement_runs, round_id, stage_version)

    def _without(self, done: sa.Table, round_id: int, stage_version: str) -> tuple[str, ...]:
        table = tables.versions
        made = sa.and_(done.c.version_id == table.c.id, done.c.stage_version == stage_version)
        query = (
            sa.select(table.c.id)
            .outerjoin(done, made)
            .where(table.c.round_id == round_id, done.c.version_id.is_(None))
            .order_by(table.c.id)
        )
        return tuple(row.id for row in self._rows(query))

    def signatures(self, version_ids: Sequence[str], *, stage_version: str = "") -> Mapping[str, bytes]:
        table = tables.signatures
        query = sa.select(table.c.version_id, table.c.body)
        query = query.where(table.c.stage_version == stage_version) if stage_version else query
        rows = self._among(query, table.c.version_id, version_ids)
        return {row.version_id: row.body for row in sorted(rows, key=lambda row: row.version_id)}

    def older_signatures(self, stage_version: str) -> tuple[str, ...]:
        return self._older(tables.signatures, stage_version)

    def older_statements(self, stage_version: str) -> tuple[str, ...]:
        return self._older(tables.statement_runs, stage_version)

    def _older(self, table: sa.Table, stage_version: str) -> tuple[str, ...]:
        query = sa.select(table.c.version_id).where(table.c.stage_version != stage_version)
        return tuple(row.version_id for row in self._rows(query.order_by(table.c.version_id)))

    def older_versions(self, extractor: str, *, read_again: str) -> tuple[str, ...]:
        table, readings, seen = tables.versions, tables.readings, tables.sightings
        keys = sa.select(readings.c.key).where(readings.c.key.startswith(read_again, autoescape=True))
        known = {row.key.removeprefix(read_again) for row in self._rows(keys)}
        here = (
            sa.select(seen.c.id)
            .where(seen.c.capture_id == sa.func.json_extract(table.c.body, "$.capture_id"), seen.c.kind != "revisit")
            .exists()
        )
        query = sa.select(table.c.id).where(sa.func.json_extract(table.c.body, "$.reader.extractor") != extractor, here)
        return tuple(row.id for row in self._rows(query.order_by(table.c.id)) if row.id not in known)

    def statements(self, version_ids: Sequence[str]) -> tuple[Statement, ...]:
        table = tables.statements
        query = sa.select(table.c.version_id, table.c.start, table.c.id, table.c.body)
        rows = sorted(
            self._among(query, table.c.version_id, version_ids), key=lambda row: (row.version_id, row.start, row.id)
        )
        return tuple(from_json(row.body, Statement) for row in rows)

    # Reports and stories

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

    # Editions

    def editions(self, *, recipe: str = "", limit: int = 50) -> tuple[EditionRow, ...]:
        table = tables.editions
        every = sa.select(*(column for column in table.c if column.name != "body"))
        query = every.where(table.c.recipe == recipe) if recipe else every
        rows = self._rows(query.order_by(table.c.end.desc(), table.c.date.desc(), table.c.folder.desc()).limit(limit))
        return tuple(EditionRow(row.hash, row.recipe, row.date, row.start, row.end, row.folder) for row in rows)

    def edition(self, hash: str) -> Edition | None:
        row = self._row(sa.select(tables.editions.c.body).where(tables.editions.c.hash == hash))
        return from_json(row.body, Edition) if row else None

    # All of it

    def search(
        self,
        words: str,
        *,
        outlet_id: str = "",
        start: datetime | None = None,
        end: datetime | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> tuple[Hit, ...]:
        with told(self._path, "searched"):
            return searching.search(
                self._connection, parse(words), outlet_id=outlet_id, start=start, end=end, limit=limit, offset=offset
            )

    def leads(self, hashes: Sequence[str]) -> Mapping[str, str]:
        table = tables.editions
        lead = sa.func.json_extract(table.c.body, "$.sections[0].entries[0].groups").label("groups")
        rows = self._among(sa.select(table.c.hash, lead), table.c.hash, hashes)
        found = {row.hash: lead_of(from_json(row.groups, tuple[Group, ...])) for row in rows if row.groups}
        return {hash: words for hash, words in found.items() if words}

    def corrections(
        self, *, edition_hash: str = "", start: datetime | None = None, end: datetime | None = None
    ) -> tuple[Correction, ...]:
        table = tables.corrections
        query = sa.select(table.c.body).order_by(table.c.at, table.c.id)
        query = query.where(table.c.edition_hash == edition_hash) if edition_hash else query
        query = query.where(table.c.at >= start) if start else query
        query = query.where(table.c.at < end) if end else query
        return tuple(from_json(row.body, Correction) for row in self._rows(query))

    def reader_rules(self) -> tuple[ReaderRule, ...]:
        query = sa.select(tables.reader_rules.c.body).order_by(tables.reader_rules.c.id)
        return tuple(from_json(row.body, ReaderRule) for row in self._rows(query))

    def deliveries(self, *, edition_hash: str = "") -> tuple[Delivery, ...]:
        table = tables.deliveries
        query = sa.select(table.c.body).order_by(table.c.started, table.c.id)
        query = query.where(table.c.edition_hash == edition_hash) if edition_hash else query
        return tuple(from_json(row.body, Delivery) for row in self._rows(query))

    def withdrawals(self, *, article_id: str = "") -> tuple[Withdrawal, ...]:
        table = tables.withdrawals
        query = sa.select(table).order_by(table.c.at, table.c.id)
        query = query.where(table.c.article_id == article_id) if article_id else query
        return tuple(Withdrawal(**row._mapping) for row in self._rows(query))

    def is_withdrawn(self, *, article_id: str, text_hash: str = "") -> bool:
        if self._row(_WITHDRAWN, article_id=article_id) is not None:
            return True
        return bool(text_hash) and self._row(_WITHDRAWN_TEXT, text_hash=text_hash) is not None

    def access(self, start: datetime) -> Mapping[tuple[str, str], int]:
        articles, versions = tables.articles, tables.versions
        newest = (
            sa.select(versions.c.article_id, sa.func.max(versions.c.captured).label("captured"))
            .group_by(versions.c.article_id)
            .subquery()
        )
        access = sa.func.coalesce(sa.func.json_extract(versions.c.body, "$.access"), "full").label("access")
        query = (
            sa.select(articles.c.outlet_id, access, sa.func.count(articles.c.id.distinct()).label("number"))
            .join(newest, newest.c.article_id == articles.c.id)
            .join(
                versions,
                sa.and_(versions.c.article_id == articles.c.id, versions.c.captured == newest.c.captured),
            )
            .where(articles.c.first_version >= start)
            .group_by(articles.c.outlet_id, access)
            .order_by(articles.c.outlet_id, access)
        )
        return {(row.outlet_id, row.access): row.number for row in self._rows(query)}

    def newest_articles(self) -> Mapping[str, datetime]:
        table = tables.articles
        newest = sa.func.max(table.c.first_version, type_=tables.Utc).label("newest")
        query = sa.select(table.c.outlet_id, newest).where(table.c.first_version.is_not(None))
        rows = self._rows(query.group_by(table.c.outlet_id).order_by(table.c.outlet_id))
        return {row.outlet_id: row.newest for row in rows}

    def erase_traces(self) -> None:
        if self._lock is None:
            raise LedgerError(f"the ledger {self._path} was opened to be read.", hint="Open it with write=True.")
        with told(self._path, "written anew"):
            # The full-text index keeps deleted words in its segments until they are merged.
            self._connection.exec_driver_sql("INSERT INTO search(search) VALUES('optimize')")
            self._connection.exec_driver_sql("VACUUM")
            self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def totals(self) -> Mapping[str, int]:
        counted = {
            "articles": sa.select(sa.func.count()).select_from(tables.articles),
            "versions": sa.select(sa.func.count()).select_from(tables.versions),
            "captures": sa.select(sa.func.count(tables.sightings.c.capture_id.distinct())),
            "sightings": sa.select(sa.func.count()).select_from(tables.sightings),
            "stories": sa.select(sa.func.count(tables.story_articles.c.story_id.distinct())),
            "statements": sa.select(sa.func.count()).select_from(tables.statements),
            "editions": sa.select(sa.func.count()).select_from(tables.editions),
            "rounds": sa.select(sa.func.count()).select_from(tables.rounds),
        }
        return {name: int(self._rows(query)[0][0]) for name, query in counted.items()}

    def check(self) -> tuple[str, ...]:
        with told(self._path, "checked"):
            return checks.problems(self._connection)


def _in_transaction(connection: Connection) -> bool:
    return bool(getattr(connection.connection.driver_connection, "in_transaction", False))


def _change(row: Row[Any]) -> StoryChange:
    return StoryChange(row.story_id, row.kind, from_json(row.articles, tuple[str, ...]), row.other, row.round_id)


def _migrated(engine: sa.Engine, connection: Connection) -> Connection:
    """The connection after all migrations, each of which ran in a transaction of its own."""
    connection.close()
    remove = begin_immediately(engine)
    try:
        with engine.connect() as migrating:
            migrate(migrating)
    finally:
        remove()
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


__all__ = ["SqliteLedger"]
