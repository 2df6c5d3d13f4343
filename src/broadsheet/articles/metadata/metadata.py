"""What a page says about its article: structured data first, then meta elements, then what a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from broadsheet.articles.metadata import bylines, headlines, mastheads, nearby, timestamps
from broadsheet.articles.reading import jsonld
from broadsheet.languages import dates
from broadsheet.model import Link, Moment
from broadsheet.text import addresses
from broadsheet.text.language import code_of
from broadsheet.text.textblocks import clean
from broadsheet.text.times import refusal, shifted

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


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


_MOST_HEADINGS, _LONGEST_TITLE = 40, 400


class Sheet:
    """A parsed page with its meta elements and structured data at hand."""

    def __init__(self, tree: LexborHTMLParser, url: str) -> None:
        self.tree = tree
        self.url = url
        self.meta: dict[str, list[str]] = {}
        for node in tree.css("meta"):
            attributes = node.attributes
            content = attributes.get("content")
            if not content:
                continue
            for key in ("property", "name", "itemprop", "http-equiv"):
                name = attributes.get(key)
                if name:
                    self.meta.setdefault(name.strip().lower(), []).append(content)
        scripts = [node.text(deep=True) for node in tree.css('script[type*="ld+json" i]')]
        self.things = jsonld.read(scripts)
        node = tree.css_first("title")
        self.title = clean(node.text()) if node else ""
        self.headings = [line for node in tree.css("h1")[:_MOST_HEADINGS] if (line := nearby.text_of(node))]
        self.article = jsonld.article(self.things, url=url, title=self.headings[0] if self.headings else "")

    def first(self, *names: str) -> str:
        """The first of these meta elements that says anything."""
        for name in names:
            for content in self.meta.get(name, ()):
                if line := clean(content):
                    return line
        return ""


def read(sheet: Sheet, *, link: Link | None, outlet: str, captured: datetime, affixes: tuple[str, ...] = ()) -> Facts:
    """The facts of a page, completed by the Link that led to it. `affixes` hang on at the outlet's titles."""
    thing = sheet.article
    site = _site(sheet, outlet)
    offered = link.title if link else ""
    shown = mastheads.names(sheet)
    below = mastheads.others(sheet, shown) if shown else []
    title = headlines.choose(
        sheet, site=site, outlet=outlet, link_title=offered, affixes=affixes, shown=shown, below=below
    )
    authors, credit = bylines.read(sheet, title=title, site=site, outlet=outlet, link=link)
    languages = _languages(sheet)
    language = languages[0] if languages else code_of(link.language) if link else ""
    published, modified = _moments(sheet, title, link, captured, _locale(sheet) or language)
    section = clean(jsonld.text(thing.get("articleSection"))) or sheet.first(
        "article:section", "section", "parsely-section"
    )
    if not section and link and link.categories:
        section = clean(link.categories[0])
    named = tuple(dict.fromkeys(name for thing in (sheet.article, *sheet.things[:40]) for name in jsonld.types(thing)))
    return Facts(
        title=title,
        description=clean(jsonld.text(thing.get("description"))) or sheet.first("og:description", "description"),
        authors=authors,
        credit=credit,
        published=published,
        modified=modified,
        language=language,
        language_sure=len(languages) > 1 and len(set(languages)) == 1,
        section=section,
        types=named,
        og_type=sheet.first("og:type").lower(),
        free=_free(sheet),
        addresses=_addresses(sheet),
        site=site,
        body=jsonld.text(thing.get("articleBody")),
        words=_count(thing.get("wordCount")),
        headlines=_titles(sheet),
        labels=nearby.labels(nearby.heading_of(sheet.tree, title)),
        closed=_closed(sheet),
        is_opinion=sheet.first("article:opinion", "og:article:opinion").lower() == "true",
        times_reason="" if published and modified else _refused(sheet, captured, published, modified),
    )


def _titles(sheet: Sheet) -> tuple[str, ...]:
    """All that the page calls itself, as written."""
    others = (clean(jsonld.text(sheet.article.get("headline"))), sheet.first("og:title"), sheet.title)
    return tuple(dict.fromkeys(line[:_LONGEST_TITLE] for line in (*sheet.headings[:5], *others) if line))


