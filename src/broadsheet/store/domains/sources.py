"""Outlets, the state of their sources, Links, and the Links whose pages wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from broadsheet.model import Link, Outlet, SourceState
from broadsheet.store import tables
from broadsheet.store.connection import told
from broadsheet.store.contract import WaitingLink
from broadsheet.store.domains.base import Reads, Writes, where
from broadsheet.store.packing import pack
from broadsheet.store.rows import chunks, link_of, links_to
from broadsheet.text.codec import from_json, to_json

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OUTLET = where(tables.outlets, "id", "body")
_LINK = where(tables.links, "id", "body", "seen")


class SourceReads(Reads):
    """What `contract.sources` promises of reading."""

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


class SourceWrites(Writes):
    """What `contract.sources` promises of writing."""

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
            body=pack(link),
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
