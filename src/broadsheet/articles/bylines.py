"""Who wrote it and when, by structured data, by meta elements and by what stands on the page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from broadsheet.articles import headlines, jsonld, phrases
from broadsheet.model import Link, Moment
from broadsheet.text import credits, dates
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from broadsheet.articles.metadata import Sheet

_ORGANISATIONS = frozenset({"organization", "newsmediaorganization", "corporation", "brand", "website"})
_META = ("author", "article:author", "article:author_name", "og:article:author", "dc.creator", "dcterms.creator", "dc.contributor",
         "parsely-author", "sailthru.author", "byl", "byline", "cxenseparse:author", "citation_author", "authors")  # fmt: skip
# The visible byline, the more certain first.
_SEEN = (
    '[itemprop~="author"] [itemprop~="name"], [itemprop~="author"]',
    '[rel~="author"]',
    '[class*="byline" i] a, [class*="author-name" i], [class*="authorname" i], [class*="author__name" i], [data-testid*="author" i]',
    '[class*="byline" i], [class*="author" i]:not(body):not(article):not(main), [class*="autor" i]:not(body), [class*="writer" i], '
    '[class*="reporter" i], [id*="author" i], [class*="giornalista" i], [class*="journalist" i], [class*="auteur" i], '
    '[class*="yazar" i], [class*="muhabir" i], [class*="source" i][class*="article" i]',
    'a[href*="/author/"], a[href*="/authors/"], a[href*="/autor/"], a[href*="/autoren/"], a[href*="/profile/"], a[href*="/auteur/"], '
    'a[href*="/autore/"], a[href*="/journalist"], a[href*="/by/"], a[href*="/yazar"], a[href*="/writer"], a[href*="/people/"]',
)
_ASIDE = re.compile(
    r"image|picture|quelle|comment|related|teaser|sidebar|recommend|more-|most-|popular|footer|newsletter|promo|caption|credit|photo|copyright|card-list|"
    r"carousel|listing|latest|read-?next|trending", re.I
)  # fmt: skip
_BYLINE = re.compile(
    r"^\s*(?:By|Von|Par|Por|Di|Door|Av|Af|От|Автор|Oleh|Yazan|Text|Autor|Autorin|Autore|Auteur|Penulis|文|取材|記者|记者|作者|撰文|기자|بقلم|Συντάκτης)"
    r"(?:\s*[:：]\s*|\s+\S)", 0
)  # fmt: skip

_ROLE = re.compile(
    r"^\s*(?:Autor(?:in)?(?:\s*/\s*Autor(?:in)?)?|Authors?|Auteurs?|Autore|Autori|Автор|Writer|Reporter|記者|作者|Written by|Reported by)\s*:?\s*$",
    re.IGNORECASE,
)


def read(sheet: Sheet, *, site: str, outlet: str, link: Link | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people, and the agencies, that a page credits."""
    agencies: dict[str, None] = {}
    names = [name for name in (site, outlet, *headlines.domain_names(sheet.url)) if name]
    stated = _stated(sheet, names, agencies)
    meta = _meta(sheet, names, agencies)
    people = stated or meta
    if not people:
        people = _seen(sheet, names, agencies)
    if not people:
        people = _labelled(sheet, names)
    if not people and link:
        people = _distinct(name for line in link.authors for name in _people(line, names, sure=True))
    if link:
        for line in (*link.authors, link.credit):
            agencies.update(dict.fromkeys(credits.agencies(line)))
    return people, tuple(agencies)


def _stated(sheet: Sheet, names: list[str], agencies: dict[str, None]) -> tuple[str, ...]:
    found: list[str] = []
    for value in jsonld.resolve(sheet.article.get("author") or sheet.article.get("creator"), sheet.things):
        for line in _lines(value):
            agencies.update(dict.fromkeys(credits.agencies(line)))
            organisation = isinstance(value, dict) and set(jsonld.types(value)) & _ORGANISATIONS
            if organisation and not credits.agencies(line):
                _credit(line, names, agencies)
            person = isinstance(value, dict) and "person" in jsonld.types(value)
            found += _people(line, names, sure=person and not organisation)
    return _distinct(found)


