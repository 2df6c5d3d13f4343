"""The writes of one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from broadsheet.errors import LedgerRefused
from broadsheet.model import (
    Correction,
    Delivery,
    Edition,
    ItemOutcome,
    Link,
    Membership,
    Outlet,
    Place,
    ReaderRule,
    Reading,
    Round,
    RoundKind,
    Sighting,
    SourceState,
    Statement,
    StoryChange,
    Version,
)
from broadsheet.store import story_rows, tables
from broadsheet.store.contract import ArticleRow, ProfileRow, WaitingLink, Withdrawal
from broadsheet.store.rows import chunks, links_to, version_body
from broadsheet.text.codec import to_json

# What is written for each item is put together once: SQLAlchemy takes some ten times as long to build such a statement
# as SQLite to run it.
_SETTLE = (
    tables.round_items.update()
    .where(
        tables.round_items.c.round_id == sa.bindparam("of_round"),
        tables.round_items.c.stage == sa.bindparam("of_stage"),
        tables.round_items.c.key == sa.bindparam("of_key"),
        tables.round_items.c.outcome.is_(None),
    )
    .values(outcome=sa.bindparam("outcome"), reason=sa.bindparam("reason"), detail=sa.bindparam("detail"))
)
_NEWEST = (
    sa.select(tables.versions.c.id)
    .where(tables.versions.c.article_id == sa.bindparam("article_id"))
    .order_by(tables.versions.c.captured.desc(), tables.versions.c.round_id.desc(), tables.versions.c.id.desc())
    .limit(1)
)
_NOTED = sa.select(
    tables.articles.c.first_version, tables.articles.c.search_row, _NEWEST.scalar_subquery().label("newest")
).where(tables.articles.c.id == sa.bindparam("article_id"))
_NOTE = (
    tables.articles.update()
    .where(tables.articles.c.id == sa.bindparam("article_id"))
    .values(first_version=sa.bindparam("first_version"), search_row=sa.bindparam("search_row"))
)
_OUT_OF_SEARCH = sa.text("DELETE FROM search WHERE rowid = :row")
_INTO_SEARCH = sa.text("INSERT INTO search (version_id, article_id, title, body) VALUES (:v, :a, :t, :b)")
_WITHOUT_STATEMENTS = tables.statements.delete().where(tables.statements.c.version_id == sa.bindparam("of_version"))


@cache
def _insert_once(table: sa.Table) -> sa.Insert:
    return insert(table).on_conflict_do_nothing()


@cache
def _insert_or_update(table: sa.Table, names: tuple[str, ...]) -> sa.Insert:
    keys = [column.name for column in table.primary_key.columns]
    statement = insert(table)
    change = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=change)


class SqliteWriter:
    """Writes on one connection, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _once(self, table: sa.Table, **values: Any) -> bool:
        """Inserts a row unless its key is there; whether it was new."""
        return self._connection.execute(_insert_once(table), values).rowcount == 1

    def _put(self, table: sa.Table, **values: Any) -> None:
        self._connection.execute(_insert_or_update(table, tuple(values)), values)

    # Rounds

    def open_round(self, kind: RoundKind, sources: Sequence[str], cutoff: datetime, started: datetime) -> Round:
        named = tuple(sources)
        done = self._connection.execute(
            tables.rounds.insert().values(kind=kind, sources=to_json(named).decode(), cutoff=cutoff, started=started)
        )
        (id,) = done.inserted_primary_key or (0,)
        return Round(int(id), kind, named, cutoff, started)

    def close_round(self, round_id: int, done: datetime) -> None:
        self._connection.execute(tables.rounds.update().where(tables.rounds.c.id == round_id).values(done=done))

    def plan(self, round_id: int, stage: str, keys: Iterable[str]) -> None:
        rows = [{"round_id": round_id, "stage": stage, "key": key} for key in keys]
        if rows:
            self._connection.execute(_insert_once(tables.round_items), rows)

    def settle(self, outcome: ItemOutcome) -> None:
        done = self._connection.execute(
            _SETTLE,
            {
                "of_round": outcome.round_id,
                "of_stage": outcome.stage,
                "of_key": outcome.key,
                "outcome": outcome.outcome,
                "reason": outcome.reason,
                "detail": outcome.detail[:2000],
            },
        )
        if done.rowcount != 1:
            raise LedgerRefused(
                f"the item {outcome.key} of stage {outcome.stage} in round {outcome.round_id} is not pending.",
                hint="Each item is planned once and has one outcome.",
            )

    def take_in_hand(self, stage: str, keys: Sequence[str]) -> None:
        rows = [{"stage": stage, "key": key, "held": True, "breaks": 0} for key in keys]
        if rows:
            statement = insert(tables.in_hand)
            change = {"held": statement.excluded.held}
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["stage", "key"], set_=change), rows
            )

    def put_down(self, stage: str, keys: Sequence[str]) -> None:
        table = tables.in_hand
        for some in chunks(keys):
            self._connection.execute(table.delete().where(table.c.stage == stage, table.c.key.in_(some)))

    def let_go(self, *, broken: bool) -> None:
        table = tables.in_hand
        held = self._connection.execute(sa.select(sa.func.count()).where(table.c.held)).scalar() or 0
        counted = 1 if broken and held == 1 else 0
        if broken:
            self._connection.execute(
                table.update().where(table.c.held).values(held=False, breaks=table.c.breaks + counted)
            )
            return
        # Who was innocent before is so after an orderly stop.
        self._connection.execute(table.delete().where(table.c.held, table.c.breaks == 0))
        self._connection.execute(table.update().where(table.c.held).values(held=False))

    def tried_again(self, outcome: ItemOutcome, round_id: int) -> None:
        table = tables.round_items
        self._connection.execute(
            table.update()
            .where(table.c.round_id == outcome.round_id, table.c.stage == outcome.stage, table.c.key == outcome.key)
            .values(reason=f"{outcome.reason}, tried again in round {round_id}")
        )

    # Outlets, sources, links, captures

    def put_outlet(self, outlet: Outlet) -> None:
        self._once(tables.outlets, id=outlet.id, body=to_json(outlet).decode())

    def put_source_state(self, state: SourceState) -> None:
        self._put(tables.source_states, source_id=state.source_id, body=to_json(state).decode())

    def put_link(self, link: Link, *, capture_id: str, seen: datetime) -> None:
        self._once(
            tables.links,
            id=link.id,
            source_id=link.source_id,
            capture_id=capture_id,
            seen=seen,
            body=to_json(link).decode(),
        )

    def put_waiting(self, links: Sequence[WaitingLink]) -> None:
        rows = [asdict(link) for link in links]
        if rows:
            statement = insert(tables.waiting_links)
            change = {"source_id": statement.excluded.source_id}
            self._connection.execute(statement.on_conflict_do_update(index_elements=["link_id"], set_=change), rows)

    def try_again(self, link_id: str, *, most: int) -> bool:
        table = tables.waiting_links
        self._connection.execute(table.update().where(table.c.link_id == link_id).values(tries=table.c.tries + 1))
        tries = self._connection.execute(sa.select(table.c.tries).where(table.c.link_id == link_id)).scalar()
        if tries is None or tries < most:
            return tries is not None
        self.drop_waiting([link_id])
        return False

    def drop_waiting(self, link_ids: Sequence[str]) -> None:
        table = tables.waiting_links
        for some in chunks(link_ids):
            self._connection.execute(table.delete().where(table.c.link_id.in_(some)))

    def put_sighting(self, sighting: Sighting) -> None:
        values = {name: getattr(sighting, name) for name in ("capture_id", "url", "at", "kind", "status", "digest")}
        self._once(tables.sightings, **values, **asdict(sighting.place))

    # Articles and Versions

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
        self._once(tables.texts, hash=version.text_hash, body=to_json(version.text).decode())
        moment = version.published.at if version.published else version.captured
        new = self._once(
            tables.versions,
            id=version.id,
            article_id=version.article_id,
            text_hash=version.text_hash,
            captured=version.captured,
            moment=moment,
            round_id=round_id,
            body=version_body(version),
        )
        if new:
            self._note_version(version)

    def _note_version(self, version: Version) -> None:
        """Keeps the time of the Article's first Version and makes its newest one searchable."""
        named = {"article_id": version.article_id}
        row = self._connection.execute(_NOTED, named).one()
        first = min(row.first_version or version.captured, version.captured)
        search_row = row.search_row
        if row.newest == version.id:
            if search_row is not None:
                self._connection.execute(_OUT_OF_SEARCH, {"row": search_row})
            done = self._connection.execute(
                _INTO_SEARCH,
                {"v": version.id, "a": version.article_id, "t": version.title, "b": version.text.content},
            )
            search_row = done.lastrowid
        self._connection.execute(_NOTE, {**named, "first_version": first, "search_row": search_row})

    def put_profile(self, profile: ProfileRow) -> None:
        self._once(tables.profiles, **asdict(profile))

    def put_signature(self, version_id: str, signature: bytes, stage_version: str) -> None:
        self._put(tables.signatures, version_id=version_id, stage_version=stage_version, body=signature)

    def put_statements(self, version_id: str, statements: Sequence[Statement], stage_version: str) -> None:
        self._connection.execute(_WITHOUT_STATEMENTS, {"of_version": version_id})
        rows = [
            {
                "id": each.id,
                "version_id": version_id,
                "start": each.content[0].start,
                "speaker": each.speaker,
                "body": to_json(each).decode(),
            }
            for each in statements
        ]
        if rows:
            self._connection.execute(tables.statements.insert(), rows)
        self._put(tables.statement_runs, version_id=version_id, stage_version=stage_version)

    # Reports, stories, editions

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

    def put_correction(self, correction: Correction) -> None:
        self._once(
            tables.corrections,
            id=correction.id,
            edition_hash=correction.edition_hash,
            at=correction.at,
            body=to_json(correction).decode(),
        )

    def put_delivery(self, delivery: Delivery) -> None:
        statement = insert(tables.deliveries).values(
            id=delivery.id,
            edition_hash=delivery.edition_hash,
            address=delivery.address,
            state=delivery.state,
            started=delivery.started,
            body=to_json(delivery).decode(),
        )
        change = {name: statement.excluded[name] for name in ("state", "body")}
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=change))

    def put_reader_rule(self, rule: ReaderRule) -> None:
        statement = insert(tables.reader_rules).values(id=rule.id, story_id=rule.story_id, body=to_json(rule).decode())
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_={"body": statement.excluded["body"]})
        )

    def put_edition(self, edition: Edition, hash: str, folder: str) -> None:
        self._once(
            tables.editions,
            hash=hash,
            recipe=edition.recipe,
            date=edition.date.isoformat(),
            start=edition.window[0],
            end=edition.window[1],
            folder=folder,
            body=to_json(edition).decode(),
        )

    def replace_edition(self, edition: Edition, hash: str) -> None:
        table = tables.editions
        statement = table.update().where(table.c.hash == hash).values(body=to_json(edition).decode())
        self._connection.execute(statement)

    def remove_edition(self, hash: str) -> None:
        self._connection.execute(tables.editions.delete().where(tables.editions.c.hash == hash))

    # Withdrawal, and the files of the archive

    def withdraw(self, article_id: str, withdrawals: Sequence[Withdrawal]) -> None:
        versions, texts = tables.versions, tables.texts
        rows = self._connection.execute(
            sa.select(versions.c.id, versions.c.text_hash).where(versions.c.article_id == article_id)
        ).all()
        ids, hashes = [row.id for row in rows], sorted({row.text_hash for row in rows})
        for some in chunks(ids):
            for table in (tables.statements, tables.statement_runs, tables.signatures):
                self._connection.execute(table.delete().where(table.c.version_id.in_(some)))
        self._connection.execute(versions.delete().where(versions.c.article_id == article_id))
        for hash in hashes:
            others = sa.select(versions.c.id).where(versions.c.text_hash == hash).exists()
            self._connection.execute(texts.delete().where(texts.c.hash == hash, ~others))
        article = tables.articles
        row = self._connection.execute(sa.select(article.c.search_row).where(article.c.id == article_id)).scalar()
        if row is not None:
            self._connection.execute(_OUT_OF_SEARCH, {"row": row})
        self._connection.execute(
            article.update().where(article.c.id == article_id).values(search_row=None, first_version=None)
        )
        self._silence_links(article_id)
        for each in withdrawals:
            self._once(tables.withdrawals, **asdict(each))

    def _silence_links(self, article_id: str) -> None:
        """The Links that lead to the Article keep their address and their time, and no word of it."""
        for link in links_to(self._connection, article_id):
            bare = Link(link.id, link.source_id, link.url, "", published=link.published, modified=link.modified)
            body = to_json(bare).decode()
            self._connection.execute(tables.links.update().where(tables.links.c.id == link.id).values(body=body))
            self.drop_waiting([link.id])

    def retire(self, file: str, successor: str, places: Mapping[int, Place]) -> None:
        table = tables.sightings
        for offset, place in sorted(places.items()):
            self._connection.execute(
                table.update()
                .where(table.c.file == file, table.c.offset == offset)
                .values(file=place.file, offset=place.offset, length=place.length)
            )
        self._connection.execute(table.delete().where(table.c.file == file))
        self._put(tables.retired_files, file=file, successor=successor)

    def forget_retired(self, file: str) -> None:
        self._connection.execute(tables.retired_files.delete().where(tables.retired_files.c.file == file))
