"""Page -> blocks of its article: the engine's choice of the text, freed of furniture before and after."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from broadsheet.articles import furniture, standfirst, stated
from broadsheet.articles.metadata import Facts
from broadsheet.model.article import BlockKind
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

Blocks = list[tuple[BlockKind, str]]

# What never holds an article's words. Forms stay: whole pages of some systems are one.
_UNREAD = ("script", "style", "svg", "noscript", "template", "iframe", "canvas", "object", "embed", "video", "audio",
           "select", "textarea", "input", "button", "dialog", "nav", "link", "meta", "source", "track", "math")  # fmt: skip
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_ELEMENTS = 60_000
_MOST_MARKUP = 6_000_000


class TooLargeError(ValueError):
    """More markup than an article has."""


def read(tree: LexborHTMLParser, *, facts: Facts) -> tuple[Blocks, int]:
    """The blocks of a page's article without its headline, and how many of them are its standfirst. Changes `tree`.

    Raises TooLargeError.
    """
    page = _page(tree)
    if page is None:
        return [], 0
    above = standfirst.find(page, facts.description, facts.title)
    furniture.prune(page)
    body = _engine(page, dense=bool(_DENSE.search(facts.title or facts.description)))
    titles = tuple(dict.fromkeys((facts.title, *facts.headlines)))
    blocks = furniture.sweep(list(_blocks(body)) if body is not None else [], titles=titles, authors=facts.authors)
    blocks = stated.check(blocks, facts.body, free=facts.free)
    return standfirst.set_in(blocks, above)


def _page(tree: LexborHTMLParser) -> Any:
    from lxml.html import HTMLParser, fromstring  # type: ignore[import-untyped]

    tree.strip_tags(list(_UNREAD))
    markup = _INVALID.sub(" ", tree.html or "")
    if len(markup) > _MOST_MARKUP or markup.count("<") > 2 * _MOST_ELEMENTS:
        raise TooLargeError(f"{len(markup)} characters of markup outside of scripts")
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    try:
        page = fromstring(markup.encode("utf-8", "ignore"), parser=parser)
    except (ValueError, SyntaxError):
        return None
    return page if page.find("body") is not None else None


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

    options = Extractor(config=DEFAULT_CONFIG, output_format="xml", fast=True, comments=False, formatting=False)
    if dense:
        options.min_extracted_size, options.min_output_size = 60, 10
    return options


_KINDS: dict[str, BlockKind] = {"head": "heading", "quote": "quote", "item": "list", "list": "list"}
_BLOCK_TAGS = frozenset(
    {"p", "head", "quote", "item", "list", "table", "row", "code", "ab", "div", "fw", "body", "figure"}
)


def _blocks(body: Any) -> Iterator[tuple[BlockKind, str]]:
    """The engine's tree as flat blocks; a line break parts two of them, the cells of a row do not."""
    words: list[str] = []
    kind: BlockKind = "paragraph"
    for mark, text in _events(body, "paragraph"):
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


def _events(root: Any, kind: BlockKind) -> Iterator[tuple[BlockKind | None, str]]:
    stack: list[tuple[Any, BlockKind, bool]] = [(root, kind, False)]
    while stack:
        node, kind, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            if tag in _BLOCK_TAGS:
                yield kind, ""
            elif tag in ("cell", "lb"):
                yield None, " "
            if node.tail:
                yield None, node.tail
            continue
        outer = kind
        if tag in _BLOCK_TAGS:
            kind = _KINDS.get(tag, kind if kind in ("quote", "list") else "paragraph")
            yield kind, ""
        elif tag == "lb":
            yield kind, ""
        stack.append((node, outer, True))
        if node.text and tag:
            yield None, node.text
        stack.extend((child, kind, False) for child in reversed(node))
