"""What a page says about its article: structured data first, then meta elements, then what a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from broadsheet.articles.metadata import bylines, headline_area, headlines, moments, site_names
from broadsheet.articles.metadata.parsed_page import ParsedPage
from broadsheet.articles.reading import jsonld
from broadsheet.model import Link, Moment
from broadsheet.text import addresses
from broadsheet.text.language import code_of
from broadsheet.text.textblocks import clean


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was read about an article but its text. `free` is None where the page does not say.

    `closed` are the classes and ids of what the page says is not free.
    """

    title: str
    description: str
    authors: tuple[str, ...]
    credit: tuple[str, ...]
    published: Moment | None
    modified: Moment | None
    language: str
    language_sure: bool
    section: str
    types: tuple[str, ...]
    og_type: str
    free: bool | None
    addresses: tuple[str, ...]
    site: str
    body: str
    words: int
    reservations: tuple[str, ...] = ()
    headlines: tuple[str, ...] = field(default=())
    labels: tuple[str, ...] = field(default=())
    is_opinion: bool = False
    closed: frozenset[str] = frozenset()
    times_reason: str = ""


_THINGS = 40  # of the things that a page describes, as many are looked at
_LONGEST_TITLE = 400


def read(
    parsed: ParsedPage, *, link: Link | None, outlet: str, captured: datetime, affixes: tuple[str, ...] = ()
) -> Facts:
    """The facts of a page, completed by the Link that led to it. `affixes` hang on at the outlet's titles."""
    thing = parsed.article
    site = _site(parsed, outlet)
    offered = link.title if link else ""
    shown = site_names.names(parsed)
    below = site_names.others(parsed, shown) if shown or headlines.is_nameless(parsed, site, outlet) else []
    title = headlines.choose(
        parsed, site=site, outlet=outlet, link_title=offered, affixes=affixes, shown=shown, below=below
    )
    authors, credit = bylines.read(parsed, title=title, site=site, outlet=outlet, link=link)
    languages = _languages(parsed)
    language = languages[0] if languages else code_of(link.language) if link else ""
    published, modified = moments.choose(parsed, title, link, captured, _locale(parsed) or language)
    return Facts(
        title=title,
        description=clean(jsonld.text(thing.get("description"))) or parsed.first("og:description", "description"),
        authors=authors,
        credit=credit,
        published=published,
        modified=modified,
        language=language,
        language_sure=len(languages) > 1 and len(set(languages)) == 1,
        section=_section(parsed, link),
        types=_types(parsed),
        og_type=parsed.first("og:type").lower(),
        free=_free(parsed),
        addresses=_addresses(parsed),
        site=site,
        body=jsonld.text(thing.get("articleBody")),
        words=_count(thing.get("wordCount")),
        headlines=_titles(parsed),
        labels=headline_area.labels(headline_area.heading_of(parsed.tree, title)),
        closed=_closed(parsed),
        is_opinion=parsed.first("article:opinion", "og:article:opinion").lower() == "true",
        times_reason="" if published and modified else moments.refused(parsed, captured, published, modified),
    )


def _types(parsed: ParsedPage) -> tuple[str, ...]:
    """What the page calls the things on it, the article first."""
    things = (parsed.article, *parsed.things[:_THINGS])
    return tuple(dict.fromkeys(name for thing in things for name in jsonld.types(thing)))


def _section(parsed: ParsedPage, link: Link | None) -> str:
    stated = clean(jsonld.text(parsed.article.get("articleSection")))
    section = stated or parsed.first("article:section", "section", "parsely-section")
    return section or (clean(link.categories[0]) if link and link.categories else "")


def _titles(parsed: ParsedPage) -> tuple[str, ...]:
    """All that the page calls itself, as written."""
    others = (clean(jsonld.text(parsed.article.get("headline"))), parsed.first("og:title"), parsed.title)
    return tuple(dict.fromkeys(line[:_LONGEST_TITLE] for line in (*parsed.headings[:5], *others) if line))


def _site(parsed: ParsedPage, outlet: str) -> str:
    name = parsed.first("og:site_name", "application-name", "apple-mobile-web-app-title")
    if not name:
        publishers = jsonld.resolve(parsed.article.get("publisher"), parsed.things)
        name = clean(jsonld.text(publishers[0])) if publishers else ""
    return name or outlet


def _languages(parsed: ParsedPage) -> list[str]:
    """The languages that the page states, in the order of their weight."""
    node = parsed.tree.css_first("html")
    tag = (node.attributes.get("lang") or node.attributes.get("xml:lang") or "") if node else ""
    stated = (tag, parsed.first("og:locale", "content-language", "language", "dc.language"), jsonld.text(parsed.article.get("inLanguage")))  # fmt: skip
    return [code for each in stated if (code := code_of(each.split(",")[0]))]


def _locale(parsed: ParsedPage) -> str:
    """The language with its region as the page states it: Americans set the month first."""
    node = parsed.tree.css_first("html")
    stated = ((node.attributes.get("lang") or "") if node else "", parsed.first("og:locale"))
    return next(
        (each.replace("_", "-").lower() for each in stated if re.fullmatch(r"[a-z]{2}[-_][a-z]{2}", each, re.I)), ""
    )


def _free(parsed: ParsedPage) -> bool | None:
    for thing in (parsed.article, *parsed.things[:20]):
        value: Any = thing.get("isAccessibleForFree")
        if value is not None and jsonld.types(thing) != ("webpageelement",):
            return str(value).strip().lower() not in (
                "false",
                "no",
                "0",
                "http://schema.org/false",
                "https://schema.org/false",
            )
    tier = parsed.first("article:content_tier").lower()
    return tier == "free" if tier in ("free", "locked", "metered") else None


def _closed(parsed: ParsedPage) -> frozenset[str]:
    """The names in the selectors of parts that are not free."""
    parts = jsonld.resolve(parsed.article.get("hasPart"), parsed.things)
    selectors = [jsonld.text(part.get("cssSelector")) for part in parts[:20] if isinstance(part, dict)]
    return frozenset(name for selector in selectors for name in re.findall(r"[.#]([\w-]+)", selector[:300]))


def _count(value: Any) -> int:
    digits = re.sub(r"\D", "", jsonld.text(value))
    return int(digits[:7]) if digits else 0


def _addresses(parsed: ParsedPage) -> tuple[str, ...]:
    """Canonical and AMP addresses on the page's own site; a canonical that is a front page is none."""
    found: dict[str, None] = {}
    host = urlsplit(parsed.url).hostname or ""
    candidates = [
        node.attributes.get("href") or ""
        for node in parsed.tree.css('link[rel="canonical" i], link[rel="amphtml" i]')[:4]
    ]
    candidates.append(parsed.first("og:url"))
    for candidate in candidates:
        try:
            whole = urljoin(parsed.url, candidate.strip())
            parts = urlsplit(whole)
            near = _near(parts.hostname or "", host)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and near and (parts.path.strip("/") or parts.query):
            found.setdefault(whole)
    found.pop(parsed.url, None)
    return tuple(found)


def _near(one: str, other: str) -> bool:
    return bool(one and other) and addresses.registrable(one) == addresses.registrable(other)
