"""Captures of a round -> Versions, each with one outcome: what is handed to the readers, and what of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from broadsheet import articles
from broadsheet.errors import InputError
from broadsheet.flow import Stage
from broadsheet.model import (
    Failed,
    Made,
    Outcome,
    Reading,
    Rejected,
    Round,
    Version,
)
from broadsheet.pipeline import decisions
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.engine import worker
from broadsheet.pipeline.engine.each import in_runs
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.aside import settled
from broadsheet.pipeline.guard.guarding import guarded
from broadsheet.pipeline.rounds import alike, learning
from broadsheet.pipeline.walking import Walk
from broadsheet.store.contract import Writer
from broadsheet.text.addresses import normal
from broadsheet.text.codec import from_json
from broadsheet.text.records import MEDIA_TYPE, TextRecord

# Refusals of a page after which the feed's own words are all there is.
FEED_WORDS_AFTER = frozenset(
    {"blocked", "robots", "paywalled", "cookie-wall", "login", "script-only", "no-text", "same-page"}
)


def read(walk: Walk, stages: Sequence[Stage]) -> None:
    """Captures of the round -> Versions, each with one outcome."""
    context, current, (stage,) = walk.context, walk.current, stages
    # An outlet's pages side by side, so that one page that stands for all of them is seen.
    readings = sorted(context.ledger.readings(current.id), key=lambda reading: (reading.outlet_id, reading.key))
    profiles = learning.Profiles(context)
    context.progress.stage("reading pages", len(readings))

    def prepared(reading: Reading) -> object:
        if (stage.name, reading.key) in walk.failed:
            return worker.NoWork(aside.ASIDE)
        work = guarded(partial(_work, context, profiles, reading), "reading")
        return worker.NoWork(work) if isinstance(work, Failed) else work

    def keep(writer: Writer, pair: tuple[Reading, Outcome[object]]) -> None:
        reading, outcome = pair
        kept = _keep(context, writer, current, reading, _second_try(context, reading, outcome))
        writer.settle(settled(current.id, stage.name, reading.key, kept))

    def give_up(writer: Writer, pair: tuple[Reading, Outcome[object]], why: Failed) -> None:
        writer.settle(settled(current.id, stage.name, pair[0].key, why))

    hands = aside.Hands(context, stage.name, current.id)
    for some, outcomes in in_runs(context, hands, readings, lambda reading: reading.key, prepared):
        told = guarded(partial(alike.without_walls, context, some, outcomes))
        told = outcomes if isinstance(told, Failed) else told
        aside.write_each(context, list(zip(some, told, strict=True)), keep, give_up)
        hands.put_down([reading.key for reading in some])
        context.progress.step(len(some))


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
    refused = decisions.language(version, context.settings.paper.languages)
    if refused is not None:
        return refused
    version = _under_first_address(context, writer, version, made.addresses)
    withdrawn = _is_withdrawn(context, version, (*made.addresses, version.url))
    before = context.ledger.newest_versions([version.article_id])
    kept = decisions.version(version, before, withdrawn=withdrawn)
    if not isinstance(kept, Version):
        return kept
    writer.put_version(kept, current.id)
    return Made(kept.id, note=outcome.note)


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
