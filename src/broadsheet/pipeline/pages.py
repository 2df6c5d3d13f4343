"""Pages of a fetch round: fetched once for each Article, or, where they may not be read, known from their feed."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.fetch import Fetcher, Request
from broadsheet.model import (
    Exchange,
    Failed,
    Fetched,
    Link,
    Made,
    Outcome,
    Outlet,
    Reading,
    Rejected,
    Round,
    Sighting,
    Unchanged,
)
from broadsheet.pipeline import aside
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guarding import guarded
from broadsheet.pipeline.importing import home_of
from broadsheet.store.contract import Writer
from broadsheet.text.addresses import host, normal
from broadsheet.text.times import shifted

PAGES, AGAIN = "pages", "again"

# Statuses with which a server says that it will not show this page to us.
REFUSALS = {401: "blocked", 402: "paywalled", 403: "blocked", 451: "blocked"}
_IN_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_REST = 7 * 24 * 3600  # seconds
TRIES = 3  # rounds in which a page that fails in passing is asked for


def one_link_an_article(context: Context, current: Round) -> tuple[str, ...]:
    """Pending page items, one for each Article: the others are settled as known."""
    chosen: dict[str, str] = {}
    others: list[str] = []
    for key in context.ledger.pending(current.id, PAGES):
        link = context.ledger.link(key)
        address = normal(link.url) if link else key
        home = context.ledger.article_of(address)
        seen = home is not None and bool(context.ledger.newest_versions([home]))
        if seen or address in chosen:
            others.append(key)
        else:
            chosen[address] = key
    with context.ledger.writing() as writer:
        for key in others:
            _settle(writer, current, key, Unchanged("known-address"))
    return tuple(chosen.values())


async def fetch_page(context: Context, current: Round, fetcher: Fetcher, key: str) -> None:
    """One Link's page: into the archive and on to the readers, or what stands in its way."""
    link = context.ledger.link(key)
    refusal = _refusal(context, link)
    if link is None or refusal is not None:
        with context.ledger.writing() as writer:
            _settle(writer, current, key, refusal or Rejected("no-link", key))
        return
    outlet = context.catalogue.outlet_of(link.url)
    answer = await fetcher.get(Request(link.url, "page"))
    if not isinstance(answer, Made):
        _without_page(context, current, link, outlet, answer)
        return
    status, url = answer.value.capture.status, answer.value.capture.url
    known = context.ledger.article_of(normal(url))
    if known is not None and _was_withdrawn_there(context, known, url):
        with context.ledger.writing() as writer:
            writer.put_address(normal(link.url), known)
            _settle(writer, current, key, aside.WITHDRAWN)
        return
    sighting = store_exchange(context, answer.value)
    if status in _IN_PASSING:
        _without_page(context, current, link, outlet, Failed(f"http-{status}"), sighting)
        _leave_alone(context, link, answer.value.retry_after)
        return
    reached = context.catalogue.outlet_of(url)
    with context.ledger.writing() as writer:
        writer.put_sighting(sighting)
        if reached.mute:
            _settle(writer, current, key, Rejected("muted", reached.name))
            return
        if known is not None and _was_read_there(context, known, url):
            writer.put_address(normal(link.url), known)
            if status == 200:
                writer.put_reading(current.id, Reading(f"page:{link.id}", sighting.capture_id, known, "", outlet.id))
            _settle(
                writer, current, key, Made(None) if status == 200 else Rejected("known-address", f"status {status}")
            )
            return
        article = home_of(context, writer, link.url, outlet, answer.value.capture.at)
        writer.put_address(normal(url), article)
        why = REFUSALS.get(status, "")
        if why:
            _plan_words(context, writer, current, link, outlet, why)
        else:
            reading = Reading(f"page:{link.id}", sighting.capture_id, article, link.id, outlet.id)
            writer.put_reading(current.id, reading)
        _settle(writer, current, key, Rejected(why, f"status {status}") if why else Made(None))


def _was_read_there(context: Context, article_id: str, url: str) -> bool:
    """Whether a redirect has led to the page of an Article that is known. That its address leads to one is not enough:
    many pages may be sent on to one wall of consent."""
    versions = context.ledger.versions_of(article_id)
    return any(each.access != "feed-only" and normal(each.url) == normal(url) for each in versions)


def _was_withdrawn_there(context: Context, article_id: str, url: str) -> bool:
    return any(normal(each.url) == normal(url) for each in context.ledger.withdrawals(article_id=article_id))


def _refusal(context: Context, link: Link | None) -> Rejected | None:
    """Why a Link's page is not even asked for."""
    if link is None:
        return None
    outlet = context.catalogue.outlet_of(link.url)
    if outlet.mute:
        return Rejected("muted", outlet.name)
    home = context.ledger.article_of(normal(link.url))
    if home is not None and context.ledger.is_withdrawn(article_id=home):
        return aside.WITHDRAWN
    return None


