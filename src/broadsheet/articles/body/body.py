"""Page -> blocks of its article: the engine's choice of the text, freed of boilerplate before and after."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from broadsheet.articles.body import boilerplate, embeds, offers, pieces, standfirst, stated, tables
from broadsheet.articles.metadata.metadata import Facts
from broadsheet.articles.reading import hidden, walls
from broadsheet.articles.reading.response import MOST_MARKUP
from broadsheet.articles.rules.profiles import Profile
from broadsheet.model.article import BlockKind
from broadsheet.text.bodies.html import in_blocks
from broadsheet.text.textblocks import Blocks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


# What never holds an article's words. Forms stay: whole pages of some systems are one.
_UNREAD = ("script", "style", "svg", "noscript", "template", "iframe", "canvas", "object", "embed", "video", "audio",
           "select", "textarea", "input", "button", "dialog", "nav", "link", "meta", "source", "track", "math", "img", "picture")  # fmt: skip
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_ELEMENTS = 60_000


class TooLargeError(ValueError):
    """More markup than an article has."""


def read(tree: LexborHTMLParser, *, facts: Facts, profile: Profile | None = None) -> tuple[Blocks, int, str]:
    """The blocks of a page's article without its headline, how many of them are its standfirst, and the words of an
    offer to read on for money, if the text ends in one. Changes `tree`.

    `profile` knows the boilerplate of the outlet's other pages. Raises TooLargeError.
    """
    page = _page(tree)
    if page is None:
        return [], 0, ""
    hidden.drop(page, remove=boilerplate.drop, free=facts.free, is_wall=_is_wall)
    above = standfirst.find(page, facts.description, facts.title)
    offer = offers.drop(page, remove=boilerplate.drop, closed=facts.closed)
    boilerplate.prune(page)
    values = tables.set_aside(page)
    posts = embeds.in_page(page)
    body = _engine(page, dense=bool(_DENSE.search(facts.title or facts.description)))
    blocks = list(_blocks(body)) if body is not None else []
    if (around := pieces.missed(page, "".join(line for _, line in blocks))) is not None:
        blocks = list(_blocks(around))
    titles = tuple(dict.fromkeys((facts.title, *facts.headlines)))
    blocks = stated.check(blocks, facts.body, free=facts.free)
    blocks, early = offers.sweep(blocks)
    blocks = boilerplate.sweep(
        blocks, titles=titles, authors=facts.authors, profile=profile, labels=facts.labels, language=facts.language
    )
    blocks, ending = offers.sweep(blocks)
    blocks, standing = standfirst.set_in(tables.put_back(embeds.mark(blocks, posts), values), above)
    return blocks, standing, offer or early or ending


def _is_wall(words: str) -> bool:
    return walls.told(words) is not None


@cache
def _parser() -> Any:
    """A parser whose elements are those of the engine, without asking for the class of each: a tenth of the time."""
    from lxml.etree import ElementDefaultClassLookup, HTMLParser
    from lxml.html import HtmlComment, HtmlElement, HtmlProcessingInstruction

    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    parser.set_element_class_lookup(
        ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction)
    )
    return parser


def _page(tree: LexborHTMLParser) -> Any:
    from lxml.etree import fromstring

    tree.strip_tags(list(_UNREAD))
    markup = _INVALID.sub(" ", tree.html or "")
    if len(markup) > MOST_MARKUP or markup.count("<") > 2 * _MOST_ELEMENTS:
        raise TooLargeError(f"{len(markup)} characters of markup outside of scripts")
    try:
        page = fromstring(markup.encode("utf-8", "ignore"), parser=_parser())
    except (ValueError, SyntaxError):
        return None
    return page if page is not None and page.find("body") is not None else None


def _engine(page: Any, *, dense: bool) -> Any:
    """The engine's body. `dense` is for scripts that say in a hundred characters what others say in three."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(page, options=_options(dense))
    except Exception:  # an engine that stumbles over one page is one page without text
        return None
    return getattr(document, "body", None)


@cache
def _options(dense: bool) -> Any:
    from trafilatura.settings import DEFAULT_CONFIG, Extractor

    options = Extractor(
        config=DEFAULT_CONFIG, output_format="xml", fast=True, comments=False, formatting=False, recall=True
    )
    if dense:
        options.min_extracted_size, options.min_output_size = 60, 10
    return options


# The engine's names of blocks and those of HTML, for what is read without it.
_KINDS: dict[str, BlockKind] = {
    "head": "heading", "quote": "quote", "item": "list", "list": "list", "h2": "heading", "h3": "heading",
    "h4": "heading", "h5": "heading", "h6": "heading", "blockquote": "quote", "li": "list", "ul": "list", "ol": "list",
}  # fmt: skip
_BLOCK_TAGS = frozenset(
    {*_KINDS, "p", "table", "row", "tr", "code", "ab", "div", "fw", "body", "figure", "section", "article", "header",
     "main", "dl", "dt", "dd", "pre", "h1"}
)  # fmt: skip


def _blocks(body: Any) -> Iterator[tuple[BlockKind, str]]:
    """The engine's tree as flat blocks; a line break parts two of them, the cells of a row do not."""
    return in_blocks(_events(body, "paragraph"))


def _events(root: Any, kind: BlockKind) -> Iterator[tuple[BlockKind | None, str]]:
    stack: list[tuple[Any, BlockKind, bool]] = [(root, kind, False)]
    while stack:
        node, kind, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            if tag in _BLOCK_TAGS:
                yield kind, ""
            elif tag in ("cell", "td", "th", "lb"):
                yield None, " "
            if node.tail:
                yield None, node.tail
            continue
        outer = kind
        if tag in _BLOCK_TAGS:
            kind = _KINDS.get(tag, kind if kind in ("quote", "list") else "paragraph")
            yield kind, ""
        elif tag in ("lb", "br"):
            yield kind, ""
        stack.append((node, outer, True))
        if node.text and tag:
            yield None, node.text
        stack.extend((child, kind, False) for child in reversed(node))
