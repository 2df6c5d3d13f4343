"""When an article was published and changed: what is stated for machines, what a reader sees, what the Link says."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from broadsheet.articles.metadata import timestamps
from broadsheet.articles.reading import jsonld
from broadsheet.languages.dates_in_words import dates
from broadsheet.model import Link, Moment
from broadsheet.text.times import refusal, shifted

if TYPE_CHECKING:
    from broadsheet.articles.metadata.parsed_page import ParsedPage

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


def choose(
    parsed: ParsedPage, title: str, link: Link | None, captured: datetime, language: str
) -> tuple[Moment | None, Moment | None]:
    """When the article was published and last changed, each None where nothing says."""
    published = _published_for_machines(parsed, captured, language)
    seen_changed: list[Moment] = []
    if published is None or published.precision == "day":
        shown = timestamps.read(parsed, title=title, captured=captured, language=language)
        # A time of a change is never that of publication.
        published = _completed(published, [stamp.moment for stamp in shown if not stamp.changed])
        seen_changed = [stamp.moment for stamp in shown if stamp.changed]
    if link and link.published and (published is None or (published.precision == "day" and link.published.precision == "minute"
                                                          and abs((link.published.at - published.at).days) <= 1)):  # fmt: skip
        published = link.published
    if published is None and (match := _URL_DAY.search(urlsplit(parsed.url).path)):
        published = _parse("-".join(match.groups()), captured, language)
    changed = _changed_for_machines(parsed, captured, language) or seen_changed
    return published, _most_exact(changed) or (link.modified if link else None)


def _parse(words: str, captured: datetime, language: str) -> Moment | None:
    return dates.parse(words, origin="page", captured=captured, language=language, words=False)


def _published_for_machines(parsed: ParsedPage, captured: datetime, language: str) -> Moment | None:
    """The publication as structured data, meta elements or marked elements state it."""
    thing = parsed.article
    words = [jsonld.text(thing.get(key)) for key in ("datePublished", "dateCreated", "uploadDate")]
    words += [content for name in _PUBLISHED for content in parsed.meta.get(name, ())[:2]]
    words += _item_dates(parsed, "datePublished")
    stated = [_parse(each, captured, language) for each in words]
    if not any(stated):
        stated.append(_worded(thing.get("datePublished"), captured, language))
        keys = [key for key in parsed.meta if _PUBLISHED_KEY.search(key)]
        stated += [_parse(parsed.meta[key][0], captured, language) for key in keys]
    published = _most_exact([moment for moment in stated if moment])
    if published is not None and published.precision == "minute" and published.offset is None:
        published = _zoned(published, [_parse(each, captured, language) for each in _machine_times(parsed)])
    return published


def _completed(published: Moment | None, seen: list[Moment]) -> Moment | None:
    """A missing time, or one without its minute, from what a reader sees."""
    minutes = (each for each in seen if each.precision == "minute" and (not published or each.day == published.day))
    return next(minutes, None) or published or (seen[0] if seen else None)


def _changed_for_machines(parsed: ParsedPage, captured: datetime, language: str) -> list[Moment]:
    words = [jsonld.text(parsed.article.get("dateModified"))]
    words += [content for name in _MODIFIED for content in parsed.meta.get(name, ())[:1]]
    words += _item_dates(parsed, "dateModified")
    return [moment for each in words if (moment := _parse(each, captured, language))]


def refused(parsed: ParsedPage, captured: datetime, published: Moment | None, modified: Moment | None) -> str:
    """Why a time that the page states for machines is not there: it is out of range."""
    for name, key, names, moment in (
        ("published", "datePublished", _PUBLISHED, published),
        ("modified", "dateModified", _MODIFIED, modified),
    ):
        metas = [content for meta in names for content in parsed.meta.get(meta, ())[:2]]
        for words in (
            (jsonld.text(parsed.article.get(key)), *metas, *_item_dates(parsed, key)) if moment is None else ()
        ):
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


def _machine_times(parsed: ParsedPage) -> list[str]:
    return [node.attributes.get("datetime") or "" for node in parsed.tree.css("time[datetime]")[:8]]


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


def _item_dates(parsed: ParsedPage, name: str) -> list[str]:
    nodes = parsed.tree.css(f'[itemprop~="{name}"]')[:3]
    return [node.attributes.get("content") or node.attributes.get("datetime") or node.text() for node in nodes]
