"""Fetch rounds: feeds, then the pages that they lead to, then pages that are due again.

Requests run side by side; what came is written by the coordinator alone, archive first. A feed
or a page that was settled before a kill is not fetched again in its round.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from broadsheet import feeds, interrupts
from broadsheet.fetch import Fetcher
from broadsheet.flow import Stage, name_of
from broadsheet.model import (
    Capture,
    Fetched,
    ItemOutcome,
    Link,
    Made,
    Outcome,
    Rejected,
    Round,
    Source,
    SourceState,
)
from broadsheet.pipeline import decisions
from broadsheet.pipeline.applying import apply_feed, store_exchange
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.guarding import guard, guarded
from broadsheet.pipeline.rounds import languages, rechecks
from broadsheet.pipeline.rounds.pages import AGAIN, PAGES, fetch_page, look_again, one_link_an_article
from broadsheet.pipeline.walking import Move, Walk
from broadsheet.schedule import refetch
from broadsheet.text.addresses import normal
from broadsheet.text.times import shifted, span

FEEDS, PLANNING = "feeds", "planning"
_PASSED = "too-old:{}"  # the detail of a feed's outcome


def begin(context: Context, sources: Sequence[Source], *, pages: Sequence[str] | None = None) -> Round:
    """Opens a fetch round: its sources and its cut-off stand before the first request.

    `pages` are looked at again; where it is None, those for which a mark has passed are.
    """
    now = context.now()
    wanted = rechecks.due(context, now) if pages is None else pages
    with context.ledger.writing() as writer:
        current = writer.open_round("fetch", [source.id for source in sources], now, now)
        writer.plan(current.id, FEEDS, current.sources)
        writer.plan(current.id, PLANNING, [PAGES])
        writer.plan(current.id, AGAIN, wanted)
    return current


def fetch(walk: Walk, stages: Sequence[Stage]) -> None:
    """The sources of the round, then their pages, over the same connections."""
    interrupts.run(_fetch(walk, stages))


async def _fetch(walk: Walk, stages: Sequence[Stage]) -> None:
    context = walk.context
    async with Fetcher(
        context.settings.fetch, now=context.now, passing=lambda fetched: _keep(context, fetched)
    ) as fetcher:
        for stage in stages:
            await _BY_NOUN[name_of(stage.makes)](walk, fetcher)


async def _fetch_feeds(walk: Walk, fetcher: Fetcher) -> None:
    context, current = walk.context, walk.current
    sources = {source.id: source for source in context.catalogue.sources}
    pending = context.ledger.pending(current.id, FEEDS)
    context.progress.stage("fetching feeds", len(pending))
    await _each(context, current, FEEDS, pending, lambda key: _fetch_feed(walk, fetcher, key, sources.get(key)))


async def _fetch_pages(walk: Walk, fetcher: Fetcher) -> None:
    context, current = walk.context, walk.current
    if context.ledger.pending(current.id, PLANNING):
        _plan_pages(context, current)
    chosen = one_link_an_article(context, current)
    context.progress.stage("fetching pages", len(chosen))
    await _each(context, current, PAGES, chosen, lambda key: fetch_page(context, current, fetcher, key))
    pending = context.ledger.pending(current.id, AGAIN)
    if pending:
        context.progress.stage("looking again", len(pending))
        await _each(context, current, AGAIN, pending, lambda key: look_again(context, current, fetcher, key))


# What fetches, by what it leads to.
_BY_NOUN: Mapping[str, Callable[[Walk, Fetcher], Awaitable[None]]] = {"Link": _fetch_feeds, "Capture": _fetch_pages}


def _keep(context: Context, fetched: Fetched) -> None:
    """Puts a response that nobody reads as a feed or a page into the archive as well: a redirect, a robots.txt."""
    sighting = store_exchange(context, fetched)
    with context.ledger.writing() as writer:
        writer.put_sighting(sighting)


async def _each(
    context: Context, current: Round, stage: str, keys: Sequence[str], work: Callable[[str], Awaitable[None]]
) -> None:
    """All keys side by side, as many as the settings allow. What one raises is its outcome; what is no fault of its own
    ends all, and is raised by itself."""
    gate = asyncio.Semaphore(max(1, context.settings.fetch.connections))

    async def one(key: str) -> None:
        async with gate:
            with guard() as ended:
                await work(key)
            if ended.failed is not None:
                with context.ledger.writing() as writer:
                    writer.put_down(stage, [key])
                    if key in context.ledger.pending(current.id, stage):
                        writer.settle(aside.settled(current.id, stage, key, ended.failed))
        context.progress.step()

    try:
        async with asyncio.TaskGroup() as group:
            for key in keys:
                group.create_task(one(key))
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from errors


# Feeds


async def _fetch_feed(walk: Walk, fetcher: Fetcher, key: str, source: Source | None) -> None:
    context, current = walk.context, walk.current
    if source is None:
        with context.ledger.writing() as writer:
            gone = Rejected("removed", "the source is no longer in outlets.toml")
            writer.settle(aside.settled(current.id, FEEDS, key, gone))
        return
    if aside.is_aside(context.ledger.suspects(FEEDS).get(key, 0)):
        with context.ledger.writing() as writer:
            writer.settle(aside.settled(current.id, FEEDS, key, aside.ASIDE))
        return
    state = context.ledger.source_state(key) or SourceState(key)
    hours = context.settings.fetch.first_hours
    answer = await fetcher.get(decisions.feed_request(source, state, first_hours=hours).request)
    outcome: Outcome[feeds.Feed]
    fetched = sighting = None
    if isinstance(answer, Made):
        fetched = answer.value
        sighting = store_exchange(context, fetched)
        with context.ledger.writing() as writer:
            writer.take_in_hand(FEEDS, [key])
        outcome = _outcome(context, fetched, source)
    else:
        outcome = answer
    offers = _offers(context, outcome.value.links) if isinstance(outcome, Made) else ()
    came = decisions.FeedCame(
        source, state, outcome, fetched, offers, context.now(), current.cutoff, hours, bounds(context)
    )
    done = decisions.feed(came)
    apply_feed(context, current, key, done, sighting, detail=_PASSED.format(done.too_old) if done.too_old else "")
    if done.moved:
        walk.moves.append(Move(source, done.moved))


def _outcome(context: Context, fetched: Fetched, source: Source) -> Outcome[feeds.Feed]:
    refusal = decisions.refused(fetched)
    if refusal is not None:
        return refusal
    seconds = context.settings.engine.item_seconds
    return guarded(lambda: read_feed(context, fetched.capture, source.id), seconds=seconds)


def _offers(context: Context, links: Sequence[Link]) -> tuple[decisions.OfferedLink, ...]:
    """What is known of the Links of a feed. Where the page of one was asked for its address leads to an Article, whatever
    became of it; the pages of an outlet that is muted are not asked for at all."""
    known = context.ledger.known_links([link.id for link in links])
    homes = {link.id: context.ledger.article_of(normal(link.url)) for link in links}
    fresh = [home for link in links if link.id not in known and (home := homes[link.id])]
    read = {version.article_id for version in context.ledger.newest_versions(fresh)}
    return tuple(
        decisions.OfferedLink(
            link,
            link.id not in known,
            link.id in known and (homes[link.id] is not None or context.catalogue.outlet_of(link.url).mute),
            homes[link.id] in read,
        )
        for link in links
    )


def read_feed(context: Context, capture: Capture, source_id: str) -> Outcome[feeds.Feed]:
    """The feed that a Capture of a source holds."""
    body = context.body_of(capture)
    if not isinstance(body, Made):
        return body
    return feeds.read(
        body.value,
        url=capture.url,
        content_type=capture.header("content-type"),
        source_id=source_id,
        captured=capture.at,
    )


def bounds(context: Context) -> refetch.Bounds:
    """The least and the most time between two fetches, as the settings have it."""
    chosen = context.settings.fetch
    return refetch.Bounds(span(minutes=chosen.shortest_minutes), span(hours=chosen.longest_hours))


def passed_over(outcome: ItemOutcome) -> int:
    """How many entries of a feed were passed over as too old, by the outcome of its item."""
    found = re.fullmatch(_PASSED.replace("{}", r"(\d+)"), outcome.detail) if outcome.stage == FEEDS else None
    return int(found.group(1)) if found else 0


# From links to pages


def _plan_pages(context: Context, current: Round) -> None:
    """Plans the pages of the round, once all feeds are in: of each source that answered the newest that wait, as many
    as the settings allow. The rest goes on waiting, and its source is due again soon."""
    answered = [
        each.key
        for each in context.ledger.outcomes(current.id)
        if each.stage == FEEDS and each.outcome in ("made", "unchanged")
    ]
    most = context.settings.fetch.pages_per_source
    soon = shifted(context.now(), by=bounds(context).shortest)
    with context.ledger.writing() as writer:
        for source_id in answered:
            waiting = context.ledger.waiting([source_id])
            writer.plan(current.id, PAGES, [each.link_id for each in waiting[:most]])
            state = context.ledger.source_state(source_id)
            if len(waiting) > most and state and state.due and state.due > soon:
                writer.put_source_state(replace(state, due=soon))
        for reading in languages.wanted_now(context):
            writer.put_reading(current.id, reading)
        writer.settle(aside.settled(current.id, PLANNING, PAGES, Made(None)))


__all__ = ["FEEDS", "begin", "bounds", "fetch", "passed_over", "store_exchange"]
