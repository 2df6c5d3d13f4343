"""What is found in each Version by itself: its signature, and who said what in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from broadsheet.model import Reader, Statement
from broadsheet.store import tables
from broadsheet.store.connection import give_back
from broadsheet.store.domains.base import Reads, Writes
from broadsheet.store.packing import pack_statements, unpack, unpack_statements
from broadsheet.store.rows import chunks

# A small signature is not worth to be made again.
_OLD_SIGNATURES = sa.select(tables.signatures.c.version_id, tables.signatures.c.stage_version).where(
    sa.func.length(tables.signatures.c.body) > 300,
    sa.exists().where(
        tables.versions.c.id == tables.signatures.c.version_id, tables.versions.c.captured < sa.bindparam("before")
    ),
)


@dataclass(frozen=True, slots=True)
class _Read:
    """Of a Version: by which reader it was read, and from which Capture."""

    capture_id: str
    reader: Reader


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

    def signatures(self, version_ids: Sequence[str], *, stage_version: str = "") -> Mapping[str, bytes]:
        table = tables.signatures
        query = sa.select(table.c.version_id, table.c.body)
        query = query.where(table.c.stage_version == stage_version) if stage_version else query
        rows = self._among(query, table.c.version_id, version_ids)
        return {row.version_id: row.body for row in sorted(rows, key=lambda row: row.version_id)}

    def older_signatures(self, stage_version: str) -> tuple[str, ...]:
        return self._older(tables.signatures, stage_version)

    def older_statements(self, stage_version: str) -> tuple[str, ...]:
        return self._older(tables.statements, stage_version)

    def _older(self, table: sa.Table, stage_version: str) -> tuple[str, ...]:
        query = sa.select(table.c.version_id).where(table.c.stage_version != stage_version)
        return tuple(row.version_id for row in self._rows(query.order_by(table.c.version_id)))

    def older_versions(self, extractor: str, *, read_again: str) -> tuple[str, ...]:
        table, readings, seen = tables.versions, tables.readings, tables.sightings
        keys = sa.select(readings.c.key).where(readings.c.key.startswith(read_again, autoescape=True))
        known = {row.key.removeprefix(read_again) for row in self._rows(keys)}
        here = {row.capture_id for row in self._rows(sa.select(seen.c.capture_id).where(seen.c.kind != "revisit"))}
        found = []
        for row in self._rows(sa.select(table.c.id, table.c.body).order_by(table.c.id)):
            read = unpack(row.body, _Read)
            if row.id not in known and read.reader.extractor != extractor and read.capture_id in here:
                found.append(row.id)
        return tuple(found)

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
