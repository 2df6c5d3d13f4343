"""Which element of which namespace says what. One word for the many names that feeds have for one thing.

An element outside of the known namespaces is none of ours, unless it stands under a prefix that is commonly one of
ours (``https://purl.org/dc/…`` as ``dc``): then it counts as such. In an unknown default namespace there is doubt.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Meaning(IntEnum):
    """What an element means. NOTHING has no bearing on an entry; DOUBT is never decided by the fast path."""

    NOTHING = 0
    DOUBT = 1
    TITLE = 2
    MEDIA_TITLE = 3
    LINK = 4
    ID = 5
    AUTHOR = 6
    PUBLISHED = 7
    UPDATED = 8
    CREATED = 9
    CATEGORY = 10
    SUMMARY = 11
    CONTENT = 12
    SOURCE = 13
    CREDIT = 14
    CONTAINER = 15
    LANGUAGE = 16
    OPAQUE = 17
    CONTRIBUTOR = 18
    NAME = 19
    EMAIL = 20
    ADDRESS = 21
    ENTRY = 22
    ROOT = 23
    ASIDE = 24
    TTL = 25
    PERIOD = 26
    FREQUENCY = 27
    CREDIT_LINE = 28
    CAPTION = 29
    DATED = 30


_PREFIXES: Final = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://example.com/newformat#": "",
    "http://example.com/necho": "",
    "http://purl.org/echo/": "",
    "uri/of/echo/namespace#": "",
    "http://purl.org/pie/": "",
    "http://purl.org/atom/ns#": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}
_OURS: Final = frozenset(prefix for prefix in _PREFIXES.values() if prefix)

_WORDS: Final = {
    name: word
    for word, names in {
        Meaning.TITLE: "title dc:title",
        Meaning.MEDIA_TITLE: "media:title",
        Meaning.LINK: "link",
        Meaning.ID: "id guid",
        Meaning.AUTHOR: "author managingeditor dc:author dc:creator itunes:author",
        Meaning.PUBLISHED: "published issued pubdate dcterms:issued",
        Meaning.UPDATED: "updated modified lastbuilddate dcterms:modified",
        Meaning.DATED: "date dc:date",
        Meaning.CREATED: "created dcterms:created",
        Meaning.CATEGORY: "category keywords dc:subject media:category itunes:category",
        Meaning.SUMMARY: "description abstract summary dc:description itunes:summary",
        Meaning.CAPTION: "media:description",
        Meaning.CONTENT: "content content:encoded body xhtml:body fullitem",
        Meaning.SOURCE: "source",
        Meaning.CREDIT: "media:credit",
        Meaning.CREDIT_LINE: "dc:source",
        Meaning.CONTAINER: "media:group media:content",
        Meaning.LANGUAGE: "language dc:language",
        Meaning.OPAQUE: "rights copyright dc:rights subtitle tagline itunes:subtitle info feedburner:browserfriendly",
        Meaning.CONTRIBUTOR: "contributor dc:contributor",
        Meaning.NAME: "name itunes:name",
        Meaning.EMAIL: "email itunes:email",
        Meaning.ADDRESS: "uri url homepage",
        Meaning.ENTRY: "item entry",
        Meaning.ROOT: "rss feed channel rdf:rdf",
        Meaning.ASIDE: "image textinput",
        Meaning.TTL: "ttl",
        Meaning.PERIOD: "sy:updateperiod",
        Meaning.FREQUENCY: "sy:updatefrequency",
        Meaning.DOUBT: "itunes:owner authors links tags items entries title_detail author_detail svg",
    }.items()
    for name in names.split()
}


class Vocabulary:
    """The words of one feed's elements, each looked up once: `known` first, `learn` where it is not there."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[object, Meaning] = {}

    def learn(self, tag: object, prefix: str | None) -> Meaning:
        """The meaning of an element by its name as lxml has it (``{namespace}local``) and its prefix.

        What is no element (an entity of a DTD that is not read) is in doubt.
        """
        found = self.known[tag] = _look_up(tag, prefix) if isinstance(tag, str) else Meaning.DOUBT
        return found


def _look_up(tag: str, prefix: str | None) -> Meaning:
    namespace, _, local = tag[1:].rpartition("}") if tag[:1] == "{" else ("", "", tag)
    local, namespace = local.lower(), namespace.lower()
    if "backend.userland.com/rss" in namespace:
        namespace = "http://backend.userland.com/rss"
    ours = _PREFIXES.get(namespace)
    if ours is not None:
        return _WORDS.get(f"{ours}:{local}" if ours else local, Meaning.NOTHING)
    if prefix is None and local in _WORDS:
        return Meaning.DOUBT
    if prefix is not None and prefix.lower() in _OURS:
        return _WORDS.get(f"{prefix.lower()}:{local}", Meaning.NOTHING)
    return Meaning.NOTHING