def _site(sheet: Sheet, outlet: str) -> str:
    name = sheet.first("og:site_name", "application-name", "apple-mobile-web-app-title")
    if not name:
        publishers = jsonld.resolve(sheet.article.get("publisher"), sheet.things)
        name = clean(jsonld.text(publishers[0])) if publishers else ""
    return name or outlet


def _languages(sheet: Sheet) -> list[str]:
    """The languages that the page states, in the order of their weight."""
    node = sheet.tree.css_first("html")
    tag = (node.attributes.get("lang") or node.attributes.get("xml:lang") or "") if node else ""
    stated = (tag, sheet.first("og:locale", "content-language", "language", "dc.language"), jsonld.text(sheet.article.get("inLanguage")))  # fmt: skip
    return [code for each in stated if (code := code_of(each.split(",")[0]))]


def _locale(sheet: Sheet) -> str:
    """The language with its region as the page states it: Americans set the month first."""
    node = sheet.tree.css_first("html")
    stated = ((node.attributes.get("lang") or "") if node else "", sheet.first("og:locale"))
    return next(
        (each.replace("_", "-").lower() for each in stated if re.fullmatch(r"[a-z]{2}[-_][a-z]{2}", each, re.I)), ""
    )


# Meta elements of publication, the more exact first; what is below the line often lacks a time.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date",
    "publish-date", "publishdate", "publication_date", "sailthru.date", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date.created", "dc.date", "dc.date.published",
    "pubdate", "published_at", "publish_date", "published_time", "article_date_original", "article.published",
    "article.created", "created", "originalpublicationdate", "rnews:datepublished", "iso-8601-publish-date",
    "weibo:article:create_at", "article:create_at", "lastpubdate", "date", "ptime", "displaydate", "citation_date",
    "citation_publication_date", "last-published",
)  # fmt: skip
# Other names for it, of which there are many.
_PUBLISHED_KEY = re.compile(
    r"(?:publi[a-z]*|creat[a-z]*|release|issued?|first[a-z]*)[_.: -]?(?:date|time|on|at)$|(?:article|content|news)[_.:-]?date$|date[_.:-](?:created|published|issued)$"
)
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod", "article.updated", "revised", "updated_time", "article:updated_time", "modified",
)  # fmt: skip
_URL_DAY = re.compile(r"[/\-_](20\d{2})[/\-_]?(0[1-9]|1[0-2])[/\-_]?(0[1-9]|[12]\d|3[01])(?!\d)")


def _moments(
    sheet: Sheet, title: str, link: Link | None, captured: datetime, language: str
) -> tuple[Moment | None, Moment | None]:
    def parse(words: str) -> Moment | None:
        return dates.parse(words, origin="page", captured=captured, language=language, words=False)

    thing = sheet.article
    stated = [parse(jsonld.text(thing.get(key))) for key in ("datePublished", "dateCreated", "uploadDate")]
    stated += [parse(content) for name in _PUBLISHED for content in sheet.meta.get(name, ())[:2]]
    stated += [parse(words) for words in _item_dates(sheet, "datePublished")]
    if not any(stated):
        stated.append(_worded(thing.get("datePublished"), captured, language))
        stated += [parse(sheet.meta[key][0]) for key in sheet.meta if _PUBLISHED_KEY.search(key)]
    published = _most_exact([moment for moment in stated if moment])
    if published is not None and published.precision == "minute" and published.offset is None:
        published = _zoned(published, [parse(words) for words in _machine_times(sheet)])
    seen_changed: list[Moment] = []
    if published is None or published.precision == "day":
        shown = timestamps.read(sheet, title=title, captured=captured, language=language)
        # A time of a change is never that of publication.
        seen = [stamp.moment for stamp in shown if not stamp.changed]
        seen_changed = [stamp.moment for stamp in shown if stamp.changed]
        better = next(
            (each for each in seen if each.precision == "minute" and (not published or each.day == published.day)), None
        )
        published = better or published or (seen[0] if seen else None)
    if link and link.published and (published is None or (published.precision == "day" and link.published.precision == "minute"
                                                          and abs((link.published.at - published.at).days) <= 1)):  # fmt: skip
        published = link.published
    if published is None and (match := _URL_DAY.search(urlsplit(sheet.url).path)):
        published = parse("-".join(match.groups()))
    changed = [parse(jsonld.text(thing.get("dateModified")))]
    changed += [parse(content) for name in _MODIFIED for content in sheet.meta.get(name, ())[:1]]
    changed += [parse(words) for words in _item_dates(sheet, "dateModified")]
    modified = _most_exact([moment for moment in changed if moment] or seen_changed) or (
        link.modified if link else None
    )
    return published, modified


