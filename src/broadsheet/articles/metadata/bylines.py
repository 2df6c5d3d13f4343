"""Who wrote it, by structured data, by meta elements and by what stands on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from broadsheet.articles.metadata import headline_area, titles, unmarked_bylines
from broadsheet.articles.reading import jsonld
from broadsheet.languages import credits
from broadsheet.languages.agencies import agencies_in
from broadsheet.model import Link
from broadsheet.text.language import code_of
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from broadsheet.articles.metadata.parsed_page import ParsedPage

_ORGANISATIONS = frozenset({"organization", "newsmediaorganization", "corporation", "brand", "website"})
_META = ("author", "article:author", "article:author_name", "og:article:author", "dc.creator", "dcterms.creator", "dc.contributor",
         "parsely-author", "sailthru.author", "byl", "byline", "cxenseparse:author", "citation_author", "authors")  # fmt: skip
_AUTHOR_KEY = re.compile(r"(?:^|[^a-z]|content|news|article|rb)authors?(?:[^a-z]?names?)?$")
# The visible byline, the more certain first.
_SEEN = (
    '[itemprop~="author"] [itemprop~="name"], [itemprop~="author"], [data-testid*="byline" i], [data-testid*="author" i], [data-test*="author-name" i]',
    '[rel~="author"]',
    '[class*="byline" i], [class*="author-name" i], [class*="authorname" i], [class*="author__name" i], [id*="byline" i]',
    'address, [class*="author" i]:not(body):not(article):not(main), [class*="autor" i]:not(body), [class*="writer" i], [class*="reporter" i], [id*="author" i], '
    '[class*="giornalista" i], [class*="journalist" i], [class*="auteur" i], [class*="redator" i], [class*="redactor" i], [class*="firma" i], '
    '[class*="yazar" i], [class*="muhabir" i], [class*="penulis" i], [class*="szerzo" i], [class*="skribent" i], [class*="forfatter" i], '
    '[class*="toimittaja" i], [class*="kirjoittaja" i], [class*="source" i][class*="article" i], [aria-label*="autor" i], [aria-label*="author" i]',
    'a[href*="/author/"], a[href*="/authors/"], a[href*="/autor/"], a[href*="/autoren/"], a[href*="/autores/"], a[href*="/auteur/"], a[href*="/auteurs/"], '
    'a[href*="/autore/"], a[href*="/autori/"], a[href*="/journalist"], a[href*="/by/"], a[href*="/yazar"], a[href*="/writer"], a[href*="/people/"], '
    'a[href*="/profile/"], a[href*="/profil/"], a[href*="/reporter/"], a[href*="/penulis/"], a[href*="/redaktion/"], a[href*="/colunista"], a[href*="/columnista"]',
)
_SURE, _MOST_BOXES = 2, 6
_INLINE = frozenset(
    {"a", "span", "b", "strong", "em", "i", "img", "svg", "br", "time", "small", "sup", "picture", "-text", "u"}
)
_BOXED = re.compile(r"by-?line|author|autor|auteur|writer|reporter|contributor", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _PageContext:
    """What tells names from others on one page: what its outlet is called, and its language."""

    names: tuple[str, ...]
    language: str


def _language(parsed: ParsedPage) -> str:
    """The language that the page states for itself, or ""."""
    node = parsed.tree.css_first("html")
    stated = (node.attributes.get("lang") or node.attributes.get("xml:lang") or "") if node is not None else ""
    return code_of(stated or parsed.first("og:locale", "content-language")).partition("-")[0]


def read(
    parsed: ParsedPage, *, title: str, site: str, outlet: str, link: Link | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people, and the agencies, that a page credits."""
    agencies: dict[str, None] = {}
    names = tuple(name for name in (site, outlet, *titles.domain_names(parsed.url)) if name)
    around = _PageContext(names, _language(parsed))
    stated = _stated(parsed, around, agencies)
    meta = _meta(parsed, around, agencies)
    people = stated
    if not people:
        # Where something else names an author, only what is surely a byline can say more.
        tiers = _SURE + 1 if len(meta) > 1 or (agencies and not meta) else _SURE + 2 if meta else len(_SEEN)
        # An agency in the byline itself stands beside its author.
        credited = bool(agencies)
        seen, sure = _seen(parsed, around, agencies, title, _SEEN[:tiers])
        people = _better(meta, seen, sure=sure, credited=credited)
    if not people:
        people = _signed(parsed, around, agencies) or _named(parsed, around)
    if not people and link:
        people = _distinct(name for line in link.authors for name in _people(line, around, sure=True))
    if link:
        for line in (*link.authors, link.credit):
            agencies.update(dict.fromkeys(agencies_in(line)))
    return people, tuple(agencies)


def _signed(parsed: ParsedPage, around: _PageContext, agencies: dict[str, None]) -> tuple[str, ...]:
    """The people of a page that names no element for its author. Where an agency is credited its dateline alone tells."""

    def people(line: str) -> tuple[str, ...]:
        return _distinct(_people(line, around, sure=False))

    lines = headline_area.lines(parsed.tree)
    found = unmarked_bylines.datelined(lines, people)
    if not found and not agencies_in(" ; ".join(agencies)):
        found = (
            unmarked_bylines.labelled(lines, people)
            or unmarked_bylines.dated(parsed.tree, lines, people)
            or unmarked_bylines.closing(parsed.tree, people)
        )
    if not found:
        agencies.update(dict.fromkeys(unmarked_bylines.sources(lines)))
    return found


