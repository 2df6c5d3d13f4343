"""Bytes to entries, and entries to Links: which reader reads what, and what becomes of the doubtful."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from broadsheet.feeds import jsonfeed, sitemap
from broadsheet.feeds.addresses import is_harmful
from broadsheet.feeds.entry import Document, FeedEntry
from broadsheet.feeds.titles import one_line
from broadsheet.feeds.xml import encoding, fallback, fast
from broadsheet.feeds.xml.tree import Doubt
from broadsheet.languages.agencies import agencies_in
from broadsheet.model import Link, Made, Outcome, Rejected
from broadsheet.text.addresses import normal
from broadsheet.text.hashing import opaque_id

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_ELEMENT = re.compile(rb"<[A-Za-z]")
_FEED = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
# A feed opens in its first bytes, whatever stands before it.
_OPENS_WITHIN = 262_144
_ENTRIES = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as Links, in its own order. `ttl` is in minutes; `next_url` leads to its next page."""

    title: str
    links: tuple[Link, ...]
    language: str
    ttl: int | None
    next_url: str = ""


def parse(
    body: bytes, *, url: str = "", content_type: str = "", captured: datetime | None = None, mend: bool = False
) -> Outcome[Document]:
    """Every entry of a feed as written, those without a link too.

    RSS 0.9 to 2.0, RDF, Atom, JSON Feed and news sitemaps. `url` resolves relative addresses; dates are
    clamped to `captured` where it is given. With `mend`, what feedparser misreads is read right: UTF-8 with stray
    bytes or a Western declaration, and bare ampersands in titles. `Made.note` says where the feed is not well-formed,
    how many entries were left out (`entry.MOST_ENTRIES`), which dates could not be read, and a time that is none since it is
    out of range. Rejected: ``no-feed``, ``html-page``, with the detail.
    """
    outcome = _parsed(body, url, content_type, captured, mend=mend)
    if not isinstance(outcome, Made):
        return outcome
    return Made(outcome.value, "; ".join(note for note in (outcome.note, *_notes(outcome.value)) if note))


def _notes(document: Document) -> Iterator[str]:
    if document.left_out:
        yield f"{document.left_out} entries past the first {len(document.entries)} are left out"
    if unread := document.unread_dates:
        yield f"{len(unread)} date{'s' if len(unread) > 1 else ''} could not be read, such as {unread[0]!r}"
    if document.refused:
        yield f"time-out-of-range: {document.refused[0]}"


def _parsed(body: bytes, url: str, content_type: str, captured: datetime | None, *, mend: bool) -> Outcome[Document]:
    if not body.strip():
        return Rejected("no-feed", "nothing in it")
    if jsonfeed.looks_like(body):
        return jsonfeed.read(body, url=url, captured=captured)
    is_plain = encoding.is_plain_utf8(body, content_type)
    utf8 = body if is_plain else encoding.as_utf8(body, content_type, mend=mend)
    if utf8 is None:
        return Rejected("no-feed", "its characters are in no encoding that is known")
    try:
        if sitemap.looks_like(utf8):
            return _from_reason(sitemap.read(utf8, url=url, captured=captured))
        return Made(fast.read(utf8, url=url, captured=captured))
    except Doubt as why:
        whole = (encoding.as_utf8(body, content_type, mend=mend) if is_plain else utf8) or b""
        if sitemap.looks_like(whole):
            return _from_reason(sitemap.recovered(whole, url=url, captured=captured), note=str(why))
        return _in_doubt(whole, str(why), url, captured, mend=mend)


def read(body: bytes, *, url: str, content_type: str = "", source_id: str, captured: datetime) -> Outcome[Feed]:
    """The Links of a feed: all entries that have an address, the first of each address and title.

    The id of a Link hangs on its source and address alone, so that it holds where a feed gives new ids to old
    entries or edits a headline; only entries that share an address are told apart by their titles. Characters are
    mended, and `Made.note` and the reasons of Rejected are those of `parse`.
    """
    outcome = parse(body, url=url, content_type=content_type, captured=captured, mend=True)
    if not isinstance(outcome, Made):
        return outcome
    document = outcome.value
    feed = Feed(
        title=one_line(document.title),
        links=_links(document, source_id),
        language=document.language,
        ttl=document.ttl,
        next_url=document.next_url,
    )
    return Made(feed, outcome.note)


def _from_reason(found: Document | str, note: str = "") -> Outcome[Document]:
    return Rejected("no-feed", found) if isinstance(found, str) else Made(found, note)


def _in_doubt(utf8: bytes, why: str, url: str, captured: datetime | None, *, mend: bool) -> Outcome[Document]:
    page = _HTML.search(utf8[:4096])
    root = _FEED.search(utf8, 0, _OPENS_WITHIN)
    first = _ELEMENT.search(utf8)
    opens = root is not None and first is not None and first.start() == root.start()
    is_page = page is not None and not opens and (root is None or page.start() < root.start())
    if root is None and (is_page or not _ENTRIES.search(utf8, 0, _OPENS_WITHIN)):
        return _no_feed(why, is_page)
    try:
        document = fallback.read(utf8, url=url, captured=captured, mend=mend)
    except Exception as error:  # feedparser lets through whatever a broken feed makes it raise
        why, document = f"{why}; feedparser: {type(error).__name__}", None
    if document is None or (not document.entries and _ENTRIES.search(utf8)):
        # What stands before the root would be the root for libxml2.
        saved = _recovered(utf8[root.start() :] if root else utf8, url, captured)
        document = saved if saved is not None and saved.entries else document
    if document is None or not (document.entries or (document.form and not is_page)):
        return _no_feed(why, is_page)
    return Made(document, why)


def _no_feed(why: str, is_page: bool) -> Rejected:
    return Rejected("html-page", "an HTML page, not a feed") if is_page else Rejected("no-feed", why)


def _recovered(utf8: bytes, url: str, captured: datetime | None) -> Document | None:
    try:
        return fast.read(utf8, url=url, captured=captured, strict=False)
    except Doubt:
        return None


def _links(document: Document, source_id: str) -> tuple[Link, ...]:
    """The entries that have an address that may be followed, as Links."""
    offered: dict[tuple[str, str], FeedEntry] = {}
    for entry in document.entries:
        if entry.link and not is_harmful(entry.link):
            offered.setdefault((normal(entry.link), one_line(entry.title)), entry)
    sharing = Counter(address for address, _ in offered)
    return tuple(
        _link(entry, title, document, source_id, (address, title) if sharing[address] > 1 else (address,))
        for (address, title), entry in offered.items()
    )


def _link(entry: FeedEntry, title: str, document: Document, source_id: str, known_by: tuple[str, ...]) -> Link:
    return Link(
        id=opaque_id("l", source_id, *known_by),
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


def _credit(entry: FeedEntry) -> str:
    """The sources that the entry names, else the agencies among its authors."""
    named = entry.credits or tuple(agency for author in entry.authors for agency in agencies_in(author))
    return one_line("; ".join(dict.fromkeys(named)))
