"""Markup to plain blocks, for pieces of HTML as feeds carry them, and a guard against what is built to hurt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from broadsheet.model.article import BlockKind
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Nesting past this is no page that a person wrote; the parser needs time in its square.
DEEPEST = 1_000
# A page of fewer tags cannot be nested deep enough to hurt, and need not be counted through.
_HARMLESS = 12_000
_UNREAD = frozenset(
    """
    script style noscript template svg math iframe object embed head title form button select textarea input
    video audio canvas nav -comment figcaption
    """.split()
)
_KINDS: dict[str, BlockKind] = {
    "p": "paragraph", "div": "paragraph", "section": "paragraph", "article": "paragraph", "td": "paragraph",
    "th": "paragraph", "tr": "paragraph", "pre": "paragraph", "dd": "list", "dt": "list", "li": "list",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "blockquote": "quote", "ul": "list", "ol": "list", "dl": "list", "table": "paragraph", "body": "paragraph",
    "figure": "caption", "aside": "paragraph", "header": "paragraph", "footer": "paragraph", "main": "paragraph",
}  # fmt: skip
_BREAKS = frozenset({"br", "hr"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_CLOSED = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option thead tbody
    path rect circle line g use stop polygon
    """.split()
)
_ATTRIBUTES_FROM = 8_000
# Possessive throughout, so that it is linear: at each tag it gives up at the first thing that is no attribute.
_ATTRIBUTES = re.compile(
    r"""<[a-zA-Z][a-zA-Z0-9:-]*+(?:[\s/]++[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+){1000}"""
)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
# Classes by which the common style sheets hide an element from those who see.
_HIDING = frozenset(
    """
    hidden is-hidden ishidden u-hidden hide is-hide d-none is-none display-none dn-none visually-hidden visuallyhidden
    is-visually-hidden u-visually-hidden sr-only screen-reader-text screen-reader-only screenreader-only screenreader
    screen-reader sronly a11y-hidden element-invisible element-hidden invisible is-invisible offscreen off-screen
    accessibility-hidden uk-hidden ng-hide
    """.split()
)
# One that shows the element again on screens of some width: "d-none d-md-block", "hidden lg:flex".
_SHOWN_AGAIN = re.compile(
    r"(?:^|\s)(?:d-(?:xs|sm|md|lg|xl|xxl)-(?!none)\w+|(?:xs|sm|md|lg|xl|2xl|tablet|desktop):(?:block|inline|flex|grid|table|contents|not-sr-only|visible)\S*)(?=\s|$)"
)
_UNSEEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def too_deep(markup: str, *, limit: int = DEEPEST) -> bool:
    """Whether elements are nested past `limit`, by counting tags: no tree is built."""
    if markup.count("<") < max(limit, _HARMLESS):
        return False
    depth = 0
    for match in _TAG.finditer(markup):
        if match.group(2).lower() in _NEVER_CLOSED:
            continue
        depth = depth + 1 if not match.group(1) else max(0, depth - 1)
        if depth > limit:
            return True
    return False


def too_many_attributes(markup: str) -> bool:
    """Whether an element has a thousand attributes: parsers look through all of them for each."""
    return len(markup) > _ATTRIBUTES_FROM and bool(_ATTRIBUTES.search(markup))


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element's own attributes hide it from those who see the page."""
    if "hidden" in attributes:
        return True
    style, named = attributes.get("style"), attributes.get("class")
    return bool((style and _UNSEEN.search(style)) or (named and _hides(named)))


@lru_cache(maxsize=50_000)
def _hides(named: str) -> bool:
    return not _HIDING.isdisjoint(named.lower().split()) and not _SHOWN_AGAIN.search(named)


def blocks(markup: str) -> tuple[tuple[BlockKind, str], ...]:
    """The blocks of a piece of HTML, or of plain text; nothing of its markup, scripts or captions.

    What is nested past `DEEPEST` gives no blocks.
    """
    if not _MARKUP.search(markup):
        return tuple(("paragraph", line) for part in markup.split("\n\n") if (line := clean(part)))
    if too_deep(markup) or too_many_attributes(markup):
        return ()
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(markup).body
    if root is None:
        return ()
    return tuple(in_blocks(_events(root)))


def in_blocks(events: Iterable[tuple[BlockKind | None, str]]) -> Iterator[tuple[BlockKind, str]]:
    """Words (None, text) and borders (kind, "") of a tree, in order, as flat blocks: a border says what kind of block begins."""
    words: list[str] = []
    kind: BlockKind = "paragraph"
    for mark, text in events:
        if mark is None:
            words.append(text)
            continue
        line = clean("".join(words))
        if line:
            yield kind, line
        words, kind = [], mark
    line = clean("".join(words))
    if line:
        yield kind, line


def plain(markup: str) -> str:
    """The words of a piece of HTML, or of plain text, as one line."""
    return clean(" ".join(words for _, words in blocks(markup)))


def _events(root: LexborNode) -> Iterator[tuple[BlockKind | None, str]]:
    """Text as (None, text); a border between blocks as (kind of what follows, "")."""
    stack: list[tuple[LexborNode | None, BlockKind]] = [(root, "paragraph")]
    while stack:
        node, kind = stack.pop()
        if node is None:
            yield kind, ""
            continue
        tag = node.tag or ""
        if tag == "-text":
            yield None, node.text_content or ""
            continue
        if tag in _UNREAD or (node is not root and is_hidden(node.attributes)):
            continue
        if tag in _BREAKS:
            yield kind, ""
            continue
        outer = kind
        if tag in _KINDS:
            own = _KINDS[tag]
            kind = kind if own == "paragraph" and kind in ("quote", "list") else own
            yield kind, ""
            stack.append((None, outer))
        children = list(node.iter(include_text=True))
        stack.extend((child, kind) for child in reversed(children))