def _lines(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = value.get("name") or " ".join(
            filter(None, (jsonld.text(value.get("givenName")), jsonld.text(value.get("familyName"))))
        )
    values = value if isinstance(value, list) else [value]
    return [line for inner in values[:20] if (line := clean(jsonld.text(inner)))]


def _meta(sheet: Sheet, names: list[str], agencies: dict[str, None]) -> tuple[str, ...]:
    for key in _META:
        found: list[str] = []
        for content in sheet.meta.get(key, ())[:12]:
            line = clean(jsonld.text(content))
            agencies.update(dict.fromkeys(credits.agencies(line)))
            found += _people(line, names, sure=False)
        if found:
            return _distinct(found)
        for content in sheet.meta.get(key, ())[:1]:
            if " " not in clean(content) and not agencies:
                _credit(content, names, agencies)
    return ()


def _credit(line: str, names: list[str], agencies: dict[str, None]) -> None:
    """Notes an organisation that is credited in an author's place and is not the outlet."""
    name = credits.organisation(line, outlet=names[0] if names else "")
    if name and not any(_is_outlet(name, outlet) for outlet in names) and not credits.people(name):
        agencies.setdefault(name)


def _seen(sheet: Sheet, names: list[str], agencies: dict[str, None]) -> tuple[str, ...]:
    for selector in _SEEN:
        found: list[str] = []
        nodes = [node for node in sheet.tree.css(selector)[:24] if not _is_aside(node)]
        near = _around(nodes[0], selector) if nodes else frozenset()
        for node in nodes:
            line = clean(node.text(separator=" "))
            if node.mem_id not in near or not line or len(line) > 200:
                continue
            agencies.update(dict.fromkeys(credits.agencies(line)))
            found += _people(line, names, sure=False)
            if len(found) > 8:
                break
        if found:
            return _distinct(found)
    return ()


def _around(first: LexborNode, selector: str) -> frozenset[int]:
    """The nodes of a selector that stand with the first: one article has one byline."""
    current = first
    for _ in range(4):
        if current.parent is None or current.parent.tag in ("body", "html") or current.css_first("h1") is not None:
            break
        current = current.parent
    return frozenset((first.mem_id, *(node.mem_id for node in current.css(selector))))


def _labelled(sheet: Sheet, names: list[str]) -> tuple[str, ...]:
    """The people of a line that says "By …" without being named as a byline."""
    for node, own in near_lines(sheet):
        if _BYLINE.match(own) or _ROLE.match(own):
            whole = node.parent if _ROLE.match(own) and node.parent is not None else node
            line = clean(whole.text(separator=" "))
            line = line.removeprefix(own) if whole is not node else line
            if len(line) <= 120 and not _is_aside(node) and (found := _people(line, names, sure=False)):
                return _distinct(found)
    return ()


def near_lines(sheet: Sheet) -> list[tuple[LexborNode, str]]:
    """The elements behind the headline that have words of their own, with those, at most some hundreds."""
    found: list[tuple[LexborNode, str]] = []
    after = not sheet.headings
    for number, node in enumerate(
        sheet.tree.css("h1, h2, p, li, span, div, address, td, small, em, strong, i, b, a, time, dd")
    ):
        after = after or node.tag == "h1"
        if not after:
            continue
        own = clean(node.text(deep=False) or "")
        if own:
            found.append((node, own))
        if len(found) >= 400 or number > 6_000:
            break
    return found


def _is_aside(node: LexborNode) -> bool:
    """Whether a node stands in what is not about this article: comments, teasers, photo credits."""
    current: LexborNode | None = node
    for _ in range(8):
        if current is None or current.tag in ("body", "html"):
            return False
        if current.css_first("h1") is not None:
            return False
        if current.tag in ("footer", "aside", "figure", "figcaption", "nav"):
            return True
        attributes = current.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if _ASIDE.search(named):
            return True
        current = current.parent
    return False


def _people(line: str, names: list[str], *, sure: bool) -> tuple[str, ...]:
    found = credits.people(line, outlet=names[0] if names else "", sure=sure)
    return tuple(name for name in found if not any(_is_outlet(name, outlet) for outlet in names))


def _is_outlet(name: str, outlet: str) -> bool:
    """Whether a name is the outlet's, in full, by its initials, or with a department behind it."""
    one, other = re.sub(r"[\W_]+", "", name.casefold()), re.sub(r"[\W_]+", "", outlet.casefold().removeprefix("the "))
    if not one or not other:
        return False
    words = name.split()
    initials = "".join(word[0] for word in words).casefold()
    short = other if len(other) <= 5 else ""
    return one == other or (
        bool(short) and len(short) > 1 and (initials == short or (words[0].isupper() and words[0].casefold() == short))
    )


def _distinct(names: Any) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


_STAMPS = (
    "time[datetime]",
    '[class*="publish" i], [class*="date" i], [class*="time" i]:not(html):not(body), [class*="datum" i], [class*="fecha" i], '
    '[class*="byline" i], [class*="posted" i], [class*="meta" i], time, [id*="date" i], [class*="tarih" i], [class*="data" i]',
)


def visible_moments(sheet: Sheet, captured: datetime, language: str) -> list[Moment]:
    """The dates that the page shows for the article, in order, at most a few."""
    found: list[Moment] = []
    for number, selector in enumerate(_STAMPS):
        for node in sheet.tree.css(selector)[:12]:
            if _is_aside(node):
                continue
            words = (node.attributes.get("datetime") or "") if number == 0 else clean(node.text(separator=" "))
            if not words or len(words) > 120:
                continue
            moment = dates.parse(words, origin="page", captured=captured, language=language, words=number > 0)
            if moment and not moment.clamped:
                found.append(moment)
            if len(found) >= 3:
                return found
        if found:
            return found
    lines = [(node, own) for node, own in near_lines(sheet) if len(own) <= 80 and _DATE_LIKE.search(own)]
    lines.sort(key=lambda line: not phrases.STAMP.match(clean(line[0].text(separator=" "))[:100]))
    for node, own in lines:
        if not _is_aside(node):
            moment = dates.parse(own, origin="page", captured=captured, language=language)
            if moment and not moment.clamped:
                return [moment]
    return found


_DATE_LIKE = re.compile(
    r"(?<!\d)\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)?\d\d(?!\d)|(?:19|20)\d\d\s*[年./\-년]|\d{1,2}\W.{0,20}(?:19|20)\d\d(?!\d)|(?:19|20)\d\d.{0,16}\d{1,2}:\d\d"
)
