"""A page parsed once: its tree, meta elements, structured data and headings, for all who read facts out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.articles.reading import jsonld
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST_HEADINGS = 40
_FORMATTING = frozenset({"em", "i", "b", "strong", "a", "sup", "sub", "mark", "u", "q", "abbr", "small", "wbr", "font"})
# A mark by itself between two elements is there for those who hear the page.
_MARKS = frozenset(":,;.")


class ParsedPage:
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
        self.headings = [line for node in tree.css("h1")[:_MOST_HEADINGS] if (line := text_of(node))]
        self.article = jsonld.article(self.things, url=url, title=self.headings[0] if self.headings else "")

    def first(self, *names: str) -> str:
        """The first of these meta elements that says anything."""
        for name in names:
            for content in self.meta.get(name, ()):
                if line := clean(content):
                    return line
        return ""


def text_of(heading: LexborNode) -> str:
    """The words of a heading, parted where its markup parts them: a kicker in a span, a line break."""
    words: list[str] = []
    before: LexborNode | None = None
    for inner in heading.traverse(include_text=True):
        if inner.tag != "-text":
            if inner.tag == "br":
                words.append(" ")
            continue
        around = inner.parent
        own = inner.text_content or ""
        if own.strip() in _MARKS:
            words = ["".join(words).rstrip(), own.lstrip()]
            continue
        if before is not None and around is not None and before.mem_id != around.mem_id:
            words.append("" if {before.tag, around.tag} - {heading.tag} <= _FORMATTING else " ")
        words.append(own)
        before = around
    return clean("".join(words))