def _stated(parsed: ParsedPage, around: _PageContext, agencies: dict[str, None]) -> tuple[str, ...]:
    found: list[str] = []
    for value in jsonld.resolve(parsed.article.get("author") or parsed.article.get("creator"), parsed.things):
        for line in _lines(value):
            agencies.update(dict.fromkeys(agencies_in(line)))
            organisation = isinstance(value, dict) and set(jsonld.types(value)) & _ORGANISATIONS
            if organisation and not agencies_in(line):
                _credit(line, around, agencies)
            person = isinstance(value, dict) and "person" in jsonld.types(value)
            found += _people(line, around, sure=person and not organisation)
    return _distinct(found)


def _better(meta: tuple[str, ...], seen: tuple[str, ...], *, sure: bool, credited: bool) -> tuple[str, ...]:
    """The people of the meta element or of the visible byline.

    A meta element often has the first of several only, or the publisher. Where an agency is credited
    and nobody else, a name that is not surely a byline is a photographer's.
    """
    if not meta:
        return seen if sure or not credited else ()
    if set(seen) > set(meta) or (sure and seen and set(seen).isdisjoint(meta)):
        return seen
    return meta


def _lines(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = value.get("name") or " ".join(
            filter(None, (jsonld.text(value.get("givenName")), jsonld.text(value.get("familyName"))))
        )
    values = value if isinstance(value, list) else [value]
    return [line for inner in values[:20] if (line := clean(jsonld.text(inner)))]


def _meta(parsed: ParsedPage, around: _PageContext, agencies: dict[str, None]) -> tuple[str, ...]:
    for key in _META:
        found: list[str] = []
        for content in parsed.meta.get(key, ())[:12]:
            line = clean(jsonld.text(content))
            agencies.update(dict.fromkeys(agencies_in(line)))
            found += _people(line, around, sure=False)
        if found:
            return _distinct(found)
        for content in parsed.meta.get(key, ())[:1]:
            if " " not in clean(content) and not agencies:
                _credit(content, around, agencies)
    return ()


def _named(parsed: ParsedPage, around: _PageContext) -> tuple[str, ...]:
    """The people of any other meta element that is named for authors, or of the pair in which WordPress has them."""
    keys = [key for key in parsed.meta if _AUTHOR_KEY.search(key) and key not in _META]
    if "twitter:label1" in parsed.meta and not any(map(str.isdigit, parsed.first("twitter:data1"))):
        keys.append("twitter:data1")
    found = (
        _distinct(name for line in parsed.meta[key][:12] for name in _people(line, around, sure=False))
        for key in keys
        if key in parsed.meta
    )
    return next(filter(None, found), ())


def _credit(line: str, around: _PageContext, agencies: dict[str, None]) -> None:
    """Notes an organisation that is credited in an author's place and is not the outlet."""
    name = credits.organisation(line, outlet=around.names[0] if around.names else "")
    if name and not any(_is_outlet(name, outlet) for outlet in around.names) and not credits.people(name):
        agencies.setdefault(name)


def _seen(
    parsed: ParsedPage, around: _PageContext, agencies: dict[str, None], title: str, selectors: tuple[str, ...]
) -> tuple[tuple[str, ...], bool]:
    """The people of the byline that the page shows, and whether it is surely one."""
    if not selectors or parsed.tree.css_first(", ".join(selectors)) is None:
        return (), False
    heading = headline_area.heading_of(parsed.tree, title)
    for number, selector in enumerate(selectors):
        for node in headline_area.near(parsed.tree, heading, selector):
            if headline_area.is_aside(node, certain=number < 2):
                continue
            runs = headline_area.runs(_box_of(node))
            if not runs or sum(map(len, runs)) > 300:
                continue
            line = " ; ".join(runs)
            agencies.update(dict.fromkeys(agencies_in(line)))
            found = _people(line, around, sure=False)
            if not found and len(runs) <= 3 and not any(" " in run for run in runs):
                found = _people(" ".join(runs), around, sure=False)
            if found and len(found) <= 12:
                found += tuple(name for box in _siblings(node) for name in _people(box, around, sure=False))
                return _distinct(found), number <= _SURE
    return (), False


def _siblings(node: LexborNode) -> list[str]:
    """The words of the boxes behind this one that are named like it: one box an author."""
    named = node.attributes.get("class")
    found: list[str] = []
    behind = node.next
    while named and behind is not None and len(found) < _MOST_BOXES:
        if behind.tag == node.tag and behind.attributes.get("class") == named:
            found.append(" ; ".join(headline_area.runs(behind)))
        behind = behind.next
    return [words for words in found if len(words) <= 300]


def _box_of(node: LexborNode) -> LexborNode:
    """The widest element around a node that is no more than its byline: small, and inline or named for it."""
    for _ in range(4):
        parent = node.parent
        if (
            parent is None
            or parent.tag in ("body", "html", "header", "article", "main")
            or parent.css_first("h1") is not None
        ):
            break
        attributes = parent.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('itemprop') or ''}"
        children = {child.tag for child in parent.iter(include_text=True)}
        if (
            not (parent.tag == "address" or _BOXED.search(named) or children <= _INLINE)
            or len(parent.text() or "") > 400
        ):
            break
        node = parent
    return node


def _people(line: str, around: _PageContext, *, sure: bool) -> tuple[str, ...]:
    found = credits.people(line, outlet=around.names[0] if around.names else "", sure=sure, language=around.language)
    return tuple(name for name in found if not any(_is_outlet(name, outlet) for outlet in around.names))


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