def _without_page(
    context: Context,
    current: Round,
    link: Link,
    outlet: Outlet,
    answer: Outcome[object],
    sighting: Sighting | None = None,
) -> None:
    """A page that may not be read, or could not be: the feed's own words make a Version of their own kind, at once
    where the answer is final, else after the last try."""
    with context.ledger.writing() as writer:
        if sighting is not None:
            writer.put_sighting(sighting)
        if isinstance(answer, Rejected):
            _plan_words(context, writer, current, link, outlet, answer.reason)
        elif isinstance(answer, Failed) and not (answer.again and writer.try_again(link.id, most=TRIES)):
            _plan_words(context, writer, current, link, outlet, answer.error)
        if isinstance(answer, Failed) and answer.again:
            writer.settle(aside.settled(current.id, PAGES, link.id, answer))
        else:
            _settle(writer, current, link.id, answer)


def _leave_alone(context: Context, link: Link, seconds: int | None) -> None:
    """A host that asks for rest is not asked again by `run` before that: what leads to its pages is not due, nor is any
    source that it serves."""
    if not seconds:
        return
    until = shifted(context.now(), seconds=min(seconds, _LONGEST_REST))
    served = [each.id for each in context.catalogue.sources if host(each.url) == host(link.url)]
    with context.ledger.writing() as writer:
        for id in dict.fromkeys([link.source_id, *served]):
            state = context.ledger.source_state(id)
            if state is not None and (state.due is None or state.due < until):
                writer.put_source_state(replace(state, due=until))


def _plan_words(context: Context, writer: Writer, current: Round, link: Link, outlet: Outlet, why: str) -> None:
    feed = context.ledger.link_capture(link.id)
    article = home_of(context, writer, link.url, outlet, context.now())
    writer.put_reading(current.id, Reading(f"link:{link.id}", feed, article, link.id, outlet.id, why))


async def look_again(context: Context, current: Round, fetcher: Fetcher, url: str) -> None:
    """The page of an Article that is known: a changed one goes on to the readers."""
    home = context.ledger.article_of(normal(url))
    article = context.ledger.article(home) if home else None
    if article is None or context.ledger.is_withdrawn(article_id=article.id):
        with context.ledger.writing() as writer:
            writer.settle(aside.settled(current.id, AGAIN, url, Rejected("no-article", url)))
        return
    etag, last_modified = _validators(context, url)
    answer = await fetcher.get(Request(url, "page", etag=etag, last_modified=last_modified))
    if not isinstance(answer, Made):
        with context.ledger.writing() as writer:
            writer.settle(aside.settled(current.id, AGAIN, url, answer))
        return
    sighting = store_exchange(context, answer.value)
    outcome: Outcome[object] = Made(None)
    # A kill may have come between the archive and the ledger: then the payload lies there and nobody has read it.
    read = {reading.capture_id for reading in context.ledger.readings_of(article.id)}
    with context.ledger.writing() as writer:
        writer.put_sighting(sighting)
        if not answer.value.not_modified and answer.value.capture.status != 200:
            outcome = Failed(f"http-{answer.value.capture.status}")
        elif sighting.kind == "revisit" and sighting.capture_id in read:
            outcome = Unchanged("same-payload")
        else:
            reading = Reading(f"again:{article.id}", sighting.capture_id, article.id, "", article.outlet_id)
            writer.put_reading(current.id, reading)
        writer.settle(aside.settled(current.id, AGAIN, url, outcome))


def _validators(context: Context, url: str) -> tuple[str, str]:
    """What the last whole response of a page said to ask with the next time; "" twice where it said nothing, or cannot
    be read any more."""
    seen = [each for each in context.ledger.sightings(url) if each.kind == "response" and each.status == 200]
    if not seen:
        return "", ""
    capture = guarded(lambda: context.archive.read(seen[-1].place), "reading")
    if isinstance(capture, Failed):
        return "", ""
    return ("", "") if capture.truncated else (capture.header("etag"), capture.header("last-modified"))


def store_exchange(context: Context, fetched: Fetched) -> Sighting:
    """Puts what came into the archive: a revisit where the same payload of that URL lies there."""
    capture = fetched.capture
    first = context.ledger.sighting(capture.id)
    if first is None and fetched.not_modified:
        earlier = [
            each for each in context.ledger.sightings(capture.url) if each.kind != "revisit" and each.status == 200
        ]
        first = earlier[-1] if earlier else None
    if first is None:
        exchange = Exchange(capture=capture, request=fetched, kind="response")
    else:
        refers_to = (first.url, first.at)
        exchange = Exchange(
            capture=capture, request=fetched, kind="revisit", refers_to=refers_to, payload_digest=first.digest
        )
    place = context.archive.append([exchange])[0]
    id, digest = (first.capture_id, first.digest) if first else (capture.id, capture.digest)
    return Sighting(id, capture.url, capture.at, exchange.kind, capture.status, digest, place)


def _settle(writer: Writer, current: Round, key: str, outcome: Outcome[object]) -> None:
    """The end of a Link's wait."""
    writer.drop_waiting([key])
    writer.settle(aside.settled(current.id, PAGES, key, outcome))


__all__ = ["AGAIN", "PAGES", "REFUSALS", "fetch_page", "look_again", "one_link_an_article", "store_exchange"]
