"""The name of the site as its own pages show it, which is never a headline.

Requirement: no logo for a headline, on pages that name their site in no data. Theory: a site's name is
the heading that leads to the front page or is named for a logo, the words of a link to the front page
or behind the copyright sign where the title element has them too, and the short first heading outside
of the story where the title element has it beside the story's own. Known failures: a name that a page
shows as a picture only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from broadsheet.articles.metadata import titles
from broadsheet.articles.reading import jsonld
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from broadsheet.articles.metadata.parsed_page import ParsedPage

_LOGO = re.compile(r"(?:^|[\s_-])(?:logo\w*|brand|branding|masthead|nameplate|site-?(?:title|name|logo|branding)|blog-?(?:title|name)|header-?title|navbar-brand)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
_PARTS = re.compile(r"\s+[|\-–—•·»›:]\s+|\s*[|｜]\s*|:\s+")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)[\s©,]*(?:19|20)?[\d\s–-]*(?:by\s+)?([^\W\d_][^.,|©\n]{1,40}?)(?=\s*(?:[.,|©]|$|(?:19|20)\d\d|all rights|alle rechte))", re.IGNORECASE)  # fmt: skip
_FRONT = re.compile(r"/?(?:[a-z]{2}/?)?|/?(?:index|home)(?:\.\w+)?")
_HEADLINES = (
    '[itemprop~="headline"], [class*="headline" i], [class*="entry-title" i], [class*="post-title" i], [class*="article-title" i], [class*="story-title" i], [class~="title"], '
    "article h2, main h2, h2, h3"
)
_LONGEST, _WORDS, _MOST, _LONGEST_FRONT = 60, 6, 40, 80


def names(parsed: ParsedPage) -> list[str]:
    """What the page shows as its site's name, as far as it is sure."""
    # Where data and sharing tags both have the headline, it is chosen of those.
    if parsed.article.get("headline") and parsed.first("og:title"):
        return []
    found = [line for node in parsed.tree.css("h1")[:8] if (line := _line(node)) and _is_logo(node, parsed.url)]
    parts = [part for part in _PARTS.split(parsed.title) if part.strip()]
    if len(parts) > 1:
        offered = {titles.letters(line) for line in _offered(parsed)}
        found += [part for part in parts if titles.letters(part) in offered and len(part) <= _LONGEST]
        found += _beside_story(parsed, parts)
    # What the page states as its headline is one, whatever leads to it.
    stated = (clean(jsonld.text(parsed.article.get("headline"))), parsed.first("og:title"))
    sure = [name for name in dict.fromkeys(found) if not any(titles.same(name, line) for line in stated)]
    return sure if any(not any(titles.same(part, name) for name in sure) for part in parts) else []


def others(parsed: ParsedPage, site_names: list[str]) -> list[str]:
    """The headings of lower levels that may be the headline where each first-level one is the site's name; those that
    stand with a text first."""
    nodes = sorted(parsed.tree.css(_HEADLINES)[:_MOST], key=lambda node: _around(node) is None)
    lines = [line for node in nodes if (line := _line(node)) and len(line) < 300 and not _is_aside(node)]
    return [line for line in dict.fromkeys(lines) if not any(titles.same(line, name) for name in site_names)]


def _line(node: LexborNode) -> str:
    return clean(node.text(separator=" ") or "")


def _is_logo(node: LexborNode, url: str) -> bool:
    """Whether a heading is named for a logo or is a link to the front page from end to end."""
    current: LexborNode | None = node
    link = node.css_first("a[href]")
    for each in (node, link, node.parent):
        if each is not None and each.tag not in ("body", "main", "article") and _LOGO.search(_named(each)):
            return len(_line(node).split()) <= _WORDS
    for _ in range(2):
        if current is not None and current.tag == "a":
            link = current
        current = current.parent if current is not None else None
    return (
        link is not None and _is_front(link.attributes.get("href") or "", url) and titles.same(_line(link), _line(node))
    )


def _named(node: LexborNode) -> str:
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"


def _is_front(href: str, url: str) -> bool:
    href = href.strip()
    # Most links are told without being taken apart: a page has hundreds.
    if not href or href[0] == "#" or "?" in href or len(href) > _LONGEST_FRONT:
        return False
    if not href.startswith(("http://", "https://", "//")):
        return bool(_FRONT.fullmatch(href.removeprefix(".")))
    if href.count("/") > 4:
        return False
    try:
        there, here = urlsplit(href), urlsplit(url)
    except ValueError:
        return False
    same = (there.hostname or "").removeprefix("www.") == (here.hostname or "").removeprefix("www.")
    return (same or not url) and bool(_FRONT.fullmatch(there.path))


def _offered(parsed: ParsedPage) -> list[str]:
    """Words that are a site's name where its title element has them as well."""
    tree: LexborHTMLParser = parsed.tree
    links = [node for node in tree.css("a[href]")[:200] if _is_front(node.attributes.get("href") or "", parsed.url)]
    found = [line for node in links if (line := _line(node)) and len(line) <= _LONGEST]
    found += [clean(node.attributes.get("alt") or "") for link in links for node in link.css("img[alt]")[:1]]
    for node in tree.css("footer, [class*=copyright i], [id*=copyright i]")[:6]:
        found += [clean(match.group(1)) for match in _RIGHTS.finditer(_line(node)[:1_000])]
    return found


def _beside_story(parsed: ParsedPage, parts: list[str]) -> list[str]:
    """The first heading, where the title element has it and also a later one that alone stands with the text."""
    heading = parsed.tree.css_first("h1")
    line = _line(heading) if heading is not None else ""
    if heading is None or len(line.split()) > _WORDS or not any(titles.same(line, part) for part in parts):
        return []
    for node in parsed.tree.css(_HEADLINES)[:_MOST]:
        own = _line(node)
        if not titles.same(own, line) and any(titles.same(own, part) for part in parts):
            box = _around(node)
            if box is not None and box.css_first("h1") is None:
                return [line]
    return []


def _around(node: LexborNode) -> LexborNode | None:
    """The smallest box around a heading that holds paragraphs as well."""
    box = node.parent
    while box is not None and box.tag not in ("body", "html"):
        if len(box.css("p")) >= 2:
            return box
        box = box.parent
    return None


def _is_aside(node: LexborNode) -> bool:
    current: LexborNode | None = node
    for _ in range(8):
        if current is None:
            break
        if current.tag in ("aside", "nav", "footer"):
            return True
        current = current.parent
    return False
