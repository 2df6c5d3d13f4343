"""News sitemaps: the sitemap protocol (sitemaps.org) with Google's news extension."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from itertools import pairwise
from typing import Any

from broadsheet.feeds.addresses import resolve
from broadsheet.feeds.dates import Dates
from broadsheet.feeds.entry import MOST_ENTRIES, Document, FeedEntry
from broadsheet.feeds.titles import looks_like_html, mended, plain
from broadsheet.feeds.xml.tree import Doubt, root_of

# Whichever root comes first: a warning of the server's may stand before it.
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex|rss|feed|rdf|channel|html)[\s>]", re.IGNORECASE)
_INDEX = "an index of sitemaps; add the news sitemap that it names"
_SITEMAPS = (b"urlset", b"sitemapindex")
_OPENED = re.compile(rb"<(?:[\w.-]+:)?url[\s>]")
_CLOSED = re.compile(rb"</(?:[\w.-]+:)?url\s*>")


def looks_like(utf8: bytes) -> bool:
    """Whether the root element is a sitemap's."""
    return bool(_root(utf8))


def read(utf8: bytes, *, url: str, captured: datetime | None) -> Document | str:
    """The entries that have a news title, or the reason why there is no feed in it. Doubt where it is broken."""
    root = root_of(utf8)
    if _name(root) == "sitemapindex":
        return _INDEX
    pages = [page for page in root if _name(page) == "url"]
    return _document(pages, len(pages), url, captured, reader="fast")


def recovered(utf8: bytes, *, url: str, captured: datetime | None) -> Document | str:
    """What can be saved of a broken sitemap, each page by itself; one that is cut off is none."""
    if _root(utf8) == b"sitemapindex":
        return _INDEX
    starts = [match.start() for match in _OPENED.finditer(utf8)]
    pages: list[Any] = []
    for start, following in pairwise([*starts, len(utf8)]):
        closed = _CLOSED.search(utf8, start, following)
        if closed is not None and len(pages) <= MOST_ENTRIES:
            with contextlib.suppress(Doubt):
                pages.append(root_of(utf8[start : closed.end()], recover=True))
    return _document(pages, len(starts), url, captured, reader="recovered")


def _root(utf8: bytes) -> bytes:
    """The name of the root element where it is a sitemap's, else nothing."""
    found = _ROOT.search(utf8, 0, 65_536)
    name = found.group(1).lower() if found else b""
    return name if name in _SITEMAPS else b""


def _document(pages: list[Any], offered: int, url: str, captured: datetime | None, *, reader: str) -> Document | str:
    dates = Dates(captured)
    entries = [entry for page in pages[:MOST_ENTRIES] if (entry := _entry(page, url, dates))]
    if not entries and offered:
        return "a sitemap without news entries"
    return Document(
        title=_publication(pages),
        entries=tuple(entries),
        form="sitemap",
        reader=reader,
        unread_dates=tuple(dates.unread),
        language=entries[0].language if entries else "",
        offered=len(entries) + max(0, offered - MOST_ENTRIES),
        refused=tuple(dates.refused),
    )


def _publication(pages: list[Any]) -> str:
    """The first name of a publication that is not empty."""
    for page in pages:
        for element in page.iter():
            if _name(element) == "name" and (found := mended((element.text or "").strip())):
                return found
    return ""


def _entry(page: Any, url: str, dates: Dates) -> FeedEntry | None:
    # In a broken one they stand inside of what was never closed; an image's `loc` comes after the page's own.
    parts = {_name(element): element for element in reversed(list(page.iter()))}
    news = parts.get("news")
    address, changed = _words(parts.get("loc")), _words(parts.get("lastmod"))
    if news is None or not address:
        return None
    publication = next((child for child in news if _name(child) == "publication"), news)
    title, language = _text(news, "title"), _text(publication, "language")
    keywords = [word.strip() for word in _text(news, "keywords").split(",")]
    return FeedEntry(
        title=plain(title) if looks_like_html(title) else title,
        link=resolve(url, address),
        published=dates.moment(_text(news, "publication_date"), language),
        modified=dates.moment(changed, language),
        categories=tuple(dict.fromkeys(word for word in keywords if word)),
        language=language,
    )


def _text(holder: Any, name: str) -> str:
    return _words(next((child for child in holder if _name(child) == name), None))


def _words(element: Any) -> str:
    return mended("".join(element.itertext()).strip()) if element is not None else ""


def _name(element: Any) -> str:
    """The local name; a prefix that is never declared stays in it as libxml2 gives it."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""
