"""One entry of a feed on the fast path, as feedparser would read it: of most elements the last counts, of titles the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from broadsheet.feeds.addresses import resolve, unescaped
from broadsheet.feeds.bylines import Byline, byline
from broadsheet.feeds.entry import MOST_PARTS, FeedEntry
from broadsheet.feeds.titles import mended
from broadsheet.feeds.xml.tree import Doubt, Tree, local
from broadsheet.feeds.xml.vocabulary import Meaning

_HTML_TYPES = ("text/html", "html", "application/xhtml+xml", "xhtml")
_TEXT_ROLES = ("author", "agency", "news agency", "writer")
_LINK_KEYS = ("href", "url", "uri", "rel", "type")


class FastEntry:
    """One entry being read, with the little state that feedparser's rules need."""

    __slots__ = (
        "author", "authors", "base", "caption", "categories", "content", "created", "credits", "dated", "has_link", "id",
        "language", "link", "modified", "published", "summary", "title", "title_depth", "title_done", "tree",
    )  # fmt: skip

    def __init__(self, tree: Tree, base: str, about: str) -> None:
        self.tree = tree
        self.base = base
        self.id = about
        self.title = self.link = self.author = self.summary = self.content = self.language = self.caption = ""
        self.published = self.modified = self.created = self.dated = ""
        self.has_link = False
        self.title_depth = 99
        self.title_done = 99
        self.authors: list[str] = []
        self.categories: list[str] = []
        self.credits: list[str] = []

    def entry(self) -> FeedEntry:
        moment, language = self.tree.dates.moment, self.language
        # The Dublin Core has one date: of publication, unless the entry has another for that.
        published = moment(self.published, language) or moment(self.created, language) or moment(self.dated, language)
        return FeedEntry(
            title=self.title,
            link=self.link,
            id=self.id,
            author=self.author,
            authors=tuple(dict.fromkeys(self.authors)),
            published=published,
            modified=moment(self.modified, language),
            summary=self.summary or ("" if self.content else self.caption),
            content=self.content,
            categories=tuple(dict.fromkeys(self.categories)),
            credits=tuple(dict.fromkeys(self.credits)),
            language=self.language,
        )

    def take(self, element: Any, word: Meaning, depth: int = 0) -> None:
        """One child of the entry."""
        if word is Meaning.NOTHING:
            if self.tree.strict and len(element):
                self.tree.check_innocent(element)
        elif word is Meaning.TITLE or word is Meaning.MEDIA_TITLE:
            self._take_title(element, depth, final=word is Meaning.TITLE)
        elif word is Meaning.SUMMARY or word is Meaning.CONTENT or word is Meaning.CAPTION:
            self._take_words(element, word)
        elif depth == 0 and word is Meaning.LINK:
            self._take_link(element)
        elif depth == 0 and word is Meaning.ID:
            self._take_id(element)
        elif depth == 0 and word in (Meaning.PUBLISHED, Meaning.UPDATED, Meaning.CREATED, Meaning.DATED):
            self._take_date(self.tree.text(element), word)
        elif word is Meaning.CATEGORY:
            self.categories += [term for term in (_term(element) or self.tree.text(element),) if term]
        elif word is Meaning.CREDIT:
            if (element.get("role") or "").lower() in _TEXT_ROLES:
                self.credits += [text for text in (self.tree.text(element),) if text]
        elif word is Meaning.CONTAINER:
            for inner in element[:MOST_PARTS]:
                self.take(inner, self.tree.word(inner), depth + 1)
        elif depth == 0:
            self._take_other(element, word)
        else:
            self.tree.doubt("an element in an odd place")

    def _take_other(self, element: Any, word: Meaning) -> None:
        if word is Meaning.AUTHOR:
            self._take_author(element)
        elif word is Meaning.SOURCE:
            self._take_source(element)
        elif word is Meaning.CREDIT_LINE:
            self.credits += [text for text in (self.tree.text(element),) if text]
        elif word is Meaning.LANGUAGE:
            self.language = self.tree.text(element) or self.language
        elif word is Meaning.CONTRIBUTOR:
            self.tree.check_innocent(element)
        elif word is Meaning.ASIDE and element.tag.endswith("image"):
            self.tree.check_innocent(element)
            self.title_done = 99
        elif word in (Meaning.DOUBT, Meaning.ENTRY, Meaning.ROOT, Meaning.ASIDE):
            self.tree.doubt(f"<{local(element)}> in an entry")
        elif word is not Meaning.OPAQUE and len(element):
            self.tree.check_innocent(element)

    def _take_title(self, element: Any, depth: int, *, final: bool) -> None:
        """The first title that is not empty and not deeper than what is there; Media RSS only fills in."""
        title = self.tree.title(element)
        if self.title_done <= depth:
            return
        if depth <= self.title_depth:
            self.title, self.title_depth = title, depth
        if final and title:
            self.title_done = depth

    def _take_link(self, element: Any) -> None:
        attributes = element.attrib
        if not attributes:
            self._take_link_text(element)
            return
        if self.tree.strict and any(
            key not in _LINK_KEYS and key.rpartition("}")[2].lower() in _LINK_KEYS for key in attributes
        ):
            raise Doubt("a link with odd attributes")
        address = attributes.get("url") or attributes.get("uri") or attributes.get("href")
        if address is None:
            self._take_link_text(element)
        elif not address or (("url" in attributes or "uri" in attributes) and "href" in attributes):
            self.tree.doubt("a link of several addresses or an empty one")
        elif _leads_to_page(attributes):
            self.link, self.has_link = resolve(self._own_base(element), address), True
        if address is not None and ((element.text or "").strip() or len(element)):
            self.tree.doubt("a link with an address and a text")

    def _take_link_text(self, element: Any) -> None:
        text = self.tree.text(element, repaired=False)
        self.link = unescaped(mended(resolve(self._own_base(element), text))) if text else ""
        self.has_link = True

    def _take_id(self, element: Any) -> None:
        is_link = next((value for key, value in element.attrib.items() if key.lower() == "ispermalink"), "true")
        text = self.tree.text(element, repaired=False)
        if text and is_link == "true":
            text = resolve(self._own_base(element), text)
        self.id = mended(text)
        if is_link == "true" and not self.has_link:
            self.link, self.has_link = self.id, True

    def _take_date(self, text: str, word: Meaning) -> None:
        if word is Meaning.PUBLISHED:
            self.published = text
        elif word is Meaning.UPDATED:
            self.modified = text
        elif word is Meaning.DATED:
            self.modified = self.dated = text
        else:
            self.created = text

    def _take_author(self, element: Any) -> None:
        name = email = ""
        for child in element:
            word = self.tree.word(child)
            if len(child) or word not in (Meaning.NAME, Meaning.EMAIL, Meaning.ADDRESS, Meaning.NOTHING):
                self.tree.doubt("an author with odd parts")
            elif word is Meaning.NAME:
                name = (child.text or "").strip()
            elif word is Meaning.EMAIL:
                email = (child.text or "").strip()
        if len(element) and self.tree.strict and _between(element):
            raise Doubt("an author with text between its parts")
        found = Byline.of(name, email) if name or email else byline(mended((element.text or "").strip()))
        self.author = found.line
        if found.name or found.email:
            self.authors.append(mended(found.name or found.email))

    def _take_source(self, element: Any) -> None:
        """The source's own title; what follows it may name the entry anew, as feedparser has it."""
        inner = [child for child in element.iterdescendants() if self.tree.word(child) is Meaning.TITLE]
        credit = self.tree.text(element) if not len(element) else mended((inner[0].text or "").strip()) if inner else ""
        if credit:
            self.credits.append(credit)
        self.title_done = 99
        if inner and (inner[0].text or "").strip():
            self.title_done = 1
        if any(
            self.tree.word(child) in (Meaning.ENTRY, Meaning.ROOT, Meaning.DOUBT, Meaning.ASIDE)
            for child in element.iterdescendants()
        ):
            self.tree.doubt("a source with odd parts")

    def _take_words(self, element: Any, word: Meaning) -> None:
        if len(element) and word is Meaning.CONTENT and self.tree.strict:
            kind = (element.get("type") or "text").lower()
            if kind not in ("xhtml", "application/xhtml+xml", "text", "html", "text/html", "text/plain"):
                raise Doubt("content of an odd type")
        if word is Meaning.SUMMARY:
            if not self.summary:
                self.summary = _words(element)
        elif word is Meaning.CAPTION:
            # Of a picture mostly, of the whole entry only where it says nothing else of itself.
            self.caption = self.caption or _words(element)
        elif not self.content:
            self.content = _words(element)

    def _own_base(self, element: Any) -> str:
        return self.tree.base(element, self.base)


def _words(element: Any) -> str:
    if not len(element):
        return mended((element.text or "").strip())
    from lxml import etree

    parts = [element.text or ""]
    parts += [etree.tostring(child, encoding="unicode", with_tail=True) for child in element]
    return mended("".join(parts).strip())


def _leads_to_page(attributes: Any) -> bool:
    is_page = (attributes.get("type") or "text/html").lower() in _HTML_TYPES
    return is_page and (attributes.get("rel") or "alternate").lower() == "alternate"


def _term(element: Any) -> str:
    return mended((element.get("term") or element.get("text") or "").strip())


def _between(element: Any) -> bool:
    return any((text or "").strip() for text in _loose_texts(element))


def _loose_texts(element: Any) -> Iterator[str | None]:
    yield element.text
    for child in element:
        yield child.tail
