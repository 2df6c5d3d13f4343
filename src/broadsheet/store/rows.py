"""Rows to nouns and back, in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from broadsheet.model import Group, ItemOutcome, Link, Place, QuotedLine, Reading, Round, Sighting, Slot, Text, Version
from broadsheet.store import tables
from broadsheet.store.packing import pack, unpack, unpack_text
from broadsheet.text.addresses import normal
from broadsheet.text.codec import from_json
from broadsheet.text.times import plausible, refusal

T = TypeVar("T")

CHUNK = 500  # values in one IN (...): SQLite bounds the variables of a statement
NO_TEXT = Text("", ())


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def version_body(version: Version) -> bytes:
    """All of a Version but its text, which is kept once for each text hash."""
    return pack(replace(version, text=NO_TEXT))


def version_of(body: bytes, text: bytes) -> Version:
    """A Version; a time that an earlier Broadsheet took and that is out of range is none."""
    version = unpack(body, Version)
    published = plausible(version.published, version.captured)
    modified = plausible(version.modified, version.captured)
    reason = version.times_reason
    if version.published and not published:
        reason = refusal("published", version.published.iso())
    return replace(version, text=unpack_text(text), published=published, modified=modified, times_reason=reason)


def link_of(body: bytes, seen: datetime) -> Link:
    """A Link; a time that an earlier Broadsheet took and that is out of range is none."""
    link = unpack(body, Link)
    return replace(link, published=plausible(link.published, seen), modified=plausible(link.modified, seen))


def links_to(connection: Connection, article_id: str) -> tuple[Link, ...]:
    """All Links whose address leads to the Article, by id."""
    addresses, links = tables.addresses, tables.links
    query = sa.select(addresses.c.url).where(addresses.c.article_id == article_id)
    wanted = {row.url for row in connection.execute(query)}
    rows = connection.execute(sa.select(links.c.body, links.c.seen).order_by(links.c.id))
    every = (link_of(row.body, row.seen) for row in rows)
    return tuple(link for link in every if normal(link.url) in wanted)


def round_of(row: Row[Any]) -> Round:
    return Round(row.id, row.kind, from_json(row.sources, tuple[str, ...]), row.cutoff, row.started, row.done)


def outcome_of(row: Row[Any]) -> ItemOutcome:
    return ItemOutcome(row.round_id, row.stage, row.key, row.outcome, row.reason, row.detail)


def reading_of(row: Row[Any]) -> Reading:
    return Reading(row.key, row.capture_id, row.article_id, row.link_id, row.outlet_id, row.why)


def sighting_of(row: Row[Any]) -> Sighting:
    place = Place(row.file, row.offset, row.length)
    return Sighting(row.capture_id, row.url, row.at, row.kind, row.status, row.digest, place)


def lead_of(groups: Sequence[Group]) -> str:
    """The headline of an edition's first item, or its first words from an outlet where it has none."""
    lines = [line for group in groups for line in group.lines if isinstance(line, QuotedLine)]
    titles = [part.text for line in lines for part in line.parts if isinstance(part, Slot) and part.name == "headline"]
    return (titles or [line.words for line in lines] or [""])[0]
