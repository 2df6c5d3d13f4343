"""What a paper gives to other programs: articles as JSON Lines, captures as WARC, editions as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from broadsheet import __version__
from broadsheet.archive import record
from broadsheet.formats import wire
from broadsheet.formats.v1 import edition as edition_v1
from broadsheet.formats.v1 import exports as v1
from broadsheet.model import Image, Version
from broadsheet.pipeline.context import Context
from broadsheet.text.addresses import public_url

_FIRST, _LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
_AT_ONCE = 200


class Exports:
    """The exports of a paper: each an iterator of lines or records, made as it is read."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def articles(self, *, start: datetime | None = None, end: datetime | None = None) -> Iterator[bytes]:
        """The newest Version of each article first seen in [start, end), one JSON line each, in the form that
        `broadsheet import` takes, with what else is known of it. Articles whose publisher reserves text and data
        mining, or their archiving, carry that in `reservations`."""
        ids = self._context.ledger.articles_seen(start or _FIRST, end or _LAST)
        for at in range(0, len(ids), _AT_ONCE):
            for version in self._context.ledger.newest_versions(ids[at : at + _AT_ONCE]):
                yield wire.encode(self._line(version)) + b"\n"

    def _line(self, version: Version) -> v1.Article:
        outlet = self._context.outlet(version.outlet_id, version.url)
        return v1.Article(
            id=version.article_id,
            version=version.id,
            url=public_url(version.url),
            outlet=outlet.name,
            source_domain=outlet.domains[0] if outlet.domains else "",
            title=version.title,
            published=version.published.iso() if version.published else None,
            modified=version.modified.iso() if version.modified else None,
            times_reason=version.times_reason,
            captured=version.captured,
            authors=version.authors,
            credit=version.credit,
            language=version.language,
            kind=version.kind,
            access=version.access,
            reservations=version.reservations,
            image=_image(version.image),
            text=version.text.content,
        )

    def captures(self, *, start: datetime | None = None, end: datetime | None = None) -> Iterator[bytes]:
        """The records of those articles' pages as WARC, each a gzip member of its own, behind one that says who
        wrote them."""
        yield record.warcinfo("", self._context.now(), f"Broadsheet/{__version__}")
        seen: set[str] = set()
        for article_id in self._context.ledger.articles_seen(start or _FIRST, end or _LAST):
            for version in self._context.ledger.versions_of(article_id):
                sighting = self._context.ledger.sighting(version.capture_id)
                if sighting is not None and sighting.capture_id not in seen:
                    seen.add(sighting.capture_id)
                    yield self._context.archive.raw(sighting.place)

    def editions(self) -> Iterator[bytes]:
        """The manifests of all editions, oldest first, one JSON line each."""
        rows = self._context.ledger.editions(limit=1_000_000)
        for row in sorted(rows, key=lambda each: (each.end, each.hash)):
            edition = self._context.ledger.edition(row.hash)
            line = v1.Edition(row.hash, row.folder, wire.to_wire(edition, edition_v1.Edition))
            yield wire.encode(line) + b"\n"

    def sources(self) -> Iterator[bytes]:
        """All sources with their outlets, one JSON line each; doors in addresses are closed."""
        outlets = {outlet.id: outlet for outlet in self._context.catalogue.outlets}
        for source in self._context.catalogue.sources:
            outlet = wire.to_wire(outlets[source.outlet_id], edition_v1.Outlet)
            yield wire.encode(v1.Source(public_url(source.url), source.kind, outlet)) + b"\n"


def _image(image: Image | None) -> v1.Image | None:
    return v1.Image(public_url(image.url), image.caption, image.credit) if image else None
