"""Pages of a fetch round: fetched once for each Article, or, where they may not be read, known from their feed."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.fetch import Exchange, Fetched, Fetcher, Request
from broadsheet.model import (
    Failed,
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
from broadsheet.run import aside, street
from broadsheet.run.desk import Desk
from broadsheet.run.importing import home_of
from broadsheet.store.contract import Writer
from broadsheet.text.addresses import host, normal
from broadsheet.text.times import shifted

PAGES, AGAIN = "pages", "again"

# Statuses with which a server says that it will not show this page to us.
REFUSALS = {401: "blocked", 402: "paywalled", 403: "blocked", 451: "blocked"}
_IN_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_REST = 7 * 24 * 3600  # seconds
TRIES = 3  # rounds in which a page that fails in passing is asked for


def one_link_an_article(desk: Desk, current: Round) -> tuple[str, ...]:
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
            _settle(writer, current, key, Unchanged("known-address"))
    return tuple(chosen.values())


async def fetch_page(desk: Desk, current: Round, fetcher: Fetcher, key: str) -> None:
    """One Link's page: into the archive and on to the readers, or what stands in its way."""
    link = desk.ledger.link(key)
    refusal = _refusal(desk, link)
    if link is None or refusal is not None:
        with desk.ledger.writing() as writer:
            _settle(writer, current, key, refusal or Rejected("no-link", key))
        return
    outlet = desk.catalogue.outlet_of(link.url)
    answer = await fetcher.get(Request(link.url, "page"))
    if not isinstance(answer, Made):
        _without_page(desk, current, link, outlet, answer)
        return
    status, url = answer.value.capture.status, answer.value.capture.url
    known = desk.ledger.article_of(normal(url))
    if known is not None and _was_withdrawn_there(desk, known, url):
        with desk.ledger.writing() as writer:
            writer.put_address(normal(link.url), known)
            _settle(writer, current, key, street.WITHDRAWN)
        return
    sighting = store_exchange(desk, answer.value)
    if status in _IN_PASSING:
        _without_page(desk, current, link, outlet, Failed(f"http-{status}"), sighting)
        _leave_alone(desk, link, answer.value.retry_after)
        return
    reached = desk.catalogue.outlet_of(url)
    with desk.ledger.writing() as writer:
        writer.put_sighting(sighting)
        if reached.mute:
            _settle(writer, current, key, Rejected("muted", reached.name))
            return
        if known is not None and _was_read_there(desk, known, url):
            writer.put_address(normal(link.url), known)
            if status == 200:
                writer.put_reading(current.id, Reading(f"page:{link.id}", sighting.capture_id, known, "", outlet.id))
            _settle(
                writer, current, key, Made(None) if status == 200 else Rejected("known-address", f"status {status}")
            )
            return
        article = home_of(desk, writer, link.url, outlet, answer.value.capture.at)
        writer.put_address(normal(url), article)
        why = REFUSALS.get(status, "")
        if why:
            _plan_words(desk, writer, current, link, outlet, why)
        else:
            reading = Reading(f"page:{link.id}", sighting.capture_id, article, link.id, outlet.id)
            writer.put_reading(current.id, reading)
        _settle(writer, current, key, Rejected(why, f"status {status}") if why else Made(None))


def _was_read_there(desk: Desk, article_id: str, url: str) -> bool:
    """Whether a redirect has led to the page of an Article that is known. That its address leads to one is not enough:
    many pages may be sent on to one wall of consent."""
    versions = desk.ledger.versions_of(article_id)
    return any(each.access != "feed-only" and normal(each.url) == normal(url) for each in versions)


def _was_withdrawn_there(desk: Desk, article_id: str, url: str) -> bool:
    return any(normal(each.url) == normal(url) for each in desk.ledger.withdrawals(article_id=article_id))


def _refusal(desk: Desk, link: Link | None) -> Rejected | None:
    """Why a Link's page is not even asked for."""
    if link is None:
        return None
    outlet = desk.catalogue.outlet_of(link.url)
    if outlet.mute:
        return Rejected("muted", outlet.name)
    home = desk.ledger.article_of(normal(link.url))
    if home is not None and desk.ledger.is_withdrawn(article_id=home):
        return street.WITHDRAWN
    return None


def _without_page(
    desk: Desk, current: Round, link: Link, outlet: Outlet, answer: Outcome[object], sighting: Sighting | None = None
) -> None:
    """A page that may not be read, or could not be: the feed's own words make a Version of their own kind, at once
    where the answer is final, else after the last try."""
    with desk.ledger.writing() as writer:
        if sighting is not None:
            writer.put_sighting(sighting)
        if isinstance(answer, Rejected):
            _plan_words(desk, writer, current, link, outlet, answer.reason)
        elif isinstance(answer, Failed) and not (answer.again and writer.try_again(link.id, most=TRIES)):
            _plan_words(desk, writer, current, link, outlet, answer.error)
        if isinstance(answer, Failed) and answer.again:
            writer.settle(street.settled(current.id, PAGES, link.id, answer))
        else:
            _settle(writer, current, link.id, answer)


