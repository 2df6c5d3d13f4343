"""News sitemaps: the sitemap protocol (sitemaps.org) with Google's news extension."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from broadsheet.feeds.addresses import resolve
from broadsheet.feeds.dates import Dates
from broadsheet.feeds.entry import Document, Entry
from broadsheet.feeds.titles import looks_like_html, mended, plain

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex)[\s>]")


def looks_like(utf8: bytes) -> bool:
    """Whether the root element is a sitemap's."""
    start = re.search(rb"<[\w]", utf8[:65_536])
    return bool(start and _ROOT.match(utf8, start.start()))


def read(utf8: bytes, *, url: str, captured: datetime | None) -> Document | str:
    """The entries that have a news title, or the reason why there is no feed in it."""
    from lxml import etree  # type: ignore[import-untyped]

    from broadsheet.feeds.fast import parser

    try:
        root = etree.fromstring(utf8, parser(recover=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"a sitemap that cannot be read: {str(error)[:200]}"
    if root is None:
        return "a sitemap without an element"
    if root.tag.rpartition("}")[2] == "sitemapindex":
        return "an index of sitemaps; add the news sitemap that it names"
    dates = Dates(captured)
    entries = [entry for page in root.iter("{*}url") if (entry := _entry(page, url, dates))]
    if not entries and any(True for _ in root.iter("{*}url")):
        return "a sitemap without news entries"
    names = [name.text.strip() for name in root.iter("{*}name") if name.text and name.text.strip()]
    return Document(
        title=mended(names[0]) if names else "",
        entries=tuple(entries),
        form="sitemap",
        reader="fast",
        language=entries[0].language if entries else "",
    )


def _entry(page: Any, url: str, dates: Dates) -> Entry | None:
    address, changed = _text(page, "loc"), _text(page, "lastmod")
    news = next((child for child in page if child.tag.rpartition("}")[2] == "news"), None)
    if news is None or not address:
        return None
    publication = next((child for child in news if child.tag.rpartition("}")[2] == "publication"), news)
    title = _text(news, "title")
    keywords = [word.strip() for word in _text(news, "keywords").split(",")]
    return Entry(
        title=plain(title) if looks_like_html(title) else title,
        link=resolve(url, address),
        published=dates.moment(_text(news, "publication_date")),
        modified=dates.moment(changed),
        categories=tuple(dict.fromkeys(word for word in keywords if word)),
        language=_text(publication, "language"),
    )


def _text(holder: Any, name: str) -> str:
    for child in holder:
        if child.tag.rpartition("}")[2] == name:
            return mended((child.text or "").strip())
    return ""
