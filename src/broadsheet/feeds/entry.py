"""What a feed says before it becomes Links: entries as written, in the order of the feed."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.model import Moment

# As many as the sitemap protocol allows in one file. What is more is counted and left out, so that a feed of any size
# takes some seconds.
MOST_ENTRIES = 50_000
# An entry of news has about ten elements; of one made to keep us busy so many are read.
MOST_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. Empty fields are those that the feed does not have.

    `title` is plain text; `link` is absolute where the feed has an address to resolve it by; `author` is the
    last author as one line, `authors` are the names of all; `credits` are the sources that the entry names
    (``source``, ``dc:source``, a ``media:credit`` for words). `summary` and `content` are as written.
    """

    title: str = ""
    link: str = ""
    id: str = ""
    author: str = ""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    summary: str = ""
    content: str = ""
    categories: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as read. `form` is rss, rdf, atom, json or sitemap; `reader` is what read it.

    `reader` is ``fast`` (ours), ``feedparser`` (there was doubt) or ``recovered`` (neither could, so what
    libxml2 could save). `offered` counts all entries, those past `MOST_ENTRIES` too, which are left out. `ttl` is
    in minutes. `unread_dates` are the dates that are given and could not be read, each once; `refused` are times that
    were stated and are none, since they are out of range.
    """

    title: str
    entries: tuple[FeedEntry, ...]
    form: str
    reader: str
    language: str = ""
    ttl: int | None = None
    next_url: str = ""
    offered: int = 0
    unread_dates: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def left_out(self) -> int:
        return max(0, self.offered - len(self.entries))
