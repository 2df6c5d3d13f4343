"""Texts that were erased on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa

from broadsheet.model import Link
from broadsheet.store import tables
from broadsheet.store.contract import Withdrawal
from broadsheet.store.domains.base import Reads, where
from broadsheet.store.domains.search import take_out
from broadsheet.store.domains.sources import SourceWrites
from broadsheet.store.packing import pack
from broadsheet.store.rows import chunks, links_to

_WITHDRAWN = where(tables.withdrawals, "article_id", "id").limit(1)
_WITHDRAWN_TEXT = where(tables.withdrawals, "text_hash", "id").limit(1)


class WithdrawalReads(Reads):
    """What `contract.withdrawals` promises of reading."""

    def withdrawals(self, *, article_id: str = "") -> tuple[Withdrawal, ...]:
        table = tables.withdrawals
        query = sa.select(table).order_by(table.c.at, table.c.id)
        query = query.where(table.c.article_id == article_id) if article_id else query
        return tuple(Withdrawal(**row._mapping) for row in self._rows(query))

    def is_withdrawn(self, *, article_id: str, text_hash: str = "") -> bool:
        if self._row(_WITHDRAWN, article_id=article_id) is not None:
            return True
        return bool(text_hash) and self._row(_WITHDRAWN_TEXT, text_hash=text_hash) is not None


class WithdrawalWrites(SourceWrites):
    """What `contract.withdrawals` promises of writing."""

    def withdraw(self, article_id: str, withdrawals: Sequence[Withdrawal]) -> None:
        versions, texts = tables.versions, tables.texts
        rows = self._connection.execute(
            sa.select(versions.c.id, versions.c.text_hash).where(versions.c.article_id == article_id)
        ).all()
        ids, hashes = [row.id for row in rows], sorted({row.text_hash for row in rows})
        take_out(self._connection, article_id)
        for some in chunks(ids):
            for table in (tables.statements, tables.signatures):
                self._connection.execute(table.delete().where(table.c.version_id.in_(some)))
        self._connection.execute(versions.delete().where(versions.c.article_id == article_id))
        for hash in hashes:
            others = sa.select(versions.c.id).where(versions.c.text_hash == hash).exists()
            self._connection.execute(texts.delete().where(texts.c.hash == hash, ~others))
        article = tables.articles
        self._connection.execute(article.update().where(article.c.id == article_id).values(first_version=None))
        self._silence_links(article_id)
        for each in withdrawals:
            self._once(tables.withdrawals, **asdict(each))

    def _silence_links(self, article_id: str) -> None:
        """The Links that lead to the Article keep their address and their time, and no word of it."""
        for link in links_to(self._connection, article_id):
            bare = Link(link.id, link.source_id, link.url, "", published=link.published, modified=link.modified)
            change = tables.links.update().where(tables.links.c.id == link.id).values(body=pack(bare))
            self._connection.execute(change)
            self.drop_waiting([link.id])