def _leave_alone(desk: Desk, link: Link, seconds: int | None) -> None:
    """A host that asks for rest is not asked again by `run` before that: what leads to its pages is not due, nor is any
    source that it serves."""
    if not seconds:
        return
    until = shifted(desk.now(), seconds=min(seconds, _LONGEST_REST))
    served = [each.id for each in desk.catalogue.sources if host(each.url) == host(link.url)]
    with desk.ledger.writing() as writer:
        for id in dict.fromkeys([link.source_id, *served]):
            state = desk.ledger.source_state(id)
            if state is not None and (state.due is None or state.due < until):
                writer.put_source_state(replace(state, due=until))


def _plan_words(desk: Desk, writer: Writer, current: Round, link: Link, outlet: Outlet, why: str) -> None:
    feed = desk.ledger.link_capture(link.id)
    article = home_of(desk, writer, link.url, outlet, desk.now())
    writer.put_reading(current.id, Reading(f"link:{link.id}", feed, article, link.id, outlet.id, why))


async def look_again(desk: Desk, current: Round, fetcher: Fetcher, url: str) -> None:
    """The page of an Article that is known: a changed one goes on to the readers."""
    home = desk.ledger.article_of(normal(url))
    article = desk.ledger.article(home) if home else None
    if article is None or desk.ledger.is_withdrawn(article_id=article.id):
        with desk.ledger.writing() as writer:
            writer.settle(street.settled(current.id, AGAIN, url, Rejected("no-article", url)))
        return
    etag, last_modified = _validators(desk, url)
    answer = await fetcher.get(Request(url, "page", etag=etag, last_modified=last_modified))
    if not isinstance(answer, Made):
        with desk.ledger.writing() as writer:
            writer.settle(street.settled(current.id, AGAIN, url, answer))
        return
    sighting = store_exchange(desk, answer.value)
    outcome: Outcome[object] = Made(None)
    # A kill may have come between the archive and the ledger: then the payload lies there and nobody has read it.
    read = {reading.capture_id for reading in desk.ledger.readings_of(article.id)}
    with desk.ledger.writing() as writer:
        writer.put_sighting(sighting)
        if not answer.value.not_modified and answer.value.capture.status != 200:
            outcome = Failed(f"http-{answer.value.capture.status}")
        elif sighting.kind == "revisit" and sighting.capture_id in read:
            outcome = Unchanged("same-payload")
        else:
            reading = Reading(f"again:{article.id}", sighting.capture_id, article.id, "", article.outlet_id)
            writer.put_reading(current.id, reading)
        writer.settle(street.settled(current.id, AGAIN, url, outcome))


def _validators(desk: Desk, url: str) -> tuple[str, str]:
    """What the last whole response of a page said to ask with the next time; "" twice where it said nothing, or cannot
    be read any more."""
    seen = [each for each in desk.ledger.sightings(url) if each.kind == "response" and each.status == 200]
    if not seen:
        return "", ""
    capture = aside.read_or_not(lambda: desk.archive.read(seen[-1].place))
    if isinstance(capture, Failed):
        return "", ""
    return ("", "") if capture.truncated else (capture.header("etag"), capture.header("last-modified"))


def store_exchange(desk: Desk, fetched: Fetched) -> Sighting:
    """Puts what came into the archive: a revisit where the same payload of that URL lies there."""
    capture = fetched.capture
    first = desk.ledger.sighting(capture.id)
    if first is None and fetched.not_modified:
        earlier = [each for each in desk.ledger.sightings(capture.url) if each.kind != "revisit" and each.status == 200]
        first = earlier[-1] if earlier else None
    if first is None:
        exchange = Exchange(capture=capture, request=fetched, kind="response")
    else:
        refers_to = (first.url, first.at)
        exchange = Exchange(
            capture=capture, request=fetched, kind="revisit", refers_to=refers_to, payload_digest=first.digest
        )
    place = desk.archive.append([exchange])[0]
    id, digest = (first.capture_id, first.digest) if first else (capture.id, capture.digest)
    return Sighting(id, capture.url, capture.at, exchange.kind, capture.status, digest, place)


def _settle(writer: Writer, current: Round, key: str, outcome: Outcome[object]) -> None:
    """The end of a Link's wait."""
    writer.drop_waiting([key])
    writer.settle(street.settled(current.id, PAGES, key, outcome))


__all__ = ["AGAIN", "PAGES", "REFUSALS", "fetch_page", "look_again", "one_link_an_article", "store_exchange"]
