"""What stands near the headline, and what stands near it without being about the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.articles.metadata import titles
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEVELS = 12
_DEEPEST = 30
_MOST_FOUND, _MOST_NEAR = 150, 40
_LINES = "h1, h2, p, li, span, div, address, td, small, em, strong, i, b, a, time, dd, summary, label"
_BESIDE = frozenset({"aside", "figure", "figcaption"})
_FEW = 8
# A page's header is hardly longer than this, and stands but some boxes above the headline.
_HEADER, _LABELLED, _ABOVE, _LABEL = 900, 5, 6, 30
_MOST_LINES = 400
_MOST_NODES = 6_000
_FOREIGN = re.compile(
    r"comment|related|recommend|footer|newsletter|(?<!text-)caption|credit|copyright|kommentar|trending", re.IGNORECASE
)
# Blogs set author and time below the text.
_OWN_FOOTER = re.compile(r"\b(?:h?entry|post|article|story)-?(?:footer|foot)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"image|picture|quelle|teaser|sidebar|more-|most-|popular|promo|photo|card-list|carousel|listing|latest|read-?next",
    re.IGNORECASE,
)


def heading_of(tree: LexborHTMLParser, title: str) -> LexborNode | None:
    """The first-level heading that is most like the title."""
    headings = tree.css("h1")[:8]
    return max(headings, key=lambda node: titles.likeness(clean(node.text(separator=" ")), title), default=None)


def labels(heading: LexborNode | None) -> tuple[str, ...]:
    """The short pieces of text right above the headline or in a small box with it: kicker, section, flag and the like."""
    found: list[str] = []
    above = heading.prev if heading is not None else None
    for _ in range(_ABOVE):
        if above is None:
            break
        found.append(clean(above.text(separator=" ") or ""))
        above = above.prev
    box = heading.parent if heading is not None else None
    for _ in range(_LABELLED):
        # Many links are a bar of sections, and its names say nothing of this article.
        if box is None or box.tag in ("body", "html") or len(box.text()) > _HEADER or not _is_small(box):
            break
        if box.css_first("aside") is not None or len(box.css("h2, h3, h4")) > 1:
            break
        found += runs(box)
        box = box.parent
    return tuple(dict.fromkeys(line for line in found if line and len(line) <= _LABEL))


def near(tree: LexborHTMLParser, heading: LexborNode | None, selector: str) -> list[LexborNode]:
    """The nodes of a selector, those that share the smallest box with the headline first: teasers stand far off."""
    nodes = tree.css(selector)[:_MOST_FOUND]
    if heading is None or len(nodes) < 2:
        return nodes[:_MOST_NEAR]
    boxes: dict[int, int] = {}
    box = heading.parent
    while box is not None and len(boxes) < _LEVELS:
        boxes[box.mem_id] = len(boxes)
        box = box.parent
    return sorted(nodes, key=lambda node: _level(node, boxes))[:_MOST_NEAR]


def _level(node: LexborNode, boxes: dict[int, int]) -> int:
    """How many boxes above the headline the smallest one is that holds the node as well."""
    current: LexborNode | None = node
    for _ in range(_DEEPEST):
        if current is None:
            break
        if current.mem_id in boxes:
            return boxes[current.mem_id]
        current = current.parent
    return _LEVELS


def lines(tree: LexborHTMLParser) -> list[tuple[LexborNode, str]]:
    """The elements behind the first heading that have words of their own, with those, at most some hundreds."""
    found: list[tuple[LexborNode, str]] = []
    after = tree.css_first("h1") is None
    for number, node in enumerate(tree.css(_LINES)):
        after = after or node.tag == "h1"
        if not after:
            continue
        own = clean(node.text(deep=False) or "")
        if own:
            found.append((node, own))
        if len(found) >= _MOST_LINES or number > _MOST_NODES:
            break
    return found


def runs(node: LexborNode) -> list[str]:
    """The pieces of text in an element, as its markup parts them, without repeats."""
    found: list[str] = []
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text" and inner.parent is not None and inner.parent.tag not in ("script", "style", "title"):
            line = clean(inner.text_content or "")
            if line:
                found.append(line)
        if len(found) > 40:
            break
    return list(dict.fromkeys(found))


def _is_small(box: LexborNode) -> bool:
    return len(box.css("a")) <= _FEW


def is_aside(node: LexborNode, *, certain: bool = False) -> bool:
    """Whether a node stands in what is not about this article: comments, teasers, photo credits.

    The box around the headline is about it whatever its name. `certain` is for what says of itself that
    it is an author or a time, which some pages set below the picture or beside the text.
    """
    current: LexborNode | None = node
    named = False
    for _ in range(8):
        if current is None or current.tag in ("body", "html"):
            break
        if current.css_first("h1") is not None:
            return False
        attributes = current.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        is_own = bool(_OWN_FOOTER.search(names))
        if (current.tag in ("footer", "nav") and not is_own) or (
            current.tag in _BESIDE and not (certain and _is_small(current))
        ):
            return True
        if _FOREIGN.search(_OWN_FOOTER.sub("", names) if is_own else names):
            return True
        named = named or bool(_ASIDE.search(names))
        current = current.parent
    return named
