"""The fast path: RSS 0.9 to 2.0, RDF and Atom by libxml2, as long as there is no doubt.

Requirement: the same entries with the same title, link, id and author as feedparser, at 20 times its speed.
Theory: most feeds are well-formed and flat, and there feedparser's rules are few: the first title that is not
empty counts, of all else the last; a guid is the link where none came before it; a plain title that looks like HTML
is HTML. What is not flat (entries within entries, markup in a title, elements that change feedparser's state,
entities that a DTD declares) raises Doubt, and feedparser reads that feed. Known failures: none among the 140 real
feeds and their damaged forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from broadsheet.feeds.addresses import resolve, unescaped
from broadsheet.feeds.bylines import Byline, byline
from broadsheet.feeds.dates import Dates
from broadsheet.feeds.entry import Document, Entry
from broadsheet.feeds.titles import looks_like_html, mended, plain
from broadsheet.feeds.vocabulary import Vocabulary, Word

_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_HTML_TYPES = ("text/html", "html", "application/xhtml+xml", "xhtml")
_TEXT_ROLES = ("author", "agency", "news agency", "writer")
_LINK_KEYS = ("href", "url", "uri", "rel", "type")
_INNOCENT = frozenset(
    (
        Word.NOTHING, Word.NAME, Word.EMAIL, Word.ADDRESS, Word.OPAQUE, Word.TTL, Word.PERIOD, Word.FREQUENCY,
        Word.CREDIT, Word.CREDIT_LINE, Word.CATEGORY,
    )
)  # fmt: skip


class Doubt(Exception):  # noqa: N818 - it is no error, only a reason to ask feedparser
    """Something in this feed is not flat or not well-formed; the message says what."""


def parser(*, recover: bool = False) -> Any:
    """An XML parser that fetches nothing, expands no entity and keeps libxml2's limits on size and depth."""
    from lxml import etree  # type: ignore[import-untyped]

    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=False,
        encoding="utf-8",
    )


def read(utf8: bytes, *, url: str, captured: datetime | None, strict: bool = True) -> Document:
    """The feed in `utf8`. Doubt where it is not surely read as feedparser would.

    `strict=False` reads what libxml2 can save of a broken feed and passes over what it does not understand.
    """
    from lxml import etree

    if strict and b"<!ENTITY" in utf8[:65_536]:
        raise Doubt("the feed declares entities")
    try:
        root = etree.fromstring(utf8, parser(recover=not strict))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Doubt(f"not well-formed: {str(error)[:200]}") from None
    if root is None:
        raise Doubt("no element at all")
    return _Feed(root, url=url, captured=captured, strict=strict).document()


