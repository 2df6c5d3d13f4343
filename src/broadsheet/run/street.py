"""The street after the captures: articles, signatures, statements, then the group stages of a round.

Each step settles its items as it goes and can be taken up again where it stopped: what is
pending is asked of the ledger, in an order that does not depend on who came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, TypeVar

from broadsheet import articles, copies, statements
from broadsheet.errors import InputError
from broadsheet.model import (
    Failed,
    ItemOutcome,
    Made,
    Outcome,
    OutcomeKind,
    Reading,
    Rejected,
    Round,
    Unchanged,
    Version,
)
from broadsheet.run import alike, grouping, journal, learning, workshop
from broadsheet.run.desk import Desk
from broadsheet.run.engines import batches
from broadsheet.store.contract import Writer
from broadsheet.text.addresses import normal
from broadsheet.text.codec import from_json
from broadsheet.text.records import MEDIA_TYPE, TextRecord

V = TypeVar("V")

BATCH = 8  # pages handed to a worker at once: small, so that the last worker is not waited for
BATCH_BYTES = 4_000_000  # payload after which a batch is full
WRITES = 50  # values whose results are kept in one transaction: workers have few batches ahead while it is written
LOADED = 200  # Versions read from the ledger at once

WITHDRAWN = Rejected("withdrawn", "this text was erased on demand")

# Refusals of a page after which the feed's own words are all there is.
FEED_WORDS_AFTER = frozenset(
    {"blocked", "robots", "paywalled", "cookie-wall", "login", "script-only", "no-text", "same-page"}
)


def finish(desk: Desk, current: Round) -> None:
    """Takes a round whose captures are all in through every later stage, notes in the archive what it came to, and
    closes it."""
    journal.note_begun(desk, current)
    walk(desk, current)
    journal.note_done(desk, current)
    with desk.ledger.writing() as writer:
        writer.close_round(current.id, desk.now())


def walk(desk: Desk, current: Round) -> None:
    """The stages of the street, one after the other."""
    read_articles(desk, current)
    study(desk, current)
    grouping.group(desk, current)
    learning.learn(desk, current)


def settled(round_id: int, stage: str, key: str, outcome: Outcome[object]) -> ItemOutcome:
    """The row for an outcome."""
    kind: OutcomeKind
    if isinstance(outcome, Made):
        kind, reason, detail = "made", outcome.note, ""
    elif isinstance(outcome, Unchanged):
        kind, reason, detail = "unchanged", outcome.reason, ""
    elif isinstance(outcome, Rejected):
        kind, reason, detail = "rejected", outcome.reason, outcome.detail
    else:
        kind, reason, detail = "failed", outcome.error, outcome.detail
    return ItemOutcome(round_id, stage, key, kind, reason, detail)


def read_articles(desk: Desk, current: Round) -> None:
    """Captures of the round -> Versions, each with one outcome."""
    # An outlet's pages side by side, so that one page that stands for all of them is seen.
    readings = sorted(desk.ledger.readings(current.id), key=lambda reading: (reading.outlet_id, reading.key))
    profiles = learning.Profiles(desk)
    desk.progress.stage("reading pages", len(readings))
    works = _filled(_work(desk, profiles, reading) for reading in readings)
    for some, outcomes in _in_runs(desk, works, readings):
        results = _second_try(desk, some, alike.without_walls(desk, some, outcomes))
        with desk.ledger.writing() as writer:
            for reading, outcome in zip(some, results, strict=True):
                kept = _keep(desk, writer, current, reading, outcome)
                writer.settle(settled(current.id, "articles", reading.key, kept))
        desk.progress.step(len(some))


def _in_runs(
    desk: Desk, works: Iterable[Sequence[object]], values: Sequence[V]
) -> Iterator[tuple[Sequence[V], list[Outcome[Any]]]]:
    """The values with the outcomes of their works, as many at once as are written together; meanwhile the workers go
    on with the next."""
    if not values:
        return
    outcomes = (outcome for batch in desk.engine.map(workshop.PREPARATION, works) for outcome in batch)
    for some in batches(values, WRITES):
        yield some, list(islice(outcomes, len(some)))
    # An engine that is asked for no more than it has would take its workers for abandoned.
    next(outcomes, None)


def _filled(works: Iterable[workshop.ReadWork]) -> Iterator[list[workshop.ReadWork]]:
    """Batches of BATCH pages, or of fewer where they are large: several batches are in memory at once."""
    batch: list[workshop.ReadWork] = []
    size = 0
    for work in works:
        batch.append(work)
        size += len(work.capture.payload)
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _work(desk: Desk, profiles: learning.Profiles, reading: Reading) -> workshop.ReadWork:
    sighting = desk.ledger.sighting(reading.capture_id)
    if sighting is None:
        raise LookupError(f"no record of capture {reading.capture_id}")
    capture = desk.archive.read(sighting.place)
    link = desk.ledger.link(reading.link_id) if reading.link_id else None
    outlet = desk.outlet(reading.outlet_id, capture.url)
    record = None
    if not capture.status and capture.header("content-type") == MEDIA_TYPE:
        # One that another program wrote under this name is read as a page, which says what is wrong with it.
        with suppress(InputError):
            record = from_json(capture.payload, TextRecord, what=f"the record of {capture.url}")
    rule = desk.rules.rule_for(capture.url, capture.at)
    profile = profiles.holding(reading) if record is None and not reading.why else None
    limit = desk.settings.fetch.max_decoded_bytes
    return workshop.ReadWork(capture, link, reading.article_id, outlet, limit, reading.why, record, rule, profile)


def _second_try(desk: Desk, readings: Sequence[Reading], results: list[Outcome[object]]) -> list[Outcome[object]]:
    """Where a page gave no text but its feed has words, those make a feed-only Version."""
    found = list(results)
    for at, (reading, outcome) in enumerate(zip(readings, results, strict=True)):
        refused = isinstance(outcome, Rejected) and outcome.reason in FEED_WORDS_AFTER
        if not (refused and reading.link_id and not reading.why):
            continue
        assert isinstance(outcome, Rejected)
        link, feed = desk.ledger.link(reading.link_id), desk.ledger.link_capture(reading.link_id)
        sighting = desk.ledger.sighting(feed)
        page = desk.ledger.sighting(reading.capture_id)
        if link is None or sighting is None or page is None:
            continue
        again = articles.from_link(
            feed,
            link,
            article_id=reading.article_id,
            outlet=desk.outlet(reading.outlet_id, link.url),
            captured=page.at,
            why=outcome.reason,
        )
        if isinstance(again, Made):
            found[at] = Made(again.value, note=f"feed-only: {outcome.reason}")
    return found


def _keep(desk: Desk, writer: Writer, current: Round, reading: Reading, outcome: Outcome[object]) -> Outcome[object]:
    """Writes what was made, or says why it is not kept."""
    if not isinstance(outcome, Made):
        return outcome
    made = outcome.value
    assert isinstance(made, articles.Reading)
    version = made.version
    languages = desk.settings.paper.languages
    if languages and version.language and version.language.split("-")[0] not in languages:
        return Rejected("language", version.language)
    version = _under_first_address(desk, writer, version, made.addresses)
    if _is_withdrawn(desk, version, (*made.addresses, version.url)):
        return WITHDRAWN
    before = desk.ledger.newest_versions([version.article_id])
    version = articles.published_before(version, before)
    same = [each for each in before if each.reader == version.reader and each.access == version.access]
    if any(each.text_hash == version.text_hash for each in same):
        return Unchanged("same-text")
    if version.access == "feed-only" and any(each.access != "feed-only" for each in before):
        return Unchanged("have-page")
    writer.put_version(version, current.id)
    return Made(version.id, note=outcome.note)


def _is_withdrawn(desk: Desk, version: Version, addresses: Sequence[str]) -> bool:
    """Whether this text, or whatever stood at one of its addresses, was erased on demand."""
    homes = {version.article_id, *filter(None, (desk.ledger.article_of(normal(url)) for url in addresses))}
    return any(desk.ledger.is_withdrawn(article_id=home, text_hash=version.text_hash) for home in homes)


def _under_first_address(desk: Desk, writer: Writer, version: Version, addresses: Sequence[str]) -> Version:
    """The Version under the Article that one of its addresses already leads to, if any does."""
    homes = [desk.ledger.article_of(normal(url)) for url in addresses]
    home = next((known for known in homes if known and known != version.article_id), None)
    own = desk.ledger.newest_versions([version.article_id])
    if home and not own and desk.ledger.newest_versions([home]):
        version = articles.moved(version, home)
    for url in addresses:
        writer.put_address(normal(url), version.article_id)
    return version


def study(desk: Desk, current: Round) -> None:
    """Versions -> signatures and Statements: two stages, for which a text goes to a worker once."""
    unsigned = frozenset(desk.ledger.without_signature(current.id, copies.COPIES))
    unread = frozenset(desk.ledger.without_statements(current.id, statements.STATEMENTS))
    wanted = sorted(unsigned | unread)
    desk.progress.stage("finding who said what", len(wanted))
    works = (
        [workshop.StudyWork(version, version.id in unsigned, version.id in unread) for version in few]
        for few in _versions(desk, wanted)
    )
    for some, outcomes in _in_runs(desk, works, wanted):
        with desk.ledger.writing() as writer:
            for id, outcome in zip(some, outcomes, strict=True):
                found = outcome.value if isinstance(outcome, Made) else workshop.Studied(copies.sign("").to_bytes(), ())
                if id in unsigned:
                    writer.put_signature(id, found.signature, copies.COPIES)
                    _settle_once(writer, settled(current.id, "copies", id, _bare(outcome)))
                if id in unread:
                    writer.put_statements(id, found.statements, statements.STATEMENTS)
                    _settle_once(writer, settled(current.id, "statements", id, _bare(outcome)))
        desk.progress.step(len(some))


def _versions(desk: Desk, ids: Sequence[str]) -> Iterator[Sequence[Version]]:
    for some in batches(ids, LOADED):
        yield from batches(desk.ledger.versions(some), BATCH)


def _bare(outcome: Outcome[object]) -> Outcome[object]:
    return Made(None) if isinstance(outcome, Made) else outcome


def _settle_once(writer: Writer, outcome: ItemOutcome) -> None:
    writer.plan(outcome.round_id, outcome.stage, [outcome.key])
    writer.settle(outcome)


__all__ = ["Failed", "finish", "read_articles", "settled", "study", "walk"]
