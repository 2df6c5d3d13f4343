"""Bytes to entries, and entries to Links: which reader reads what, and what becomes of the doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from broadsheet.feeds import doubt, encoding, fast, jsonfeed, sitemap
from broadsheet.feeds.addresses import is_harmful
from broadsheet.feeds.entry import Document, Entry
from broadsheet.feeds.titles import one_line
from broadsheet.model import Link, Made, Outcome, Rejected
from broadsheet.text.credits import agencies
from broadsheet.text.hashing import opaque_id

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_ENTRIES = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as Links, in its own order. `ttl` is in minutes; `next_url` leads to its next page."""

    title: str
    links: tuple[Link, ...]
    language: str
    ttl: int | None
    next_url: str = ""


def parse(body: bytes, *, url: str = "", content_type: str = "", captured: datetime | None = None) -> Outcome[Document]:
    """Every entry of a feed as written, those without a link too.

    RSS 0.9 to 2.0, RDF, Atom, JSON Feed and news sitemaps. `url` resolves relative addresses; dates are
    clamped to `captured` where it is given. Rejected: ``no-feed``, ``html-page``.
    """
    if not body.strip():
        return Rejected("no-feed", "nothing in it")
    if jsonfeed.looks_like(body):
        return _from_reason(jsonfeed.read(body, url=url, captured=captured))
    utf8 = body if encoding.is_plain_utf8(body, content_type) else encoding.as_utf8(body, content_type)
    if utf8 is None:
        return Rejected("no-feed", "its characters are in no encoding that is known")
    if sitemap.looks_like(utf8):
        return _from_reason(sitemap.read(utf8, url=url, captured=captured))
    try:
        return Made(fast.read(utf8, url=url, captured=captured))
    except fast.Doubt as why:
        whole = encoding.as_utf8(body, content_type)
        return _in_doubt(whole if whole is not None else utf8, str(why), url, captured)


def read(body: bytes, *, url: str, content_type: str = "", source_id: str, captured: datetime) -> Outcome[Feed]:
    """The Links of a feed: all entries that have an address, the first of each id and address.

    `Made.note` says where the feed is not well-formed. Rejected: ``no-feed``, ``html-page``, with the detail.
    """
    outcome = parse(body, url=url, content_type=content_type, captured=captured)
    if not isinstance(outcome, Made):
        return outcome
    document = outcome.value
    links = [_link(entry, document, source_id) for entry in document.entries if _is_readable(entry)]
    unique = {(link.id, link.url): link for link in reversed(links)}
    feed = Feed(
        title=one_line(document.title),
        links=tuple(reversed(unique.values())),
        language=document.language,
        ttl=document.ttl,
        next_url=document.next_url,
    )
    return Made(feed, outcome.note)


def _from_reason(found: Document | str) -> Outcome[Document]:
    return Rejected("no-feed", found) if isinstance(found, str) else Made(found)


def _in_doubt(utf8: bytes, why: str, url: str, captured: datetime | None) -> Outcome[Document]:
    head = utf8[:4096]
    if not _FEED.search(utf8) and not _ENTRIES.search(utf8):
        page = _HTML.search(head)
        return Rejected("html-page", "an HTML page, not a feed") if page else Rejected("no-feed", why)
    try:
        document = doubt.read(utf8, url=url, captured=captured)
    except Exception as error:  # feedparser lets through whatever a broken feed makes it raise
        why, document = f"{why}; feedparser: {type(error).__name__}", None
    if document is None or (not document.entries and _ENTRIES.search(utf8)):
        saved = _recovered(utf8, url, captured)
        document = saved if saved is not None and saved.entries else document
    if document is None or not (document.form or document.entries):
        return Rejected("html-page", "an HTML page, not a feed") if _HTML.search(head) else Rejected("no-feed", why)
    return Made(document, why)


def _recovered(utf8: bytes, url: str, captured: datetime | None) -> Document | None:
    try:
        return fast.read(utf8, url=url, captured=captured, strict=False)
    except fast.Doubt:
        return None


def _is_readable(entry: Entry) -> bool:
    return bool(entry.link) and not is_harmful(entry.link)


def _link(entry: Entry, document: Document, source_id: str) -> Link:
    title = one_line(entry.title)
    return Link(
        id=opaque_id("l", source_id, entry.id or entry.link, title),
        source_id=source_id,
        url=entry.link,
        title=title,
        summary=entry.summary,
        content=entry.content,
        published=entry.published,
        modified=entry.modified,
        authors=tuple(one_line(author) for author in entry.authors),
        categories=tuple(one_line(category) for category in entry.categories),
        credit=_credit(entry),
        language=entry.language or document.language,
        guid=entry.id,
    )


def _credit(entry: Entry) -> str:
    """The sources that the entry names, else the agencies among its authors."""
    named = entry.credits or tuple(agency for author in entry.authors for agency in agencies(author))
    return one_line("; ".join(dict.fromkeys(named)))
