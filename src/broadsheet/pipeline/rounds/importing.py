"""Import rounds: WARC and JSON Lines files into the archive and the ledger.

Each record of each file is an item with one outcome. What is imported counts as seen at its
WARC-Date, or when it was published; a repeat becomes a revisit record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet import feeds
from broadsheet.archive import read_jsonl, read_warc, sniff
from broadsheet.errors import InputError
from broadsheet.flow import Stage
from broadsheet.model import (
    Capture,
    Exchange,
    Failed,
    ItemOutcome,
    Made,
    Outcome,
    Outlet,
    Reading,
    RecordKind,
    Rejected,
    Round,
    Sighting,
    Unchanged,
)
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.guarding import guard
from broadsheet.pipeline.walking import Walk
from broadsheet.store.contract import ArticleRow, Writer
from broadsheet.text.addresses import article_id, normal
from broadsheet.text.records import TextRecord
from broadsheet.text.textblocks import clean

STAGE = "records"
_FEED_TYPE = re.compile(r"^(?!.*html).*xml|rss|atom|rdf|json|text/plain|^$", re.IGNORECASE)
_LONGEST_NAME = 200  # characters of an outlet's name
BATCH = 100  # records whose archive write and ledger rows are made durable together


@dataclass(frozen=True, slots=True)
class _Record:
    key: str
    outcome: Outcome[Capture]
    record: TextRecord | None


def begin(context: Context, files: Sequence[Path]) -> Round:
    """Opens an import round over files that can be read and are of a known kind."""
    for path in files:
        if not path.is_file():
            raise InputError(f"{path} is not a file.", hint="Name WARC or JSON Lines files; gzip is recognised.")
        kind = sniff(path)
        if kind not in ("warc", "jsonl"):
            raise InputError(f"{path} is neither WARC nor JSON Lines nor OPML.", hint=_hint(kind))
    now = context.now()
    with context.ledger.writing() as writer:
        current = writer.open_round("import", [str(path.resolve()) for path in files], now, now)
        writer.plan(current.id, "files", current.sources)
    return current


def _hint(kind: str) -> str:
    if kind == "opml":
        return "A list of feeds is taken by itself: broadsheet import FILE.opml"
    return "See `broadsheet import --help`; a JSON Lines file has the fields that `broadsheet export articles` writes."


def bring_in(walk: Walk, stages: Sequence[Stage]) -> None:
    """The records of the round's files, from wherever it stands."""
    context, current = walk.context, walk.current
    for source in context.ledger.pending(current.id, "files"):
        _import_file(context, current, Path(source), current.sources.index(source))


def _import_file(context: Context, current: Round, path: Path, number: int) -> None:
    prefix = f"{number:03d}:"
    done = {
        each.key for each in context.ledger.outcomes(current.id) if each.stage == STAGE and each.key.startswith(prefix)
    }
    context.progress.stage(f"importing {path.name}", None)
    batch: list[_Record] = []
    outcome: Outcome[object] = Made(None)
    with guard() as ended:
        try:
            for record in _records(path, prefix, context.now()):
                if record.key in done:
                    continue
                batch.append(record)
                if len(batch) == BATCH:
                    _keep_all(context, current, batch)
                    batch = []
        except (OSError, InputError) as error:
            outcome = Failed("unreadable", str(error), again=False)
    outcome = ended.failed or outcome
    _keep_all(context, current, batch)
    with context.ledger.writing() as writer:
        writer.settle(aside.settled(current.id, "files", str(path), outcome))


def _records(path: Path, prefix: str, now: datetime) -> Iterator[_Record]:
    # The clock of a machine may be wrong, and a file may come from one that goes ahead.
    until = max(now, datetime.fromtimestamp(path.stat().st_mtime, UTC))
    if sniff(path) == "jsonl":
        for number, line in enumerate(read_jsonl(path, until=until), start=1):
            key = f"{prefix}{number:08d}"
            if isinstance(line, Made):
                capture, record = line.value
                yield _Record(key, Made(capture), record)
            else:
                yield _Record(key, line, None)
    else:
        for number, found in enumerate(read_warc(path), start=1):
            yield _Record(f"{prefix}{number:08d}", found, None)


def _keep_all(context: Context, current: Round, batch: Sequence[_Record]) -> None:
    """Keeps the records of a batch; where that fails each by itself, so that what breaks it is its own outcome."""
    hands = aside.Hands(context, STAGE, current.id)
    suspects = hands.suspects()
    for run in aside.apart(batch, suspects, lambda record: record.key):
        hands.take([record.key for record in run])
        if aside.is_aside(suspects.get(run[0].key, 0)):
            _give_up(context, current, run[0], aside.ASIDE)
        else:
            _keep_run(context, current, run)
        hands.put_down([record.key for record in run])


def _keep_run(context: Context, current: Round, run: Sequence[_Record]) -> None:
    with guard() as ended:
        _keep(context, current, run)
    for record in run if ended.failed is not None else ():
        if len(run) > 1:
            with guard() as ended:
                _keep(context, current, [record])
        if ended.failed is not None:
            _give_up(context, current, record, ended.failed)


