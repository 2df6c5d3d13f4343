"""Editions, the corrections of their Lines, their deliveries, and the reader's rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from broadsheet.model import Correction, Delivery, Edition, EditionRow, Group, ReaderRule
from broadsheet.store import tables
from broadsheet.store.domains.base import Reads, Writes
from broadsheet.store.rows import lead_of
from broadsheet.text.codec import from_json, to_json


class EditionReads(Reads):
    """What `contract.editions` promises of reading."""

    def editions(self, *, recipe: str = "", limit: int = 50) -> tuple[EditionRow, ...]:
        table = tables.editions
        every = sa.select(*(column for column in table.c if column.name != "body"))
        query = every.where(table.c.recipe == recipe) if recipe else every
        rows = self._rows(query.order_by(table.c.end.desc(), table.c.date.desc(), table.c.folder.desc()).limit(limit))
        return tuple(
            EditionRow(row.hash, row.recipe, row.date, row.start, row.end, row.folder, row.after) for row in rows
        )

    def edition(self, hash: str) -> Edition | None:
        row = self._row(sa.select(tables.editions.c.body).where(tables.editions.c.hash == hash))
        return from_json(row.body, Edition) if row else None

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


class EditionWrites(Writes):
    """What `contract.editions` promises of writing."""

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

    def put_edition(self, edition: Edition, hash: str, folder: str, *, after: int | None = None) -> None:
        self._once(
            tables.editions,
            hash=hash,
            recipe=edition.recipe,
            date=edition.date.isoformat(),
            start=edition.window[0],
            end=edition.window[1],
            folder=folder,
            body=to_json(edition).decode(),
            after=after,
        )

    def replace_edition(self, edition: Edition, hash: str) -> None:
        table = tables.editions
        statement = table.update().where(table.c.hash == hash).values(body=to_json(edition).decode())
        self._connection.execute(statement)

    def remove_edition(self, hash: str) -> None:
        self._connection.execute(tables.editions.delete().where(tables.editions.c.hash == hash))
