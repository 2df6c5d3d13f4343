"""Fetch rounds: feeds, then the pages that they lead to, then pages that are due again.

Requests run side by side; what came is written by the coordinator alone, archive first. A feed
or a page that was settled before a kill is not fetched again in its round.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from broadsheet import feeds
from broadsheet.fetch import Fetcher, Request
from broadsheet.flow import Stage, name_of
from broadsheet.model import (
    Capture,
    Failed,
    Fetched,
    ItemOutcome,
    Link,
    Made,
    Outcome,
    Rejected,
    Round,
    Sighting,
    Source,
    SourceState,
    Unchanged,
)
from broadsheet.pipeline import aside, languages, rechecks
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guarding import guard, guarded
from broadsheet.pipeline.pages import AGAIN, PAGES, fetch_page, look_again, one_link_an_article, store_exchange
from broadsheet.pipeline.walking import Move, Walk
from broadsheet.schedule import refetch
from broadsheet.store.contract import WaitingLink, Writer
from broadsheet.text.addresses import normal
from broadsheet.text.hashing import digest, opaque_id
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
    asyncio.run(_fetch(walk, stages))


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
    purpose = "sitemap" if source.kind == "sitemap" else "feed"
    # Where the first fetch is to go further back than it did, the feed has to come whole, changed or not.
    further = context.settings.fetch.first_hours > state.hours and state.last_success is not None
    etag, last_modified = ("", "") if further else (state.etag, state.last_modified)
    request = Request(source.url, purpose, etag=etag, last_modified=last_modified)  # type: ignore[arg-type]
    answer = await fetcher.get(request)
    now = context.now()
    if not isinstance(answer, Made):
        _settle(context, current, key, answer, _failed(context, state, answer, now))
        return
    fetched = answer.value
    sighting = store_exchange(context, fetched)
    with context.ledger.writing() as writer:
        writer.take_in_hand(FEEDS, [key])
    outcome = _outcome(context, fetched, source)
    if isinstance(outcome, Failed | Rejected):
        _settle(context, current, key, outcome, _failed(context, state, outcome, now, fetched), sighting)
        return
    fresh = _succeeded(state, fetched, now)
    move = _move(source, state, fetched)
    fresh = replace(fresh, moved=move[0])
    links = outcome.value.links if isinstance(outcome, Made) else ()
    new = _new(context, links)
    wanted, old = _wanted(context, links, new, state, current)
    ttl = outcome.value.ttl * 60 if isinstance(outcome, Made) and outcome.value.ttl else None
    fresh = _scheduled(context, state, fresh, links, len(new), now, refetch.Wishes(ttl, fetched.max_age))
    if isinstance(outcome, Made):
        fresh = replace(fresh, title=outcome.value.title, hours=context.settings.fetch.first_hours)
    with context.ledger.writing() as writer:
        writer.put_sighting(sighting)
        for link in new:
            writer.put_link(link, capture_id=sighting.capture_id, seen=now)
        writer.put_waiting(wanted)
        writer.put_source_state(fresh)
        if move[1]:
            _carry_over(context, writer, fresh, opaque_id("f", move[1]))
        settled: Outcome[object] = Made(None, note=outcome.note) if isinstance(outcome, Made) else outcome
        writer.settle(
            replace(aside.settled(current.id, FEEDS, key, settled), detail=_PASSED.format(old) if old else "")
        )
        writer.put_down(FEEDS, [key])
    if move[1]:
        walk.moves.append(Move(source, move[1]))


def _outcome(context: Context, fetched: Fetched, source: Source) -> Outcome[feeds.Feed]:
    capture = fetched.capture
    if fetched.not_modified:
        return Unchanged("not-modified")
    if capture.status == 410:
        return Rejected("gone", "the server says that it is gone for good")
    if capture.status != 200:
        return Failed(f"http-{capture.status}", "", again=capture.status >= 500 or capture.status == 429)
    seconds = context.settings.engine.item_seconds
    return guarded(lambda: read_feed(context, capture, source.id), seconds=seconds)


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


def _succeeded(state: SourceState, fetched: Fetched, now: datetime) -> SourceState:
    return replace(
        state,
        etag=fetched.etag or state.etag,
        last_modified=fetched.last_modified or state.last_modified,
        last_try=now,
        last_success=now,
        failures=0,
        health="",
    )


def _failed(
    context: Context, state: SourceState, outcome: Outcome[object], now: datetime, fetched: Fetched | None = None
) -> SourceState:
    reason = outcome.reason if isinstance(outcome, Rejected) else outcome.error if isinstance(outcome, Failed) else ""
    worse = replace(state, last_try=now, failures=state.failures + 1, health=reason, ended=reason == "gone")
    wishes = refetch.Wishes(retry_after=fetched.retry_after if fetched else None)
    return replace(worse, due=refetch.next_due(worse, now, wishes=wishes, bounds=bounds(context)))


def _scheduled(
    context: Context,
    before: SourceState,
    fresh: SourceState,
    links: Sequence[Link],
    new: int,
    now: datetime,
    wishes: refetch.Wishes,
) -> SourceState:
    """The state with what this fetch says about how often the source changes, and when it is due next."""
    if before.last_success is None:
        gap = refetch.gap_of([stood.at for link in links if (stood := link.published or link.modified)], now)
    else:
        last_change = before.last_new or before.last_success
        gap = refetch.changed_gap(before.gap, new=new, elapsed=(now - last_change).total_seconds())
    fresh = replace(fresh, gap=gap, last_new=now if new else before.last_new)
    return replace(fresh, due=refetch.next_due(fresh, now, wishes=wishes, bounds=bounds(context)))


def bounds(context: Context) -> refetch.Bounds:
    """The least and the most time between two fetches, as the settings have it."""
    chosen = context.settings.fetch
    return refetch.Bounds(span(minutes=chosen.shortest_minutes), span(hours=chosen.longest_hours))


def _move(source: Source, state: SourceState, fetched: Fetched) -> tuple[str, str]:
    """The digest of the address to which the source says to have moved for good, and that address once it has said
    so twice: a redirect that is a mistake seldom lasts."""
    if not fetched.permanent or normal(fetched.permanent) == normal(source.url):
        return "", ""
    mark = digest(fetched.permanent.encode())
    return mark, fetched.permanent if state.moved == mark else ""


def _carry_over(context: Context, writer: Writer, state: SourceState, source_id: str) -> None:
    """What is known of a source goes with it to its new address."""
    writer.put_source_state(replace(state, source_id=source_id, moved="", etag="", last_modified=""))
    waiting = context.ledger.waiting([state.source_id])
    writer.put_waiting([replace(each, source_id=source_id) for each in waiting])


def _settle(
    context: Context,
    current: Round,
    key: str,
    outcome: Outcome[object],
    state: SourceState,
    sighting: Sighting | None = None,
) -> None:
    with context.ledger.writing() as writer:
        if sighting is not None:
            writer.put_sighting(sighting)
        writer.put_source_state(state)
        writer.settle(aside.settled(current.id, FEEDS, key, outcome))
        writer.put_down(FEEDS, [key])


# From links to pages


def _new(context: Context, links: Sequence[Link]) -> list[Link]:
    """The links that are seen for the first time."""
    known = context.ledger.known_links([link.id for link in links])
    return [link for link in links if link.id not in known]


def _wanted(
    context: Context, links: Sequence[Link], new: Sequence[Link], state: SourceState, current: Round
) -> tuple[list[WaitingLink], int]:
    """Those of a feed's links whose page is to be fetched, and how many are passed over as too old: older than the
    hours of a first fetch, counted from the last success. What an outlet brings out again after years is no news.

    A link that was passed over before is wanted once the setting goes back far enough, while it stands in the feed.
    """
    last = min(state.last_success or current.cutoff, current.cutoff)
    oldest = shifted(last, hours=-context.settings.fetch.first_hours)
    fresh = {link.id for link in new}
    wanted: list[WaitingLink] = []
    old = 0
    for link in links:
        stood = link.published or link.modified
        is_old = stood is not None and stood.at < oldest
        if link.id not in fresh and (stood is None or _was_tried(context, link)):
            continue
        if is_old:
            old += 1
        elif not _is_known(context, link):
            wanted.append(WaitingLink(link.id, link.source_id, stood.at if stood else None))
    return wanted, old


def _was_tried(context: Context, link: Link) -> bool:
    """Whether the page of a link that is known was asked for: then its address leads to an Article, whatever became of
    it. The pages of an outlet that is muted are not asked for at all."""
    return context.ledger.article_of(normal(link.url)) is not None or context.catalogue.outlet_of(link.url).mute


def passed_over(outcome: ItemOutcome) -> int:
    """How many entries of a feed were passed over as too old, by the outcome of its item."""
    found = re.fullmatch(_PASSED.replace("{}", r"(\d+)"), outcome.detail) if outcome.stage == FEEDS else None
    return int(found.group(1)) if found else 0


def _is_known(context: Context, link: Link) -> bool:
    home = context.ledger.article_of(normal(link.url))
    return home is not None and bool(context.ledger.newest_versions([home]))


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