def _refused(sheet: Sheet, captured: datetime, published: Moment | None, modified: Moment | None) -> str:
    """Why a time that the page states for machines is not there: it is out of range."""
    for name, key, names, moment in (
        ("published", "datePublished", _PUBLISHED, published),
        ("modified", "dateModified", _MODIFIED, modified),
    ):
        metas = [content for meta in names for content in sheet.meta.get(meta, ())[:2]]
        for words in (jsonld.text(sheet.article.get(key)), *metas, *_item_dates(sheet, key)) if moment is None else ():
            if stated := dates.refused(words, origin="page", captured=captured):
                return refusal(name, stated)
    return ""


def _zoned(moment: Moment, others: list[Moment | None]) -> Moment:
    """The moment, or the one that shows the same clock and says its zone."""
    for each in others:
        if each is not None and each.offset is not None and each.precision == "minute":
            if shifted(each.at, minutes=each.offset) == moment.at:
                return each
    return moment


def _machine_times(sheet: Sheet) -> list[str]:
    return [node.attributes.get("datetime") or "" for node in sheet.tree.css("time[datetime]")[:8]]


def _worded(value: Any, captured: datetime, language: str) -> Moment | None:
    """A date of structured data that is written in words."""
    return dates.parse(jsonld.text(value), origin="page", captured=captured, language=language)


def _most_exact(moments: list[Moment]) -> Moment | None:
    """The first, unless a later one of about the same time is more exact: a minute, or with its zone."""
    if not moments:
        return None
    first = moments[0]
    near = [moment for moment in moments if abs((moment.at - first.at).total_seconds()) <= 26 * 3600]
    if first.precision == "day":
        return next(
            (moment for moment in near if moment.precision == "minute" and moment.offset is not None), None
        ) or next((moment for moment in near if moment.precision == "minute"), first)
    if first.offset is None:
        return next((moment for moment in near if moment.precision == "minute" and moment.offset is not None), first)
    return first


def _item_dates(sheet: Sheet, name: str) -> list[str]:
    nodes = sheet.tree.css(f'[itemprop~="{name}"]')[:3]
    return [node.attributes.get("content") or node.attributes.get("datetime") or node.text() for node in nodes]


def _free(sheet: Sheet) -> bool | None:
    for thing in (sheet.article, *sheet.things[:20]):
        value: Any = thing.get("isAccessibleForFree")
        if value is not None and jsonld.types(thing) != ("webpageelement",):
            return str(value).strip().lower() not in (
                "false",
                "no",
                "0",
                "http://schema.org/false",
                "https://schema.org/false",
            )
    tier = sheet.first("article:content_tier").lower()
    return tier == "free" if tier in ("free", "locked", "metered") else None


def _closed(sheet: Sheet) -> frozenset[str]:
    """The names in the selectors of parts that are not free."""
    parts = jsonld.resolve(sheet.article.get("hasPart"), sheet.things)
    selectors = [jsonld.text(part.get("cssSelector")) for part in parts[:20] if isinstance(part, dict)]
    return frozenset(name for selector in selectors for name in re.findall(r"[.#]([\w-]+)", selector[:300]))


def _count(value: Any) -> int:
    digits = re.sub(r"\D", "", jsonld.text(value))
    return int(digits[:7]) if digits else 0


def _addresses(sheet: Sheet) -> tuple[str, ...]:
    """Canonical and AMP addresses on the page's own site; a canonical that is a front page is none."""
    found: dict[str, None] = {}
    host = urlsplit(sheet.url).hostname or ""
    candidates = [
        node.attributes.get("href") or ""
        for node in sheet.tree.css('link[rel="canonical" i], link[rel="amphtml" i]')[:4]
    ]
    candidates.append(sheet.first("og:url"))
    for candidate in candidates:
        try:
            whole = urljoin(sheet.url, candidate.strip())
            parts = urlsplit(whole)
            near = _near(parts.hostname or "", host)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and near and (parts.path.strip("/") or parts.query):
            found.setdefault(whole)
    found.pop(sheet.url, None)
    return tuple(found)


def _near(one: str, other: str) -> bool:
    return bool(one and other) and addresses.registrable(one) == addresses.registrable(other)
