"""Asking every address of the outlets once: what moved, what is gone, what is no feed, what is in another language."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadsheet import interrupts
from broadsheet.feeds import Feed
from broadsheet.fetch import Fetcher, Request
from broadsheet.model import Failed, Made, Outlet, Rejected, Source
from broadsheet.newsroom.outlets.finding import by_words
from broadsheet.newsroom.outlets.health import meaning
from broadsheet.newsroom.outlets.languages import name_of_language
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.rounds.fetching import read_feed
from broadsheet.text.addresses import normal, public_url
from broadsheet.text.language import code_of

_OLD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Checked:
    """What an address said. `sound` where it gives a feed of its outlet's language with entries of the last weeks;
    `words` say what is wrong, and what can be done. `moved` is where it has moved for good."""

    outlet_id: str
    url: str
    sound: bool
    words: str
    moved: str = ""
    title: str = ""
    language: str = ""


def check_sources(context: Context) -> tuple[Checked, ...]:
    """Asks all addresses of outlets that are not muted, side by side but each host in turn and with its pauses, as a fetch
    does. Nothing is written."""
    outlets = {outlet.id: outlet for outlet in context.catalogue.outlets}
    wanted = [source for source in context.catalogue.sources if not outlets[source.outlet_id].mute]
    return interrupts.run(_all(context, wanted, outlets))


async def _all(context: Context, wanted: Sequence[Source], outlets: dict[str, Outlet]) -> tuple[Checked, ...]:
    context.progress.stage("asking", len(wanted))
    gate = asyncio.Semaphore(max(1, context.settings.fetch.connections))

    async def one(source: Source) -> Checked:
        async with gate:
            found = await _check(context, fetcher, source, outlets[source.outlet_id])
        context.progress.step()
        return found

    async with Fetcher(context.settings.fetch, now=context.now) as fetcher:
        return tuple(await asyncio.gather(*(one(source) for source in wanted)))


async def _check(context: Context, fetcher: Fetcher, source: Source, outlet: Outlet) -> Checked:
    answer = await fetcher.get(Request(source.url, "sitemap" if source.kind == "sitemap" else "feed"))
    wrong = Checked(outlet.id, public_url(source.url), False, "")
    if not isinstance(answer, Made):
        reason = answer.reason if isinstance(answer, Rejected) else answer.error if isinstance(answer, Failed) else ""
        return replace(wrong, words=_meant(reason))
    capture, moved = answer.value.capture, answer.value.permanent
    if capture.status != 200:
        return replace(wrong, words=_meant("gone" if capture.status == 410 else f"http-{capture.status}"))
    feed = read_feed(context, capture, source.id)
    if not isinstance(feed, Made):
        return replace(wrong, words=_meant(feed.reason if isinstance(feed, Rejected) else "no-feed"))
    language = by_words(feed.value) or code_of(feed.value.language)
    new = public_url(moved) if moved and normal(moved) != normal(source.url) else ""
    words = _wrong(feed.value, language, outlet, new, context.now())
    return replace(wrong, sound=not words, words=words or "well", moved=new, title=feed.value.title, language=language)


def _wrong(feed: Feed, language: str, outlet: Outlet, moved: str, now: datetime) -> str:
    """What is wrong with a feed that came, in words; "" where nothing is."""
    newest = max((link.published.at for link in feed.links if link.published), default=None)
    if language and outlet.language and language != code_of(outlet.language):
        known, found = name_of_language(outlet.language), name_of_language(language)
        return f"it is in {found}, while outlets.toml says {known}: another edition, perhaps."
    if not feed.links:
        return "the feed has no entries."
    if newest is not None and now - newest > _OLD:
        return f"its newest entry is of {newest.day} {newest:%B %Y}: it is kept no longer, perhaps."
    return f"it has moved to {moved}: write that into outlets.toml." if moved else ""


def _meant(reason: str) -> str:
    """The reason of a failure in words, with what can be done: the same words for all that fail for the same reason."""
    words, advice = meaning(reason, domain="DOMAIN")
    return f"{words or f'it fails ({reason})'}. {advice}".strip()
