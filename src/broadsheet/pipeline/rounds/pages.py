"""Pages of a fetch round: fetched once for each Article, or, where they may not be read, known from their feed."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.fetch import Fetcher, Request
from broadsheet.model import (
    Failed,
    Fetched,
    Link,
    Made,
    Outcome,
    Outlet,
    Rejected,
    Round,
    Unchanged,
)
from broadsheet.pipeline import decisions
from broadsheet.pipeline.applying import DecidedItem, apply, first_of
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.guarding import guarded
from broadsheet.text.addresses import normal

PAGES, AGAIN = "pages", "again"


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
        writer.drop_waiting(others)
        for key in others:
            writer.settle(aside.settled(current.id, PAGES, key, Unchanged("known-address")))
    return tuple(chosen.values())


async def fetch_page(context: Context, current: Round, fetcher: Fetcher, key: str) -> None:
    """One Link's page: into the archive and on to the readers, or what stands in its way."""
    link = context.ledger.link(key)
    outlet = context.catalogue.outlet_of(link.url) if link else None
    home = context.ledger.article_of(normal(link.url)) if link else None
    withdrawn = home is not None and context.ledger.is_withdrawn(article_id=home)
    item = DecidedItem(current, PAGES, key, link, outlet)
    asked = decisions.before_page(key, link, outlet, withdrawn=withdrawn)
    if isinstance(asked, decisions.Settle) or link is None or outlet is None:
        apply(context, item, (asked,) if isinstance(asked, decisions.Settle) else ())
        return
    answer = await fetcher.get(asked.request)
    came = _came(context, link, outlet, answer)
    apply(context, item, decisions.page(came), answer.value if isinstance(answer, Made) else None)


def _came(context: Context, link: Link, outlet: Outlet, answer: Outcome[Fetched]) -> decisions.PageCame:
    """What is known of a page that was asked for."""
    came = decisions.PageCame(link, outlet, answer, context.now())
    if not isinstance(answer, Made):
        return came
    url = answer.value.capture.url
    known = context.ledger.article_of(normal(url))
    return replace(
        came,
        reached=context.catalogue.outlet_of(url),
        known=known,
        read_there=known is not None and _was_read_there(context, known, url),
        withdrawn_there=known is not None and _was_withdrawn_there(context, known, url),
    )


def _was_read_there(context: Context, article_id: str, url: str) -> bool:
    """Whether a redirect has led to the page of an Article that is known. That its address leads to one is not enough:
    many pages may be sent on to one wall of consent."""
    versions = context.ledger.versions_of(article_id)
    return any(each.access != "feed-only" and normal(each.url) == normal(url) for each in versions)


def _was_withdrawn_there(context: Context, article_id: str, url: str) -> bool:
    return any(normal(each.url) == normal(url) for each in context.ledger.withdrawals(article_id=article_id))


async def look_again(context: Context, current: Round, fetcher: Fetcher, url: str) -> None:
    """The page of an Article that is known: a changed one goes on to the readers."""
    item = DecidedItem(current, AGAIN, url)
    home = context.ledger.article_of(normal(url))
    article = context.ledger.article(home) if home else None
    if article is None or context.ledger.is_withdrawn(article_id=article.id):
        apply(context, item, (decisions.Settle(Rejected("no-article", url)),))
        return
    etag, last_modified = _validators(context, url)
    answer = await fetcher.get(Request(url, "page", etag=etag, last_modified=last_modified))
    fetched = answer.value if isinstance(answer, Made) else None
    first = first_of(context, fetched) if fetched else None
    # A kill may have come between the archive and the ledger: then the payload lies there and nobody has read it.
    read = {reading.capture_id for reading in context.ledger.readings_of(article.id)}
    same = first is not None and first.capture_id in read
    came = decisions.AgainCame(article.id, article.outlet_id, answer, same)
    apply(context, item, decisions.again(came), fetched)


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


__all__ = ["AGAIN", "PAGES", "fetch_page", "look_again", "one_link_an_article"]