def _give_up(context: Context, current: Round, record: _Record, failed: Failed) -> None:
    with context.ledger.writing() as writer:
        aside.settle_once(writer, aside.settled(current.id, STAGE, record.key, failed))
    context.progress.step()


def _keep(context: Context, current: Round, batch: Sequence[_Record]) -> None:
    """Archive first, flushed; then the rows of the batch in one transaction."""
    batch = [_unless_withdrawn(context, record) for record in batch]
    outlets = {record.key: _outlet(context, record) for record in batch}
    wanted = [(record, _exchange(context, record)) for record in batch if isinstance(record.outcome, Made)]
    writes = [exchange for _, exchange in wanted if exchange is not None]
    places = iter(context.archive.append(writes))
    sightings: dict[str, Sighting | None] = {}
    for record, exchange in wanted:
        sightings[record.key] = _sighting(exchange, next(places)) if exchange is not None else None
    with context.ledger.writing() as writer:
        for record in batch:
            writer.plan(current.id, STAGE, [record.key])
            writer.settle(_settle(context, writer, current, record, outlets[record.key], sightings.get(record.key)))
    context.progress.step(len(batch))


def _unless_withdrawn(context: Context, record: _Record) -> _Record:
    """A text that was erased on demand does not come back through a file."""
    if isinstance(record.outcome, Made):
        home = context.ledger.article_of(normal(record.outcome.value.url))
        if home is not None and context.ledger.is_withdrawn(article_id=home):
            return _Record(record.key, aside.WITHDRAWN, None)
    return record


def _outlet(context: Context, record: _Record) -> Outlet | None:
    if not isinstance(record.outcome, Made):
        return None
    named = clean(record.record.outlet[:_LONGEST_NAME]) if record.record else ""
    return context.catalogue.outlet_of(record.outcome.value.url, name=named)


def _exchange(context: Context, record: _Record) -> Exchange | None:
    """What the archive gets: the record, a revisit for a repeat, nothing where a kill had come
    between the archive and the ledger and the record is there already."""
    assert isinstance(record.outcome, Made)
    capture = record.outcome.value
    first = context.ledger.sighting(capture.id)
    kind: RecordKind = "response" if capture.status else "resource"
    if first is None:
        return Exchange(capture=capture, kind=kind)
    if not _was_read(context, capture):
        return None
    return Exchange(capture=capture, kind="revisit", refers_to=(first.url, first.at))


def _was_read(context: Context, capture: Capture) -> bool:
    home = context.ledger.article_of(normal(capture.url))
    return home is not None and context.ledger.article(home) is not None


def _sighting(exchange: Exchange, place: object) -> Sighting:
    from broadsheet.model import Place

    assert isinstance(place, Place)
    capture = exchange.capture
    return Sighting(capture.id, capture.url, capture.at, exchange.kind, capture.status, capture.digest, place)


def _settle(
    context: Context, writer: Writer, current: Round, record: _Record, outlet: Outlet | None, sighting: Sighting | None
) -> ItemOutcome:
    if not isinstance(record.outcome, Made):
        return aside.settled(current.id, STAGE, record.key, record.outcome)
    assert outlet is not None
    capture = record.outcome.value
    if sighting is not None:
        writer.put_sighting(sighting)
        if sighting.kind == "revisit":
            return aside.settled(current.id, STAGE, record.key, Unchanged("revisit"))
    if outlet.mute:
        return aside.settled(current.id, STAGE, record.key, Rejected("muted", outlet.name))
    if record.record is None and urlsplit(capture.url).path == "/robots.txt":
        return aside.settled(current.id, STAGE, record.key, Rejected("robots.txt", "it speaks to crawlers"))
    if record.record is None and _is_feed(context, capture):
        return aside.settled(current.id, STAGE, record.key, Rejected("feed", "a feed is no article"))
    if context.catalogue.outlet(outlet.id) is None:
        writer.put_outlet(outlet)
    article = home_of(context, writer, capture.url, outlet, capture.at)
    writer.put_reading(current.id, Reading(capture.id, capture.id, article, "", outlet.id))
    return aside.settled(current.id, STAGE, record.key, Made(None, record.outcome.note))


def _is_feed(context: Context, capture: Capture) -> bool:
    """Whether a response is a feed or a sitemap: an archive of ours, or of a crawler's, holds them beside the pages."""
    if not _FEED_TYPE.search(capture.header("content-type")):
        return False
    body = context.body_of(capture)
    kind = capture.header("content-type")
    return isinstance(body, Made) and isinstance(feeds.parse(body.value, url=capture.url, content_type=kind), Made)


def home_of(context: Context, writer: Writer, url: str, outlet: Outlet, seen: datetime) -> str:
    """The Article that an address leads to; a new address makes a new one."""
    address = normal(url)
    known = context.ledger.article_of(address)
    if known is not None:
        return known
    made = article_id(address)
    writer.put_article(ArticleRow(made, address, outlet.id, seen))
    return made
