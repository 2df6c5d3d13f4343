"""Where each Capture lies in the archive, and which of its files are to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import sqlalchemy as sa

from broadsheet.model import Place, Sighting
from broadsheet.store import tables
from broadsheet.store.domains.base import Reads, Writes, where
from broadsheet.store.rows import sighting_of

_SIGHTING = (
    where(tables.sightings, "capture_id")
    .where(tables.sightings.c.kind != "revisit")
    .order_by(tables.sightings.c.id)
    .limit(1)
)


class CaptureReads(Reads):
    """What `contract.captures` promises of reading."""

    def sighting(self, capture_id: str) -> Sighting | None:
        row = self._row(_SIGHTING, capture_id=capture_id)
        return sighting_of(row) if row else None

    def sightings(self, url: str) -> tuple[Sighting, ...]:
        table = tables.sightings
        return tuple(
            map(sighting_of, self._rows(sa.select(table).where(table.c.url == url).order_by(table.c.at, table.c.id)))
        )

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


class CaptureWrites(Writes):
    """What `contract.captures` promises of writing."""

    def put_sighting(self, sighting: Sighting) -> None:
        values = {name: getattr(sighting, name) for name in ("capture_id", "url", "at", "kind", "status", "digest")}
        self._once(tables.sightings, **values, **asdict(sighting.place))

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
