"""The elements of one feed as libxml2 gives them: their words, their base addresses, and where there is doubt."""

from __future__ import annotations

import html.entities
import re
from datetime import datetime
from typing import Any

from broadsheet.feeds.addresses import resolve
from broadsheet.feeds.dates import Dates
from broadsheet.feeds.titles import looks_like_html, mended, plain
from broadsheet.feeds.xml.vocabulary import Meaning, Vocabulary

XML = "{http://www.w3.org/XML/1998/namespace}"
_PLAIN_TYPES = ("text", "html", "plain", "text/plain", "text/html")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_NUMERIC = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_BARE = re.compile(rb"&(?!#?\w{1,32};)")
_MOST_AMPERSANDS = 500_000
_OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_INNOCENT = frozenset(
    (
        Meaning.NOTHING, Meaning.NAME, Meaning.EMAIL, Meaning.ADDRESS, Meaning.OPAQUE, Meaning.TTL, Meaning.PERIOD, Meaning.FREQUENCY,
        Meaning.CREDIT, Meaning.CREDIT_LINE, Meaning.CATEGORY,
    )
)  # fmt: skip


class Doubt(Exception):
    """Something in this feed is not flat or not well-formed; the message says what."""


def root_of(utf8: bytes, *, recover: bool = False) -> Any:
    """The root element, by a parser that fetches nothing, expands no entity and keeps libxml2's limits.

    `recover` reads what can be saved of a broken document; HTML's entities, which libxml2 would leave holes for,
    are characters then. Doubt where there is no root.
    """
    from lxml import etree

    # An `encoding` given here doubles the time (0.26 s for 23 MB against 0.15): only where bytes may be wrong.
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=False,
        collect_ids=False,
        encoding="utf-8" if recover else None,
    )
    try:
        root = etree.fromstring(_with_characters(utf8) if recover else utf8, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Doubt(f"not well-formed: {str(error)[:200]}") from None
    if root is None:
        raise Doubt("no element at all")
    return root


def _with_characters(utf8: bytes) -> bytes:
    """The document with the entities of HTML as characters and bare ampersands escaped."""
    if utf8.count(b"&") > _MOST_AMPERSANDS:
        # Each costs libxml2 a message and a node, and us a piece: 50 MB of them took 24 s and 1.5 GB.
        raise Doubt(f"not well-formed, with more than {_MOST_AMPERSANDS} ampersands")
    return _BARE.sub(b"&amp;", _ENTITY.sub(_character, _NUMERIC.sub(_sound_reference, utf8)))


def _sound_reference(match: re.Match[bytes]) -> bytes:
    """A reference to a character that there is; libxml2 would make broken UTF-8 of half a surrogate pair."""
    hexadecimal, decimal = match.groups()
    digits = (hexadecimal or decimal).lstrip(b"0")
    code = int(digits or b"0", 16 if hexadecimal else 10) if len(digits) < 9 else 0
    return match.group(0) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd".encode()


def _character(match: re.Match[bytes]) -> bytes:
    name = match.group(1)
    if name in _OF_XML:
        return match.group(0)
    found = html.entities.html5.get(f"{name.decode()};")
    return found.encode() if found else b"&amp;" + match.group(0)[1:]


class Tree:
    """One feed being read: what its elements mean, and the doubt that is raised where that is not sure.

    With `strict` False nothing is doubted: what is not understood is passed over.
    """

    __slots__ = ("dates", "html_titles", "strict", "words")

    def __init__(self, *, captured: datetime | None, strict: bool) -> None:
        self.dates = Dates(captured)
        self.strict = strict
        self.words = Vocabulary()
        self.html_titles = True

    def word(self, element: Any) -> Meaning:
        tag = element.tag
        found = self.words.known.get(tag)
        return found if found is not None else self.words.learn(tag, element.prefix)

    def base(self, element: Any, base: str) -> str:
        """The address that relative ones in `element` are resolved by."""
        attributes = element.attrib
        if not attributes:
            return base
        own = attributes.get(f"{XML}base") or attributes.get("base")
        return resolve(base, own) or base if own else base

    def doubt(self, why: str) -> str:
        if self.strict:
            raise Doubt(why)
        return ""

    def check_innocent(self, element: Any, also: tuple[Meaning, ...] = ()) -> None:
        """Nothing inside of an element that we pass over may mean anything to feedparser."""
        if self.strict:
            for inner in element.iterdescendants():
                word = self.word(inner)
                if word not in _INNOCENT and word not in also:
                    raise Doubt(f"<{local(inner)}> in an odd place")

    def title(self, element: Any) -> str:
        """The words of a title element. Markup inside of it, or an odd type, is for feedparser."""
        kind = (element.get("type") or "text").lower()
        if len(element) or "mode" in element.attrib or kind not in _PLAIN_TYPES:
            self.doubt("a title with markup or of an odd type")
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

    def text(self, element: Any, *, repaired: bool = True) -> str:
        """The text of an element that should have no others inside."""
        if len(element):
            self.doubt(f"markup in <{local(element)}>")
            return " ".join("".join(element.itertext()).split())
        text = (element.text or "").strip()
        return mended(text) if repaired else text


def local(element: Any) -> str:
    """The name of an element without its namespace, short enough to be shown."""
    tag = element.tag
    return tag.rpartition("}")[2][:40] if isinstance(tag, str) else "&"
