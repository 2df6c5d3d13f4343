"""The pipeline after the captures: articles, signatures, statements, then the group stages of a round.

Each step settles its items as it goes and can be taken up again where it stopped: what is
pending is asked of the ledger, in an order that does not depend on who came first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from broadsheet import articles, copies, statements
from broadsheet.errors import InputError
from broadsheet.model import (
    Failed,
    Made,
    Outcome,
    Reading,
    Rejected,
    Round,
    Unchanged,
    Version,
)
from broadsheet.pipeline import alike, aside, decision_log, grouping, journal, learning, worker
from broadsheet.pipeline.aside import NONE, Failures, settled
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.engines import batches
from broadsheet.store.contract import Writer
from broadsheet.text.addresses import normal
from broadsheet.text.codec import from_json
from broadsheet.text.records import MEDIA_TYPE, TextRecord

V = TypeVar("V")

STAGES = (
    "files",
    "records",
    "feeds",
    "planning",
    "pages",
    "again",
    "articles",
    "copies",
    "statements",
    "reports",
    "stories",
)
LATER = ("copies", "statements", "reports", "stories")  # stages that try again what an earlier round could not do
ROUND = "round"  # the key of a stage as a whole

BATCH = 8  # pages handed to a worker at once: small, so that the last worker is not waited for
BATCH_BYTES = 4_000_000  # payload after which a batch is full
WRITES = 50  # values whose results are kept in one transaction: workers have few batches ahead while it is written

WITHDRAWN = Rejected("withdrawn", "this text was erased on demand")

# Refusals of a page after which the feed's own words are all there is.
FEED_WORDS_AFTER = frozenset(
    {"blocked", "robots", "paywalled", "cookie-wall", "login", "script-only", "no-text", "same-page"}
)


def finish(context: Context, current: Round) -> None:
    """Takes a round whose captures are all in through every later stage, notes in the archive what it came to, and
    closes it."""
    _guarded(context, current, "journal", lambda: journal.note_begun(context, current, again(context, current.id)))
    walk(context, current)
    _guarded(context, current, "journal", lambda: journal.note_done(context, current))
    end(context, current)


def end(context: Context, current: Round) -> None:
    """Closes a round. What of it has no outcome by now will have none: that is its outcome."""
    left = [(stage, key) for stage in STAGES for key in context.ledger.pending(current.id, stage)]
    with context.ledger.writing() as writer:
        for stage, key in left:
            writer.settle(settled(current.id, stage, key, Failed("error", "its stage failed", again=False)))
        writer.close_round(current.id, context.now())
    decision_log.of_round(context, current)


def walk(context: Context, current: Round, *, failed: Failures = NONE) -> None:
    """The stages of the pipeline, one after the other. A stage that fails as a whole costs the round that stage.

    `failed` are items, each a stage and a key, of which it is known that they fail: they are not tried."""
    _guarded(context, current, "articles", lambda: read_articles(context, current, failed))
    _guarded(context, current, "statements", lambda: study(context, current, failed))
    _guarded(context, current, "stories", lambda: grouping.group(context, current, failed))
    _guarded(context, current, "learning", lambda: learning.learn(context, current, failed))


def _guarded(context: Context, current: Round, stage: str, work: Callable[[], None]) -> None:
    """A stage: what it raises as a whole becomes an outcome of its own."""
    try:
        work()
        return
    except Exception as error:
        outcome = aside.fault(error)
    context.progress.note(f"The stage {stage} of round {current.id} failed: {outcome.detail}")
    with context.ledger.writing() as writer:
        writer.plan(current.id, stage, [ROUND])
        if ROUND in context.ledger.pending(current.id, stage):
            writer.settle(settled(current.id, stage, ROUND, outcome))


def again(context: Context, round_id: int) -> tuple[tuple[str, str], ...]:
    """Items of later stages that this round is to try again: their stage and key."""
    return tuple((stage, key) for stage in LATER for key in context.ledger.pending(round_id, stage))


def read_articles(context: Context, current: Round, failed: Failures = NONE) -> None:
    """Captures of the round -> Versions, each with one outcome."""
    # An outlet's pages side by side, so that one page that stands for all of them is seen.
    readings = sorted(context.ledger.readings(current.id), key=lambda reading: (reading.outlet_id, reading.key))
    profiles = learning.Profiles(context)
    context.progress.stage("reading pages", len(readings))

    def prepared(reading: Reading) -> object:
        if ("articles", reading.key) in failed:
            return worker.NoWork(aside.ASIDE)
        work = aside.read_or_not(lambda: _work(context, profiles, reading))
        return worker.NoWork(work) if isinstance(work, Failed) else work

    def keep(writer: Writer, pair: tuple[Reading, Outcome[object]]) -> None:
        reading, outcome = pair
        kept = _keep(context, writer, current, reading, _second_try(context, reading, outcome))
        writer.settle(settled(current.id, "articles", reading.key, kept))

    def give_up(writer: Writer, pair: tuple[Reading, Outcome[object]], why: Failed) -> None:
        writer.settle(settled(current.id, "articles", pair[0].key, why))

    hands = aside.Hands(context, "articles", current.id)
    for some, outcomes in _in_runs(context, hands, readings, lambda reading: reading.key, prepared):
        told = _without_walls(context, some, outcomes)
        aside.write_each(context, list(zip(some, told, strict=True)), keep, give_up)
        hands.put_down([reading.key for reading in some])
        context.progress.step(len(some))


def _without_walls(
    context: Context, readings: Sequence[Reading], outcomes: Sequence[Outcome[object]]
) -> Sequence[Outcome[object]]:
    """The outcomes, those of pages that are one wall rejected as that; as they are where that cannot be told."""
    try:
        return alike.without_walls(context, readings, outcomes)
    except Exception as error:
        aside.fault(error)
        return outcomes


def _in_runs(
    context: Context, hands: aside.Hands, values: Sequence[V], key: Callable[[V], str], prepared: Callable[[V], object]
) -> Iterator[tuple[Sequence[V], list[Outcome[Any]]]]:
    """The values with the outcomes of their works, as many at once as are written together; meanwhile the workers go
    on with the next. A suspect is worked on while nothing else is, one that is to be set aside not at all."""
    suspects = hands.suspects()

    def work_of(value: V) -> object:
        return worker.NoWork(aside.ASIDE) if aside.is_aside(suspects.get(key(value), 0)) else prepared(value)

    def works(run: Sequence[V]) -> Iterator[list[object]]:
        for few in batches(run, BATCH):
            hands.take([key(value) for value in few])
            yield from _filled(map(work_of, few))

    for run in aside.apart(values, suspects, key):
        outcomes = (outcome for batch in context.engine.map(worker.PREPARATION, works(run)) for outcome in batch)
        for some in batches(run, WRITES):
            yield some, list(islice(outcomes, len(some)))
        # An engine that is asked for no more than it has would take its workers for abandoned.
        next(outcomes, None)


def _filled(works: Iterable[object]) -> Iterator[list[object]]:
    """The works in one batch, or in several where they are large: some batches are in memory at once."""
    batch: list[object] = []
    size = 0
    for work in works:
        batch.append(work)
        size += len(work.capture.payload) if isinstance(work, worker.ReadWork) else 0
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _work(context: Context, profiles: learning.Profiles, reading: Reading) -> worker.ReadWork:
    sighting = context.ledger.sighting(reading.capture_id)
    if sighting is None:
        raise LookupError(f"no record of capture {reading.capture_id}")
    capture = context.archive.read(sighting.place)
    link = context.ledger.link(reading.link_id) if reading.link_id else None
    outlet = context.outlet(reading.outlet_id, capture.url)
    record = None
    if not capture.status and capture.header("content-type") == MEDIA_TYPE:
        # One that another program wrote under this name is read as a page, which says what is wrong with it.
        with suppress(InputError):
            record = from_json(capture.payload, TextRecord, what=f"the record of {capture.url}")
            # The line has its address as written, with doors and control characters; the Capture as it may be kept.
            record = replace(record, url=capture.url)
    rule = context.rules.rule_for(capture.url, capture.at)
    profile = profiles.holding(reading) if record is None and not reading.why else None
    limit = context.settings.fetch.max_decoded_bytes
    return worker.ReadWork(capture, link, reading.article_id, outlet, limit, reading.why, record, rule, profile)


def _second_try(context: Context, reading: Reading, outcome: Outcome[object]) -> Outcome[object]:
    """Where a page gave no text but its feed has words, those make a feed-only Version."""
    refused = isinstance(outcome, Rejected) and outcome.reason in FEED_WORDS_AFTER
    if not (refused and reading.link_id and not reading.why):
        return outcome
    assert isinstance(outcome, Rejected)
    link, feed = context.ledger.link(reading.link_id), context.ledger.link_capture(reading.link_id)
    sighting = context.ledger.sighting(feed)
    page = context.ledger.sighting(reading.capture_id)
    if link is None or sighting is None or page is None:
        return outcome
    found = articles.from_link(
        feed,
        link,
        article_id=reading.article_id,
        outlet=context.outlet(reading.outlet_id, link.url),
        captured=page.at,
        why=outcome.reason,
    )
    return Made(found.value, note=f"feed-only: {outcome.reason}") if isinstance(found, Made) else outcome


def _keep(
    context: Context, writer: Writer, current: Round, reading: Reading, outcome: Outcome[object]
) -> Outcome[object]:
    """Writes what was made, or says why it is not kept."""
    if not isinstance(outcome, Made):
        return outcome
    made = outcome.value
    assert isinstance(made, articles.ReadPage)
    version = made.version
    languages = context.settings.paper.languages
    if languages and version.language and version.language.split("-")[0] not in languages:
        return Rejected("language", version.language)
    version = _under_first_address(context, writer, version, made.addresses)
    if _is_withdrawn(context, version, (*made.addresses, version.url)):
        return WITHDRAWN
    before = context.ledger.newest_versions([version.article_id])
    version = articles.published_before(version, before)
    same = [each for each in before if each.reader == version.reader and each.access == version.access]
    if any(each.text_hash == version.text_hash for each in same):
        return Unchanged("same-text")
    if version.access == "feed-only" and any(each.access != "feed-only" for each in before):
        return Unchanged("have-page")
    writer.put_version(version, current.id)
    return Made(version.id, note=outcome.note)


def _is_withdrawn(context: Context, version: Version, addresses: Sequence[str]) -> bool:
    """Whether this text, or whatever stood at one of its addresses, was erased on demand."""
    homes = {version.article_id, *filter(None, (context.ledger.article_of(normal(url)) for url in addresses))}
    return any(context.ledger.is_withdrawn(article_id=home, text_hash=version.text_hash) for home in homes)


def _under_first_address(context: Context, writer: Writer, version: Version, addresses: Sequence[str]) -> Version:
    """The Version under the Article that one of its addresses already leads to, if any does."""
    homes = [context.ledger.article_of(normal(url)) for url in addresses]
    home = next((known for known in homes if known and known != version.article_id), None)
    own = context.ledger.newest_versions([version.article_id])
    if home and not own and context.ledger.newest_versions([home]):
        version = articles.moved(version, home)
    for url in addresses:
        writer.put_address(normal(url), version.article_id)
    return version


def study(context: Context, current: Round, failed: Failures = NONE) -> None:
    """Versions -> signatures and Statements: two stages, for which a text goes to a worker once."""
    wanted_again = again(context, current.id)
    unsigned = {*context.ledger.without_signature(current.id, copies.COPIES)}
    unsigned |= {key for stage, key in wanted_again if stage == "copies"}
    unread = {*context.ledger.without_statements(current.id, statements.STATEMENTS)}
    unread |= {key for stage, key in wanted_again if stage == "statements"}
    wanted = sorted(unsigned | unread)
    context.progress.stage("finding who said what", len(wanted))

    def prepared(id: str) -> object:
        version = aside.read_or_not(lambda: context.ledger.version(id))
        if not isinstance(version, Version):
            return worker.NoWork(version or Failed("no-version", id, again=False))
        sign = id in unsigned and ("copies", id) not in failed
        return worker.StudyWork(version, sign, id in unread and ("statements", id) not in failed)

    def keep(writer: Writer, pair: tuple[str, Outcome[worker.Studied]]) -> None:
        id, outcome = pair
        found = outcome.value if isinstance(outcome, Made) else worker.Studied(b"", ())
        broken = dict(found.broken)
        for stage in ("copies", "statements"):
            if (stage, id) in failed:
                broken[stage] = aside.ASIDE
            elif not isinstance(outcome, Made):
                broken[stage] = outcome if isinstance(outcome, Failed) else Failed("error", again=False)
        if id in unsigned:
            # A text that could not be signed is like no other.
            writer.put_signature(id, found.signature or copies.sign("").to_bytes(), copies.COPIES)
            aside.settle_once(writer, settled(current.id, "copies", id, broken.get("copies", Made(None))))
        if id in unread:
            writer.put_statements(id, found.statements, statements.STATEMENTS)
            aside.settle_once(writer, settled(current.id, "statements", id, broken.get("statements", Made(None))))

    def give_up(writer: Writer, pair: tuple[str, Outcome[worker.Studied]], why: Failed) -> None:
        keep(writer, (pair[0], why))

    hands = aside.Hands(context, "study", current.id)
    for some, outcomes in _in_runs(context, hands, wanted, lambda id: id, prepared):
        aside.write_each(context, list(zip(some, outcomes, strict=True)), keep, give_up)
        hands.put_down(some)
        context.progress.step(len(some))


__all__ = ["Failed", "end", "finish", "read_articles", "settled", "study", "walk"]
