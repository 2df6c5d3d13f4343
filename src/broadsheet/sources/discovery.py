"""Feeds behind a page: where it says they are, where they usually are, and which of them to take. Fetches nothing."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from broadsheet.text.addresses import absolute, host, is_web, normal, registrable
from broadsheet.text.bodies.html import too_deep, too_many_attributes

_FEED_TYPES = (
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
    "application/json", "application/xml", "text/xml",
)  # fmt: skip
_SURE_TYPES = _FEED_TYPES[:4]
_IN_ADDRESS = re.compile(
    r"(?:^|[/._?&=-])(?:rss|atom|feeds?|rdf|xmlfeed|jsonfeed|newsfeed)(?:[/._?&=-]|\d|$)|\.(?:rss|atom|rdf)$|/index\.xml$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"/(?:sharer|share|intent|login|help|about|search)\b|feedburner\.com/~", re.IGNORECASE)
_IN_WORDS = re.compile(r"\b(?:rss|atom|json)[\s-]?feed\b|\brss\b|\batom\b", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario|reacties|replies", re.IGNORECASE)
_PLACES = (
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds", "/feed/rss", "/rss/all.xml", "/feed.json",
    "/feed/atom", "/news/rss.xml", "/?feed=rss2", "/feeds/posts/default", "/news-sitemap.xml", "/sitemap-news.xml",
    "/sitemap_news.xml", "/googlenews.xml",
)  # fmt: skip
_MOST = 200


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that was tried: what a person sees of it. `last` is its newest entry, None where none has a date."""

    url: str
    title: str
    entries: int
    last: datetime | None
    language: str = ""
    titles: tuple[str, ...] = ()


def without_feed_scheme(address: str) -> str:
    """What a ``feed:`` address, as browsers once made them, stands for: the web address behind it, or host and path
    where it names no other scheme. Any other address as it is."""
    return re.sub(r"^feed:(?://(?=[^/])|(?=https?://))", "", address, flags=re.IGNORECASE)


def candidates(page: bytes, url: str) -> tuple[str, ...]:
    """Addresses on a page that say they are feeds: link elements first, then links that look like one.

    In the page's order, each once, those of comments last; http and https only. None on a page that is nested to hurt.
    """
    markup = page.decode("latin-1")
    if too_deep(markup) or too_many_attributes(markup):
        return ()
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    base_tag = tree.css_first("base[href]")
    base = (absolute(url, base_tag.attributes.get("href") or "") if base_tag else None) or url
    declared: list[tuple[str, str]] = []
    for link in tree.css("link[href]"):
        attributes = link.attributes
        kind = (attributes.get("type") or "").partition(";")[0].strip().lower()
        relations = (attributes.get("rel") or "").lower().split()
        if kind in _SURE_TYPES or ("alternate" in relations and kind in _FEED_TYPES) or "feed" in relations:
            declared.append((attributes.get("href") or "", attributes.get("title") or ""))
    linked = [
        (anchor.attributes.get("href") or "", anchor.text(strip=True)[:80])
        for anchor in tree.css("a[href]")
        if _looks_like_feed(anchor.attributes.get("href") or "", anchor.text(strip=True)[:80])
    ]
    found: dict[str, tuple[str, bool]] = {}
    for href, title in declared + linked[:_MOST]:
        address = absolute(base, href)
        if address and address.rstrip("/") != url.rstrip("/"):
            found.setdefault(normal(address), (address, is_comments(address, title)))
    return tuple(address for address, last in sorted(found.values(), key=lambda each: each[1]))


def site_name(page: bytes) -> str:
    """What a page says that its site is called; "" where it says nothing."""
    from selectolax.lexbor import LexborHTMLParser

    if not page:
        return ""
    tree = LexborHTMLParser(page)
    for kind in ('meta[property="og:site_name"]', 'meta[name="application-name"]'):
        for element in tree.css(kind):
            name = " ".join((element.attributes.get("content") or "").split())
            if name:
                return name
    return ""


def site_of(urls: Sequence[str]) -> str:
    """One of the addresses on the site to which more than half of them lead; "" where there is no such site."""
    from broadsheet.sources.naming import domain_of

    places = Counter(domain_of(url) for url in urls)
    most, number = places.most_common(1)[0] if places else ("", 0)
    return next(url for url in urls if domain_of(url) == most) if most and 2 * number > len(urls) else ""


def usual_places(url: str) -> tuple[str, ...]:
    """Where a site keeps its feeds and news sitemaps if it says nothing: below the page first, then at its root."""
    parts = urlsplit(url if "//" in url else f"https://{url}")
    root = f"{parts.scheme}://{parts.netloc}"
    path = parts.path.rstrip("/")
    below = (
        [f"{root}{path}{place}" for place in ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml")] if path else []
    )
    return tuple(dict.fromkeys([*below, *(root + place for place in _PLACES)]))


def sitemaps_of_robots(text: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names, those of news first."""
    named = re.findall(r"^[^\S\n]*sitemap[^\S\n]*:[^\S\n]*(\S+)", text, re.IGNORECASE | re.MULTILINE)
    return _news_first(named)


def sitemaps_of_index(body: bytes) -> tuple[str, ...]:
    """The sitemaps that an index of sitemaps names, those of news first; none where it is no index."""
    if not re.search(rb"<(?:[\w.-]+:)?sitemapindex[\s>]", body[:65_536], re.IGNORECASE):
        return ()
    named = re.findall(rb"<(?:[\w.-]+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\s\]]+)", body[:5_000_000], re.IGNORECASE)
    return _news_first([html.unescape(each.decode("utf-8", "replace")) for each in named])


def _news_first(urls: Sequence[str]) -> tuple[str, ...]:
    """Each web address once; those that have news in their path come first."""
    web = list(dict.fromkeys(url for url in urls if is_web(url)))[:_MOST]
    return tuple(sorted(web, key=lambda url: re.search(r"news", urlsplit(url).path, re.IGNORECASE) is None))


def is_comments(url: str, title: str = "") -> bool:
    """Whether a feed is one of comments, by its address and title."""
    return bool(
        _COMMENTS.search(urlsplit(url).path) or _COMMENTS.search(urlsplit(url).query) or _COMMENTS.search(title)
    )


def best(feeds: Sequence[FoundFeed], *, url: str = "") -> tuple[FoundFeed, ...]:
    """The feeds in the order in which a person would take them.

    Those with entries before empty ones, comments last, a fresher day before an older, of the page's own site before
    others, more entries before fewer, the shorter address before the longer. Of two with the same entries (RSS and
    Atom of one list) the second falls behind.
    """
    site = registrable(host(url)) if url else ""

    def rank(feed: FoundFeed) -> tuple[object, ...]:
        age = -feed.last.date().toordinal() if feed.last else 0
        foreign = bool(site) and registrable(host(feed.url)) != site
        return (
            is_comments(feed.url, feed.title),
            feed.entries == 0,
            age,
            foreign,
            -feed.entries,
            len(feed.url),
            feed.url,
        )

    ordered = sorted(feeds, key=rank)
    seen: set[tuple[str, ...]] = set()
    first: list[FoundFeed] = []
    repeated: list[FoundFeed] = []
    for feed in ordered:
        is_known = bool(feed.titles) and feed.titles in seen
        seen.add(feed.titles)
        (repeated if is_known else first).append(feed)
    return (*first, *repeated)


def _looks_like_feed(href: str, words: str) -> bool:
    if not href or href.startswith("#") or _ELSEWHERE.search(href):
        return False
    parts = href.partition("#")[0]
    return bool(_IN_ADDRESS.search(parts) or _IN_WORDS.search(words))