class _Feed:
    """One feed being read."""

    def __init__(self, root: Any, *, url: str, captured: datetime | None, strict: bool) -> None:
        self.root = root
        self.dates = Dates(captured)
        self.strict = strict
        self.words = Vocabulary()
        self.base = self._base(root, url)
        self.form = self._form()
        self.html_titles = not self._reads_as_atom()

    def document(self) -> Document:
        heads = [child for child in self.root if self._word(child) is Word.ROOT]
        if self.form == "atom":
            heads = [self.root]
        elif not heads:
            self._doubt("no channel")
            heads = [self.root]
        elif len(heads) > 1:
            self._doubt("several channels")
        head = heads[0]
        nests = [head] if head is self.root else [self.root, head]
        if len(nests) == 2 and self.strict:
            self._check_siblings(head)
        entries = [
            (nest, child) for nest in nests for child in nest if self._word(child) is Word.ENTRY and child is not head
        ]
        if self.strict:
            self._check_all_found(len(entries))
        base = self.base if head is self.root else self._base(head, self.base)
        title = self._feed_title(head, base)
        language, ttl, next_url = self._facts(head, base)
        return Document(
            title=title,
            entries=tuple(self._entry(child, base if nest is head else self.base) for nest, child in entries),
            form=self.form,
            reader="fast" if self.strict else "recovered",
            language=language,
            ttl=ttl,
            next_url=next_url,
        )

    def _form(self) -> str:
        local = self.root.tag.rpartition("}")[2]
        if self._word(self.root) is not Word.ROOT or local == "channel":
            raise Doubt(f"<{local[:40]}> is the root of no feed")
        return {"rss": "rss", "feed": "atom", "RDF": "rdf"}.get(local) or self._doubt(f"odd root <{local}>") or "rss"

    def _reads_as_atom(self) -> bool:
        """Whether a plain title is plain: feedparser goes by the first namespace that names a format."""
        known = {"http://www.w3.org/2005/atom": True, "http://purl.org/rss/1.0/": False}
        spaces = [namespace.lower() for namespace in self.root.nsmap.values()]
        spaces += (
            ["http://purl.org/rss/1.0/"]
            if self.root.nsmap.get(None) == "http://my.netscape.com/rdf/simple/0.9/"
            else []
        )
        named = [known[space] for space in spaces if space in known]
        if self.form == "rss":
            return False
        if len(set(named)) > 1:
            self._doubt("the namespaces of several formats")
        return named[0] if named else self.form == "atom"

    def _check_siblings(self, head: Any) -> None:
        for child in self.root:
            if child is not head and self._word(child) is not Word.ENTRY and len(child):
                self._check_innocent(child, also=(Word.TITLE, Word.LINK, Word.SUMMARY))
                if self._word(child) not in (Word.ASIDE, Word.NOTHING):
                    self._doubt("an odd element beside the channel")

    def _check_all_found(self, found: int) -> None:
        there = sum(1 for _ in self.root.iter("{*}item", "{*}entry"))
        ours = (
            sum(1 for each in self.root.iter("{*}item", "{*}entry") if self._word(each) is Word.ENTRY)
            if there != found
            else found
        )
        if ours != found:
            self._doubt("entries in odd places")

    def _feed_title(self, head: Any, base: str) -> str:
        titles = [child for child in head if self._word(child) in (Word.TITLE, Word.MEDIA_TITLE)]
        if len(titles) > 1:
            self._doubt("several titles of the feed")
        for child in head:
            word = self._word(child)
            if word in (Word.ENTRY, Word.TITLE):
                continue
            if len(child) and word not in (Word.OPAQUE, Word.SUMMARY, Word.AUTHOR, Word.CONTRIBUTOR):
                self._check_innocent(child, also=(Word.TITLE, Word.LINK, Word.SUMMARY) if word is Word.ASIDE else ())
        return self._title(titles[0]) if titles else ""

    def _facts(self, head: Any, base: str) -> tuple[str, int | None, str]:
        language, next_url = self.root.get(f"{_XML}lang", ""), ""
        ttl = period = None
        frequency = 1
        for child in head:
            word = self._word(child)
            if word is Word.LANGUAGE:
                language = (child.text or "").strip() or language
            elif word is Word.TTL:
                ttl = _count(child.text)
            elif word is Word.PERIOD:
                period = _PERIODS.get((child.text or "").strip().lower())
            elif word is Word.FREQUENCY:
                frequency = _count(child.text) or 1
            elif word is Word.LINK and (child.get("rel") or "").lower() == "next":
                next_url = resolve(base, child.get("href") or "")
        return language, ttl if ttl is not None else period and max(1, period // frequency), next_url

    def _entry(self, element: Any, base: str) -> Entry:
        if self.strict and any(key.lower() in ("href", "lastmod") for key in element.attrib):
            raise Doubt("a CDF entry")
        draft = _Draft(self, self._base(element, base), element.get(_RDF_ABOUT, ""))
        draft.language = element.get(f"{_XML}lang", "")
        for child in element:
            draft.take(child, self._word(child))
        return draft.entry()

    def _word(self, element: Any) -> Word:
        return self.words.word(element.tag, element.prefix)

    def _base(self, element: Any, base: str) -> str:
        own = element.get(f"{_XML}base") or element.get("base")
        return resolve(base, own) or base if own else base

    def _doubt(self, why: str) -> str:
        if self.strict:
            raise Doubt(why)
        return ""

    def _check_innocent(self, element: Any, also: tuple[Word, ...] = ()) -> None:
        """Nothing inside of an element that we pass over may mean anything to feedparser."""
        if self.strict:
            for inner in element.iterdescendants():
                word = self._word(inner)
                if word not in _INNOCENT and word not in also:
                    raise Doubt(f"<{inner.tag.rpartition('}')[2][:40]}> in an odd place")

    def _title(self, element: Any) -> str:
        """The words of a title element. Markup inside of it, or an odd type, is for feedparser."""
        kind = (element.get("type") or "text").lower()
        if len(element) or "mode" in element.attrib or kind not in ("text", "html", "plain", "text/plain", "text/html"):
            self._doubt("a title with markup or of an odd type")
            return plain("".join(element.itertext()))
        text = (element.text or "").strip()
        if not text:
            return ""
        is_html = kind in ("html", "text/html")
        if "&" in text or "<" in text:
            is_html = is_html or (self.html_titles and looks_like_html(text))
            if is_html:
                return mended(plain(text))
        return mended(text)


class _Draft:
    """One entry being read, with the little state that feedparser's rules need."""

    __slots__ = (
        "author", "authors", "base", "categories", "content", "created", "credits", "feed", "has_link", "id",
        "language", "link", "modified", "published", "summary", "title", "title_depth", "title_done",
    )  # fmt: skip

    def __init__(self, feed: _Feed, base: str, about: str) -> None:
        self.feed = feed
        self.base = base
        self.id = about
        self.title = self.link = self.author = self.summary = self.content = self.language = ""
        self.published = self.modified = self.created = ""
        self.has_link = False
        self.title_depth = 99
        self.title_done = 99
        self.authors: list[str] = []
        self.categories: list[str] = []
        self.credits: list[str] = []

    def entry(self) -> Entry:
        moment = self.feed.dates.moment
        return Entry(
            title=self.title,
            link=self.link,
            id=self.id,
            author=self.author,
            authors=tuple(dict.fromkeys(self.authors)),
            published=moment(self.published) or moment(self.created),
            modified=moment(self.modified),
            summary=self.summary,
            content=self.content,
            categories=tuple(dict.fromkeys(self.categories)),
            credits=tuple(dict.fromkeys(self.credits)),
            language=self.language,
        )

    def take(self, element: Any, word: Word, depth: int = 0) -> None:
        """One child of the entry."""
        if word is Word.NOTHING:
            if len(element):
                self.feed._check_innocent(element)
        elif word is Word.TITLE or word is Word.MEDIA_TITLE:
            self._take_title(element, depth, final=word is Word.TITLE)
        elif word is Word.SUMMARY or word is Word.CONTENT:
            self._take_words(element, word)
        elif depth == 0 and word is Word.LINK:
            self._take_link(element)
        elif depth == 0 and word is Word.ID:
            self._take_id(element)
        elif depth == 0 and word in (Word.PUBLISHED, Word.UPDATED, Word.CREATED):
            self._take_date(self._text(element), word)
        elif word is Word.CATEGORY:
            self.categories += [term for term in (_term(element) or self._text(element),) if term]
        elif word is Word.CREDIT:
            if (element.get("role") or "").lower() in _TEXT_ROLES:
                self.credits += [text for text in (self._text(element),) if text]
        elif word is Word.CONTAINER:
            for inner in element:
                self.take(inner, self.feed._word(inner), depth + 1)
        elif depth == 0:
            self._take_other(element, word)
        else:
            self.feed._doubt("an element in an odd place")

    def _take_other(self, element: Any, word: Word) -> None:
        if word is Word.AUTHOR:
            self._take_author(element)
        elif word is Word.SOURCE:
            self._take_source(element)
        elif word is Word.CREDIT_LINE:
            self.credits += [text for text in (self._text(element),) if text]
        elif word is Word.LANGUAGE:
            self.language = self._text(element) or self.language
        elif word is Word.CONTRIBUTOR:
            self.feed._check_innocent(element)
        elif word is Word.ASIDE and element.tag.endswith("image"):
            self.feed._check_innocent(element)
            self.title_done = 99
        elif word in (Word.DOUBT, Word.ENTRY, Word.ROOT, Word.ASIDE):
            self.feed._doubt(f"<{element.tag.rpartition('}')[2][:40]}> in an entry")
        elif word is not Word.OPAQUE and len(element):
            self.feed._check_innocent(element)

    def _take_title(self, element: Any, depth: int, *, final: bool) -> None:
        """The first title that is not empty and not deeper than what is there; Media RSS only fills in."""
        title = self.feed._title(element)
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
        if self.feed.strict and any(
            key not in _LINK_KEYS and key.rpartition("}")[2].lower() in _LINK_KEYS for key in attributes
        ):
            raise Doubt("a link with odd attributes")
        address = attributes.get("url") or attributes.get("uri") or attributes.get("href")
        if address is None:
            self._take_link_text(element)
        elif not address or (("url" in attributes or "uri" in attributes) and "href" in attributes):
            self.feed._doubt("a link of several addresses or an empty one")
        elif _leads_to_page(attributes):
            self.link, self.has_link = resolve(self._own_base(element), address), True
        if address is not None and ((element.text or "").strip() or len(element)):
            self.feed._doubt("a link with an address and a text")

    def _take_link_text(self, element: Any) -> None:
        text = self._text(element, repaired=False)
        self.link = unescaped(mended(resolve(self._own_base(element), text))) if text else ""
        self.has_link = True

    def _take_id(self, element: Any) -> None:
        is_link = next((value for key, value in element.attrib.items() if key.lower() == "ispermalink"), "true")
        text = self._text(element, repaired=False)
        if text and is_link == "true":
            text = resolve(self._own_base(element), text)
        self.id = mended(text)
        if is_link == "true" and not self.has_link:
            self.link, self.has_link = self.id, True

    def _take_date(self, text: str, word: Word) -> None:
        if word is Word.PUBLISHED:
            self.published = text
        elif word is Word.UPDATED:
            self.modified = text
        else:
            self.created = text

    def _take_author(self, element: Any) -> None:
        name = email = ""
        for child in element:
            word = self.feed._word(child)
            if len(child) or word not in (Word.NAME, Word.EMAIL, Word.ADDRESS, Word.NOTHING):
                self.feed._doubt("an author with odd parts")
            elif word is Word.NAME:
                name = (child.text or "").strip()
            elif word is Word.EMAIL:
                email = (child.text or "").strip()
        if len(element) and self.feed.strict and _between(element):
            raise Doubt("an author with text between its parts")
        found = Byline.of(name, email) if name or email else byline(mended((element.text or "").strip()))
        self.author = found.line
        if found.name or found.email:
            self.authors.append(mended(found.name or found.email))

    def _take_source(self, element: Any) -> None:
        """The source's own title; what follows it may name the entry anew, as feedparser has it."""
        inner = [child for child in element.iterdescendants() if self.feed._word(child) is Word.TITLE]
        credit = self._text(element) if not len(element) else mended((inner[0].text or "").strip()) if inner else ""
        if credit:
            self.credits.append(credit)
        self.title_done = 99
        if inner and (inner[0].text or "").strip():
            self.title_done = 1
        if any(
            self.feed._word(child) in (Word.ENTRY, Word.ROOT, Word.DOUBT, Word.ASIDE)
            for child in element.iterdescendants()
        ):
            self.feed._doubt("a source with odd parts")

    def _take_words(self, element: Any, word: Word) -> None:
        if len(element) and word is Word.CONTENT and self.feed.strict:
            kind = (element.get("type") or "text").lower()
            if kind not in ("xhtml", "application/xhtml+xml", "text", "html", "text/html", "text/plain"):
                raise Doubt("content of an odd type")
        if word is Word.SUMMARY:
            if not self.summary:
                self.summary = _words(element)
        elif not self.content:
            self.content = _words(element)

    def _text(self, element: Any, *, repaired: bool = True) -> str:
        if len(element):
            self.feed._doubt(f"markup in <{element.tag.rpartition('}')[2][:40]}>")
            return " ".join("".join(element.itertext()).split())
        text = (element.text or "").strip()
        return mended(text) if repaired else text

    def _own_base(self, element: Any) -> str:
        return self.feed._base(element, self.base)


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


def _count(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) < 7 else None
