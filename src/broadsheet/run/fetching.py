"""Fetch rounds: feeds, then the pages that they lead to, then pages that are due again.

Requests run side by side; what came is written by the coordinator alone, archive first. A feed
or a page that was settled before a kill is not fetched again in its round.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadsheet import feeds
from broadsheet.fetch import Exchange, Fetched, Fetcher, Request
from broadsheet.model import (
    Failed,
    Link,
    Made,
    Outcome,
    Outlet,
    Reading,
    RecordKind,
    Rejected,
    Round,
    Sighting,
    Source,
    SourceState,
    Unchanged,
)
from broadsheet.run import street
from broadsheet.run.desk import Desk
from broadsheet.run.importing import home_of
from broadsheet.run.schedule import again_horizon, due_again
from broadsheet.store.contract import Writer
from broadsheet.text.addresses import normal
from broadsheet.text.decoding import decode_body

FEEDS, PAGES, AGAIN = "feeds", "pages", "again"

# Statuses with which a server says that it will not show this page to us.
REFUSALS = {401: "blocked", 402: "paywalled", 403: "blocked", 429: "blocked", 451: "blocked"}


def begin(desk: Desk, sources: Sequence[Source]) -> Round:
    """Opens a fetch round: its sources and its cut-off stand before the first request."""
    now = desk.now()
    with desk.ledger.writing() as writer:
        current = writer.open_round("fetch", [source.id for source in sources], now, now)
        writer.plan(current.id, FEEDS, current.sources)
        writer.plan(current.id, AGAIN, _due_again(desk, now))
    return current


def go_on(desk: Desk, current: Round) -> None:
    """Takes a fetch round from wherever it stands to its end."""
    asyncio.run(_fetch(desk, current))
    street.finish(desk, current)


def _due_again(desk: Desk, now: datetime) -> list[str]:
    """Addresses of Articles in stories of two Articles or more whose page should be looked at again."""
    found = []
    for story in desk.ledger.stories(start=now - again_horizon()):
        for id in story.article_ids if len(story.article_ids) > 1 else ():
            versions = [version for version in desk.ledger.versions_of(id) if version.access != "feed-only"]
            if not versions:
                continue
            url = versions[-1].url
            seen = [each.at for each in desk.ledger.sightings(url)] or [versions[-1].captured]
            if due_again(seen[0], seen[-1], now):
                found.append(url)
    return found


async def _fetch(desk: Desk, current: Round) -> None:
    async with Fetcher(desk.settings.fetch, now=desk.now) as fetcher:
        sources = {source.id: source for source in desk.catalogue.sources}
        pending = desk.ledger.pending(current.id, FEEDS)
        desk.progress.stage("fetching feeds", len(pending))
        await _each(desk, pending, lambda key: _fetch_feed(desk, current, fetcher, key, sources.get(key)))
        pending = _one_link_an_article(desk, current)
        desk.progress.stage("fetching pages", len(pending))
        await _each(desk, pending, lambda key: _fetch_page(desk, current, fetcher, key))
        pending = desk.ledger.pending(current.id, AGAIN)
        if pending:
            desk.progress.stage("looking again", len(pending))
            await _each(desk, pending, lambda key: _look_again(desk, current, fetcher, key))


async def _each(desk: Desk, keys: Sequence[str], work: Callable[[str], Awaitable[None]]) -> None:
    """All keys side by side, as many as the settings allow; the first error ends all."""
    gate = asyncio.Semaphore(max(1, desk.settings.fetch.connections))

    async def one(key: str) -> None:
        async with gate:
            await work(key)
        desk.progress.step()

    async with asyncio.TaskGroup() as group:
        for key in keys:
            group.create_task(one(key))


# Feeds


async def _fetch_feed(desk: Desk, current: Round, fetcher: Fetcher, key: str, source: Source | None) -> None:
    if source is None:
        _settle(desk, current, FEEDS, key, Rejected("removed", "the source is no longer in outlets.toml"))
        return
    state = desk.ledger.source_state(key) or SourceState(key)
    purpose = "sitemap" if source.kind == "sitemap" else "feed"
    request = Request(source.url, purpose, etag=state.etag, last_modified=state.last_modified)  # type: ignore[arg-type]
    answer = await fetcher.get(request)
    now = desk.now()
    if not isinstance(answer, Made):
        _settle_feed(desk, current, key, answer, _failed(state, answer, now))
        return
    fetched = answer.value
    sighting = store_exchange(desk, fetched)
    outcome: Outcome[feeds.Feed]
    if fetched.not_modified:
        outcome = Unchanged("not-modified")
    elif fetched.capture.status != 200:
        again = fetched.capture.status >= 500 or fetched.capture.status == 429
        outcome = Failed(f"http-{fetched.capture.status}", "", again=again)
    else:
        outcome = _read_feed(desk, fetched, source)
    if isinstance(outcome, Failed | Rejected):
        _settle_feed(desk, current, key, outcome, _failed(state, outcome, now), sighting)
        return
    fresh = replace(
        state,
        etag=fetched.etag or state.etag,
        last_modified=fetched.last_modified or state.last_modified,
        last_try=now,
        last_success=now,
        failures=0,
        health="",
    )
    if isinstance(outcome, Made):
        links = _wanted(desk, outcome.value.links, current, first=state.last_success is None)
        fresh = replace(fresh, title=outcome.value.title, last_new=now if links else state.last_new)
        with desk.ledger.writing() as writer:
            writer.put_sighting(sighting)
            for link in links:
                writer.put_link(link, capture_id=sighting.capture_id, seen=now)
            writer.plan(current.id, PAGES, [link.id for link in links])
            writer.put_source_state(fresh)
            writer.settle(street.settled(current.id, FEEDS, key, Made(None, note=outcome.note)))
    else:
        _settle_feed(desk, current, key, outcome, fresh, sighting)


def _read_feed(desk: Desk, fetched: Fetched, source: Source) -> Outcome[feeds.Feed]:
    capture = fetched.capture
    body = decode_body(
        capture.payload, encoding=capture.header("content-encoding"), limit=desk.settings.fetch.max_decoded_bytes
    )
    if not isinstance(body, Made):
        return body
    return feeds.read(
        body.value,
        url=capture.url,
        content_type=capture.header("content-type"),
        source_id=source.id,
        captured=capture.at,
    )


def _wanted(desk: Desk, links: Sequence[Link], current: Round, *, first: bool) -> list[Link]:
    """The links worth a page: new ones, newest first, as many as the settings allow."""
    known = desk.ledger.known_links([link.id for link in links])
    new = [link for link in links if link.id not in known]
    oldest = current.cutoff - timedelta(hours=desk.settings.fetch.first_hours)
    if first:
        new = [link for link in new if link.published is None or link.published.at >= oldest]
    new.sort(
        key=lambda link: (link.published is not None, link.published.at if link.published else oldest), reverse=True
    )
    return new[: desk.settings.fetch.pages_per_source]


def _failed(state: SourceState, outcome: Outcome[object], now: datetime) -> SourceState:
    reason = outcome.reason if isinstance(outcome, Rejected) else outcome.error if isinstance(outcome, Failed) else ""
    return replace(state, last_try=now, failures=state.failures + 1, health=reason)


def _settle_feed(
    desk: Desk, current: Round, key: str, outcome: Outcome[object], state: SourceState, sighting: Sighting | None = None
) -> None:
    with desk.ledger.writing() as writer:
        if sighting is not None:
            writer.put_sighting(sighting)
        writer.put_source_state(state)
        writer.settle(street.settled(current.id, FEEDS, key, outcome))


# Pages


def _one_link_an_article(desk: Desk, current: Round) -> tuple[str, ...]:
    """Pending page items, one for each Article: the others are settled as known."""
    chosen: dict[str, str] = {}
    others: list[str] = []
    for key in desk.ledger.pending(current.id, PAGES):
        link = desk.ledger.link(key)
        address = normal(link.url) if link else key
        home = desk.ledger.article_of(address)
        seen = home is not None and bool(desk.ledger.newest_versions([home]))
        if seen or address in chosen:
            others.append(key)
        else:
            chosen[address] = key
    with desk.ledger.writing() as writer:
        for key in others:
            writer.settle(street.settled(current.id, PAGES, key, Unchanged("known-address")))
    return tuple(chosen.values())


async def _fetch_page(desk: Desk, current: Round, fetcher: Fetcher, key: str) -> None:
    link = desk.ledger.link(key)
    if link is None:
        _settle(desk, current, PAGES, key, Rejected("no-link", key))
        return
    outlet = desk.catalogue.outlet_of(link.url)
    if outlet.mute:
        _settle(desk, current, PAGES, key, Rejected("muted", outlet.name))
        return
    answer = await fetcher.get(Request(link.url, "page"))
    if not isinstance(answer, Made):
        _keep_words(desk, current, key, link, outlet, answer)
        return
    fetched = answer.value
    sighting = store_exchange(desk, fetched)
    refusal = REFUSALS.get(fetched.capture.status, "")
    with desk.ledger.writing() as writer:
        writer.put_sighting(sighting)
        article = home_of(desk, writer, link.url, outlet, fetched.capture.at)
        writer.put_address(normal(fetched.capture.url), article)
        if refusal:
            _plan_words(desk, writer, current, link, outlet, refusal)
        else:
            writer.put_reading(
                current.id, Reading(sighting.capture_id, sighting.capture_id, article, link.id, outlet.id)
            )
        outcome: Outcome[object] = Rejected(refusal, f"status {fetched.capture.status}") if refusal else Made(None)
        writer.settle(street.settled(current.id, PAGES, key, outcome))


def _keep_words(desk: Desk, current: Round, key: str, link: Link, outlet: Outlet, answer: Outcome[object]) -> None:
    """A page that may not be read: the feed's own words make a Version of their own kind."""
    with desk.ledger.writing() as writer:
        if isinstance(answer, Rejected):
            _plan_words(desk, writer, current, link, outlet, answer.reason)
        writer.settle(street.settled(current.id, PAGES, key, answer))


