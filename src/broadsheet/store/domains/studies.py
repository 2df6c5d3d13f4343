"""What is found in each Version by itself: its signature, and who said what in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from broadsheet.model import Statement
from broadsheet.store import tables
from broadsheet.store.connection import give_back
from broadsheet.store.domains.base import Reads, Writes
from broadsheet.store.packing import pack_statements, unpack_statements
from broadsheet.store.rows import chunks

# A small signature is not worth to be made again.
_OLD_SIGNATURES = sa.select(tables.signatures.c.version_id, tables.signatures.c.stage_version).where(
    sa.func.length(tables.signatures.c.body) > 512,
    sa.exists().where(
        tables.versions.c.id == tables.signatures.c.version_id, tables.versions.c.captured < sa.bindparam("before")
    ),
)


class StudyReads(Reads):
    """What `contract.studies` promises of reading."""

    def without_signature(self, round_id: int, stage_version: str) -> tuple[str, ...]:
        return self._without(tables.signatures, round_id, stage_version)

    def without_statements(self, round_id: int, stage_version: str) -> tuple[str, ...]:
        return self._without(tables.statements, round_id, stage_version)

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

    def signatures(self, version_ids: Sequence[str]) -> Mapping[str, bytes]:
        table = tables.signatures
        rows = self._among(sa.select(table.c.version_id, table.c.body), table.c.version_id, version_ids)
        return {row.version_id: row.body for row in sorted(rows, key=lambda row: row.version_id)}

    def statements(self, version_ids: Sequence[str]) -> tuple[Statement, ...]:
        table = tables.statements
        query = sa.select(table.c.version_id, table.c.body).where(table.c.number > 0)
        rows = sorted(self._among(query, table.c.version_id, version_ids), key=lambda row: row.version_id)
        return tuple(statement for row in rows for statement in unpack_statements(row.body))


class StudyWrites(Writes):
    """What `contract.studies` promises of writing."""

    def put_signature(self, version_id: str, signature: bytes, stage_version: str) -> None:
        self._put(tables.signatures, version_id=version_id, stage_version=stage_version, body=signature)

    def drop_signatures(self, before: datetime) -> None:
        table = tables.signatures
        rows = self._connection.execute(_OLD_SIGNATURES, {"before": before}).all()
        # Pages are given back for rows that go, not for rows that become smaller.
        for some in chunks(rows):
            self._connection.execute(table.delete().where(table.c.version_id.in_([row.version_id for row in some])))
        if rows:
            self._connection.execute(table.insert(), [{**row._mapping, "body": b""} for row in rows])
            give_back(self._connection)

    def put_statements(self, version_id: str, statements: Sequence[Statement], stage_version: str) -> None:
        self._put(
            tables.statements,
            version_id=version_id,
            stage_version=stage_version,
            number=len(statements),
            body=pack_statements(statements),
        )