def _plan_words(desk: Desk, writer: Writer, current: Round, link: Link, outlet: Outlet, why: str) -> None:
    feed = desk.ledger.link_capture(link.id)
    article = home_of(desk, writer, link.url, outlet, desk.now())
    writer.put_reading(current.id, Reading(f"link:{link.id}", feed, article, link.id, outlet.id, why))


async def _look_again(desk: Desk, current: Round, fetcher: Fetcher, url: str) -> None:
    home = desk.ledger.article_of(normal(url))
    article = desk.ledger.article(home) if home else None
    answer = await fetcher.get(Request(url, "page"))
    if not isinstance(answer, Made) or article is None:
        _settle(desk, current, AGAIN, url, answer if not isinstance(answer, Made) else Rejected("no-article", url))
        return
    fetched = answer.value
    sighting = store_exchange(desk, fetched)
    outcome: Outcome[object] = Made(None)
    with desk.ledger.writing() as writer:
        writer.put_sighting(sighting)
        if sighting.kind == "revisit":
            outcome = Unchanged("same-payload")
        elif fetched.capture.status == 200:
            writer.put_reading(
                current.id, Reading(sighting.capture_id, sighting.capture_id, article.id, "", article.outlet_id)
            )
        else:
            outcome = Failed(f"http-{fetched.capture.status}")
        writer.settle(street.settled(current.id, AGAIN, url, outcome))


@dataclass(frozen=True, slots=True)
class _Kept:
    kind: RecordKind
    refers_to: tuple[str, datetime] | None


def store_exchange(desk: Desk, fetched: Fetched) -> Sighting:
    """Puts what came into the archive: a revisit where the same payload of that URL lies there."""
    capture = fetched.capture
    first = desk.ledger.sighting(capture.id)
    if first is None and fetched.not_modified:
        earlier = [each for each in desk.ledger.sightings(capture.url) if each.kind != "revisit" and each.status == 200]
        first = earlier[-1] if earlier else None
    kept = _Kept("revisit", (first.url, first.at)) if first else _Kept("response", None)
    exchange = Exchange(capture=capture, request=fetched, kind=kept.kind, refers_to=kept.refers_to)
    place = desk.archive.append([exchange])[0]
    id, digest = (first.capture_id, first.digest) if first else (capture.id, capture.digest)
    return Sighting(id, capture.url, capture.at, kept.kind, capture.status, digest, place)


def _settle(desk: Desk, current: Round, stage: str, key: str, outcome: Outcome[object]) -> None:
    with desk.ledger.writing() as writer:
        writer.settle(street.settled(current.id, stage, key, outcome))


__all__ = ["begin", "go_on", "store_exchange"]
